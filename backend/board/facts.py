"""What a board is made of, read in one short transaction: what its lead may see of patients and visits, and the shifts of the lead's own team.

Shifts lie in each person's own bundle, which a lead may write (grants) and no policy lets anyone else read: so they are read as engine, of the
members of the team alone, after it is known that the reader leads it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import wall_clock
from backend.allocation.weights import PRESETS
from backend.board.models import Board, BoardProposal, BoardPublication, BoardStep, BoardVisit, BoardWeights
from backend.database import Acting, take
from backend.grants import services as grants
from backend.patients import absences
from backend.patients import queries as patients
from backend.patients.absences import Absence
from backend.patients.models import Patient
from backend.places import queries as places
from backend.places.models import Staff
from backend.record import queries as records
from backend.transaction import transaction
from backend.visits import queries as visits
from backend.visits import services as visit_states
from backend.visits.models import Attendance, MyDay, Visit
from backend.visits.needs import of_each
from backend.ways import services as how_long
from backend.ways.learning import Took
from backend.ways.services import PLAIN, Ways

ENGINE = Acting(role="engine")
BINDING = frozenset({"when", "asked", "status", "window", "needs", "gap"})
"""The groups of a visit that say where it may lie and with whom: while one is in dispute its column is only the last value that was not (M5)."""
KNOWN_FOR = timedelta(days=90)
"""Who was there within so many days is a known face."""
STEPS = 20


HALF = (
    *("place_id", "patient_id", "part", "rev", "bundle_id", "planned_start", "planned_end", "is_fixed", "purpose", "instructions", "team"),
    *("window_start", "window_end", "window_is_hard", "window_reason", "priority", "after_visit", "gap_least_minutes", "gap_most_minutes", "status"),
)
"""What the second half of a visit has from the first."""


class NotLeading(Exception):
    """Whoever asks does not lead this team."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where a visit stands: in the record, or in the draft."""

    start: datetime
    staff: tuple[str, ...]
    is_pinned: bool

    def wire(self) -> list[object]:
        return [wall_clock.wire(self.start), list(self.staff), self.is_pinned]

    @classmethod
    def of(cls, wire: Sequence[object]) -> Where:
        start, staff, is_pinned = wire
        assert isinstance(start, str)
        assert isinstance(staff, list)
        return cls(wall_clock.from_wire(start), tuple(staff), bool(is_pinned))


