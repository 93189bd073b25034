"""What is asked of exports and answered."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from backend.feedback.schemas import Month
from backend.reports import schedules
from backend.reports.exports import TYPES, WHATS
from backend.reports.schemas import LENGTH
from backend.reports.services import MOST_MONTHS
from backend.wire_fields import Text

STATES = ("waiting", "making", "ready", "failed", "stopped", "removed")


class _Asked(Schema):
    what = fields.String(required=True, validate=validate.OneOf(tuple(WHATS)))
    form = fields.String(required=True, validate=validate.OneOf(tuple(TYPES)))
    scope = fields.String(load_default="place", validate=validate.Length(1, LENGTH))
    months = fields.Integer(load_default=24, validate=validate.Range(1, MOST_MONTHS))
    why = Text(200, required=True, allow_none=False)

    @validates_schema
    def _a_form_that_it_has(self, data: dict[str, Any], **_: Any) -> None:
        if data.get("form") not in WHATS.get(data.get("what", ""), TYPES):
            raise ValidationError(f"This is made as {' or '.join(WHATS[data['what']])}.", "form")


class ExportAskedSchema(_Asked):
    """What is to be made, in which form, of which scope and months, and why: that stands in the record of exports."""

    until = Month(load_default=None)


class ScheduleAskedSchema(_Asked):
    """What is to be made of each month, in which form, of which scope and how many months up to it, and why."""

    what = fields.String(required=True, validate=validate.OneOf(tuple(schedules.WHATS)))


class ScheduleChangeSchema(Schema):
    """What becomes of a schedule."""

    state = fields.String(required=True, validate=validate.OneOf(("running", "paused", "ended")))


class ReportExportSchema(Schema):
    """One export. `steps`, `done`, `doing`: how far it is. `mine`: whoever asks for this list asked for it, and may stop it.

    `schedule`: by which it was made; null: a person asked for it.
    """

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
    schedule = fields.UUID(required=True, allow_none=True)


class UnheldTableSchema(Schema):
    """A table of the national return that has its heading alone, and why."""

    table = fields.String(required=True)
    title = fields.String(required=True)
    why = fields.String(required=True)


class ReportExportsSchema(Schema):
    """The newest exports of a place, the newest first; and for which tables of the national return the record holds nothing."""

    now = fields.String(required=True, metadata={"format": "date-time"})
    exports = fields.List(fields.Nested(ReportExportSchema), required=True)
    unheld = fields.List(fields.Nested(UnheldTableSchema), required=True)


class ReportScheduleSchema(Schema):
    """An export of each month. `first`: from which month on. `next`: of which month it makes the next, `next_on`: not before that day; none where it
    is paused or stopped. `reason`: why it stopped. `exports`: what it made, the newest first."""

    id = fields.UUID(required=True)
    what = fields.String(required=True)
    form = fields.String(required=True)
    scope = fields.String(required=True)
    scope_name = fields.String(required=True)
    months = fields.Integer(required=True)
    why = fields.String(required=True)
    who = fields.String(required=True)
    asked_at = fields.String(required=True, metadata={"format": "date-time"})
    first = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf(tuple(schedules.MAY)))
    reason = fields.String(required=True, allow_none=True)
    changed_at = fields.String(required=True, metadata={"format": "date-time"})
    changed_by = fields.String(required=True, allow_none=True)
    next = fields.String(required=True, allow_none=True)
    next_on = fields.String(required=True, allow_none=True, metadata={"format": "date"})
    exports = fields.List(fields.Nested(ReportExportSchema), required=True)


class ReportSchedulesSchema(Schema):
    """The schedules of a place that nobody ended, the newest first."""

    now = fields.String(required=True, metadata={"format": "date-time"})
    schedules = fields.List(fields.Nested(ReportScheduleSchema), required=True)
