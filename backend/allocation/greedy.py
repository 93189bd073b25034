"""Today's practice, as a baseline: through the day's visits in the order of their windows, each to the nearest who is free and able.

Whoever reaches it soonest from where they are then, as long as nothing that is already promised breaks. Pinned visits come first.
Knows no familiar faces, no fairness and no looking ahead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from backend.allocation.problem import Allocation, Day, Gap, Need, Plan, Staff, Visit, able
from backend.allocation.travel import Point

_Fit = dict[tuple[Need, ...], set[str]]
"""Who is able to do what is needed, as far as it was asked."""


@dataclass
class _Route:
    """One person's day so far: visits with their starts, in order."""

    staff: Staff
    stops: list[tuple[float, Visit]] = field(default_factory=list)
    rest: float | None = None


def allocate(day: Day, enough: Callable[[], bool] = lambda: False) -> Plan:
    """A plan without a broken rule; what nobody nearby can take is left out. `enough` is asked at each visit: the rest of them stays out then.
    Raises nothing for a day without faults."""
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
    gaps: dict[str, list[Gap]] = {}
    for gap in day.gaps:
        gaps.setdefault(gap.first, []).append(gap)
        gaps.setdefault(gap.second, []).append(gap)
    fit: _Fit = {}
    for visit in sorted((v for v in day.visits if not v.pinned), key=lambda v: (v.window.opens, v.priority, v.window.closes)):
        if enough():
            break
        opens, latest = visit.window.opens, visit.window.closes if visit.window.hard else float("inf")
        earlier = before.get(visit.id)
        if earlier is not None and earlier.first in done:
            opens = max(opens, done[earlier.first].start + earlier.least)
            latest = min(latest, done[earlier.first].start + earlier.most if earlier.most is not None else latest)
        found = _nearest(day, visit, routes, opens, latest, fit)
        if found is not None and _gaps_hold(gaps.get(visit.id, ()), visit, found.start, done):
            done[visit.id] = found
            for one in found.staff:
                route = routes[one]
                route.stops = _with(route.stops, found.start, visit)
                _timed(day, route.staff, route.stops, route)
    breaks = {one: route.rest for one, route in routes.items() if route.stops and route.rest is not None}
    return Plan(done, breaks)


def _gaps_hold(gaps: Iterable[Gap], visit: Visit, start: float, done: dict[str, Allocation]) -> bool:
    for gap in gaps:
        other = done.get(gap.second if gap.first == visit.id else gap.first)
        if other is not None:
            between = other.start - start if gap.first == visit.id else start - other.start
            if between < gap.least or (gap.most is not None and between > gap.most):
                return False
    return True


def _nearest(day: Day, visit: Visit, routes: dict[str, _Route], opens: float, latest: float, fit: _Fit) -> Allocation | None:
    """The people who can be there soonest, and when: the moment at which the last of them can."""
    able_for = []
    for needs in visit.people:
        if needs not in fit:
            fit[needs] = {one for one, route in routes.items() if able(route.staff, needs, day.date)}
        able_for.append(fit[needs] - visit.wishes.never)
    reach: list[tuple[float, str, float]] = []
    for one in set().union(*able_for):
        route = routes[one]
        if route.staff.shift_from > latest or route.staff.shift_to < opens + visit.minutes:
            continue
        here, free = _last(route, latest)
        way = day.travel.minutes(route.staff.means, here, visit.place)
        if max(opens, free + way) <= latest:
            reach.append((way, one, max(opens, free + way)))
    reach.sort()
    for moment in sorted({arrival for _, _, arrival in reach})[:12]:
        chosen: list[str] = []
        for people in able_for:
            for _, one, arrival in reach:
                if arrival > moment or one not in people or one in chosen:
                    continue
                if _room(day, routes[one], moment, visit) and _timed(day, routes[one].staff, _with(routes[one].stops, moment, visit)):
                    chosen.append(one)
                    break
            else:
                break
        if len(chosen) == len(visit.people):
            return Allocation(moment, tuple(chosen))
    return None


def _last(route: _Route, latest: float) -> tuple[Point, float]:
    """Where somebody is after the last of their visits that begins by `latest`, and from when."""
    staff = route.staff
    for start, visit in reversed(route.stops):
        if start <= latest:
            return visit.place, start + visit.minutes
    assert staff.base is not None
    return staff.begins_at or staff.base, staff.shift_from


def _room(day: Day, route: _Route, start: float, visit: Visit) -> bool:
    """Whether there is time for a visit before what follows it: a first look, as most have none."""
    for following, there in route.stops:
        if following >= start:
            return start + visit.minutes + day.travel.minutes(route.staff.means, visit.place, there.place) <= following + 1e-9
    return True


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
