"""R8: visits of the last 90 and the next 28 days, with what belongs to them. The London day decides."""

from __future__ import annotations

from datetime import date

import pytest

from backend.visits import windows

START = "2026-11-24T09:30:00.000Z"


@pytest.mark.parametrize(
    ("today", "inside"),
    [
        (date(2026, 10, 26), False),  # 29 days before
        (date(2026, 10, 27), True),  # 28
        (date(2026, 11, 24), True),
        (date(2027, 2, 22), True),  # 90 days after
        (date(2027, 2, 23), False),
    ],
)
def test_r8_a_visit_is_in_from_28_days_before_until_90_days_after(today, inside):
    assert windows.visit({"planned_start": START}, today) is inside


def test_r8_a_visit_at_half_past_midnight_in_june_belongs_to_the_day_in_london():
    assert not windows.visit({"planned_start": "2026-06-09T23:30:00.000Z"}, date(2026, 5, 12))
    assert windows.visit({"planned_start": "2026-06-09T23:30:00.000Z"}, date(2026, 5, 13))


def test_r8_who_arrived_and_never_left_is_open_whatever_its_age():
    arrived = {"arrived_at": "2024-01-01T09:30:00.000Z"}
    assert windows.attendance(arrived, date(2026, 11, 24))
    assert not windows.attendance({**arrived, "left_at": "2024-01-01T10:00:00.000Z"}, date(2026, 11, 24))


def test_r8_done_leaves_with_its_visit():
    assert windows.done({"done_at": START}, date(2027, 2, 22))
    assert not windows.done({"done_at": START}, date(2027, 2, 23))


def test_r8_ones_own_day_stays_two_weeks():
    assert windows.my_day({"day": "2026-11-10"}, date(2026, 11, 24))
    assert not windows.my_day({"day": "2026-11-09"}, date(2026, 11, 24))
    assert not windows.my_day({"day": "2026-12-23"}, date(2026, 11, 24))
