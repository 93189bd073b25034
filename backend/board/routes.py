"""The board over HTTP: for leads, of their own team alone."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID

from flask import Response, current_app
from flask_smorest import Blueprint

from backend import ids, queues, security, wall_clock
from backend.allocation.weights import PRESETS
from backend.audit import services as audit
from backend.board import at_home, draft, halves, looking, proposals, publishing, rounds, schemas, services, view
from backend.board.build import build
from backend.board.draft import Lead, Meanwhile, Move, NotPossible
from backend.board.facts import ENGINE, NotLeading
from backend.board.models import BoardProposal, BoardPublication
from backend.board.services import NotTaken
from backend.database import db
from backend.errors import Problem
from backend.places import queries as places
from backend.security import allow
from backend.transaction import transaction
from backend.ways import jobs as how_long

MOST_FAULTS = 50

blueprint = Blueprint("board", __name__, description="A team's day: seen, moved, proposed and published by its leads")


def lead_of(team: UUID, day: str) -> Lead:
    """The lead who asks, for this board. Raises 404: of a team that is not theirs there is no board, nor of what is no day."""
    caller = security.caller()
    post = places.post(db.session(), caller.staff)
    on = a_day(day)
    if post is None or post.team != str(team):
        raise Problem(404)
    db.session().close()  # its connection goes back before another is asked for: who holds one and waits for a second stops the whole process
    return Lead(caller.place, caller.staff, str(team), on)


def a_day(text: str) -> date:
    """The day of an address. Raises 404 where it is none."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise Problem(404) from None
    if len(text) != 10 or not 2020 <= found.year <= 2100:
        raise Problem(404)
    return found


@contextmanager
def told() -> Iterator[None]:
    """What the board raises, as problems."""
    try:
        yield
    except (NotLeading, proposals.NotThere, rounds.NoRound):
        raise Problem(404) from None
    except Meanwhile as meanwhile:
        raise Problem(409, "changed-meanwhile", "Somebody changed it meanwhile. Nothing was moved.", errors=meanwhile.visits) from None
    except NotPossible as fault:
        raise Problem(422, errors=fault.visits) from None
    except NotTaken as fault:
        raise Problem(409, "not-taken", str(fault)) from None


def whole(lead: Lead) -> dict[str, Any]:
    """The board as it stands now. That its patients were read stands in the audit trail."""
    now = wall_clock.now()
    facts = draft.facts_of(lead, now)
    note(lead, list(facts.patients))
    return view.board(facts)


def note(lead: Lead, patients: list[str]) -> None:
    session, device = db.session(), security.device() or security.caller().device
    audit.note(session, "read", at=wall_clock.now(), place=lead.place, staff=lead.staff, device=device, bundles=patients, detail={"board": True})


@blueprint.get("/board")
@allow("lead")
@blueprint.response(200, schemas.BoardsSchema)
def boards() -> dict[str, Any]:
    """Whose boards one may see"""
    caller, session = security.caller(), db.session()
    post = places.post(session, caller.staff)
    team = places.team(session, caller.place, post.team) if post and post.team else None
    teams = [{"id": team.id, "name": team.name}] if team else []
    return {"teams": teams, "today": wall_clock.today().isoformat(), "presets": list(PRESETS), "tiles": _tiles()}


def _tiles() -> dict[str, str] | None:
    config = current_app.extensions["alongside"]
    return {"url": config.tiles_url, "words": config.tiles_words} if config.tiles_url else None


@blueprint.get("/board/<uuid:team>/<string:day>")
@allow("lead")
@blueprint.arguments(schemas.BoardQuerySchema, location="query")
@blueprint.response(200, schemas.BoardSchema)
@blueprint.alt_response(204, description="Nothing changed since that stamp")
def see_board(asked: dict[str, Any], team: UUID, day: str) -> Any:
    """A team's day

    With the `stamp` of the board that one has, the answer is empty where nothing changed since.
    """
    lead = lead_of(team, day)
    with told():
        facts = draft.facts_of(lead, wall_clock.now())
    stamp = view.stamp_of(facts)
    if asked["stamp"] == stamp:
        return Response(status=204)
    note(lead, list(facts.patients))
    how_long.ask_for(lead.place, lead.team, lead.day)
    return view.board(facts, stamp)


