"""Why a visit is where it is, and why one is not: for the lead who decides.

A visit that is left out gets its reason by trying again with each rule lifted in turn, beside a plan that stays as it is: if somebody could do it
without the rule, the rule is the reason. What nobody can do even so needs other visits to move.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from backend.allocation.checker import breaches
from backend.allocation.problem import Allocation, Day, Plan, Staff, Visit, Window, able, clock


class Rule(StrEnum):
    """What can stand in the way of a visit. `FULL`: nobody is free long enough, whatever rule is lifted. `FITS`:
    nothing does, there is an opening (the search had no time to find it, or it costs more than leaving the visit out)."""

    SKILL = "skill"
    EXCLUDED = "excluded"
    WINDOW = "window"
    GAP = "gap"
    PEOPLE = "people"
    FULL = "full"
    FITS = "fits"


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why a visit is unallocated: the rules each of which alone stands in the way; and the nearest alternative, when and by whom, if only its
    window were wider."""

    visit: str
    rules: tuple[Rule, ...]
    text: str
    nearest: Allocation | None


@dataclass(frozen=True, slots=True)
class Why:
    """Why a visit is where it is. Minutes; `alternatives`: how many others have the skills and are not excluded."""

    visit: str
    start: float
    staff: tuple[str, ...]
    familiar: int
    travel_minutes: float
    late_minutes: float
    alternatives: int
    text: str


def why(day: Day, plan: Plan, visit: Visit) -> Why:
    """The facts behind one allocated visit. Raises KeyError if it is not."""
    planned = plan.allocations[visit.id]
    people = {one.id: one for one in day.staff}
    ways = sum(_way_to(day, plan, people[one], visit) for one in planned.staff)
    late = max(0.0, planned.start - visit.window.closes)
    others = sum(
        one.id not in planned.staff and one.id not in visit.wishes.never and any(able(one, n, day.date) for n in visit.people) for one in day.staff
    )
    familiar = sum(one in visit.wishes.known for one in planned.staff)
    names = " and ".join(people[one].name for one in planned.staff)
    parts = [f"{names} at {clock(planned.start)}"]
    if visit.pinned:
        parts.append("pinned there")
    needed = sorted({need.skill for needs in visit.people for need in needs})
    if needed:
        parts.append(f"has {', '.join(needed)}" if len(planned.staff) == 1 else f"have {', '.join(needed)} between them")
    parts.append(f"{ways:.0f} min on the way there")
    if familiar:
        parts.append("a known face" if familiar == 1 else f"{familiar} known faces")
    elif visit.wishes.known:
        parts.append("nobody they know")
    parts.append(
        f"{late:.0f} min after {clock(visit.window.closes)}" if late > 0 else f"within {clock(visit.window.opens)} to {clock(visit.window.closes)}"
    )
    return Why(visit.id, planned.start, planned.staff, familiar, ways, late, others, "; ".join(parts) + ".")


def why_not(day: Day, plan: Plan, visit: Visit) -> WhyNot:
    """Which rules keep an unallocated visit out of a plan that otherwise stays as it is."""
    window = f"between {clock(visit.window.opens)} and {clock(visit.window.closes)}" if visit.window.hard else f"from {clock(visit.window.opens)} on"
    fits = next(openings(day, plan, visit), None)
    if fits is not None:
        names = " and ".join(one.name for one in day.staff if one.id in fits.staff)
        return WhyNot(visit.id, (Rule.FITS,), f"It fits at {clock(fits.start)} with {names}.", fits)
    wide = replace(visit, window=Window(0.0, 2880.0))
    lifted = {
        Rule.SKILL: replace(visit, people=tuple(() for _ in visit.people)),
        Rule.EXCLUDED: replace(visit, wishes=replace(visit.wishes, never=frozenset())),
        Rule.WINDOW: wide,
        Rule.PEOPLE: replace(visit, people=visit.people[:1]),
    }
    rules = [rule for rule, without in lifted.items() if without != visit and next(openings(day, plan, without), None) is not None]
    if day.gaps and next(openings(replace(day, gaps=()), plan, visit), None) is not None:
        rules.append(Rule.GAP)
    wanted = (visit.window.opens + visit.window.closes) / 2
    nearest = min(openings(day, plan, wide), key=lambda one: (abs(one.start - wanted), one.start, one.staff), default=None)
    skills = ", ".join(dict.fromkeys(need.skill for needs in visit.people for need in needs))
    says = {
        Rule.SKILL: f"nobody with {skills} is free {window}",
        Rule.EXCLUDED: f"who is free {window} is never to visit them",
        Rule.WINDOW: f"who could do it is not free {window}",
        Rule.GAP: "the time before or after their other visit does not allow it",
        Rule.PEOPLE: f"{len(visit.people)} people are not free at the same moment {window}",
    }
    text = "; ".join(says[rule] for rule in rules) or f"nobody is free for {visit.minutes:.0f} minutes and the way {window}"
    if nearest is not None and Rule.WINDOW in rules:
        text += f". Nearest: {clock(nearest.start)} with {' and '.join(one.name for one in day.staff if one.id in nearest.staff)}"
    return WhyNot(visit.id, tuple(rules) or (Rule.FULL,), text[0].upper() + text[1:] + ".", nearest)


