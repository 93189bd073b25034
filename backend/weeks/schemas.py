"""What the planner asks and is answered. Days are days in London, times instants in UTC; minutes are whole."""

from __future__ import annotations

from datetime import date
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from backend.care_plans.repeating import DAYS, HOLIDAYS
from backend.care_plans.schemas import ActionSchema
from backend.patients.words import AWAY as GONE
from backend.visits.needs import MOST_PEOPLE
from backend.visits.words import AWAY, MOST_OF_A_DAY
from backend.wire_fields import Choice, Day, Id, Instant, ListOf, Number, Text, YesNo

FACES = ("usual", "nobody")
MOST_TAKEN = 5_000
STATES = ("planned", "under-way", "took-place", "not-seen", "went-anyway", "cancelled")
LOSSES = ("nobody-asked-works", "no-known-face", "nobody-skilled")
ENDINGS = ("applied", "merged", "conflicted", "refused", "not-now")


def _id(**more: object) -> fields.String:
    return fields.String(required=True, metadata={"format": "uuid"}, **more)  # type: ignore[arg-type]


def _time(**more: object) -> fields.String:
    return fields.String(required=True, metadata={"format": "date-time"}, **more)  # type: ignore[arg-type]


def _day(**more: object) -> fields.String:
    return fields.String(required=True, metadata={"format": "date"}, **more)  # type: ignore[arg-type]


def _text(**more: object) -> fields.String:
    return fields.String(required=True, **more)  # type: ignore[arg-type]


def _whole(**more: object) -> fields.Integer:
    return fields.Integer(required=True, **more)  # type: ignore[arg-type]


def _yes(**more: object) -> fields.Boolean:
    return fields.Boolean(required=True, **more)  # type: ignore[arg-type]


def _one(schema: type[Schema], **more: object) -> fields.Nested:
    return fields.Nested(schema, required=True, **more)  # type: ignore[arg-type]


def _list(entry: fields.Field[Any], **more: object) -> fields.List[Any]:
    return fields.List(entry, required=True, **more)  # type: ignore[arg-type]


def _of(words: tuple[str, ...]) -> fields.String:
    return _text(validate=validate.OneOf(words))


# ------------------------------------------------------------------------------------------------------------------ what is asked


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
    why = Choice(GONE, load_default=None)


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


# ------------------------------------------------------------------------------------------------------------------ what is answered


class WeekTeamSchema(Schema):
    """A team."""

    id = _id()
    name = _text()


class WeekTeamsSchema(Schema):
    """Whose weeks one may plan."""

    teams = _list(_one(WeekTeamSchema))
    today = _day()
    first = _day()
    weeks = _whole()


class WeekSkillMinutesSchema(Schema):
    """What a day's people can do of a skill, and what is asked of it, ways included. Who has two skills counts in both."""

    skill = _text()
    capacity_minutes = _whole()
    demand_minutes = _whole()


class WeekDaySchema(Schema):
    """One day. `is_known`: somebody's shift is written for it; else it has the people of the same weekday when one last was."""

    day = _day()
    is_past = _yes()
    holiday = _text(allow_none=True)
    is_known = _yes()
    staff = _whole()
    visits = _whole()
    capacity_minutes = _whole()
    demand_minutes = _whole()
    travel_minutes = _whole()
    skills = _list(_one(WeekSkillMinutesSchema))


class WeekSkillSchema(Schema):
    """What somebody is signed off for."""

    skill = _text()
    level = _whole()
    until = _day(allow_none=True)


class WeekShiftSchema(Schema):
    """Somebody's day of work, breaks and absences taken off."""

    day = _day()
    minutes = _whole()
    away = _text(allow_none=True, validate=validate.OneOf([*AWAY, None]))


class WeekPersonSchema(Schema):
    """Somebody of the team who has shifts."""

    id = _id()
    name = _text()
    profession = _text(allow_none=True)
    skills = _list(_one(WeekSkillSchema))
    days = _list(_one(WeekShiftSchema))


class WeekPatternSchema(Schema):
    """A pattern: when visits repeat. What was not said is null."""

    days = _list(_of(DAYS), allow_none=True)
    per_week = _whole(allow_none=True)
    every_weeks = _whole(allow_none=True)
    every_days = _whole(allow_none=True)
    apart_days = _whole(allow_none=True)
    times = _list(_text(), validate=validate.Length(1, MOST_OF_A_DAY))
    is_hard = _yes(allow_none=True)
    reason = _text(allow_none=True)
    gap_least_minutes = _whole(allow_none=True)
    gap_most_minutes = _whole(allow_none=True)
    minutes = _whole()
    people = _whole(allow_none=True)
    skills = _list(_text(), allow_none=True)
    first = _day(data_key="from", attribute="from")
    until = _day(allow_none=True)
    holidays = _text(allow_none=True, validate=validate.OneOf([*HOLIDAYS, None]))
    team = _id(allow_none=True)


