"""The board over HTTP: for leads, of their own team alone. Proposals and publications have addresses of their own, registered with these."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from flask import Response, current_app

from backend import ids, security, wall_clock
from backend.allocation.weights import PRESETS
from backend.board import at_home, called_off, draft, halves, routes_of_proposals, routes_of_publications, services, view
from backend.board.asking import after_a_step, blueprint, note, of_a_board, whole
from backend.board.draft import Lead, Move
from backend.board.schemas import board, moves
from backend.database import db
from backend.places import queries as places
from backend.security import allow
from backend.ways import jobs as how_long

__all__ = ["blueprint", "routes_of_proposals", "routes_of_publications"]


@blueprint.get("/board")
@allow("lead")
@blueprint.response(200, board.BoardsSchema)
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
@blueprint.arguments(moves.BoardQuerySchema, location="query")
@blueprint.response(200, board.BoardSchema)
@blueprint.alt_response(204, description="Nothing changed since that stamp")
@of_a_board
def see_board(asked: dict[str, Any], lead: Lead, now: datetime) -> Any:
    """A team's day

    With the `stamp` of the board that one has, the answer is empty where nothing changed since.
    """
    facts = draft.facts_of(lead, now)
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
@blueprint.arguments(moves.MovesSchema)
@blueprint.response(200, board.BoardMovedSchema)
@blueprint.alt_response(409, description="Somebody changed a visit meanwhile: nothing was moved")
@of_a_board
def move_visits(asked: dict[str, Any], lead: Lead, now: datetime) -> dict[str, Any]:
    """Move visits in the draft

    One step, whole. Warnings never stop a move.
    """
    return after_a_step(lead, draft.move(lead, _moves(asked), now))


@blueprint.post("/board/<uuid:team>/<string:day>/try")
@allow("lead")
@blueprint.arguments(moves.MovesSchema)
@blueprint.response(200, board.BoardTriedSchema)
@blueprint.alt_response(409, description="Somebody changed a visit meanwhile")
@of_a_board
def try_moves(asked: dict[str, Any], lead: Lead, now: datetime) -> dict[str, Any]:
    """The warnings that a step would bring

    Nothing is moved.
    """
    return {"warnings": [view.warning(one) for one in draft.tried(lead, _moves(asked), now)]}


@blueprint.post("/board/<uuid:team>/<string:day>/split")
@allow("lead")
@blueprint.arguments(moves.SplitSchema)
@blueprint.response(200, board.BoardMovedSchema)
@blueprint.alt_response(409, description="Somebody changed the visit meanwhile: nothing was done")
@of_a_board
def split_visit(asked: dict[str, Any], lead: Lead, now: datetime) -> dict[str, Any]:
    """Make one visit for two people two visits for one

    In the draft: each can be moved by itself, and is a visit of its own in the record once it is published.
    """
    return after_a_step(lead, halves.split(lead, asked["visit"], asked["version"], _made(now), now))


@blueprint.post("/board/<uuid:team>/<string:day>/undo")
@allow("lead")
@blueprint.arguments(moves.UndoSchema)
@blueprint.response(200, board.BoardMovedSchema)
@blueprint.alt_response(409, description="Something that the step moved was moved again")
@of_a_board
def undo_step(asked: dict[str, Any], lead: Lead, now: datetime) -> dict[str, Any]:
    """Take a step back

    By another step, and only where nothing that it moved was moved again.
    """
    return after_a_step(lead, draft.undo(lead, asked["step"], now))


@blueprint.post("/board/<uuid:team>/<string:day>/away")
@allow("lead")
@blueprint.arguments(moves.AwaySchema)
@blueprint.response(200, board.BoardMovedSchema)
@blueprint.alt_response(409, description="The record did not take it")
@of_a_board
def say_away(asked: dict[str, Any], lead: Lead, now: datetime) -> dict[str, Any]:
    """Say that somebody is away, or back

    It is in the record at once; their visits still to come go to Not allocated in the draft.
    """
    return after_a_step(lead, services.away(lead, asked["staff"], asked["why"], asked["since"] or now, now, _made(now)))


@blueprint.post("/board/<uuid:team>/<string:day>/not-home")
@allow("lead")
@blueprint.arguments(moves.NotHomeSchema)
@blueprint.response(200, board.BoardSchema)
@blueprint.alt_response(409, description="The record did not take it")
@of_a_board
def say_not_home(asked: dict[str, Any], lead: Lead, now: datetime) -> dict[str, Any]:
    """Say that a person is not at home, or is again

    It is in the record at once, and so is that their visits still to come are cancelled, or stand again.
    """
    at_home.say(lead, asked["patient"], asked["why"], _made(now), now)
    return whole(lead)


@blueprint.post("/board/<uuid:team>/<string:day>/called-off")
@allow("lead")
@blueprint.arguments(moves.CallOffSchema)
@blueprint.response(200, board.BoardSchema)
@blueprint.alt_response(409, description="The record did not take it")
@of_a_board
def call_off(asked: dict[str, Any], lead: Lead, now: datetime) -> dict[str, Any]:
    """Call a visit off, for whoever did

    It is in the record at once, and on the tablets with their next contact.
    """
    called_off.say(lead, asked["visit"], asked["by"], asked["why"], asked["words"], _made(now), now)
    return whole(lead)


@blueprint.post("/board/<uuid:team>/<string:day>/stands-again")
@allow("lead")
@blueprint.arguments(moves.StandsAgainSchema)
@blueprint.response(200, board.BoardSchema)
@blueprint.alt_response(409, description="The record did not take it")
@of_a_board
def stand_again(asked: dict[str, Any], lead: Lead, now: datetime) -> dict[str, Any]:
    """Let a visit that was called off stand again

    It is in the record at once, with who had it.
    """
    called_off.take_back(lead, asked["visit"], _made(now), now)
    return whole(lead)


@blueprint.post("/board/<uuid:team>/<string:day>/urgent")
@allow("lead")
@blueprint.arguments(moves.UrgentSchema)
@blueprint.response(201, board.BoardUrgentMadeSchema)
@blueprint.alt_response(409, description="The record did not take it")
@of_a_board
def ask_for_urgent_visit(asked: dict[str, Any], lead: Lead, now: datetime) -> dict[str, Any]:
    """Ask for an urgent visit

    It is in the record at once, nobody is asked yet, and it must begin within two hours.
    """
    visit = services.urgent(lead, asked, now)
    return {"board": whole(lead), "visit": visit}


def _made(now: datetime) -> str:
    return ids.made(now, secrets.token_bytes(10))
