"""Changing a plan and taking the change back. A move is: `begin`, some edits, `settle`, and `undo` if it is not wanted."""

from __future__ import annotations

import numpy as np

from backend.allocation.annealing.arrays import (
    BROKEN,
    ENDS,
    KEPT_STAFF,
    KEPT_VISITS,
    LATEST,
    MOVE,
    OPEN,
    OPENS,
    QUEUED,
    ROUTES,
    SEEK,
    VISITS,
    WHO,
    WORST,
)
from backend.allocation.annealing.compiled import compiled, inner
from backend.allocation.annealing.timing import ask_end, ask_timing, hold, keep_staff, keep_visit, note_late, place_in_route, settle


@inner
def begin(plan, sums):
    """Starts a move. `sums` is where the plan's sums are kept meanwhile."""
    plan.counts[MOVE] += 1
    plan.counts[KEPT_VISITS] = 0
    plan.counts[KEPT_STAFF] = 0
    for i in range(len(sums)):
        sums[i] = plan.sums[i]


@inner
def total(day, plan):
    """The plan's cost without breakage."""
    sums = plan.sums
    return sums[WHO] + sums[VISITS] + sums[ROUTES] + sums[OPEN] + day.weights[WORST] * sums[LATEST]


@inner
def _opened(plan, v):
    plan.planned[v].open = plan.counts[OPENS]
    plan.open[plan.counts[OPENS]] = v
    plan.counts[OPENS] += 1


@inner
def _closed(plan, v):
    i = plan.planned[v].open
    last = plan.open[plan.counts[OPENS] - 1]
    plan.open[i] = last
    plan.planned[last].open = i
    plan.planned[v].open = -1
    plan.counts[OPENS] -= 1


@inner
def undo(plan, sums):
    """Takes back everything since `begin`."""
    for i in range(plan.counts[QUEUED]):
        plan.planned[plan.queue[i]].queued = 0
    plan.counts[QUEUED] = 0
    for i in range(plan.counts[ENDS]):
        plan.routes[plan.ends[i]].ends = -1
    plan.counts[ENDS] = 0
    for i in range(plan.counts[KEPT_VISITS]):
        v = plan.kept_visit[i]
        now_open = plan.planned[v].open
        plan.planned[v] = plan.kept_planned[i]
        for r in range(plan.who.shape[1]):
            plan.who[v, r] = plan.kept_who[i, r]
            plan.rested[v, r] = plan.kept_rested[i, r]
            plan.breaks[v, r] = plan.kept_breaks[i, r]
        was_open = plan.kept_planned[i].open >= 0
        plan.planned[v].open = now_open
        plan.planned[v].queued = 0
        if was_open and now_open < 0:
            _opened(plan, v)
        elif not was_open and now_open >= 0:
            _closed(plan, v)
    for i in range(plan.counts[KEPT_STAFF]):
        s = plan.kept_staff[i]
        plan.routes[s] = plan.kept_routes[i]
        plan.routes[s].ends = -1
        for p in range(plan.routes[s].length):
            plan.order[s, p] = plan.kept_order[i, p]
    for i in range(len(sums)):
        plan.sums[i] = sums[i]
    plan.counts[SEEK] = 0


@inner
def cut(day, plan, v, r):
    """Takes one person off a visit. The role stands empty until `join`."""
    s = plan.who[v, r]
    keep_visit(plan, v)
    keep_staff(plan, s)
    p = place_in_route(plan, v, s)
    length = plan.routes[s].length - 1
    for i in range(p, length):
        plan.order[s, i] = plan.order[s, i + 1]
    plan.routes[s].length = length
    if p < length:
        ask_timing(plan, plan.order[s, p])
    ask_end(plan, s)
    plan.sums[WHO] -= day.cost[v, r, s]
    plan.who[v, r] = -1


@inner
def join(day, plan, v, r, s):
    """Puts a person on a visit, where its key belongs in their route. Returns False if the route is full."""
    keep_visit(plan, v)
    keep_staff(plan, s)
    length = plan.routes[s].length
    if length + 1 >= plan.order.shape[1]:
        return False
    key = plan.planned[v].key
    p = length
    while p > 0 and plan.planned[plan.order[s, p - 1]].key > key:
        plan.order[s, p] = plan.order[s, p - 1]
        p -= 1
    plan.order[s, p] = v
    plan.routes[s].length = length + 1
    if p < length:
        ask_timing(plan, plan.order[s, p + 1])
    ask_end(plan, s)
    plan.who[v, r] = s
    plan.sums[WHO] += day.cost[v, r, s]
    ask_timing(plan, v)
    return True


@inner
def free_gaps(day, plan, v):
    """A visit moves: what waited for it, or held it, is timed anew."""
    keep_visit(plan, v)
    plan.planned[v].hold = 0.0
    for g in range(day.gaps_at[v], day.gaps_at[v + 1]):
        other = day.gaps[g].other
        if plan.who[other, 0] >= 0:
            if day.gaps[g].after == 0 and plan.planned[other].hold > 0:
                hold(plan, other, 0.0)
            else:
                ask_timing(plan, other)