@dataclass(frozen=True)
class Facts:
    """A team's day as it stands for one lead at one moment."""

    place: str
    team: str
    team_name: str
    base: tuple[str, float, float] | None
    day: date
    now: datetime
    members: tuple[str, ...]
    staff: Mapping[str, Staff]
    shifts: Mapping[str, MyDay]
    visits: Mapping[str, Visit]
    patients: Mapping[str, Patient]
    attendances: Mapping[str, Sequence[Attendance]]
    came: Mapping[str, set[str]]
    disputed: Mapping[str, set[str]]
    draft: Mapping[str, BoardVisit]
    version: int
    steps: Sequence[BoardStep]
    proposal: BoardProposal | None
    publication: BoardPublication | None
    urgent: frozenset[str] = field(default_factory=frozenset)
    halves: Mapping[str, str] = field(default_factory=dict)
    """Visits that the draft alone has, as the second half of another: half → the one that it was made from."""
    elsewhere: Mapping[str, Visit] = field(default_factory=dict)
    """Visits that are not on this board, and from which time is to be kept by one that is."""
    replaced: Mapping[str, Absence] = field(default_factory=dict)
    """Of who is not at home on this day: the later absence that this one was written over."""
    chosen: BoardWeights | None = None
    ways: Ways = PLAIN

    @property
    def preset(self) -> str:
        """What the team puts first."""
        return self.chosen.preset if self.chosen is not None and self.chosen.preset in PRESETS else next(iter(PRESETS))

    def published(self, visit: str) -> Where:
        """Where the record has it."""
        found = self.visits[visit]
        assert found.planned_start is not None
        return Where(found.planned_start, tuple(found.asked or ()), bool(found.is_pinned))

    def where(self, visit: str) -> Where:
        """Where the draft has it, or else the record."""
        row = self.draft.get(visit)
        return Where(row.start, tuple(row.staff), row.is_pinned) if row is not None and self.wants(visit) else self.published(visit)

    def wants(self, visit: str) -> bool:
        """Whether the draft wants a visit elsewhere than the record had it when it was put there. One that was put back covers nothing: what a
        colleague wrote since shows through."""
        row = self.draft.get(visit)
        if row is None:
            return False
        saw = row.saw
        stood = (saw.get("planned_start"), set(saw.get("asked") or ()), bool(saw.get("is_pinned")))
        return (wall_clock.wire(row.start), set(row.staff), row.is_pinned) != stood

    def is_changed(self, visit: str) -> bool:
        if visit in self.halves or visit in self.halves.values():
            return True
        was, is_ = self.published(visit), self.where(visit)
        return (was.start, set(was.staff), was.is_pinned) != (is_.start, set(is_.staff), is_.is_pinned)

    def length(self, visit: str) -> timedelta:
        found = self.visits[visit]
        assert found.planned_start is not None
        assert found.planned_end is not None
        return found.planned_end - found.planned_start

    def took(self, visit: str) -> Took | None:
        """What the last visits for the same to the same person took; None where too little is known."""
        found = self.visits[visit]
        return self.ways.took(found.patient_id, found.purpose, self.length(visit).total_seconds() / 60)

    def minutes(self, visit: str) -> float:
        """How long a visit is reckoned to take: as planned, or as the last ones took where the team wants that."""
        learnt = self.took(visit) if self.ways.uses_took else None
        return learnt.minutes if learnt else self.length(visit).total_seconds() / 60

    def stamp(self, visit: str) -> str:
        """What a move must have seen: the write that made the record as it is, and the step that put it where the draft has it."""
        row = self.draft.get(visit)
        return f"{self.visits[visit].rev}.{row.version if row else 0}"

    def state(self, visit: str) -> visit_states.State:
        found = self.visits[visit]
        went = [{n: getattr(one, n) for n in ("arrived_at", "left_at", "outcome")} for one in self.attendances.get(visit, ())]
        return visit_states.state({"status": found.status}, went)

    def is_ours(self, visit: str) -> bool:
        return self.visits[visit].team == self.team

    def why_fixed(self, visit: str) -> str | None:
        """Why nobody may move a visit, as a sentence; None where leads may."""
        if visit in self.halves:
            return self.why_fixed(self.halves[visit])
        if not self.is_ours(visit):
            return "Another team plans it."
        if self.disputed.get(visit, set()) & BINDING:
            return "Two people wrote it differently: settle that first."
        if self.state(visit) == "planned" and self.day < wall_clock.day_of(self.now):
            return "This day is over."
        return {
            "planned": None,
            "cancelled": "It is cancelled.",
            "went-anyway": "It is cancelled, and somebody went.",
            "under-way": "It is under way.",
        }.get(self.state(visit), "It is over.")

    def shift(self, staff: str) -> MyDay | None:
        """Their day, where they have a shift."""
        found = self.shifts.get(grants.mine_bundle(staff))
        return found if found is not None and found.shift_start is not None and found.shift_end is not None else None

    def name(self, staff: str) -> str:
        found = self.staff.get(staff)
        return (found.name if found else None) or "Somebody"


def halved(found: Mapping[str, Visit], rows: Sequence[BoardVisit]) -> dict[str, Visit]:
    """Visits with those that the draft made two: each half needs what one of the two did. Of a visit that no longer stands there is no half."""
    visits = dict(found)
    for row in rows:
        whole = found.get(row.saw.get("half_of", ""))
        if whole is None or row.visit_id in found or (whole.status or "planned") != "planned":
            continue
        first, second = ([f"{one.skill}/{one.level}" for one in each] or None for each in of_each(2, row.saw["skills"]))
        kept = {name: getattr(whole, name) for name in HALF}
        visits[whole.id] = Visit(**kept, id=whole.id, asked=whole.asked, is_pinned=whole.is_pinned, actions=whole.actions, people=1, skills=first)
        visits[row.visit_id] = Visit(**kept, id=row.visit_id, people=1, skills=second)
    return visits


