"""A large day in parts: neighbours' routes are annealed side by side as small days of their own, put together again, and cut elsewhere.

Two cores then work on one plan instead of on two of which one is thrown away; what a part needs fits beside its core (the ways between all places
of a large day do not); and a part is whole now and then, where of hundreds of routes some are always just being tried out.

What would reach out of a part is held: a double-up with somebody outside, and visits with a gap between parts, keep their people and their start.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from backend.allocation.annealing import arrays
from backend.allocation.as_arrays import able_lists, near

People = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the staff with their visits, as a day of its own: `visits` and `staff` are its rows in the whole day, `free` the visits that are not
    held, `who` and `keys` the plan of it as it stands."""

    rows: arrays.Day
    visits: arrays.Ints
    staff: arrays.Ints
    free: Flags
    who: People
    keys: arrays.Floats

    def put_back(self, mine: People, starts: arrays.Floats, who: People, keys: arrays.Floats) -> None:
        """Writes a plan of this part into one of the whole day. The starts become the keys: those of two parts are in one order then."""
        whole = self.visits[self.free]
        who[whole, : mine.shape[1]] = np.where(mine[self.free] >= 0, self.staff[mine[self.free]], -1)
        keys[whole] = starts[self.free]


def cut(rows: arrays.Day, who: People, starts: arrays.Floats, size: int, chance: np.random.Generator) -> list[Part]:
    """Parts of at most `size` staff whose routes are neighbours, other ones each time. A visit is in the part of each of its people; one that is
    unallocated in one part at most. `starts` are those of the plan as it is timed."""
    home = _neighbours(rows, who, size, chance)
    many = int(home.max()) + 1
    of = np.where(who >= 0, home[who], -1)
    out = who[:, 0] < 0
    first = of[:, 0].copy()
    inside = ((of == first[:, None]) | (of < 0)).all(axis=1)
    free = out | inside & (rows.visits["pinned"] == 0)
    for v in np.flatnonzero(np.diff(rows.gaps_at)):
        others = rows.gaps["other"][rows.gaps_at[v] : rows.gaps_at[v + 1]]
        if not out[v]:
            free[v] &= all(out[u] or (inside[v] and inside[u] and first[u] == first[v]) for u in others)
    for v in np.flatnonzero(out):
        tied = {int(first[u]) for u in rows.gaps["other"][rows.gaps_at[v] : rows.gaps_at[v + 1]] if first[u] >= 0}
        about = [int(first[u]) for u in rows.near[v] if u >= 0 and first[u] >= 0]
        if len(tied) == 1:
            first[v] = tied.pop()
        elif not tied:
            first[v] = about[chance.integers(len(about))] if about else chance.integers(many)
    of[:, 0] = np.where(out, first, of[:, 0])
    return [_part(rows, who, starts, np.flatnonzero(home == part), of == part, free) for part in range(many)]


def _neighbours(rows: arrays.Day, who: People, size: int, chance: np.random.Generator) -> arrays.Ints:
    """For each of the staff the number of their part: halved between two of their visits drawn by lot, by what is nearer on average, until small."""
    parts = [np.arange(len(rows.staff))]
    while max(len(part) for part in parts) > size:
        halves = []
        for part in parts:
            theirs = np.flatnonzero(np.isin(who, part).any(axis=1))
            middle = np.zeros(len(rows.staff))
            if len(theirs) > 1:
                a, b = rows.visits["place"][chance.choice(theirs, 2, replace=False)]
                nearer = rows.travel[0, a] - rows.travel[0, b]
                visits = np.zeros(len(rows.staff))
                for r in range(who.shape[1]):
                    there = theirs[who[theirs, r] >= 0]
                    np.add.at(middle, who[there, r], nearer[rows.visits["place"][there]])
                    np.add.at(visits, who[there, r], 1)
                middle = np.where(visits > 0, middle / np.maximum(visits, 1), nearer[rows.staff["last_place"]])
            order = part[np.argsort(middle[part], kind="stable")]
            halves += [order[: len(order) // 2], order[len(order) // 2 :]]
        parts = halves
    home = np.zeros(len(rows.staff), np.int64)
    for number, part in enumerate(parts):
        home[part] = number
    return home


def _part(rows: arrays.Day, who: People, starts: arrays.Floats, staff: arrays.Ints, roles: Flags, free: Flags) -> Part:
    """`roles`: which roles of which visits are this part's; an unallocated visit's first stands for all."""
    chosen = np.flatnonzero(roles.any(axis=1))
    mine = np.full(len(rows.staff) + 1, -1, np.int32)
    mine[staff] = np.arange(len(staff))
    people = mine[who[chosen]]
    cost = rows.cost[chosen][:, :, staff]
    visits = rows.visits[chosen]
    held = ~free[chosen]
    visits["pinned"][held] = 1
    visits["opens"][held] = visits["closes"][held] = starts[chosen[held]]
    for i in np.flatnonzero(held & (visits["people"] > 1)):  # of a double-up with somebody outside only the roles inside
        inside = np.flatnonzero(people[i] >= 0)
        people[i, : len(inside)], people[i, len(inside) :] = people[i, inside], -1
        cost[i, : len(inside)], cost[i, len(inside) :] = cost[i, inside], np.inf
        visits["people"][i] = len(inside)
    places, at = np.unique(np.concatenate([visits["place"], rows.staff["first_place"][staff], rows.staff["last_place"][staff]]), return_inverse=True)
    n, m = len(chosen), len(staff)
    team = rows.staff[staff]
    visits["place"], team["first_place"], team["last_place"] = at[:n], at[n : n + m], at[n + m :]
    travel = np.ascontiguousarray(rows.travel[:, places[:, None], places[None, :]])
    row = np.full(len(rows.visits), -1, np.int32)
    row[chosen] = np.arange(n)
    of = np.repeat(np.arange(len(rows.visits)), np.diff(rows.gaps_at))
    inner = (row[of] >= 0) & (row[rows.gaps["other"]] >= 0) if len(of) else np.zeros(0, bool)
    gaps = rows.gaps[inner]
    gaps["other"] = row[gaps["other"]]
    gaps_at = np.concatenate([[0], np.cumsum(np.bincount(row[of[inner]], minlength=n))]).astype(np.int64)
    day = arrays.Day(visits, team, travel, np.ascontiguousarray(cost), *able_lists(cost), near(visits, travel[0]), gaps, gaps_at, rows.weights)
    return Part(day, chosen, staff, free[chosen], people, starts[chosen])
