"""When each visit starts. A change re-times only what it touches: its routes from there on, and those whose shared start or gap moved.

Hard times are minutes of breakage here (`broken`), which the annealing charges for; a plan is only ever kept when they are all nought.
"""

from __future__ import annotations

import numpy as np

from backend.allocation.annealing.arrays import (
    BROKEN,
    ENDS,
    FAIRNESS,
    KEPT_STAFF,
    KEPT_VISITS,
    LATEST,
    MOVE,
    QUEUED,
    ROUTES,
    SEEK,
    TRAVEL,
    VISITS,
    WORST,
)
from backend.allocation.annealing.compiled import inner

EXACT = 1e-7
"""Minutes below which two times are the same."""
ENDLESS = 1e12
"""Broken minutes of a plan whose visits wait for each other."""


@inner
def keep_visit(plan, v):
    """Keeps a visit as it is, once per move, so that the move can be undone."""
    if plan.planned[v].kept != plan.counts[MOVE]:
        i = plan.counts[KEPT_VISITS]
        plan.kept_planned[i] = plan.planned[v]
        plan.kept_visit[i] = v
        for r in range(plan.who.shape[1]):
            plan.kept_who[i, r] = plan.who[v, r]
            plan.kept_rested[i, r] = plan.rested[v, r]
            plan.kept_breaks[i, r] = plan.breaks[v, r]
        plan.planned[v].kept = plan.counts[MOVE]
        plan.counts[KEPT_VISITS] = i + 1


@inner
def keep_staff(plan, s):
    """Keeps a person's route as it is, once per move."""
    if plan.routes[s].kept != plan.counts[MOVE]:
        i = plan.counts[KEPT_STAFF]
        plan.kept_routes[i] = plan.routes[s]
        plan.kept_staff[i] = s
        for p in range(plan.routes[s].length):
            plan.kept_order[i, p] = plan.order[s, p]
        plan.routes[s].kept = plan.counts[MOVE]
        plan.counts[KEPT_STAFF] = i + 1


@inner
def ask_timing(plan, v):
    """Puts a visit into the queue: greatest key first, so that the least is at the end."""
    if plan.planned[v].queued == 0:
        plan.planned[v].queued = 1
        key = plan.planned[v].key
        i = plan.counts[QUEUED]
        while i > 0 and plan.planned[plan.queue[i - 1]].key < key:
            plan.queue[i] = plan.queue[i - 1]
            i -= 1
        plan.queue[i] = v
        plan.counts[QUEUED] += 1


@inner
def ask_end(plan, s):
    """Notes that the end of a person's route is to be looked at again."""
    if plan.routes[s].ends != plan.counts[MOVE]:
        keep_staff(plan, s)
        plan.routes[s].ends = plan.counts[MOVE]
        plan.ends[plan.counts[ENDS]] = s
        plan.counts[ENDS] += 1


@inner
def place_in_route(plan, v, s):
    """The position of a visit in a person's route."""
    for p in range(plan.routes[s].length):
        if plan.order[s, p] == v:
            return p
    return -1


@inner
def role_of(day, plan, v, s):
    """The role that a person has at a visit."""
    for r in range(day.visits[v].people):
        if plan.who[v, r] == s:
            return r
    return -1


@inner
def note_late(day, plan, before, now):
    """Follows the lateness of the latest visit of all, where that is charged for."""
    if day.weights[WORST] > 0:
        if now >= plan.sums[LATEST]:
            plan.sums[LATEST] = now
        elif before >= plan.sums[LATEST] - EXACT:
            plan.counts[SEEK] = 1


@inner
def time_visit(day, plan, v):
    """Works out start, breaks, cost and breakage of one visit. Returns whether something changed for what comes after it."""
    keep_visit(plan, v)
    visit = day.visits[v]
    mine = plan.planned[v]
    start = max(visit.opens, mine.hold)
    for g in range(day.gaps_at[v], day.gaps_at[v + 1]):
        gap = day.gaps[g]
        if gap.after == 0 and plan.who[gap.other, 0] >= 0:
            start = max(start, plan.planned[gap.other].start + gap.least)
    for r in range(visit.people):
        s = plan.who[v, r]
        p = place_in_route(plan, v, s)
        person = day.staff[s]
        if p == 0:
            arrival = person.shift_from + day.travel[person.means, person.first_place, visit.place]
        else:
            u = plan.order[s, p - 1]
            arrival = plan.planned[u].start + day.visits[u].duration + day.travel[person.means, day.visits[u].place, visit.place]
        start = max(start, arrival)
    broken = 0.0
    changed = False
    for r in range(visit.people):
        s = plan.who[v, r]
        person = day.staff[s]
        rested, begins = np.int8(1), -1.0
        if person.break_minutes > 0:
            p = place_in_route(plan, v, s)
            rested = np.int8(0)
            free = person.shift_from
            here = person.first_place
            if p > 0:
                u = plan.order[s, p - 1]
                rested = plan.rested[u, role_of(day, plan, u, s)]
                free = plan.planned[u].start + day.visits[u].duration
                here = day.visits[u].place
            if rested == 0:
                begins = max(free, person.break_from)
                arrival = begins + person.break_minutes + day.travel[person.means, here, visit.place]
                if arrival <= start + EXACT or start + visit.duration > person.break_to:
                    rested = np.int8(1)
                    start = max(start, arrival)
                    broken += max(0.0, begins - person.break_to)
                else:
                    begins = -1.0
        if plan.rested[v, r] != rested:
            changed = True
        plan.rested[v, r] = rested
        plan.breaks[v, r] = begins
    broken += max(0.0, start - visit.closes)
    for g in range(day.gaps_at[v], day.gaps_at[v + 1]):
        gap = day.gaps[g]
        if gap.after == 0 and plan.who[gap.other, 0] >= 0:
            broken += max(0.0, start - plan.planned[gap.other].start - gap.most)
    late = max(0.0, start - visit.due)
    cost = visit.late_weight * late
    if visit.moved_weight > 0:
        cost += visit.moved_weight * abs(start - visit.was)
    if abs(start - mine.start) > EXACT:
        changed = True
    plan.sums[VISITS] += cost - mine.cost
    plan.sums[BROKEN] += broken - mine.broken
    note_late(day, plan, mine.late, late)
    plan.planned[v].start = start
    plan.planned[v].cost = cost
    plan.planned[v].broken = broken
    plan.planned[v].late = late
    return changed


