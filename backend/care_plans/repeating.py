"""An action's visits that repeat: its pattern as one statement of the record, and as a value.

1. A time of a day is written `08:30`, or `07:30-09:00` where the visit may begin at any time between. Each is one visit; they stand in order.
2. `repeat_per_week` fewer than the days that it may be on leaves open on which of them: whoever plans the weeks chooses.
3. `repeat_every_days` stands instead of days, how often a week and every how many weeks.
4. Weeks begin on Monday. "Every 2 weeks" counts from the week of `repeat_from`, "every other day" from `repeat_from` itself. Both ends are included.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import Any

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HOLIDAYS = ("as-usual", "skip", "move")
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)(?:-([01]\d|2[0-3]):([0-5]\d))?")


@dataclass(frozen=True, slots=True)
class Time:
    """When a visit may begin: minutes after midnight by the clock in London, from `opens` to `closes`."""

    opens: int
    closes: int

    def __str__(self) -> str:
        first, last = (f"{at // 60:02d}:{at % 60:02d}" for at in (self.opens, self.closes))
        return first if first == last else f"{first}-{last}"


def read_time(entry: str) -> Time | None:
    """What an entry says (rule 1); None where it is none, or ends before it begins."""
    found = _TIME.fullmatch(entry)
    if found is None:
        return None
    opens = int(found[1]) * 60 + int(found[2])
    closes = int(found[3]) * 60 + int(found[4]) if found[3] else opens
    return Time(opens, closes) if closes >= opens else None


@dataclass(frozen=True, slots=True)
class Pattern:
    """When visits repeat. `days`: 0 is Monday. `per_week`: on how many of them. `apart`: days at least between two, where that is open."""

    days: tuple[int, ...]
    per_week: int
    every_weeks: int
    every_days: int | None
    apart: int
    times: tuple[Time, ...]
    is_hard: bool
    reason: str | None
    gap_least: int | None
    gap_most: int | None
    minutes: int
    people: int
    skills: tuple[str, ...]
    first: date
    last: date | None
    holidays: str

    @property
    def is_open(self) -> bool:
        """Whether it leaves open on which days (rule 2)."""
        return self.every_days is None and self.per_week < len(self.days)

    @property
    def care_minutes(self) -> int:
        """Minutes of care on one of its days, of everybody who comes."""
        return self.minutes * self.people * len(self.times)

    def runs(self, day: date) -> bool:
        """Whether a day lies between its ends."""
        return self.first <= day and (self.last is None or day <= self.last)

    def is_week(self, monday: date) -> bool:
        """Whether it has visits in the week that begins on this Monday, as far as its ends allow."""
        begun = self.first - timedelta(days=self.first.weekday())
        return monday >= begun and ((monday - begun).days // 7) % self.every_weeks == 0

    def may_be(self, day: date) -> bool:
        """Whether it may have a visit on this day, holidays aside."""
        if not self.runs(day):
            return False
        if self.every_days is not None:
            return (day - self.first).days % self.every_days == 0
        return day.weekday() in self.days and self.is_week(day - timedelta(days=day.weekday()))


def widest(days: Iterable[int], many: int) -> int:
    """So many days at least can lie between any two of `many` of these days of a week, if they are chosen well; 7 where it is one."""
    choices = combinations(sorted(days), many)
    return max((min((b - a for a, b in pairwise(some)), default=7) for some in choices), default=0)


def usual_apart(days: Iterable[int], many: int, every_weeks: int) -> int:
    """So many days lie between two where nobody said: as evenly as a week allows, on these days; what comes once may move by three days."""
    return 7 * every_weeks - 3 if many == 1 else min(7 // many, widest(days, many))


def pattern(fields: Mapping[str, Any]) -> Pattern | None:
    """The pattern of an action, from its fields as `faults` lets them through; None where it does not repeat."""
    first, minutes = fields.get("repeat_from"), fields.get("repeat_minutes")
    times = tuple(time for time in map(read_time, fields.get("repeat_times") or ()) if time is not None)
    if first is None or minutes is None or not times:
        return None
    days = tuple(sorted(DAYS.index(day) for day in fields.get("repeat_days") or DAYS))
    many, every_weeks = fields.get("repeat_per_week") or len(days), fields.get("repeat_every_weeks") or 1
    return Pattern(
        days=days,
        per_week=many,
        every_weeks=every_weeks,
        every_days=fields.get("repeat_every_days"),
        apart=fields.get("repeat_apart_days") or usual_apart(days, many, every_weeks),
        times=times,
        is_hard=bool(fields.get("repeat_is_hard")),
        reason=fields.get("repeat_reason"),
        gap_least=fields.get("repeat_gap_least_minutes"),
        gap_most=fields.get("repeat_gap_most_minutes"),
        minutes=minutes,
        people=fields.get("repeat_people") or 1,
        skills=tuple(fields.get("repeat_skills") or ()),
        first=first,
        last=fields.get("repeat_until"),
        holidays=fields.get("repeat_holidays") or "as-usual",
    )


def faults(fields: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with a whole pattern, by field: a sentence each. Nothing where none of it is set."""
    given = {name for name, value in fields.items() if name.startswith("repeat_") and name != "repeat_team" and value is not None}
    if not given:
        return {}
    wrong = {
        f"repeat_{name}": text
        for name, text in (("from", "Say from which day."), ("minutes", "Say how long it takes."), ("times", "Say at what time of the day."))
        if not fields.get(f"repeat_{name}")
    }
    if fields.get("repeat_is_hard") and not fields.get("repeat_reason"):
        wrong["repeat_reason"] = "Say why it must be at that time."
    found = pattern(fields)
    return wrong if found is None else {**wrong, **_of_days(found, given, fields), **_of_times(found)}


def _of_days(found: Pattern, given: set[str], fields: Mapping[str, Any]) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if found.every_days is not None and given & {"repeat_days", "repeat_per_week", "repeat_every_weeks", "repeat_apart_days"}:
        wrong["repeat_every_days"] = "Say either every how many days, or on which days of the week."
    if fields.get("repeat_days") == []:
        wrong["repeat_days"] = "Say on which days, or leave it out."
    if found.per_week > len(found.days):
        wrong["repeat_per_week"] = "There are fewer days on which it may be."
    elif found.per_week > 1 and found.apart > widest(found.days, found.per_week) and found.every_days is None:
        wrong["repeat_apart_days"] = "So many days do not fit between them in a week."
    if found.last is not None and found.last < found.first:
        wrong["repeat_until"] = "It ends after it begins."
    return wrong


def _of_times(found: Pattern) -> dict[str, str]:
    wrong: dict[str, str] = {}
    times, least, most = found.times, found.gap_least, found.gap_most
    if any(later.opens < earlier.opens + found.minutes for earlier, later in pairwise(times)):
        wrong["repeat_times"] = "Each begins when the one before is over, in the order of the day."
    if (least is not None or most is not None) and len(times) < 2:
        wrong["repeat_gap_least_minutes" if least is not None else "repeat_gap_most_minutes"] = "A gap lies between two visits of a day."
    if least is not None and most is not None and most < least:
        wrong["repeat_gap_most_minutes"] = "The longest gap is not shorter than the shortest."
    if least is not None and any(later.closes - earlier.opens < least for earlier, later in pairwise(times)):
        wrong["repeat_gap_least_minutes"] = "The times of the day do not leave so long a gap."
    if most is not None and any(later.opens - earlier.closes > most for earlier, later in pairwise(times)):
        wrong["repeat_gap_most_minutes"] = "The times of the day lie further apart."
    return wrong
