"""By which day a coming day is planned, and that half past nine stays half past nine."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from backend import wall_clock
from backend.demo.coming_days import model_day, moved

DAY = date(2026, 12, 22)


def test_four_weeks_before_is_the_model():
    assert model_day({DAY - timedelta(days=n): 70 for n in range(1, 60)}, DAY) == DAY - timedelta(days=28)


def test_where_that_has_no_visits_the_latest_multiple_of_four_weeks():
    assert model_day({DAY - timedelta(days=n): 70 for n in range(50, 90)}, DAY) == DAY - timedelta(days=56)


def test_where_only_a_week_is_known_the_same_weekday_of_it():
    assert model_day({DAY - timedelta(days=n): 70 for n in range(1, 8)}, DAY) == DAY - timedelta(days=7)


def test_a_day_that_is_but_half_planned_is_no_model():
    counts = {DAY - timedelta(days=28): 3, DAY - timedelta(days=56): 70, DAY - timedelta(days=7): 71}
    assert model_day(counts, DAY) == DAY - timedelta(days=56)


def test_a_weekend_is_no_half_planned_weekday():
    saturday = date(2026, 12, 19)
    counts = {saturday - timedelta(days=n): 20 if (saturday - timedelta(days=n)).weekday() >= 5 else 70 for n in range(1, 60)}
    assert model_day(counts, saturday) == saturday - timedelta(days=28)


def test_a_weekend_on_which_those_of_the_tour_were_off_is_no_model():
    saturday = date(2026, 12, 19)
    counts = {saturday - timedelta(days=7 * n): 20 for n in range(1, 9)}
    assert model_day(counts, saturday, {saturday - timedelta(days=21): 28, saturday - timedelta(days=28): 9}) == saturday - timedelta(days=21)


def test_without_a_past_there_is_no_model():
    assert model_day({DAY + timedelta(days=1): 70}, DAY) is None
    assert model_day({}, DAY) is None


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)), st.integers(1, 60), st.integers(6 * 60, 22 * 60))
def test_a_visit_keeps_its_time_by_the_clock_through_summer_and_winter(source, days, minutes):
    local = datetime(source.year, source.month, source.day, minutes // 60, minutes % 60, tzinfo=wall_clock.LONDON)
    day = source + timedelta(days=days)
    there = moved(local.astimezone(UTC), source, day).astimezone(wall_clock.LONDON)
    assert (there.date(), there.hour, there.minute) == (day, local.hour, local.minute)
