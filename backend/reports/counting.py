"""Counting a month: the facts once for all measures over them, by scope; small numbers hidden; kept. One transaction a month, of role statistics.

1. All measures over the same facts are one statement, and their medians another: each is two sums (or a median) with a filter, and how many people
   stand behind them, by whom few are hidden.
2. Scopes are grouping sets over team and practice: place, localities and organisations of teams, teams, areas (localities of practices), networks,
   practices. What belongs to no team or no practice counts in a scope of its own ("team:"), so that the parts always add up to the whole.
3. Teams and practices stand where they stand today: a team that moved takes its past along, and all months of a chart are of the same people.
4. A month is replaced as a whole: nobody reads half of one. Where nothing was counted and nothing is hidden there is no cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, delete, insert, text
from sqlalchemy.orm import Session

from backend.feedback.suppression import Mark, is_small
from backend.reports import hiding
from backend.reports.definitions import FEEDBACK, Measure, measures
from backend.reports.facts import FACTS, Facts
from backend.reports.hiding import Cell as Where
from backend.reports.hiding import People
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


NO_PART = "''"


@dataclass(frozen=True, slots=True)
class Sums:
    """What was counted in a cell, and how many people stand behind it."""

    numerator: float | None
    denominator: float | None
    people: People


Numbers = dict[Where, Sums]
"""By (scope, part)."""


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
    found: dict[str, Numbers] = {one.key: {} for one in over}
    for middle in (False, True):
        some = [one for one in over if (one.kind == "median") is middle]
        if some:
            for row in session.execute(text(_statement(facts, some)), {"place": place, "month": month}):
                for n, one in enumerate(some):
                    if (sums := _read(row, n)) is not None:
                        found[one.key][_scope(row[0], row[1]), ""] = sums
    return found


def parts(session: Session, facts: Facts, one: Measure, place: str, month: date) -> Numbers:
    """What was counted of each part of a measure that has a split."""
    asked = text(_statement(facts, [one], part=f"coalesce(facts.{one.split}::text, 'not known')"))
    rows = session.execute(asked, {"place": place, "month": month})
    return {(_scope(row[0], row[1]), row[2]): sums for row in rows if (sums := _read(row, 0)) is not None}


def _read(row: Row[Any], n: int) -> Sums | None:
    """A measure's five columns of a row; None where nothing was counted."""
    numerator, denominator, whole, part, rest = row[3 + 5 * n : 8 + 5 * n]
    return Sums(_float(numerator), _float(denominator), People(int(whole), int(part), int(rest))) if denominator else None


def _statement(facts: Facts, over: Sequence[Measure], part: str | None = None) -> str:
    """Rows of scope, part, and five columns a measure. The scope is told by its sort ("team"; null: the place) and its name (null: none).

    First by person in each team and practice, which leaves few of many rows; then by person in each scope; then over the people: so a person is one,
    however many rows they have. A middle of middles is none, so medians are counted in one step, and all `over` are of them, or none.
    """
    ons = [on for on in ("team", "practice") if getattr(facts, on)]
    sorts = {sort: column for sort, (on, column) in SCOPES.items() if on in ons}
    joins = "".join(f" left join {on} as the_{on} on the_{on}.id = facts.{getattr(facts, on)}" for on in ons)
    whens = " ".join(f"when grouping({column}) = 0 then '{sort}'" for sort, column in sorts.items())
    names = " ".join(f"when grouping({column}) = 0 then {column}" for column in sorts.values())
    kind, name = (f"case {whens} end", f"case {names} end") if sorts else ("null::text", "null::text")
    whom = f"{facts.person or 'month'} as whom"
    of_month = f"{facts.table} as facts where place_id = :place and month = :month"
    is_middle = any(one.kind == "median" for one in over)
    if is_middle:
        rows, always = f"select *, {whom}, {part or NO_PART} as the_part from {of_month}", ["the_part"]  # noqa: S608 (our own definitions)
        columns = [column for one in over for column in _middle(one)]
    else:
        sums = [sum_ for n, one in enumerate(over) for sum_ in _of_person(one, n)]
        held = [getattr(facts, on) for on in ons]
        by = ", ".join(map(str, range(1, len(held) + 3)))
        first = ", ".join([*held, whom, f"{part or NO_PART} as the_part", *(f"({sql})::float8 as {named}" for named, sql in sums)])
        rows, always = f"select {first} from {of_month} group by {by}", ["the_part", "whom"]  # noqa: S608 (our own definitions)
        columns = [f"sum({named}) as {named}" for named, _ in sums]
    sets = ", ".join(f"({', '.join([*always, *more])})" for more in ([], *([column] for column in sorts.values())))
    told = f'({kind}) collate "C" as sort, ({name}) collate "C" as name, the_part'
    of_scope = f"select {told}, {', '.join(columns)} from ({rows}) as facts{joins} group by grouping sets ({sets})"  # noqa: S608 (our own definitions)
    if is_middle:
        return of_scope
    added = ", ".join(_over_people(facts, one, n) for n, one in enumerate(over))
    return f"select sort, name, the_part, {added} from ({of_scope}) as of_person group by sort, name, the_part"  # noqa: S608


