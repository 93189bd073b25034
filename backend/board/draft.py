"""Moves in the shared draft of a team's day.

1. A move names the version of the visit that its lead saw. If the record or another lead changed that visit since, nothing of the step is done, and
   it is said what changed and by whom.
2. One step is whole: all its moves, or none. Steps of one board wait for each other (the row of `board` is locked).
3. Nothing here writes a record: that is `publishing`.
4. A step is taken back by another step, and only where nothing that it moved was moved again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from backend import wall_clock
from backend.board.build import build, rests
from backend.board.facts import ENGINE, Facts, Where, load
from backend.board.models import Board, BoardStep, BoardVisit
from backend.board.times import minutes, said
from backend.board.warnings import Warn, warnings
from backend.transaction import transaction

CAN_UNDO = ("move", "proposal", "publish", "undo", "split")


@dataclass(frozen=True, slots=True)
class Move:
    """Where a visit is to go. `start`, `is_pinned`: None keeps what it has. `version`: what its lead saw (`Facts.stamp`)."""

    visit: str
    version: str
    staff: tuple[str, ...]
    start: datetime | None = None
    is_pinned: bool | None = None


@dataclass(frozen=True, slots=True)
class Lead:
    """Who moves, on which board."""

    place: str
    staff: str
    team: str
    day: date


class Meanwhile(Exception):
    """What a step was about is no longer as its lead saw it. `visits`: a sentence for each."""

    def __init__(self, visits: Mapping[str, str]) -> None:
        super().__init__("changed meanwhile")
        self.visits = dict(visits)


class NotPossible(Exception):
    """A move that cannot be. `visits`: why, for each."""

    def __init__(self, visits: Mapping[str, str]) -> None:
        super().__init__("not possible")
        self.visits = dict(visits)


class NoSuchStep(Exception):
    """There is no such step on this board."""


@contextmanager
def held(lead: Lead) -> Iterator[Session]:
    """The board, locked until the block ends: who comes second sees what the first one did. The session acts as the engine."""
    with transaction(ENGINE) as session:
        row = {"team_id": lead.team, "day": lead.day, "place_id": lead.place, "version": 0}
        session.execute(insert(Board).values(**row).on_conflict_do_nothing())
        session.execute(select(Board.version).where(Board.team_id == lead.team, Board.day == lead.day).with_for_update())
        yield session


def facts_of(lead: Lead, now: datetime, session: Session | None = None) -> Facts:
    """The board as this lead sees it. Raises NotLeading."""
    return load(lead.place, lead.staff, lead.team, lead.day, now, session)


def move(lead: Lead, moves: Sequence[Move], now: datetime, kind: str = "move", about: str | None = None) -> list[Warn]:
    """Does one step. Returns the warnings that it brought. Raises Meanwhile, NotPossible, NotLeading."""
    with held(lead) as session:
        facts = facts_of(lead, now, session)
        after = judged(facts, moves)
        write(session, lead, facts, after, now, kind, about)
        return brought(facts, after)


def tried(lead: Lead, moves: Sequence[Move], now: datetime) -> list[Warn]:
    """The warnings that a step would bring; nothing is moved. Raises as `move`."""
    facts = facts_of(lead, now)
    after = judged(facts, moves)
    return brought(facts, after)


def brought(facts: Facts, after: Mapping[str, Where]) -> list[Warn]:
    """The warnings that moves bring, beside those that are there without them."""
    before = _warnings(facts, {})
    return [one for one in _warnings(facts, after) if one not in before]


def judged(facts: Facts, moves: Sequence[Move]) -> dict[str, Where]:
    """Where each visit goes. Raises Meanwhile (rule 1), NotPossible."""
    wrong: dict[str, str] = {}
    stale: dict[str, str] = {}
    found: dict[str, Where] = {}
    for one in moves:
        if one.visit not in facts.visits:
            stale[one.visit] = "It is no longer on this day's board."
        elif one.version != facts.stamp(one.visit):
            stale[one.visit] = what_changed(facts, one.visit)
        elif (fault := _fault(facts, one, found)) is not None:
            wrong[one.visit] = fault
        else:
            was = facts.where(one.visit)
            pinned = was.is_pinned if one.is_pinned is None else one.is_pinned
            found[one.visit] = Where(one.start or was.start, one.staff, pinned and bool(one.staff))
    if stale:
        raise Meanwhile(stale)
    if wrong:
        raise NotPossible(wrong)
    return found


def _fault(facts: Facts, one: Move, found: Mapping[str, Where]) -> str | None:
    stuck = facts.why_fixed(one.visit)
    if stuck is not None:
        return stuck
    if one.visit in found:
        return "It is moved twice in one step."
    if len(set(one.staff)) != len(one.staff):
        return "The same person twice."
    if not set(one.staff) <= set(facts.members):
        return "Not everybody there is in this team."
    if one.start is not None and wall_clock.day_of(one.start) != facts.day:
        return "That is another day."
    return None


def what_changed(facts: Facts, visit: str) -> str:
    """What became of a visit, and by whom, as far as the draft knows; what came into the record is said as that."""
    row, where = facts.draft.get(visit), facts.where(visit)
    if row is not None and row.start != where.start and not facts.wants(visit):
        row = None  # it was put back, and the record has changed since
    to = " and ".join(facts.name(one) for one in where.staff)
    at = said(minutes(where.start, facts.day))
    if row is None:
        return f"The record has changed: it is at {at} with {to}." if to else f"The record has changed: it is at {at}, and nobody is asked."
    when = said(minutes(row.at, wall_clock.day_of(row.at)))
    who = facts.name(row.by)
    return f"{who} moved it to {at} with {to} at {when}." if to else f"{who} moved it to Not allocated at {when}."


def write(session: Session, lead: Lead, facts: Facts, after: Mapping[str, Where], now: datetime, kind: str, about: str | None = None) -> int:
    """Writes a step that was judged, on a board that is held. Returns its number."""
    number = note_step(session, lead, {id_: (facts.where(id_), where) for id_, where in after.items()}, now, kind, about)
    key = {"team_id": lead.team, "day": lead.day, "place_id": lead.place}
    for id_, where in after.items():
        values = {
            "start": where.start,
            "staff": list(where.staff),
            "is_pinned": where.is_pinned,
            "version": number,
            "by": lead.staff,
            "at": now,
            # While the draft wants something of it, the record's own changes since stay unseen: they meet at publishing, where both stand.
            "saw": facts.draft[id_].saw if facts.wants(id_) else saw_of(facts, id_),
        }
        session.execute(
            insert(BoardVisit).values(**key, visit_id=id_, **values).on_conflict_do_update(index_elements=["team_id", "day", "visit_id"], set_=values)
        )
    session.flush()
    return number


def note_step(session: Session, lead: Lead, moved: Mapping[str, tuple[Where, Where]], now: datetime, kind: str, about: str | None = None) -> int:
    """Notes what a step did, on a board that is held. Returns its number."""
    of_board = (Board.team_id == lead.team) & (Board.day == lead.day)
    number = session.scalars(update(Board).where(of_board).values(version=Board.version + 1).returning(Board.version)).one()
    session.add(
        BoardStep(
            team_id=lead.team,
            day=lead.day,
            place_id=lead.place,
            number=number,
            kind=kind,
            by=lead.staff,
            at=now,
            before={id_: was.wire() for id_, (was, _) in moved.items()},
            after={id_: is_.wire() for id_, (_, is_) in moved.items()},
            about=about,
        )
    )
    session.flush()
    return number


def saw_of(facts: Facts, visit: str) -> dict[str, object]:
    """What the record says of a visit's place in the plan, as its groups travel: what whoever moves it sees (M1)."""
    found = facts.visits[visit]
    assert found.planned_start is not None
    assert found.planned_end is not None
    return {
        "planned_start": wall_clock.wire(found.planned_start),
        "planned_end": wall_clock.wire(found.planned_end),
        "is_fixed": found.is_fixed,
        "asked": None if found.asked is None else sorted(found.asked),
        "is_pinned": found.is_pinned,
    }