def leads(session: Session, staff: str, team: str) -> bool:
    """Whether somebody leads a team now: by the same words as row-level security (`acting_post`)."""
    post = places.post(session, staff)
    return post is not None and post.role == "lead" and post.team == team


def load(place: str, staff: str, team: str, day: date, now: datetime, session: Session | None = None) -> Facts:
    """The board of a team and day as one of its leads may see it. `session`: of the engine's, to read in its transaction. Raises NotLeading."""
    if session is None:
        with transaction(ENGINE) as own:
            return load(place, staff, team, day, now, own)
    with _as(session, Acting("web", staff, place)):
        if not leads(session, staff, team):
            raise NotLeading
        members = places.members(session, place, team)
    shifts = visits.days_of(session, place, day, [grants.mine_bundle(one) for one in members])
    with _as(session, Acting("web", staff, place)):
        facts = _read(session, place, team, day, now, members, shifts)
    ways = how_long.of_team(session, team, day, facts.patients)
    session.expunge_all()
    return replace(facts, ways=ways)


@contextmanager
def _as(session: Session, who: Acting) -> Iterator[None]:
    """The engine's transaction reads as somebody else inside the block: one connection, however many roles a board is read in."""
    take(session.connection(), who)
    try:
        yield
    finally:
        take(session.connection(), ENGINE)


def _read(session: Session, place: str, team: str, day: date, now: datetime, members: Sequence[str], shifts: Mapping[str, MyDay]) -> Facts:
    found = {one.id: one for one in visits.of_board(session, place, day, team, members)}
    people = patients.records(session, {one.patient_id for one in found.values() if one.patient_id})
    found = {id_: one for id_, one in found.items() if one.patient_id in people}
    of_board = {"team_id": team, "day": day}
    drafted = session.scalars(select(BoardVisit).filter_by(**of_board)).all()
    in_record, found = found, halved(found, drafted)
    draft = {row.visit_id: row for row in drafted if row.visit_id in found}
    steps = session.scalars(select(BoardStep).filter_by(**of_board).order_by(BoardStep.number.desc()).limit(STEPS)).all()
    urgent = session.scalars(select(BoardStep).filter_by(**of_board, kind="urgent")).all()
    asked = {one for visit in found.values() for one in visit.asked or ()} | {one for row in draft.values() for one in row.staff}
    chosen = session.get(BoardWeights, team)
    known = {*members, *asked, *(step.by for step in steps), *(row.by for row in draft.values()), *([chosen.by] if chosen else [])}
    board, told = session.get(Board, (team, day)), places.team(session, place, team)
    return Facts(
        place=place,
        team=team,
        team_name=told.name if told else "",
        base=places.base(session, place, team),
        day=day,
        now=now,
        members=tuple(members),
        staff=places.staff_of(session, place, known),
        shifts=shifts,
        visits=found,
        patients=people,
        attendances=visits.attendances(session, list(found)),
        came=visits.who_came(session, list(people), wall_clock.midnight(day) - KNOWN_FOR),
        disputed=records.disputed(session, list(found)),
        draft=draft,
        version=board.version if board else 0,
        steps=steps,
        proposal=session.scalars(select(BoardProposal).filter_by(**of_board).order_by(BoardProposal.asked_at.desc()).limit(1)).one_or_none(),
        publication=session.scalars(select(BoardPublication).filter_by(**of_board).order_by(BoardPublication.at.desc()).limit(1)).one_or_none(),
        urgent=frozenset(visit for step in urgent for visit in step.after),
        replaced={
            id_: later
            for id_, one in people.items()
            if absences.is_on(one.away_from, one.away_until, day) and (later := absences.replaced(session, id_, day)) is not None
        },
        chosen=chosen,
        halves={id_: str(draft[id_].saw["half_of"]) for id_ in found.keys() - in_record.keys()},
        elsewhere={one.id: one for one in visits.apart_from(session, place, list(found.values()))},
    )
