"""What the planner is asked."""

from __future__ import annotations

from datetime import date
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from backend.care_plans.repeating import DAYS, HOLIDAYS
from backend.care_plans.schemas import ActionSchema
from backend.patients.words import AWAY
from backend.visits.needs import MOST_PEOPLE
from backend.wire_fields import Choice, Day, Id, Instant, ListOf, Number, Text, YesNo

FACES = ("usual", "nobody")
MOST_TAKEN = 5_000


class WeeksQuerySchema(Schema):
    """`stamp`: that of the weeks one has; where nothing changed since, the answer is empty."""

    stamp = fields.String(load_default=None, validate=validate.Regexp(r"^[0-9a-f]{24}\Z"))


def _pattern_field(name: str) -> dict[str, Any]:
    return {"data_key": name, "load_default": None, "attribute": f"repeat_{name}"}


class WeekPatternAskedSchema(Schema):
    """A pattern: the fields of an action without `repeat_`. What is left out is null. The record judges how they fit together."""

    repeat_days = ListOf(Choice(DAYS), **_pattern_field("days"))
    repeat_per_week = Number(1, 7, whole=True, **_pattern_field("per_week"))
    repeat_every_weeks = Number(1, 12, whole=True, **_pattern_field("every_weeks"))
    repeat_every_days = Number(2, 90, whole=True, **_pattern_field("every_days"))
    repeat_apart_days = Number(1, 6, whole=True, **_pattern_field("apart_days"))
    repeat_times = ListOf(Text(11), **_pattern_field("times"))
    repeat_is_hard = YesNo(**_pattern_field("is_hard"))
    repeat_reason = Text(200, **_pattern_field("reason"))
    repeat_gap_least_minutes = Number(0, 1440, whole=True, **_pattern_field("gap_least_minutes"))
    repeat_gap_most_minutes = Number(0, 1440, whole=True, **_pattern_field("gap_most_minutes"))
    repeat_minutes = Number(5, 480, whole=True, **_pattern_field("minutes"))
    repeat_people = Number(1, MOST_PEOPLE, whole=True, **_pattern_field("people"))
    repeat_skills = ListOf(Text(80), **_pattern_field("skills"))
    repeat_from = Day(**_pattern_field("from"))
    repeat_until = Day(**_pattern_field("until"))
    repeat_holidays = Choice(HOLIDAYS, **_pattern_field("holidays"))
    repeat_team = Id(**_pattern_field("team"))

    @validates_schema
    def _is_one_that_the_record_takes(self, data: dict[str, Any], **_: Any) -> None:
        sent = {name: value.isoformat() if isinstance(value, date) else value for name, value in data.items()}
        wrong = ActionSchema().validate(sent, partial=True)
        if wrong:
            raise ValidationError({name.removeprefix("repeat_"): texts for name, texts in wrong.items()})


class WeekPatternSetSchema(Schema):
    """An action's pattern as it is to be; null: it repeats no more. `id`: made by who asks, so that asking twice is one change."""

    id = Id(required=True, allow_none=False)
    version = fields.String(required=True, validate=validate.Length(1, 20), metadata={"description": "That of the action as it was seen"})
    pattern = fields.Nested(WeekPatternAskedSchema, required=True, allow_none=True)


class WeekWordsSchema(Schema):
    """How often, and until when, in plain words."""

    words = fields.String(required=True, validate=validate.Length(0, 200))
    until = Text(200, load_default=None)


class WeekPersonAwayAskedSchema(Schema):
    """When somebody is not at home. `until` null: nobody knows yet."""

    first = Day(required=True, allow_none=False, data_key="from")
    until = Day(load_default=None)
    why = Choice(AWAY, load_default=None)


class WeekPersonAwaySetSchema(Schema):
    """What stood on the screen (`saw`), and what is to stand; null: they are at home."""

    id = Id(required=True, allow_none=False)
    saw = fields.Nested(WeekPersonAwayAskedSchema, required=True, allow_none=True)
    away = fields.Nested(WeekPersonAwayAskedSchema, required=True, allow_none=True)


class WeekSuggestionAskedSchema(Schema):
    """Whether the usual faces are asked to the visits, or nobody yet."""

    faces = Choice(FACES, load_default="usual", allow_none=False)


class WeekTakeSchema(Schema):
    """Which visits of a suggestion are taken; null: all."""

    visits = fields.List(Id(allow_none=False), required=True, allow_none=True, validate=validate.Length(0, MOST_TAKEN))


class WeekMoveSchema(Schema):
    """Which visit to which day. `was`: its start as it was seen. `id`: made by who asks, so that asking twice is one change."""

    id = Id(required=True, allow_none=False)
    visit = Id(required=True, allow_none=False)
    was = Instant(required=True, allow_none=False)
    day = Day(required=True, allow_none=False)


class WeekAwaySchema(Schema):
    """Who is away, from which day to which, both included."""

    staff = Id(required=True, allow_none=False)
    first = Day(required=True, allow_none=False, data_key="from")
    until = Day(required=True, allow_none=False)


class WeekWhatIfSchema(Schema):
    """Who is away; `suggestion`: its visits count too."""

    away = fields.List(fields.Nested(WeekAwaySchema), required=True, validate=validate.Length(1, 10))
    suggestion = Id(load_default=None)


class WeekHolidaySetSchema(Schema):
    """Whether a day is a holiday of this place, and under which name."""

    is_holiday = fields.Boolean(required=True)
    name = Text(100, load_default=None)