def undo(lead: Lead, number: int, now: datetime) -> list[Warn]:
    """Takes a step back by another one (rule 4). Raises Meanwhile, NotPossible, NoSuchStep."""
    with held(lead) as session:
        facts = facts_of(lead, now, session)
        step = session.get(BoardStep, {"team_id": lead.team, "day": lead.day, "number": number})
        if step is None:
            raise NoSuchStep
        if step.undone_by is not None or step.kind not in CAN_UNDO or not step.after:
            raise NotPossible({str(number): "This step cannot be taken back."})
        after = {id_: Where.of(wire) for id_, wire in step.before.items()}
        stale = {id_: "It is no longer on this day's board." for id_ in after if id_ not in facts.visits}
        again = moved_since(session, lead, number)
        stood = {id_: Where.of(wire) for id_, wire in step.after.items()}
        stale |= {id_: what_changed(facts, id_) for id_ in after if id_ in facts.visits and (id_ in again or not _same(facts.where(id_), stood[id_]))}
        if stale:
            raise Meanwhile(stale)
        stuck = {id_: why for id_ in after if (why := facts.why_fixed(id_)) is not None}
        if stuck:
            raise NotPossible(stuck)
        if step.kind == "split":
            facts, after = joined(session, lead, facts, after)
        made = write(session, lead, facts, after, now, "joined" if step.kind == "split" else "undo")
        session.execute(
            update(BoardStep).where(BoardStep.team_id == lead.team, BoardStep.day == lead.day, BoardStep.number == number).values(undone_by=made)
        )
        return brought(facts, after)


