"""What the compiled code sees: a day as arrays, and the plan in the making. Times are minutes after midnight, costs are minutes (float64).

N visits, R the most people that any needs, M staff, P places, W means of travel. A *role* is one of the people that a visit needs.

One unique key per visit; a person's route is their visits in the order of the keys. A double-up has one key in two routes, so routes can never
wait for each other in a circle. A visit's start is the earliest that its routes, its window and its gaps allow.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

VISIT = np.dtype(
    [
        ("place", "i4"),
        ("people", "i4"),
        ("pinned", "i4"),  # 1: nothing about it may change
        ("duration", "f8"),
        ("opens", "f8"),  # never starts before
        ("due", "f8"),  # later is `late_weight` a minute
        ("closes", "f8"),  # never starts after; inf: soft
        ("late_weight", "f8"),
        ("unallocated", "f8"),  # what leaving it out costs
        ("was", "f8"),  # its start in the plan that people know; nan: none
        ("moved_weight", "f8"),  # per minute moved from there
    ],
    align=True,
)
STAFF = np.dtype(
    [
        ("means", "i4"),
        ("first_place", "i4"),
        ("last_place", "i4"),
        ("shift_from", "f8"),
        ("shift_to", "f8"),
        ("break_minutes", "f8"),  # 0: none
        ("break_from", "f8"),  # begins not before
        ("break_to", "f8"),  # begins not after
        ("share", "f8"),  # fair minutes of care and travel
    ],
    align=True,
)
GAP = np.dtype(
    [
        ("other", "i4"),
        ("after", "i4"),  # 1: the other comes after this one, 0: before
        ("apart", "i4"),  # 1: by different people
        ("least", "f8"),  # minutes from start to start
        ("most", "f8"),
    ],
    align=True,
)


class Day(NamedTuple):
    """What is asked. Never changes while solving."""

    visits: npt.NDArray[np.void]  # VISIT[N]
    staff: npt.NDArray[np.void]  # STAFF[M]
    travel: npt.NDArray[np.float32]  # [W, P, P] minutes
    cost: npt.NDArray[np.float32]  # [N, R, M]: minutes charged for this person in this role; inf: never
    able: Ints  # who may do visit v in role r: able[able_at[v * R + r] : able_at[v * R + r + 1]], cheapest first
    able_at: Ints
    cheap: Ints  # [N * R]: how many of them cost no more than the cheapest
    near: npt.NDArray[np.int32]  # [N, K]: visits near in place and time, -1 where fewer
    gaps: npt.NDArray[np.void]  # GAP[...], those of visit v: gaps[gaps_at[v] : gaps_at[v + 1]]
    gaps_at: Ints
    weights: Floats  # [TRAVEL, FAIRNESS, WORST]: per minute of travel, from the fair share, of the latest of all


TRAVEL, FAIRNESS, WORST = 0, 1, 2

PLANNED = np.dtype(
    [
        ("key", "f8"),
        ("start", "f8"),
        ("hold", "f8"),  # not before, so that a visit after it is not too long after
        ("cost", "f8"),  # lateness and change
        ("broken", "f8"),  # minutes by which hard times are broken here
        ("late", "f8"),  # minutes after `due`
        ("open", "i4"),  # place in the list of unallocated visits; -1: allocated
        ("queued", "i4"),
        ("kept", "i8"),  # the move in which it was kept for undoing
        ("raised", "i8"),  # move × 8 + how often `hold` changed in it
    ],
    align=True,
)
ROUTE = np.dtype(
    [
        ("length", "i4"),
        ("travel", "f8"),
        ("care", "f8"),
        ("cost", "f8"),
        ("broken", "f8"),
        ("break_start", "f8"),  # after the last visit; -1: before, or none
        ("kept", "i8"),
        ("ends", "i8"),  # the move in which its end was noted as changed
    ],
    align=True,
)


class Plan(NamedTuple):
    """A plan in the making, with what undoing a move needs."""

    planned: npt.NDArray[np.void]  # PLANNED[N]
    routes: npt.NDArray[np.void]  # ROUTE[M]
    who: npt.NDArray[np.int32]  # [N, R]; -1: nobody
    rested: npt.NDArray[np.int8]  # [N, R]: 1: that person's break lies before this visit
    breaks: Floats  # [N, R]: when it begins, if directly before; else -1
    order: npt.NDArray[np.int32]  # [M, longest]: each route's visits
    open: npt.NDArray[np.int32]  # [N]: the unallocated visits
    queue: npt.NDArray[np.int32]  # [N]: visits to be timed again, greatest key first
    sums: Floats  # see below
    counts: Ints  # see below
    kept_planned: npt.NDArray[np.void]
    kept_who: npt.NDArray[np.int32]
    kept_rested: npt.NDArray[np.int8]
    kept_breaks: Floats
    kept_visit: npt.NDArray[np.int32]
    kept_routes: npt.NDArray[np.void]
    kept_order: npt.NDArray[np.int32]
    kept_staff: npt.NDArray[np.int32]
    ends: npt.NDArray[np.int32]  # [M]: staff whose route's end is to be looked at again
    rng: npt.NDArray[np.uint64]  # [1]


WHO, VISITS, ROUTES, BROKEN, OPEN, LATEST = 0, 1, 2, 3, 4, 5
"""`sums`: cost of who does what, of times, of routes; minutes of broken rules; cost of what is left out; minutes of the latest visit."""
MOVE, OPENS, QUEUED, KEPT_VISITS, KEPT_STAFF, ENDS, SEEK = 0, 1, 2, 3, 4, 5, 6
"""`counts`: number of the move, unallocated visits, queue's length, visits and staff kept, changed ends, whether to seek the latest visit."""


def empty(day: Day, seed: int) -> Plan:
    """A plan with nothing allocated."""
    n, roles, m = len(day.visits), day.cost.shape[1], len(day.staff)
    longest = min(n, 96) + 1
    planned = np.zeros(n, PLANNED)
    planned["open"] = np.arange(n)
    planned["kept"] = planned["raised"] = -1
    routes = np.zeros(m, ROUTE)
    routes["kept"] = routes["ends"] = -1
    routes["break_start"] = -1
    sums = np.zeros(6)
    sums[OPEN] = day.visits["unallocated"].sum()
    counts = np.zeros(7, np.int64)
    counts[OPENS] = n
    return Plan(
        planned, routes, np.full((n, roles), -1, np.int32), np.zeros((n, roles), np.int8), np.full((n, roles), -1.0),
        np.full((m, longest), -1, np.int32), np.arange(n, dtype=np.int32), np.zeros(n, np.int32), sums, counts,
        np.zeros(n, PLANNED), np.zeros((n, roles), np.int32), np.zeros((n, roles), np.int8), np.zeros((n, roles)), np.zeros(n, np.int32),
        np.zeros(m, ROUTE), np.zeros((m, longest), np.int32), np.zeros(m, np.int32), np.zeros(m, np.int32),
        np.array([(seed * 2 + 1) * 0x9E3779B9 & 0xFFFFFFFFFFFFFFFF], np.uint64),
    )  # fmt: skip
