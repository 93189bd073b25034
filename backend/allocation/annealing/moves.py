"""The moves: each changes the plan between `begin` and `settle`, and returns False if it cannot be made (its maker then undoes it)."""

from __future__ import annotations

import numpy as np

from backend.allocation.annealing.arrays import LATEST, OPENS, TRAVEL, WORST
from backend.allocation.annealing.chance import chance, pick
from backend.allocation.annealing.compiled import inner
from backend.allocation.annealing.edits import bring_in, cut, free_gaps, in_order, join, key_between, leave_out, may
from backend.allocation.annealing.places import best_place, earliest, estimate, fill_roles, free_of_others, key_at, place_by_key, spared_whole
from backend.allocation.annealing.timing import place_in_route, settle

SAMPLED = 8
"""How many people are looked at for a visit that is brought in."""


@inner
def somebody(day, plan, v, r, rng):
    """A person for role `r` of `v`: one who is near at about that time, one whom they know, or any who is able. -1: nobody."""
    kind = chance(rng)
    if kind < 0.55:
        u = day.near[v, pick(rng, day.near.shape[1])]
        return plan.who[u, pick(rng, day.visits[u].people)] if u >= 0 else -1
    role = v * plan.who.shape[1] + r
    first = day.able_at[role]
    count = day.able_at[role + 1] - first
    if kind < 0.8:
        count = min(count, day.cheap[role])
    return day.able[first + pick(rng, count)] if count > 0 else -1


@inner
def choose_place(day, plan, v, s, rng, penalty, bound, but=-1):
    """The best place in a person's route `but` for one, at times any other: (position, estimate, start), as far as it costs less than `bound`."""
    if chance(rng) < 0.25:
        p = pick(rng, plan.routes[s].length + 1)
        if p == but:
            return p, bound, 0.0
        cost, start = estimate(day, plan, v, s, p, earliest(day, plan, v), penalty, bound)
        return p, cost, start
    return best_place(day, plan, v, s, penalty, bound, but)


@inner
def relocate(day, plan, v, rng, penalty, limit, others):
    """Another person, another time, or both."""
    people = day.visits[v].people
    r = pick(rng, people)
    s = somebody(day, plan, v, r, rng)
    if s == plan.who[v, r]:  # those near are often by the same person
        s = somebody(day, plan, v, r, rng)
    kind = chance(rng)
    if people > 1 and kind < 0.5:  # the same moment with somebody else
        if s < 0 or s == plan.who[v, r] or not may(day, plan, v, r, s):
            return False
        cut(day, plan, v, r)
        return join(day, plan, v, r, s)
    if s < 0 or kind > 0.9 or (s != plan.who[v, r] and not may(day, plan, v, r, s)):
        s = plan.who[v, r]
    aside = s != plan.who[v, r]
    limit += spared_whole(day, plan, v, penalty)
    bound = limit - day.cost[v, 0, s] if people == 1 else np.inf
    but = -1 if aside or people > 1 else place_in_route(plan, v, s)  # where it stands already: nothing would change
    p, cost, start = 0, 0.0, 0.0
    if aside:
        p, cost, start = choose_place(day, plan, v, s, rng, penalty, bound)
        if cost >= bound:
            return False
    for q in range(people):
        others[q] = plan.who[v, q]
        cut(day, plan, v, q)
    if not aside:
        p, cost, start = choose_place(day, plan, v, s, rng, penalty, bound, but)
        if cost >= bound:
            return False
    key = key_at(day, plan, v, s, p, start)
    if np.isnan(key):
        return False
    plan.planned[v].key = key
    for q in range(people):
        if not join(day, plan, v, q, s if q == r else others[q]):
            return False
    free_gaps(day, plan, v)
    return True


