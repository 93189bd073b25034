"""A chart as data: where its axis runs, what it says of its last month, since when the target is met."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from backend.reports.charts import Point, axis, chart
from backend.reports.control import judge
from backend.reports.definitions import Measure, measures


def points(*values: float | None) -> list[Point]:
    return [
        Point(date(2025 + n // 12, n % 12 + 1, 1), value, None if value is None else 40, "" if value is not None else "*")
        for n, value in enumerate(values)
    ]


@pytest.fixture
def share() -> Measure:
    return dataclasses.replace(next(one for one in measures().values() if one.kind == "share"), direction="up", target=None, decimals=0)


@pytest.mark.parametrize(
    ("values", "most", "whole", "ticks"),
    [
        ([33, 97], 100.0, False, [20, 40, 60, 80, 100]),
        ([80, None, 100], 100.0, False, [80, 85, 90, 95, 100]),
        # All the same: on a tick, with as much above it as below; between two, these two; at an end, the end.
        ([40, 40], 100.0, False, [30, 40, 50]),
        ([37, 37, 37], 100.0, False, [30, 40]),
        ([100, 100], 100.0, False, [50, 100]),
        ([0, 0], 100.0, False, [0, 50]),
        ([8000], None, False, [6000, 8000, 10000]),
        ([0.2], None, False, [0.15, 0.2, 0.25]),
        # Of visits there is no half.
        ([1, 1], None, True, [0, 1, 2]),
        ([1, 2], None, True, [1, 2]),
        ([0, 0], None, True, [0, 1]),
        ([None, None], 100.0, False, [0, 100]),
    ],
)
def test_the_axis_has_height_round_ticks_and_every_value_on_it(
    values: list[float | None], most: float | None, whole: bool, ticks: list[float]
) -> None:
    low, high, found = axis(values, judge(values, "up"), None, most, whole=whole)
    assert found == ticks
    assert (low, high) == (pytest.approx(ticks[0]), pytest.approx(ticks[-1]))
    assert low < high
    assert all(low <= value <= high for value in values if value is not None)


def test_limits_and_target_are_on_the_axis_too(share: Measure) -> None:
    found = chart(dataclasses.replace(share, target=90.0), points(*[50.0, 52.0] * 6))
    assert found["low"] <= found["limits"]["lower"]
    assert found["high"] >= 90


def test_a_month_that_is_hidden_is_in_it_without_a_value_and_with_its_mark(share: Measure) -> None:
    found = chart(share, points(60, None, 62))["points"]
    assert [(one["value"], one["n"], one["mark"]) for one in found] == [(60, 40, ""), (None, None, "*"), (62, 40, "")]
    assert [one["label"] for one in found] == ["Jan 2025", "Feb 2025", "Mar 2025"]


def test_it_says_what_is_to_be_said_of_its_last_month(share: Measure) -> None:
    assert chart(share, points(None, None))["says"] == "Nothing was counted in these months"
    assert chart(share, points(60, 62))["says"] == "Too few months to tell a change from chance"
    assert chart(share, points(*[50.0, 52.0] * 6))["says"] == "No change: only usual variation"
    assert chart(share, points(*[50.0, 52.0] * 6, 45.0))["says"] == "Worse: below the lower limit"


def test_the_target_is_met_since_a_month_over_which_a_hidden_one_is_no_break(share: Measure) -> None:
    wanted = dataclasses.replace(share, target=80.0)

    def said(*values: float | None) -> str:
        return str(chart(wanted, points(*values))["target_says"])

    assert said(70, 85, None, 90) == "Target 80%, met since Feb 2025"
    assert said(85, 90) == "Target 80%, met in all these months"
    assert said(85, 79) == "Target 80%, not met"
    assert said(None) == "Target 80%"
    assert chart(dataclasses.replace(wanted, direction="down"), points(70, 90, 80))["target_says"] == "Target 80% or fewer, met since Mar 2025"
