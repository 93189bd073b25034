"""Proposals for a board: asked for, looked for by a job, seen as an explained difference, taken whole or in part, or left.

1. A proposal moves nothing. Taking it is one step of the draft, that can be taken back like any other.
2. A change is taken only where its visit still is where it was when the proposal was made, nobody pinned it since, its time is not over,
   and nothing that binds has changed: who takes a proposal never breaks by it what the proposal could not have broken.
3. What is wrong with a day is said by name before anything is looked for. A visit that nobody who works has the skills for is left out, and said:
   where the only one who has them is off sick, the others' day is planned all the same.
4. Today, what has begun or begins within ten minutes stays (`allocation.replan`).
5. What was found first can be taken while better is looked for. It stays what it was: what a lead sees is what is taken, whatever was found since.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from backend import wall_clock
from backend.allocation.faults import Fault
from backend.allocation.proposal import Progress
from backend.board import draft
from backend.board.build import build
from backend.board.draft import Lead, Meanwhile, NotPossible
from backend.board.facts import Facts, Where
from backend.board.looking import CHANGES, LACKING, Offers, at
from backend.board.models import BoardProposal, BoardWeights
from backend.board.times import minutes
from backend.board.warnings import Warn

KEPT = timedelta(days=1)
LOOKS = ("first", "last")
"""What was found first, while better was looked for, and in the end."""
OPEN = ("waiting", "looking")
LOST = timedelta(minutes=5)
"""So long after its time a proposal that nobody finished is given up: another may be asked for."""
BINDS = frozenset({"skill", "never", "people", "window"})
"""The warnings that no proposal brings, and no part of one: where they come, what the proposal was made from has changed."""
BINDS_WHOLE = frozenset({"overlap", "travel", "shift", "overtime", "gap"})
"""Those that a whole one does not bring either. Of a part of it the lead sees them, and decides."""
FAILURES = {
    "not-granted": "You do not lead this team any more.",
    "not-installed": "The optimiser is not installed on this server: the board works by hand.",
    "fault": "No proposal could be made. Ask for it again.",
}


class BeingLookedFor(Exception):
    """Somebody asked for a proposal already, and it is not there yet, or nobody has decided on it."""

    def __init__(self, proposal: str) -> None:
        super().__init__("being looked for")
        self.proposal = proposal


class Faulty(Exception):
    """The day cannot be allocated as it stands."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("faulty")
        self.faults = list(faults)


class NotThere(Exception):
    """There is no such proposal for whoever asks, or it is no longer ready."""


def ask(lead: Lead, id_: str, asked: Mapping[str, Any], now: datetime, *, by: str | None = None, over_ready: bool = True) -> BoardProposal:
    """Keeps what was asked for; the job is the caller's to hand over. Raises BeingLookedFor, Faulty, NotPossible, NotLeading.

    `by`: who asks, where it is not the lead. `over_ready`: whether one that is ready makes way. `change` None: what people were told of is kept.
    """
    if lead.day < wall_clock.day_of(now):
        raise NotPossible({"day": "This day is over."})
    with draft.held(lead) as session:
        facts = draft.facts_of(lead, now, session)
        last = facts.proposal
        if last is not None and last.state in OPEN and now < last.asked_at + timedelta(seconds=last.seconds) + LOST:
            raise BeingLookedFor(last.id)
        if last is not None and last.state == "ready" and not over_ready:
            raise BeingLookedFor(last.id)
        built = build(facts)
        if not built.day.staff or not built.day.visits:
            raise NotPossible({"day": "Nobody works on this day." if not built.day.staff else "There is nothing to allocate on this day."})
        wrong = [one for one in built.faults() if one.code not in LACKING]
        if wrong:
            raise Faulty(wrong)
        session.execute(delete(BoardProposal).where(BoardProposal.team_id == lead.team, BoardProposal.day == lead.day))
        made = BoardProposal(
            id=id_,
            place_id=lead.place,
            team_id=lead.team,
            day=lead.day,
            asked_by=by or lead.staff,
            asked_at=now,
            ends_at=now + KEPT,
            preset=asked["preset"] or facts.preset,
            change=asked["change"] or ("both" if any(facts.published(visit).staff for visit in facts.visits) else "free"),
            seconds=asked["seconds"],
            state="waiting",
            version=facts.version,
        )
        session.add(made)
        session.flush()
        session.expunge(made)
    return made


