"""The search against the oracle: on tiny days it finds the least cost that there is, on no day less; and it ends when it is to end."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given, settings

from backend.allocation import checker
from backend.allocation.problem import Day
from backend.allocation.proposal import Limits, propose
from ops.benchmarks.team_days import team_day
from tests.allocation.days import random_days
from tests.allocation.test_random_days import DAYS

pytest.importorskip("numba", reason="PROPOSALS ARE NOT TESTED: numba is not installed (pip install --group allocation)")
optimum = pytest.importorskip("tests.allocation.optimum", reason="THE ORACLE IS MISSING: ortools is not installed", exc_type=ImportError)
EXACT = 0.01


def costs(day: Day) -> tuple[float, float]:
    """What the search finds, and what is proved to be the least."""
    least = optimum.least_cost(day)
    assert least is not None
    return propose(day, Limits(moves=20_000, chains=2), 1, lambda: 0.0).count.cost, least


@pytest.mark.slow
@DAYS
@given(random_days(3, 4))
def test_on_tiny_days_the_search_finds_the_best_plan_that_there_is(day: Day) -> None:
    found, least = costs(day)
    assert found == pytest.approx(least, abs=EXACT)


@pytest.mark.slow
@settings(DAYS, max_examples=40)
@given(random_days(3, 7))
def test_on_no_day_does_it_find_what_cannot_be(day: Day) -> None:
    found, least = costs(day)
    assert found >= least - EXACT


def test_the_clock_ends_it_before_its_seconds_are_over() -> None:
    """A clock that moves a thousandth of a second each time it is read: the last reading is after everything else is done."""
    ticks = count()
    day = team_day(8, 50, 3)
    found = propose(day, Limits(seconds=0.5, chains=2), 1, lambda: next(ticks) / 1000)
    assert 0.3 < found.seconds <= 0.5
    assert checker.breaches(day, found.plan) == []


def test_a_clock_that_leaps_past_the_end_leaves_a_whole_plan_all_the_same() -> None:
    leaps = count()
    day = team_day(8, 50, 3)
    found = propose(day, Limits(seconds=0.5), 1, lambda: next(leaps) * 60.0)
    assert checker.breaches(day, found.plan) == []
    assert found.moves <= 1


def test_told_to_stop_at_once_it_makes_no_moves_and_breaks_nothing() -> None:
    day = team_day(8, 50, 3)
    found = propose(day, Limits(seconds=3600), 1, lambda: 0.0, stop=lambda: True)
    assert found.moves <= 1
    assert checker.breaches(day, found.plan) == []
