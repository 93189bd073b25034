"""What looking for somebody takes and answers."""

from __future__ import annotations

from marshmallow import Schema, fields

from backend.wire_fields import Text


class SoughtSchema(Schema):
    """Who is looked for: a name, an NHS number, a street or a date of birth, or the beginning of one."""

    search = Text(120, required=True, allow_none=False)


class FoundPersonSchema(Schema):
    """Somebody who was found, with what tells people apart. `away`: where they are instead of at home, in words."""

    id = fields.String(required=True, metadata={"format": "uuid"})
    name = fields.String(required=True)
    known_as = fields.String(required=True, allow_none=True)
    born_on = fields.Date(required=True, allow_none=True)
    nhs_number = fields.String(required=True, allow_none=True)
    address_line = fields.String(required=True, allow_none=True)
    postcode = fields.String(required=True, allow_none=True)
    away = fields.String(required=True, allow_none=True)


class FoundPeopleSchema(Schema):
    """Who was found. `is_near`: nobody fits, and these sound alike. `more`: how many more there are; they are found by more words."""

    people = fields.List(fields.Nested(FoundPersonSchema), required=True)
    is_near = fields.Boolean(required=True)
    more = fields.Integer(required=True)