@inner
def swap(day, plan, v, rng, penalty, limit):
    """Two visits near each other change people."""
    u = day.near[v, pick(rng, day.near.shape[1])]
    if u < 0 or plan.who[u, 0] < 0 or day.visits[u].pinned:
        return False
    r, q = pick(rng, day.visits[v].people), pick(rng, day.visits[u].people)
    s, t = plan.who[v, r], plan.who[u, q]
    if s == t or not np.isfinite(day.cost[v, r, t]) or not np.isfinite(day.cost[u, q, s]):
        return False
    alone = day.visits[v].people == 1 and day.visits[u].people == 1
    if alone:
        limit += spared_whole(day, plan, v, penalty) + spared_whole(day, plan, u, penalty) - day.cost[v, r, t] - day.cost[u, q, s]
    cut(day, plan, v, r)
    cut(day, plan, u, q)
    if not may(day, plan, v, r, t) or not may(day, plan, u, q, s):
        return False
    if day.visits[v].people == 1:
        p, cost, start = choose_place(day, plan, v, t, rng, penalty, limit if alone else np.inf)
        limit -= cost
        key = key_at(day, plan, v, t, p, start)
        if np.isnan(key) or (alone and limit <= 0):
            return False
        plan.planned[v].key = key
    if day.visits[u].people == 1:
        p, cost, start = choose_place(day, plan, u, s, rng, penalty, limit if alone else np.inf)
        limit -= cost
        key = key_at(day, plan, u, s, p, start)
        if np.isnan(key) or (alone and limit <= 0):
            return False
        plan.planned[u].key = key
        free_gaps(day, plan, u)
    if day.visits[v].people == 1:
        free_gaps(day, plan, v)
    if not join(day, plan, v, r, t) or not join(day, plan, u, q, s) or not in_order(day, plan, v) or not in_order(day, plan, u):
        return False
    return may(day, plan, v, r, t) and may(day, plan, u, q, s)


@inner
def tail_cost(day, plan, s, p, t, q, penalty):
    """About what it costs that the visits of `s` from position `p` on go to `t`, after those before position `q`: (new, what they cost now)."""
    mine, yours = day.staff[s], day.staff[t]
    length = plan.routes[s].length
    here, free, before = yours.first_place, yours.shift_from, mine.first_place
    if q > 0:
        u = plan.order[t, q - 1]
        here, free = day.visits[u].place, plan.planned[u].start + day.visits[u].duration
    if p > 0:
        before = day.visits[plan.order[s, p - 1]].place
    cost, was, broken = 0.0, 0.0, 0.0
    for i in range(p, length):
        w = plan.order[s, i]
        visit = day.visits[w]
        way = day.travel[yours.means, here, visit.place]
        start = max(visit.opens, free + way)
        cost += day.weights[TRAVEL] * way + visit.late_weight * max(0.0, start - visit.due)
        broken += max(0.0, start - visit.closes)
        was += day.weights[TRAVEL] * day.travel[mine.means, before, visit.place] + plan.planned[w].cost + penalty * plan.planned[w].broken
        for r in range(visit.people):
            if plan.who[w, r] == s:
                cost += day.cost[w, r, t]
                was += day.cost[w, r, s]
        here, free, before = visit.place, start + visit.duration, visit.place
    if p < length or q > 0:
        home = day.travel[yours.means, here, yours.last_place]
        cost += day.weights[TRAVEL] * home
        broken += max(0.0, free + home - yours.shift_to)
    if length > 0:
        was += day.weights[TRAVEL] * day.travel[mine.means, before, mine.last_place] + penalty * plan.routes[s].broken
    return cost + penalty * broken, was


