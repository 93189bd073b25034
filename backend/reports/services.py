"""The pages of the reports, put together from cells as they may be shown. Nothing here knows what was hidden."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from backend import wall_clock
from backend.reports import charts, queries
from backend.reports.charts import Point
from backend.reports.counting import PLACE
from backend.reports.definitions import GROUPS, Measure, measures
from backend.reports.facts import FACTS, POPULATIONS
from backend.reports.queries import Scope, Shown

MOST_MONTHS = 36


class NotThere(Exception):
    """There is no such scope, measure or way to tell it apart."""


class NotYet(Exception):
    """The month has not begun, or nothing of it was counted."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page is of. `until`: its last month, else the last that is over. `by`: into which scopes it is told apart, else the first way."""

    place: str
    scope: str
    until: date | None
    months: int
    by: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """A scope among all, its months, and what it is told apart into."""

    scope: Scope
    scopes: Mapping[str, Scope]
    months: tuple[date, ...]
    by: str | None
    children: tuple[Scope, ...]


def page(session: Session, asked: Asked, today: date) -> Page:
    """Raises NotThere, NotYet."""
    scopes = queries.scopes(session, asked.place)
    scope = scopes.get(asked.scope)
    ways = queries.BY[scope.sort] if scope else ()
    if scope is None or (asked.by is not None and asked.by not in ways):
        raise NotThere
    this = today.replace(day=1)
    until = asked.until or wall_clock.month_after(this, -1)
    if until > this:
        raise NotYet
    by = asked.by or (ways[0] if ways else None)
    children = queries.children(session, asked.place, dict(scopes), scope.scope, by) if by else []
    months = tuple(wall_clock.month_after(until, n - asked.months + 1) for n in range(asked.months))
    return Page(scope, scopes, months, by, tuple(children))


def overview(session: Session, asked: Asked, now: datetime) -> dict[str, Any]:
    """Every measure of one scope, with its chart, and the headlines of the scopes beneath. Raises NotThere, NotYet."""
    shown = page(session, asked, wall_clock.day_of(now))
    every = measures()
    own = queries.cells(session, asked.place, [asked.scope], shown.months[0], shown.months[-1], every)
    heads = {key: one for key, one in every.items() if one.headline}
    return {
        **_head(session, asked, shown, now),
        "measures": [told(one, _points(one, own, asked.scope, "", shown.months)) for one in every.values()],
        "columns": [{"key": one.key, "name": one.name} for one in heads.values()],
        "rows": _rows(session, asked, shown, heads),
    }


def measure(session: Session, asked: Asked, key: str, now: datetime) -> dict[str, Any]:
    """One measure of one scope: its months, its parts, and the scopes beneath. Raises NotThere, NotYet."""
    one = measures().get(key)
    if one is None:
        raise NotThere
    shown = page(session, asked, wall_clock.day_of(now))
    own = queries.cells(session, asked.place, [asked.scope], shown.months[0], shown.months[-1], [key])
    parts = sorted({cell.part for cell in own if cell.part})
    return {
        **_head(session, asked, shown, now),
        "measure": told(one, _points(one, own, asked.scope, "", shown.months)),
        "counts": [_counts(cell) for cell in own if not cell.part],
        "parts": [{"part": part, "points": [_point(one, point) for point in _points(one, own, asked.scope, part, shown.months)]} for part in parts],
        "columns": [{"key": one.key, "name": one.name}],
        "rows": _rows(session, asked, shown, {key: one}),
    }


def _head(session: Session, asked: Asked, shown: Page, now: datetime) -> dict[str, Any]:
    counted = queries.counted_at(session, asked.place)
    first = queries.first_month(session, asked.place)
    siblings = shown.scopes.values() if shown.scope.scope == PLACE else [one for one in shown.scopes.values() if one.above == shown.scope.above]
    return {
        "now": wall_clock.wire(now),
        "made_at": wall_clock.wire(counted[1]) if counted else None,
        "scope": _name(shown.scope),
        "above": [_name(shown.scopes[one]) for one in shown.scope.above],
        "beside": [_name(one) for one in siblings if one.sort == shown.scope.sort],
        "months": [month.isoformat()[:7] for month in shown.months],
        "month": charts.label(shown.months[-1]),
        "is_over": wall_clock.month_after(shown.months[-1]) <= wall_clock.day_of(now),
        "uncounted": queries.uncounted(session, asked.place, shown.months, wall_clock.day_of(now)),
        "first_month": first.isoformat()[:7] if first else None,
        "by": shown.by,
        "ways": list(queries.BY[shown.scope.sort]),
    }


def _name(scope: Scope) -> dict[str, str]:
    return {"scope": scope.scope, "name": scope.name, "sort": scope.sort}


TOLD = ("key", "name", "question", "group", "kind", "direction", "counts", "source", "tier", "of", "headline", "baseline", "decimals")
"""What is told of a measure as its file says it."""


def told(one: Measure, points: Sequence[Point]) -> dict[str, Any]:
    """A measure with its chart and its last value."""
    last = points[-1]
    return {
        **{name: getattr(one, name) for name in TOLD},
        "group_name": GROUPS[one.group],
        "population": POPULATIONS[FACTS[one.over].population if one.over in FACTS else "answers"],
        "said": None if last.value is None else charts.number(one, last.value),
        "n": last.n,
        "mark": last.mark,
        "unit": "%" if one.kind in ("share", "ratio") else one.unit,
        "chart": charts.chart(one, points),
    }


def _points(one: Measure, cells: Collection[Shown], scope: str, part: str, months: Sequence[date]) -> list[Point]:
    """A point for every month, there or not."""
    found = {cell.month: cell for cell in cells if (cell.scope, cell.measure, cell.part) == (scope, one.key, part)}
    return [_at(one, month, found.get(month)) for month in months]


def _at(one: Measure, month: date, cell: Shown | None) -> Point:
    if cell is None:
        return Point(month, None, 0, "")
    n = cell.numerator if one.kind == "count" else cell.denominator
    return Point(month, one.value(cell.numerator, cell.denominator), n, cell.mark)


def _point(one: Measure, point: Point) -> dict[str, Any]:
    said = None if point.value is None else charts.number(one, point.value)
    return {"month": point.month.isoformat()[:7], "value": point.value, "said": said, "n": point.n, "mark": point.mark}


def _counts(cell: Shown) -> dict[str, Any]:
    numbers = {"numerator": cell.numerator, "denominator": cell.denominator}
    return {"month": cell.month.isoformat()[:7], "label": charts.label(cell.month), **numbers, "mark": cell.mark}


def _rows(session: Session, asked: Asked, shown: Page, of: Mapping[str, Measure]) -> list[dict[str, Any]]:
    """The scopes beneath in the last month, each with every column, and the scope itself last. Who had nothing counted in any is left out."""
    every = [*shown.children, shown.scope]
    last = shown.months[-1]
    cells = queries.cells(session, asked.place, [one.scope for one in every], last, last, of)
    rows = []
    for scope in every:
        points = {key: _points(one, cells, scope.scope, "", [last])[0] for key, one in of.items()}
        if scope is shown.scope or any(point.n or point.mark for point in points.values()):
            rows.append(
                {**_name(scope), "is_total": scope is shown.scope, "cells": [{"key": key, **_point(of[key], point)} for key, point in points.items()]}
            )
    return rows
