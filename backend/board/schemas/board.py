"""A board as it is told, and what a step comes to."""

from __future__ import annotations

from marshmallow import Schema, validate

from backend.allocation.weights import PRESETS
from backend.board.schemas.parts import BoardBaseSchema, BoardByWhomSchema, BoardPersonSchema, BoardVisitSchema, BoardWarningSchema
from backend.board.schemas.words import a_day, a_list, a_time, an_id, number, one, some_ids, text, whole, yes


class BoardTeamSchema(Schema):
    """A team."""

    id = an_id()
    name = text()


class BoardTilesSchema(Schema):
    """Where map tiles come from, with {z}, {x} and {y}, and whose they are."""

    url = text()
    words = text()


class BoardsSchema(Schema):
    """Whose boards one may see."""

    teams = a_list(one(BoardTeamSchema))
    today = a_day()
    presets = a_list(text())
    tiles = one(BoardTilesSchema, allow_none=True)


class BoardWaysSchema(Schema):
    """By which means of those who work the ways are estimated, and by which they come from a server of streets. `uses_took`: whether the day is
    reckoned with what visits took."""

    estimated = a_list(text())
    streets = a_list(text())
    uses_took = yes()


class BoardCountsSchema(Schema):
    """A plan in numbers. `unallocated`: by priority 1, 2, 3. `familiar` of `familiar_of`: people at visits where somebody has known faces."""

    visits = whole()
    allocated = whole()
    unallocated = a_list(whole())
    working = whole()
    people = whole()
    travel_minutes = number()
    late_visits = whole()
    late_minutes = number()
    familiar = whole()
    familiar_of = whole()
    unfair_minutes = number()
    spread_minutes = a_list(number())


class BoardFaultSchema(Schema):
    """What is wrong with the day before anything is solved. `who`: a person's or visit's id, or empty."""

    code = text()
    who = text()
    text = text()


class BoardStepSchema(Schema):
    """One step of the draft."""

    number = whole()
    kind = text(
        validate=validate.OneOf(
            ("move", "away", "back", "urgent", "proposal", "publish", "undo", "split", "joined", "not-home", "home", "called-off", "stands-again")
        )
    )
    by = an_id()
    name = text()
    at = a_time()
    text = text()
    visits = some_ids()
    is_undone = yes()
    can_undo = yes()


class BoardForWhomSchema(Schema):
    """What changes for one person."""

    staff = an_id()
    name = text()
    new = some_ids()
    gone = some_ids()
    moved = some_ids()


class BoardUnpublishedSchema(Schema):
    """What Publish would change."""

    count = whole()
    people = a_list(one(BoardForWhomSchema))


class BoardNotHomeSchema(Schema):
    """Somebody who is not at home on this day. `is_said`: by the record of the person; else a carer found it so. `standing`: their visits still to
    come; `cancelled`: those that were taken off for it."""

    patient = an_id()
    name = text()
    text = text()
    is_said = yes()
    standing = some_ids()
    cancelled = some_ids()


class BoardCalledOffSchema(Schema):
    """A visit of this day that was called off: by whom and why, in words. `may_stand`: it can stand again."""

    visit = an_id()
    text = text()
    may_stand = yes()


class BoardWeightsSchema(Schema):
    """What the team puts first. `chosen` null: nobody chose yet, and it is as the service has it."""

    preset = text(validate=validate.OneOf(tuple(PRESETS)))
    chosen = one(BoardByWhomSchema, allow_none=True)


class BoardSchema(Schema):
    """A team's day: the draft that its leads share, over the record."""

    team = one(BoardTeamSchema)
    base = one(BoardBaseSchema, allow_none=True)
    day = a_day()
    now = a_time()
    version = whole()
    stamp = text()
    people = a_list(one(BoardPersonSchema))
    visits = a_list(one(BoardVisitSchema))
    counts = one(BoardCountsSchema)
    faults = a_list(one(BoardFaultSchema))
    steps = a_list(one(BoardStepSchema))
    unpublished = one(BoardUnpublishedSchema)
    proposal = an_id(allow_none=True)
    publication = an_id(allow_none=True)
    can_propose = yes()
    ways = one(BoardWaysSchema)
    weights = one(BoardWeightsSchema)
    not_home = a_list(one(BoardNotHomeSchema))
    called_off = a_list(one(BoardCalledOffSchema))


class BoardMovedSchema(Schema):
    """The board after a step, and the warnings that this step brought."""

    board = one(BoardSchema)
    warnings = a_list(one(BoardWarningSchema))


class BoardTriedSchema(Schema):
    """The warnings that a step would bring."""

    warnings = a_list(one(BoardWarningSchema))


class BoardUrgentMadeSchema(Schema):
    """The board with the urgent visit on it."""

    board = one(BoardSchema)
    visit = an_id()