def put_first(lead: Lead, preset: str, now: datetime) -> None:
    """What the team puts first from now on, wherever nobody says otherwise. Raises NotLeading."""
    with draft.held(lead) as session:
        draft.facts_of(lead, now, session)
        values = {"preset": preset, "by": lead.staff, "at": now, "place_id": lead.place}
        row = insert(BoardWeights).values(team_id=lead.team, **values)
        session.execute(row.on_conflict_do_update(index_elements=["team_id"], set_=values))


def begin(session: Session, id_: str) -> BoardProposal | None:
    """Says that it is being looked for; None where there is nothing to look for: cancelled, or found already."""
    found = session.scalars(
        update(BoardProposal).where(BoardProposal.id == id_, BoardProposal.state.in_(OPEN)).values(state="looking").returning(BoardProposal)
    ).one_or_none()
    if found is not None:
        session.expunge(found)
    return found


def tell(session: Session, id_: str, progress: Progress | None) -> bool:
    """Keeps how far it is. Returns whether to go on: not where somebody cancelled it."""
    values = {"progress": progress_json(progress)} if progress else {"state": "looking"}
    kept = session.scalar(
        update(BoardProposal).where(BoardProposal.id == id_, BoardProposal.state == "looking").values(**values).returning(BoardProposal.id)
    )
    return kept is not None


def progress_json(progress: Progress) -> dict[str, Any]:
    return {
        "share": round(min(max(progress.share, 0.0), 1.0), 3),
        "unallocated": progress.unallocated,
        "cost": round(progress.cost, 1),
        "seconds": round(progress.seconds, 2),
        "moves": progress.moves,
    }


def keep_first(session: Session, id_: str, version: int, found: Offers) -> None:
    """Keeps what was found first, and goes on. Of one that a worker began anew, the first that somebody may have seen stays."""
    waits = (BoardProposal.id == id_, BoardProposal.state == "looking", BoardProposal.result.is_(None))
    session.execute(update(BoardProposal).where(*waits).values(version=version, result={"offers": found}))


def finish(session: Session, id_: str, version: int, found: Offers) -> None:
    """It is ready. One that was cancelled or taken meanwhile stays so. What was found first stays beside it, where it was another."""
    row = session.scalars(select(BoardProposal).where(BoardProposal.id == id_, BoardProposal.state == "looking").with_for_update()).one_or_none()
    if row is None:
        return
    first = (row.result or {}).get("offers")
    row.state, row.version = "ready", version
    if first is None or _moves_of(first) != _moves_of(found):
        row.result = {"offers": found, **({"first": first} if first else {})}


def _moves_of(found: Mapping[str, Any]) -> dict[str, list[tuple[str, str, tuple[str, ...]]]]:
    """What each offer would do."""
    return {
        name: sorted((one["visit"], one["then"]["start"], tuple(sorted(one["then"]["staff"]))) for one in offer["changes"])
        for name, offer in found.items()
    }


def fail(session: Session, id_: str, message: str) -> None:
    """Nothing came of it, and the message says why. What was found first is good all the same, and stays."""
    of_it = update(BoardProposal).where(BoardProposal.id == id_)
    session.execute(of_it.where(BoardProposal.state == "looking", BoardProposal.result.is_not(None)).values(state="ready"))
    session.execute(of_it.where(BoardProposal.state.in_(OPEN)).values(state="failed", message=message))


# ------------------------------------------------------------------------------------------------------------------ seen and taken


def find(session: Session, id_: str) -> BoardProposal:
    """A proposal of a board of one's own. Raises NotThere."""
    found = session.scalars(select(BoardProposal).where(BoardProposal.id == id_)).one_or_none()
    if found is None:
        raise NotThere
    return found


