"""Control charts (XmR): which change is a signal, and which is what chance explains. Pure.

Rules (CLINICAL.md E26, after "Making Data Count"):

1. The centre is the mean of the first `BASELINE` points; the limits lie 2.66 times their mean moving range above and below it (3 ÷ 1.128, as the
   method has it for ranges of two). Limits stay as they are when points are added: a chart that moves with its data finds nothing.
2. A point is a signal if it is outside the limits, if it is in a run of 7 or more on one side of the centre, or in a trend of 7 or more that each
   rise, or each fall. A point on the centre ends a run; a point equal to the one before ends a trend.
3. A point that is not there (hidden, or nothing was counted) is no point: it ends runs and trends, and is in no range.
4. Whether a signal is good follows from the measure's direction; of one that has none it is only a signal.
5. With fewer than `LEAST` points in the baseline there are no limits and no signals, and the chart says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

BASELINE = 12
"""Months from which the limits are worked out."""
LEAST = 8
"""So many of them must be there."""
SCALE = 2.66
RUN = 7
TREND = 7

Verdict = Literal["better", "worse", "signal", "usual"]


@dataclass(frozen=True, slots=True)
class Limits:
    """In the unit of the values. `lower` and `upper` are cut to what the measure can be (a share lies between 0 and 100)."""

    mean: float
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class Judged:
    """`verdicts`: one for each value, None where there is none or no limits are known. `why`: the rule that each signal broke, in words."""

    limits: Limits | None
    verdicts: tuple[Verdict | None, ...]
    why: tuple[str | None, ...]


def judge(values: Sequence[float | None], direction: str, *, least: float | None = None, most: float | None = None) -> Judged:
    """Judges a series of months in order. `direction`: up, down or none, which way is better. `least`, `most`: what the measure can be."""
    limits = limits_of(values[:BASELINE], least=least, most=most)
    if limits is None:
        return Judged(None, (None,) * len(values), (None,) * len(values))
    sides = _outside(values, limits) | _runs(values, limits.mean) | _trends(values)
    verdicts: list[Verdict | None] = [None if value is None else "usual" for value in values]
    why: list[str | None] = [None] * len(values)
    for at, (is_high, words) in sides.items():
        verdicts[at] = "signal" if direction == "none" else "better" if is_high == (direction == "up") else "worse"
        why[at] = words
    return Judged(limits, tuple(verdicts), tuple(why))


def limits_of(values: Sequence[float | None], *, least: float | None = None, most: float | None = None) -> Limits | None:
    """The limits from a baseline; None where fewer than LEAST points are in it (5), or no two stand side by side."""
    there = [value for value in values if value is not None]
    ranges = [abs(after - before) for before, after in pairwise(values) if before is not None and after is not None]
    if len(there) < LEAST or not ranges:
        return None
    mean, moving = sum(there) / len(there), sum(ranges) / len(ranges)
    lower, upper = mean - SCALE * moving, mean + SCALE * moving
    return Limits(mean, lower if least is None else max(lower, least), upper if most is None else min(upper, most))


Signals = dict[int, tuple[bool, str]]
"""Where → (whether it is on the high side, the rule in words)."""


def _outside(values: Sequence[float | None], limits: Limits) -> Signals:
    found: Signals = {}
    for at, value in enumerate(values):
        if value is not None and value > limits.upper:
            found[at] = (True, "above the upper limit")
        elif value is not None and value < limits.lower:
            found[at] = (False, "below the lower limit")
    return found


def _runs(values: Sequence[float | None], mean: float) -> Signals:
    """Which points are in a run of RUN or more on one side (2)."""
    sides = [None if value is None or value == mean else value > mean for value in values]
    return _stretches(sides, RUN, ("months above the mean", "months below the mean"))


def _trends(values: Sequence[float | None]) -> Signals:
    """Which points are in a trend of TREND or more: the first point of a trend is in it (2)."""
    steps = [None if a is None or b is None or a == b else b > a for a, b in pairwise(values)]
    found: Signals = {}
    for at, told in _stretches(steps, TREND - 1, ("months that each rise", "months that each fall"), more=1).items():
        found[at] = found[at + 1] = told
    return found


def _stretches(sides: Sequence[bool | None], enough: int, words: tuple[str, str], more: int = 0) -> Signals:
    """Positions in stretches of one side of at least `enough`, with how long each is (and `more`)."""
    found: Signals = {}
    begin = 0
    while begin < len(sides):
        end = begin
        while end < len(sides) and sides[end] is sides[begin]:
            end += 1
        side = sides[begin]
        if side is not None and end - begin >= enough:
            found |= dict.fromkeys(range(begin, end), (side, f"{end - begin + more} {words[0] if side else words[1]}"))
        begin = end
    return found
