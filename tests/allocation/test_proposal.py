"""The search keeps its time, stops when told, and gives the same for the same seed."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest

from backend import wall_clock
from backend.allocation import checker
from backend.allocation.faults import NotADay
from backend.allocation.problem import Allocation, Break, Day, Plan
from backend.allocation.proposal import Limits, Progress, propose
from backend.allocation.warm_up import warm_up
from ops.benchmarks.team_days import team_day
from tests.allocation.days import day, hard, staff, visit

pytest.importorskip("numba", reason="PROPOSALS ARE NOT TESTED: numba is not installed (pip install --group allocation)")


@pytest.fixture(scope="module")
def a_team_day() -> Day:
    warm_up()
    return team_day(8, 50, 3)


def test_the_same_seed_and_moves_give_the_same_plan(a_team_day: Day) -> None:
    first, second = (propose(a_team_day, Limits(moves=20_000, chains=2), 7, lambda: 0.0) for _ in range(2))
    assert first.plan == second.plan
    assert first.count.cost < first.practice.cost


def test_it_ends_when_its_seconds_are_over_and_has_told_how_it_went(a_team_day: Day) -> None:
    told: list[Progress] = []
    found = propose(a_team_day, Limits(seconds=0.5), 1, wall_clock.seconds, told.append)
    assert checker.breaches(a_team_day, found.plan) == []
    assert told
    assert [one.cost for one in told] == sorted((one.cost for one in told), reverse=True)


def test_it_stops_when_told_and_returns_the_best_so_far(a_team_day: Day) -> None:
    asked = count()
    found = propose(a_team_day, Limits(seconds=3600), 1, wall_clock.seconds, stop=lambda: next(asked) > 5)
    assert checker.breaches(a_team_day, found.plan) == []
    assert found.moves < 1_000_000


def test_a_day_with_faults_is_refused_before_anything_is_solved() -> None:
    with pytest.raises(NotADay, match="no base"):
        propose(day((staff("Amina", base=None),), ()), Limits(moves=10), 1, lambda: 0.0)


def test_pins_that_leave_no_time_for_the_break_are_refused() -> None:
    amina = staff("Amina", rest=Break(30, 720, 730))
    long = visit("long", 690, 700, window=hard(690, 700), minutes=120, pinned=True)
    with pytest.raises(NotADay, match="pinned"):
        propose(day((amina,), (long,), current=Plan({"long": Allocation(690, ("amina",))})), Limits(moves=10), 1, lambda: 0.0)


def test_a_double_up_that_only_one_can_reach_is_left_out_whole() -> None:
    hoist = visit("hoist", people=((), ()))
    found = propose(day((staff("Amina"),), (hoist, visit("alone"))), Limits(moves=2000), 1, lambda: 0.0)
    assert set(found.plan.allocations) == {"alone"}


def test_a_known_face_is_worth_a_detour() -> None:
    people = (staff("Amina"), staff("Yusuf"))
    known = visit("known")
    known = replace(known, wishes=replace(known.wishes, known=frozenset({"yusuf"})))
    found = propose(day(people, (known,)), Limits(moves=2000), 1, lambda: 0.0)
    assert found.plan.allocations["known"].staff == ("yusuf",)
