"""What each kind of the `people` bundle may hold: exactly the fields of sync/policies.toml."""

from __future__ import annotations

import re
from typing import Any

from marshmallow import ValidationError, validates

from backend.places.directory import DEEDS, SERVICES
from backend.places.skills import read
from backend.places.words import GENDERS, ROLES, SECTORS, STAFF_STATUSES
from backend.wire_fields import Choice, Day, Id, ListOf, Number, Text, WireSchema, YesNo

_DISTRICT = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?( [0-9])?")
_PRACTICE_CODE = re.compile(r"[A-Z][0-9]{5}")


class OrganisationSchema(WireSchema):
    """A partner of the alliance."""

    name = Text(200, required=True, allow_none=False)
    short_name = Text(60)
    sector = Choice(SECTORS)


class PracticeSchema(WireSchema):
    """A GP practice."""

    name = Text(200, required=True, allow_none=False)
    code = Text(12)
    network = Text(100)
    locality = Text(100)
    phone = Text(40)

    @validates("code")
    def _is_a_code(self, value: str | None, **_: Any) -> None:
        if value is not None and not _PRACTICE_CODE.fullmatch(value):
            raise ValidationError("Write the practice’s code like “F84001”: a letter and five digits.")


class TeamSchema(WireSchema):
    """A team and where it starts the day."""

    name = Text(200, required=True, allow_none=False)
    organisation = Id()
    locality = Text(100)
    phone = Text(40)
    lead = Id()
    base_name = Text(200)
    latitude = Number(-90, 90)
    longitude = Number(-180, 180)
    lone_margin_minutes = Number(5, 60, whole=True)
    service = Choice(tuple(SERVICES))
    covers = ListOf(Text(8))
    offers = ListOf(Choice(tuple(DEEDS)))
    lacks = ListOf(Choice(tuple(DEEDS)))
    starts_within_hours = Number(1, 24 * 126, whole=True)
    takes_referrals = YesNo()
    is_access_point = YesNo()
    checked_on = Day(past=True)

    @validates("covers")
    def _are_parts_of_postcodes(self, value: list[str] | None, **_: Any) -> None:
        if any(not _DISTRICT.fullmatch(entry) for entry in value or ()):
            raise ValidationError("Write a postcode district like “E1”, or a sector like “E1 4”.")


class StaffSchema(WireSchema):
    """A member of staff."""

    name = Text(200, required=True, allow_none=False)
    profession = Text(100)
    role = Choice(ROLES, required=True, allow_none=False)
    organisation = Id()
    team = Id()
    phone = Text(40)
    skills = ListOf(Text(80))
    languages = ListOf(Text(60))
    gender = Choice(GENDERS)
    status = Choice(STAFF_STATUSES)

    @validates("skills")
    def _are_skills(self, value: list[str] | None, **_: Any) -> None:
        if any(read(entry) is None for entry in value or ()):
            raise ValidationError("Write a skill like “insulin”, “wound care/2” or, until a day, “catheter@2027-03-31”.")
