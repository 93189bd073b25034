"""On which days a repeating visit is due in each week, and how many of them are still to be made. Pure.

1. A whole week asks what the pattern says. A week cut short, by its ends or by an absence of the person, asks its share, rounded up.
2. What is there counts, whoever made it, and also where it was cancelled: nothing is made twice, nor anew what somebody took away.
3. Nothing is made for today or earlier; of a week that has begun, at most the share of the days that are left.
4. Holidays by the pattern's own choice: as usual; skipped; moved to the nearest working day that it has not already, the earlier of two, within four
   days. Where there is none, the visit stays on the holiday: none is ever lost by this. Where the day is open, both keep off the holiday.
5. On a day on which the person is away nothing is due.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from backend.care_plans.repeating import Pattern

DAY = timedelta(days=1)
FURTHEST = 4
"""So many days at most a visit moves from a holiday."""


@dataclass(frozen=True, slots=True)
class Absence:
    """When somebody is not at home: both days included; `last` None: nobody knows yet until when."""

    first: date
    last: date | None

    def __contains__(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class There:
    """A visit that stands, or was cancelled. `due`: the day of the series for which it was made; `day`: on which it is."""

    due: date
    day: date


@dataclass(frozen=True, slots=True)
class WeekDue:
    """One week of a series. `asked`: on how many days; `there`: days on which it has visits; `many` are to be chosen of `days`. `lacking`: how many
    cannot be had, and why."""

    first: date
    asked: int
    there: tuple[date, ...]
    days: tuple[date, ...]
    many: int
    lacking: int = 0
    why: str | None = None


def weeks_due(
    found: Pattern, mondays: Sequence[date], there: Collection[There], holidays: Collection[date], absences: Sequence[Absence], today: date
) -> list[WeekDue]:
    """What is due in each of these weeks."""
    due = days_due(found, mondays[0], mondays[-1] + 6 * DAY, holidays)
    return [_week(found, monday, due, there, holidays, absences, today) for monday in mondays]


def days_due(found: Pattern, first: date, last: date, holidays: Collection[date]) -> set[date]:
    """The days from `first` to `last` on which the pattern may have a visit, or has one where it leaves none open; holidays are dealt with."""
    if found.holidays == "as-usual":
        return {day for day in _days(first, last) if found.may_be(day)}
    if found.is_open or found.holidays == "skip":
        return {day for day in _days(first, last) if found.may_be(day) and day not in holidays}
    margin = 3 * FURTHEST * DAY  # wide enough that a day is due or not whichever days are asked about beside it
    wide = [day for day in _days(first - margin, last + margin) if found.may_be(day)]
    due = {day for day in wide if day not in holidays}
    for day in wide:
        if day in holidays:
            due.add(_moved(found, day, holidays, due))
    return {day for day in due if first <= day <= last}


def _moved(found: Pattern, day: date, holidays: Collection[date], due: Collection[date]) -> date:
    near = (day + sign * n * DAY for n in range(1, FURTHEST + 1) for sign in (-1, 1))
    free = (one for one in near if one.weekday() < 5 and one not in holidays and one not in due and not found.may_be(one) and found.runs(one))
    return next(free, day)


def _week(
    found: Pattern,
    monday: date,
    due: Collection[date],
    there: Collection[There],
    holidays: Collection[date],
    absences: Sequence[Absence],
    today: date,
) -> WeekDue:
    sunday = monday + 6 * DAY
    of_week = sorted(day for day in due if monday <= day <= sunday)
    had = [one for one in there if monday <= one.due <= sunday]
    counted = len({one.due for one in had})
    busy = {one.due for one in there} | {one.day for one in there}
    home = [day for day in of_week if not any(day in absence for absence in absences)]
    ahead = [day for day in home if day > today]
    free = [day for day in ahead if day not in busy]
    if found.is_open:
        may_be = [day for day in _days(monday, sunday) if found.may_be(day)]
        asked = min(_share(found, len(may_be)), len(of_week))
        at_home = min(asked, _share(found, len(may_be) - len(of_week) + len(home))) if len(home) < len(of_week) else asked
        left = _share(found, len(ahead)) if len(ahead) < len(home) else at_home
        many = max(0, min(at_home - counted, left, len(free)))
    else:
        asked, many = len(of_week), len(free)
    lacking = max(0, asked - counted - many)
    why = None
    if lacking:
        gone = next((absence for absence in absences if any(day in absence for day in of_week)), None)
        why = "away" if gone is not None else "over" if of_week and of_week[0] <= today else "days"
    return WeekDue(monday, asked, tuple(sorted({one.day for one in had})), tuple(free), many, lacking, why)


def _share(found: Pattern, days: int) -> int:
    """On how many of so many days of its week: all that is asked of the whole week, of fewer its share, rounded up (rule 1)."""
    return min(found.per_week, ceil(found.per_week * days / len(found.days)))


def _days(first: date, last: date) -> Iterable[date]:
    return (first + n * DAY for n in range((last - first).days + 1))