def joined(session: Session, lead: Lead, facts: Facts, after: Mapping[str, Where]) -> tuple[Facts, dict[str, Where]]:
    """A visit that was made two is one again: its second half is no more. Returns the board without it, and where the first goes."""
    gone = facts.halves.keys() & after.keys()
    of_board = (BoardVisit.team_id == lead.team) & (BoardVisit.day == lead.day)
    session.execute(delete(BoardVisit).where(of_board, BoardVisit.visit_id.in_(gone)))
    session.flush()
    return facts_of(lead, facts.now, session), {id_: where for id_, where in after.items() if id_ not in gone}


def moved_since(session: Session, lead: Lead, number: int) -> set[str]:
    """What steps after this one moved, though it may lie where it lay: what a colleague moved away and back was dealt with since. Steps that were
    taken back count for nothing, nor does publishing, which moves nothing."""
    of_board = (BoardStep.team_id == lead.team) & (BoardStep.day == lead.day) & (BoardStep.number > number)
    steps = session.scalars(select(BoardStep).where(of_board).order_by(BoardStep.number.desc())).all()
    undone: set[int] = set()
    found: set[str] = set()
    for step in steps:
        if step.number in undone:
            continue
        of = [one.number for one in steps if one.undone_by == step.number]
        undone.update(of)
        if not of and step.kind != "publish":
            found.update(step.after)
    return found


def _same(one: Where, other: Where) -> bool:
    return (one.start, set(one.staff), one.is_pinned) == (other.start, set(other.staff), other.is_pinned)


def forget_drafts(session: Session, before: date) -> None:
    """What leads moved on days that are long over."""
    for table in (BoardVisit, BoardStep, Board):
        session.execute(delete(table).where(table.day < before))


def with_moves(facts: Facts, after: Mapping[str, Where]) -> Facts:
    """The same board as if these moves were done."""
    rows = {
        id_: BoardVisit(
            team_id=facts.team, day=facts.day, visit_id=id_, place_id=facts.place, start=where.start, staff=list(where.staff),
            is_pinned=where.is_pinned, version=facts.version + 1, by="", at=facts.now, saw={},
        )
        for id_, where in after.items()
    }  # fmt: skip
    return replace(facts, draft={**facts.draft, **rows})


def _warnings(facts: Facts, after: Mapping[str, Where]) -> list[Warn]:
    built = build(with_moves(facts, after) if after else facts)
    return warnings(built.day, built.whole, rests(built.day, built.whole))
