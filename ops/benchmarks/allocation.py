"""How good the proposals are, and how soon: against the best that is published, and against today's practice.

Every plan goes through a checker that shares no code with what made it; `hard_rules_broken` is what it found. At most two cores are used.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from backend.allocation import checker
from backend.allocation.problem import Day, Need, Plan, Visit, Window
from backend.allocation.proposal import Limits, NotInstalled, Proposal, propose
from backend.allocation.reasons import openings
from backend.allocation.replan import News, rest_of, urgent
from backend.allocation.steady import steadied
from backend.allocation.travel import Point
from backend.allocation.warm_up import warm_up
from backend.board.looking import BOTH, QUICK, STEADYING, weights_of
from ops.benchmarks.figure import Figure
from ops.benchmarks.team_days import team_day
from ops.benchmarks.workshop import CannotMeasure, Workshop

if TYPE_CHECKING:
    from ops.benchmarks.public_days import Instance

CORES = min(2, os.cpu_count() or 1)
GAPS = ((1.0, 3.0), (10.0, 1.0), (60.0, 0.0))
"""Seconds, and the mean gap in percent that is to be reached within them."""
NOW = 615.0
"""When the day breaks: 10:15."""


def _ready() -> None:
    try:
        warm_up()
    except NotInstalled as missing:
        raise CannotMeasure(str(missing)) from missing


def allocate_public(workshop: Workshop) -> list[Figure]:
    """The mean gap to the best known values over a folder of public instances."""
    files, best, seconds = _given(workshop)
    _ready()
    from ops.benchmarks import public_days

    gaps: dict[str, float] = {}
    practice: list[float] = []
    broken, moves, took = 0, 0, []
    for file in files:
        try:
            instance = public_days.read(file)
        except (KeyError, ValueError, TypeError, IndexError, OSError) as error:
            raise CannotMeasure(f"{file.name} is not an instance of this form: {error!r}") from error
        if instance.name not in best:
            raise CannotMeasure(f"published_best.json has no value for {instance.name}")
        began = time.monotonic()
        plan, made = public_days.solve(instance, seconds, CORES, 1, time.monotonic)
        took.append(time.monotonic() - began)
        moves += made
        cost, rules = public_days.verdict(instance, plan)
        broken += len(rules)
        gaps[instance.name] = 100 * (cost / best[instance.name] - 1)
        practice.append(_practice_gap(public_days.verdict, public_days.nearest, instance, best[instance.name]))
    mean, worst = statistics.mean(gaps.values()), max(gaps, key=lambda name: gaps[name])
    goal = next((percent for within, percent in reversed(GAPS) if seconds >= within), GAPS[0][1])
    by_size: dict[str, list[float]] = {}
    for name, gap in gaps.items():
        by_size.setdefault(name.rsplit("_", 1)[0], []).append(gap)
    detail: dict[str, Any] = {
        "mean_gap_percent": round(mean, 3),
        "worst_gap_percent": round(gaps[worst], 3),
        "hard_rules_broken": broken,
        "instances": len(gaps),
        "seconds": seconds,
        "longest_seconds": round(max(took), 3),
        "goal_percent": goal,
        "worst_instance": worst,
        "greedy_mean_gap_percent": round(statistics.mean(practice), 1),
        "moves_per_second_and_core": round(moves / sum(took) / CORES),
        "cores": CORES,
        "mean_gap_by_size": {size: round(statistics.mean(some), 2) for size, some in sorted(by_size.items(), key=lambda item: _number(item[0]))},
    }
    return [Figure("allocate_public", round(mean, 3), "%", round(mean / goal, 2) if goal else None, None, detail)]


def _given(workshop: Workshop) -> tuple[list[Path], dict[str, float], float]:
    """The instances, the best known values, and the seconds for each."""
    folder = workshop.instances
    if folder is None:
        raise CannotMeasure("it needs a folder of public instances: --instances DIR (files like mankowska-10_1.json.gz, and published_best.json)")
    if not folder.is_dir():
        raise CannotMeasure(f"there is no folder {folder}")
    files = sorted(f for f in folder.iterdir() if f.name.endswith((".json", ".json.gz")) and not f.name.startswith("published_best"))
    if not files:
        raise CannotMeasure(f"there is no instance (*.json, *.json.gz) in {folder}")
    published = folder / "published_best.json"
    try:
        best = {name.removesuffix(".gz"): float(value["cost"]) for name, value in json.loads(published.read_text()).items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise CannotMeasure(f"published_best.json in {folder} cannot be read: {error!r}") from error
    return files, best, workshop.seconds if workshop.seconds is not None else 1.0


def _practice_gap(verdict: Callable[..., Any], nearest: Callable[..., Any], instance: Instance, best: float) -> float:
    cost, _ = verdict(instance, nearest(instance))
    return float(100 * (cost / best - 1))


def _number(text: str) -> int:
    return int("".join(filter(str.isdigit, text)) or 0)


def team(name: str, staff: int, visits: int, kilometres: float, seconds: float) -> Callable[[Workshop], list[Figure]]:
    """A team's day from nothing within `seconds`, beside today's practice. The value is its cost as a share of that of today's practice."""

    def measure(workshop: Workshop) -> list[Figure]:
        _ready()
        day = team_day(staff, visits, 1, kilometres)
        found = propose(day, Limits(seconds=seconds, chains=CORES), 1, time.monotonic)
        plan, practice = found.count, found.practice
        detail = {
            "hard_rules_broken": len(checker.breaches(day, found.plan)),
            "numbers_true": checker.count(day, found.plan) == plan,
            "seconds": round(found.seconds, 3),
            "seconds_allowed": seconds,
            "first_plan_seconds": round(found.first_seconds, 3),
            "unallocated": sum(plan.unallocated),
            "unallocated_priority_1": plan.unallocated[0],
            "travel_to_greedy": round(plan.travel_minutes / practice.travel_minutes, 3),
            "unfamiliar_to_greedy": round(plan.unfamiliar / practice.unfamiliar, 3),
            "cost": round(plan.cost),
            "greedy": {
                "unallocated": sum(practice.unallocated),
                "unallocated_priority_1": practice.unallocated[0],
                "travel_minutes": practice.travel_minutes,
                "unfamiliar": practice.unfamiliar,
                "cost": round(practice.cost),
            },
            "double_ups": sum(len(visit.people) > 1 for visit in day.visits),
            "late_visits": plan.late_visits,
            "moves_per_second_and_core": round(found.moves / found.seconds / CORES),
            "cores": CORES,
        }
        share = round(plan.cost / practice.cost, 3)
        return [Figure(name, share, "of greedy's cost", share, None, detail)]

    return measure


