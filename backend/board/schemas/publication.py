"""Publishing, and what came of it."""

from __future__ import annotations

from marshmallow import Schema, validate

from backend.board.schemas.board import BoardForWhomSchema
from backend.board.schemas.words import a_list, a_time, an_id, one, text, whole
from backend.wire_fields import Number


class PublishSchema(Schema):
    """Publish the draft as it was at this version."""

    version = Number(0, 10_000_000, whole=True, required=True, allow_none=False)


class PublicationEndingSchema(Schema):
    """How the change of one visit ended, the gravest of its groups."""

    visit = an_id()
    ending = text(validate=validate.OneOf(("applied", "merged", "conflicted", "refused", "not-now")))
    text = text()


class PublicationSchema(Schema):
    """One press of Publish."""

    id = an_id()
    state = text(validate=validate.OneOf(("waiting", "writing", "done")))
    by = an_id()
    name = text()
    at = a_time()
    total = whole()
    written = whole()
    endings = a_list(one(PublicationEndingSchema))
    people = a_list(one(BoardForWhomSchema))
