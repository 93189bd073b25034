"""What is asked of exports and answered."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from backend.feedback.schemas import Month
from backend.reports.exports import TYPES, WHATS
from backend.reports.schemas import LENGTH
from backend.reports.services import MOST_MONTHS
from backend.wire_fields import Text

STATES = ("waiting", "making", "ready", "failed", "stopped", "removed")


class ExportAskedSchema(Schema):
    """What is to be made, in which form, of which scope and months, and why: that stands in the record of exports."""

    what = fields.String(required=True, validate=validate.OneOf(tuple(WHATS)))
    form = fields.String(required=True, validate=validate.OneOf(tuple(TYPES)))
    scope = fields.String(load_default="place", validate=validate.Length(1, LENGTH))
    until = Month(load_default=None)
    months = fields.Integer(load_default=24, validate=validate.Range(1, MOST_MONTHS))
    why = Text(200, required=True, allow_none=False)

    @validates_schema
    def _a_form_that_it_has(self, data: dict[str, Any], **_: Any) -> None:
        if data.get("form") not in WHATS.get(data.get("what", ""), TYPES):
            raise ValidationError(f"This is made as {' or '.join(WHATS[data['what']])}.", "form")


class ReportExportSchema(Schema):
    """One export. `steps`, `done`, `doing`: how far it is. `mine`: whoever asks for this list asked for it, and may stop it."""

    id = fields.UUID(required=True)
    what = fields.String(required=True)
    form = fields.String(required=True)
    scope = fields.String(required=True)
    scope_name = fields.String(required=True)
    until = fields.String(required=True)
    months = fields.Integer(required=True)
    why = fields.String(required=True)
    has_names = fields.Boolean(required=True)
    who = fields.String(required=True)
    mine = fields.Boolean(required=True)
    asked_at = fields.String(required=True, metadata={"format": "date-time"})
    state = fields.String(required=True, validate=validate.OneOf(STATES))
    steps = fields.Integer(required=True)
    done = fields.Integer(required=True)
    doing = fields.String(required=True, allow_none=True)
    message = fields.String(required=True, allow_none=True)
    name = fields.String(required=True, allow_none=True)
    rows = fields.Integer(required=True, allow_none=True, metadata={"type": "integer"})
    pages = fields.Integer(required=True, allow_none=True, metadata={"type": "integer"})
    size = fields.Integer(required=True, allow_none=True, metadata={"type": "integer", "description": "Bytes"})
    ends_at = fields.String(required=True, allow_none=True, metadata={"format": "date-time"})


class ReportExportsSchema(Schema):
    """The newest exports of a place, the newest first."""

    now = fields.String(required=True, metadata={"format": "date-time"})
    exports = fields.List(fields.Nested(ReportExportSchema), required=True)
