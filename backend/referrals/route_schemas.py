"""What the inbox is asked and answers. Times are instants in UTC; a referral itself comes as the line that it travels as (PROTOCOL §2)."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from backend.patients.nhs_number import is_valid
from backend.wire_fields import Day, Text


def _id() -> fields.String:
    return fields.String(required=True, metadata={"format": "uuid"})


def _maybe(format_: str | None = None) -> fields.String:
    return fields.String(required=True, allow_none=True, metadata={"format": format_} if format_ else {})


def _texts() -> fields.List[str]:
    return fields.List(fields.String(), required=True)


class ReferralsQuerySchema(Schema):
    """`stamp`: of the page that one has."""

    stamp = fields.String(load_default=None, validate=validate.Regexp(r"^[0-9a-f]{16}\Z"))


class ReferredPersonSchema(Schema):
    """Who is referred, as far as it bears on who can take it."""

    id = _id()
    given_name = _maybe()
    family_name = _maybe()
    born_on = _maybe("date")
    nhs_number = _maybe()
    address_line = _maybe()
    postcode = _maybe()
    phone = _maybe()
    gender = _maybe()
    languages = _texts()
    interpreter_needed = fields.Boolean(required=True)
    interpreter_language = _maybe()


class ReferralSeenSchema(Schema):
    """`lines`: the referral, and open disputes about it. `is_listed`: it is to be worked on, else it is here because another has the same person.

    `seen_at`: computed. `visit_at`: the next visit that its team plans, with somebody asked to it or not (`is_allocated`). `same`: other open
    referrals of the same person or NHS number that nobody has kept apart.
    """

    id = _id()
    is_listed = fields.Boolean(required=True)
    patient = fields.Nested(ReferredPersonSchema, required=True)
    lines = fields.List(fields.Dict(), required=True)
    seen_at = _maybe("date-time")
    visit_at = _maybe("date-time")
    is_allocated = fields.Boolean(required=True)
    same = _texts()


class ReferralServiceSchema(Schema):
    """A team that takes referrals, as the directory of services has it. `languages`: those that its people speak."""

    id = _id()
    name = _maybe()
    organisation = _maybe("uuid")
    service = _maybe()
    covers = _texts()
    offers = _texts()
    lacks = _texts()
    languages = _texts()
    starts_within_hours = fields.Integer(required=True, allow_none=True)
    phone = _maybe()
    checked_on = _maybe("date")


class ReferralsMonthSchema(Schema):
    """How this month went, of the whole place: `in_time` of `seen` two-hour clocks, both null where they or those not in time are 1 to 4; the median
    minutes until `triaged` were opened."""

    seen = fields.Integer(required=True, allow_none=True)
    in_time = fields.Integer(required=True, allow_none=True)
    triaged = fields.Integer(required=True)
    triage_minutes = fields.Integer(required=True, allow_none=True)


class ReferralsTeamSchema(Schema):
    id = _id()
    name = fields.String(required=True)
    is_access_point = fields.Boolean(required=True)


class ReferralsSchema(Schema):
    """`is_whole` false: there are more than fit; the shortest clocks and the longest waiting are here."""

    team = fields.Nested(ReferralsTeamSchema, required=True)
    now = fields.String(required=True, metadata={"format": "date-time"})
    stamp = fields.String(required=True)
    is_whole = fields.Boolean(required=True)
    referrals = fields.List(fields.Nested(ReferralSeenSchema), required=True)
    services = fields.List(fields.Nested(ReferralServiceSchema), required=True)
    month = fields.Nested(ReferralsMonthSchema, required=True)


class KnownQuerySchema(Schema):
    """An NHS number, or a family name with a date of birth, or all of them."""

    nhs_number = Text(10, load_default=None)
    family_name = Text(100, load_default=None)
    born_on = Day(past=True, load_default=None)

    @validates_schema
    def _asks_for_somebody(self, data: dict[str, Any], **_: Any) -> None:
        number = data.get("nhs_number")
        if number is not None and not is_valid(number):
            raise ValidationError({"nhs_number": ["This is no NHS number: its last digit does not fit the others."]})
        if number is None and not (data.get("family_name") and data.get("born_on")):
            raise ValidationError({"nhs_number": ["An NHS number, or a family name with a date of birth."]})


class KnownPersonSchema(Schema):
    """As much of somebody as tells them from others. `is_granted`: their record is open to whoever asks."""

    id = _id()
    given_name = _maybe()
    family_name = _maybe()
    born_on = _maybe("date")
    nhs_number = _maybe()
    address_line = _maybe()
    postcode = _maybe()
    open_referrals = fields.Integer(required=True)
    is_granted = fields.Boolean(required=True)
    has_same_number = fields.Boolean(required=True)


class KnownSchema(Schema):
    people = fields.List(fields.Nested(KnownPersonSchema), required=True)


class TakenUpSchema(Schema):
    until = fields.String(required=True, metadata={"format": "date-time"})
