"""Simulated annealing in chunks: the caller sets temperature and penalty before each, looks at the clock and the best between them."""

from __future__ import annotations

import numpy as np

from backend.allocation.annealing.arrays import BROKEN, OPENS
from backend.allocation.annealing.chance import chance, pick
from backend.allocation.annealing.compiled import compiled, inner
from backend.allocation.annealing.edits import begin, time_all, total, undo
from backend.allocation.annealing.moves import bring_in_some, exchange_tails, relocate, renew, renew_some, shift_some, swap
from backend.allocation.annealing.places import CANDIDATES, insert_best
from backend.allocation.annealing.pointed import pointed
from backend.allocation.annealing.timing import EXACT, ask_end, settle

SLACK = 3.0
"""A move is not even tried whose estimate is worse than it may be by so many times the temperature."""


@compiled
def load(day, plan, who, keys):
    """Makes the plan the one with these people (int32[N, R]) and keys (float64[N]); visits with nobody are unallocated."""
    day, plan = pointed(day), pointed(plan)
    plan.counts[:] = 0
    opens = 0
    for s in range(len(plan.routes)):
        plan.routes[s].length = 0
        plan.routes[s].ends = -1
        plan.routes[s].kept = -1
    for v in range(len(plan.planned)):
        plan.planned[v].key = keys[v]
        plan.planned[v].queued = 0
        plan.planned[v].kept = -1
        plan.planned[v].raised = -1
        plan.planned[v].open = -1
        plan.who[v] = who[v]
        if who[v, 0] < 0:
            plan.planned[v].open = opens
            plan.open[opens] = v
            opens += 1
    plan.counts[OPENS] = opens
    for v in np.argsort(keys, kind="mergesort"):
        for r in range(day.visits[v].people):
            s = who[v, r]
            if s >= 0:
                plan.order[s, plan.routes[s].length] = v
                plan.routes[s].length += 1
    time_all(day, plan)


@compiled
def construct(day, plan, turns):
    """Brings in the unallocated visits `turns` (their order) one by one, each where it costs least. Returns how many are left out."""
    day, plan = pointed(day), pointed(plan)
    sums = np.empty(len(plan.sums))
    people = np.full(plan.who.shape[1], -1, np.int64)
    chosen = np.full(plan.who.shape[1], -1, np.int64)
    likely = np.full(CANDIDATES, -1, np.int64)
    costs = np.full(CANDIDATES, np.inf)
    begin(plan, sums)
    for s in range(len(plan.routes)):
        ask_end(plan, s)
    settle(day, plan)
    for v in turns:
        if plan.planned[v].open >= 0 and not day.visits[v].pinned:
            insert_best(day, plan, v, sums, people, chosen, likely, costs)
    time_all(day, plan)
    return plan.counts[OPENS]


@inner
def keep_best(day, plan, best_who, best_keys, best_starts, best):
    """Keeps the plan if it breaks nothing and is better than the best so far. Returns whether it did."""
    cost = total(day, plan)
    if plan.sums[BROKEN] > EXACT or cost >= best[0] - EXACT:
        return False
    best[0] = cost
    for v in range(len(best_keys)):
        for r in range(best_who.shape[1]):
            best_who[v, r] = plan.who[v, r]
        best_keys[v] = plan.planned[v].key
        best_starts[v] = plan.planned[v].start
    return True


@compiled
def anneal(day, plan, moves, hot, cold, penalty, best_who, best_keys, best_starts, best, told):
    """Makes `moves` moves with temperatures from `hot` to `cold` (minutes) and a `penalty` per broken minute.

    `best`: float64[1], the cost of the best plan so far, which is in the three arrays before it. `told`: int64[3], gets how many moves were
    made, taken, and left the plan broken.
    """
    day, plan = pointed(day), pointed(plan)
    sums = np.empty(len(plan.sums))
    people = np.full(plan.who.shape[1], -1, np.int64)
    n = len(plan.planned)
    moving = np.empty(4 * plan.order.shape[1] + 2 * n, np.int64)
    told[:] = 0
    every = max(2000, 4 * n)
    cooling = np.exp(np.log(cold / hot) / max(1, moves))
    for done in range(0, max(1, moves), every):
        time_all(day, plan)
        keep_best(day, plan, best_who, best_keys, best_starts, best)
        if n > 0:
            now = hot * cooling**done
            some = min(every, moves - done)
            _anneal(day, plan, some, now, cooling, penalty, best_who, best_keys, best_starts, best, told, sums, people, moving)


@inner
def _anneal(day, plan, moves, heat, cooling, penalty, best_who, best_keys, best_starts, best, told, sums, people, moving):
    """Some moves, between two times that everything is timed anew. `sums`, `people`, `moving`: scratch."""
    rng = plan.rng
    for _ in range(moves):
        heat *= cooling
        begin(plan, sums)
        before = total(day, plan) + penalty * sums[BROKEN]
        kind = chance(rng)
        v = pick(rng, len(plan.planned))
        worth = -heat * np.log(max(1e-300, chance(rng)))  # how much worse it may be
        likely = worth + SLACK * heat + 1.0
        if plan.counts[OPENS] > 0 and kind < 0.08:
            made = bring_in_some(day, plan, rng, penalty, people, moving, kind < 0.04)
        elif plan.who[v, 0] < 0 or day.visits[v].pinned:
            continue
        elif kind < (0.2 if day.visits[v].people > 1 or day.gaps_at[v] < day.gaps_at[v + 1] else 0.02):
            made = renew(day, plan, v, rng, penalty, likely, people, moving)
        elif kind < 0.65:
            made = relocate(day, plan, v, rng, penalty, likely, people)
        elif kind < 0.85:
            made = swap(day, plan, v, rng, penalty, likely)
        elif kind < 0.855:
            made = renew_some(day, plan, v, rng, penalty, people, moving)
        elif kind < 0.97:
            made = exchange_tails(day, plan, v, rng, penalty, likely, moving)
        else:
            made = shift_some(day, plan, v, rng, penalty, moving)
        told[0] += 1
        if made:
            settle(day, plan)
            made = total(day, plan) + penalty * plan.sums[BROKEN] - before <= worth
        if not made:
            undo(plan, sums)
            told[2] += plan.sums[BROKEN] > EXACT
            continue
        told[1] += 1
        if plan.sums[BROKEN] > EXACT:
            told[2] += 1
        else:
            keep_best(day, plan, best_who, best_keys, best_starts, best)