def _middle(one: Measure) -> list[str]:
    """A median's columns: what `where` leaves out is in neither."""
    counts = f"filter (where ({one.where}) and ({one.denominator}))"
    middle = f"percentile_disc({one.percentile}) within group (order by ({one.numerator})) {counts}"
    return [middle, f"count(*) {counts}", f"count(distinct whom) {counts}", "0", "0"]


def _of_person(one: Measure, n: int) -> list[tuple[str, str]]:
    """A measure's sums for one person, by name."""
    if one.kind == "share":
        counts = f"({one.where}) and ({one.denominator})"
        sums = [(f"n{n}", f"count(*) filter (where {counts} and ({one.numerator}))"), (f"d{n}", f"count(*) filter (where {counts})")]
    else:
        sums = [(f"n{n}", f"sum({one.numerator}) filter (where {one.where})"), (f"d{n}", f"sum({one.denominator}) filter (where {one.where})")]
    return [*sums, *([(f"p{n}", f"sum({one.people}) filter (where {one.where})")] if one.people else [])]


def _over_people(facts: Facts, one: Measure, n: int) -> str:
    """The sums over all people of a scope, and how many they are: of its whole, in its numerator, and of what lacks."""
    if facts.person is None:
        part = f"coalesce(sum(p{n}), 0)" if one.people else "0"
        people = (f"coalesce(floor(sum(d{n})), 0)", part, f"coalesce(floor(sum(d{n})), 0) - {part}")
    else:
        whole = f"n{n}" if one.kind == "count" else f"d{n}"
        people = (f"count(*) filter (where {whole} > 0)", f"count(*) filter (where n{n} > 0)", f"count(*) filter (where n{n} < d{n})")
    return f"sum(n{n}), sum(d{n}), {', '.join(people)}"


def _scope(sort: str | None, name: str | None) -> str:
    return PLACE if sort is None else f"{sort}:{name or ''}"


def _float(number: Any) -> float | None:
    return None if number is None else float(number)


def _cells(one: Measure, numbers: Numbers, above: Mapping[str, Iterable[str]], more: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of one measure, those hidden without what may be shown.

    What is hidden stands there also where nothing was counted: with the rows of some teams only, it would be told that there were none in the others.
    Which parts there are is told by the place: where the whole of it is few, so is that.
    """
    tables = _hidden_by(one, numbers)
    if any(is_small(table.get((PLACE, ""), 0)) for table in tables):
        numbers = {at: number for at, number in numbers.items() if at[1] == ""}
        tables = _hidden_by(one, numbers)
    sorts = {hiding.sort_of(scope) for scope, _ in numbers}
    scopes = {scope for scope in (*above, *(scope for scope, _ in numbers)) if hiding.sort_of(scope) in sorts}
    found = hiding.marks(tables, hiding.sums_of(above, scopes, {part for _, part in numbers})) if tables else {}
    rows = []
    for scope, part in sorted({*numbers, *(at for at, mark in found.items() if mark is not Mark.SHOWN)}):
        sums = numbers.get((scope, part))
        numerator, denominator = (sums.numerator, sums.denominator) if sums else (None, None)
        mark: str = found.get((scope, part), Mark.SHOWN)
        if mark == Mark.SHOWN and sums and 0 < sums.people.whole < one.fewest:
            mark = hiding.TOO_FEW
        shown = (numerator if mark == Mark.SHOWN else None, denominator if mark in (Mark.SHOWN, hiding.TOO_FEW) else None)
        cell = {"scope": scope, "part": part, "numerator": numerator, "denominator": denominator, "mark": str(mark)}
        rows.append({**more, **cell, "shown_numerator": shown[0], "shown_denominator": shown[1]})
    return rows


def _hidden_by(one: Measure, numbers: Numbers) -> list[dict[Where, int]]:
    return hiding.tables(one.hide, one.kind == "count", {at: sums.people for at, sums in numbers.items()})