def _planned(workshop: Workshop) -> Day:
    """60 people with 500 visits, as they stand allocated in the morning."""
    if workshop.morning is None:
        _ready()
        day = team_day(60, 500, 1)
        workshop.morning = replace(day, current=propose(day, Limits(seconds=10, chains=CORES), 1, time.monotonic).plan)
    return workshop.morning


def replan_sick(workshop: Workshop) -> list[Figure]:
    """Twelve people of 60 call in sick at 10:15, each on a day of their own. The value is how many other visits change carer on average."""
    day = _planned(workshop)
    current = day.current.allocations
    still = {one.id: sum(p.start > NOW and one.id in p.staff for p in current.values()) for one in day.staff}
    others, seconds, firsts, broken, theirs, kept = [], [], [], 0, 0, 0
    for sick in sorted(still, key=lambda one: (-still[one], one))[:24:2]:
        found, plan, wrong, took = _again(day, News(sick=frozenset({sick})))
        hers = {v for v, p in current.items() if sick in p.staff}
        others.append(sum(v in current and v not in hers and set(p.staff) != set(current[v].staff) for v, p in found.plan.allocations.items()))
        broken += wrong
        seconds.append(took)
        firsts.append(found.first_seconds)
        theirs += still[sick]
        kept += sum(v in plan.allocations for v in hers if current[v].start > NOW)
    mean = statistics.mean(others)
    detail = {
        "hard_rules_broken": broken,
        "most_others_changed": max(others),
        "seconds": round(statistics.median(seconds), 3),
        "longest_seconds": round(max(seconds), 3),
        "first_plan_seconds": round(statistics.median(firsts), 3),
        "seconds_to_the_first_offer": _first_offer(day, News(sick=frozenset({max(still, key=lambda one: (still[one], one))}))),
        "sick_calls": len(others),
        "their_visits": theirs,
        "their_visits_still_made": kept,
        "solved_anew_others_changed": _anew(day),
    }
    return [Figure("replan_sick", round(mean, 2), "other visits that change carer", round(mean / 2, 2), None, detail)]


