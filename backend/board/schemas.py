"""What the board asks and is answered. Times are instants in UTC; minutes are numbers."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from backend.allocation.weights import PRESETS
from backend.board.looking import CHANGES
from backend.board.services import MOST_SECONDS
from backend.patients.words import AWAY as NOT_HOME
from backend.places.skills import SKILL
from backend.visits.needs import MOST_PEOPLE
from backend.visits.words import AWAY, MEANS
from backend.wire_fields import Choice, Id, Instant, ListOf, Number, Text, YesNo

MOST_MOVES = 200
CODES = (
    *("skill", "never", "people", "window", "late", "overlap", "travel", "shift"),
    *("overtime", "break", "gap", "unknown-face", "wish", "running-late", "not-home"),
)
PROPOSAL_STATES = ("waiting", "looking", "ready", "failed", "cancelled", "taken", "left")
STATES = ("planned", "under-way", "took-place", "not-seen", "went-anyway", "cancelled")


def _id(**more: object) -> fields.String:
    return fields.String(required=True, metadata={"format": "uuid"}, **more)  # type: ignore[arg-type]


def _time(**more: object) -> fields.String:
    return fields.String(required=True, metadata={"format": "date-time"}, **more)  # type: ignore[arg-type]


def _day(**more: object) -> fields.String:
    return fields.String(required=True, metadata={"format": "date"}, **more)  # type: ignore[arg-type]


def _text(**more: object) -> fields.String:
    return fields.String(required=True, **more)  # type: ignore[arg-type]


def _number() -> fields.Float:
    return fields.Float(required=True)


def _whole() -> fields.Integer:
    return fields.Integer(required=True)


def _yes() -> fields.Boolean:
    return fields.Boolean(required=True)


def _one(schema: type[Schema], **more: object) -> fields.Nested:
    return fields.Nested(schema, required=True, **more)  # type: ignore[arg-type]


def _list(entry: fields.Field[Any]) -> fields.List[Any]:
    return fields.List(entry, required=True)


def _ids() -> fields.List[Any]:
    return _list(_id())


# ------------------------------------------------------------------------------------------------------------------ what is asked


class BoardQuerySchema(Schema):
    """`stamp`: that of the board one has; where nothing changed since, the answer is empty."""

    stamp = fields.String(load_default=None, validate=validate.Regexp(r"^[0-9a-f]{24}\Z"))


class MoveSchema(Schema):
    """Where one visit is to go. Without `start` or `is_pinned` it keeps what it has."""

    visit = Id(required=True, allow_none=False)
    version = fields.String(required=True, validate=validate.Length(1, 40), metadata={"description": "That of the visit as it was seen"})
    staff = ListOf(Id(), required=True, allow_none=False, validate=validate.Length(0, MOST_PEOPLE))
    start = Instant(load_default=None)
    is_pinned = YesNo(load_default=None)


class MovesSchema(Schema):
    """One step: all of it is done, or nothing."""

    moves = fields.List(fields.Nested(MoveSchema), required=True, validate=validate.Length(1, MOST_MOVES))


class SplitSchema(Schema):
    """Which visit for two is made two for one, as it was seen."""

    visit = Id(required=True, allow_none=False)
    version = fields.String(required=True, validate=validate.Length(1, 40))


class NotHomeSchema(Schema):
    """Who is not at home, and why. `why` null: they are home again."""

    patient = Id(required=True, allow_none=False)
    why = Choice(NOT_HOME, required=True)


class UndoSchema(Schema):
    """Which step is taken back."""

    step = Number(1, 10_000_000, whole=True, required=True, allow_none=False)


class AwaySchema(Schema):
    """Who is away, why, and since when (without it: now). `why` null: they are back."""

    staff = Id(required=True, allow_none=False)
    why = Choice(AWAY, required=True)
    since = Instant(load_default=None)


class NeededSchema(Schema):
    """A skill that everybody who comes must have, at the least at this level."""

    skill = fields.String(required=True, validate=validate.Regexp(rf"^{SKILL}\Z"))
    level = Number(1, 3, whole=True, load_default=1, allow_none=False)


class UrgentSchema(Schema):
    """A visit that must begin within two hours. `id` is made by whoever asks, so that asking twice makes one visit."""

    id = Id(required=True, allow_none=False)
    patient = Id(required=True, allow_none=False)
    purpose = Text(300, required=True, allow_none=False)
    instructions = Text(4000, lines=True, load_default=None)
    minutes = Number(5, 480, whole=True, required=True, allow_none=False)
    people = Number(1, MOST_PEOPLE, whole=True, load_default=1, allow_none=False)
    skills = fields.List(fields.Nested(NeededSchema), load_default=list, validate=validate.Length(0, 10))


class ProposalAskedSchema(Schema):
    """What to look for: what comes first (without it: what the team puts first), with how much change, for how long."""

    preset = Choice(tuple(PRESETS), load_default=None)
    change = Choice(CHANGES, load_default="free", allow_none=False)
    seconds = Number(1, MOST_SECONDS, whole=True, load_default=10, allow_none=False)


class ProposalOfferSchema(Schema):
    """Which of a proposal's offers; without it the first."""

    offer = Choice(CHANGES, load_default=None)


