"""What the board's addresses have in common: whose board it is, and what it raises, as problems."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import wraps
from typing import Any
from uuid import UUID

from flask_smorest import Blueprint

from backend import security, wall_clock
from backend.audit import services as audit
from backend.board import draft, proposals, rounds, view
from backend.board.draft import Lead, Meanwhile, NoSuchStep, NotPossible
from backend.board.facts import NotLeading
from backend.board.services import NotTaken
from backend.board.warnings import Warn
from backend.database import db
from backend.errors import Problem
from backend.places import queries as places

blueprint = Blueprint("board", __name__, description="A team's day: seen, moved, proposed and published by its leads")


def of_a_board(route: Callable[..., Any]) -> Callable[..., Any]:
    """For `/board/<team>/<day>…`: the route gets the lead who asks and the moment, in place of the two, and what it raises is told as a problem."""

    @wraps(route)
    def asked(*sent: Any, team: UUID, day: str) -> Any:
        lead = lead_of(team, day)
        with told():
            return route(*sent, lead, wall_clock.now())

    return asked


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
    except (NotLeading, NoSuchStep, proposals.NotThere, rounds.NoRound):
        raise Problem(404) from None
    except Meanwhile as meanwhile:
        raise Problem(409, "changed-meanwhile", "Somebody changed it meanwhile. Nothing was moved.", errors=meanwhile.visits) from None
    except NotPossible as fault:
        raise Problem(422, errors=fault.visits) from None
    except NotTaken as fault:
        raise Problem(409, "not-taken", str(fault)) from None


def whole(lead: Lead) -> dict[str, Any]:
    """The board as it stands now. That its patients were read stands in the audit trail."""
    facts = draft.facts_of(lead, wall_clock.now())
    note(lead, list(facts.patients))
    return view.board(facts)


def after_a_step(lead: Lead, warned: list[Warn]) -> dict[str, Any]:
    """The board after a step, and the warnings that the step brought."""
    return {"board": whole(lead), "warnings": [view.warning(one) for one in warned]}


def note(lead: Lead, patients: list[str]) -> None:
    """That a lead read their board, with these people on it."""
    session, device = db.session(), security.device() or security.caller().device
    audit.note(session, "read", at=wall_clock.now(), place=lead.place, staff=lead.staff, device=device, bundles=patients, detail={"board": True})