def openings(day: Day, plan: Plan, visit: Visit) -> Iterator[Allocation]:
    """Where an unallocated visit fits into a plan whose other starts and breaks stay, soonest moments of each gap in somebody's day. The checker
    looks at each, so none breaks a rule."""
    moments = sorted({moment for one in day.staff for moment in _moments(day, plan, one, visit)})
    latest = visit.window.closes if visit.window.hard else 2880.0
    asked = replace(day, visits=tuple(visit if one.id == visit.id else one for one in day.visits))
    for start in moments:
        if not visit.window.opens <= start <= latest:
            continue
        free = [one for one in day.staff if one.id not in visit.wishes.never and _fits(day, plan, one, visit, start)]
        chosen = _assign(day, visit, free)
        if chosen is not None:
            allocation = Allocation(start, chosen)
            breaks = {**plan.breaks, **{one.id: _rest(day, plan, one, visit, start) for one in free if one.id in chosen and one.rest}}
            whole = Plan({**plan.allocations, visit.id: allocation}, {one: at for one, at in breaks.items() if at is not None})
            if not breaches(asked, whole):
                yield allocation


def _assign(day: Day, visit: Visit, free: list[Staff]) -> tuple[str, ...] | None:
    """Different people for the roles of a visit, found by trying; None: there are none."""

    def choose(role: int, taken: tuple[str, ...]) -> tuple[str, ...] | None:
        if role == len(visit.people):
            return taken
        for one in free:
            if one.id not in taken and able(one, visit.people[role], day.date):
                found = choose(role + 1, (*taken, one.id))
                if found is not None:
                    return found
        return None

    return choose(0, ())


def _stops(day: Day, plan: Plan, one: Staff) -> list[tuple[float, float, Visit | None]]:
    """(start, end, visit) of somebody's day in order, beginning and end of the shift and all visits."""
    visits = {visit.id: visit for visit in day.visits}
    mine = [(p.start, p.start + visits[v].minutes, visits[v]) for v, p in plan.allocations.items() if one.id in p.staff]
    between: list[tuple[float, float, Visit | None]] = [*sorted(mine, key=lambda stop: stop[0])]
    return [(one.shift_from, one.shift_from, None), *between, (one.shift_to, one.shift_to, None)]


def _way(day: Day, one: Staff, a: Visit | None, b: Visit | None) -> float:
    assert one.base is not None
    return day.travel.minutes(one.means, a.place if a else one.begins_at or one.base, b.place if b else one.base)


def _way_to(day: Day, plan: Plan, one: Staff, visit: Visit) -> float:
    stops = _stops(day, plan, one)
    return next((_way(day, one, before[2], visit) for before, stop in pairwise(stops) if stop[2] is not None and stop[2].id == visit.id), 0.0)


def _moments(day: Day, plan: Plan, one: Staff, visit: Visit) -> Iterator[float]:
    """The soonest that somebody could be there in each gap of their day, with and without the break before it; the window's opening; a gap's time."""
    yield visit.window.opens
    for gap in day.gaps:
        if gap.second == visit.id and gap.first in plan.allocations:
            yield plan.allocations[gap.first].start + gap.least
        elif gap.first == visit.id and gap.second in plan.allocations and gap.most is not None:
            yield plan.allocations[gap.second].start - gap.most
    for (_, free, before), (until, _, following) in pairwise(_stops(day, plan, one)):
        soonest = free + _way(day, one, before, visit)
        latest = until - visit.minutes - _way(day, one, visit, following)
        rested = max(free, one.rest.earliest) + one.rest.minutes + soonest - free if one.rest else soonest
        for start in (soonest, rested, latest):
            if soonest <= start <= latest:
                yield max(start, visit.window.opens)


def _with(day: Day, plan: Plan, one: Staff, visit: Visit, start: float) -> list[tuple[float, float, Visit | None]]:
    first, *between, last = _stops(day, plan, one)
    return [first, *sorted([*between, (start, start + visit.minutes, visit)], key=lambda stop: stop[0]), last]


def _fits(day: Day, plan: Plan, one: Staff, visit: Visit, start: float) -> bool:
    stops = _with(day, plan, one, visit, start)
    if any(free + _way(day, one, before, following) > until + 1e-6 for (_, free, before), (until, _, following) in pairwise(stops)):
        return False
    return one.rest is None or _rest(day, plan, one, visit, start) is not None


def _rest(day: Day, plan: Plan, one: Staff, visit: Visit, start: float) -> float | None:
    """When somebody's break can begin with this visit among theirs; None: not at all."""
    if one.rest is None:
        return None
    for (_, free, before), (until, _, following) in pairwise(_with(day, plan, one, visit, start)):
        begins = max(free, one.rest.earliest)
        if begins <= one.rest.latest and begins + one.rest.minutes + _way(day, one, before, following) <= until + 1e-6:
            return begins
    return None