@inner
def time_end(day, plan, s):
    """Works out a person's travel, care, way home and breakage at the end of the shift."""
    keep_staff(plan, s)
    person = day.staff[s]
    length = plan.routes[s].length
    travel, care, broken, begins = 0.0, 0.0, 0.0, -1.0
    if length > 0:
        here = person.first_place
        for p in range(length):
            v = plan.order[s, p]
            travel += day.travel[person.means, here, day.visits[v].place]
            care += day.visits[v].duration
            here = day.visits[v].place
        home = day.travel[person.means, here, person.last_place]
        travel += home
        last = plan.order[s, length - 1]
        free = plan.planned[last].start + day.visits[last].duration
        if person.break_minutes > 0 and plan.rested[last, role_of(day, plan, last, s)] == 0:
            begins = max(free, person.break_from)
            broken += max(0.0, begins - person.break_to)
            free = begins + person.break_minutes
        broken += max(0.0, free + home - person.shift_to)
    cost = day.weights[TRAVEL] * travel + day.weights[FAIRNESS] * abs(travel + care - person.share)
    plan.sums[ROUTES] += cost - plan.routes[s].cost
    plan.sums[BROKEN] += broken - plan.routes[s].broken
    plan.routes[s].travel = travel
    plan.routes[s].care = care
    plan.routes[s].cost = cost
    plan.routes[s].broken = broken
    plan.routes[s].break_start = begins


@inner
def hold(plan, v, until):
    """Lets a visit start not before `until`. At most a few times a move, so that two visits cannot push each other for ever."""
    keep_visit(plan, v)
    raised = plan.planned[v].raised
    if raised // 8 != plan.counts[MOVE]:
        raised = plan.counts[MOVE] * 8
    if raised % 8 < 4:
        plan.planned[v].raised = raised + 1
        plan.planned[v].hold = until
        ask_timing(plan, v)


@inner
def settle(day, plan):
    """Times again whatever is queued and whatever follows from it, in the order of the keys. Should visits ever wait for each other in a circle,
    it stops and calls the plan broken beyond any price, so that the move is undone: it ends, whatever happens."""
    left = 1000 + 50 * len(plan.planned)
    while plan.counts[QUEUED] > 0:
        plan.counts[QUEUED] -= 1
        left -= 1
        if left < 0:
            plan.sums[BROKEN] += ENDLESS
            plan.planned[plan.queue[plan.counts[QUEUED]]].queued = 0
            continue
        v = plan.queue[plan.counts[QUEUED]]
        plan.planned[v].queued = 0
        if plan.who[v, 0] < 0:
            continue
        before = plan.planned[v].start
        changed = time_visit(day, plan, v)
        now = plan.planned[v].start
        if changed:
            for r in range(day.visits[v].people):
                s = plan.who[v, r]
                p = place_in_route(plan, v, s) + 1
                if p < plan.routes[s].length:
                    ask_timing(plan, plan.order[s, p])
                else:
                    ask_end(plan, s)
        for g in range(day.gaps_at[v], day.gaps_at[v + 1]):
            gap = day.gaps[g]
            other = gap.other
            if plan.who[other, 0] < 0:
                continue
            if gap.after == 1:
                if changed:
                    ask_timing(plan, other)
            elif now - plan.planned[other].start > gap.most + EXACT:
                hold(plan, other, now - gap.most)
            elif now < before - EXACT and plan.planned[other].hold > 0:
                hold(plan, other, 0.0)
    for i in range(plan.counts[ENDS]):
        time_end(day, plan, plan.ends[i])
        plan.routes[plan.ends[i]].ends = -1
    plan.counts[ENDS] = 0
    if plan.counts[SEEK] > 0:
        plan.counts[SEEK] = 0
        latest = 0.0
        for v in range(len(plan.planned)):
            if plan.who[v, 0] >= 0:
                latest = max(latest, plan.planned[v].late)
        plan.sums[LATEST] = latest
