"""When somebody is overdue, worked out from what they wrote: pure, no clock and no database.

1. Who arrived leaves by what they promised last (`leave_by`), else after as long as the visit was planned to take, else after half an hour: the
   tablet counts the same (pwa/src/visit/clock.ts).
2. Only whose tablet was heard that day can be missed at a visit, or at the end of the day: who never was may not be at work at all, and the Team
   page says so. What keeps somebody from being missed at a visit is a word of the last hour, not any since its start: a tablet that spoke once a
   minute after, and never again, says nothing of the hour since. Who came to another visit since is not missed at this one.
3. Each promise is a matter of its own: whoever takes a quarter of an hour more and stays beyond that is missed anew.
4. One matter at a time for one person, but for the asking to be rung, which stands beside any other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from backend.lone_working.words import DAY_NOT_ENDED_AFTER, LOOKS_BACK_HOURS, MARGINS_OF_RISK, NOT_ARRIVED_AFTER

UNPLANNED = timedelta(minutes=30)
EARLY = timedelta(hours=2)
"""Before the start of a shift: who is heard of so early is at work that day."""


@dataclass(frozen=True, slots=True)
class Presence:
    """One attendance: one person at one visit. `risk`: how its patient is to be visited, where the record says so."""

    id: str
    visit: str
    patient: str
    staff: str
    arrived_at: datetime | None
    leave_by: datetime | None = None
    left_at: datetime | None = None
    is_over: bool = False
    """They wrote what came of it."""
    planned_start: datetime | None = None
    planned_end: datetime | None = None
    risk: str | None = None

    @property
    def is_open(self) -> bool:
        return self.arrived_at is not None and self.left_at is None and not self.is_over

    @property
    def due_at(self) -> datetime | None:
        """When they should have left (1)."""
        if self.arrived_at is None or self.leave_by is not None:
            return self.leave_by if self.arrived_at is not None else None
        planned = (self.planned_end - self.planned_start) if self.planned_start and self.planned_end else timedelta()
        return self.arrived_at + (planned if planned > timedelta() else UNPLANNED)

    @property
    def last_at(self) -> datetime | None:
        """The last thing that it says of where somebody was."""
        return max((at for at in (self.arrived_at, self.left_at) if at is not None), default=None)


@dataclass(frozen=True, slots=True)
class Planned:
    """A visit that somebody is asked to, stands, and was to begin a while ago."""

    id: str
    start: datetime
    asked: frozenset[str]


@dataclass(frozen=True, slots=True)
class OwnDay:
    """What somebody's own record of a day says of it."""

    id: str
    shift_start: datetime | None = None
    shift_end: datetime | None = None
    away_since: datetime | None = None
    ended_at: datetime | None = None
    late_minutes: int = 0
    buddy: str | None = None
    ring_asked_at: datetime | None = None
    ring_asked_visit: str | None = None

    def is_working(self, at: datetime) -> bool:
        """Whether they are on shift: from its start until they end their day or go."""
        if self.shift_start is None or self.shift_end is None or self.ended_at is not None:
            return False
        return self.shift_start <= at < self.shift_end and not self.is_away(at)

    def is_away(self, at: datetime) -> bool:
        return self.away_since is not None and self.away_since <= at


@dataclass(frozen=True)
class Person:
    """Somebody who may be out alone. `heard_at`: when their tablet last spoke with the server, as far as that is known."""

    id: str
    team: str | None
    margin_minutes: int
    leads: tuple[str, ...] = ()
    days: tuple[OwnDay, ...] = ()
    """Of today and of yesterday, whose night may not be over."""
    presences: tuple[Presence, ...] = ()
    planned: tuple[Planned, ...] = ()
    heard_at: datetime | None = None
    """By the tablet that they have with them, where that is known."""

    @property
    def last_word(self) -> datetime | None:
        """The last that anybody heard of them: from their tablet, or of when they came and went."""
        said = [at for at in (self.heard_at, *(one.last_at for one in self.presences)) if at is not None]
        return max(said, default=None)

    def day_at(self, at: datetime) -> OwnDay | None:
        """The day on whose shift they are, or whose shift ended last."""
        begun = [one for one in self.days if one.shift_start is not None and one.shift_start <= at]
        return max(begun, key=lambda one: one.shift_start or at, default=None)


@dataclass(frozen=True, slots=True)
class Matter:
    """What is to be told about somebody. `margin_minutes`: for how long the buddy may look before the lead is told too."""

    key: str
    cause: str
    about: str
    due_at: datetime
    margin_minutes: int
    visit: str | None = None
    patient: str | None = None
    arrived_at: datetime | None = None


