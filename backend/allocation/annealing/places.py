"""Where in a route a visit would go: estimates without timing anything, and a visit brought in where it costs least."""

from __future__ import annotations

import numpy as np

from backend.allocation.annealing.arrays import BROKEN, LATEST, TRAVEL, WORST
from backend.allocation.annealing.compiled import inner
from backend.allocation.annealing.edits import begin, bring_in, key_between, total, undo
from backend.allocation.annealing.timing import EXACT, place_in_route, settle

CANDIDATES = 6
"""How many people are tried in earnest for a visit, of those who look best."""


@inner
def earliest(day, plan, v):
    """When a visit can start, by its window, the visits before it, and those after it that must not be too long after."""
    start = day.visits[v].opens
    for g in range(day.gaps_at[v], day.gaps_at[v + 1]):
        gap = day.gaps[g]
        if plan.who[gap.other, 0] >= 0:
            start = max(start, plan.planned[gap.other].start + (gap.least if gap.after == 0 else -gap.most))
    return start


@inner
def estimate(day, plan, v, s, p, floor, penalty, bound):
    """About what it costs to put `v` at position `p` of a person's route, and when it would start. Not looked at to the end once it is `bound`
    or more."""
    visit = day.visits[v]
    person = day.staff[s]
    free, here = person.shift_from, person.first_place
    if p > 0:
        u = plan.order[s, p - 1]
        free = plan.planned[u].start + day.visits[u].duration
        here = day.visits[u].place
    there_first = day.travel[person.means, here, visit.place]
    start = max(floor, free + there_first)
    ready = start + visit.duration
    cost = visit.late_weight * max(0.0, start - visit.due) + penalty * max(0.0, start - visit.closes) + day.weights[TRAVEL] * there_first
    length = plan.routes[s].length
    if p < length:
        w = plan.order[s, p]
        onward = day.travel[person.means, visit.place, day.visits[w].place]
        skipped = day.travel[person.means, here, day.visits[w].place]
        cost += day.weights[TRAVEL] * (onward - skipped)
        arrival = ready + onward
        while cost < bound:  # what follows is pushed, as far as nobody waits there anyway
            following = day.visits[w]
            before = plan.planned[w].start
            if arrival <= before:
                break
            cost += penalty * max(0.0, arrival - max(following.closes, before))
            cost += following.late_weight * max(0.0, arrival - max(following.due, before))
            arrival += following.duration
            p += 1
            if p == length:
                over = arrival + day.travel[person.means, following.place, person.last_place] - person.shift_to
                cost += penalty * max(0.0, over)
                break
            u, w = w, plan.order[s, p]
            arrival += day.travel[person.means, day.visits[u].place, day.visits[w].place]
    else:
        onward = day.travel[person.means, visit.place, person.last_place]
        skipped = day.travel[person.means, here, person.last_place] if p > 0 else 0.0
        cost += penalty * max(0.0, ready + onward - person.shift_to) + day.weights[TRAVEL] * (onward - skipped)
    return cost, start


@inner
def spared(day, plan, v, s, penalty):
    """About what it spares to take `v` out of a person's route: travel, what follows being earlier, the shift's end. Not the visit's own cost."""
    person = day.staff[s]
    p = place_in_route(plan, v, s)
    free, here = person.shift_from, person.first_place
    if p > 0:
        u = plan.order[s, p - 1]
        free = plan.planned[u].start + day.visits[u].duration
        here = day.visits[u].place
    place = day.visits[v].place
    length = plan.routes[s].length
    way = day.travel[person.means, here, place]
    if p + 1 == length:
        away = day.travel[person.means, place, person.last_place]
        direct = day.travel[person.means, here, person.last_place] if p > 0 else 0.0
        return day.weights[TRAVEL] * (way + away - direct) + penalty * plan.routes[s].broken
    w = plan.order[s, p + 1]
    direct = day.travel[person.means, here, day.visits[w].place]
    gain = day.weights[TRAVEL] * (way + day.travel[person.means, place, day.visits[w].place] - direct)
    arrival = free + direct
    for q in range(p + 1, length):
        w = plan.order[s, q]
        following = day.visits[w]
        start = plan.planned[w].start
        now = max(following.opens, arrival)
        if now >= start - EXACT:
            return gain
        gain += following.late_weight * (max(0.0, start - following.due) - max(0.0, now - following.due))
        gain += penalty * (max(0.0, start - following.closes) - max(0.0, now - following.closes))
        if day.weights[WORST] > 0 and plan.planned[w].late >= plan.sums[LATEST] - EXACT:
            gain += day.weights[WORST] * min(start - now, plan.sums[LATEST])
        if q + 1 < length:
            arrival = now + following.duration + day.travel[person.means, following.place, day.visits[plan.order[s, q + 1]].place]
    return gain + penalty * plan.routes[s].broken


@inner
def spared_whole(day, plan, v, penalty):
    """About what it spares to take a visit off everybody who is on it."""
    gain = plan.planned[v].cost + penalty * plan.planned[v].broken
    if day.weights[WORST] > 0 and plan.planned[v].late >= plan.sums[LATEST] - EXACT:
        gain += day.weights[WORST] * plan.sums[LATEST]
    for r in range(day.visits[v].people):
        gain += spared(day, plan, v, plan.who[v, r], penalty) + day.cost[v, r, plan.who[v, r]]
    return gain


