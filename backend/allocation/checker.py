"""Whether a plan keeps every hard rule, and whether its numbers are true. Shares nothing with what makes plans: only the data.

It works from the plan's own starts and breaks and works out the rest anew, travel included. Every plan is looked at by it before anybody sees it.

C1  Only visits that are asked for, each once, by as many people as it needs, all different, who work that day.
C2  Everyone has the skills of their part, at the level, not run out; nobody is sent whom the patient excluded.
C3  No visit starts before its window; one with a hard window not after it.
C4  Nobody is in two places, or leaves for a visit before the one before has ended, or needs less than the way takes.
C5  Shifts begin and end at the base (or where the person is), within their times.
C6  Everyone who has a break and visits takes all of it, in its time, while doing nothing else.
C7  The gap between two visits is kept.
C8  What is pinned is exactly where it was.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from backend.allocation.problem import Allocation, Day, Plan, Staff, Visit

EXACT = 1e-3


@dataclass(frozen=True, slots=True)
class Breach:
    """A broken rule (C1 to C8), at whom (a visit's or a person's id), in words."""

    rule: str
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class Count:
    """What a plan comes to. Minutes, people and visits; `cost` by the day's weights."""

    unallocated: tuple[int, int, int]
    travel_minutes: float
    late_minutes: float
    late_visits: int
    unfamiliar: int
    missed_wishes: int
    unfair_minutes: float
    changed_people: int
    moved_minutes: float
    cost: float


def breaches(day: Day, plan: Plan) -> list[Breach]:
    """Every hard rule that a plan breaks. Empty: none."""
    found = [*_people(day, plan)]
    if found:
        return found  # what follows needs visits and people that exist
    return [*_windows(day, plan), *_routes(day, plan), *_gaps(day, plan), *_pins(day, plan)]


def _people(day: Day, plan: Plan) -> Iterator[Breach]:
    visits = {visit.id: visit for visit in day.visits}
    staff = {person.id: person for person in day.staff}
    for one, planned in plan.allocations.items():
        visit = visits.get(one)
        if visit is None:
            yield Breach("C1", one, "nobody asked for this visit")
            continue
        if not math.isfinite(planned.start):
            yield Breach("C3", one, "it has no time")
        if len(planned.staff) != len(visit.people):
            yield Breach("C1", one, f"it needs {len(visit.people)} people and has {len(planned.staff)}")
        if len(set(planned.staff)) != len(planned.staff):
            yield Breach("C1", one, "the same person twice")
        for person, needs in zip(planned.staff, visit.people, strict=False):
            if person not in staff:
                yield Breach("C1", one, f"{person} does not work")
                continue
            if person in visit.wishes.never:
                yield Breach("C2", one, f"{person} is never to visit them")
            for need in needs:
                held = [skill for skill in staff[person].skills if skill.name == need.skill]
                if not [skill for skill in held if skill.level >= need.level and not (skill.until is not None and skill.until < day.date)]:
                    yield Breach("C2", one, f"{person} has not {need.skill} at level {need.level}")


def _windows(day: Day, plan: Plan) -> Iterator[Breach]:
    for visit in day.visits:
        planned = plan.allocations.get(visit.id)
        if planned is None:
            continue
        if planned.start < visit.window.opens - EXACT:
            yield Breach("C3", visit.id, f"starts {visit.window.opens - planned.start:.1f} minutes before its window")
        if visit.window.hard and planned.start > visit.window.closes + EXACT:
            yield Breach("C3", visit.id, f"starts {planned.start - visit.window.closes:.1f} minutes after its hard window")


def _way(day: Day, person: Staff, a: Visit | None, b: Visit | None) -> float:
    """Minutes from one visit to another; None is where the shift begins (a) or ends (b)."""
    assert person.base is not None
    here = a.place if a is not None else (person.begins_at if person.begins_at is not None else person.base)
    there = b.place if b is not None else person.base
    if (here.east, here.north) == (there.east, there.north):
        return 0.0
    told = day.travel.table.get((person.means, here, there))
    if told is None:
        how = day.travel.means[person.means]
        metres = math.sqrt((there.east - here.east) ** 2 + (there.north - here.north) ** 2)
        told = metres * how.detour / (how.kmh * 1000 / 60) + how.fixed_minutes
    return math.ceil(told - 1e-9) if day.travel.whole_minutes else told


def _theirs(day: Day, plan: Plan) -> dict[str, list[tuple[Visit, Allocation]]]:
    """Each person's visits in the order of their starts; those without any are there too."""
    routes: dict[str, list[tuple[Visit, Allocation]]] = {person.id: [] for person in day.staff}
    for visit in day.visits:
        planned = plan.allocations.get(visit.id)
        for person in planned.staff if planned else ():
            assert planned is not None
            routes[person].append((visit, planned))
    for route in routes.values():
        route.sort(key=lambda pair: pair[1].start)
    return routes