@inner
def exchange_tails(day, plan, v, rng, penalty, limit, moving):
    """Two people change all that comes after a moment. `moving`: int32 scratch of two routes' length."""
    s = plan.who[v, pick(rng, day.visits[v].people)]
    u = day.near[v, pick(rng, day.near.shape[1])]
    if u < 0 or plan.who[u, 0] < 0:
        return False
    t = plan.who[u, pick(rng, day.visits[u].people)]
    if s == t:
        return False
    key = plan.planned[v].key
    p = place_by_key(plan, s, key) - 1  # from v on
    q = place_by_key(plan, t, key)
    if pick(rng, 3) == 0 and q > 0 and (p == 0 or plan.planned[plan.order[t, q - 1]].key > plan.planned[plan.order[s, p - 1]].key):
        q -= 1
    a, b = plan.routes[s].length - p, plan.routes[t].length - q
    if a > 12 and b > 12:
        return False
    for i in range(a):
        moving[i] = plan.order[s, p + i]
    for i in range(b):
        moving[a + i] = plan.order[t, q + i]
    for i in range(a + b):
        w, mine, yours = moving[i], s if i < a else t, t if i < a else s
        if day.visits[w].pinned:
            return False
        for r in range(day.visits[w].people):
            if plan.who[w, r] == yours:
                return False
            if plan.who[w, r] == mine and not np.isfinite(day.cost[w, r, yours]):
                return False
    new_s, was_t = tail_cost(day, plan, t, q, s, p, penalty)
    new_t, was_s = tail_cost(day, plan, s, p, t, q, penalty)
    if new_s + new_t - was_s - was_t > limit + day.weights[WORST] * plan.sums[LATEST]:
        return False
    for i in range(a + b):
        w, mine = moving[i], s if i < a else t
        for r in range(day.visits[w].people):
            if plan.who[w, r] == mine:
                cut(day, plan, w, r)
                moving[a + b + i] = r
                break
    for i in range(a + b):
        if not join(day, plan, moving[i], moving[a + b + i], t if i < a else s):
            return False
    for i in range(a + b):
        w = moving[i]
        if day.gaps_at[w] < day.gaps_at[w + 1] and not may(day, plan, w, moving[a + b + i], t if i < a else s):
            return False
    return True


@inner
def shift_some(day, plan, v, rng, penalty, moving):
    """Two or three visits in a row go to somebody else."""
    s = plan.who[v, 0]
    p = place_by_key(plan, s, plan.planned[v].key) - 1
    count = min(2 + pick(rng, 2), plan.routes[s].length - p)
    t = somebody(day, plan, v, 0, rng)
    if count < 2 or t < 0 or t == s:
        return False
    for i in range(count):
        w = plan.order[s, p + i]
        moving[i] = w
        if day.visits[w].pinned or day.visits[w].people > 1 or not may(day, plan, w, 0, t):
            return False
    for i in range(count):
        cut(day, plan, moving[i], 0)
    place, _, start = best_place(day, plan, v, t, penalty, np.inf)
    low = plan.planned[plan.order[t, place - 1]].key if place > 0 else -np.inf
    high = plan.planned[plan.order[t, place]].key if place < plan.routes[t].length else np.inf
    for i in range(count):
        w = moving[i]
        room = high if not np.isfinite(high) or not np.isfinite(low) else low + (high - low) / (count - i)
        key = key_between(day, plan, w, low, room, start)
        if np.isnan(key):
            return False
        plan.planned[w].key = key
        if not join(day, plan, w, 0, t):
            return False
        free_gaps(day, plan, w)
        low = key
        start += day.visits[w].duration + 5.0
    return True


@inner
def renew(day, plan, v, rng, penalty, limit, people, moving):
    """A visit, and those with which it has a gap, leave and come in again, each with the best of a few people: what no smaller step can do."""
    count = 1
    moving[0] = v
    for g in range(day.gaps_at[v], day.gaps_at[v + 1]):
        other = day.gaps[g].other
        if plan.who[other, 0] >= 0 and count < 4:
            if day.visits[other].pinned:
                continue
            moving[count] = other
            count += 1
    for i in range(count):
        limit += spared_whole(day, plan, moving[i], penalty)
    for i in range(count):
        leave_out(day, plan, moving[i])
    first = pick(rng, count)
    for i in range(count):
        w = moving[(first + i) % count]
        limit -= bring_in_best_of(day, plan, w, rng, penalty, people, 4, limit)
        if limit <= 0:
            return False
    return True