class SomeVisitsSchema(ProposalOfferSchema):
    """Some of the changes of one of a proposal's offers."""

    visits = ListOf(Id(), required=True)


class WeightsSchema(Schema):
    """What the team puts first from now on."""

    preset = Choice(tuple(PRESETS), required=True, allow_none=False)


class PublishSchema(Schema):
    """Publish the draft as it was at this version."""

    version = Number(0, 10_000_000, whole=True, required=True, allow_none=False)


# ------------------------------------------------------------------------------------------------------------------ what is answered


class BoardTeamSchema(Schema):
    """A team."""

    id = _id()
    name = _text()


class BoardTilesSchema(Schema):
    """Where map tiles come from, with {z}, {x} and {y}, and whose they are."""

    url = _text()
    words = _text()


class BoardsSchema(Schema):
    """Whose boards one may see."""

    teams = _list(_one(BoardTeamSchema))
    today = _day()
    presets = _list(_text())
    tiles = _one(BoardTilesSchema, allow_none=True)


class BoardBaseSchema(Schema):
    """Where a day begins and ends."""

    name = _text()
    latitude = _number()
    longitude = _number()


class BoardSkillSchema(Schema):
    """What somebody is signed off for."""

    skill = _text()
    level = _whole()
    until = _day(allow_none=True)


class BoardNeedSchema(Schema):
    """What one of those who come must be able to do."""

    skill = _text()
    level = _whole()


class BoardAwaySchema(Schema):
    """Why somebody does not work, and since when."""

    why = _text()
    since = _time(allow_none=True)


class BoardToComeSchema(Schema):
    """When a visit will really begin, as far as is known."""

    visit = _id()
    start = _time()


class BoardLateSchema(Schema):
    """How far somebody is behind their plan, and how that is known. `said_at`: when they said so; null: their arrivals show it."""

    minutes = _whole()
    text = _text()
    said_at = _time(allow_none=True)
    to_come = _list(_one(BoardToComeSchema))


class BoardPersonSchema(Schema):
    """Somebody's day. `ways`: minutes to each visit of the route, and last the way back; empty where nobody knows."""

    id = _id()
    name = _text()
    profession = _text(allow_none=True)
    means = _text(allow_none=True, validate=validate.OneOf([*MEANS, None]))
    shift_start = _time(allow_none=True)
    shift_end = _time(allow_none=True)
    break_start = _time(allow_none=True)
    break_end = _time(allow_none=True)
    base = _one(BoardBaseSchema, allow_none=True)
    skills = _list(_one(BoardSkillSchema))
    languages = _list(_text())
    gender = _text(allow_none=True)
    away = _one(BoardAwaySchema, allow_none=True)
    late = _one(BoardLateSchema, allow_none=True)
    is_member = _yes()
    route = _ids()
    ways = _list(_number())
    travel_minutes = _number()
    care_minutes = _number()
    minutes_left = _number()
    familiar = _whole()