def _moves(asked: dict[str, Any]) -> list[Move]:
    return [Move(one["visit"], one["version"], tuple(one["staff"]), one["start"], one["is_pinned"]) for one in asked["moves"]]


@blueprint.post("/board/<uuid:team>/<string:day>/moves")
@allow("lead")
@blueprint.arguments(schemas.MovesSchema)
@blueprint.response(200, schemas.BoardMovedSchema)
@blueprint.alt_response(409, description="Somebody changed a visit meanwhile: nothing was moved")
def move_visits(asked: dict[str, Any], team: UUID, day: str) -> dict[str, Any]:
    """Move visits in the draft

    One step, whole. Warnings never stop a move.
    """
    lead = lead_of(team, day)
    with told():
        warned = draft.move(lead, _moves(asked), wall_clock.now())
        return {"board": whole(lead), "warnings": [view.warning(one) for one in warned]}


@blueprint.post("/board/<uuid:team>/<string:day>/try")
@allow("lead")
@blueprint.arguments(schemas.MovesSchema)
@blueprint.response(200, schemas.BoardTriedSchema)
@blueprint.alt_response(409, description="Somebody changed a visit meanwhile")
def try_moves(asked: dict[str, Any], team: UUID, day: str) -> dict[str, Any]:
    """The warnings that a step would bring

    Nothing is moved.
    """
    lead = lead_of(team, day)
    with told():
        return {"warnings": [view.warning(one) for one in draft.tried(lead, _moves(asked), wall_clock.now())]}


@blueprint.post("/board/<uuid:team>/<string:day>/split")
@allow("lead")
@blueprint.arguments(schemas.SplitSchema)
@blueprint.response(200, schemas.BoardMovedSchema)
@blueprint.alt_response(409, description="Somebody changed the visit meanwhile: nothing was done")
def split_visit(asked: dict[str, Any], team: UUID, day: str) -> dict[str, Any]:
    """Make one visit for two people two visits for one

    In the draft: each can be moved by itself, and is a visit of its own in the record once it is published.
    """
    lead, now = lead_of(team, day), wall_clock.now()
    with told():
        warned = halves.split(lead, asked["visit"], asked["version"], ids.made(now, secrets.token_bytes(10)), now)
        return {"board": whole(lead), "warnings": [view.warning(one) for one in warned]}


@blueprint.post("/board/<uuid:team>/<string:day>/undo")
@allow("lead")
@blueprint.arguments(schemas.UndoSchema)
@blueprint.response(200, schemas.BoardMovedSchema)
@blueprint.alt_response(409, description="Something that the step moved was moved again")
def undo_step(asked: dict[str, Any], team: UUID, day: str) -> dict[str, Any]:
    """Take a step back

    By another step, and only where nothing that it moved was moved again.
    """
    lead = lead_of(team, day)
    with told():
        try:
            warned = draft.undo(lead, asked["step"], wall_clock.now())
        except KeyError:
            raise Problem(404) from None
        return {"board": whole(lead), "warnings": [view.warning(one) for one in warned]}


@blueprint.post("/board/<uuid:team>/<string:day>/away")
@allow("lead")
@blueprint.arguments(schemas.AwaySchema)
@blueprint.response(200, schemas.BoardMovedSchema)
@blueprint.alt_response(409, description="The record did not take it")
def say_away(asked: dict[str, Any], team: UUID, day: str) -> dict[str, Any]:
    """Say that somebody is away, or back

    It is in the record at once; their visits still to come go to Not allocated in the draft.
    """
    lead, now = lead_of(team, day), wall_clock.now()
    with told():
        made = ids.made(now, secrets.token_bytes(10))
        warned = services.away(lead, asked["staff"], asked["why"], asked["since"] or now, now, made)
        return {"board": whole(lead), "warnings": [view.warning(one) for one in warned]}


@blueprint.post("/board/<uuid:team>/<string:day>/not-home")
@allow("lead")
@blueprint.arguments(schemas.NotHomeSchema)
@blueprint.response(200, schemas.BoardSchema)
@blueprint.alt_response(409, description="The record did not take it")
def say_not_home(asked: dict[str, Any], team: UUID, day: str) -> dict[str, Any]:
    """Say that a person is not at home, or is again

    It is in the record at once, and so is that their visits still to come are cancelled, or stand again.
    """
    lead, now = lead_of(team, day), wall_clock.now()
    with told():
        at_home.say(lead, asked["patient"], asked["why"], ids.made(now, secrets.token_bytes(10)), now)
        return whole(lead)


