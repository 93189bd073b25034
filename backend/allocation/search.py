"""The best plan that is found for a day in the time that there is. Needs numba; `proposal.propose` is the way in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from backend.allocation.annealing import arrays
from backend.allocation.annealing.anneal import construct, load
from backend.allocation.annealing.arrays import BROKEN, LATEST, OPEN, ROUTES, VISITS, WHO, WORST
from backend.allocation.as_arrays import as_plan, day_arrays, known_start
from backend.allocation.by_parts import LARGE, cool_by_parts
from backend.allocation.chains import Chain, Heat, Watch, cool
from backend.allocation.faults import Fault, NotADay
from backend.allocation.problem import Day, Plan

STRICTER = 4.0
"""How much dearer lateness is while the first plan is made: where a few minutes are bought early, all that comes later in that day is late too."""


@dataclass(frozen=True, slots=True)
class Found:
    """The best plan, its cost as the annealing saw it, the moves that it took, and the seconds until there was a first one."""

    plan: Plan
    cost: float
    moves: int
    first_seconds: float


def search(day: Day, watch: Watch, seed: int, keep_current: bool = False, heat: Heat | None = None) -> Found:
    """The best plan of all chains. Raises NotADay if what is pinned cannot be kept."""
    rows = day_arrays(day)
    chains = [Chain.of(rows, seed + i) for i in range(max(1, watch.limits.chains))]
    first = chains[0]
    who, keys = known_start(day, only_pinned=True)
    load(rows, first.plan, who, keys)
    if first.plan.sums[BROKEN] > 1e-6:  # a break may need the visit beside which it was; then the current plan is where to start
        load(rows, first.plan, *known_start(day, only_pinned=False))
        keep_current = False
    if first.plan.sums[BROKEN] > 1e-6 or not all(_allowed(rows, first.plan.who, v) for v in range(len(day.visits))):
        raise NotADay([Fault("pins-do-not-fit", "", "What is pinned does not fit into the shifts and breaks of those to whom it is pinned.")])
    if keep_current:
        who, keys = known_start(day, only_pinned=False)
        who[[v for v in range(len(who)) if not _allowed(rows, who, v)]] = -1
        _repair(rows, first.plan, who, keys)
    order = sorted(
        range(len(day.visits)), key=lambda v: (day.visits[v].priority, -len(day.visits[v].people), rows.able_at[(v + 1) * who.shape[1]], v)
    )
    best, first_seconds = improved(rows, chains, order, watch, [heat or Heat(hot=4.0 if keep_current else 20.0)], seed)
    return Found(as_plan(day, best.plan), _cost(rows, best.plan), sum(chain.moves for chain in chains), first_seconds)


def _cost(rows: arrays.Day, plan: arrays.Plan) -> float:
    """What a plan costs as it is timed now: loaded, that may be less than when it was met, as nothing waits any more for what has moved since."""
    sums = plan.sums
    return float(sums[WHO] + sums[VISITS] + sums[ROUTES] + sums[OPEN] + rows.weights[WORST] * sums[LATEST])


def improved(rows: arrays.Day, chains: list[Chain], order: Sequence[int], watch: Watch, heats: Sequence[Heat], seed: int) -> tuple[Chain, float]:
    """The chain whose best plan is the best of all, with that plan loaded, and the seconds until there was a first plan. What the first chain's
    plan leaves out is brought in first, in this `order` of all visits; each chain has the next of `heats`. A large day is
    annealed in parts instead, and the first chain's plan is all there is."""
    first = chains[0]
    stricter = rows.visits.copy()
    stricter["late_weight"] *= STRICTER
    _bring_in(rows._replace(visits=stricter), first, order, watch)
    first.run(rows, 1, 1.0, 1.0)
    first_seconds = watch.passed()
    for other in chains[1:]:
        other.take(first)
        load(rows, other.plan, first.who, first.keys)
    if len(rows.visits) > 0 and len(rows.staff) > 0:
        if len(rows.staff) >= LARGE:
            cool_by_parts(rows, first, heats[0], watch, seed)
        else:
            cool(rows, chains, heats, watch)
    best = min(chains, key=lambda chain: chain.best[0])
    load(rows, best.plan, best.who, best.keys)
    if _bring_in(rows, best, order, watch):  # what was left out and fits after all
        best.run(rows, 1, 1e-3, 1e-3)
        load(rows, best.plan, best.who, best.keys)
    return best, first_seconds


def _bring_in(rows: arrays.Day, chain: Chain, order: Sequence[int], watch: Watch) -> bool:
    """Brings in what a chain's plan leaves out, where it costs least, until it is over. Returns whether it tried."""
    out = [v for v in order if chain.plan.who[v, 0] < 0]
    for i in range(0, len(out), 50):
        if watch.over():
            return i > 0
        construct(rows, chain.plan, np.array(out[i : i + 50], np.int64))
    return bool(out)


def _allowed(rows: arrays.Day, who: npt.NDArray[np.int32], v: int) -> bool:
    return all(np.isfinite(rows.cost[v, r, who[v, r]]) for r in range(rows.visits["people"][v])) if who[v, 0] >= 0 else True


def _repair(rows: arrays.Day, plan: arrays.Plan, who: npt.NDArray[np.int32], keys: arrays.Floats) -> None:
    """Loads a plan, leaving out what breaks a rule: the least urgent of what is late, or stands before it, until nothing is."""
    load(rows, plan, who, keys)
    while plan.sums[BROKEN] > 1e-6:
        late = {int(v) for v in np.flatnonzero((plan.planned["broken"] > 1e-6) & (plan.who[:, 0] >= 0))}
        staff = {int(s) for s in np.flatnonzero(plan.routes["broken"] > 1e-6)} | {int(s) for v in late for s in plan.who[v] if s >= 0}
        loose = [int(v) for s in staff for v in plan.order[s, : plan.routes["length"][s]] if not rows.visits["pinned"][v]]
        if not loose:
            who[rows.visits["pinned"] == 0] = -1
            loose = []
        else:
            worst = min(loose, key=lambda v: (rows.visits["unallocated"][v], -plan.planned["broken"][v], -plan.planned["start"][v], v))
            who[worst] = -1
        load(rows, plan, who, keys)
