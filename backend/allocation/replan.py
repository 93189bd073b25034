"""When the day breaks: the day as it stands now, made ready for a proposal with as few changes as possible.

1. What has begun, is over, or begins within `TOLD_MINUTES` stays as it is; people go on from there.
2. Who is off sick takes none of what is still to come; a patient who was admitted is not visited.
3. Who runs late is free when they will be, and not when they were to be; what they cannot begin in time is open to others, unless it is pinned.
4. Every changed person and moved minute costs: `LEAST_CHANGE` beside `MORE_COVERED`, for the lead to choose.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from backend.allocation.problem import Allocation, Break, Day, Plan, Staff, Visit, Window
from backend.allocation.weights import LEAST_CHANGE, Weights

TOLD_MINUTES = 10.0
"""Who sets off within so many minutes is no longer sent elsewhere."""
URGENT_MINUTES = 120.0
"""The two-hour response: an urgent visit starts within so many minutes of being asked for."""


@dataclass(frozen=True, slots=True)
class News:
    """What happened: people who are off `sick` from now on, visits that are `cancelled` (their patient was admitted), and `urgent` visits that are
    new. `times`: when visits began and ended, or are expected to, where that is not as planned. `free`: before when people cannot set off anew."""

    sick: frozenset[str] = frozenset()
    times: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    free: Mapping[str, float] = field(default_factory=dict)
    cancelled: frozenset[str] = frozenset()
    urgent: tuple[Visit, ...] = ()


@dataclass(frozen=True, slots=True)
class Rest:
    """The rest of a day: `day` is what a proposal is made for; `settled` is what stays of the current plan and is not part of it."""

    day: Day
    settled: Mapping[str, Allocation]
    settled_breaks: Mapping[str, float]

    def whole(self, plan: Plan) -> Plan:
        """The whole day's plan: what is settled, and what was proposed for the rest."""
        return Plan({**self.settled, **plan.allocations}, {**plan.breaks, **self.settled_breaks})


def urgent(visit: Visit, now: float) -> Visit:
    """A visit that has to start within two hours of `now`."""
    return replace(visit, priority=1, window=Window(now, now + URGENT_MINUTES, hard=True, reason="urgent: within two hours"), pinned=False)


def rest_of(day: Day, now: float, news: News, weights: Weights = LEAST_CHANGE) -> Rest:
    """What is left of a day at `now` (minutes after midnight), after the news. The current plan is the day's. Raises nothing."""
    known = {visit.id: visit for visit in day.visits}
    planned = {one: p for one, p in day.current.allocations.items() if one in known and one not in news.cancelled}
    really = {one: replace(p, start=news.times[one][0]) if one in news.times else p for one, p in planned.items()}
    settled = {one: p for one, p in planned.items() if really[one].start < now + TOLD_MINUTES and not _lost(really[one], news, now)}
    staff = [one if one.id in news.sick else _from_now(day, one, now, news, settled, known) for one in day.staff]
    at_work = tuple(one for one in staff if one.id not in news.sick and one.shift_to > one.shift_from)
    still = {one.id for one in at_work}
    visits, gaps = [], []
    for visit in day.visits:
        if visit.id in settled or visit.id in news.cancelled:
            continue
        held, window = really.get(visit.id), _open_from(visit.window, now)
        pinned = visit.pinned and held is not None and set(held.staff) <= still and held.start >= now
        if pinned and held is not None and held != planned[visit.id]:
            planned[visit.id], window = held, replace(window, opens=min(window.opens, held.start), closes=max(window.closes, held.start))
        visits.append(replace(visit, pinned=pinned, window=window))
    asked = {visit.id: visit for visit in [*visits, *news.urgent]}
    for gap in day.gaps:
        if gap.first in asked and gap.second in asked:
            gaps.append(gap)
        elif gap.first in settled and gap.second in asked:
            asked[gap.second] = _after(asked[gap.second], really[gap.first].start + gap.least)
    current = {one: p for one, p in planned.items() if one in asked}
    coming = {one: at for one, at in day.current.breaks.items() if one in still and at >= now}
    breaks_over = {one: at for one, at in day.current.breaks.items() if at < now}
    after = replace(day, staff=at_work, visits=tuple(asked.values()), gaps=tuple(gaps), current=Plan(current, coming), weights=weights)
    return Rest(after, settled, breaks_over)


def _lost(planned: Allocation, news: News, now: float) -> bool:
    """Whether a visit that was about to begin cannot: one of its people is off."""
    return planned.start >= now and any(one in news.sick for one in planned.staff)


def _open_from(window: Window, now: float) -> Window:
    """A window of which a part has passed. A hard one that is over stays as it was: nobody can keep it, and the proposal says so."""
    if window.hard:
        return replace(window, opens=min(max(window.opens, now), window.closes))
    return replace(window, opens=max(window.opens, now), closes=max(window.closes, now))


def _after(visit: Visit, moment: float) -> Visit:
    window = visit.window
    closes = window.closes if window.hard else max(window.closes, moment)
    return replace(visit, window=replace(window, opens=min(max(window.opens, moment), closes), closes=closes))


def _from_now(day: Day, one: Staff, now: float, news: News, settled: Mapping[str, Allocation], known: Mapping[str, Visit]) -> Staff:
    """Somebody as they go on: from where their last settled visit ends, or from now; not before they are free."""
    mine = sorted((news.times[v][1] if v in news.times else p.start + known[v].minutes, v) for v, p in settled.items() if one.id in p.staff)
    free, place = max(one.shift_from, now), one.begins_at
    if mine:
        free, place = max(mine[-1][0], now), known[mine[-1][1]].place
    free = max(free, news.free.get(one.id, free))
    rest = one.rest
    begun = day.current.breaks.get(one.id)
    if rest is not None and begun is not None and begun < now:
        free, rest = max(free, begun + rest.minutes), None
    elif rest is not None:
        rest = Break(rest.minutes, max(rest.earliest, free), max(rest.latest, free)) if free + rest.minutes <= one.shift_to else None
    return replace(one, shift_from=min(free, one.shift_to), begins_at=place, rest=rest)
