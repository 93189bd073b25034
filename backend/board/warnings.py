"""What is not right with where visits stand: for whoever moves them by hand. A warning never stops a move.

Every hard rule of the checker (C1 to C8) has its warning here: a day has a hard warning exactly where the checker finds a breach.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from backend.allocation.problem import Allocation, Day, Staff, Visit, able
from backend.board.times import said

EXACT = 1e-3


@dataclass(frozen=True, slots=True)
class Warn:
    """`code`: skill, never, people, window, late, overlap, travel, shift, overtime, break, gap, unknown-face, wish. `staff`: whom it is about."""

    code: str
    visit: str
    staff: str | None
    text: str
    is_hard: bool = True


def warnings(day: Day, allocations: Mapping[str, Allocation], breaks: Mapping[str, float]) -> list[Warn]:
    """Everything that is not right with a plan, visits without a word about them left out. The plan may break every rule."""
    visits, people = {visit.id: visit for visit in day.visits}, {one.id: one for one in day.staff}
    found: list[Warn] = []
    for id_, planned in allocations.items():
        if id_ in visits:
            found += _of_visit(day, visits[id_], planned, people)
    for one in day.staff:
        found += _of_route(day, one, visits, allocations, breaks)
    for gap in day.gaps:
        first, second = allocations.get(gap.first), allocations.get(gap.second)
        if first is None or second is None:
            continue
        between = second.start - first.start
        if between < gap.least - EXACT:
            found.append(Warn("gap", gap.second, None, f"Too soon: {between:.0f} min after their other visit, at least {gap.least:.0f}"))
        elif gap.most is not None and between > gap.most + EXACT:
            found.append(Warn("gap", gap.second, None, f"Too late: {between:.0f} min after their other visit, at most {gap.most:.0f}"))
    return found


def _of_visit(day: Day, visit: Visit, planned: Allocation, people: Mapping[str, Staff]) -> Iterator[Warn]:
    if len(planned.staff) != len(visit.people) or len(set(planned.staff)) != len(planned.staff):
        many = len(set(planned.staff))
        yield Warn("people", visit.id, None, f"It takes {len(visit.people)}, and has {many}")
    for n, who in enumerate(planned.staff):
        one = people.get(who)
        if one is None:
            yield Warn("people", visit.id, who, "Does not work on this day")
            continue
        if who in visit.wishes.never:
            yield Warn("never", visit.id, who, f"{one.name} is not to visit them")
        for need in visit.people[n] if n < len(visit.people) else ():
            if not able(one, (need,), day.date):
                level = f" at level {need.level}" if need.level > 1 else ""
                ended = any(skill.name == need.skill and skill.level >= need.level for skill in one.skills)
                yield Warn("skill", visit.id, who, f"{'Sign-off ran out' if ended else 'Skill missing'}: {need.skill}{level}")
        if visit.wishes.known and who not in visit.wishes.known:
            yield Warn("unknown-face", visit.id, who, f"New face: {_knows(visit, people)}", is_hard=False)
        if visit.wishes.gender is not None and one.gender != visit.wishes.gender:
            yield Warn("wish", visit.id, who, f"They wish for somebody {visit.wishes.gender}", is_hard=False)
        if visit.wishes.language is not None and visit.wishes.language not in one.languages:
            yield Warn("wish", visit.id, who, f"They speak {visit.wishes.language}", is_hard=False)
    window = visit.window
    if planned.start < window.opens - EXACT:
        yield Warn("window", visit.id, None, f"{window.opens - planned.start:.0f} min before {said(window.opens)}{_reason(visit)}")
    elif planned.start > window.closes + EXACT:
        text = f"{planned.start - window.closes:.0f} min after {said(window.closes)}{_reason(visit)}"
        yield Warn("window" if window.hard else "late", visit.id, None, text, is_hard=window.hard)


def _reason(visit: Visit) -> str:
    return f", {visit.window.reason}" if visit.window.reason else ""


def _knows(visit: Visit, people: Mapping[str, Staff]) -> str:
    names = sorted(people[one].name for one in visit.wishes.known if one in people)
    return f"they know {' and '.join(names[:2])}" if names else "nobody they know works today"


def _of_route(
    day: Day, one: Staff, visits: Mapping[str, Visit], allocations: Mapping[str, Allocation], breaks: Mapping[str, float]
) -> Iterator[Warn]:
    mine = sorted(((p.start, visits[v]) for v, p in allocations.items() if v in visits and one.id in p.staff), key=lambda stop: (stop[0], stop[1].id))
    if not mine or one.base is None:
        return
    travel = day.travel
    start, first = mine[0]
    way = travel.minutes(one.means, one.begins_at or one.base, first.place)
    if one.shift_from + way > start + EXACT:
        yield Warn("shift", first.id, one.id, f"{one.name} starts at {said(one.shift_from)} and needs {way:.0f} min to get there")
    for (begun, visit), (following, other) in pairwise(mine):
        over, way = begun + visit.minutes, travel.minutes(one.means, visit.place, other.place)
        if following < over - EXACT:
            yield Warn("overlap", other.id, one.id, f"Overlap: {min(over, following + other.minutes) - following:.0f} min with {visit.name}")
        elif following < over + way - EXACT:
            yield Warn("travel", other.id, one.id, f"{way:.0f} min to get there from {visit.name}, {following - over:.0f} min free")
    begun, last = mine[-1]
    home = begun + last.minutes + travel.minutes(one.means, last.place, one.base)
    if home > one.shift_to + EXACT:
        yield Warn("overtime", last.id, one.id, f"{one.name} is back at {said(home)}, {home - one.shift_to:.0f} min after the end of the shift")
    if one.rest is not None:
        at = breaks.get(one.id)
        if at is None or not _has_room(day, one, mine, at):
            yield Warn("break", last.id, one.id, f"{one.name} has no room for a break of {one.rest.minutes:.0f} min")


def _has_room(day: Day, one: Staff, mine: list[tuple[float, Visit]], at: float) -> bool:
    """Whether a break lies where nothing else is: after what ends before it, and with the way to what comes next still in hand."""
    assert one.rest is not None
    assert one.base is not None
    if not one.rest.earliest - EXACT <= at <= one.rest.latest + EXACT:
        return False
    stops = [(one.shift_from, 0.0, one.begins_at or one.base), *((start, visit.minutes, visit.place) for start, visit in mine)]
    ends = [*((start, visit.place) for start, visit in mine), (one.shift_to, one.base)]
    return any(
        start + length - EXACT <= at and at + one.rest.minutes + day.travel.minutes(one.means, place, there) <= until + EXACT
        for (start, length, place), (until, there) in zip(stops, ends, strict=True)
    )
