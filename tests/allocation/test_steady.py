"""Nobody is told of a few minutes that gain nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from backend.allocation import checker, greedy
from backend.allocation.problem import Allocation, Day, Plan
from backend.allocation.proposal import Limits, propose
from backend.allocation.steady import steadied
from tests.allocation.days import day, hard, random_days, staff, visit
from tests.allocation.test_random_days import DAYS

pytest.importorskip("numba", reason="PROPOSALS ARE NOT TESTED: numba is not installed (pip install --group allocation)")


def at(*starts: float, who: str = "ada") -> Plan:
    return Plan({f"v{n}": Allocation(start, (who,)) for n, start in enumerate(starts)})


def two(**changes: object) -> Day:
    """Two visits that Ada has at 9:10 and at 10:30."""
    return day((staff("Ada"), staff("Ben")), (visit("v0"), visit("v1", **changes)), current=at(550, 630))


def test_who_keeps_their_visits_keeps_their_times():
    assert steadied(two(), at(540, 575)) == at(550, 630)


def test_a_time_that_would_break_a_rule_is_not_put_back_and_the_others_are():
    closed = two(window=hard(540, 600))
    assert steadied(closed, at(540, 590)) == at(550, 590)
    assert steadied(closed, at(540, 575)) == at(540, 575), "at 9:10 the first would last until the second has begun"


def test_a_time_that_costs_something_is_not_put_back():
    early = replace(two(), visits=(visit("v0", closes=545), visit("v1")))
    assert steadied(early, at(540, 575)) == at(540, 630)


def test_what_somebody_else_takes_is_left_as_it_was_found():
    plan = Plan({"v0": Allocation(540, ("ada",)), "v1": Allocation(560, ("ben",))})
    assert steadied(two(), plan) == Plan({"v0": Allocation(550, ("ada",)), "v1": Allocation(560, ("ben",))})


def test_time_that_is_up_leaves_what_was_put_back():
    blocked = two(window=hard(540, 600))
    assert steadied(blocked, at(540, 575), lambda: True) == at(540, 575)


@DAYS
@given(random_days())
def test_it_breaks_no_rule_costs_nothing_and_moves_nobody(random: Day) -> None:
    now = greedy.allocate(random)
    told = replace(random, current=now)
    found = propose(told, Limits(moves=400), 1, lambda: 0.0).plan
    steady = steadied(told, found)
    assert checker.breaches(told, steady) == []
    assert checker.count(told, steady).cost <= checker.count(told, found).cost + 1e-5
    assert {v: p.staff for v, p in steady.allocations.items()} == {v: p.staff for v, p in found.allocations.items()}
    for v, p in steady.allocations.items():
        assert p.start in (found.allocations[v].start, now.allocations[v].start if v in now.allocations else None)