def heard_at(any_at: datetime | None, carried_at: datetime | None, day: OwnDay | None, now: datetime) -> datetime | None:
    """When somebody was heard of: by the tablet that they have with them, where that spoke in this shift; else by any of theirs. A second one that
    was left on at the base says nothing of its owner; but who has a new tablet since yesterday is heard of by that."""
    begun = (day.shift_start if day is not None and day.shift_start is not None else now - timedelta(hours=LOOKS_BACK_HOURS / 2)) - EARLY
    return carried_at if carried_at is not None and carried_at >= begun else any_at


def margin(usual: int, risk: str | None) -> int:
    """Minutes of patience: the team's, and less where the record asks for care."""
    return min(usual, MARGINS_OF_RISK.get(risk or "", usual))


def overdue_key(one: Presence) -> str:
    return f"overdue:{one.id}:{_at(one.due_at)}"


def _at(moment: datetime | None) -> str:
    return "" if moment is None else f"{int(moment.timestamp() * 1000)}"


def due(person: Person, now: datetime) -> list[Matter]:
    """What is to be told about somebody now (2, 4), whether it was told already or not."""
    return [*_rings(person, now), *(_overdue(person, now) or _not_arrived(person, now) or _day_not_ended(person, now))]


def _overdue(person: Person, now: datetime) -> list[Matter]:
    found = []
    for one in person.presences:
        if not one.is_open or one.due_at is None or one.arrived_at is None or one.arrived_at < now - timedelta(hours=LOOKS_BACK_HOURS):
            continue
        minutes = margin(person.margin_minutes, one.risk)
        if one.due_at + timedelta(minutes=minutes) <= now:
            found.append(Matter(overdue_key(one), "overdue", person.id, one.due_at, minutes, one.visit, one.patient, one.arrived_at))
    return sorted(found, key=lambda matter: (matter.due_at, matter.key))


def _not_arrived(person: Person, now: datetime) -> list[Matter]:
    day = person.day_at(now)
    heard = person.last_word
    if day is None or day.shift_start is None or not day.is_working(now) or heard is None or heard < day.shift_start - EARLY:
        return []
    if any(one.is_open for one in person.presences):
        return []
    if heard + timedelta(minutes=NOT_ARRIVED_AFTER) > now:
        return []  # 2
    patience = timedelta(minutes=NOT_ARRIVED_AFTER + day.late_minutes)
    came = {one.visit for one in person.presences}
    seen = max((one.arrived_at for one in person.presences if one.arrived_at is not None), default=day.shift_start - EARLY)
    for one in sorted(person.planned, key=lambda planned: (planned.start, planned.id)):
        if one.start >= day.shift_start and one.start + patience <= now and seen < one.start and one.id not in came:
            key = f"not-arrived:{one.id}:{person.id}"
            return [Matter(key, "not-arrived", person.id, one.start, person.margin_minutes, one.id)]
    return []


def _day_not_ended(person: Person, now: datetime) -> list[Matter]:
    day = person.day_at(now)
    if day is None or day.shift_start is None or day.shift_end is None or day.ended_at is not None or day.is_away(now):
        return []
    if person.heard_at is None:
        return []  # 2; heard when does not matter: that they came somewhere says that they are at work
    since = now - day.shift_end
    went_out = any(one.arrived_at is not None and one.arrived_at >= day.shift_start for one in person.presences)
    is_due = timedelta(minutes=DAY_NOT_ENDED_AFTER) <= since < timedelta(hours=LOOKS_BACK_HOURS / 2)
    if not (is_due and went_out) or any(one.is_open for one in person.presences):
        return []
    return [Matter(f"day-not-ended:{day.id}", "day-not-ended", person.id, day.shift_end, person.margin_minutes)]


def _rings(person: Person, now: datetime) -> list[Matter]:
    found = []
    for day in person.days:
        asked = day.ring_asked_at
        if asked is not None and now - timedelta(hours=LOOKS_BACK_HOURS) <= asked:
            there = next((one for one in person.presences if one.visit == day.ring_asked_visit), None)
            where = (None, None) if there is None else (there.patient, there.arrived_at)
            found.append(Matter(f"ring:{day.id}:{_at(asked)}", "asks-to-be-rung", person.id, asked, 0, day.ring_asked_visit, *where))
    return found
