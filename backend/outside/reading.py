"""A file from outside as rows, or what is wrong with it, line by line. Pure: who there is is `importing`'s to ask. Nothing is put right here."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from backend.outside.sorts import AFTER_DAYS, FROM_AGES, POPULATION_COLUMNS, SORTS, Column, Sort
from backend.patients.nhs_number import is_valid
from backend.population.reading import Refused, Wrong, day, no_number, table

MOST_PEOPLE = 10_000_000


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a file of events. `line`: as in the file, its first line being 1."""

    line: int
    nhs_number: str
    starts_on: date
    ends_on: date | None
    code: str | None
    outcome: str | None


@dataclass(frozen=True, slots=True)
class Estimate:
    """One line of a file of how many people live here."""

    line: int
    on: date
    from_age: int
    people: int


@dataclass(frozen=True, slots=True)
class Months:
    """From the first day of a month to the last day of a later one, or of the same."""

    first: date
    last: date

    def __contains__(self, on: date) -> bool:
        return self.first <= on <= self.last


def read(content: bytes, months: Months | None, today: date) -> tuple[Sort | None, list[Event], list[Estimate]]:
    """A file's events with their sort, or its estimates. `months`: of which it tells all. Raises Refused with all that is seen to be wrong."""
    by_header = {one.header: one for one in SORTS.values()}
    header, lines = table(content, (*by_header, POPULATION_COLUMNS), "one line for each", may_be_empty=by_header)
    wrong: list[Wrong] = []
    sort = by_header.get(header)
    whole = []
    for line, cells in lines:
        if len(cells) == len(header):
            whole.append((line, {name: cell.strip() for name, cell in zip(header, cells, strict=True)}))
        else:
            wrong.append(Wrong(line, "", f"{len(cells)} columns", f"{len(header)}: {','.join(header)}"))
    events: list[Event] = []
    estimates: list[Estimate] = []
    if sort is None:
        estimates = [one for line, of in whole if (one := _estimate(line, of, today, wrong)) is not None]
        wrong += _not_together(estimates)
    elif months is None:
        raise Refused([Wrong(1, "", f"{sort.in_words}, and nobody said of which months", "the months of which the file tells all")])
    else:
        events = [row for line, of in whole if (row := _event(sort, line, of, months, today, wrong)) is not None]
        wrong += _twice(sort, events)
    if wrong:
        raise Refused(wrong)
    return sort, events, estimates


def _event(sort: Sort, line: int, of: dict[str, str], months: Months, today: date, wrong: list[Wrong]) -> Event | None:
    before = len(wrong)
    if not is_valid(of["nhs_number"]):
        wrong.append(no_number(line, of["nhs_number"]))
    days: dict[str, date | None] = {"starts_on": None, "ends_on": None}
    codes: dict[str, str | None] = {"code": None, "outcome": None}
    for column in sort.columns:
        text = of[column.name]
        if not text and column.may_be_empty:
            continue
        if column.codes:
            codes[column.field] = text
            if text not in column.codes:
                wrong.append(Wrong(line, column.name, f"“{text[:40]}”" if text else "empty", f"one of {', '.join(column.codes)}"))
        else:
            days[column.field] = day(line, column.name, text, today, wrong)
    starts_on = days["starts_on"]
    if starts_on is None or len(wrong) > before:
        return None
    event = Event(line, of["nhs_number"], starts_on, days["ends_on"], codes["code"], codes["outcome"])
    wrong += _unlikely(sort, event, months, today)
    return event


def _unlikely(sort: Sort, event: Event, months: Months, today: date) -> list[Wrong]:
    """What does not fit together in a line of which every cell is right by itself."""
    found = []
    named = {column.field: column.name for column in sort.columns}
    if event.starts_on not in months:
        found.append(Wrong(event.line, named["starts_on"], f"{event.starts_on}", f"a day of the months told: {months.first} to {months.last}"))
    if event.ends_on is not None and event.ends_on < event.starts_on:
        found.append(Wrong(event.line, named["ends_on"], f"{event.ends_on}, before {event.starts_on}", "a day not before"))
    if sort.name == "stay" and (event.ends_on is None) is not (event.outcome is None):
        told = "a day and no word of where to" if event.outcome is None else "where to, and no day"
        found.append(Wrong(event.line, "discharged_to", told, "both, or neither while somebody is in hospital"))
    if sort.name == "reablement":
        asked = event.starts_on + timedelta(days=AFTER_DAYS)
        if event.outcome is None and asked < today:
            found.append(Wrong(event.line, "after_91_days", f"empty, and the day was {asked}", f"one of {', '.join(_codes(sort, 'outcome').codes)}"))
        if event.outcome not in (None, "died") and asked > today:
            found.append(Wrong(event.line, "after_91_days", f"“{event.outcome}”, and the day is {asked}", "empty until then, or died"))
    return found


def _codes(sort: Sort, field: str) -> Column:
    return next(column for column in sort.columns if column.field == field)


def _twice(sort: Sort, events: list[Event]) -> list[Wrong]:
    """A person cannot begin the same thing twice on one day."""
    first: dict[tuple[str, date], int] = {}
    found = []
    for one in events:
        at = first.setdefault((one.nhs_number, one.starts_on), one.line)
        if at != one.line:
            found.append(Wrong(one.line, sort.columns[0].name, f"the person and the day of line {at} again", "each once"))
    return found


def _estimate(line: int, of: dict[str, str], today: date, wrong: list[Wrong]) -> Estimate | None:
    before = len(wrong)
    on = day(line, "on", of["on"], today, wrong)
    if of["from_age"] not in map(str, FROM_AGES):
        wrong.append(Wrong(line, "from_age", f"“{of['from_age'][:40]}”" if of["from_age"] else "empty", f"one of {', '.join(map(str, FROM_AGES))}"))
    people = of["people"]
    if not (people.isascii() and people.isdigit() and len(people) < 10 and 1 <= int(people) <= MOST_PEOPLE):
        wrong.append(Wrong(line, "people", f"“{people[:40]}”" if people else "empty", f"a whole number from 1 to {MOST_PEOPLE}"))
    if on is None or len(wrong) > before:
        return None
    return Estimate(line, on, int(of["from_age"]), int(people))


def _not_together(estimates: list[Estimate]) -> list[Wrong]:
    """Of one day: each age once, all of them, and never more of the older than of all."""
    found = []
    times = Counter((one.on, one.from_age) for one in estimates)
    least: dict[tuple[date, int], int] = {}
    for one in estimates:
        least[one.on, one.from_age] = min(one.people, least.get((one.on, one.from_age), one.people))
    for one in estimates:
        if times[one.on, one.from_age] > 1:
            found.append(Wrong(one.line, "from_age", f"from {one.from_age} on {one.on} more than once", "each once"))
        if missing := [age for age in FROM_AGES if (one.on, age) not in times]:
            found.append(Wrong(one.line, "on", f"{one.on} without from_age {', '.join(map(str, missing))}", "a line for each age"))
        if any(least.get((one.on, age), one.people) < one.people for age in FROM_AGES if age < one.from_age):
            found.append(Wrong(one.line, "people", f"{one.people}, more than of a younger age", "no more than of all that it is part of"))
    return found
