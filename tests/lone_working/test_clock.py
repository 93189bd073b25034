"""When somebody is overdue, by hand (R3): the figures are worked out beside each case."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from backend.lone_working.clock import OwnDay, Person, Planned, Presence, due, heard_at, margin

TEN = datetime(2026, 11, 25, 10, tzinfo=UTC)
DAY = OwnDay("day", TEN - timedelta(hours=2), TEN + timedelta(hours=6))


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def there(**more: object) -> Presence:
    return replace(Presence("a", "visit", "patient", "anna", TEN), **more)  # type: ignore[arg-type]


def anna(**more: object) -> Person:
    return replace(Person("anna", "east", 15, days=(DAY,)), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("presence", "leaves_by"),
    [
        (there(), TEN + minutes(30)),  # nothing planned: half an hour
        (there(planned_start=TEN - minutes(20), planned_end=TEN + minutes(25)), TEN + minutes(45)),  # planned for 45 minutes, came 20 late
        (there(planned_start=TEN, planned_end=TEN), TEN + minutes(30)),  # a plan of no length is none
        (there(leave_by=TEN + minutes(10), planned_start=TEN, planned_end=TEN + minutes(45)), TEN + minutes(10)),  # what was promised last
        (there(arrived_at=None, leave_by=TEN), None),  # who never came cannot be late in leaving
    ],
)
def test_r3_one_leaves_by_what_one_promised_or_after_as_long_as_was_planned(presence: Presence, leaves_by: datetime | None) -> None:
    assert presence.due_at == leaves_by


def test_r3_at_the_very_minute_of_the_margin_and_not_before() -> None:
    person = anna(presences=(there(leave_by=TEN + minutes(30)),))
    assert due(person, TEN + minutes(45) - timedelta(milliseconds=1)) == []
    [matter] = due(person, TEN + minutes(45))
    assert (matter.cause, matter.visit, matter.due_at, matter.margin_minutes) == ("overdue", "visit", TEN + minutes(30), 15)


@pytest.mark.parametrize("gone", [{"left_at": TEN + minutes(20)}, {"is_over": True}, {"arrived_at": None}])
def test_r3_who_left_or_wrote_what_came_of_it_or_took_the_arrival_back_is_not_overdue(gone: dict[str, object]) -> None:
    assert due(anna(presences=(there(**gone),)), TEN + minutes(90)) == []


def test_each_promise_is_a_matter_of_its_own() -> None:
    first = due(anna(presences=(there(leave_by=TEN + minutes(30)),)), TEN + minutes(90))
    second = due(anna(presences=(there(leave_by=TEN + minutes(60)),)), TEN + minutes(90))
    assert first[0].key != second[0].key


@pytest.mark.parametrize(
    ("usual", "risk", "expected"),
    [(15, None, 15), (15, "standard", 15), (15, "two-person", 10), (15, "daytime", 10), (15, "clinic", 5), (5, "two-person", 5), (60, "clinic", 5)],
)
def test_the_record_makes_the_margin_shorter_and_never_longer(usual: int, risk: str | None, expected: int) -> None:
    assert margin(usual, risk) == expected


@pytest.mark.parametrize(
    ("arrived", "until"),
    [
        # The clocks go back at 02:00 on 25 October 2026: 01:30 BST to 01:10 GMT is forty minutes, not twenty back.
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 10, tzinfo=UTC)),
        # They go forward at 01:00 on 28 March 2027: 00:50 GMT to 02:30 BST is forty minutes, not a hundred.
        (datetime(2027, 3, 28, 0, 50, tzinfo=UTC), datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),
    ],
)
def test_in_the_nights_when_the_clocks_change_an_hour_is_an_hour(arrived: datetime, until: datetime) -> None:
    night = OwnDay("night", arrived - timedelta(hours=4), arrived + timedelta(hours=4))
    person = anna(days=(night,), presences=(there(arrived_at=arrived, planned_start=arrived, planned_end=until),))
    assert due(person, arrived + minutes(40 + 14)) == []
    assert [one.cause for one in due(person, arrived + minutes(40 + 15))] == ["overdue"]


# ------------------------------------------------------------------------------------------------------------------ not arrived, day not ended

PLANNED = (Planned("visit", TEN, frozenset({"anna"})),)


def test_who_was_heard_of_before_a_visit_and_not_since_is_missed_there_after_an_hour() -> None:
    person = anna(planned=PLANNED, heard_at=TEN - minutes(20))
    assert due(person, TEN + minutes(59)) == []
    assert [one.cause for one in due(person, TEN + minutes(60))] == ["not-arrived"]


@pytest.mark.parametrize(
    "there_is_word",
    [
        {"heard_at": TEN + minutes(1)},
        {"heard_at": None},  # never heard of: not at work, as far as anybody knows
        {"heard_at": TEN - timedelta(hours=5)},  # before the shift: as good as never
        {"presences": (there(visit="another", left_at=TEN + minutes(30)),)},
        {"presences": (there(visit="another", leave_by=TEN + timedelta(hours=3)),)},  # at another: that clock runs
        {"days": (replace(DAY, away_since=TEN - timedelta(hours=1)),)},
        {"days": (replace(DAY, ended_at=TEN),)},
        {"days": (replace(DAY, late_minutes=30),)},
        {"days": ()},
    ],
)
def test_who_is_heard_of_or_not_at_work_or_said_that_they_run_late_is_not_missed(there_is_word: dict[str, object]) -> None:
    person = anna(**{"planned": PLANNED, "heard_at": TEN - minutes(20), **there_is_word})
    assert due(person, TEN + minutes(60)) == []


@pytest.mark.parametrize(
    ("word", "from_minute"),
    [
        ({"heard_at": TEN + minutes(1)}, 61),  # one sync a minute after the start, and nothing since
        ({"heard_at": TEN + minutes(40)}, 100),
        # Left the visit before ten minutes late, on the way to this one, and never came: at 11:10, and not only when the shift ends.
        ({"presences": (there(visit="before", arrived_at=TEN - minutes(40), left_at=TEN + minutes(10)),)}, 70),
    ],
)
def test_a_word_keeps_somebody_from_being_missed_for_an_hour_and_no_longer(word: dict[str, object], from_minute: int) -> None:
    person = anna(**{"planned": PLANNED, "heard_at": TEN - minutes(20), **word})
    assert due(person, TEN + minutes(from_minute - 1)) == []
    assert [one.cause for one in due(person, TEN + minutes(from_minute))] == ["not-arrived"]


def test_who_came_to_another_visit_since_chose_to_and_is_not_missed_at_this_one_however_long_ago() -> None:
    elsewhere = there(visit="another", arrived_at=TEN + minutes(15), left_at=TEN + minutes(30))
    assert due(anna(planned=PLANNED, presences=(elsewhere,), heard_at=TEN + minutes(30)), TEN + minutes(200)) == []


def test_the_first_visit_of_a_shift_is_missed_like_any_other() -> None:
    day = replace(DAY, shift_start=TEN)
    assert [one.visit for one in due(anna(days=(day,), planned=PLANNED, heard_at=TEN - minutes(20)), TEN + minutes(60))] == ["visit"]


@pytest.mark.parametrize(
    ("any_at", "carried_at", "expected"),
    [
        (TEN + minutes(59), TEN - minutes(20), TEN - minutes(20)),  # the one at the base speaks on, the one in the bag does not
        (TEN + minutes(59), None, TEN + minutes(59)),  # nobody knows which she carries
        (TEN + minutes(59), TEN - timedelta(hours=18), TEN + minutes(59)),  # yesterday's, which she does not have today
        (None, None, None),
    ],
)
def test_of_several_tablets_the_one_that_came_along_today_is_what_somebody_is_heard_by(
    any_at: datetime | None, carried_at: datetime | None, expected: datetime | None
) -> None:
    assert heard_at(any_at, carried_at, DAY, TEN + minutes(60)) == expected


def test_without_a_day_of_their_own_the_tablet_of_the_last_hours_counts() -> None:
    assert heard_at(TEN, TEN - timedelta(hours=14), None, TEN) == TEN - timedelta(hours=14)
    assert heard_at(TEN, TEN - timedelta(hours=15), None, TEN) == TEN


def test_of_several_visits_the_first_is_the_one_matter() -> None:
    later = Planned("later", TEN + minutes(5), frozenset({"anna"}))
    person = anna(planned=(later, *PLANNED), heard_at=TEN - minutes(20))
    assert [one.visit for one in due(person, TEN + minutes(80))] == ["visit"]


def test_a_shift_of_somebody_who_went_out_and_never_ended_the_day_is_told_after_an_hour_and_not_the_next_morning() -> None:
    assert DAY.shift_end is not None
    person = anna(presences=(there(left_at=TEN + minutes(30)),), heard_at=TEN + minutes(30))
    assert due(person, DAY.shift_end + minutes(59)) == []
    assert [one.cause for one in due(person, DAY.shift_end + minutes(60))] == ["day-not-ended"]
    assert due(person, DAY.shift_end + timedelta(hours=13)) == []
    assert due(anna(heard_at=TEN), DAY.shift_end + minutes(60)) == [], "who never went out is not out"
    assert due(replace(person, heard_at=None), DAY.shift_end + minutes(60)) == [], "whose visits others wrote down has no tablet to say it with"


@pytest.mark.parametrize("before", [minutes(30), timedelta(hours=3), timedelta(hours=20)])
def test_who_came_to_a_visit_is_missed_at_the_end_of_the_day_though_their_tablet_was_heard_before_the_shift_alone(before: timedelta) -> None:
    """The carried tablet synced at 07:30, the shift is from 08:00, and that she came at 09:05 was pushed while nothing noted who spoke."""
    assert DAY.shift_start is not None
    assert DAY.shift_end is not None
    came = there(arrived_at=DAY.shift_start + minutes(65), left_at=DAY.shift_start + minutes(95))
    person = anna(presences=(came,), heard_at=DAY.shift_start - before)
    assert due(person, DAY.shift_end + minutes(59)) == []
    assert [one.cause for one in due(person, DAY.shift_end + minutes(60))] == ["day-not-ended"]


def test_asking_to_be_rung_stands_beside_being_overdue_and_has_no_margin() -> None:
    day = replace(DAY, ring_asked_at=TEN + minutes(50), ring_asked_visit="visit")
    person = anna(days=(day,), presences=(there(leave_by=TEN + minutes(30)),))
    assert [(one.cause, one.visit, one.margin_minutes) for one in due(person, TEN + minutes(50))] == [
        ("asks-to-be-rung", "visit", 0),
        ("overdue", "visit", 15),
    ]
