"""Four weeks as they are answered: days, people, repeating actions."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from backend.board.schemas.words import a_day, a_list, a_time, an_id, one, some_ids, text, whole, yes
from backend.care_plans.repeating import DAYS, HOLIDAYS
from backend.patients.words import AWAY as GONE
from backend.visits.words import AWAY

STATES = ("planned", "under-way", "took-place", "not-seen", "went-anyway", "cancelled")
ENDINGS = ("applied", "merged", "conflicted", "refused", "not-now")


def one_of(words: tuple[str, ...]) -> fields.String:
    return text(validate=validate.OneOf(words))


class WeekTeamSchema(Schema):
    """A team."""

    id = an_id()
    name = text()


class WeekTeamsSchema(Schema):
    """Whose weeks one may plan."""

    teams = a_list(one(WeekTeamSchema))
    today = a_day()
    first = a_day()
    weeks = whole()


class WeekSkillMinutesSchema(Schema):
    """What a day's people can do of a skill, and what is asked of it, ways included. Who has two skills counts in both."""

    skill = text()
    capacity_minutes = whole()
    demand_minutes = whole()


class WeekDaySchema(Schema):
    """One day. `is_known`: somebody's shift is written for it; else it has the people of the same weekday when one last was."""

    day = a_day()
    is_past = yes()
    holiday = text(allow_none=True)
    is_known = yes()
    staff = whole()
    visits = whole()
    capacity_minutes = whole()
    demand_minutes = whole()
    travel_minutes = whole()
    skills = a_list(one(WeekSkillMinutesSchema))


class WeekSkillSchema(Schema):
    """What somebody is signed off for."""

    skill = text()
    level = whole()
    until = a_day(allow_none=True)


class WeekShiftSchema(Schema):
    """Somebody's day of work, breaks and absences taken off."""

    day = a_day()
    minutes = whole()
    away = text(allow_none=True, validate=validate.OneOf([*AWAY, None]))


class WeekPersonSchema(Schema):
    """Somebody of the team who has shifts."""

    id = an_id()
    name = text()
    profession = text(allow_none=True)
    skills = a_list(one(WeekSkillSchema))
    days = a_list(one(WeekShiftSchema))


class WeekPatternSchema(Schema):
    """A pattern: when visits repeat. What was not said is null."""

    days = fields.List(one_of(DAYS), required=True, allow_none=True)
    per_week = fields.Integer(required=True, allow_none=True)
    every_weeks = fields.Integer(required=True, allow_none=True)
    every_days = fields.Integer(required=True, allow_none=True)
    apart_days = fields.Integer(required=True, allow_none=True)
    times = a_list(text())
    is_hard = fields.Boolean(required=True, allow_none=True)
    reason = text(allow_none=True)
    gap_least_minutes = fields.Integer(required=True, allow_none=True)
    gap_most_minutes = fields.Integer(required=True, allow_none=True)
    minutes = whole()
    people = fields.Integer(required=True, allow_none=True)
    skills = fields.List(text(), required=True, allow_none=True)
    first = a_day(data_key="from", attribute="from")
    until = a_day(allow_none=True)
    holidays = text(allow_none=True, validate=validate.OneOf([*HOLIDAYS, None]))
    team = an_id(allow_none=True)


class WeekReadingSchema(Schema):
    """What plain words say: a suggestion. `assumed`: what they do not say; `not_understood`: what nobody made out, and then there is no pattern."""

    understood = yes()
    pattern = one(WeekPatternSchema, allow_none=True)
    says = text(allow_none=True)
    assumed = a_list(text())
    not_understood = a_list(text())


class WeekPersonAwaySchema(Schema):
    """When somebody is not at home."""

    first = a_day(data_key="from", attribute="from")
    until = a_day(allow_none=True)
    why = text(allow_none=True, validate=validate.OneOf([*GONE, None]))


class WeekVisitSchema(Schema):
    """A visit of a series. `by_hand`: somebody planned it, or changed it, by hand: it does not follow the pattern."""

    id = an_id()
    day = a_day()
    ordinal = whole()
    start = a_time()
    end = a_time()
    staff = some_ids()
    state = one_of(STATES)
    by_hand = yes()


class WeekOfSeriesSchema(Schema):
    """On how many days of a week visits are asked, and on how many there are some."""

    first = a_day()
    asked = whole()
    there = whole()


class WeekActionSchema(Schema):
    """Whose action it is, and its words."""

    action = an_id()
    patient = an_id()
    name = text()
    words = text()


class WeekSeriesSchema(WeekActionSchema):
    """A repeating action."""

    version = text()
    area = text(allow_none=True, metadata={"description": "The first half of the postcode: it tells namesakes apart"})
    frequency = text(allow_none=True)
    until_words = text(allow_none=True)
    pattern = one(WeekPatternSchema, allow_none=True)
    says = text(allow_none=True)
    is_open = yes()
    differs = text(allow_none=True)
    disputed = yes()
    away = one(WeekPersonAwaySchema, allow_none=True)
    notes = a_list(text())
    known = some_ids()
    visits = a_list(one(WeekVisitSchema))
    weeks = a_list(one(WeekOfSeriesSchema))


class WeekUnpatternedSchema(WeekActionSchema):
    """What somebody of the team does, and of which no pattern says when; with what its words say."""

    version = text()
    frequency = text(allow_none=True)
    until = text(allow_none=True)
    staff = an_id(allow_none=True)
    reading = one(WeekReadingSchema)


class WeekEndingSchema(Schema):
    """How the writing of one visit ended."""

    visit = an_id()
    ending = one_of(ENDINGS)
    text = text()


class WeekTakingSchema(Schema):
    """What somebody took, and how far its writing is: of `total` changes `written`; of one that was stopped the rest is not."""

    id = an_id()
    state = one_of(("waiting", "writing", "stopping", "done", "stopped"))
    by = an_id()
    name = text()
    at = a_time()
    total = whole()
    written = whole()
    endings = a_list(one(WeekEndingSchema))


class WeeksSchema(Schema):
    """Four weeks of a team."""

    team = an_id()
    team_name = text()
    first = a_day()
    last = a_day()
    today = a_day()
    stamp = text()
    skills = a_list(text())
    days = a_list(one(WeekDaySchema))
    people = a_list(one(WeekPersonSchema))
    series = a_list(one(WeekSeriesSchema))
    unpatterned = a_list(one(WeekUnpatternedSchema))
    taking = one(WeekTakingSchema, allow_none=True)


class WeekPatternIsSchema(Schema):
    """The series as it is now; null where it repeats no more and has no visits to come."""

    series = one(WeekSeriesSchema, allow_none=True)


class WeekSeriesIsSchema(Schema):
    """The series as it is now."""

    series = one(WeekSeriesSchema)