class WeekReadingSchema(Schema):
    """What plain words say: a suggestion. `assumed`: what they do not say; `not_understood`: what nobody made out, and then there is no pattern."""

    understood = _yes()
    pattern = _one(WeekPatternSchema, allow_none=True)
    says = _text(allow_none=True)
    assumed = _list(_text())
    not_understood = _list(_text())


class WeekPersonAwaySchema(Schema):
    """When somebody is not at home."""

    first = _day(data_key="from", attribute="from")
    until = _day(allow_none=True)
    why = _text(allow_none=True, validate=validate.OneOf([*GONE, None]))


class WeekVisitSchema(Schema):
    """A visit of a series. `by_hand`: somebody planned it, or changed it, by hand: it does not follow the pattern."""

    id = _id()
    day = _day()
    ordinal = _whole()
    start = _time()
    end = _time()
    staff = _list(_id())
    state = _of(STATES)
    by_hand = _yes()


class WeekOfSeriesSchema(Schema):
    """On how many days of a week visits are asked, and on how many there are some."""

    first = _day()
    asked = _whole()
    there = _whole()


class WeekActionSchema(Schema):
    """Whose action it is, and its words."""

    action = _id()
    patient = _id()
    name = _text()
    words = _text()


class WeekSeriesSchema(WeekActionSchema):
    """A repeating action."""

    version = _text()
    area = _text(allow_none=True, metadata={"description": "The first half of the postcode: it tells namesakes apart"})
    frequency = _text(allow_none=True)
    until_words = _text(allow_none=True)
    pattern = _one(WeekPatternSchema, allow_none=True)
    says = _text(allow_none=True)
    is_open = _yes()
    differs = _text(allow_none=True)
    disputed = _yes()
    away = _one(WeekPersonAwaySchema, allow_none=True)
    notes = _list(_text())
    known = _list(_id())
    visits = _list(_one(WeekVisitSchema))
    weeks = _list(_one(WeekOfSeriesSchema))


class WeekUnpatternedSchema(WeekActionSchema):
    """What somebody of the team does, and of which no pattern says when; with what its words say."""

    version = _text()
    frequency = _text(allow_none=True)
    until = _text(allow_none=True)
    staff = _id(allow_none=True)
    reading = _one(WeekReadingSchema)


class WeekEndingSchema(Schema):
    """How the writing of one visit ended."""

    visit = _id()
    ending = _of(ENDINGS)
    text = _text()


class WeekTakingSchema(Schema):
    """What somebody took, and how far its writing is: of `total` changes `written`."""

    id = _id()
    state = _of(("waiting", "writing", "done"))
    by = _id()
    name = _text()
    at = _time()
    total = _whole()
    written = _whole()
    endings = _list(_one(WeekEndingSchema))


class WeeksSchema(Schema):
    """Four weeks of a team."""

    team = _id()
    team_name = _text()
    first = _day()
    last = _day()
    today = _day()
    stamp = _text()
    skills = _list(_text())
    days = _list(_one(WeekDaySchema))
    people = _list(_one(WeekPersonSchema))
    series = _list(_one(WeekSeriesSchema))
    unpatterned = _list(_one(WeekUnpatternedSchema))
    taking = _one(WeekTakingSchema, allow_none=True)


class WeekPatternIsSchema(Schema):
    """The series as it is now; null where it repeats no more and has no visits to come."""

    series = _one(WeekSeriesSchema, allow_none=True)


class WeekSeriesIsSchema(Schema):
    """The series as it is now."""

    series = _one(WeekSeriesSchema)


class WeekMakeSchema(WeekActionSchema):
    """A visit that is suggested. `plain_day`: the day that the plain plan would take, in which each takes the first days that it may be on."""

    visit = _id()
    day = _day()
    ordinal = _whole()
    start = _time()
    end = _time()
    window_start = _time()
    window_end = _time()
    is_hard = _yes()
    reason = _text(allow_none=True)
    minutes = _whole()
    people = _whole()
    skills = _list(_text())
    staff = _list(_id())
    plain_day = _day()
    why = _list(_text())