@inner
def leave_out(day, plan, v):
    """Makes a visit unallocated."""
    for r in range(day.visits[v].people):
        cut(day, plan, v, r)
    free_gaps(day, plan, v)
    mine = plan.planned[v]
    plan.sums[VISITS] -= mine.cost
    plan.sums[BROKEN] -= mine.broken
    note_late(day, plan, mine.late, -1.0)
    plan.planned[v].cost = 0.0
    plan.planned[v].broken = 0.0
    plan.planned[v].late = 0.0
    plan.sums[OPEN] += day.visits[v].unallocated
    _opened(plan, v)


@inner
def bring_in(day, plan, v, key, people):
    """Allocates a visit with a key to `people` (one for each role). Returns False if a route is full."""
    keep_visit(plan, v)
    plan.planned[v].key = key
    plan.planned[v].start = -1e9
    for r in range(day.visits[v].people):
        if not join(day, plan, v, r, people[r]):
            return False
    free_gaps(day, plan, v)
    plan.sums[OPEN] -= day.visits[v].unallocated
    _closed(plan, v)
    return True


@inner
def may(day, plan, v, r, s):
    """Whether this person may take this role beside the others on the visit, and beside those on visits that must be by different people."""
    if not np.isfinite(day.cost[v, r, s]):
        return False
    for other in range(day.visits[v].people):
        if other != r and plan.who[v, other] == s:
            return False
    for g in range(day.gaps_at[v], day.gaps_at[v + 1]):
        if day.gaps[g].apart == 1:
            other = day.gaps[g].other
            for q in range(day.visits[other].people):
                if plan.who[other, q] == s:
                    return False
    return True


@inner
def in_order(day, plan, v):
    """Whether a visit's key lies on its side of those with which it has a gap."""
    for g in range(day.gaps_at[v], day.gaps_at[v + 1]):
        other = day.gaps[g].other
        if plan.who[other, 0] >= 0 and (plan.planned[other].key > plan.planned[v].key) != (day.gaps[g].after == 1):
            return False
    return True


@inner
def key_between(day, plan, v, low, high, wish):
    """A key for a visit between two others, on its side of those with which it has a gap, at `wish` if that lies there. nan: there is none."""
    for g in range(day.gaps_at[v], day.gaps_at[v + 1]):
        other = day.gaps[g].other
        if plan.who[other, 0] >= 0:
            if day.gaps[g].after == 1:
                high = min(high, plan.planned[other].key)
            else:
                low = max(low, plan.planned[other].key)
    own = (v + 1) * 1e-8  # so that no two are ever the same
    if low < wish + own < high:
        return wish + own
    if not low < high:
        return np.nan
    if not np.isfinite(low):
        return high - 1.0 - own
    if not np.isfinite(high):
        return low + 1.0 + own
    middle = (low + high) / 2 + own
    return middle if low < middle < high else np.nan


@compiled
def time_all(day, plan):
    """Times the whole plan from nothing, and makes the keys the starts."""
    for again in range(2):
        plan.counts[MOVE] += 1
        plan.counts[KEPT_VISITS] = 0
        plan.counts[KEPT_STAFF] = 0
        if again == 1:
            starts = np.empty(len(plan.planned))
            keys = np.empty(len(plan.planned))
            for v in range(len(starts)):
                starts[v] = plan.planned[v].start
                keys[v] = plan.planned[v].key
            by_key = np.argsort(keys, kind="mergesort")
            by_start = by_key[np.argsort(np.round(starts[by_key], 6), kind="mergesort")]
            for rank in range(len(by_start)):
                plan.planned[by_start[rank]].key = starts[by_start[rank]] + 1e-5 * rank
        else:
            for v in range(len(plan.planned)):
                if plan.who[v, 0] >= 0:
                    plan.planned[v].hold = 0.0
        plan.sums[VISITS] = plan.sums[ROUTES] = plan.sums[BROKEN] = plan.sums[WHO] = plan.sums[OPEN] = 0.0
        plan.sums[LATEST] = 0.0
        for v in range(len(plan.planned)):
            plan.planned[v].cost = 0.0
            plan.planned[v].broken = 0.0
            plan.planned[v].late = 0.0
            if plan.who[v, 0] < 0:
                plan.sums[OPEN] += day.visits[v].unallocated
                continue
            for r in range(day.visits[v].people):
                plan.sums[WHO] += day.cost[v, r, plan.who[v, r]]
            if again == 0:
                plan.planned[v].start = -1e9
        for s in range(len(plan.routes)):
            plan.routes[s].cost = 0.0
            plan.routes[s].broken = 0.0
            ask_end(plan, s)
        keys = np.empty(len(plan.planned))
        for v in range(len(keys)):
            keys[v] = plan.planned[v].key
        for v in np.argsort(-keys, kind="mergesort"):
            if plan.who[v, 0] >= 0:
                plan.planned[v].queued = 1
                plan.queue[plan.counts[QUEUED]] = v
                plan.counts[QUEUED] += 1
        settle(day, plan)
