"""What is learnt from what happened: worked out by hand, and worth nothing until enough is known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.ways.learning import ENOUGH_TRIPS, LEAST_FACTOR, MOST_FACTOR, Factor, Trip, counts, factor, took


@pytest.mark.parametrize(
    ("planned", "minutes", "reckoned", "median", "of"),
    [
        # (6 × 42 + 2 × 30) ÷ 8 = 39, to five minutes 40
        (30, [42, 42, 42, 42, 42, 42], 40, 42, 6),
        # the newest six alone: (6 × 42 + 2 × 30) ÷ 8, whatever came before
        (30, [42, 42, 42, 42, 42, 42, 10, 10, 10], 40, 42, 6),
        # three are few: (3 × 45 + 2 × 30) ÷ 5 = 39
        (30, [40, 45, 50], 40, 45, 3),
        # the median of 20, 22, 24, 60 is 23: one long one changes little; (4 × 23 + 2 × 30) ÷ 6 = 25.3
        (30, [24, 60, 20, 22], 25, 23, 4),
        # 95 is more than three times 30: forgot to leave; 3 is nobody let in. (3 × 30 + 2 × 30) ÷ 5 = 30
        (30, [95, 3, 30, 30, 30], 30, 30, 3),
        # of a visit of an hour 170 may be true, 185 is not: (3 × 100 + 2 × 60) ÷ 5 = 84
        (60, [170, 185, 90, 100], 85, 100, 3),
        # at most twice what is planned: (6 × 70 + 2 × 25) ÷ 8 = 58.75, bounded to 50
        (25, [70, 70, 70, 70, 70, 70], 50, 70, 6),
        # at least half: (6 × 10 + 2 × 60) ÷ 8 = 22.5, bounded to 30
        (60, [10, 10, 10, 10, 10, 10], 30, 10, 6),
    ],
)
def test_what_visits_took(planned: float, minutes: list[float], reckoned: float, median: float, of: int) -> None:
    found = took(planned, minutes)
    assert found is not None
    assert (found.minutes, found.median, found.of) == (reckoned, median, of)


@pytest.mark.parametrize("minutes", [[], [40], [40, 45], [40, 45, 400], [1, 2, 3, 4]])
def test_of_too_few_visits_nothing_is_learnt(minutes: list[float]) -> None:
    assert took(30, minutes) is None


def trip(estimated: float, took_: float, spare: float | None = None) -> Trip:
    return Trip(estimated, took_, 0.0 if spare is None else spare)


def test_ten_trips_that_took_half_as_long_again_draw_the_factor_a_third_of_the_way() -> None:
    # (10 × 1.5 + 20) ÷ 30 = 1.1667
    assert factor([trip(10, 15)] * 10) == Factor(1.17, 10)


def test_a_hundred_draw_it_most_of_the_way() -> None:
    # (100 × 1.5 + 20) ÷ 120 = 1.4167
    assert factor([trip(10, 15)] * 100) == Factor(1.42, 100)


def test_one_trip_by_way_of_the_shops_changes_nothing() -> None:
    assert factor([*[trip(10, 11)] * 12, trip(10, 44)]) == factor([trip(10, 11)] * 13)


def test_of_too_few_trips_nothing_is_learnt() -> None:
    assert factor([trip(10, 20)] * (ENOUGH_TRIPS - 1)) == Factor(1.0, 9)


@pytest.mark.parametrize(
    ("one", "does"),
    [
        (trip(10, 14, spare=-5), True),
        (trip(10, 14, spare=15), True),
        (trip(10, 14, spare=16), False),  # six minutes to spare: may have waited at the door
        (trip(10, 46), False),  # a break, or somebody forgot to say that they had arrived
        (trip(10, 45), True),
        (trip(10, 2), False),  # pressed both at once
        (trip(1, 2), False),  # next door says nothing of the way
    ],
)
def test_only_trips_that_say_something_of_the_way_count(one: Trip, does: bool) -> None:
    assert counts(one) is does


@given(st.lists(st.builds(Trip, st.floats(0, 200), st.floats(0, 500), st.floats(-200, 200)), max_size=60))
def test_a_factor_is_always_bounded(trips: list[Trip]) -> None:
    assert LEAST_FACTOR <= factor(trips).value <= MOST_FACTOR


@given(st.floats(1, 600), st.lists(st.floats(0, 2000), max_size=20))
def test_what_is_reckoned_is_never_far_from_what_is_planned(planned: float, minutes: list[float]) -> None:
    found = took(planned, minutes)
    assert found is None or planned / 2 - 2.5 <= found.minutes <= max(5, planned * 2 + 2.5)
