"""Today's practice, as a baseline: through the day's visits in the order of their windows, each to the nearest who is free and able.

Whoever reaches it soonest from where they are then, as long as nothing that is already promised breaks. Pinned visits come first.
Knows no familiar faces, no fairness and no looking ahead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from backend.allocation.problem import Allocation, Day, Plan, Staff, Visit, able


@dataclass
class _Route:
    """One person's day so far: visits with their starts, in order."""

    staff: Staff
    stops: list[tuple[float, Visit]] = field(default_factory=list)
    rest: float | None = None


def allocate(day: Day) -> Plan:
    """A plan without a broken rule; what nobody nearby can take is left out. Raises nothing for a day without faults."""
    routes = {one.id: _Route(one) for one in day.staff}
    done: dict[str, Allocation] = {}
    for visit in day.visits:
        planned = day.current.allocations.get(visit.id)
        if visit.pinned and planned is not None:
            done[visit.id] = planned
            for one in planned.staff:
                routes[one].stops.append((planned.start, visit))
    for route in routes.values():
        route.stops.sort(key=lambda stop: stop[0])
        _timed(day, route.staff, route.stops, route)
    before = {gap.second: gap for gap in day.gaps}
    for visit in sorted((v for v in day.visits if not v.pinned), key=lambda v: (v.window.opens, v.priority, v.window.closes)):
        opens, latest = visit.window.opens, visit.window.closes if visit.window.hard else float("inf")
        gap = before.get(visit.id)
        if gap is not None and gap.first in done:
            opens = max(opens, done[gap.first].start + gap.least)
            latest = min(latest, done[gap.first].start + gap.most if gap.most is not None else latest)
        found = _nearest(day, visit, routes, opens, latest)
        if found is not None and _gaps_hold(day, visit, found.start, done):
            done[visit.id] = found
            for one in found.staff:
                route = routes[one]
                route.stops = _with(route.stops, found.start, visit)
                _timed(day, route.staff, route.stops, route)
    breaks = {one: route.rest for one, route in routes.items() if route.stops and route.rest is not None}
    return Plan(done, breaks)


def _gaps_hold(day: Day, visit: Visit, start: float, done: dict[str, Allocation]) -> bool:
    for gap in day.gaps:
        if visit.id in (gap.first, gap.second) and (gap.second if gap.first == visit.id else gap.first) in done:
            other = done[gap.second if gap.first == visit.id else gap.first].start
            between = other - start if gap.first == visit.id else start - other
            if between < gap.least or (gap.most is not None and between > gap.most):
                return False
    return True


def _nearest(day: Day, visit: Visit, routes: dict[str, _Route], opens: float, latest: float) -> Allocation | None:
    """The people who can be there soonest, and when: the moment at which the last of them can."""
    reach: list[tuple[float, float, str]] = []
    for one, route in routes.items():
        if one in visit.wishes.never:
            continue
        here, free = _last(route, latest)
        way = day.travel.minutes(route.staff.means, here, visit.place)
        reach.append((max(opens, free + way), way, one))
    reach.sort(key=lambda who: (who[0], who[1], who[2]))
    for moment in sorted({arrival for arrival, _, _ in reach if arrival <= latest})[:12] or []:
        chosen: list[str] = []
        for needs in visit.people:
            for arrival, _, one in sorted(reach, key=lambda who: (who[1], who[2])):
                if arrival > moment or one in chosen or not able(routes[one].staff, needs, day.date):
                    continue
                if _timed(day, routes[one].staff, _with(routes[one].stops, moment, visit)):
                    chosen.append(one)
                    break
            else:
                break
        if len(chosen) == len(visit.people):
            return Allocation(moment, tuple(chosen))
    return None


def _last(route: _Route, latest: float) -> tuple:  # type: ignore[type-arg]
    """Where somebody is after the last of their visits that begins by `latest`, and from when."""
    staff = route.staff
    stops = [stop for stop in route.stops if stop[0] <= latest]
    if not stops:
        return staff.begins_at or staff.base, staff.shift_from
    return stops[-1][1].place, stops[-1][0] + stops[-1][1].minutes


def _with(stops: Sequence[tuple[float, Visit]], start: float, visit: Visit) -> list[tuple[float, Visit]]:
    return sorted([*stops, (start, visit)], key=lambda stop: stop[0])


def _timed(day: Day, staff: Staff, stops: Sequence[tuple[float, Visit]], note: _Route | None = None) -> bool:
    """Whether somebody can be at all of their stops when they start, with the break and the way home. Notes when the break is."""
    assert staff.base is not None
    here, free, rest = staff.begins_at or staff.base, staff.shift_from, staff.rest
    ends = [(start, visit.place, visit.minutes) for start, visit in stops] + [(staff.shift_to, staff.base, 0.0)]
    for start, place, minutes in ends:
        way = day.travel.minutes(staff.means, here, place)
        if free + way > start + 1e-9:
            return False
        if rest is not None:
            begins = max(free, rest.earliest)
            if begins <= rest.latest and begins + rest.minutes + way <= start:
                rest = None
                if note is not None:
                    note.rest = begins
        here, free = place, start + minutes
    return rest is None
