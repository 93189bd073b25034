"""How long a way takes, by distance and means; what a server told goes before."""

from __future__ import annotations

import pytest

from backend.allocation.as_arrays import day_arrays
from backend.allocation.travel import ASSUMED, Means, Point, Travel
from tests.allocation.days import BASE, day, staff, visit

MILE = Point(1600, 0)


@pytest.mark.parametrize(
    ("means", "minutes"),
    [
        ("walk", 26),  # 1.6 km × 1.3 at 4.8 km/h
        ("cycle", 11),  # 9.6 and a minute for the lock, rounded up
        ("car", 13),  # 8.4 and four minutes to park, rounded up
        ("public transport", 18),  # 9.6 and eight minutes of waiting, rounded up
    ],
)
def test_a_mile_by_each_means(means: str, minutes: float) -> None:
    assert Travel().minutes(means, BASE, MILE) == Travel().minutes(means, MILE, BASE) == minutes


def test_next_door_costs_nothing_not_even_the_parking() -> None:
    assert Travel().minutes("car", MILE, Point(1600, 0)) == 0


def test_a_team_sets_its_own_assumptions_and_may_keep_parts_of_a_minute() -> None:
    slow = Travel({**ASSUMED, "walk": Means(3.0, 1.5)}, whole_minutes=False)
    assert slow.minutes("walk", BASE, Point(1000, 0)) == pytest.approx(30)
    assert slow.minutes("walk", BASE, Point(10, 0)) == pytest.approx(0.3)


def test_what_a_server_told_goes_before_the_estimate_one_way_only() -> None:
    told = Travel(table={("walk", BASE, MILE): 41.5})
    assert told.minutes("walk", BASE, MILE) == 42
    assert told.minutes("walk", MILE, BASE) == 26
    assert told.minutes("cycle", BASE, MILE) == 11


def test_means_that_nobody_described_are_refused() -> None:
    with pytest.raises(KeyError):
        Travel().minutes("horse", BASE, MILE)


def test_the_arrays_have_the_same_minutes() -> None:
    pytest.importorskip("numba", reason="numba is not installed (pip install --group allocation)")
    far = Point(777, 1234)
    travel = Travel(table={("walk", BASE, MILE): 41.5, ("car", BASE, Point(5, 5)): 3})
    asked = day((staff("Amina"), staff("Yusuf", means="car")), (visit("a", place=MILE), visit("b", place=far)), travel=travel)
    rows = day_arrays(asked)
    places = {0: MILE, 1: far, 2: BASE}
    for w, means in enumerate(("walk", "car")):
        assert {(i, j): rows.travel[w, i, j] for i in places for j in places} == {
            (i, j): travel.minutes(means, places[i], places[j]) for i in places for j in places
        }
