"""A plan as near to how the day stands as it can be for the same cost: nobody is to be told of six minutes that gain nothing. Pure.

The search times each route as early as it can, so that almost every visit that stays with its people would begin a little sooner or later than they
were told. Each is put back to when it begins now, where the checker finds no breach in that and no cost.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from backend.allocation import checker
from backend.allocation.problem import Day, Plan

FREE = 1e-6
"""So much cost is rounding."""


def steadied(day: Day, plan: Plan, is_over: Callable[[], bool] = lambda: False) -> Plan:
    """`plan` with every visit that keeps its people at its current start, as far as that is free: the whole day at once, else person by person,
    else visit by visit, from the evening on and from the morning on. Where `is_over` says so, what was put back until then stays."""
    best, cost = plan, checker.count(day, plan).cost

    def put_back(visits: Collection[str], people: Collection[str] = ()) -> bool:
        nonlocal best
        starts = {v: replace(best.allocations[v], start=day.current.allocations[v].start) for v in visits}
        breaks = {who: day.current.breaks[who] for who in people if who in best.breaks and who in day.current.breaks}
        tried = Plan({**best.allocations, **starts}, {**best.breaks, **breaks})
        if checker.count(day, tried).cost > cost + FREE or checker.breaches(day, tried):
            return False
        best = tried
        return True

    def apart() -> list[str]:
        now = day.current.allocations
        found = [v for v, p in best.allocations.items() if v in now and set(p.staff) == set(now[v].staff) and p.start != now[v].start]
        return sorted(found, key=lambda v: (now[v].start, v))

    if not apart() or put_back(apart(), best.breaks):
        return best
    for person in day.staff:
        theirs = [v for v in apart() if person.id in best.allocations[v].staff]
        if theirs and not is_over():
            put_back(theirs, [person.id])
    for visits in (apart()[::-1], apart()):  # what is later makes room for what is before it, and the other way round
        for visit in visits:
            if is_over():
                return best
            if best.allocations[visit].start != day.current.allocations[visit].start:
                put_back([visit])
    return best