def close(session: Session, id_: str) -> None:
    """Cancels one that is looked for; leaves one that is ready."""
    session.execute(update(BoardProposal).where(BoardProposal.id == id_, BoardProposal.state.in_(OPEN)).values(state="cancelled"))
    session.execute(update(BoardProposal).where(BoardProposal.id == id_, BoardProposal.state == "ready").values(state="left"))


def is_here(row: BoardProposal) -> bool:
    """Whether something was found that can be taken."""
    return row.state == "ready" or (row.state == "looking" and row.result is not None)


def offers(row: BoardProposal, look: str | None = None) -> Offers:
    """What was found, in the order in which it is offered: first, or without a word the newest. Empty before anything was."""
    result = row.result or {}
    found = (look == "first" and result.get("first")) or result.get("offers", {})
    return {change: found[change] for change in CHANGES if change in found}


def offer(row: BoardProposal, change: str | None = None, look: str | None = None) -> dict[str, Any]:
    """The offer of this name, or the first. Raises NotThere where nothing of this name was found."""
    found = offers(row, look)
    if change is not None and found and change not in found:
        raise NotThere
    return found[change] if change in found else next(iter(found.values()), {})


def take(lead: Lead, id_: str, change: str | None, look: str | None, visits: Sequence[str] | None, now: datetime) -> list[Warn]:
    """Puts a proposal's changes, or some of them, into the draft as one step. Raises NotThere, Meanwhile, NotPossible, NotLeading."""
    with draft.held(lead) as session:
        row = session.get(BoardProposal, id_)
        if row is None or not is_here(row) or (row.team_id, row.day) != (lead.team, lead.day):
            raise NotThere
        result = offer(row, change, look)
        facts = draft.facts_of(lead, now, session)
        after = moves(facts, result, visits)
        warned = draft.brought(facts, after)
        codes = BINDS if visits is not None else BINDS | BINDS_WHOLE
        broken = {one.visit: f"Since it was proposed: {one.text}." for one in warned if one.is_hard and one.code in codes}
        if broken:
            raise Meanwhile(broken)
        if after:
            draft.write(session, lead, facts, after, now, "proposal")
        session.execute(update(BoardProposal).where(BoardProposal.id == id_).values(state="taken"))
        return warned


def moves(facts: Facts, result: Mapping[str, Any], visits: Sequence[str] | None) -> dict[str, Where]:
    """Where each visit of a proposal goes. Raises Meanwhile (rule 2), NotPossible."""
    changes = {one["visit"]: one for one in result.get("changes", ())}
    chosen = set(changes) if visits is None else set(visits)
    unknown = chosen - set(changes)
    if unknown:
        raise NotPossible(dict.fromkeys(sorted(unknown), "The proposal does not move it."))
    stale: dict[str, str] = {}
    after: dict[str, Where] = {}
    for id_ in sorted(chosen):
        if id_ not in facts.visits:
            stale[id_] = "It is no longer on this day's board."
            continue
        where, was, then = facts.where(id_), changes[id_]["now"], changes[id_]["then"]
        to = wall_clock.from_wire(then["start"])
        stands = at(facts, minutes(where.start, facts.day), where.staff)
        if (stands["start"], set(stands["staff"])) != (was["start"], set(was["staff"])):
            stale[id_] = draft.what_changed(facts, id_)
        elif not set(then["staff"]) <= set(facts.members) or facts.why_fixed(id_) is not None:
            stale[id_] = facts.why_fixed(id_) or "Somebody has left the team."
        elif where.is_pinned:
            stale[id_] = "It is pinned since."
        elif (then["staff"] and to < facts.now) or (where.staff and _begins(changes[id_], where) < facts.now):
            stale[id_] = "Its time is over: ask for a new proposal."
        else:
            after[id_] = Where(to, tuple(then["staff"]), False)
    if stale:
        raise Meanwhile(stale)
    return after


def _begins(change: Mapping[str, Any], where: Where) -> datetime:
    """When a visit would begin if it stayed: later than planned where its carer runs late."""
    return wall_clock.from_wire(change["begins"]) if "begins" in change else where.start


def forget(session: Session, now: datetime) -> None:
    session.execute(delete(BoardProposal).where(BoardProposal.ends_at <= now))
