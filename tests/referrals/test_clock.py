"""Clocks by hand-worked cases, which the tablet's own clock is held to as well (pwa/src/referrals/clock.test.ts)."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from backend import wall_clock
from backend.referrals.clock import Clock, due, is_in_time, is_over, midnights, strictest
from backend.referrals.words import CLOCKS

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "clock_cases.json").read_text())
at = wall_clock.from_wire


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_clock_ends_when_it_should(case: dict[str, Any]) -> None:
    clock = Clock(case["kind"], at(case["started"]))
    assert due(clock) == at(case["due"])
    assert [is_in_time(clock, at(moment)) for moment in case["in_time"]] == [True] * len(case["in_time"])
    assert [is_in_time(clock, at(moment)) for moment in case["late"]] == [False] * len(case["late"])


def test_every_clock_of_the_list_is_known_here_and_has_a_case() -> None:
    assert {case["kind"] for case in CASES} | {"no-clock"} == set(CLOCKS)


@pytest.mark.parametrize(
    ("start", "end", "crossed"),
    [
        ("2026-11-24T00:00:00.000Z", "2026-11-24T23:59:59.999Z", 0),
        ("2026-11-24T23:59:00.000Z", "2026-11-25T00:00:00.000Z", 1),
        ("2026-06-10T22:59:00.000Z", "2026-06-10T23:00:00.000Z", 1),
        ("2026-06-10T23:00:00.000Z", "2026-06-11T22:59:00.000Z", 0),
        ("2026-10-24T23:00:00.000Z", "2026-10-25T23:59:00.000Z", 0),
        ("2028-02-28T12:00:00.000Z", "2028-03-01T12:00:00.000Z", 2),
        ("2026-12-31T12:00:00.000Z", "2027-01-01T12:00:00.000Z", 1),
    ],
)
def test_midnights_are_those_of_london(start: str, end: str, crossed: int) -> None:
    assert midnights(at(start), at(end)) == crossed


def test_nothing_counts_before_a_clock_started_or_where_none_runs() -> None:
    start = datetime(2026, 11, 24, 7, 52, tzinfo=UTC)
    assert is_in_time(Clock("two-hours", start), start - timedelta(minutes=1)) is None
    assert is_in_time(Clock("no-clock", None), start) is None
    assert due(Clock("no-clock", None)) is None
    assert due(Clock("two-hours", None)) is None
    assert not is_over(Clock("no-clock", None), start)
    assert not is_over(Clock("two-hours", start), start - timedelta(hours=9))
    assert not is_over(Clock("two-hours", start), start + timedelta(hours=2))
    assert is_over(Clock("two-hours", start), start + timedelta(hours=2, seconds=1))


def test_of_several_clocks_the_shorter_kind_is_kept_and_of_one_kind_the_one_that_started_first() -> None:
    tuesday, monday = datetime(2026, 11, 24, 7, 52, tzinfo=UTC), datetime(2026, 11, 23, 15, 5, tzinfo=UTC)
    two_days, routine, none = Clock("two-days", tuesday), Clock("eighteen-weeks", monday), Clock("no-clock", None)
    assert strictest([routine, two_days, none]) == two_days
    assert strictest([two_days, Clock("two-days", monday)]) == Clock("two-days", monday)
    late = Clock("two-days", monday - timedelta(days=9))
    assert strictest([late, Clock("two-hours", tuesday)]) == Clock("two-hours", tuesday), "a crisis is one, however late another promise is"
    assert strictest([none]) == none
    assert strictest([]) == none
