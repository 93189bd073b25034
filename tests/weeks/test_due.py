"""On which days a pattern is due: ends, holidays, absences, weeks that have begun; by hand, and whatever the pattern."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from backend.care_plans.repeating import DAYS, Pattern, pattern
from backend.weeks.due import Absence, There, WeekDue, days_due, weeks_due
from backend.weeks.holidays import kept

MONDAY = date(2026, 11, 30)
LONG_AGO = date(2026, 11, 1)
HOLIDAYS = kept(range(2026, 2029), {})
DAY = timedelta(days=1)


def made(**said: Any) -> Pattern:
    found = pattern({f"repeat_{name}": value for name, value in {"from": LONG_AGO, "minutes": 30, "times": ["09:00-12:00"], **said}.items()})
    assert found is not None
    return found


def week(found: Pattern, monday: date = MONDAY, *, there: tuple[There, ...] = (), away: tuple[Absence, ...] = (), today: date = LONG_AGO) -> WeekDue:
    [due] = weeks_due(found, [monday], there, HOLIDAYS, away, today)
    return due


def days(found: Pattern, first: date, last: date) -> list[str]:
    return [day.isoformat()[5:] for day in sorted(days_due(found, first, last, HOLIDAYS))]


def test_the_day_until_which_it_repeats_is_its_last_one() -> None:
    assert days(made(until=date(2026, 12, 2)), MONDAY, MONDAY + 6 * DAY) == ["11-30", "12-01", "12-02"]
    assert days(made(**{"from": date(2026, 12, 2)}), MONDAY, MONDAY + 4 * DAY) == ["12-02", "12-03", "12-04"]


def test_every_other_day_goes_on_over_a_leap_day_and_a_year() -> None:
    found = made(every_days=2, **{"from": date(2028, 2, 27)})
    assert days(found, date(2028, 2, 26), date(2028, 3, 4)) == ["02-27", "02-29", "03-02", "03-04"]
    assert days(made(every_days=2, **{"from": date(2026, 12, 30)}), date(2026, 12, 29), date(2027, 1, 3)) == ["12-30", "01-01", "01-03"]


def test_every_other_week_counts_from_the_week_in_which_it_begins() -> None:
    found = made(days=["tue"], every_weeks=2, **{"from": date(2026, 12, 3)})
    assert days(found, MONDAY, MONDAY + 34 * DAY) == ["12-15", "12-29"], "the Tuesday of its own week was over when it began"


def test_a_holiday_is_kept_skipped_or_moved_by_the_patterns_own_choice() -> None:
    """Christmas Day 2026 is a Friday, and Monday 28 December the substitute for Boxing Day."""
    christmas = date(2026, 12, 21)
    fridays = {choice: days(made(days=["fri"], holidays=choice), christmas, christmas + 13 * DAY) for choice in ("as-usual", "skip", "move")}
    assert fridays == {"as-usual": ["12-25", "01-01"], "skip": [], "move": ["12-24", "12-31"]}
    mondays = {choice: days(made(days=["mon"], holidays=choice), date(2026, 12, 28), date(2027, 1, 3)) for choice in ("as-usual", "skip", "move")}
    assert mondays == {"as-usual": ["12-28"], "skip": [], "move": ["12-29"]}


def test_what_cannot_move_stays_on_the_holiday_and_is_never_lost() -> None:
    everyday = made(holidays="move")
    assert days(everyday, date(2026, 12, 24), date(2026, 12, 26)) == ["12-24", "12-25", "12-26"]


def test_two_that_move_from_neighbouring_holidays_move_to_different_days() -> None:
    """Good Friday is 26 March 2027, Easter Monday the 29th: the one goes to the Thursday before, the other to the Tuesday after."""
    easter = date(2027, 3, 22)
    assert days(made(days=["mon", "fri"], holidays="move"), easter, easter + 13 * DAY) == ["03-22", "03-25", "03-30", "04-02"]


def test_where_the_day_is_open_it_keeps_off_the_holiday() -> None:
    found = made(days=list(DAYS[:5]), per_week=2, holidays="skip")
    due = week(found, date(2026, 12, 21))
    assert (due.asked, due.many, [day.day for day in due.days]) == (2, 2, [21, 22, 23, 24])


def test_a_week_cut_short_asks_its_share_rounded_up() -> None:
    five = list(DAYS[:5])
    assert week(made(days=five, per_week=2, until=MONDAY)).asked == 1
    assert week(made(days=five, per_week=2, until=MONDAY + 2 * DAY)).asked == 2
    assert week(made(days=five, per_week=4, until=MONDAY + DAY)).asked == 2
    assert week(made(days=five, per_week=1, until=MONDAY - DAY)).asked == 0


def test_of_a_week_that_has_begun_only_the_days_left_are_planned() -> None:
    found = made(days=list(DAYS[:5]), per_week=2)
    due = week(found, today=MONDAY + 2 * DAY)
    assert (due.asked, due.many, due.days, due.lacking, due.why) == (2, 1, (MONDAY + 3 * DAY, MONDAY + 4 * DAY), 1, "over")


def test_what_is_there_counts_wherever_it_was_moved_to() -> None:
    found = made(days=list(DAYS[:5]), per_week=2)
    moved = There(due=MONDAY, day=MONDAY + 3 * DAY)
    due = week(found, there=(moved,))
    assert (due.many, due.there, due.days) == (1, (MONDAY + 3 * DAY,), (MONDAY + DAY, MONDAY + 2 * DAY, MONDAY + 4 * DAY))
    assert week(found, there=(moved, There(MONDAY + DAY, MONDAY + DAY))).many == 0


def test_while_the_person_is_away_nothing_is_due_and_that_is_said() -> None:
    daily = week(made(), away=(Absence(MONDAY + DAY, MONDAY + 4 * DAY),))
    assert (daily.days, daily.lacking, daily.why) == ((MONDAY, MONDAY + 5 * DAY, MONDAY + 6 * DAY), 4, "away")
    open_ = week(made(days=list(DAYS[:5]), per_week=2), away=(Absence(MONDAY + 2 * DAY, None),))
    assert (open_.many, open_.days, open_.lacking) == (1, (MONDAY, MONDAY + DAY), 1)


@st.composite
def patterns(draw: st.DrawFn) -> Pattern:
    first = MONDAY + draw(st.integers(-60, 40)) * DAY
    said: dict[str, Any] = {"from": first, "holidays": draw(st.sampled_from(["as-usual", "skip", "move", None]))}
    if draw(st.booleans()):
        said["until"] = first + draw(st.integers(0, 60)) * DAY
    if draw(st.booleans()):
        said["every_days"] = draw(st.integers(2, 9))
        return made(**said)
    some = draw(st.lists(st.sampled_from(DAYS), min_size=1, unique=True))
    return made(**said, days=some, per_week=draw(st.integers(1, len(some))), every_weeks=draw(st.integers(1, 3)))


@given(patterns(), st.integers(0, 40), st.integers(0, 20))
def test_a_day_is_due_or_not_whichever_days_are_asked_about_beside_it(found: Pattern, begin: int, length: int) -> None:
    first, last = MONDAY + begin * DAY, MONDAY + (begin + length) * DAY
    whole = days_due(found, first, last, HOLIDAYS)
    assert whole == {first + n * DAY for n in range(length + 1) if days_due(found, first + n * DAY, first + n * DAY, HOLIDAYS)}


@given(patterns())
def test_moving_loses_no_visit_and_makes_none(found: Pattern) -> None:
    first, last = MONDAY - 90 * DAY, MONDAY + 130 * DAY  # all of a pattern that ends; of one that does not, whatever its last days are
    if found.last is None or found.is_open or found.holidays != "move":
        return
    usual = [first + n * DAY for n in range((last - first).days + 1) if found.may_be(first + n * DAY)]
    assert len(days_due(found, first, last, HOLIDAYS)) == len(usual)
    assert all(found.runs(day) for day in days_due(found, first, last, HOLIDAYS))


@given(patterns(), st.integers(-10, 30), st.sets(st.integers(0, 27), max_size=6), st.integers(0, 27), st.integers(0, 9))
def test_whatever_is_there_no_week_has_more_than_is_asked_nor_any_day_that_is_not_due(
    found: Pattern, today: int, had: set[int], gone: int, away: int
) -> None:
    there = [There(MONDAY + n * DAY, MONDAY + n * DAY) for n in had]
    absence = Absence(MONDAY + gone * DAY, MONDAY + (gone + away) * DAY)
    mondays = [MONDAY + 7 * n * DAY for n in range(4)]
    now = MONDAY + today * DAY
    due = days_due(found, MONDAY, MONDAY + 27 * DAY, HOLIDAYS)
    for one in weeks_due(found, mondays, there, HOLIDAYS, [absence], now):
        counted = [day for day in had if one.first <= MONDAY + day * DAY <= one.first + 6 * DAY]
        assert 0 <= one.many <= len(one.days)
        assert set(one.days) <= due
        assert all(day > now and day not in absence and (day - MONDAY).days not in had for day in one.days)
        if found.is_open:
            assert one.many + len(counted) <= max(one.asked, len(counted))
            assert one.asked <= found.per_week
        assert one.lacking >= one.asked - len(counted) - one.many
