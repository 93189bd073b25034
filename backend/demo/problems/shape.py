"""The shape of what can be the matter with somebody, and what the team does about it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Drug:
    name: str
    dose: str
    unit: str
    frequency: str
    route: str = "by mouth"
    instructions: str | None = None


@dataclass(frozen=True)
class Warn:
    category: str
    title: str
    detail: str
    severity: str = "medium"
    share: float = 1.0


@dataclass(frozen=True)
class Trend:
    """Readings over six months from `start` to `end`, each off by up to `noise`. `lower` is the second value of a blood pressure."""

    type: str
    start: tuple[float, float]
    end: tuple[float, float]
    noise: float
    lower: tuple[float, float] | None = None
    how: str | None = None
    decimals: int = 0


@dataclass(frozen=True)
class Task:
    """An action of the plan. `measures` are taken whenever it is done; `often` overrides the visits' own rhythm in words."""

    words: str
    until: str | None = None
    measures: tuple[str, ...] = ()
    often: str | None = None


@dataclass(frozen=True)
class Care:
    """What one profession comes for. `weekly`: visits in a week, from 7 down to 0.25; `fixed`: the earliest and latest start where the time binds."""

    who: str
    purpose: str
    weekly: tuple[float, ...]
    minutes: int
    tasks: tuple[Task, ...]
    notes: tuple[str, ...]
    instructions: str | None = None
    fixed: tuple[int, int] | None = None
    pair: str | None = None
    """Done by two: the other one's kind of care."""


@dataclass(frozen=True)
class Aim:
    """A goal in the person's words. `start`, `now`, `target` in words; `measure` says that they are the trend's values instead."""

    words: str
    start: str | None = None
    target: str | None = None
    unit: str | None = None
    now: str | None = None
    how: str | None = None
    measure: str | None = None


NURSES = ("District nurses", "020 7946 0151")
PALLIATIVE = ("Palliative care", "020 7946 0178")
CRISIS = ("Crisis line", "020 7946 0166")
EMERGENCY = ("999", "999")
"""Whom to call: (who, number). The numbers are of those that are kept for stories."""


@dataclass(frozen=True)
class If:
    """What to look for, what to do then, whom to call."""

    this: str
    then: str
    call: tuple[str, str]


@dataclass(frozen=True)
class Problem:
    key: str
    ages: tuple[int, int]
    weight: int
    conditions: tuple[str, ...]
    care: tuple[Care, ...]
    aims: tuple[Aim, ...]
    drugs: tuple[Drug, ...] = ()
    warnings: tuple[Warn, ...] = ()
    trends: tuple[Trend, ...] = ()
    worse: tuple[If, ...] = ()
    tags: tuple[str, ...] = ()
    with_: tuple[str, ...] = field(default=())
    """Illnesses that often come along: keys of `comorbid.ALSO`."""