class WeekVisitIsSchema(Schema):
    """What of a visit follows its action."""

    start = _time()
    end = _time()
    window_start = _time(allow_none=True)
    window_end = _time(allow_none=True)
    is_hard = _yes()
    reason = _text(allow_none=True)
    people = _whole()
    skills = _list(_text())


class WeekFollowSchema(WeekActionSchema):
    """A visit that follows its action: it is cancelled, or changed."""

    visit = _id()
    day = _day()
    what = _of(("cancel", "change"))
    was = _one(WeekVisitIsSchema)
    then = _one(WeekVisitIsSchema, allow_none=True)
    staff = _list(_id())
    why = _text()


class WeekStaySchema(WeekActionSchema):
    """A visit that would follow, and does not."""

    visit = _id()
    day = _day()
    why = _text()


class WeekShortSchema(WeekActionSchema):
    """A week that has fewer days with visits than are asked."""

    first = _day()
    asked = _whole()
    planned = _whole()
    why = _text()


class WeekSkillPlannedSchema(Schema):
    """Minutes of a skill on a day."""

    skill = _text()
    before_minutes = _whole()
    after_minutes = _whole()
    capacity_minutes = _whole()


class WeekDayPlannedSchema(Schema):
    """Minutes of a day, ways included: as it stands, by the plain plan, by this."""

    day = _day()
    before_minutes = _whole()
    plain_minutes = _whole()
    after_minutes = _whole()
    capacity_minutes = _whole()
    skills = _list(_one(WeekSkillPlannedSchema))


class WeekNumbersSchema(Schema):
    """A plan in numbers. Busiest and quietest of the working days still to come."""

    visits = _whole()
    busiest_day = _day()
    busiest_minutes = _whole()
    quietest_day = _day()
    quietest_minutes = _whole()
    over_minutes = _whole()
    strange_visits = _whole()
    moved_weekdays = _whole()
    cost_minutes = _whole()


class WeekSuggestionSchema(Schema):
    """A suggestion: an explained difference, of which nothing is written until it is taken."""

    id = _id()
    team = _id()
    first = _day()
    last = _day()
    by = _id()
    name = _text()
    at = _time()
    state = _of(("open", "taken", "left"))
    faces = _of(FACES)
    makes = _list(_one(WeekMakeSchema))
    follows = _list(_one(WeekFollowSchema))
    stays = _list(_one(WeekStaySchema))
    short = _list(_one(WeekShortSchema))
    days = _list(_one(WeekDayPlannedSchema))
    before = _one(WeekNumbersSchema)
    plain = _one(WeekNumbersSchema)
    after = _one(WeekNumbersSchema)


class WeekSkillUncoveredSchema(Schema):
    """Minutes of a skill on a day: what people have without and with the absence, what is asked, what nobody covers."""

    skill = _text()
    capacity_before_minutes = _whole()
    capacity_minutes = _whole()
    demand_minutes = _whole()
    uncovered_before_minutes = _whole()
    uncovered_minutes = _whole()


class WeekDayUncoveredSchema(Schema):
    """The same of all care, and of each skill."""

    day = _day()
    is_known = _yes()
    capacity_before_minutes = _whole()
    capacity_minutes = _whole()
    demand_minutes = _whole()
    uncovered_before_minutes = _whole()
    uncovered_minutes = _whole()
    skills = _list(_one(WeekSkillUncoveredSchema))


class WeekVisitLostSchema(Schema):
    """A visit that loses everybody who is asked to it, everybody whom the person knows, or everybody who is able."""

    visit = _id()
    action = _id(allow_none=True)
    patient = _id()
    name = _text()
    day = _day()
    start = _time()
    why = _list(_of(LOSSES))


class WeekWhatIfIsSchema(Schema):
    """The weeks without them. `uncovered_minutes`: above what is uncovered anyway."""

    days = _list(_one(WeekDayUncoveredSchema))
    visits = _list(_one(WeekVisitLostSchema))
    uncovered_minutes = _whole()
    strange_visits = _whole()


class WeekHolidaySchema(Schema):
    """A holiday. `is_own`: this place keeps it besides those of England and Wales."""

    day = _day()
    name = _text()
    is_own = _yes()


class WeekHolidayNotKeptSchema(Schema):
    """A bank holiday that this place does not keep."""

    day = _day()
    name = _text()


class WeekHolidaysSchema(Schema):
    """The holidays of a year."""

    year = _whole()
    days = _list(_one(WeekHolidaySchema))
    removed = _list(_one(WeekHolidayNotKeptSchema))
