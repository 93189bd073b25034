"""What a pattern may say: worked by hand, field by field."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from backend.care_plans.repeating import Time, faults, pattern, read_time, widest
from backend.care_plans.schemas import ActionSchema

WHOLE: dict[str, Any] = {"from": date(2026, 11, 30), "minutes": 30, "times": ["07:30-09:00", "16:00-17:30"]}


def fields(**said: Any) -> dict[str, Any]:
    return {f"repeat_{name}": value for name, value in {**WHOLE, **said}.items()}


@pytest.mark.parametrize(
    ("entry", "time"),
    {
        "08:30": Time(510, 510),
        "07:30-09:00": Time(450, 540),
        "00:00-23:59": Time(0, 1439),
        "24:00": None,
        "8:30": None,
        "09:00-08:00": None,
        "08:30 ": None,
    }.items(),
)
def test_a_time_is_written_one_way(entry: str, time: Time | None) -> None:
    assert read_time(entry) == time
    assert time is None or read_time(str(time)) == time


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"from": None}, "from"),
        ({"minutes": None}, "minutes"),
        ({"times": []}, "times"),
        ({"is_hard": True}, "reason"),
        ({"every_days": 2, "days": ["mon"]}, "every_days"),
        ({"every_days": 2, "every_weeks": 2}, "every_days"),
        ({"days": []}, "days"),
        ({"days": ["mon", "tue"], "per_week": 3}, "per_week"),
        ({"days": ["mon", "tue", "wed"], "per_week": 2, "apart_days": 3}, "apart_days"),
        ({"until": date(2026, 11, 29)}, "until"),
        ({"times": ["16:00", "07:30"]}, "times"),
        ({"times": ["08:00", "08:20"]}, "times"),
        ({"times": ["08:00"], "gap_least_minutes": 60}, "gap_least_minutes"),
        ({"gap_least_minutes": 700}, "gap_least_minutes"),
        ({"gap_most_minutes": 300}, "gap_most_minutes"),
        ({"gap_least_minutes": 500, "gap_most_minutes": 450}, "gap_most_minutes"),
    ],
)
def test_what_cannot_be_is_refused_by_name(said: dict[str, Any], field: str) -> None:
    assert list(faults(fields(**said))) == [f"repeat_{field}"]


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"until": date(2026, 11, 30)},
        {"days": ["mon", "tue", "wed"], "per_week": 2, "apart_days": 2},
        {"gap_least_minutes": 420, "gap_most_minutes": 600},
        {"every_days": 3},
        {"is_hard": True, "reason": "before breakfast and at tea"},
    ],
)
def test_what_can_be_is_taken(said: dict[str, Any]) -> None:
    assert faults(fields(**said)) == {}


def test_a_change_of_something_else_is_not_judged_as_a_pattern() -> None:
    assert ActionSchema().validate({"words": "Dress it", "frequency": "daily", "until": None}, partial=True) == {}
    assert ActionSchema().validate(dict.fromkeys(fields(), None), partial=True) == {}, "a pattern may be taken off"
    assert list(ActionSchema().validate({"words": "Dress it", "repeat_days": ["mon"]})) == ["repeat_from", "repeat_minutes", "repeat_times"]


def test_two_of_a_week_lie_as_evenly_as_its_days_allow() -> None:
    assert widest(range(5), 2) == 4, "Monday and Friday"
    found = {many: made.apart for many in (1, 2, 3, 4, 5) if (made := pattern(fields(days=["mon", "tue", "wed", "thu", "fri"], per_week=many)))}
    assert found == {1: 4, 2: 3, 3: 2, 4: 1, 5: 1}
    biweekly = pattern(fields(per_week=1, every_weeks=2))
    assert biweekly is not None
    assert (biweekly.apart, biweekly.is_open) == (11, True)


def test_weeks_count_from_monday_and_days_from_the_first() -> None:
    found = pattern(fields(days=["sun"], every_weeks=2, until=date(2026, 12, 20)))
    assert found is not None
    assert [day for day in range(1, 28) if found.may_be(date(2026, 12, day))] == [6, 20], "the first week's Sunday, and its last day"
    other = pattern(fields(every_days=2))
    assert other is not None
    assert [day for day in range(1, 6) if other.may_be(date(2026, 12, day))] == [2, 4]
