"""Four weeks as they are planned: what each day can bear and bears already, and on which days each series may be. Values only.

`cost` is what the planner makes as small as it can, in minutes: `checked` counts it again by itself.

1. Evenness: on each day, of all care and of each skill, its minutes squared by what the day's people have; that is least where every day is as full
   as the others. What is above their minutes counts `OVER` times more.
2. Known faces: the minutes of each visit on a day on which nobody works whom the person knows.
3. Steadiness: `MOVED` for each day that is on another weekday than in the week before; `UNEVEN` for each day by which a gap differs from the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

ALL = ""
"""All care, among the skills of a day."""
OVER = 4.0
LEAST_CAPACITY = 60.0
"""Minutes: a day on which nobody can do it is as hard to fill as one with an hour, and then above it."""
MOVED = 15.0
UNEVEN = 3.0


@dataclass(frozen=True, slots=True)
class Day:
    """Minutes that the people of a day have, and that stand on it already: of all care (`ALL`), and of each skill. `working`: who is there."""

    day: date
    capacity: Mapping[str, float]
    load: Mapping[str, float]
    working: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Week:
    """`many` of `days` are to be chosen, besides those on which it has visits already."""

    first: date
    days: tuple[date, ...]
    many: int
    there: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """Visits of one action. `minutes`: on each of its days, of all care and of each skill. `apart`: days at least between two; 0 where that is given.
    `known`: whom the person knows. `before`: the days of the last week before these that had some."""

    id: str
    minutes: Mapping[str, float]
    weeks: tuple[Week, ...]
    apart: int = 0
    gap: float = 7.0
    """Days between two if they were quite even."""
    known: frozenset[str] = frozenset()
    before: tuple[date, ...] = ()


Plan = Mapping[str, tuple[tuple[date, ...], ...]]
"""Series → the days chosen in each of its weeks, in order."""


@dataclass(frozen=True)
class Problem:
    """What is to be planned."""

    days: Mapping[date, Day]
    series: tuple[Series, ...] = field(default=())
