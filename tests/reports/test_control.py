"""Which change of a chart is a signal: each rule by a case worked by hand."""

from __future__ import annotations

import pytest

from backend.reports.control import judge, limits_of

STEADY = [50.0, 52.0] * 6
"""Twelve months: mean 51, every moving range 2, so limits 2.66 × 2 = 5.32 to either side."""


def test_limits_are_the_mean_and_2_66_moving_ranges_to_either_side() -> None:
    found = limits_of(STEADY)
    assert found is not None
    assert (found.mean, found.lower, found.upper) == (51, pytest.approx(45.68), pytest.approx(56.32))


def test_limits_stay_when_months_are_added_and_are_cut_to_what_a_share_can_be() -> None:
    assert judge([*STEADY, 90.0, 10.0], "up").limits == limits_of(STEADY)
    high = limits_of([96.0, 100.0] * 6, least=0, most=100)
    assert high is not None
    assert high.upper == 100


def test_a_point_outside_the_limits_is_a_signal_and_the_direction_says_whether_it_is_good() -> None:
    assert judge([*STEADY, 57.0], "up").verdicts[-1] == "better"
    assert judge([*STEADY, 57.0], "down").verdicts[-1] == "worse"
    assert judge([*STEADY, 57.0], "none").verdicts[-1] == "signal"
    assert judge([*STEADY, 56.3], "up").verdicts[-1] == "usual"
    assert judge([*STEADY, 45.0], "up").why[-1] == "below the lower limit"


def test_seven_on_one_side_are_a_run_and_six_are_none() -> None:
    six = judge([*STEADY, 50.0, *[52.0, 52.5, 52.0, 53.0, 52.0, 52.4]], "up")
    assert set(six.verdicts[-6:]) == {"usual"}
    seven = judge([*STEADY, 50.0, *[52.0, 52.5, 52.0, 53.0, 52.0, 52.4, 52.0]], "up")
    assert set(seven.verdicts[-7:]) == {"better"}
    assert seven.why[-1] == "7 months above the mean"
    assert seven.verdicts[-8] == "usual"


def test_seven_that_each_rise_are_a_trend_with_the_one_that_they_began_at() -> None:
    rising = judge([*STEADY, 49.0, 49.5, 50.0, 50.5, 51.5, 52.5, 53.0], "down")
    assert rising.verdicts[-7:] == ("worse",) * 7
    assert rising.why[-7] == "7 months that each rise"
    level = judge([*STEADY, 49.0, 49.5, 50.0, 50.0, 51.5, 52.5, 53.0], "down")
    assert set(level.verdicts[-7:]) == {"usual"}


def test_a_month_that_is_not_there_is_no_point_and_ends_runs() -> None:
    found = judge([*STEADY, 50.0, 52.0, 52.5, 52.0, None, 53.0, 52.0, 52.4, 52.0], "up")
    assert found.verdicts[-5] is None
    assert {one for one in found.verdicts[-9:] if one} == {"usual"}


def test_with_too_few_months_there_are_no_limits_and_nothing_is_called_a_signal() -> None:
    found = judge([50.0, 90.0, 10.0], "up")
    assert found.limits is None
    assert set(found.verdicts) == {None}