class BoardPatientSchema(Schema):
    """Who is visited."""

    id = _id()
    name = _text()
    known_as = _text(allow_none=True)
    born_on = _day(allow_none=True)
    gender = _text(allow_none=True)
    address_line = _text(allow_none=True)
    postcode = _text(allow_none=True)
    latitude = fields.Float(required=True, allow_none=True)
    longitude = fields.Float(required=True, allow_none=True)


class BoardWindowSchema(Schema):
    """Between which times a visit may begin. `is_given` false: nobody said, and it is two hours either side of the plan."""

    earliest = _time()
    latest = _time()
    is_hard = _yes()
    reason = _text(allow_none=True)
    is_given = _yes()


class BoardGapSchema(Schema):
    """Minutes after the beginning of another visit."""

    after = _id()
    least = fields.Integer(required=True, allow_none=True)
    most = fields.Integer(required=True, allow_none=True)


class BoardWishesSchema(Schema):
    """What the person wishes for, and who is never to come."""

    gender = _text(allow_none=True)
    language = _text(allow_none=True)
    never = _ids()


class BoardWhereSchema(Schema):
    """When, and who."""

    start = _time()
    staff = _ids()
    is_pinned = _yes()


class BoardByWhomSchema(Schema):
    """Who touched something last, and when."""

    by = _id()
    name = _text()
    at = _time()


class BoardWarningSchema(Schema):
    """What is not right with where a visit stands."""

    code = _text(validate=validate.OneOf(CODES))
    visit = _id()
    staff = _id(allow_none=True)
    text = _text()
    is_hard = _yes()


class BoardTookSchema(Schema):
    """What the last visits for the same to the same person took: `median` of the last `of`, in minutes; `minutes`: what to reckon with."""

    minutes = _number()
    median = _number()
    of = _whole()


class BoardWaysSchema(Schema):
    """By which means of those who work the ways are estimated, and by which they come from a server of streets. `uses_took`: whether the day is
    reckoned with what visits took."""

    estimated = _list(_text())
    streets = _list(_text())
    uses_took = _yes()


class BoardVisitSchema(Schema):
    """A visit where the draft has it. `published`: where the record has it, and everyone's tablet. `why_whole` null: it can be made two."""

    id = _id()
    patient = _one(BoardPatientSchema)
    purpose = _text(allow_none=True)
    start = _time()
    end = _time()
    minutes = _number()
    planned_minutes = _number()
    took = _one(BoardTookSchema, allow_none=True)
    staff = _ids()
    is_pinned = _yes()
    is_ours = _yes()
    is_locked = _yes()
    why_locked = _text(allow_none=True)
    state = _text(validate=validate.OneOf(STATES))
    window = _one(BoardWindowSchema)
    people = _list(fields.List(_one(BoardNeedSchema)))
    priority = _whole()
    is_urgent = _yes()
    why_whole = _text(allow_none=True)
    gap = _one(BoardGapSchema, allow_none=True)
    known = _ids()
    wishes = _one(BoardWishesSchema)
    version = _text()
    published = _one(BoardWhereSchema)
    is_changed = _yes()
    changed = _one(BoardByWhomSchema, allow_none=True)
    warnings = _list(_one(BoardWarningSchema))


class BoardCountsSchema(Schema):
    """A plan in numbers. `unallocated`: by priority 1, 2, 3. `familiar` of `familiar_of`: people at visits where somebody has known faces."""

    visits = _whole()
    allocated = _whole()
    unallocated = _list(_whole())
    working = _whole()
    people = _whole()
    travel_minutes = _number()
    late_visits = _whole()
    late_minutes = _number()
    familiar = _whole()
    familiar_of = _whole()
    unfair_minutes = _number()
    spread_minutes = _list(_number())