@inner
def best_place(day, plan, v, s, penalty, bound, but=-1):
    """The position in a person's route, `but` for one, that looks best, if that is less than `bound`: (position, estimate, start); else an
    estimate of `bound`."""
    floor = earliest(day, plan, v)
    visit = day.visits[v]
    best_p, best_cost, best_start = 0, bound, 0.0
    for p in range(plan.routes[s].length + 1):
        if p > 0:  # whoever is free too late is so after all that follows as well
            u = plan.order[s, p - 1]
            free = plan.planned[u].start + day.visits[u].duration
            if visit.late_weight * (free - visit.due) >= best_cost or penalty * (free - visit.closes) >= best_cost:
                break
        if p == but:
            continue
        cost, start = estimate(day, plan, v, s, p, floor, penalty, best_cost)
        if cost < best_cost:
            best_p, best_cost, best_start = p, cost, start
    return best_p, best_cost, best_start


@inner
def key_at(day, plan, v, s, p, wish):
    """A key that puts `v` at position `p` of a person's route. nan: its gaps forbid it."""
    low = plan.planned[plan.order[s, p - 1]].key if p > 0 else -np.inf
    high = plan.planned[plan.order[s, p]].key if p < plan.routes[s].length else np.inf
    return key_between(day, plan, v, low, high, wish)


@inner
def place_by_key(plan, s, key):
    """The position at which a key belongs in a person's route."""
    p = plan.routes[s].length
    while p > 0 and plan.planned[plan.order[s, p - 1]].key > key:
        p -= 1
    return p


@inner
def free_of_others(day, plan, v, r, s, people):
    """Whether a person may take role `r` of an unallocated visit beside those already chosen for the roles before."""
    if not np.isfinite(day.cost[v, r, s]):
        return False
    for q in range(r):
        if people[q] == s:
            return False
    for g in range(day.gaps_at[v], day.gaps_at[v + 1]):
        if day.gaps[g].apart == 1:
            for q in range(plan.who.shape[1]):
                if plan.who[day.gaps[g].other, q] == s:
                    return False
    return True


@inner
def fill_roles(day, plan, v, key, people, penalty):
    """Chooses people for the further roles of a visit whose first person and key are set: who looks cheapest. False: nobody."""
    floor = earliest(day, plan, v)
    at = day.able_at
    roles = plan.who.shape[1]
    for r in range(1, day.visits[v].people):
        best = np.inf
        people[r] = -1
        for i in range(at[v * roles + r], at[v * roles + r + 1]):
            s = day.able[i]
            if free_of_others(day, plan, v, r, s, people):
                cost, start = estimate(day, plan, v, s, place_by_key(plan, s, key), floor, penalty, best - day.cost[v, r, s])
                cost += day.cost[v, r, s] + 0.5 * max(0.0, start - key)
                if cost < best:
                    best = cost
                    people[r] = s
        if people[r] < 0:
            return False
    return True


@inner
def insert_best(day, plan, v, sums, people, chosen, likely, costs):
    """Brings in an unallocated visit where it costs least without breaking anything. Returns False if that is nowhere, or not worth it."""
    for j in range(CANDIDATES):
        likely[j], costs[j] = -1, np.inf
    roles = plan.who.shape[1]
    for i in range(day.able_at[v * roles], day.able_at[v * roles + 1]):
        s = day.able[i]
        if not free_of_others(day, plan, v, 0, s, people):
            continue
        _, cost, _ = best_place(day, plan, v, s, 50.0, costs[CANDIDATES - 1] - day.cost[v, 0, s])
        cost += day.cost[v, 0, s]
        j = CANDIDATES
        while j > 0 and cost < costs[j - 1]:
            if j < CANDIDATES:
                costs[j] = costs[j - 1]
                likely[j] = likely[j - 1]
            j -= 1
        if j < CANDIDATES:
            costs[j] = cost
            likely[j] = s
    before, broken = total(day, plan), plan.sums[BROKEN]
    best, best_key = 0.0, 0.0
    chosen[0] = -1
    for turn in range(CANDIDATES + 1):
        if turn == CANDIDATES:
            if chosen[0] < 0:
                return False
            for r in range(roles):
                people[r] = chosen[r]
            key = best_key
        else:
            s = likely[turn]
            if s < 0:
                continue
            people[0] = s
            p, _, start = best_place(day, plan, v, s, 50.0, np.inf)
            key = key_at(day, plan, v, s, p, start)
            if np.isnan(key) or not fill_roles(day, plan, v, key, people, 50.0):
                continue
        begin(plan, sums)
        if bring_in(day, plan, v, key, people):
            settle(day, plan)
            if turn == CANDIDATES:
                return True
            gain = total(day, plan) - before
            if plan.sums[BROKEN] <= broken + EXACT and gain < best:
                best, best_key = gain, key
                for r in range(roles):
                    chosen[r] = people[r]
        undo(plan, sums)
    return False
