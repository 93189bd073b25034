"""The facts that measures count: for each its table, its statement, and which scopes its rows lie in.

1. Facts of a month are made anew as a whole, by role statistics: it sees ids, days and numbers of its place, no name and no word.
   A statement fills `fresh`, a table of the transaction's own with the columns of its facts'; of those only what differs is written.
2. A statement reads only what is over: facts of a month that has not ended hold its days so far, and grow.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from sqlalchemy import TextClause, text
from sqlalchemy.orm import Session

from backend import wall_clock
from backend.database import db


@dataclass(frozen=True, slots=True)
class Facts:
    """`table`: one row a fact, with place_id and month. `team`, `practice`: its columns that say in whose numbers it counts; None: in nobody's.
    `population`: of POPULATIONS. `person`: SQL for whom a row is about: few are hidden by people, however many rows one of them has; None: no row
    is of one person (a measure says how many they are, or hides nothing). `made_of`: other facts that its statement reads, which are filled
    before. `is_snapshot`: it says how things stand when it is made, so a month that is over keeps what it has. `is_told_once`: a month that has
    rows keeps them, whatever is written later: of what was told before and after, the difference is one person's.
    """

    name: str
    table: str
    team: str | None = "team"
    practice: str | None = "practice"
    person: str | None = "patient"
    population: str = "record"
    made_of: tuple[str, ...] = ()
    is_snapshot: bool = False
    is_told_once: bool = False


MONTHS = 36
"""So many months before this one are counted. What is written into an older one is counted where that month was counted while it was younger."""
TOLD_AFTER = timedelta(days=14)
"""After a month's end, what is told once."""


def oldest(today: date) -> date:
    """The first month that is counted, if it never was before."""
    return wall_clock.month_after(today.replace(day=1), -MONTHS)


def told_on(month: date) -> date:
    """From which day on a month of facts that are told once is told. The first count from then on tells it."""
    return wall_clock.month_after(month) + TOLD_AFTER


POPULATIONS = {
    "record": "People in this record, wherever they live; in networks, practices and their localities by the practice where they are registered.",
    "residents": "Residents: who lives here, by the estimate that was brought. The events above them are of people in this record.",
    "staff": "Staff of the place.",
    "answers": "Whoever chose to answer: nobody is asked where they live or are registered.",
}
"""Of whom a figure tells, registered or resident (CLINICAL.md E: each measure says its population basis)."""


FACTS: dict[str, Facts] = {
    one.name: one
    for one in (
        Facts("person", "report_person", is_snapshot=True),
        Facts("visit", "report_visit", person="coalesce(patient, visit)"),
        Facts("continuity", "report_continuity", made_of=("visit", "person")),
        Facts("staff_day", "report_staff_day", practice=None, person=None, population="staff"),
        Facts("referral", "report_referral", person="coalesce(patient, referral)"),
        Facts("assessment", "report_assessment", person="coalesce(patient, assessment)"),
        Facts("entry", "report_entry", person="coalesce(patient, attendance)"),
        Facts("matter", "report_matter", person="coalesce(person, matter)"),
        Facts("goal", "report_goal", person="coalesce(patient, goal)"),
        Facts("well_being", "report_well_being", is_told_once=True),
        Facts("event", "report_event", team=None, person="coalesce(patient, event)", made_of=("person",)),
        Facts("eligible", "report_eligible", made_of=("person",)),
        Facts("residents", "report_residents", team=None, practice=None, person=None, population="residents"),
    )
}
"""In the order in which they are filled."""


def spans(month: date, now: datetime) -> Mapping[str, Any]:
    """What a statement is given besides its place: the month, when it begins and ends, when today began, from when on it is told what is told once,
    and its last day that is over."""
    last = wall_clock.month_after(month) - timedelta(days=1)
    yesterday = wall_clock.day_of(now) - timedelta(days=1)
    return {
        "month": month,
        "begins": wall_clock.midnight(month),
        "ends": wall_clock.midnight(wall_clock.month_after(month)),
        "today": wall_clock.midnight(wall_clock.day_of(now)),
        "told": wall_clock.midnight(told_on(month)),
        "until": min(last, yesterday),
    }


def fill(session: Session, place: str, month: date, now: datetime, only: Collection[str] = FACTS.keys()) -> int:
    """Makes a month's facts anew, or `only` some of them, in a transaction of role statistics. Returns how many rows there are."""
    given = {"place": place, **spans(month, now)}
    is_over = wall_clock.month_after(month) <= wall_clock.day_of(now)
    made = 0
    for one in FACTS.values():
        if one.name not in only or (one.is_snapshot and is_over) or (one.is_told_once and _is_told(session, one, place, month)):
            continue
        made += _make_anew(session, one, given)
    return made


def _make_anew(session: Session, one: Facts, given: Mapping[str, Any]) -> int:
    """What is as it was is not written again: a whole month is a hundred megabytes of PostgreSQL's log, and behind it each tablet's change waits
    for the disk. What moved to this month from another, of which the facts are not made anew tonight, leaves that one: it is in one month at a time.
    """
    for words in _BEFORE:
        session.execute(text(words.format(table=one.table)))
    made: int = session.execute(_statement(one.name), given).rowcount  # type: ignore[attr-defined]
    for words in _after(one.table):
        session.execute(text(words), given)
    return made


_BEFORE = ("DROP TABLE IF EXISTS pg_temp.fresh", "CREATE TEMP TABLE fresh (LIKE {table}) ON COMMIT DROP")


@cache
def _after(table: str) -> tuple[str, ...]:
    """Statements that bring a table's month to what `fresh` has. Of what was filled just now PostgreSQL has no statistics, and would join badly."""
    columns = db.metadata.tables[table].columns
    keys = [column.name for column in columns if column.primary_key]
    same = " AND ".join(f"old.{key} = fresh.{key}" for key in keys)
    names, fresh, old = (", ".join(f"{of}{column.name}" for column in columns) for of in ("", "fresh.", "old."))
    new = ", ".join(f"{column.name} = excluded.{column.name}" for column in columns if not column.primary_key)
    of_month = "old.place_id = :place AND old.month = :month"
    return (
        "ANALYZE fresh",
        f"DELETE FROM {table} AS old WHERE {of_month} AND NOT EXISTS (SELECT FROM fresh WHERE {same})",  # noqa: S608 (our own names)
        f"INSERT INTO {table} ({names}) SELECT {fresh} FROM fresh LEFT JOIN {table} AS old ON {same} AND {of_month} "  # noqa: S608 (our own names)
        f"WHERE ({fresh}) IS DISTINCT FROM ({old}) ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {new}",
    )


def _is_told(session: Session, one: Facts, place: str, month: date) -> bool:
    asked = text(f"SELECT EXISTS(SELECT FROM {one.table} WHERE place_id = :place AND month = :month)")  # noqa: S608 (our own names)
    return bool(session.execute(asked, {"place": place, "month": month}).scalar())


@cache
def _statement(name: str) -> TextClause:
    return text(files("backend.reports").joinpath("facts", f"{name}.sql").read_text(encoding="utf-8"))