@blueprint.post("/board/<uuid:team>/<string:day>/urgent")
@allow("lead")
@blueprint.arguments(schemas.UrgentSchema)
@blueprint.response(201, schemas.BoardUrgentMadeSchema)
@blueprint.alt_response(409, description="The record did not take it")
def ask_for_urgent_visit(asked: dict[str, Any], team: UUID, day: str) -> dict[str, Any]:
    """Ask for an urgent visit

    It is in the record at once, nobody is asked yet, and it must begin within two hours.
    """
    lead = lead_of(team, day)
    with told():
        visit = services.urgent(lead, asked, wall_clock.now())
        return {"board": whole(lead), "visit": visit}


@blueprint.post("/board/<uuid:team>/<string:day>/proposals")
@allow("lead")
@blueprint.arguments(schemas.ProposalAskedSchema)
@blueprint.response(202, schemas.ProposalSchema)
@blueprint.alt_response(409, description="One is being looked for")
@blueprint.alt_response(501, description="The optimiser is not installed here")
def ask_for_proposal(asked: dict[str, Any], team: UUID, day: str) -> dict[str, Any]:
    """Ask for a proposal

    A worker looks for it; nothing moves until somebody takes it. What is wrong with the day is said by name at once.
    """
    lead, now = lead_of(team, day), wall_clock.now()
    if not view.can_propose():
        raise Problem(501, "not-installed", proposals.FAILURES["not-installed"])
    with told():
        try:
            made = proposals.ask(lead, ids.made(now, secrets.token_bytes(10)), asked, now)
        except proposals.BeingLookedFor:
            raise Problem(409, "being-looked-for", "A proposal for this day is being looked for.") from None
        except proposals.Faulty as fault:
            named = {one.who or "day": one.text for one in fault.faults[:MOST_FAULTS]}
            raise Problem(422, "faults", "The day cannot be allocated as it stands.", errors=named) from None
    _hand_over(made, lead.staff)
    return _proposal(made)


def _hand_over(made: BoardProposal, lead: str) -> None:
    """To a worker, who looks for it as this lead."""
    timeout = made.seconds + 240  # where nothing was compiled before, that comes first
    queues.after_commit("backend.board.jobs.look", made.id, lead, made.place_id, queue=queues.ALLOCATE, timeout=timeout)


@blueprint.put("/board/<uuid:team>/<string:day>/weights")
@allow("lead")
@blueprint.arguments(schemas.WeightsSchema)
@blueprint.response(200, schemas.BoardSchema)
def choose_weights(asked: dict[str, Any], team: UUID, day: str) -> dict[str, Any]:
    """Choose what the team puts first

    For every day from now on, until somebody chooses again; who did and when is told with the board.
    """
    lead = lead_of(team, day)
    with told():
        proposals.put_first(lead, asked["preset"], wall_clock.now())
        return whole(lead)


def _find(proposal: UUID) -> BoardProposal:
    """A proposal of the caller's own team. Raises 404."""
    with told():
        found = proposals.find(db.session(), str(proposal))
    lead_of(UUID(found.team_id), found.day.isoformat())
    return found


def _proposal(row: BoardProposal, change: str | None = None) -> dict[str, Any]:
    """A proposal as it is told: one of its offers, and all of them in numbers. Raises 404 where it has no such offer."""
    offers = proposals.offers(row)
    with told():
        result = proposals.offer(row, change)
    told_ = {name: result.get(name) for name in ("before", "after", "practice")}
    told_ |= {name: result.get(name, []) for name in ("changes", "people", "left_out")}
    name = places.people(db.session(), row.place_id, [row.asked_by]).get(row.asked_by, ("", ""))[0]
    plain = {one: getattr(row, one) for one in ("id", "state", "preset", "change", "seconds", "asked_by", "message", "progress", "version")}
    told_ |= {"offers": [{"change": one, **looking.numbers(of)} for one, of in offers.items()], "offer": change or next(iter(offers), None)}
    return {**plain, **told_, "team": row.team_id, "day": row.day.isoformat(), "name": name, "asked_at": wall_clock.wire(row.asked_at)}


