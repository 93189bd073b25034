"""The day as the arrays that the compiled code sees, and its plan back as data."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from backend.allocation.annealing import arrays
from backend.allocation.annealing.arrays import GAP, STAFF, VISIT, Floats, Ints
from backend.allocation.problem import Allocation, Day, Plan, Staff, able
from backend.allocation.travel import Point
from backend.allocation.weights import FAIR_TRAVEL

NEAR = 24
"""How many visits count as near to another."""


def day_arrays(day: Day) -> arrays.Day:
    """The arrays of a day without faults: N visits, M staff, R the most people at one visit, in the day's order."""
    places: dict[Point, int] = {}
    means = {name: i for i, name in enumerate(dict.fromkeys(staff.means for staff in day.staff))} or {"walk": 0}
    visits = np.zeros(len(day.visits), VISIT)
    for row, visit in zip(visits, day.visits, strict=True):
        was = day.current.allocations.get(visit.id)
        opens, due, closes = visit.window.opens, visit.window.closes, visit.window.closes if visit.window.hard else np.inf
        if visit.pinned and was is not None:
            opens, closes = was.start, was.start
        row["place"] = places.setdefault(visit.place, len(places))
        row["people"], row["pinned"], row["duration"] = len(visit.people), visit.pinned, visit.minutes
        row["opens"], row["due"], row["closes"] = opens, due, closes
        row["late_weight"] = day.weights.lateness
        row["unallocated"] = day.weights.unallocated[visit.priority - 1]
        row["was"] = was.start if was is not None else np.nan
        row["moved_weight"] = day.weights.moved if was is not None else 0.0
    staff = np.zeros(len(day.staff), STAFF)
    lengths = [one.shift_to - one.shift_from - (one.rest.minutes if one.rest else 0.0) for one in day.staff]
    care = sum(visit.minutes * len(visit.people) for visit in day.visits)
    for one_row, one, length in zip(staff, day.staff, lengths, strict=True):
        assert one.base is not None
        one_row["means"] = means[one.means]
        one_row["first_place"] = places.setdefault(one.begins_at or one.base, len(places))
        one_row["last_place"] = places.setdefault(one.base, len(places))
        one_row["shift_from"], one_row["shift_to"] = one.shift_from, one.shift_to
        if one.rest is not None:
            one_row["break_minutes"], one_row["break_from"], one_row["break_to"] = one.rest.minutes, one.rest.earliest, one.rest.latest
        one_row["share"] = min(length, care * FAIR_TRAVEL * length / sum(lengths))
    travel = _travel(day, list(places), list(means))
    cost = _cost(day)
    able_list, able_at, cheap = able_lists(cost)
    gaps, gaps_at = _gaps(day)
    weights = np.array([day.weights.travel, day.weights.fairness, 0.0])
    return arrays.Day(visits, staff, travel, cost, able_list, able_at, cheap, near(visits, travel[0]), gaps, gaps_at, weights)


def _travel(day: Day, places: list[Point], means: list[str]) -> npt.NDArray[np.float32]:
    """Minutes [W, P, P], as `Travel.minutes` says, some rows at a time, so that what is in between stays in the cache."""
    east, north = (np.array([getattr(place, axis) for place in places]) for axis in ("east", "north"))
    whole = np.zeros((len(means), len(places), len(places)), np.float32)
    for begin in range(0, len(places), 64):
        some = slice(begin, begin + 64)
        metres = np.hypot(east[some, None] - east, north[some, None] - north)
        for w, name in enumerate(means):
            how = day.travel.means[name]
            minutes = metres / 1000 * how.detour / how.kmh * 60 + how.fixed_minutes
            whole[w, some] = np.where(metres == 0, 0.0, np.ceil(minutes - 1e-9) if day.travel.whole_minutes else minutes)
    index = {place: i for i, place in enumerate(places)}
    for (name, start, end), known in day.travel.table.items():
        if name in means and start in index and end in index and start != end:
            whole[means.index(name), index[start], index[end]] = np.ceil(known - 1e-9) if day.travel.whole_minutes else known
    return whole


def _cost(day: Day) -> npt.NDArray[np.float32]:
    """Minutes charged for each visit, role and person; inf: never."""
    roles = max((len(visit.people) for visit in day.visits), default=1)
    cost = np.full((len(day.visits), roles, len(day.staff)), np.inf, np.float32)
    index = {one.id: i for i, one in enumerate(day.staff)}
    skilled = {needs: np.array([able(one, needs, day.date) for one in day.staff]) for needs in {n for v in day.visits for n in v.people}}
    genders = {g: np.array([one.gender != g for one in day.staff]) for g in {v.wishes.gender for v in day.visits} - {None}}
    languages = {w: np.array([w not in one.languages for one in day.staff]) for w in {v.wishes.language for v in day.visits} - {None}}
    for v, visit in enumerate(day.visits):
        mine = np.full(len(day.staff), day.weights.unfamiliar, np.float32)
        mine[[index[one] for one in visit.wishes.known if one in index]] = 0.0
        if visit.wishes.gender is not None:
            mine += day.weights.missed_wish * genders[visit.wishes.gender]
        if visit.wishes.language is not None:
            mine += day.weights.missed_wish * languages[visit.wishes.language]
        was = day.current.allocations.get(visit.id)
        if was is not None and day.weights.changed:
            mine += day.weights.changed
            mine[[index[one] for one in was.staff if one in index]] -= day.weights.changed
        mine[[index[one] for one in visit.wishes.never if one in index]] = np.inf
        for r, needs in enumerate(visit.people):
            cost[v, r] = np.where(skilled[needs], mine, np.inf)
            if visit.pinned and was is not None:
                cost[v, r, [i for i, one in enumerate(day.staff) if one.id != was.staff[r]]] = np.inf
    return cost