def _routes(day: Day, plan: Plan) -> Iterator[Breach]:
    routes = _theirs(day, plan)
    for person in day.staff:
        route = routes[person.id]
        if not route:
            continue
        rest = plan.breaks.get(person.id)
        if person.rest is not None and rest is None:
            yield Breach("C6", person.id, "takes no break")
        if rest is not None and person.rest is None:
            yield Breach("C6", person.id, "takes a break that they do not have")
        if rest is not None and person.rest is not None and not person.rest.earliest - EXACT <= rest <= person.rest.latest + EXACT:
            yield Breach("C6", person.id, f"begins the break at {rest:.0f}, outside its time")
        pause = person.rest.minutes if person.rest is not None else 0.0
        before: Visit | None = None
        free = person.shift_from
        stops: list[tuple[Visit, Allocation] | None] = [*route, None]
        for stop in stops:
            visit, planned = stop if stop is not None else (None, None)
            way = _way(day, person, before, visit)
            until = planned.start if planned is not None else person.shift_to
            slack = until - free - way
            if rest is not None and free - EXACT <= rest and (rest < until - EXACT or visit is None):
                slack = min(slack, until - rest - pause - way)
                rest = None
            if slack < -EXACT:
                rule = "C5" if visit is None or before is None else "C4"
                where = f"reaches {visit.id}" if visit is not None else "ends the shift"
                yield Breach(rule, person.id, f"{where} {-slack:.1f} minutes late")
            if visit is not None and planned is not None:
                before, free = visit, planned.start + visit.minutes
        if rest is not None:
            yield Breach("C6", person.id, "takes the break during a visit, or outside the shift")


def _gaps(day: Day, plan: Plan) -> Iterator[Breach]:
    for gap in day.gaps:
        first, second = plan.allocations.get(gap.first), plan.allocations.get(gap.second)
        if first is None or second is None:
            continue
        between = second.start - first.start
        if between < gap.least - EXACT or (gap.most is not None and between > gap.most + EXACT):
            yield Breach("C7", gap.second, f"starts {between:.0f} minutes after {gap.first}")


def _pins(day: Day, plan: Plan) -> Iterator[Breach]:
    for visit in day.visits:
        if not visit.pinned:
            continue
        was, now = day.current.allocations.get(visit.id), plan.allocations.get(visit.id)
        if was is None or now is None or was.staff != now.staff or abs(was.start - now.start) > EXACT:
            yield Breach("C8", visit.id, "is pinned, and was touched")


def count(day: Day, plan: Plan) -> Count:
    """What a plan comes to, worked out from nothing but the day and the plan."""
    people = {person.id: person for person in day.staff}
    weights = day.weights
    left = [0, 0, 0]
    late, late_visits, unfamiliar, missed, changed, moved = 0.0, 0, 0, 0, 0, 0.0
    for visit in day.visits:
        planned = plan.allocations.get(visit.id)
        if planned is None:
            left[visit.priority - 1] += 1
            continue
        minutes = max(0.0, planned.start - visit.window.closes)
        late += minutes
        late_visits += minutes > EXACT
        was = day.current.allocations.get(visit.id)
        for one in planned.staff:
            unfamiliar += one not in visit.wishes.known
            missed += visit.wishes.gender is not None and people[one].gender != visit.wishes.gender
            missed += visit.wishes.language is not None and visit.wishes.language not in people[one].languages
            changed += was is not None and one not in was.staff
        if was is not None:
            moved += abs(planned.start - was.start)
    travel, unfair = 0.0, 0.0
    lengths = {person.id: person.shift_to - person.shift_from - (person.rest.minutes if person.rest else 0) for person in day.staff}
    care = sum(visit.minutes * len(visit.people) for visit in day.visits)
    for one, route in _theirs(day, plan).items():
        share = min(lengths[one], care * 1.2 * lengths[one] / sum(lengths.values()))
        ways = 0.0
        if route:
            stops: list[Visit | None] = [None, *(visit for visit, _ in route), None]
            ways = sum(_way(day, people[one], stops[i], stops[i + 1]) for i in range(len(stops) - 1))
        travel += ways
        unfair += abs(ways + sum(visit.minutes for visit, _ in route) - share)
    cost = (
        weights.travel * travel
        + weights.lateness * late
        + weights.unfamiliar * unfamiliar
        + weights.missed_wish * missed
        + weights.fairness * unfair
        + weights.changed * changed
        + weights.moved * moved
        + sum(weight * many for weight, many in zip(weights.unallocated, left, strict=True))
    )
    return Count((left[0], left[1], left[2]), travel, late, late_visits, unfamiliar, missed, unfair, changed, moved, cost)
