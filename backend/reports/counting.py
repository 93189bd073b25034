"""Counting a month: the facts once for all measures over them, by scope; small numbers hidden; kept. One transaction a month, of role statistics.

1. All measures over the same facts are one statement: each is two sums (or a median) with a filter, so a month is read once.
2. Scopes are grouping sets over team and practice: place, localities and organisations of teams, teams, areas (localities of practices), networks,
   practices. What belongs to no team or no practice counts in a scope of its own ("team:"), so that the parts always add up to the whole.
3. Teams and practices stand where they stand today: a team that moved takes its past along, and all months of a chart are of the same people.
4. A month is replaced as a whole: nobody reads half of one. Where nothing was counted and nothing is hidden there is no cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, insert, text
from sqlalchemy.orm import Session

from backend.feedback.suppression import Mark, is_small
from backend.reports import hiding
from backend.reports.definitions import CONDITIONAL, FEEDBACK, Measure, measures
from backend.reports.facts import FACTS, Facts
from backend.reports.hiding import Cell as Where
from backend.reports.models import Cell

PLACE = "place"
SCOPES: dict[str, tuple[str, str]] = {
    # sort of scope → (the facts' column that it hangs on, what it is of that)
    "locality": ("team", "the_team.locality"),
    "organisation": ("team", "the_team.organisation::text"),
    "team": ("team", "the_team.id::text"),
    "area": ("practice", "the_practice.locality"),
    "network": ("practice", "the_practice.network"),
    "practice": ("practice", "the_practice.id::text"),
}

Numbers = dict[Where, tuple[float | None, float | None]]
"""(scope, part) → (numerator, denominator)"""


def count(session: Session, place: str, month: date, now: datetime) -> int:
    """Counts a month of which the facts are made. Returns how many cells it has."""
    above = scopes_above(session, place)
    rows: list[dict[str, Any]] = []
    for facts in FACTS.values():
        over = [one for one in measures().values() if one.over == facts.name]
        found = _whole(session, facts, over, place, month)
        for one in over:
            numbers = found[one.key] | (parts(session, facts, one, place, month) if one.split else {})
            rows += _cells(one, numbers, above, {"place_id": place, "month": month, "measure": one.key, "made_at": now})
    copied = [key for key, one in measures().items() if one.over == FEEDBACK]
    session.execute(delete(Cell).where(Cell.place_id == place, Cell.month == month, Cell.measure.not_in(copied)))
    if rows:
        session.execute(insert(Cell), rows)
    return len(rows)


def scopes_above(session: Session, place: str) -> dict[str, tuple[str, ...]]:
    """Each scope of a place → the scopes that it is a part of."""
    above: dict[str, tuple[str, ...]] = {}
    teams = session.execute(text("SELECT id::text, organisation::text, locality FROM team WHERE place_id = :place"), {"place": place}).all()
    for team, organisation, locality in [*teams, ("", "", "")]:
        above[f"team:{team}"] = (f"locality:{locality or ''}", f"organisation:{organisation or ''}")
        above |= dict.fromkeys(above[f"team:{team}"], (PLACE,))
    practices = session.execute(text("SELECT id::text, network, locality FROM practice WHERE place_id = :place"), {"place": place}).all()
    for practice, network, area in [*practices, ("", "", "")]:
        above[f"practice:{practice}"] = (f"network:{network or ''}",)
        above[f"network:{network or ''}"] = (f"area:{area or ''}",)
        above[f"area:{area or ''}"] = (PLACE,)
    return above


def _whole(session: Session, facts: Facts, over: Sequence[Measure], place: str, month: date) -> dict[str, Numbers]:
    columns = [column for n, one in enumerate(over) for column in _sums(one, n)]
    found: dict[str, Numbers] = {one.key: {} for one in over}
    if over:
        for row in session.execute(text(_statement(facts, columns)), {"place": place, "month": month}):
            for n, one in enumerate(over):
                if row[3 + 2 * n]:
                    found[one.key][_scope(row[0], row[1]), ""] = (_float(row[2 + 2 * n]), _float(row[3 + 2 * n]))
    return found


def parts(session: Session, facts: Facts, one: Measure, place: str, month: date) -> Numbers:
    """What was counted of each part of a measure that has a split."""
    asked = text(_statement(facts, _sums(one, 0), part=f"coalesce(facts.{one.split}::text, 'not known')"))
    rows = session.execute(asked, {"place": place, "month": month})
    return {(_scope(row[0], row[1]), row[4]): (_float(row[2]), _float(row[3])) for row in rows if row[3]}


def _sums(one: Measure, n: int) -> list[str]:
    """A measure's two columns: what `where` leaves out is in neither."""
    if one.kind in CONDITIONAL:
        counts = f"({one.where}) and ({one.denominator})"
        part = f"count(*) filter (where {counts} and ({one.numerator}))"
        middle = f"percentile_disc(0.5) within group (order by ({one.numerator})) filter (where {counts})"
        return [f"{middle if one.kind == 'median' else part} as n{n}", f"count(*) filter (where {counts}) as d{n}"]
    return [f"sum({one.numerator}) filter (where {one.where}) as n{n}", f"sum({one.denominator}) filter (where {one.where}) as d{n}"]


