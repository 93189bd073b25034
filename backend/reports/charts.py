"""One chart, as data: what the browser and the PDF both draw. Pure.

1. Whoever draws it works nothing out: values, limits, axis, marks, and the words beside and below it are in it.
2. A month that is hidden or in which nothing was counted is in it, without a value and with its mark: a gap is told, never drawn over.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from backend.reports.control import BASELINE, Judged, judge
from backend.reports.definitions import Measure

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
TICKS = 4


@dataclass(frozen=True, slots=True)
class Point:
    """One month of one scope. `n`: of what the value is; None where it is hidden."""

    month: date
    value: float | None
    n: float | None
    mark: str


def label(month: date) -> str:
    """ "Oct 2026"."""
    return f"{MONTHS[month.month - 1]} {month.year}"


def chart(measure: Measure, points: Sequence[Point]) -> dict[str, Any]:
    """The chart of one measure: months in order, each once."""
    top = 100.0 if measure.kind in ("share", "ratio") else None
    least = None if measure.kind == "change" else 0.0
    values = [point.value for point in points]
    judged = judge(values, measure.direction, least=least, most=top)
    low, high, ticks = axis(values, judged, measure.target, top, least=least, whole=measure.kind == "count")
    return {
        "points": [
            {"month": point.month.isoformat()[:7], "label": label(point.month), "value": point.value, "n": point.n, "mark": point.mark}
            | {"verdict": verdict, "why": why}
            for point, verdict, why in zip(points, judged.verdicts, judged.why, strict=True)
        ],
        "limits": None
        if judged.limits is None
        else {"mean": judged.limits.mean, "lower": judged.limits.lower, "upper": judged.limits.upper, "months": BASELINE},
        "target": measure.target,
        "low": low,
        "high": high,
        "ticks": ticks,
        "says": says(judged, points),
        "verdict": next((verdict for verdict in reversed(judged.verdicts) if verdict is not None), None),
        "target_says": target_says(measure, points),
    }


def says(judged: Judged, points: Sequence[Point]) -> str:
    """What the chart says of its last month, in one line."""
    if judged.limits is None:
        there = sum(1 for point in points if point.value is not None)
        return "Too few months to tell a change from chance" if there else "Nothing was counted in these months"
    last = next((n for n in range(len(points) - 1, -1, -1) if points[n].value is not None), None)
    if last is None or judged.verdicts[last] in (None, "usual"):
        return "No change: only usual variation"
    word = {"better": "Better", "worse": "Worse", "signal": "Changed"}[judged.verdicts[last] or "signal"]
    return f"{word}: {judged.why[last]}"


def target_says(measure: Measure, points: Sequence[Point]) -> str | None:
    """Whether the target is met, and since when without a break; None where there is none."""
    if measure.target is None:
        return None
    words = f"Target {number(measure, measure.target)}{' or fewer' if measure.direction == 'down' else ''}"
    met = [None if point.value is None else _meets(measure, point.value) for point in points]
    last = next((n for n in range(len(met) - 1, -1, -1) if met[n] is not None), None)
    if last is None:
        return words
    if not met[last]:
        return f"{words}, not met"
    since = last
    while since > 0 and met[since - 1] is not False:
        since -= 1
    while met[since] is None:
        since += 1
    return f"{words}, met since {label(points[since].month)}" if since else f"{words}, met in all these months"


def _meets(measure: Measure, value: float) -> bool:
    assert measure.target is not None
    return value <= measure.target if measure.direction == "down" else value >= measure.target


def number(measure: Measure, value: float) -> str:
    """A value as it is told: "81%", "4.6", "31 min"; of a change "+0.4 points", and "0.0" where it rounds to none."""
    sign = "+" if measure.kind == "change" and round(value, measure.decimals) else ""
    text = f"{round(value, measure.decimals) + 0.0:{sign},.{measure.decimals}f}"
    return f"{text}%" if measure.kind in ("share", "ratio") else f"{text} {measure.unit}".strip()


def axis(
    values: Sequence[float | None], judged: Judged, target: float | None, top: float | None, *, least: float | None = 0.0, whole: bool = False
) -> tuple[float, float, list[float]]:
    """From where to where the axis runs, and its round ticks: all values, limits and target lie inside.

    `least`, `top`: what the measure can be at the least and at the most. `whole`: of what there is no half.
    """
    there = [value for value in values if value is not None] + ([target] if target is not None else [])
    there += [judged.limits.lower, judged.limits.upper] if judged.limits else []
    if not there:
        return 0.0, top or 1.0, [0.0, top or 1.0]
    lowest, most = min(there), max(there)
    step = _round(max(1 if whole else 0, (most - lowest) / TICKS or abs(most) / TICKS or (top or TICKS) / TICKS))
    low, high = math.floor(lowest / step) * step, math.ceil(most / step) * step
    if low == high:  # one value on a tick: as much above it as below, as far as there is any
        low, high = low - step, high + step
    low, high = low if least is None else max(low, least), min(high, top) if top is not None else high
    ticks = [round(low + n * step, 6) for n in range(round((high - low) / step) + 1) if low + n * step <= high + step / 1000]
    return low, high, ticks


def _round(step: float) -> float:
    """The next round number: 1, 2, 5 or 10 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(step))
    return next(power * by for by in (1, 2, 5, 10) if power * by >= step * 0.999)
