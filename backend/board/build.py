"""The facts of a board as the optimiser's day, and back. Pure: facts in, values out.

1. A visit that has begun, is over or is another team's stays where it is: it is pinned, whatever its window, for those of its people who are in this
   team. One of them who does not work leaves it uncovered, and that is warned of. What nobody of the team is at counts for the gaps after it alone.
2. What a lead pinned is pinned, and warned of like all else; what nobody is allocated to cannot be. The optimiser gets it with a window and needs
   that allow it (`to_solve`).
3. Who is away works until then, or not at all. A break may begin an hour before or after its usual time.
4. What lies in the hour that comes twice in October is moved by hand alone: minutes by the clock do not say which of the two is meant.
5. Of whom the base or the position is not known, the middle of the day's places stands in, so that the rest can be counted; `wrong` says so by name
   before anything is solved.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, permutations

from backend import wall_clock
from backend.allocation.faults import Fault, faults
from backend.allocation.problem import Allocation, Break, Day, Gap, Need, Plan, Skill, Staff, Visit, Window, Wishes, able
from backend.allocation.travel import CALLED, Point, point
from backend.allocation.weights import BALANCED, Weights
from backend.board.facts import Facts, Where
from backend.board.times import minutes
from backend.places.skills import held
from backend.visits.needs import of_each

BREAK_MOVES = 60.0
WIDE = 120.0
"""A visit of which nobody said when it may begin may begin so many minutes before or after it was planned."""
NOWHERE = Point(math.nan, math.nan)


@dataclass(frozen=True, slots=True)
class Built:
    """The day with its draft as the current plan. `wrong`: visits whose allocation has not the people that it needs, kept out of `day.current`.
    `nowhere`, `homeless`: visits and people whose place is a stand-in. `stuck`: visits that may not be moved."""

    day: Day
    wrong: Mapping[str, Allocation]
    nowhere: frozenset[str] = frozenset()
    homeless: frozenset[str] = frozenset()
    stuck: frozenset[str] = frozenset()

    @property
    def whole(self) -> dict[str, Allocation]:
        return {**self.day.current.allocations, **self.wrong}

    @property
    def to_solve(self) -> Day:
        """The day as the optimiser gets it. What is pinned stays, whatever speaks against it, and takes the time of those of its people who work;
        what may not be moved and has nobody who works is not in it."""
        at_work = {one.id for one in self.day.staff}
        current, visits, out = dict(self.day.current.allocations), [], {}
        for visit in self.day.visits:
            planned = self.whole.get(visit.id)
            if visit.pinned and planned is not None:
                staff = tuple(one for one in planned.staff if one in at_work)
                if not staff:
                    out[visit.id] = planned.start
                    continue
                current[visit.id] = Allocation(planned.start, staff)
                wishes = replace(visit.wishes, never=frozenset())
                visit = replace(visit, window=around(visit.window, planned.start), people=tuple(() for _ in staff), wishes=wishes)
            if visit.id not in self.stuck or visit.pinned:
                visits.append(visit)
        day = replace(self.day, visits=tuple(visits), current=Plan(current))
        return kept_apart(replace(day, current=Plan(current, rests(day, current))), out, {one.id for one in visits if one.pinned})

    def faults(self) -> list[Fault]:
        """What is wrong with the day, by name, before anything is solved."""
        day = self.to_solve
        staff = tuple(replace(one, base=None) if one.id in self.homeless else one for one in day.staff)
        visits = tuple(replace(one, place=NOWHERE) if one.id in self.nowhere else one for one in day.visits)
        return faults(replace(day, staff=staff, visits=visits))


def build(facts: Facts, weights: Weights = BALANCED) -> Built:
    """The day of a board. Cancelled visits are not in it."""
    staff = tuple(one for one in (_staff(facts, id_) for id_ in sorted(facts.members)) if one is not None)
    those = [id_ for id_ in facts.visits if facts.state(id_) not in ("cancelled", "went-anyway")]
    middle = _middle([place for place in (_place(facts, id_) for id_ in those) if place], staff)
    homeless = frozenset(one.id for one in staff if one.base is None)
    staff = tuple(replace(one, base=middle) if one.id in homeless else one for one in staff)
    people = {one.id: one for one in staff}
    visits: list[Visit] = []
    current: dict[str, Allocation] = {}
    wrong: dict[str, Allocation] = {}
    elsewhere: dict[str, float] = {}
    stuck = frozenset(id_ for id_ in those if facts.why_fixed(id_) is not None or wall_clock.comes_twice(facts.where(id_).start))
    elsewhere |= {id_: minutes(one.planned_start, facts.day) for id_, one in facts.elsewhere.items() if one.planned_start is not None}
    for id_ in those:
        where = facts.where(id_)
        if id_ in stuck and where.staff:
            ours = facts.members if facts.state(id_) == "planned" else people
            where = replace(where, staff=tuple(one for one in where.staff if one in ours))
            if not where.staff:
                elsewhere[id_] = minutes(where.start, facts.day)
                continue
        visit = _visit(facts, id_, where, middle)
        start = minutes(where.start, facts.day)
        fits = bool(where.staff) and len(where.staff) == len(visit.people) and set(where.staff) <= set(people)
        if where.staff:
            chosen = _in_roles(where.staff, visit, people, facts) if fits else where.staff
            (current if fits else wrong)[id_] = Allocation(start, chosen)
        visits.append(visit)
    there = {*elsewhere, *(visit.id for visit in visits)}
    gaps = tuple(_gaps(facts, those, there))
    day = kept_apart(Day(facts.day, staff, tuple(visits), gaps, Plan(current), facts.ways.travel, weights), elsewhere, stuck)
    nowhere = frozenset(id_ for id_ in those if _place(facts, id_) is None)
    return Built(replace(day, current=Plan(current, rests(day, current))), wrong, nowhere, homeless, stuck)


def _staff(facts: Facts, id_: str) -> Staff | None:
    shift, who = facts.shift(id_), facts.staff.get(id_)
    if shift is None or who is None:
        return None
    assert shift.shift_start is not None
    assert shift.shift_end is not None
    begins, ends = minutes(shift.shift_start, facts.day), minutes(shift.shift_end, facts.day)
    if shift.away is not None:
        ends = min(ends, minutes(shift.away_since, facts.day)) if shift.away_since else begins
        if ends <= begins:
            return None
    base = point(shift.base_latitude, shift.base_longitude) or (point(*facts.base[1:]) if facts.base else None)
    rest = None
    if shift.break_start is not None and shift.break_end is not None:
        at, until = minutes(shift.break_start, facts.day), minutes(shift.break_end, facts.day)
        latest = min(at + BREAK_MOVES, ends - (until - at))
        if until > at and latest >= begins:
            rest = Break(until - at, min(max(at - BREAK_MOVES, begins), latest), latest, at)
    skills = tuple(Skill(one.name, one.level, one.until) for one in held(who.skills))
    means = CALLED.get(shift.means or "walk", shift.means or "walk")
    return Staff(id_, who.name or "", begins, ends, base, means, rest, skills, who.gender, frozenset(who.languages or ()))


def _visit(facts: Facts, id_: str, where: Where, elsewhere: Point) -> Visit:
    found = facts.visits[id_]
    patient = facts.patients[found.patient_id or ""]
    window = window_of(facts, id_)
    is_stuck = facts.why_fixed(id_) is not None
    pinned = bool(where.staff) and (is_stuck or where.is_pinned or wall_clock.comes_twice(where.start))
    is_given = is_stuck and not (facts.is_ours(id_) and facts.state(id_) == "planned")
    if pinned and is_given:
        window = around(window, minutes(where.start, facts.day))
    needs = people_of(facts, id_)
    people = tuple(tuple(Need(skill, level) for skill, level in needed) for needed in needs)
    if is_given and where.staff:
        people = tuple(() for _ in where.staff)
    never = frozenset() if is_given else frozenset(patient.never_by or ())
    wishes = Wishes(known_of(facts, id_), patient.wish_gender, wished_language(facts, id_), never)
    length = facts.minutes(id_)
    name = f"{patient.given_name or ''} {patient.family_name or ''}".strip()
    place = _place(facts, id_) or elsewhere
    return Visit(id_, name, place, length, window, people, found.priority or 3, wishes, pinned)


def around(window: Window, start: float) -> Window:
    """A window with a moment in it."""
    return replace(window, opens=min(window.opens, start), closes=max(window.closes, start))


def window_of(facts: Facts, id_: str) -> Window:
    """Between which times a visit may begin: what was said, its fixed time, or two hours either side of where the record has it."""
    found = facts.visits[id_]
    planned = minutes(facts.published(id_).start, facts.day)
    if found.window_start is not None and found.window_end is not None:
        opens, closes = minutes(found.window_start, facts.day), minutes(found.window_end, facts.day)
        return Window(opens, closes, bool(found.window_is_hard), found.window_reason or "")
    if found.is_fixed:
        return Window(planned, planned, True, "fixed time")
    return Window(max(planned - WIDE, 0.0), planned + WIDE)


def people_of(facts: Facts, id_: str) -> list[list[tuple[str, int]]]:
    """What each of those who must come must be able to do. Of how many nobody said, it is those whom the record asks, and at least one."""
    found = facts.visits[id_]
    many = found.people or max(1, len(found.asked or ()))
    return [[(need.skill, need.level) for need in needs] for needs in of_each(many, found.skills)]


def known_of(facts: Facts, id_: str) -> frozenset[str]:
    """Known faces: who was there within three months, and whom the person named."""
    patient = facts.visits[id_].patient_id or ""
    return frozenset(facts.came.get(patient, ())) | frozenset(facts.patients[patient].known_faces or ())


def wished_language(facts: Facts, id_: str) -> str | None:
    """The language that somebody wants to be visited in: what they said, or the first of theirs where none of them is English."""
    patient = facts.patients[facts.visits[id_].patient_id or ""]
    if patient.wish_language or not patient.languages or "English" in patient.languages:
        return patient.wish_language
    return patient.languages[0]


def _place(facts: Facts, id_: str) -> Point | None:
    patient = facts.patients[facts.visits[id_].patient_id or ""]
    return point(patient.latitude, patient.longitude)


def _middle(places: Sequence[Point], staff: Sequence[Staff]) -> Point:
    known = [*places, *(one.base for one in staff if one.base)]
    if not known:
        return Point(0.0, 0.0)
    return Point(sum(one.east for one in known) / len(known), sum(one.north for one in known) / len(known))


def _in_roles(staff: tuple[str, ...], visit: Visit, people: Mapping[str, Staff], facts: Facts) -> tuple[str, ...]:
    """Who does what of a visit for several: the first order in which everybody can; as they stand where there is none."""
    if len(staff) == 1 or len(set(visit.people)) == 1:
        return staff
    fitting = (
        order for order in permutations(staff) if all(able(people[one], needs, facts.day) for one, needs in zip(order, visit.people, strict=True))
    )
    return next(fitting, staff)


def kept_apart(day: Day, elsewhere: Mapping[str, float], stays: Collection[str]) -> Day:
    """A day some of whose gaps are to visits that are not part of it, and begin at these times: what comes before or after one of them has its window
    narrowed to what the gap leaves. Where that is nothing, the window ends before it begins: nobody can keep it, and `warnings` say so. What `stays`
    where it is keeps its window."""
    here = {visit.id: visit for visit in day.visits if visit.id not in stays}
    for gap in day.gaps:
        most = 2880.0 if gap.most is None else gap.most
        if gap.first in elsewhere and gap.second in here:
            _narrow(here, gap.second, elsewhere[gap.first] + gap.least, elsewhere[gap.first] + most, gap.most is not None)
        elif gap.second in elsewhere and gap.first in here:
            _narrow(here, gap.first, elsewhere[gap.second] - most, elsewhere[gap.second] - gap.least, True)
    there = {visit.id for visit in day.visits} - elsewhere.keys()
    gaps = tuple(gap for gap in day.gaps if gap.first in there and gap.second in there)
    return replace(day, visits=tuple(here.get(visit.id, visit) for visit in day.visits), gaps=gaps)


def _narrow(here: dict[str, Visit], id_: str, opens: float, closes: float, is_hard: bool) -> None:
    visit, is_hard = here[id_], is_hard or here[id_].window.hard
    opens, closes = max(visit.window.opens, opens), min(visit.window.closes, closes)
    closes = closes if is_hard else max(opens, closes)
    reason = visit.window.reason if (opens, closes) == (visit.window.opens, visit.window.closes) else "for the time between their visits"
    here[id_] = replace(visit, window=Window(opens, closes, is_hard, reason))


def _gaps(facts: Facts, those: Sequence[str], there: set[str]) -> list[Gap]:
    found = []
    for id_ in [*those, *facts.elsewhere]:
        visit = facts.visits.get(id_) or facts.elsewhere[id_]
        if visit.after_visit in there and visit.after_visit != id_:
            most = visit.gap_most_minutes
            found.append(Gap(visit.after_visit or "", id_, visit.gap_least_minutes or 0, most))
    return found


def rests(day: Day, allocations: Mapping[str, Allocation]) -> dict[str, float]:
    """When each break begins among these visits: as near to its usual time as there is room; then, where there is none."""
    known = {visit.id: visit for visit in day.visits}
    found = {}
    for one in day.staff:
        mine = sorted(((p.start, known[v]) for v, p in allocations.items() if one.id in p.staff), key=lambda stop: (stop[0], stop[1].id))
        if one.rest is None or not mine or one.base is None:
            continue
        usual = (one.rest.earliest + one.rest.latest) / 2 if one.rest.usual is None else one.rest.usual
        stops = [(one.shift_from, 0.0, one.base), *((start, visit.minutes, visit.place) for start, visit in mine), (one.shift_to, 0.0, one.base)]
        best: float | None = None
        for (start, length, place), (following, _, there) in pairwise(stops):
            first = max(start + length, one.rest.earliest)
            last = min(following - one.rest.minutes - day.travel.minutes(one.means, place, there), one.rest.latest)
            at = min(max(usual, first), last)
            if first <= last and (best is None or abs(at - usual) < abs(best - usual)):
                best = at
        found[one.id] = usual if best is None else best
    return found
