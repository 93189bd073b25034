"""What the page of files from outside takes and gives."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from backend.feedback.schemas import Month
from backend.wire_fields import Text

MOST_CHARACTERS = 2_000_000


class OutsideFileSchema(Schema):
    """A file as text, where it is from, and of which months it tells all (not of an estimate of residents). `knowing`: the key of what it takes away,
    as it was told; another loss is told first."""

    source = Text(200, required=True, allow_none=False)
    file = fields.String(required=True)
    first = Month(load_default=None)
    last = Month(load_default=None)
    knowing = fields.String(load_default="", validate=validate.Length(max=64))

    @validates_schema
    def _is_small(self, data: dict[str, Any], **_: Any) -> None:
        if len(data.get("file", "")) > MOST_CHARACTERS:
            raise ValidationError("A file over the web has at most 2 million characters. Larger ones: ops/alongside import-figures.", "file")
        if (data.get("first") is None) != (data.get("last") is None):
            raise ValidationError("The first and the last month of which it tells all, or neither.", "last")


class OutsideTakenSchema(Schema):
    """What became of it, in words."""

    said = fields.String(required=True)


class OutsideToldSchema(Schema):
    """One file that was taken. `of`: what it tells, in words; `first`, `last`: months like "2026-10"; null: of an estimate for days. `lines`: how
    many, in words: of people in steps, as a small number of them is told to nobody."""

    id = fields.UUID(required=True)
    of = fields.String(required=True)
    first = fields.String(required=True, allow_none=True)
    last = fields.String(required=True, allow_none=True)
    source = fields.String(required=True)
    lines = fields.String(required=True)
    who = fields.String(required=True)
    at = fields.DateTime(required=True)


class OutsideSortSchema(Schema):
    """A file that can be taken: its first line, and each column's codes (none: a day, a number)."""

    of = fields.String(required=True)
    header = fields.String(required=True)
    codes = fields.Dict(keys=fields.String(), values=fields.List(fields.String()), required=True)
    has_months = fields.Boolean(required=True)


class OutsideFilesSchema(Schema):
    """The newest first, at most 50; and what may come."""

    files = fields.List(fields.Nested(OutsideToldSchema), required=True)
    sorts = fields.List(fields.Nested(OutsideSortSchema), required=True)