def replan_urgent(workshop: Workshop) -> list[Figure]:
    """Twelve urgent visits at 10:15, each on a day of its own. The value is the seconds until the longest is placed."""
    day = _planned(workshop)
    chance = random.Random(5)
    side = max(visit.place.east for visit in day.visits)
    could, placed, missed, broken, changed, seconds, firsts = 0, 0, 0, 0, [], [], []
    for i in range(12):
        needs = () if i % 3 else (Need(("wound care", "insulin", "IV therapy", "catheter")[i // 3]),)
        asked = Visit(f"urgent-{i}", f"Urgent {i}", Point(round(chance.uniform(0, side)), round(chance.uniform(0, side))), 30, Window(0, 0), (needs,))
        news = News(urgent=(urgent(asked, NOW),))
        rest = rest_of(day, NOW, news)
        found, _, wrong, took = _again(day, news)
        fits = any(True for _ in openings(rest.day, rest.day.current, news.urgent[0]))
        could += fits
        placed += asked.id in found.plan.allocations
        missed += fits and asked.id not in found.plan.allocations
        broken += wrong
        changed.append(sum(set(p.staff) != set(rest.day.current.allocations[v].staff) for v, p in found.plan.allocations.items() if v != asked.id))
        seconds.append(took)
        firsts.append(found.first_seconds)
    detail = {
        "hard_rules_broken": broken,
        "urgent_visits": len(seconds),
        "placed": placed,
        "somebody_had_time_already": could,
        "missed_though_somebody_had": missed,
        "seconds": round(statistics.median(seconds), 3),
        "first_plan_seconds": round(statistics.median(firsts), 3),
        "seconds_to_the_first_offer": _first_offer(day, news),
        "others_changed": round(statistics.mean(changed), 2),
    }
    return [Figure("replan_urgent", round(max(seconds), 3), "s", round(max(seconds) / 0.5, 2), None, detail)]


def _first_offer(day: Day, news: News) -> float:
    """Seconds from the question until a lead has the first look at both offers, as the board's job hands it over: one look for each, with its price
    for what people know, and each put back where nothing had to move (`board.looking`)."""
    began = time.monotonic()
    for change in BOTH:
        rest = rest_of(day, NOW, news, weights_of("balanced", change))
        found = propose(rest.day, Limits(seconds=QUICK, chains=CORES), 1, time.monotonic, keep_current=True)
        ends = time.monotonic() + STEADYING * QUICK
        steadied(rest.day, found.plan, partial(_is_past, ends))
    return round(time.monotonic() - began, 3)


def _is_past(ends: float) -> bool:
    return time.monotonic() >= ends


def _again(day: Day, news: News) -> tuple[Proposal, Plan, int, float]:
    """The rest of a day after news: the proposal, the whole day's plan, the rules that either breaks, and the seconds that it took."""
    began = time.monotonic()
    rest = rest_of(day, NOW, news)
    found = propose(rest.day, Limits(seconds=0.45, chains=CORES), 1, time.monotonic, keep_current=True)
    took = time.monotonic() - began
    whole = rest.whole(found.plan)
    home = {one for one in news.sick if one not in whole.breaks}  # who goes home before the break has none to keep
    staff = tuple(replace(one, rest=None) if one.id in home else one for one in day.staff)
    asked = replace(day, staff=staff, visits=(*day.visits, *news.urgent))
    return found, whole, len(checker.breaches(rest.day, found.plan)) + len(checker.breaches(asked, whole)), took


def _anew(day: Day) -> int:
    """How many visits would change carer if the day were allocated from nothing."""
    found = propose(replace(day, current=Plan()), Limits(seconds=2, chains=CORES), 2, time.monotonic)
    return sum(v in found.plan.allocations and set(found.plan.allocations[v].staff) != set(p.staff) for v, p in day.current.allocations.items())