@inner
def renew_some(day, plan, v, rng, penalty, people, moving):
    """A visit and some near it, with those with which they have a gap, leave and come in again one by one, each with the best of a few people."""
    wanted = 2 + pick(rng, 5)
    count = 0
    for turn in range(wanted):
        w = v if turn == 0 else day.near[v, pick(rng, day.near.shape[1])]
        if w < 0 or plan.who[w, 0] < 0 or day.visits[w].pinned:
            continue
        leave_out(day, plan, w)
        moving[count] = w
        count += 1
        for g in range(day.gaps_at[w], day.gaps_at[w + 1]):
            other = day.gaps[g].other
            if plan.who[other, 0] >= 0 and not day.visits[other].pinned:
                leave_out(day, plan, other)
                moving[count] = other
                count += 1
    settle(day, plan)
    for i in range(count):
        j = i + pick(rng, count - i)
        w = moving[j]
        moving[j] = moving[i]
        if not bring_in_best_of(day, plan, w, rng, penalty, people, 12, np.inf) < np.inf:
            return False
        settle(day, plan)
    return True


@inner
def bring_in_best_of(day, plan, v, rng, penalty, people, sample, bound):
    """Brings in an unallocated visit with the best of `sample` people drawn from those who are able, if that looks like less than `bound`. Returns
    about what it costs by the first of its people; inf: it stays out."""
    role = v * plan.who.shape[1]
    first = day.able_at[role]
    count = day.able_at[role + 1] - first
    best, s, place, start = bound, -1, 0, 0.0
    for i in range(min(sample, count)):
        t = day.able[first + (pick(rng, count) if count > sample else i)]
        if free_of_others(day, plan, v, 0, t, people):
            p, cost, begins = best_place(day, plan, v, t, penalty, best - day.cost[v, 0, t])
            cost += day.cost[v, 0, t]
            if cost < best:
                best, s, place, start = cost, t, p, begins
    if s < 0:
        return np.inf
    people[0] = s
    key = key_at(day, plan, v, s, place, start)
    if np.isnan(key) or not fill_roles(day, plan, v, key, people, penalty) or not bring_in(day, plan, v, key, people):
        return np.inf
    return best


@inner
def bring_in_some(day, plan, rng, penalty, people, moving, instead):
    """An unallocated visit finds a place with the best of a few people; `instead` of a visit that they have about then. At times those with which it
    has a gap leave before and come in again after it, as there may be no time that is right for all where they are."""
    v = plan.open[pick(rng, plan.counts[OPENS])]
    role = v * plan.who.shape[1]
    first = day.able_at[role]
    count = day.able_at[role + 1] - first
    if day.visits[v].pinned or count == 0:
        return False
    if not instead:
        again = 0
        if day.gaps_at[v] < day.gaps_at[v + 1] and chance(rng) < 0.5:
            for g in range(day.gaps_at[v], day.gaps_at[v + 1]):
                other = day.gaps[g].other
                if plan.who[other, 0] >= 0 and not day.visits[other].pinned:
                    leave_out(day, plan, other)
                    moving[again] = other
                    again += 1
            settle(day, plan)
        if not bring_in_best_of(day, plan, v, rng, penalty, people, SAMPLED, np.inf) < np.inf:
            return False
        for i in range(again):
            settle(day, plan)
            if not bring_in_best_of(day, plan, moving[i], rng, penalty, people, SAMPLED, np.inf) < np.inf:
                return False
        return True
    s = day.able[first + pick(rng, count)]
    _, _, wish = best_place(day, plan, v, s, penalty, np.inf)
    p = min(place_by_key(plan, s, wish) + pick(rng, 2), plan.routes[s].length) - 1
    if p < 0 or not np.isfinite(day.cost[v, 0, s]):
        return False
    u = plan.order[s, p]
    if day.visits[u].pinned:
        return False
    leave_out(day, plan, u)
    if not free_of_others(day, plan, v, 0, s, people):
        return False
    people[0] = s
    p, _, start = best_place(day, plan, v, s, penalty, np.inf)
    key = key_at(day, plan, v, s, p, start)
    if np.isnan(key) or not fill_roles(day, plan, v, key, people, penalty):
        return False
    return bring_in(day, plan, v, key, people)
