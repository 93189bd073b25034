"""What the people of each day can do, against what is asked of them, for each skill; and what is left without them. Pure; minutes throughout.

1. What somebody can do on a day is their shift less its break, and less what they are away for. Who has two skills counts for both.
2. What is asked is the care of the visits, times those who come, and the ways: from the base round all homes of the day by the nearest that is left,
   and back, by the means that most of the team have. An estimate, to compare days by; a skill has the share of the ways that its visits have.
3. A day of which no shift is written yet has the people of the latest day before it, of the same weekday, of which one is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from backend.allocation.travel import Point, Travel
from backend.places.skills import Held
from backend.visits.needs import read
from backend.weeks.problem import ALL

NOWHERE_MINUTES = 10.0
"""A way to a home that nobody knows the place of."""


@dataclass(frozen=True, slots=True)
class Shift:
    """So many minutes of one person on one day. `away`: why, where they have fewer than their shift has."""

    staff: str
    minutes: float
    away: str | None = None


@dataclass(frozen=True, slots=True)
class Care:
    """One visit of a day as capacity sees it. `needs`: entries of `visits.needs`; `staff`: who is asked; `known`: whom the person knows."""

    id: str
    day: date
    minutes: float
    people: int
    needs: tuple[str, ...]
    place: Point | None
    staff: tuple[str, ...] = ()
    known: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class DayMinutes:
    """`capacity`, `demand`: of all care (`ALL`) and of each skill, ways included. `travel`: the ways alone. `is_known`: a shift is written."""

    day: date
    is_known: bool
    shifts: tuple[Shift, ...]
    capacity: Mapping[str, float]
    demand: Mapping[str, float]
    travel: float

    @property
    def working(self) -> frozenset[str]:
        """Who works on it at all."""
        return frozenset(one.staff for one in self.shifts if one.minutes > 0)


def of_days(
    days: Sequence[date], shifts: Mapping[date, Sequence[Shift]], is_known: Mapping[date, bool], cares: Iterable[Care], team: Team
) -> list[DayMinutes]:
    """Each of these days."""
    of_day: dict[date, list[Care]] = defaultdict(list)
    for one in cares:
        of_day[one.day].append(one)
    found = []
    for day in days:
        travel = ways(of_day[day], team)
        mine = tuple(shifts.get(day, ()))
        found.append(DayMinutes(day, is_known.get(day, False), mine, can(mine, team, day), asked(of_day[day], travel), travel))
    return found


@dataclass(frozen=True)
class Team:
    """Who works together: the skills of each, how most of them travel, from where."""

    skills: Mapping[str, Sequence[Held]]
    means: str
    base: Point | None
    travel: Travel


def usual(days: Sequence[date], written: Mapping[date, Sequence[Shift]]) -> dict[date, Sequence[Shift]]:
    """The shifts of each day, where none is written those of the same weekday when they last were (3)."""
    found = {}
    for day in days:
        before = (day - timedelta(days=7 * n) for n in range(9))
        found[day] = next((written[one] for one in before if written.get(one)), ())
    return found


def name(entry: str) -> str | None:
    """The skill that an entry of a visit's needs asks of somebody: `wound care/2#1` → `wound care/2`."""
    need = read(entry)
    return None if need is None else need.skill if need.level == 1 else f"{need.skill}/{need.level}"


def minutes_needed(minutes: float, people: int, needs: Iterable[str]) -> dict[str, float]:
    """Minutes of care of a visit, of all and of each skill: of a skill that one of them must have, theirs alone."""
    found = {ALL: minutes * people}
    for entry in needs:
        need, skill = read(entry), name(entry)
        if need is not None and skill is not None and (need.who is None or need.who <= people):
            found[skill] = max(found.get(skill, 0.0), minutes * (people if need.who is None else 1))
    return found


def can(shifts: Iterable[Shift], team: Team, day: date) -> dict[str, float]:
    """Minutes that people have on a day, of all care and of each skill, at each level that they reach."""
    found: dict[str, float] = {ALL: 0.0}
    for one in shifts:
        found[ALL] += one.minutes
        for skill in team.skills.get(one.staff, ()):
            if skill.until is None or day <= skill.until:
                for level in range(1, skill.level + 1):
                    key = skill.name if level == 1 else f"{skill.name}/{level}"
                    found[key] = found.get(key, 0.0) + one.minutes
    return found


def asked(cares: Sequence[Care], travel: float) -> dict[str, float]:
    """Minutes that the visits of a day ask, ways included, of all care and of each skill."""
    found: dict[str, float] = {ALL: travel}
    comings = sum(one.people for one in cares)
    for one in cares:
        for skill, minutes in minutes_needed(one.minutes, one.people, one.needs).items():
            share = 0.0 if skill == ALL else travel / comings * (minutes / one.minutes if one.minutes else 0)
            found[skill] = found.get(skill, 0.0) + minutes + share
    return found


def ways(cares: Sequence[Care], team: Team) -> float:
    """Minutes on the way on a day: the round, as often as people come to a home; from nowhere known, ten minutes each."""
    left = Counter(one.place for one in cares if one.place is not None for _ in range(one.people))
    lost = sum(one.people for one in cares if one.place is None)
    at = team.base or min(left, key=lambda place: (place.east, place.north), default=None)
    if at is None:
        return NOWHERE_MINUTES * lost
    start, total = at, 0.0
    most = max(left.values(), default=0)
    for turn in range(most):  # whom two come to is on two rounds
        homes, here = {place for place, times in left.items() if times > turn}, start
        while homes:
            place = here
            following = min(homes, key=lambda one: ((one.east - place.east) ** 2 + (one.north - place.north) ** 2, one.east, one.north))
            total += team.travel.minutes(team.means, here, following)
            homes.discard(following)
            here = following
        total += team.travel.minutes(team.means, here, start)
    return total + NOWHERE_MINUTES * lost


def without(day: DayMinutes, away: Collection[str], team: Team) -> DayMinutes:
    """The same day without these people."""
    left = tuple(one for one in day.shifts if one.staff not in away)
    return DayMinutes(day.day, day.is_known, left, can(left, team, day.day), day.demand, day.travel)


def uncovered(day: DayMinutes, skill: str) -> float:
    """Minutes asked above what people have."""
    return max(0.0, day.demand.get(skill, 0.0) - day.capacity.get(skill, 0.0))


LOSSES = ("nobody-asked-works", "no-known-face", "nobody-skilled")


def losses(one: Care, before: DayMinutes, after: DayMinutes, team: Team) -> tuple[str, ...]:
    """What a visit loses by an absence: everybody who is asked to it, everybody whom the person knows, everybody who is able to do it."""
    was, is_ = before.working, after.working
    found = []
    if was & set(one.staff) and not is_ & set(one.staff):
        found.append(LOSSES[0])
    if was & one.known and not is_ & one.known:
        found.append(LOSSES[1])
    skills = [skill for skill in map(name, one.needs) if skill is not None]
    if any(before.capacity.get(skill, 0.0) > 0 and after.capacity.get(skill, 0.0) <= 0 for skill in skills):
        found.append(LOSSES[2])
    return tuple(found)
