"""Proposals: for one team, and for all of them at once."""

from __future__ import annotations

from marshmallow import Schema, validate

from backend.allocation.weights import PRESETS
from backend.board.looking import CHANGES
from backend.board.proposals import LOOKS
from backend.board.schemas.board import BoardCountsSchema
from backend.board.schemas.parts import BoardWarningSchema
from backend.board.schemas.words import a_day, a_list, a_time, an_id, number, one, some_ids, text, whole, yes
from backend.board.services import MOST_SECONDS
from backend.wire_fields import Choice, Id, ListOf, Number

PROPOSAL_STATES = ("waiting", "looking", "ready", "failed", "cancelled", "taken", "left")


class ProposalAskedSchema(Schema):
    """What to look for: what comes first (without it: what the team puts first), with how much change, for how long."""

    preset = Choice(tuple(PRESETS), load_default=None)
    change = Choice(CHANGES, load_default="free", allow_none=False)
    seconds = Number(1, MOST_SECONDS, whole=True, load_default=10, allow_none=False)


class ProposalOfferSchema(Schema):
    """Which of a proposal's offers; without it the first. `look`: of what was found first, or last; without it the newest."""

    offer = Choice(CHANGES, load_default=None)
    look = Choice(LOOKS, load_default=None)


class SomeVisitsSchema(ProposalOfferSchema):
    """Some of the changes of one of a proposal's offers."""

    visits = ListOf(Id(), required=True)


class WeightsSchema(Schema):
    """What the team puts first from now on."""

    preset = Choice(tuple(PRESETS), required=True, allow_none=False)


class ProposalProgressSchema(Schema):
    """The best so far. `share`: of the time, 0 to 1."""

    share = number()
    unallocated = whole()
    cost = number()
    seconds = number()
    moves = whole()


class ProposalPlaceSchema(Schema):
    """When, and who."""

    start = a_time()
    staff = some_ids()


class ProposalChangeSchema(Schema):
    """One visit that the proposal would move, and why."""

    visit = an_id()
    kind = text(validate=validate.OneOf(("new", "moves", "later", "earlier", "out")))
    now = one(ProposalPlaceSchema)
    then = one(ProposalPlaceSchema)
    why = text()
    is_familiar = yes()
    travel_minutes = number()
    late_minutes = number()
    alternatives = whole()


class ProposalRouteSchema(Schema):
    """One visit of somebody's day as it would be."""

    visit = an_id()
    start = a_time()
    end = a_time()
    kind = text(validate=validate.OneOf(("same", "new", "moved")))


class ProposalPersonSchema(Schema):
    """Somebody's day as it would be. `minutes_left`: now, and then."""

    staff = an_id()
    minutes_left = a_list(number())
    changes = whole()
    route = a_list(one(ProposalRouteSchema))


class ProposalLeftOutSchema(Schema):
    """A visit that nobody can take, why, and what would come nearest."""

    visit = an_id()
    rules = a_list(text())
    text = text()
    nearest = one(ProposalPlaceSchema, allow_none=True)


class ProposalPracticeSchema(Schema):
    """What today's practice comes to: the nearest free person."""

    unallocated = whole()
    travel_minutes = number()
    unfamiliar = whole()


class ProposalNumbersSchema(Schema):
    """One offer of a proposal in numbers. `others`: visits that somebody has, and that another one would have, or nobody."""

    change = text(validate=validate.OneOf(CHANGES))
    changes = whole()
    others = whole()
    unallocated = whole()
    travel_minutes = number()


class ProposalSchema(Schema):
    """A proposal for a board: nothing moves until somebody takes it. `offers`: what was found, to choose from; the rest is of the one in `offer`.

    What was found first is there while it is still `looking`. `better`: in numbers what was found since, where that is another; else empty.
    """

    id = an_id()
    team = an_id()
    day = a_day()
    state = text(validate=validate.OneOf(PROPOSAL_STATES))
    preset = text()
    change = text(validate=validate.OneOf(CHANGES))
    seconds = whole()
    asked_by = an_id()
    name = text()
    asked_at = a_time()
    message = text(allow_none=True)
    progress = one(ProposalProgressSchema, allow_none=True)
    version = whole()
    better = a_list(one(ProposalNumbersSchema))
    offers = a_list(one(ProposalNumbersSchema))
    offer = text(validate=validate.OneOf([*CHANGES, None]), allow_none=True)
    before = one(BoardCountsSchema, allow_none=True)
    after = one(BoardCountsSchema, allow_none=True)
    practice = one(ProposalPracticeSchema, allow_none=True)
    changes = a_list(one(ProposalChangeSchema))
    people = a_list(one(ProposalPersonSchema))
    left_out = a_list(one(ProposalLeftOutSchema))


class ProposalCountSchema(Schema):
    """What some of a proposal's changes come to."""

    after = one(BoardCountsSchema)
    warnings = a_list(one(BoardWarningSchema))


class RoundAskedSchema(Schema):
    """How long to look for each team's proposal."""

    seconds = Number(1, MOST_SECONDS, whole=True, load_default=10, allow_none=False)


class RoundNumbersSchema(Schema):
    """One team's day in numbers, and nobody by name."""

    visits = whole()
    unallocated = whole()
    travel_minutes = number()


class RoundTeamSchema(Schema):
    """One team. `state` none: there is no proposal, and `message` says why. `before`, `after`: where one was found."""

    id = an_id()
    name = text()
    state = text(validate=validate.OneOf((*PROPOSAL_STATES, "none")))
    message = text(allow_none=True)
    progress = one(ProposalProgressSchema, allow_none=True)
    before = one(RoundNumbersSchema, allow_none=True)
    after = one(RoundNumbersSchema, allow_none=True)


class RoundSchema(Schema):
    """All teams of a place asked for at once."""

    day = a_day()
    by = an_id()
    name = text()
    at = a_time()
    is_running = yes()
    teams = a_list(one(RoundTeamSchema))
