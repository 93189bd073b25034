"""Proposals over HTTP: a team's, for its leads; and those of all teams at once, for a manager, in numbers."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any
from uuid import UUID

from flask import Response

from backend import ids, queues, security, wall_clock
from backend.board import draft, looking, proposals, rounds, view
from backend.board.asking import a_day, after_a_step, blueprint, lead_of, of_a_board, told, whole
from backend.board.build import build
from backend.board.draft import Lead
from backend.board.facts import ENGINE
from backend.board.models import BoardProposal
from backend.board.schemas import proposals as schemas
from backend.board.schemas.board import BoardMovedSchema, BoardSchema
from backend.database import db
from backend.errors import Problem
from backend.places import queries as places
from backend.security import allow
from backend.transaction import transaction

MOST_FAULTS = 50


@blueprint.post("/board/<uuid:team>/<string:day>/proposals")
@allow("lead")
@blueprint.arguments(schemas.ProposalAskedSchema)
@blueprint.response(202, schemas.ProposalSchema)
@blueprint.alt_response(409, description="One is being looked for")
@blueprint.alt_response(501, description="The optimiser is not installed here")
@of_a_board
def ask_for_proposal(asked: dict[str, Any], lead: Lead, now: datetime) -> dict[str, Any]:
    """Ask for a proposal

    A worker looks for it; nothing moves until somebody takes it. What is wrong with the day is said by name at once.
    """
    if not view.can_propose():
        raise Problem(501, "not-installed", proposals.FAILURES["not-installed"])
    try:
        made = proposals.ask(lead, ids.made(now, secrets.token_bytes(10)), asked, now)
    except proposals.BeingLookedFor:
        raise Problem(409, "being-looked-for", "A proposal for this day is being looked for.") from None
    except proposals.Faulty as fault:
        named = {one.who or "day": one.text for one in fault.faults[:MOST_FAULTS]}
        raise Problem(422, "faults", "The day cannot be allocated as it stands.", errors=named) from None
    _hand_over(made, lead.staff)
    return _told(made)


def _hand_over(made: BoardProposal, lead: str) -> None:
    """To a worker, who looks for it as this lead."""
    timeout = made.seconds + 240  # where nothing was compiled before, that comes first
    queues.after_commit("backend.board.jobs.look", made.id, lead, made.place_id, queue=queues.ALLOCATE, timeout=timeout)


@blueprint.put("/board/<uuid:team>/<string:day>/weights")
@allow("lead")
@blueprint.arguments(schemas.WeightsSchema)
@blueprint.response(200, BoardSchema)
@of_a_board
def choose_weights(asked: dict[str, Any], lead: Lead, now: datetime) -> dict[str, Any]:
    """Choose what the team puts first

    For every day from now on, until somebody chooses again; who did and when is told with the board.
    """
    proposals.put_first(lead, asked["preset"], now)
    return whole(lead)


def of_a_proposal(route: Callable[..., Any]) -> Callable[..., Any]:
    """For `/board/proposals/<proposal>…`: the route gets the proposal and the lead who asks, of whose board it is. Raises 404 where it is not."""

    @wraps(route)
    def asked(*sent: Any, proposal: UUID) -> Any:
        with told():
            found = proposals.find(db.session(), str(proposal))
            return route(*sent, found, lead_of(UUID(found.team_id), found.day.isoformat()))

    return asked


def _told(row: BoardProposal, change: str | None = None, look: str | None = None) -> dict[str, Any]:
    """A proposal as it is told: one of its offers, and all of them in numbers. Raises NotThere where it has no such offer."""
    offers, newest, result = proposals.offers(row, look), proposals.offers(row), proposals.offer(row, change, look)
    words = {name: result.get(name) for name in ("before", "after", "practice")}
    words |= {name: result.get(name, []) for name in ("changes", "people", "left_out")}
    name = places.people(db.session(), row.place_id, [row.asked_by]).get(row.asked_by, ("", ""))[0]
    plain = {one: getattr(row, one) for one in ("id", "state", "preset", "change", "seconds", "asked_by", "message", "progress", "version")}
    words |= {"offers": _numbers(offers), "offer": change or next(iter(offers), None)}
    words["better"] = _numbers(newest) if newest != offers else []
    return {**plain, **words, "team": row.team_id, "day": row.day.isoformat(), "name": name, "asked_at": wall_clock.wire(row.asked_at)}


def _numbers(offers: looking.Offers) -> list[dict[str, Any]]:
    return [{"change": one, **looking.numbers(of)} for one, of in offers.items()]


@blueprint.get("/board/proposals/<uuid:proposal>")
@allow("lead")
@blueprint.arguments(schemas.ProposalOfferSchema, location="query")
@blueprint.response(200, schemas.ProposalSchema)
@of_a_proposal
def see_proposal(asked: dict[str, Any], found: BoardProposal, lead: Lead) -> dict[str, Any]:
    """How far a proposal is, or what it says

    Where two were found, `offer` says which; the other is there in numbers. What was found first is there while better is looked for, and, as `look`
    first, afterwards.
    """
    return _told(found, asked["offer"], asked["look"])


@blueprint.delete("/board/proposals/<uuid:proposal>")
@allow("lead")
@blueprint.response(204)
@of_a_proposal
def leave_proposal(found: BoardProposal, lead: Lead) -> None:
    """Cancel a proposal, or leave it as it is"""
    with transaction(ENGINE) as session:
        proposals.close(session, found.id)


@blueprint.post("/board/proposals/<uuid:proposal>/take")
@allow("lead")
@blueprint.arguments(schemas.SomeVisitsSchema)
@blueprint.response(200, BoardMovedSchema)
@blueprint.alt_response(409, description="Something that it moves was moved since: nothing was taken")
@of_a_proposal
def take_proposal(asked: dict[str, Any], found: BoardProposal, lead: Lead) -> dict[str, Any]:
    """Take a proposal, or some of it

    One step of the draft, that can be taken back. `visits` null: all of it. What was found first can be taken while better is looked for, which ends
    then.
    """
    return after_a_step(lead, proposals.take(lead, found.id, asked["offer"], asked["look"], asked["visits"], wall_clock.now()))


@blueprint.post("/board/proposals/<uuid:proposal>/count")
@allow("lead")
@blueprint.arguments(schemas.SomeVisitsSchema)
@blueprint.response(200, schemas.ProposalCountSchema)
@blueprint.alt_response(409, description="Something that it moves was moved since")
@of_a_proposal
def count_proposal(asked: dict[str, Any], found: BoardProposal, lead: Lead) -> dict[str, Any]:
    """What some of a proposal comes to

    Nothing is moved.
    """
    if not proposals.is_here(found):
        raise Problem(404)
    facts = draft.facts_of(lead, wall_clock.now())
    after = proposals.moves(facts, proposals.offer(found, asked["offer"], asked["look"]), asked["visits"])
    built = build(draft.with_moves(facts, after))
    return {"after": view.counts(built.day, built.whole), "warnings": [view.warning(one) for one in draft.brought(facts, after)]}


@blueprint.get("/board/rounds/<string:day>")
@allow("manager")
@blueprint.response(200, schemas.RoundSchema)
@blueprint.alt_response(204, description="Nobody has asked for all teams of this day")
def see_round(day: str) -> Any:
    """How far the proposals of all teams are

    In numbers, and nobody by name: whoever asks for them reads no record.
    """
    try:
        return rounds.told(security.caller().place, a_day(day))
    except rounds.NoRound:
        return Response(status=204)


@blueprint.post("/board/rounds/<string:day>")
@allow("manager")
@blueprint.arguments(schemas.RoundAskedSchema)
@blueprint.response(202, schemas.RoundSchema)
def ask_for_round(asked: dict[str, Any], day: str) -> dict[str, Any]:
    """Ask for a proposal for every team of the place

    Each team's leads see theirs on their own board, and take it or leave it.
    """
    caller, on, now = security.caller(), a_day(day), wall_clock.now()
    db.session().close()
    begun = rounds.ask(caller.place, caller.staff, on, asked["seconds"], now)
    for made, lead in begun:
        _hand_over(made, lead)
    return rounds.told(caller.place, on)


@blueprint.delete("/board/rounds/<string:day>")
@allow("manager")
@blueprint.response(204)
def stop_round(day: str) -> None:
    """Stop looking for any of them

    What is ready stays for its leads.
    """
    with told():
        rounds.stop(security.caller().place, a_day(day))
