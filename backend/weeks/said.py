"""Patterns, days and minutes as sentences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from backend.care_plans.repeating import Pattern

NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = "January February March April May June July August September October November December".split()
_OFTEN = {1: "once", 2: "twice"}


def day_in_words(day: date) -> str:
    """`Sat 12 December`."""
    return f"{NAMES[day.weekday()][:3]} {day.day} {_MONTHS[day.month - 1]}"


def joined(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def often_in_words(found: Pattern) -> str:
    """`twice a week, Monday to Friday`: on which days, without times and ends."""
    if found.every_days is not None:
        return "every other day" if found.every_days == 2 else f"every {found.every_days} days"
    which = _days(found.days)
    weeks = "" if found.every_weeks == 1 else " every other week" if found.every_weeks == 2 else f" every {found.every_weeks} weeks"
    if found.is_open:
        many = _OFTEN.get(found.per_week, f"{found.per_week} times")
        return f"{many}{weeks or ' a week'}" + ("" if len(found.days) == 7 else f", {which}")
    every = "every day" if len(found.days) == 7 else which
    return f"{every}{',' if weeks else ''}{weeks}"


def pattern_in_words(found: Pattern) -> str:
    """The whole pattern as a sentence, without its full stop."""
    parts = [often_in_words(found)]
    times = [f"at {time}" if time.opens == time.closes else f"between {str(time).replace('-', ' and ')}" for time in found.times]
    parts.append(joined(times) + (f" exactly ({found.reason})" if found.is_hard else f" ({found.reason})" if found.reason else ""))
    parts.append(f"{found.minutes} minutes" + (f", {found.people} people" if found.people > 1 else ""))
    if found.last is not None:
        parts.append(f"until {day_in_words(found.last)}")
    whole = ", ".join(parts)
    return whole[0].upper() + whole[1:]


def _days(days: Sequence[int]) -> str:
    if len(days) > 2 and list(days) == list(range(days[0], days[0] + len(days))):
        return f"{NAMES[days[0]]} to {NAMES[days[-1]]}"
    return joined([f"{NAMES[day]}s" for day in days])
