"""What comes in and goes out of the documents' addresses."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from backend.documents.pdf import SIZES

STATES = ("waiting", "making", "ready", "failed")
WHATS = ("care-plan", "care-plan-for-me")


class DocumentAskedSchema(Schema):
    """Which document, and in which print."""

    what = fields.String(required=True, validate=validate.OneOf(WHATS))
    size = fields.String(load_default="ordinary", validate=validate.OneOf(SIZES))


class DocumentSchema(Schema):
    """How far a document is. `message` says what to do where it failed."""

    id = fields.UUID(required=True)
    what = fields.String(required=True)
    size = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf(STATES))
    title = fields.String(allow_none=True)
    pages = fields.Integer(allow_none=True)
    ends_at = fields.String(required=True)
    message = fields.String(allow_none=True)
