"""Looking for a proposal, and what it comes to as an explained difference: pure, but for the clock and the words about how far it is.

Where people have been told of their day already, two plans are looked for, one after the other, and offered beside each other: the one that moves
the fewest, and the one that covers the most. Each was found with its own price for what people know; which is which is judged by what they came to.

There somebody stands and waits: what a first short look finds is handed over at once, and the rest of the time goes into finding better. What is
found in the end is never worse than that first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from backend import wall_clock
from backend.allocation import checker, reasons
from backend.allocation.faults import faults
from backend.allocation.problem import Allocation, Day, Plan, Visit
from backend.allocation.proposal import BrokenPlan, Limits, Progress, Proposal, propose
from backend.allocation.replan import News, Rest, rest_of
from backend.allocation.steady import steadied
from backend.allocation.weights import LEAST_CHANGE, MORE_COVERED, PRESETS, Weights
from backend.board import at_home, under_way, view
from backend.board.build import Built, build
from backend.board.facts import Facts
from backend.board.models import BoardProposal
from backend.board.times import minutes, moment

LACKING = {"skill-nobody-has": "skill", "window-ends-first": "gap"}
"""The faults that leave out their visit alone, and the rule in its way: a window ends before it begins where a gap leaves nothing of it."""
APART = "As it is found it would not lie as long after their other visit as it must, or too long after it."
TWICE = "It lies in the hour that comes twice, when the clocks go back: give it to somebody by hand."
STEADYING = 0.1
"""So much of its time, after it, may go into putting visits that keep their people back at their times."""
QUICK = 0.5
"""Seconds of the first look for each offer: ALLOCATION.md's goal for a re-plan."""
WORTH = 4
"""There is a first look only where the whole time is so many times as long."""
EXPLAINED = 40
"""Of so many visits that nobody can take it is worked out why; a day with more has another problem."""
BOTH = ("least", "more")
CHANGES = ("free", *BOTH, "both")
"""How much of what people know already may change: nothing holds back, as little as can be, more where more is covered; or these two, to choose."""


def weights_of(preset: str, change: str) -> Weights:
    """The team's preset, with what a change of what people know costs."""
    held = {"least": LEAST_CHANGE, "more": MORE_COVERED}.get(change)
    chosen = PRESETS[preset]
    return chosen if held is None else replace(chosen, changed=held.changed, moved=held.moved)


Offers = dict[str, dict[str, Any]]
"""Each offer by its word of CHANGES, as `schemas.ProposalSchema` tells it."""


def look(
    facts: Facts,
    asked: BoardProposal,
    seconds: Callable[[], float],
    tell: Callable[[Progress], None],
    stop: Callable[[], bool],
    limits: Limits | None = None,
    found_first: Callable[[Offers], None] = lambda offers: None,
) -> Offers:
    """What was found for a board. `found_first` gets what a first short look found. Raises NotADay, NotInstalled, BrokenPlan."""
    wanted = BOTH if asked.change == "both" else (asked.change,)

    def each(long: float, after: float) -> list[tuple[str, dict[str, Any]]]:
        """One look for each, so many seconds long together, when so many are over."""
        own = limits or Limits(seconds=long / len(wanted))
        parts = [(after + nth * long / len(wanted), long / len(wanted)) for nth in range(len(wanted))]
        return [
            (change, _look(facts, asked, change, seconds, _of_all(tell, *part, asked.seconds), stop, own))
            for change, part in zip(wanted, parts, strict=True)
        ]

    quick = QUICK * len(wanted)
    if limits is not None or asked.change == "free" or asked.seconds < WORTH * quick:
        return ranked(each(asked.seconds, 0.0))
    first = each(quick, 0.0)
    found_first(ranked(first))
    return ranked([*each(asked.seconds - quick, quick), *first])


def numbers(offer: Mapping[str, Any]) -> dict[str, Any]:
    """What two offers are compared by. `others`: visits that somebody has, and that another one would have, or nobody."""
    changes = offer.get("changes", ())
    others = sum(one["kind"] in ("moves", "out") and bool(one["now"]["staff"]) for one in changes)
    after = offer.get("after") or {"unallocated": [], "travel_minutes": 0.0}
    return {"changes": len(changes), "others": others, "unallocated": sum(after["unallocated"]), "travel_minutes": after["travel_minutes"]}


def ranked(found: Sequence[tuple[str, dict[str, Any]]]) -> Offers:
    """The best of each that was looked for. Least change is what moves the fewest; more covered, what covers the most, the most urgent first. One
    plan may be both. Where two are as good, the first."""

    def few(one: dict[str, Any]) -> tuple[int, list[int]]:
        return numbers(one)["others"], one["after"]["unallocated"]

    def many(one: dict[str, Any]) -> tuple[list[int], int]:
        return one["after"]["unallocated"], numbers(one)["others"]

    by = {"least": few, "more": many}
    return {change: min((offer for _, offer in found), key=by[change]) if change in by else offer for change, offer in found}