@blueprint.get("/board/proposals/<uuid:proposal>")
@allow("lead")
@blueprint.arguments(schemas.ProposalOfferSchema, location="query")
@blueprint.response(200, schemas.ProposalSchema)
def see_proposal(asked: dict[str, Any], proposal: UUID) -> dict[str, Any]:
    """How far a proposal is, or what it says

    Where two were found, `offer` says which; the other is there in numbers.
    """
    return _proposal(_find(proposal), asked["offer"])


@blueprint.delete("/board/proposals/<uuid:proposal>")
@allow("lead")
@blueprint.response(204)
def leave_proposal(proposal: UUID) -> None:
    """Cancel a proposal, or leave it as it is"""
    found = _find(proposal).id
    with transaction(ENGINE) as session:
        proposals.close(session, found)


@blueprint.post("/board/proposals/<uuid:proposal>/take")
@allow("lead")
@blueprint.arguments(schemas.SomeVisitsSchema)
@blueprint.response(200, schemas.BoardMovedSchema)
@blueprint.alt_response(409, description="Something that it moves was moved since: nothing was taken")
def take_proposal(asked: dict[str, Any], proposal: UUID) -> dict[str, Any]:
    """Take a proposal, or some of it

    One step of the draft, that can be taken back. `visits` null: all of it.
    """
    found = _find(proposal)
    lead = lead_of(UUID(found.team_id), found.day.isoformat())
    with told():
        warned = proposals.take(lead, found.id, asked["offer"], asked["visits"], wall_clock.now())
        return {"board": whole(lead), "warnings": [view.warning(one) for one in warned]}


@blueprint.post("/board/proposals/<uuid:proposal>/count")
@allow("lead")
@blueprint.arguments(schemas.SomeVisitsSchema)
@blueprint.response(200, schemas.ProposalCountSchema)
@blueprint.alt_response(409, description="Something that it moves was moved since")
def count_proposal(asked: dict[str, Any], proposal: UUID) -> dict[str, Any]:
    """What some of a proposal comes to

    Nothing is moved.
    """
    found = _find(proposal)
    lead = lead_of(UUID(found.team_id), found.day.isoformat())
    if found.state != "ready":
        raise Problem(404)
    with told():
        facts = draft.facts_of(lead, wall_clock.now())
        after = proposals.moves(facts, proposals.offer(found, asked["offer"]), asked["visits"])
        built = build(draft.with_moves(facts, after))
        return {"after": view.counts(built.day, built.whole), "warnings": [view.warning(one) for one in draft.brought(facts, after)]}


@blueprint.post("/board/<uuid:team>/<string:day>/publications")
@allow("lead")
@blueprint.arguments(schemas.PublishSchema)
@blueprint.response(202, schemas.PublicationSchema)
@blueprint.alt_response(409, description="The draft moved on since, or there is nothing to publish")
def publish_board(asked: dict[str, Any], team: UUID, day: str) -> dict[str, Any]:
    """Publish the draft

    A worker writes visits, and their grants with them. One that was broken off goes on with the same changes.
    """
    lead, now = lead_of(team, day), wall_clock.now()
    with told():
        try:
            made = publishing.publish(lead, asked["version"], ids.made(now, secrets.token_bytes(10)), now)
        except publishing.Nothing:
            raise Problem(409, "nothing-to-publish", "There is nothing to publish.") from None
    queues.after_commit("backend.board.jobs.publish", made.id, lead.place, queue=queues.SYNC, timeout=300)
    return _publication(made)


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


@blueprint.get("/board/publications/<uuid:publication>")
@allow("lead")
@blueprint.response(200, schemas.PublicationSchema)
def see_publication(publication: UUID) -> dict[str, Any]:
    """How far a publication is, and what came of it"""
    found = db.session().get(BoardPublication, str(publication))
    if found is None:
        raise Problem(404)
    lead_of(UUID(found.team_id), found.day.isoformat())
    return _publication(found)


def _publication(row: BoardPublication) -> dict[str, Any]:
    whom = {row.by, *(who for pair in row.moves.values() for where in pair for who in where[1])}
    names = places.people(db.session(), row.place_id, whom)
    return publishing.told(row, lambda who: names.get(who, ("Somebody", ""))[0])
