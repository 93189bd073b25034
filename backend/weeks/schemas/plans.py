"""A suggestion, what if, and a year's holidays, as they are answered."""

from __future__ import annotations

from marshmallow import Schema

from backend.board.schemas.words import a_day, a_list, a_time, an_id, one, some_ids, text, whole, yes
from backend.weeks.capacity import LOSSES
from backend.weeks.schemas.asked import FACES
from backend.weeks.schemas.weeks import WeekActionSchema, one_of


class WeekMakeSchema(WeekActionSchema):
    """A visit that is suggested. `plain_day`: the day that the plain plan would take, in which each takes the first days that it may be on."""

    visit = an_id()
    day = a_day()
    ordinal = whole()
    start = a_time()
    end = a_time()
    window_start = a_time()
    window_end = a_time()
    is_hard = yes()
    reason = text(allow_none=True)
    minutes = whole()
    people = whole()
    skills = a_list(text())
    staff = some_ids()
    plain_day = a_day()
    why = a_list(text())


class WeekVisitIsSchema(Schema):
    """What of a visit follows its action."""

    start = a_time()
    end = a_time()
    window_start = a_time(allow_none=True)
    window_end = a_time(allow_none=True)
    is_hard = yes()
    reason = text(allow_none=True)
    people = whole()
    skills = a_list(text())


class WeekFollowSchema(WeekActionSchema):
    """A visit that follows its action: it is cancelled, or changed."""

    visit = an_id()
    day = a_day()
    what = one_of(("cancel", "change"))
    was = one(WeekVisitIsSchema)
    then = one(WeekVisitIsSchema, allow_none=True)
    staff = some_ids()
    why = text()


class WeekStaySchema(WeekActionSchema):
    """A visit that would follow, and does not."""

    visit = an_id()
    day = a_day()
    why = text()


class WeekShortSchema(WeekActionSchema):
    """A week that has fewer days with visits than are asked."""

    first = a_day()
    asked = whole()
    planned = whole()
    why = text()


class WeekSkillPlannedSchema(Schema):
    """Minutes of a skill on a day."""

    skill = text()
    before_minutes = whole()
    after_minutes = whole()
    capacity_minutes = whole()


class WeekDayPlannedSchema(Schema):
    """Minutes of a day, ways included: as it stands, by the plain plan, by this."""

    day = a_day()
    before_minutes = whole()
    plain_minutes = whole()
    after_minutes = whole()
    capacity_minutes = whole()
    skills = a_list(one(WeekSkillPlannedSchema))


class WeekNumbersSchema(Schema):
    """A plan in numbers. Busiest and quietest of the working days still to come."""

    visits = whole()
    busiest_day = a_day()
    busiest_minutes = whole()
    quietest_day = a_day()
    quietest_minutes = whole()
    over_minutes = whole()
    strange_visits = whole()
    moved_weekdays = whole()
    cost_minutes = whole()


class WeekSuggestionSchema(Schema):
    """A suggestion: an explained difference, of which nothing is written until it is taken."""

    id = an_id()
    team = an_id()
    first = a_day()
    last = a_day()
    by = an_id()
    name = text()
    at = a_time()
    state = one_of(("open", "taken", "left"))
    faces = one_of(FACES)
    makes = a_list(one(WeekMakeSchema))
    follows = a_list(one(WeekFollowSchema))
    stays = a_list(one(WeekStaySchema))
    short = a_list(one(WeekShortSchema))
    days = a_list(one(WeekDayPlannedSchema))
    before = one(WeekNumbersSchema)
    plain = one(WeekNumbersSchema)
    after = one(WeekNumbersSchema)


class WeekSkillUncoveredSchema(Schema):
    """Minutes of a skill on a day: what people have without and with the absence, what is asked, what nobody covers."""

    skill = text()
    capacity_before_minutes = whole()
    capacity_minutes = whole()
    demand_minutes = whole()
    uncovered_before_minutes = whole()
    uncovered_minutes = whole()


class WeekDayUncoveredSchema(Schema):
    """The same of all care, and of each skill."""

    day = a_day()
    is_known = yes()
    capacity_before_minutes = whole()
    capacity_minutes = whole()
    demand_minutes = whole()
    uncovered_before_minutes = whole()
    uncovered_minutes = whole()
    skills = a_list(one(WeekSkillUncoveredSchema))


class WeekVisitLostSchema(Schema):
    """A visit that loses everybody who is asked to it, everybody whom the person knows, or everybody who is able."""

    visit = an_id()
    action = an_id(allow_none=True)
    patient = an_id()
    name = text()
    day = a_day()
    start = a_time()
    why = a_list(one_of(LOSSES))


class WeekWhatIfIsSchema(Schema):
    """The weeks without them. `uncovered_minutes`: above what is uncovered anyway."""

    days = a_list(one(WeekDayUncoveredSchema))
    visits = a_list(one(WeekVisitLostSchema))
    uncovered_minutes = whole()
    strange_visits = whole()


class WeekHolidaySchema(Schema):
    """A holiday. `is_own`: this place keeps it besides those of England and Wales; `visits`: how many stand on it, of all teams."""

    day = a_day()
    name = text()
    is_own = yes()
    visits = whole()


class WeekHolidayNotKeptSchema(Schema):
    """A bank holiday that this place does not keep."""

    day = a_day()
    name = text()


class WeekHolidaysSchema(Schema):
    """The holidays of a year."""

    year = whole()
    days = a_list(one(WeekHolidaySchema))
    removed = a_list(one(WeekHolidayNotKeptSchema))