class BoardFaultSchema(Schema):
    """What is wrong with the day before anything is solved. `who`: a person's or visit's id, or empty."""

    code = _text()
    who = _text()
    text = _text()


class BoardStepSchema(Schema):
    """One step of the draft."""

    number = _whole()
    kind = _text(validate=validate.OneOf(("move", "away", "back", "urgent", "proposal", "publish", "undo", "split", "joined", "not-home", "home")))
    by = _id()
    name = _text()
    at = _time()
    text = _text()
    visits = _ids()
    is_undone = _yes()
    can_undo = _yes()


class BoardForWhomSchema(Schema):
    """What changes for one person."""

    staff = _id()
    name = _text()
    new = _ids()
    gone = _ids()
    moved = _ids()


class BoardUnpublishedSchema(Schema):
    """What Publish would change."""

    count = _whole()
    people = _list(_one(BoardForWhomSchema))


class BoardNotHomeSchema(Schema):
    """Somebody who is not at home on this day. `is_said`: by the record of the person; else a carer found it so. `standing`: their visits still to
    come; `cancelled`: those that were taken off for it."""

    patient = _id()
    name = _text()
    text = _text()
    is_said = _yes()
    standing = _ids()
    cancelled = _ids()


class BoardWeightsSchema(Schema):
    """What the team puts first. `chosen` null: nobody chose yet, and it is as the service has it."""

    preset = _text(validate=validate.OneOf(tuple(PRESETS)))
    chosen = _one(BoardByWhomSchema, allow_none=True)


class BoardSchema(Schema):
    """A team's day: the draft that its leads share, over the record."""

    team = _one(BoardTeamSchema)
    base = _one(BoardBaseSchema, allow_none=True)
    day = _day()
    now = _time()
    version = _whole()
    stamp = _text()
    people = _list(_one(BoardPersonSchema))
    visits = _list(_one(BoardVisitSchema))
    counts = _one(BoardCountsSchema)
    faults = _list(_one(BoardFaultSchema))
    steps = _list(_one(BoardStepSchema))
    unpublished = _one(BoardUnpublishedSchema)
    proposal = _id(allow_none=True)
    publication = _id(allow_none=True)
    can_propose = _yes()
    ways = _one(BoardWaysSchema)
    weights = _one(BoardWeightsSchema)
    not_home = _list(_one(BoardNotHomeSchema))


class BoardMovedSchema(Schema):
    """The board after a step, and the warnings that this step brought."""

    board = _one(BoardSchema)
    warnings = _list(_one(BoardWarningSchema))


class BoardTriedSchema(Schema):
    """The warnings that a step would bring."""

    warnings = _list(_one(BoardWarningSchema))


class BoardUrgentMadeSchema(Schema):
    """The board with the urgent visit on it."""

    board = _one(BoardSchema)
    visit = _id()


class ProposalProgressSchema(Schema):
    """The best so far. `share`: of the time, 0 to 1."""

    share = _number()
    unallocated = _whole()
    cost = _number()
    seconds = _number()
    moves = _whole()


class ProposalPlaceSchema(Schema):
    """When, and who."""

    start = _time()
    staff = _ids()


class ProposalChangeSchema(Schema):
    """One visit that the proposal would move, and why."""

    visit = _id()
    kind = _text(validate=validate.OneOf(("new", "moves", "later", "earlier", "out")))
    now = _one(ProposalPlaceSchema)
    then = _one(ProposalPlaceSchema)
    why = _text()
    is_familiar = _yes()
    travel_minutes = _number()
    late_minutes = _number()
    alternatives = _whole()


class ProposalRouteSchema(Schema):
    """One visit of somebody's day as it would be."""

    visit = _id()
    start = _time()
    end = _time()
    kind = _text(validate=validate.OneOf(("same", "new", "moved")))


