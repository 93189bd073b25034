"""Chooses the days of visits that repeat: evenly over the days, by few faces, steadily from week to week. Pure; the same problem has the same plan.

1. A plan keeps the pattern: so many days as are asked of each week, of those that are allowed. Two lie at least as far apart as asked; where the days
   do not allow that, they fall short of it by as little as can be.
2. One series after the other, those with the least choice first, takes its best weeks among what stands; then each is taken out and put back as well
   as can be, until none finds anything better. For one series among the others that is exact: over its weeks, what a day costs does not depend on
   its other weeks, but for the step from one week to the next.
3. It is never worse than the plain plan, in which each takes the first days that it may be on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise

from backend.weeks.problem import ALL, LEAST_CAPACITY, MOVED, OVER, UNEVEN, Day, Plan, Problem, Series

ROUNDS = 20
LITTLE = 1e-6
Chosen = tuple[tuple[date, ...], ...]
Step = Callable[[Series, tuple[date, ...], tuple[date, ...], tuple[date, ...]], float]
"""(series, the days of the week before, all of this one, those chosen of it) → what this week costs after that one."""
Loads = dict[date, dict[str, float]]


def plain(problem: Problem) -> Plan:
    """Each series on the first days that it may be on."""
    free = dict.fromkeys(problem.days, 0.0)
    return {one.id: _best(one, free, _as_they_come) for one in problem.series}


def plan(problem: Problem) -> Plan:
    """The plan, and where it could be improved no more (rule 2)."""
    order = sorted(problem.series, key=lambda one: (_freedom(one), -one.minutes.get(ALL, 0.0), one.id))
    loads: Loads = {day: dict(found.load) for day, found in problem.days.items()}
    chosen: dict[str, Chosen] = {}
    for one in order:
        _put(problem, loads, chosen, one)
    _settle(problem, order, loads, chosen)
    first = plain(problem)
    if cost(problem, first) < cost(problem, chosen) - LITTLE:
        loads = _loads(problem, first)
        chosen = dict(first)
        _settle(problem, order, loads, chosen)
    return {one.id: chosen[one.id] for one in problem.series}


def _settle(problem: Problem, order: Sequence[Series], loads: Loads, chosen: dict[str, Chosen]) -> None:
    for _ in range(ROUNDS):
        before = dict(chosen)
        for one in order:
            if _freedom(one) > 1:
                _add(loads, one, chosen[one.id], -1)
                _put(problem, loads, chosen, one)
        if chosen == before:
            return


def _put(problem: Problem, loads: Loads, chosen: dict[str, Chosen], one: Series) -> None:
    """Puts one series where it costs the least among what stands; where it was already, only if that is better than where it was."""
    costs = {day: _added(problem.days[day], loads[day], one) for week in one.weeks for day in week.days}
    now = chosen.get(one.id)
    better = _best(one, costs, _step)
    if now is None or _worth(one, better, costs) < _worth(one, now, costs) - LITTLE:
        chosen[one.id] = better
    _add(loads, one, chosen[one.id], 1)


def _added(day: Day, load: Mapping[str, float], one: Series) -> float:
    """What a day costs more with a visit of this series."""
    more = sum(_full(day, skill, load.get(skill, 0.0) + m) - _full(day, skill, load.get(skill, 0.0)) for skill, m in one.minutes.items())
    return more + _strange(day, one)


def _worth(one: Series, days: Chosen, costs: Mapping[date, float]) -> float:
    return sum(costs[day] for week in days for day in week) + _steps(one, days)


def _best(one: Series, costs: Mapping[date, float], step: Step) -> Chosen:
    """The weeks of one series that fall short the least, then cost the least, then come first. Over the weeks by what the one before left."""
    ways: dict[tuple[date, ...], tuple[int, float, Chosen]] = {one.before: (0, 0.0, ())}
    for week in one.weeks:
        further: dict[tuple[date, ...], tuple[int, float, Chosen]] = {}
        for last, (short, spent, so_far) in ways.items():
            for some in combinations(week.days, week.many):
                whole = tuple(sorted({*some, *week.there}))
                way = (short + _short(one, last, whole), spent + sum(costs[day] for day in some) + step(one, last, whole, some), (*so_far, some))
                left = whole or last
                if left not in further or _key(way) < _key(further[left]):
                    further[left] = way
        ways = further
    return min(ways.values(), key=_key)[2]


def _key(way: tuple[int, float, Chosen]) -> tuple[int, float, Chosen]:
    return way[0], round(way[1], 6), way[2]


def _short(one: Series, last: tuple[date, ...], whole: tuple[date, ...]) -> int:
    """By how many days they lie closer than asked."""
    return sum(max(0, one.apart - (later - earlier).days) for earlier, later in pairwise((*last[-1:], *whole)))


def _step(one: Series, last: tuple[date, ...], whole: tuple[date, ...], some: tuple[date, ...]) -> float:
    """What a week costs after the one before it, in weekdays that change and gaps that are not even. Of what is given, nothing."""
    if not one.apart or not some:
        return 0.0
    usual = {day.weekday() for day in last}
    moved = sum(day.weekday() not in usual for day in some) if last else 0
    return MOVED * moved + UNEVEN * sum(abs((later - earlier).days - one.gap) for earlier, later in pairwise((*last[-1:], *whole)))


def _as_they_come(one: Series, last: tuple[date, ...], whole: tuple[date, ...], some: tuple[date, ...]) -> float:
    return float(sum(day.toordinal() for day in some))


def _steps(one: Series, days: Chosen) -> float:
    total, last = 0.0, one.before
    for week, some in zip(one.weeks, days, strict=True):
        whole = tuple(sorted({*some, *week.there}))
        total += _step(one, last, whole, some)
        last = whole or last
    return total


def _full(day: Day, skill: str, minutes: float) -> float:
    """What so many minutes cost on a day (problem, 1)."""
    capacity = day.capacity.get(skill, 0.0)
    return minutes * minutes / max(capacity, LEAST_CAPACITY) + OVER * max(0.0, minutes - capacity)


def _strange(day: Day, one: Series) -> float:
    return one.minutes.get(ALL, 0.0) if one.known and not one.known & day.working else 0.0


def _add(loads: Loads, one: Series, days: Chosen, sign: int) -> None:
    for week in days:
        for day in week:
            load = loads[day]
            for skill, minutes in one.minutes.items():
                load[skill] = load.get(skill, 0.0) + sign * minutes


def _loads(problem: Problem, days: Plan) -> Loads:
    loads: Loads = {day: dict(found.load) for day, found in problem.days.items()}
    for one in problem.series:
        _add(loads, one, days[one.id], 1)
    return loads


def _freedom(one: Series) -> int:
    """How many plans it has, spacing aside."""
    many = 1
    for week in one.weeks:
        many *= max(1, sum(1 for _ in combinations(week.days, week.many)))
    return many


def cost(problem: Problem, days: Plan) -> float:
    """What a plan costs, in minutes (problem)."""
    loads = _loads(problem, days)
    total = sum(_full(problem.days[day], skill, minutes) for day, load in loads.items() for skill, minutes in load.items())
    for one in problem.series:
        total += _steps(one, days[one.id])
        total += sum(_strange(problem.days[day], one) for week in days[one.id] for day in week)
    return total


@dataclass(frozen=True, slots=True)
class Moved:
    """How many days of a plan are on another weekday than the week before, and how many visits have nobody known to the person."""

    weekdays: int
    strange: int


def moved(problem: Problem, days: Plan) -> Moved:
    """Counts what a lead sees of a plan besides minutes."""
    weekdays = strange = 0
    for one in problem.series:
        last = one.before
        for week, some in zip(one.weeks, days[one.id], strict=True):
            if one.apart and last:
                weekdays += sum(day.weekday() not in {other.weekday() for other in last} for day in some)
            strange += sum(bool(one.known) and not one.known & problem.days[day].working for day in some)
            last = tuple(sorted({*some, *week.there})) or last
    return Moved(weekdays, strange)


def minutes_of(problem: Problem, days: Plan) -> Mapping[date, Mapping[str, float]]:
    """Minutes on each day under a plan, of all care and of each skill."""
    return _loads(problem, days)
