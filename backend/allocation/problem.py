"""The day as data: who works, what is asked, what is planned. Plain values; nothing here decides.

Times are minutes after midnight in London (a shift over midnight goes on past 1440). Places are metres east and north, as postcodes give them.
A plan's starts are when the first of its people is to begin; all of a visit's people begin at the same moment.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from backend.allocation.travel import Point, Travel
from backend.allocation.weights import BALANCED, Weights


@dataclass(frozen=True, slots=True)
class Skill:
    """What somebody can do: at a level (1 or more), until a day (that day included), or without end."""

    name: str
    level: int = 1
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """What one person at a visit must be able to do, at the least."""

    skill: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Break:
    """A break of `minutes`, which begins between two times. It is taken where the person is then. `usual`: its time, if nothing is in
    its way."""

    minutes: float
    earliest: float
    latest: float
    usual: float | None = None


@dataclass(frozen=True, slots=True)
class Staff:
    """A member of staff's day. `base` is where the shift ends, and begins unless `begins_at` says otherwise (they are already out)."""

    id: str
    name: str
    shift_from: float
    shift_to: float
    base: Point | None
    means: str = "walk"
    rest: Break | None = None
    skills: tuple[Skill, ...] = ()
    gender: str | None = None
    languages: frozenset[str] = frozenset()
    begins_at: Point | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """A visit starts between two times, both included. `hard`: never outside them. Soft: never before, and late by as little as can be.
    `reason` is for people ("insulin before breakfast")."""

    opens: float
    closes: float
    hard: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the patient would like (known faces, gender, language: soft), and by whom they are never visited (hard)."""

    known: frozenset[str] = frozenset()
    gender: str | None = None
    language: str | None = None
    never: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit asked for. `people` has one entry for each person needed: what that person must be able to do. Priority 1 is the most urgent of
    three. `pinned`: stays exactly as the current plan has it."""

    id: str
    name: str
    place: Point
    minutes: float
    window: Window
    people: tuple[tuple[Need, ...], ...] = ((),)
    priority: int = 3
    wishes: Wishes = Wishes()
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """`second` starts at least `least` and at most `most` minutes after `first` starts, if both are allocated."""

    first: str
    second: str
    least: float
    most: float | None = None


@dataclass(frozen=True, slots=True)
class Allocation:
    """A visit in a plan: when it starts, and who is there, in the order of the visit's `people`."""

    start: float
    staff: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Who goes where and when. Visits that are missing are unallocated. `breaks`: when each person's begins, for those who have one and visits."""

    allocations: Mapping[str, Allocation] = field(default_factory=dict)
    breaks: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Day:
    """Everything that a proposal depends on. `current` is the plan that people know; `date` decides whose skills have run out."""

    date: date
    staff: tuple[Staff, ...]
    visits: tuple[Visit, ...]
    gaps: tuple[Gap, ...] = ()
    current: Plan = Plan()
    travel: Travel = field(default_factory=Travel)
    weights: Weights = BALANCED


def able(staff: Staff, needs: tuple[Need, ...], on: date) -> bool:
    """Whether somebody has every skill that is needed, at the level, on that day."""
    return all(any(s.name == n.skill and s.level >= n.level and (s.until is None or s.until >= on) for s in staff.skills) for n in needs)


def clock(minutes: float) -> str:
    """`545` → `09:05`, for people."""
    whole = round(minutes) % 1440
    return f"{whole // 60:02d}:{whole % 60:02d}"