def _of_all(tell: Callable[[Progress], None], after: float, long: float, whole: float) -> Callable[[Progress], None]:
    """How far a search is that begins when so many seconds are over and takes so many, as how far all of them are."""
    return lambda one: tell(replace(one, share=(after + one.share * long) / whole, seconds=after + one.seconds))


def _look(
    facts: Facts,
    asked: BoardProposal,
    change: str,
    seconds: Callable[[], float],
    tell: Callable[[Progress], None],
    stop: Callable[[], bool],
    limits: Limits,
) -> dict[str, Any]:
    weights = weights_of(asked.preset, change)
    built = build(facts, weights)
    news = under_way.news(under_way.running(facts, built))
    away = {visit: ("not-home", f"{one.words}.") for one in at_home.gone(facts).values() for visit in one.standing if visit not in built.whole}
    rest, lacking = _possible(_rest(facts, built, news, weights), away)
    seed = int(asked.id.replace("-", "")[-8:], 16)
    found = propose(rest.day, limits, seed, seconds, tell, stop, keep_current=change != "free")
    plan = Plan({v: Allocation(float(round(p.start)), p.staff) for v, p in found.plan.allocations.items()}, found.plan.breaks)
    ends = seconds() + STEADYING * limits.seconds if limits.seconds else float("inf")
    plan = steadied(rest.day, plan, lambda: seconds() >= ends)
    broken = checker.breaches(rest.day, plan) if plan.allocations != found.plan.allocations else []
    if broken:  # to the whole minute a plan may be too tight, where visits were planned to the second
        raise BrokenPlan(broken)
    plan, torn = apart(built, rest, plan, news)
    twice = {v.id: ("window", TWICE) for v in built.day.visits if v.id not in built.whole and wall_clock.comes_twice(facts.where(v.id).start)}
    return _told(facts, built, rest, plan, found, lacking | twice, torn, news)


def apart(built: Built, rest: Rest, plan: Plan, news: News) -> tuple[Plan, frozenset[str]]:
    """A plan without what would lie too near to a visit that is not part of the rest of the day, or too far from it: two doses too close harm. The
    checker saw the rest alone. To take a visit out breaks no rule. Returns what is left, and what was taken out."""
    movable = {visit.id for visit in rest.day.visits if not visit.pinned} & plan.allocations.keys()
    out: set[str] = set()
    for gap in built.day.gaps:
        then = {**rest.whole(plan).allocations}
        then |= {v: replace(then[v], start=news.times[v][0]) for v in rest.settled.keys() & news.times.keys() & then.keys()}
        if gap.first in then and gap.second in then and not {gap.first, gap.second} & out:
            between = then[gap.second].start - then[gap.first].start
            if between < gap.least or (gap.most is not None and between > gap.most):
                out.update([one for one in (gap.second, gap.first) if one in movable][:1])
    return Plan({v: p for v, p in plan.allocations.items() if v not in out}, plan.breaks), frozenset(out)


def _possible(rest: Rest, away: Mapping[str, tuple[str, str]]) -> tuple[Rest, dict[str, tuple[str, str]]]:
    """The rest of a day without the visits that nobody can take, whatever else is done, or is to; and of each of them the rule, and a sentence."""
    lacking = {one.who: (LACKING[one.code], one.text) for one in faults(rest.day) if one.code in LACKING} | dict(away)
    if not lacking:
        return rest, {}
    day = rest.day
    visits = tuple(visit for visit in day.visits if visit.id not in lacking)
    gaps = tuple(gap for gap in day.gaps if not {gap.first, gap.second} & lacking.keys())
    current = {v: p for v, p in day.current.allocations.items() if v not in lacking}
    return replace(rest, day=replace(day, visits=visits, gaps=gaps, current=Plan(current, day.current.breaks))), lacking


def _rest(facts: Facts, built: Built, news: News, weights: Weights) -> Rest:
    """What is still open of a day: all of it, unless it is today."""
    if wall_clock.day_of(facts.now) != facts.day:
        return Rest(built.to_solve, {}, {})
    return rest_of(built.to_solve, float(int(minutes(facts.now, facts.day)) + 1), news, weights)


