"""A chart of `charts.chart` as SVG, for paper. It draws what is in it and works nothing out; the browser draws the same (pwa/src/reports)."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

WIDTH, HEIGHT = 520.0, 210.0
LEFT, RIGHT, TOP, BOTTOM = 48.0, 92.0, 12.0, 30.0
INK, QUIET, GRID, BETTER, WORSE, TARGET = "#212b32", "#425563", "#d8dde0", "#005eb8", "#a34f00", "#4b2a8c"


def draw(chart: dict[str, Any], alternative: str, unit: str) -> str:
    """One `<svg>`. `alternative`: what it says, for whoever cannot see it."""
    points = chart["points"]
    step = (WIDTH - LEFT - RIGHT) / max(len(points) - 1, 1)
    low, span = float(chart["low"]), float(chart["high"] - chart["low"]) or 1.0

    def x(n: int) -> float:
        return LEFT + n * step

    def y(value: float) -> float:
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - (value - low) / span)

    parts = [_line(LEFT, y(tick), WIDTH - RIGHT, y(tick), GRID) + _text(LEFT - 6, y(tick) + 3, _short(tick, unit), "end") for tick in chart["ticks"]]
    if chart["limits"]:
        parts += _limits(chart["limits"], y, unit)
    if chart["target"] is not None:
        parts += [
            _line(LEFT, y(chart["target"]), WIDTH - RIGHT, y(chart["target"]), TARGET, 1.6),
            _text(WIDTH - RIGHT + 6, y(chart["target"]) + 3, f"target {_short(chart['target'], unit)}", "start", TARGET, bold=True),
        ]
    for run in _runs(points):
        places = " ".join(f"{x(n):.1f},{y(points[n]['value']):.1f}" for n in run)
        parts.append(f'<polyline fill="none" stroke="{QUIET}" points="{places}"/>')
    for n, point in enumerate(points):
        if point["value"] is None:
            parts.append(_text(x(n), HEIGHT - BOTTOM - 6, point["mark"], "middle") if point["mark"] else "")
        else:
            parts.append(_mark(x(n), y(point["value"]), point["verdict"]))
    for n in range(len(points) - 1, -1, -6):
        parts.append(_text(x(n), HEIGHT - BOTTOM + 16, points[n]["label"], "middle"))
    body = "".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" width="{WIDTH:.0f}" height="{HEIGHT:.0f}" '
        f'aria-label="{escape(alternative, quote=True)}"><title>{escape(alternative)}</title>{body}</svg>'
    )


def _runs(points: Sequence[dict[str, Any]]) -> list[list[int]]:
    """Months that stand side by side: a line is never drawn over one that is not there."""
    runs: list[list[int]] = []
    for n, point in enumerate(points):
        if point["value"] is None:
            continue
        if runs and runs[-1][-1] == n - 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return runs


def _limits(limits: dict[str, float], y: Any, unit: str) -> list[str]:
    upper, lower = y(limits["upper"]), y(limits["lower"])
    right = WIDTH - RIGHT
    return [
        f'<rect x="{LEFT}" y="{upper:.1f}" width="{right - LEFT:.1f}" height="{max(lower - upper, 0):.1f}" fill="#edf1f3"/>',
        _line(LEFT, upper, right, upper, QUIET, 0.8, dashed=True),
        _line(LEFT, lower, right, lower, QUIET, 0.8, dashed=True),
        _line(LEFT, y(limits["mean"]), right, y(limits["mean"]), QUIET, 1),
        *(_text(right + 6, y(limits[name]) + 3, f"{name} {_short(limits[name], unit)}", "start") for name in ("upper", "mean", "lower")),
    ]


def _mark(x: float, y: float, verdict: str | None) -> str:
    """A square is better, a diamond worse, a filled ring a signal without a side, a hollow ring usual: told by shape, not by colour alone."""
    if verdict == "better":
        return f'<rect x="{x - 3.5:.1f}" y="{y - 3.5:.1f}" width="7" height="7" fill="{BETTER}"/>'
    if verdict == "worse":
        return f'<path d="M{x:.1f} {y - 5:.1f}l5 5l-5 5l-5 -5z" fill="{WORSE}"/>'
    fill = INK if verdict == "signal" else "#ffffff"
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.2" fill="{fill}" stroke="{QUIET}"/>'


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float = 0.8, *, dashed: bool = False) -> str:
    dash = ' stroke-dasharray="4 3"' if dashed else ""
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" stroke-width="{width}"{dash}/>'


def _text(x: float, y: float, words: str, anchor: str, colour: str = QUIET, *, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}"{weight} font-size="10" '
        f'font-family="Arial, Liberation Sans, sans-serif">{escape(words)}</text>'
    )


def _short(value: float, unit: str) -> str:
    text = f"{value:,.0f}" if abs(value) >= 10 or value == int(value) else f"{value:,.2g}"
    return f"{text}%" if unit == "%" else text