class ProposalPersonSchema(Schema):
    """Somebody's day as it would be. `minutes_left`: now, and then."""

    staff = _id()
    minutes_left = _list(_number())
    changes = _whole()
    route = _list(_one(ProposalRouteSchema))


class ProposalLeftOutSchema(Schema):
    """A visit that nobody can take, why, and what would come nearest."""

    visit = _id()
    rules = _list(_text())
    text = _text()
    nearest = _one(ProposalPlaceSchema, allow_none=True)


class ProposalPracticeSchema(Schema):
    """What today's practice comes to: the nearest free person."""

    unallocated = _whole()
    travel_minutes = _number()
    unfamiliar = _whole()


class ProposalNumbersSchema(Schema):
    """One offer of a proposal in numbers. `others`: visits that somebody has, and that another one would have, or nobody."""

    change = _text(validate=validate.OneOf(CHANGES))
    changes = _whole()
    others = _whole()
    unallocated = _whole()
    travel_minutes = _number()


class ProposalSchema(Schema):
    """A proposal for a board: nothing moves until somebody takes it. `offers`: what was found, to choose from; the rest is of the one in `offer`."""

    id = _id()
    team = _id()
    day = _day()
    state = _text(validate=validate.OneOf(PROPOSAL_STATES))
    preset = _text()
    change = _text(validate=validate.OneOf(CHANGES))
    seconds = _whole()
    asked_by = _id()
    name = _text()
    asked_at = _time()
    message = _text(allow_none=True)
    progress = _one(ProposalProgressSchema, allow_none=True)
    version = _whole()
    offers = _list(_one(ProposalNumbersSchema))
    offer = _text(validate=validate.OneOf([*CHANGES, None]), allow_none=True)
    before = _one(BoardCountsSchema, allow_none=True)
    after = _one(BoardCountsSchema, allow_none=True)
    practice = _one(ProposalPracticeSchema, allow_none=True)
    changes = _list(_one(ProposalChangeSchema))
    people = _list(_one(ProposalPersonSchema))
    left_out = _list(_one(ProposalLeftOutSchema))


class ProposalCountSchema(Schema):
    """What some of a proposal's changes come to."""

    after = _one(BoardCountsSchema)
    warnings = _list(_one(BoardWarningSchema))


class RoundAskedSchema(Schema):
    """How long to look for each team's proposal."""

    seconds = Number(1, MOST_SECONDS, whole=True, load_default=10, allow_none=False)


class RoundNumbersSchema(Schema):
    """One team's day in numbers, and nobody by name."""

    visits = _whole()
    unallocated = _whole()
    travel_minutes = _number()


class RoundTeamSchema(Schema):
    """One team. `state` none: there is no proposal, and `message` says why. `before`, `after`: where one was found."""

    id = _id()
    name = _text()
    state = _text(validate=validate.OneOf((*PROPOSAL_STATES, "none")))
    message = _text(allow_none=True)
    progress = _one(ProposalProgressSchema, allow_none=True)
    before = _one(RoundNumbersSchema, allow_none=True)
    after = _one(RoundNumbersSchema, allow_none=True)


class RoundSchema(Schema):
    """All teams of a place asked for at once."""

    day = _day()
    by = _id()
    name = _text()
    at = _time()
    is_running = _yes()
    teams = _list(_one(RoundTeamSchema))


class PublicationEndingSchema(Schema):
    """How the change of one visit ended, the gravest of its groups."""

    visit = _id()
    ending = _text(validate=validate.OneOf(("applied", "merged", "conflicted", "refused", "not-now")))
    text = _text()


class PublicationSchema(Schema):
    """One press of Publish."""

    id = _id()
    state = _text(validate=validate.OneOf(("waiting", "writing", "done")))
    by = _id()
    name = _text()
    at = _time()
    total = _whole()
    written = _whole()
    endings = _list(_one(PublicationEndingSchema))
    people = _list(_one(BoardForWhomSchema))
