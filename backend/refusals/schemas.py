"""What a lead is told of changes that were not taken, and what they say."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from backend.refusals.words import HOWS
from backend.wire_fields import Choice
from backend.wire_fields import Text as Words


def _id() -> fields.String:
    return fields.String(required=True, metadata={"format": "uuid"})


def _time() -> fields.String:
    return fields.String(required=True, metadata={"format": "date-time"})


class RefusedAuthorSchema(Schema):
    """Whose change it is."""

    id = _id()
    name = fields.String(required=True)
    phone = fields.String(required=True, allow_none=True)


class RefusedPatientSchema(Schema):
    id = _id()
    name = fields.String(required=True)
    nhs_number = fields.String(required=True, allow_none=True)


class RefusedChangeSchema(Schema):
    """One change that was refused, whole. `id`: of its refusal; `saw` null: it was to make a record."""

    id = _id()
    change = _id()
    kind = fields.String(required=True)
    record = _id()
    author = fields.Nested(RefusedAuthorSchema, required=True)
    patient = fields.Nested(RefusedPatientSchema, required=True)
    made_at = _time()
    refused_at = _time()
    reason = fields.String(required=True)
    message = fields.String(required=True)
    saw = fields.Dict(keys=fields.String(), required=True, allow_none=True)
    set_ = fields.Dict(keys=fields.String(), required=True, data_key="set", attribute="set")


class RefusedChangesSchema(Schema):
    """The oldest first. `count`: how many there are, where they are more than are told."""

    changes = fields.List(fields.Nested(RefusedChangeSchema), required=True)
    count = fields.Integer(required=True)


class RefusedDealtSchema(Schema):
    """How a lead deals with one. `words`: of the note; or why it is set aside."""

    how = Choice(HOWS, required=True, allow_none=False)
    words = Words(20_000, required=True, allow_none=False, lines=True, validate=validate.Length(min=3))
