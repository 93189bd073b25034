"""All teams of a place asked for at once, by its service manager: one search for each, told in numbers.

1. Whoever asks reads nothing of anybody: each search reads as a lead of its own team, and of what it found the manager is told how many visits there
   are, how many nobody has, and how long the ways are. Each team's leads see their proposal on their own board, and take it or leave it.
2. One team that cannot be searched for holds up no other, and its leads, not the manager, are told by name what is wrong with its day.
3. What a team's leads have asked for themselves, or have before them, stays: it counts as that team's.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from backend import ids, wall_clock
from backend.board import proposals
from backend.board.draft import Lead, NotPossible
from backend.board.facts import ENGINE
from backend.board.models import BoardProposal, BoardRound
from backend.errors import where
from backend.places import queries as places
from backend.transaction import transaction
from backend.visits import queries as visits

log = logging.getLogger("alongside.board")

NO_LEAD = "Nobody leads it who could take a proposal."
FAULTY = "Something in its day is to be put right first. Its leads see what."
NOT_BEGUN = "It could not be begun. Ask again."
ENDED = {
    "failed": "It could not be worked out. Its leads see why.",
    "cancelled": "It was stopped.",
    "taken": "Its leads took it.",
    "left": "Its leads left it as it is, or have published since.",
}


class NoRound(Exception):
    """Nobody asked for all teams of this day."""


def ask(place: str, by: str, day: date, seconds: int, now: datetime) -> list[tuple[BoardProposal, str]]:
    """Asks for every team of a place that has a lead, or visits that day. Returns what is to be looked for, and in which lead's place. The jobs are
    the caller's to hand over.
    """
    with transaction(ENGINE) as session:
        leads = {one.id: places.of_team(session, place, one.id, ("lead",)) for one in places.teams(session, place)}
        busy = {visit.team for visit in visits.planned_on(session, place, day)}
        leads = {team: who for team, who in leads.items() if who or team in busy}
    begun: list[tuple[BoardProposal, str]] = []
    teams: dict[str, dict[str, str | None]] = {}
    for team, who in leads.items():
        teams[team], made = _of_team(place, by, team, who, day, seconds, now)
        begun += [(made, who[0])] if made is not None else []
    values = {"by": by, "at": now, "teams": teams}
    with transaction(ENGINE) as session:
        row = insert(BoardRound).values(place_id=place, day=day, **values)
        session.execute(row.on_conflict_do_update(index_elements=["place_id", "day"], set_=values))
    return begun


def _of_team(
    place: str, by: str, team: str, leads: list[str], day: date, seconds: int, now: datetime
) -> tuple[dict[str, str | None], BoardProposal | None]:
    """What is known of one team: its proposal, or why there is none; and the proposal where it is a new one (rules 2 and 3)."""
    if not leads:
        return _none(NO_LEAD), None
    asked = {"preset": None, "change": None, "seconds": seconds}
    try:
        made = proposals.ask(Lead(place, leads[0], team, day), ids.made(now, secrets.token_bytes(10)), asked, now, by=by, over_ready=False)
    except proposals.BeingLookedFor as there:
        return {"proposal": there.proposal, "message": None}, None
    except proposals.Faulty:
        return _none(FAULTY), None
    except NotPossible as why:
        return _none(" ".join(why.visits.values())), None
    except Exception as error:
        log.error("round: %s", where(error))
        return _none(NOT_BEGUN), None
    return {"proposal": made.id, "message": None}, made


def _none(message: str) -> dict[str, str | None]:
    return {"proposal": None, "message": message}


def stop(place: str, day: date) -> None:
    """Cancels every search that still runs. What is ready stays for its leads. Raises NoRound."""
    with transaction(ENGINE) as session:
        for found in _found(session, _row(session, place, day)).values():
            if found.state in proposals.OPEN:
                proposals.close(session, found.id)


def told(place: str, day: date) -> dict[str, Any]:
    """How far all of them are, in numbers. Raises NoRound."""
    with transaction(ENGINE) as session:
        row = _row(session, place, day)
        found = _found(session, row)
        names = {one.id: one.name for one in places.teams(session, place)}
        by = places.people(session, place, [row.by]).get(row.by, ("Somebody", ""))[0]
        teams = [_team(team, names[team], said["message"], found.get(said["proposal"] or "")) for team, said in row.teams.items() if team in names]
        running = any(one["state"] in proposals.OPEN for one in teams)
        return {
            "day": day.isoformat(),
            "by": row.by,
            "name": by,
            "at": wall_clock.wire(row.at),
            "is_running": running,
            "teams": sorted(teams, key=lambda one: one["name"]),
        }


def _row(session: Session, place: str, day: date) -> BoardRound:
    found = session.get(BoardRound, (place, day))
    if found is None:
        raise NoRound
    return found


def _found(session: Session, row: BoardRound) -> dict[str, BoardProposal]:
    wanted = [one["proposal"] for one in row.teams.values() if one["proposal"]]
    return {one.id: one for one in session.scalars(select(BoardProposal).where(BoardProposal.id.in_(wanted), BoardProposal.place_id == row.place_id))}


def _team(id_: str, name: str, message: str | None, found: BoardProposal | None) -> dict[str, Any]:
    """One team in numbers: of a proposal with two offers, what the one that covers more comes to."""
    if found is None:
        return {"id": id_, "name": name, "state": "none", "message": message or ENDED["left"], "progress": None, "before": None, "after": None}
    offers = proposals.offers(found)
    best: Mapping[str, Any] = offers.get("more") or next(iter(offers.values()), {})
    return {
        "id": id_,
        "name": name,
        "state": found.state,
        "message": ENDED.get(found.state),
        "progress": found.progress,
        "before": _numbers(best.get("before")),
        "after": _numbers(best.get("after")),
    }


def _numbers(counts: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if not counts:
        return None
    return {"visits": counts["visits"], "unallocated": sum(counts["unallocated"]), "travel_minutes": counts["travel_minutes"]}
