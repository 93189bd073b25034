"""One day of one team, to the minute: fixed visits first, then those by two, then the rest by the shortest way from door to door.

1. Nobody is in two places at once, and nobody is visited by two who come apart from each other at once.
2. Ten minutes lie between two visits of one person, fewer only where a day is full.
3. Everyone has half an hour's break that no visit touches.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from backend.demo.case import Case, Rhythm
from backend.demo.place import Person, TeamOf
from backend.demo.problems.everyday import EVERYDAY
from backend.demo.rota import Rota

STEP = 5
GAP = 10
BREAK = 30


@dataclass(frozen=True)
class Slot:
    """A visit in its place: minutes after midnight."""

    case: Case
    rhythm: Rhythm
    start: int
    end: int


class Hours:
    """Who is busy when."""

    def __init__(self) -> None:
        self._busy: dict[str, list[tuple[int, int]]] = {}

    def add(self, who: str, start: int, end: int) -> None:
        self._busy.setdefault(who, []).append((start, end))

    def is_free(self, who: str, start: int, end: int, gap: int = 0) -> bool:
        return all(end + gap <= begun or start >= ended + gap for begun, ended in self._busy.get(who, ()))


@dataclass
class TeamDay:
    """What came of it. `breaks`: when each member of the team begins their half hour."""

    slots: list[Slot]
    breaks: dict[str, int]


def day_of_team(team: TeamOf, rota: Rota, cases: list[Case], day: int, fillable: list[Case], *, at_least: int = 7) -> TeamDay:
    """The visits of one of the 28 days. For which no time is found is left out; who would have fewer than `at_least` gets
    further ones, to those in `fillable`: a plan written by hand stays as it is.
    """
    due = [(case, _who_comes(rhythm, day)) for case in cases for rhythm in case.rhythms if day in rhythm.days]
    table = _Table()
    for case, rhythm in due:
        if rhythm.start is not None:
            # Who stands in may have a visit of their own at that time.
            table.put(case, rhythm, rhythm.start, rhythm.start, 0) or (
                not rota.is_weekend(day) or table.put(case, rhythm, rhythm.start, rhythm.start + 120, 0)
            )
    breaks = {person.id: table.take_break(person) for person in team.staff}
    rest = [entry for entry in due if entry[1].start is None]
    for case, rhythm in rest:
        if rhythm.care.fixed:
            first, last = rhythm.care.fixed
            table.put(case, rhythm, first, last, 5) or table.put(case, rhythm, first, last + 90, 5)
    for case, rhythm in rest:
        if len(rhythm.staff) > 1 and not rhythm.care.fixed:
            begins, ends = rhythm.staff[0].profession.shift
            table.put(case, rhythm, max(begins, 540), ends - rhythm.minutes, GAP)
    for person in team.staff:
        begins, ends = person.profession.shift
        mine = [entry for entry in rest if entry[1].staff == (person,) and not entry[1].care.fixed]
        for case, rhythm in _by_the_way(team, mine):
            table.put(case, rhythm, begins, ends - rhythm.minutes, GAP) or table.put(case, rhythm, begins, ends + 30 - rhythm.minutes, 0)
        if person.is_visiting and rota.is_usual(person, day):
            _fill_up(table, person, fillable, day, at_least)
    table.slots.sort(key=lambda slot: (slot.start, slot.case.id))
    return TeamDay(table.slots, breaks)


def _who_comes(rhythm: Rhythm, day: int) -> Rhythm:
    """With whoever stands in on that day. What was filled into its plan stays the same list."""
    other = rhythm.cover.get(day)
    return rhythm if other is None else replace(rhythm, staff=(other,), cover={})


class _Table:
    """The day as it fills."""

    def __init__(self) -> None:
        self.hours = Hours()
        self.slots: list[Slot] = []

    def put(self, case: Case, rhythm: Rhythm, first: int, last: int, gap: int) -> bool:
        """At the first time from `first` to `last` at which all are free; False where there is none."""
        for start in range(first, last + 1, STEP):
            end = start + rhythm.minutes
            if self.hours.is_free(case.id, start, end) and all(self.hours.is_free(person.id, start, end, gap) for person in rhythm.staff):
                for busy in (case.id, *(person.id for person in rhythm.staff)):
                    self.hours.add(busy, start, end)
                self.slots.append(Slot(case, rhythm, start, end))
                return True
        return False

    def take_break(self, person: Person) -> int:
        """Half an hour at noon or as near to half past twelve as the visits written by hand leave it."""
        wanted = 735 + 15 * (int(person.id[-2:], 16) % 4)
        for start in sorted(range(660, 900, STEP), key=lambda start: (abs(start - wanted), start)):
            if self.hours.is_free(person.id, start, start + BREAK):
                self.hours.add(person.id, start, start + BREAK)
                return start
        raise AssertionError("nobody's day is full of visits from eleven to three")


def _fill_up(table: _Table, person: Person, cases: list[Case], day: int, at_least: int) -> None:
    """Single further visits, first to those who have least that day."""
    care = EVERYDAY[person.profession.care or ""][0]
    begins, ends = person.profession.shift
    have = sum(person in slot.rhythm.staff for slot in table.slots)
    today = Counter(slot.case.id for slot in table.slots)
    for case in sorted(cases, key=lambda case: (today[case.id], (int(case.id[-4:], 16) + 37 * day) % 101, case.id)):
        if have >= at_least:
            return
        if any(slot.case is case and person in slot.rhythm.staff for slot in table.slots):
            continue
        known = next((found for found in case.rhythms if found.care is care and found.staff == (person,) and found.start is None), None)
        rhythm = known or Rhythm(care, (person,), frozenset())
        if table.put(case, rhythm, begins, ends + 60 - rhythm.minutes, 0):
            have += 1
            rhythm.days |= {day}
            if known is None:
                case.rhythms.append(rhythm)


def _by_the_way(team: TeamOf, entries: list[tuple[Case, Rhythm]]) -> list[tuple[Case, Rhythm]]:
    """From the base to the nearest door, from there to the nearest, and so on."""
    here = (team.base[1], team.base[2])
    left, way = list(entries), []
    while left:
        place = here
        nearest = min(left, key=lambda entry: _apart(place, (entry[0].address.latitude, entry[0].address.longitude)))
        left.remove(nearest)
        way.append(nearest)
        here = (nearest[0].address.latitude, nearest[0].address.longitude)
    return way


def _apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Squared, in degrees of latitude: good enough to order by in one borough."""
    return (one[0] - other[0]) ** 2 + ((one[1] - other[1]) * 0.622) ** 2