def _told(
    facts: Facts,
    built: Built,
    rest: Rest,
    plan: Plan,
    found: Proposal,
    lacking: Mapping[str, tuple[str, str]],
    torn: frozenset[str],
    news: News,
) -> dict[str, Any]:
    now, day = built.whole, rest.day
    solved = {visit.id for visit in day.visits}
    then = {**{v: p for v, p in now.items() if v not in solved}, **rest.whole(plan).allocations}
    visits = {visit.id: visit for visit in day.visits}
    movable = [visit for visit in day.visits if not visit.pinned]
    changes = [one for one in (_change(facts, day, plan, visit, now.get(visit.id)) for visit in movable) if one is not None]
    for one in changes:
        if one["visit"] in torn:
            one["why"] = APART
        if one["visit"] in news.times:
            one["begins"] = wall_clock.wire(moment(news.times[one["visit"]][0], facts.day))
    left = [visit for visit in day.visits if visit.id not in plan.allocations and visit.id not in torn]
    left.sort(key=lambda visit: (visit.priority, visit.window.opens, visit.id))
    kinds = {one["visit"]: one["kind"] for one in changes}
    return {
        "before": view.counts(built.day, now),
        "after": view.counts(built.day, then),
        "practice": {
            "unallocated": sum(found.practice.unallocated),
            "travel_minutes": found.practice.travel_minutes,
            "unfamiliar": found.practice.unfamiliar,
        },
        "changes": changes,
        "people": [_person(facts, built, one.id, now, then, kinds) for one in built.day.staff],
        "left_out": [
            *({"visit": v, "rules": [rule], "text": text, "nearest": None} for v, (rule, text) in sorted(lacking.items()) if v not in now),
            *({"visit": v, "rules": ["gap"], "text": APART, "nearest": None} for v in sorted(torn)),
            *(_left_out(facts, day, plan, visits[visit.id], n) for n, visit in enumerate(left)),
        ],
    }


def at(facts: Facts, start: float, staff: Sequence[str]) -> dict[str, Any]:
    """A time and people, as they travel."""
    return {"start": wall_clock.wire(moment(start, facts.day)), "staff": list(staff)}


def _change(facts: Facts, day: Day, plan: Plan, visit: Visit, was: Allocation | None) -> dict[str, Any] | None:
    """One visit as it would move; None where it stays."""
    is_ = plan.allocations.get(visit.id)
    planned = minutes(facts.where(visit.id).start, facts.day)
    before = at(facts, was.start if was else planned, was.staff if was else ())
    if is_ is None:
        if was is None:
            return None
        text = reasons.why_not(day, plan, visit).text
        nothing = {"is_familiar": False, "travel_minutes": 0.0, "late_minutes": 0.0, "alternatives": 0}
        return {"visit": visit.id, "kind": "out", "now": before, "then": at(facts, was.start, ()), "why": text, **nothing}
    if was is not None and set(was.staff) == set(is_.staff) and abs(was.start - is_.start) < 0.5:
        return None
    moved = "moves" if was and set(was.staff) != set(is_.staff) else "later" if was and is_.start > was.start else "earlier"
    why = reasons.why(day, plan, visit)
    return {
        "visit": visit.id,
        "kind": "new" if was is None else moved,
        "now": before,
        "then": at(facts, is_.start, is_.staff),
        "why": why.text,
        "is_familiar": why.familiar > 0,
        "travel_minutes": why.travel_minutes,
        "late_minutes": why.late_minutes,
        "alternatives": why.alternatives,
    }


def _person(
    facts: Facts, built: Built, id_: str, now: Mapping[str, Allocation], then: Mapping[str, Allocation], kinds: Mapping[str, str]
) -> dict[str, Any]:
    one = next(person for person in built.day.staff if person.id == id_)
    visits = {visit.id: visit for visit in built.day.visits}
    mine = sorted((p.start, v) for v, p in then.items() if id_ in p.staff and v in visits)
    route = [
        {
            "visit": v,
            "start": wall_clock.wire(moment(start, facts.day)),
            "end": wall_clock.wire(moment(start + visits[v].minutes, facts.day)),
            "kind": "same" if v not in kinds else "new" if v not in now or id_ not in now[v].staff else "moved",
        }
        for start, v in mine
    ]
    gone = sum(id_ in p.staff and id_ not in then.get(v, Allocation(0.0, ())).staff for v, p in now.items())
    return {
        "staff": id_,
        "minutes_left": [view.left(built.day, one, now), view.left(built.day, one, then)],
        "changes": gone + sum(stop["kind"] != "same" for stop in route),
        "route": route,
    }


def _left_out(facts: Facts, day: Day, plan: Plan, visit: Visit, n: int) -> dict[str, Any]:
    if n >= EXPLAINED:
        return {
            "visit": visit.id,
            "rules": [],
            "text": f"More than {EXPLAINED} visits are left out: of this one it was not worked out why.",
            "nearest": None,
        }
    why = reasons.why_not(day, plan, visit)
    nearest = at(facts, why.nearest.start, why.nearest.staff) if why.nearest else None
    return {"visit": visit.id, "rules": [rule.value for rule in why.rules], "text": why.text, "nearest": nearest}