def able_lists(cost: npt.NDArray[np.float32]) -> tuple[Ints, Ints, Ints]:
    """For each visit and role who may do it, cheapest first; where each list starts; how many cost no more than the cheapest."""
    rows = cost.reshape(cost.shape[0] * cost.shape[1], cost.shape[2])
    order = np.argsort(rows, axis=1, kind="stable")
    costs = np.take_along_axis(rows, order, axis=1)
    can = np.isfinite(costs)
    cheap = (can & (costs <= costs[:, :1] + 1e-3)).sum(axis=1)
    return order[can], np.concatenate([[0], np.cumsum(can.sum(axis=1))]).astype(np.int64), cheap


def near(visits: npt.NDArray[np.void], minutes: npt.NDArray[np.float32], spread: float = 0.1, many: int = NEAR) -> npt.NDArray[np.int32]:
    """For each visit those nearest in place and time, [N, many]; −1 where there are fewer. A minute of time weighs `spread` of one of travel."""
    n = len(visits)
    middle = (visits["opens"] + np.minimum(visits["due"] - visits["opens"], 120) / 2).astype(np.float32)
    found = np.full((n, max(1, min(many, n - 1))), -1, np.int32)
    for begin in range(0, n if n > 1 else 0, 256):  # as many rows as stay in the cache
        some = np.arange(begin, min(n, begin + 256))
        far = minutes[visits["place"][some][:, None], visits["place"][None, :]] + np.float32(spread) * np.abs(middle - middle[some][:, None])
        far[some - begin, some] = np.inf
        nearest = np.sort(np.argpartition(far, found.shape[1] - 1, axis=1)[:, : found.shape[1]], axis=1)
        order = np.argsort(np.take_along_axis(far, nearest, axis=1), axis=1, kind="stable")
        found[some] = np.take_along_axis(nearest, order, axis=1)
    return found


def _gaps(day: Day) -> tuple[npt.NDArray[np.void], Ints]:
    index = {visit.id: v for v, visit in enumerate(day.visits)}
    rows: list[list[tuple[int, int, int, float, float]]] = [[] for _ in day.visits]
    for gap in day.gaps:
        a, b, most = index[gap.first], index[gap.second], np.inf if gap.most is None else gap.most
        rows[a].append((b, 1, 0, gap.least, most))
        rows[b].append((a, 0, 0, gap.least, most))
    return packed_gaps(rows)


def packed_gaps(rows: list[list[tuple[int, int, int, float, float]]]) -> tuple[npt.NDArray[np.void], Ints]:
    """Each visit's gaps one after the other, and where each visit's begin."""
    at = np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int64)
    return np.array([gap for row in rows for gap in row], GAP), at


def known_start(day: Day, only_pinned: bool) -> tuple[npt.NDArray[np.int32], Floats]:
    """The current plan's people (int32[N, R], −1: unallocated) and keys, as far as everybody in it works today."""
    roles = max((len(visit.people) for visit in day.visits), default=1)
    index = {one.id: i for i, one in enumerate(day.staff)}
    who, keys = np.full((len(day.visits), roles), -1, np.int32), np.zeros(len(day.visits))
    for v, visit in enumerate(day.visits):
        was = day.current.allocations.get(visit.id)
        keys[v] = was.start if was is not None else visit.window.opens
        if was is None or (only_pinned and not visit.pinned) or len(was.staff) != len(visit.people):
            continue
        if all(one in index for one in was.staff):
            who[v, : len(was.staff)] = [index[one] for one in was.staff]
    return who, keys


def as_plan(day: Day, plan: arrays.Plan) -> Plan:
    """The plan in the arrays as data. Times are to the thousandth of a minute."""
    allocations, breaks = {}, {}
    staff: tuple[Staff, ...] = day.staff
    for v, visit in enumerate(day.visits):
        if plan.who[v, 0] >= 0:
            people = plan.who[v, : len(visit.people)]
            allocations[visit.id] = Allocation(round(float(plan.planned["start"][v]), 3), tuple(staff[s].id for s in people))
            for r, s in enumerate(people):
                if plan.breaks[v, r] >= 0:
                    breaks[staff[s].id] = round(float(plan.breaks[v, r]), 3)
    for s, one in enumerate(staff):
        if plan.routes["length"][s] > 0 and plan.routes["break_start"][s] >= 0:
            breaks[one.id] = round(float(plan.routes["break_start"][s]), 3)
    return Plan(allocations, breaks)