def _statement(facts: Facts, columns: Iterable[str], part: str | None = None) -> str:
    """Which scope a row is of is told by its sort ("team"; null: the place) and its name (null: belongs to none)."""
    sorts = {sort: column for sort, (on, column) in SCOPES.items() if getattr(facts, on)}
    joins = "".join(f" left join {on} as the_{on} on the_{on}.id = facts.{getattr(facts, on)}" for on in ("team", "practice") if getattr(facts, on))
    whens = " ".join(f"when grouping({column}) = 0 then '{sort}'" for sort, column in sorts.items())
    names = " ".join(f"when grouping({column}) = 0 then {column}" for column in sorts.values())
    kind, name = (f"case {whens} end", f"case {names} end") if sorts else ("null", "null")
    more = f", {part}" if part else ""
    sets = ", ".join(f"({column}{more})" for column in sorts.values())
    grouped = f"group by grouping sets (({part or ''}){', ' if sets else ''}{sets})"
    last = f", {part} as part" if part else ""
    return (
        f"select {kind}, {name}, {', '.join(columns)}{last} from {facts.table} as facts{joins} "  # noqa: S608 (our own definitions)
        f"where facts.place_id = :place and facts.month = :month {grouped}"
    )


def _scope(sort: str | None, name: str | None) -> str:
    return PLACE if sort is None else f"{sort}:{name or ''}"


def _float(number: Any) -> float | None:
    return None if number is None else float(number)


def _cells(one: Measure, numbers: Numbers, above: Mapping[str, Iterable[str]], more: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of one measure, those hidden without what may be shown.

    What is hidden stands there also where nothing was counted: with the rows of some teams only, it would be told that there were none in the others.
    Which parts there are is told by the place: where the whole of it is few, so is that.
    """
    tables = hiding.tables(one.hide, one.kind == "count", numbers)
    if any(is_small(table.get((PLACE, ""), 0)) for table in tables):
        numbers = {at: number for at, number in numbers.items() if at[1] == ""}
        tables = hiding.tables(one.hide, one.kind == "count", numbers)
    sorts = {hiding.sort_of(scope) for scope, _ in numbers}
    scopes = {scope for scope in (*above, *(scope for scope, _ in numbers)) if hiding.sort_of(scope) in sorts}
    found = hiding.marks(tables, hiding.sums_of(above, scopes, {part for _, part in numbers})) if tables else {}
    rows = []
    for scope, part in sorted({*numbers, *(at for at, mark in found.items() if mark is not Mark.SHOWN)}):
        numerator, denominator = numbers.get((scope, part), (None, None))
        mark = found.get((scope, part), Mark.SHOWN)
        shown = (numerator, denominator) if mark is Mark.SHOWN else (None, None)
        cell = {"scope": scope, "part": part, "numerator": numerator, "denominator": denominator, "mark": str(mark)}
        rows.append({**more, **cell, "shown_numerator": shown[0], "shown_denominator": shown[1]})
    return rows
