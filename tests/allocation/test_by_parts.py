"""A large day in parts: nothing gets lost between them, what reaches out of one is held, and the whole is a plan without a broken rule."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from backend.allocation import checker
from backend.allocation.problem import Day
from backend.allocation.proposal import Limits, Proposal, propose
from ops.benchmarks.team_days import team_day

pytest.importorskip("numba", reason="PROPOSALS ARE NOT TESTED: numba is not installed (pip install --group allocation)")
from backend.allocation.annealing import arrays
from backend.allocation.annealing.anneal import load
from backend.allocation.as_arrays import day_arrays, known_start
from backend.allocation.by_parts import LARGE
from backend.allocation.regions import Part, cut

LIMITS = Limits(moves=30_000, chains=2)


@pytest.fixture(scope="module")
def large() -> Day:
    """A day of so many that it is cut."""
    return team_day(LARGE + 5, 300, 4, 4.0)


@pytest.fixture(scope="module")
def found(large: Day) -> Proposal:
    return propose(large, LIMITS, 7, lambda: 0.0)


def cut_up(day: Day) -> tuple[arrays.Plan, list[Part]]:
    """A planned day, and parts of it of at most a dozen staff."""
    rows = day_arrays(day)
    plan = arrays.empty(rows, 1)
    load(rows, plan, *known_start(day, only_pinned=False))
    return plan, cut(rows, plan.who, plan.planned["start"].copy(), 12, np.random.default_rng(3))


def test_a_large_day_is_proposed_without_a_broken_rule_and_better_than_todays_practice(large: Day, found: Proposal) -> None:
    assert checker.breaches(large, found.plan) == []
    assert found.count.cost < 0.6 * found.practice.cost
    assert 0 < found.moves <= 2 * 30_000


def test_the_same_seed_and_moves_give_the_same_plan_of_a_large_day(large: Day, found: Proposal) -> None:
    assert propose(large, LIMITS, 7, lambda: 0.0).plan == found.plan


def test_everybody_is_in_one_part_and_every_visit_in_those_of_its_people(large: Day, found: Proposal) -> None:
    plan, parts = cut_up(replace(large, current=found.plan))
    assert sorted(np.concatenate([part.staff for part in parts])) == list(range(len(large.staff)))
    assert max(len(part.staff) for part in parts) <= 12
    free = np.concatenate([part.visits[part.free] for part in parts])
    assert len(set(free)) == len(free)
    for part in parts:
        for i, v in enumerate(part.visits):
            mine = {int(part.staff[s]) for s in part.who[i] if s >= 0}
            assert mine == {int(s) for s in plan.who[v] if s in part.staff}
            assert not part.free[i] or mine == {int(s) for s in plan.who[v] if s >= 0}


def test_what_reaches_out_of_a_part_keeps_its_start_and_its_people(large: Day, found: Proposal) -> None:
    plan, parts = cut_up(replace(large, current=found.plan))
    held = [(part, i) for part in parts for i in np.flatnonzero(~part.free)]
    assert any(len(large.visits[part.visits[i]].people) > 1 for part, i in held)
    assert any(gap.first == large.visits[part.visits[i]].id for gap in large.gaps for part, i in held)
    for part, i in held:
        row = part.rows.visits[i]
        assert row["pinned"] == 1
        assert row["opens"] == row["closes"] == plan.planned["start"][part.visits[i]]
    apart = {(gap.first, gap.second) for gap in large.gaps}
    for part in parts:
        names = [large.visits[v].id for v in part.visits]
        for a, b in apart:
            if (a in names) != (b in names) and b in found.plan.allocations and a in found.plan.allocations:
                assert not part.free[names.index(a if a in names else b)]


def test_each_part_is_timed_as_the_whole_is(large: Day, found: Proposal) -> None:
    plan, parts = cut_up(replace(large, current=found.plan))
    for part in parts:
        mine = arrays.empty(part.rows, 1)
        load(part.rows, mine, part.who, part.keys)
        assert mine.sums[arrays.BROKEN] == 0
        allocated = part.who[:, 0] >= 0
        assert mine.planned["start"][allocated] == pytest.approx(plan.planned["start"][part.visits[allocated]], abs=1e-6)


def test_pinned_visits_of_a_large_day_stay(large: Day, found: Proposal) -> None:
    pinned = set(list(found.plan.allocations)[::9])
    day = replace(large, visits=tuple(replace(one, pinned=one.id in pinned) for one in large.visits), current=found.plan)
    again = propose(day, LIMITS, 8, lambda: 0.0)
    assert {one: again.plan.allocations[one] for one in pinned} == {one: found.plan.allocations[one] for one in pinned}


def test_told_to_stop_a_large_day_ends_with_a_whole_plan(large: Day) -> None:
    asked = iter(range(10_000_000))
    found = propose(large, Limits(seconds=3600), 1, lambda: 0.0, stop=lambda: next(asked) > 40)
    assert checker.breaches(large, found.plan) == []
