"""Whatever the day: every plan keeps every hard rule, and its numbers are those that the checker counts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from backend.allocation import checker, greedy
from backend.allocation.faults import faults
from backend.allocation.problem import Day
from backend.allocation.proposal import Limits, propose
from backend.allocation.reasons import Rule, openings, why, why_not
from tests.allocation.days import random_days

pytest.importorskip("numba", reason="PROPOSALS ARE NOT TESTED: numba is not installed (pip install --group allocation)")
DAYS = settings(
    max_examples=100, deadline=None, derandomize=True, database=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck)
)
MANY = settings(DAYS, max_examples=3000)


def proposed(day: Day) -> None:
    assert faults(day) == []
    found = propose(day, Limits(moves=400), 1, lambda: 0.0)  # itself compares the cost that the annealing saw with the checker's
    assert checker.breaches(day, found.plan) == []
    assert found.count == checker.count(day, found.plan)
    assert found.count.cost <= found.practice.cost + 1e-6


@DAYS
@given(random_days())
def test_a_proposal_breaks_no_rule_on_any_day(day: Day) -> None:
    proposed(day)


@pytest.mark.slow
@MANY
@given(random_days())
def test_a_proposal_breaks_no_rule_on_thousands_of_days(day: Day) -> None:
    proposed(day)


@DAYS
@given(random_days())
def test_todays_practice_breaks_no_rule_on_any_day(day: Day) -> None:
    assert checker.breaches(day, greedy.allocate(day)) == []


@DAYS
@given(random_days())
def test_what_is_pinned_stays_where_it_was_whatever_else_is_proposed(day: Day) -> None:
    first = propose(day, Limits(moves=100), 1, lambda: 0.0).plan
    pinned = tuple(replace(one, pinned=i % 2 == 0 and one.id in first.allocations) for i, one in enumerate(day.visits))
    again = replace(day, visits=pinned, current=first)
    second = propose(again, Limits(moves=300), 2, lambda: 0.0)
    assert checker.breaches(again, second.plan) == []
    assert all(second.plan.allocations[one.id] == first.allocations[one.id] for one in pinned if one.pinned)


@DAYS
@given(random_days())
def test_each_allocation_has_its_reason_and_each_visit_left_out_too(day: Day) -> None:
    plan = propose(day, Limits(moves=200), 1, lambda: 0.0).plan
    for visit in day.visits:
        if visit.id in plan.allocations:
            assert why(day, plan, visit).text
        else:
            assert why_not(day, plan, visit).rules


@DAYS
@given(random_days())
def test_a_visit_that_would_fit_is_never_said_to_be_impossible_and_its_opening_breaks_nothing(day: Day) -> None:
    plan = propose(day, Limits(moves=200), 1, lambda: 0.0).plan
    for visit in day.visits:
        if visit.id not in plan.allocations:
            opening = next(openings(day, plan, visit), None)
            said = why_not(day, plan, visit)
            assert (said.rules == (Rule.FITS,)) == (opening is not None)
            assert opening is None or visit.window.opens <= opening.start
