"""One day of one team, to the minute: fixed visits first, then those by two, then what came in, then the rest by the shortest way from door to door.

1. Nobody is in two places at once, and nobody is visited by two who come apart from each other at once.
2. Every round can be done (`rounds`): the ways by one's own means, half an hour's break that no visit touches, and back within the shift.
3. What came in and nobody has yet had room in somebody's round (`unallocated`).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from backend.allocation.travel import Point, point
from backend.demo import skills, tour, unallocated
from backend.demo.case import Case, Rhythm
from backend.demo.place import Person, TeamOf
from backend.demo.problems.everyday import EVERYDAY
from backend.demo.rota import Rota
from backend.demo.rounds import Hours, Round, Stop, wanted
from backend.demo.unallocated import CameIn

STEP = 5


@dataclass(frozen=True)
class Slot:
    """A visit in its place: minutes after midnight. `came_in`: what nobody has yet on the day itself; `rhythm.staff` are those with room for it."""

    case: Case
    rhythm: Rhythm
    start: int
    end: int
    came_in: CameIn | None = None


@dataclass
class TeamDay:
    """What came of it. `hours`: of each member of the team the shift and the break."""

    slots: list[Slot]
    hours: dict[str, Hours]


def day_of_team(team: TeamOf, rota: Rota, cases: list[Case], day: int, fillable: list[Case], *, at_least: int = 7) -> TeamDay:
    """The visits of one of the 28 days. For which no time is found is left out; who would have fewer than `at_least` gets
    further ones, to those in `fillable`: a plan written by hand stays as it is.
    """
    due = [(case, _who_comes(rhythm, day)) for case in cases for rhythm in case.rhythms if day in rhythm.days]
    table = _Table(team)
    for case, rhythm in due:
        if rhythm.start is not None:
            # Who stands in may have a visit of their own at that time.
            table.put(case, rhythm, rhythm.start, rhythm.start) or (
                not rota.is_weekend(day) or table.put(case, rhythm, rhythm.start, rhythm.start + 120)
            )
    rest = [entry for entry in due if entry[1].start is None]
    for case, rhythm in rest:
        if rhythm.care.fixed:
            first, last = rhythm.care.fixed
            table.put(case, rhythm, first, last) or table.put(case, rhythm, first, last + 90) or _stand_in(table, team, rota, day, case, rhythm)
    for case, rhythm in rest:
        if len(rhythm.staff) > 1 and not rhythm.care.fixed:
            begins, ends = rhythm.staff[0].profession.shift
            table.put(case, rhythm, max(begins, 540), ends - rhythm.minutes)
    _come_in(table, team, rota, day, [case for case in fillable if all(case is not other for other, _ in due)])
    for person in team.staff:
        begins, ends = person.profession.shift
        mine = [entry for entry in rest if entry[1].staff == (person,) and not entry[1].care.fixed]
        for case, rhythm in _by_the_way(team, mine):
            table.put(case, rhythm, begins, ends - rhythm.minutes)
        if person.is_visiting and rota.is_usual(person, day):
            _fill_up(table, person, fillable, day, at_least)
    table.slots.sort(key=lambda slot: (slot.start, slot.case.id))
    return TeamDay(table.slots, {id_: hours for id_, found in table.rounds.items() if (hours := found.hours()) is not None})


def _who_comes(rhythm: Rhythm, day: int) -> Rhythm:
    """With whoever stands in on that day. What was filled into its plan stays the same list."""
    other = rhythm.cover.get(day)
    return rhythm if other is None else replace(rhythm, staff=(other,), cover={})


def _stand_in(table: _Table, team: TeamOf, rota: Rota, day: int, case: Case, rhythm: Rhythm) -> bool:
    """Gives what cannot wait to a colleague, where those whose it is have no room. Those of the tour are asked last."""
    if rhythm.care.fixed is None or len(rhythm.staff) > 1:
        return False
    first, last = rhythm.care.fixed
    able = [
        one for one in team.caring(rhythm.care.who) if rota.is_on(one, day) and skills.can(one.key, team.who(one.key).index(one), rhythm.care.purpose)
    ]
    for one in sorted(able, key=lambda one: (one.name in tour.VISITING, len(table.rounds[one.id].stops), one.id)):
        if table.put(case, replace(rhythm, staff=(one,), cover={}), first, last + 90):
            own = next(found for found in case.rhythms if found.care is rhythm.care and day in found.days)
            own.cover[day] = one
            return True
    return False


class _Table:
    """The day as it fills."""

    def __init__(self, team: TeamOf) -> None:
        base = point(team.base[1], team.base[2])
        assert base is not None
        self.rounds = {one.id: Round(one.means, base, one.profession.shift, wanted(one.id)) for one in team.staff}
        self.slots: list[Slot] = []
        self._visited: dict[str, list[tuple[int, int]]] = {}

    def put(self, case: Case, rhythm: Rhythm, first: int, last: int, came_in: CameIn | None = None) -> bool:
        """At the first time from `first` to `last` at which all can; False where there is none."""
        place, rounds, minutes = home(case), [self.rounds[person.id] for person in rhythm.staff], rhythm.minutes
        busy = [*self._visited.get(case.id, ()), *((stop.start, stop.end) for one in rounds for stop in one.stops)]
        for start in range(first, last + 1, STEP):
            end = start + minutes
            if any(begun < end and start < ended for begun, ended in busy):  # most often, and told without looking at any way
                continue
            stop = Stop(start, end, place)
            if all(one.takes(stop) for one in rounds):
                for one in rounds:
                    one.add(stop)
                self._visited.setdefault(case.id, []).append((stop.start, stop.end))
                self.slots.append(Slot(case, rhythm, stop.start, stop.end, came_in))
                return True
        return False


def home(case: Case) -> Point:
    """Where somebody lives."""
    found = point(case.address.latitude, case.address.longitude)
    assert found is not None
    return found


def _come_in(table: _Table, team: TeamOf, rota: Rota, day: int, cases: list[Case]) -> None:
    """A few visits that nobody has, each laid where there was room for it. Those of the tour keep the days that are promised to them."""
    is_weekend = rota.is_weekend(day)
    free = [one for one in team.staff if one.name not in tour.VISITING and rota.is_on(one, day)]
    many, busy = 0, set[str]()
    for one in unallocated.came_in(day, is_weekend):
        if many == (unallocated.MOST_AT_WEEKENDS if is_weekend else unallocated.MOST):
            return
        placed = next((case for case in unallocated.about(one, cases, busy, day) if _lay(table, one, case, free)), None)
        if placed is not None:
            many += 1
            busy.add(placed.id)


def _lay(table: _Table, one: CameIn, case: Case, free: list[Person]) -> bool:
    assert one.care.fixed is not None
    able = [[person for person in free if person.profession.care == care] for care in one.cares]
    for first in sorted(able[0], key=lambda person: (len(table.rounds[person.id].stops), person.id)):
        for staff in [(first,)] if len(able) == 1 else [(first, other) for other in able[1]]:
            if table.put(case, Rhythm(one.care, staff, frozenset()), *one.care.fixed, one):
                return True
    return False


def _fill_up(table: _Table, person: Person, cases: list[Case], day: int, at_least: int) -> None:
    """Single further visits, first to those who have least that day."""
    care = EVERYDAY[person.profession.care or ""][0]
    begins, ends = person.profession.shift
    have = sum(person in slot.rhythm.staff and slot.came_in is None for slot in table.slots)
    today = Counter(slot.case.id for slot in table.slots)
    for case in sorted(cases, key=lambda case: (today[case.id], (int(case.id[-4:], 16) + 37 * day) % 101, case.id)):
        if have >= at_least:
            return
        if any(slot.case is case and person in slot.rhythm.staff for slot in table.slots):
            continue
        known = next((found for found in case.rhythms if found.care is care and found.staff == (person,) and found.start is None), None)
        rhythm = known or Rhythm(care, (person,), frozenset())
        if table.put(case, rhythm, begins, ends - rhythm.minutes):
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
