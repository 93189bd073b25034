"""The people and visits of a board, as they are told."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from backend.board.schemas.words import a_day, a_list, a_time, an_id, number, one, some_ids, text, whole, yes
from backend.visits.words import MEANS

CODES = (
    *("skill", "never", "people", "window", "late", "overlap", "travel", "shift"),
    *("overtime", "break", "gap", "unknown-face", "wish", "running-late", "not-home"),
)
STATES = ("planned", "under-way", "took-place", "not-seen", "went-anyway", "cancelled")


class BoardBaseSchema(Schema):
    """Where a day begins and ends."""

    name = text()
    latitude = number()
    longitude = number()


class BoardSkillSchema(Schema):
    """What somebody is signed off for."""

    skill = text()
    level = whole()
    until = a_day(allow_none=True)


class BoardNeedSchema(Schema):
    """What one of those who come must be able to do."""

    skill = text()
    level = whole()


class BoardAwaySchema(Schema):
    """Why somebody does not work, and since when."""

    why = text()
    since = a_time(allow_none=True)


class BoardToComeSchema(Schema):
    """When a visit will really begin, as far as is known."""

    visit = an_id()
    start = a_time()


class BoardLateSchema(Schema):
    """How far somebody is behind their plan, and how that is known. `said_at`: when they said so; null: their arrivals show it."""

    minutes = whole()
    text = text()
    said_at = a_time(allow_none=True)
    to_come = a_list(one(BoardToComeSchema))


class BoardPersonSchema(Schema):
    """Somebody's day. `ways`: minutes to each visit of the route, and last the way back; empty where nobody knows."""

    id = an_id()
    name = text()
    profession = text(allow_none=True)
    means = text(allow_none=True, validate=validate.OneOf([*MEANS, None]))
    shift_start = a_time(allow_none=True)
    shift_end = a_time(allow_none=True)
    break_start = a_time(allow_none=True)
    break_end = a_time(allow_none=True)
    base = one(BoardBaseSchema, allow_none=True)
    skills = a_list(one(BoardSkillSchema))
    languages = a_list(text())
    gender = text(allow_none=True)
    away = one(BoardAwaySchema, allow_none=True)
    late = one(BoardLateSchema, allow_none=True)
    is_member = yes()
    route = some_ids()
    ways = a_list(number())
    travel_minutes = number()
    care_minutes = number()
    minutes_left = number()
    familiar = whole()


class BoardPatientSchema(Schema):
    """Who is visited."""

    id = an_id()
    name = text()
    known_as = text(allow_none=True)
    born_on = a_day(allow_none=True)
    gender = text(allow_none=True)
    address_line = text(allow_none=True)
    postcode = text(allow_none=True)
    latitude = fields.Float(required=True, allow_none=True)
    longitude = fields.Float(required=True, allow_none=True)


class BoardWindowSchema(Schema):
    """Between which times a visit may begin. `is_given` false: nobody said, and it is two hours either side of the plan."""

    earliest = a_time()
    latest = a_time()
    is_hard = yes()
    reason = text(allow_none=True)
    is_given = yes()


class BoardGapSchema(Schema):
    """Minutes after the beginning of another visit."""

    after = an_id()
    least = fields.Integer(required=True, allow_none=True)
    most = fields.Integer(required=True, allow_none=True)


class BoardWishesSchema(Schema):
    """What the person wishes for, and who is never to come."""

    gender = text(allow_none=True)
    language = text(allow_none=True)
    never = some_ids()


class BoardWhereSchema(Schema):
    """When, and who."""

    start = a_time()
    staff = some_ids()
    is_pinned = yes()


class BoardByWhomSchema(Schema):
    """Who touched something last, and when."""

    by = an_id()
    name = text()
    at = a_time()


class BoardWarningSchema(Schema):
    """What is not right with where a visit stands."""

    code = text(validate=validate.OneOf(CODES))
    visit = an_id()
    staff = an_id(allow_none=True)
    text = text()
    is_hard = yes()


class BoardTookSchema(Schema):
    """What the last visits for the same to the same person took: `median` of the last `of`, in minutes; `minutes`: what to reckon with."""

    minutes = number()
    median = number()
    of = whole()


class BoardVisitSchema(Schema):
    """A visit where the draft has it. `published`: where the record has it, and everyone's tablet. `why_whole` null: it can be made two."""

    id = an_id()
    patient = one(BoardPatientSchema)
    purpose = text(allow_none=True)
    start = a_time()
    end = a_time()
    minutes = number()
    planned_minutes = number()
    took = one(BoardTookSchema, allow_none=True)
    staff = some_ids()
    is_pinned = yes()
    is_ours = yes()
    is_locked = yes()
    why_locked = text(allow_none=True)
    state = text(validate=validate.OneOf(STATES))
    window = one(BoardWindowSchema)
    people = a_list(fields.List(one(BoardNeedSchema)))
    priority = whole()
    is_urgent = yes()
    why_whole = text(allow_none=True)
    gap = one(BoardGapSchema, allow_none=True)
    known = some_ids()
    wishes = one(BoardWishesSchema)
    version = text()
    published = one(BoardWhereSchema)
    is_changed = yes()
    changed = one(BoardByWhomSchema, allow_none=True)
    warnings = a_list(one(BoardWarningSchema))
