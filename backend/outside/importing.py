"""A file from outside: judged whole, then kept with its source and day. One transaction, of the engine: all or nothing.

1. A file tells all of its sort in the months that are said with it, so it takes the place of what was told of them before: what changed, and what
   was withdrawn, is put right by sending the months again. What was told of other months stays.
2. The same again, in whatever order, changes nothing and says so.
3. The months whose figures may change by it are counted anew the next night.
4. What is refused names lines and columns. No NHS number is told, for what is told is written down.
5. What would take something away, or tell months to be empty, is taken only from who was told so before (`losing`).
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, exists, func, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from backend import wall_clock
from backend.database import Acting
from backend.outside import losing
from backend.outside.losing import Loss
from backend.outside.models import OutsideEvent, OutsideFile, OutsidePopulation
from backend.outside.reading import Estimate, Event, Months, read
from backend.outside.sorts import POPULATION, Sort
from backend.patients import queries as patients
from backend.patients.services import age
from backend.population.reading import Refused, Wrong
from backend.reports import facts, from_records
from backend.transaction import transaction

NAMESPACE = uuid.UUID("8f0c5a3e-64cf-5d0e-9d38-54cf7d6e0b11")
READMITTED_WITHIN = 30
"""Days: so far before a month a discharge may lie that an admission in it tells of (CLINICAL.md E7)."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file. `lines`: how many it has; `before`: how many were told of the same months before, in words; `is_new`: it changed
    anything. `beyond`: the first month that is counted, where some of the file's are before it."""

    of: str
    lines: int
    before: str
    is_new: bool
    beyond: date | None = None

    def in_words(self) -> str:
        said = f"{self.lines:,} lines: {self.of}."
        if not self.is_new:
            return f"{said}\nAll of it was there already: nothing changed."
        beyond = f"\nFigures of months before {self.beyond:%B %Y} are not made." if self.beyond else ""
        return f"{said}\nIn the place of {self.before} that were told before. The figures are counted anew tonight.{beyond}"


class TakesAway(Exception):
    """A file that was not taken, as nobody said that what it takes away may go. The text says what, a line each."""

    def __init__(self, loss: Loss) -> None:
        self.key, self.said = loss.key, loss.in_words()
        super().__init__("\n".join(self.said))


Knows = Callable[[Loss], bool]
"""Whether who brings a file knows what it takes away."""


def import_file(
    content: bytes, *, place: str, source: str, by: str, months: Months | None, now: datetime, knows: Knows = lambda _: False
) -> Imported:
    """Imports one file. `source`: where it comes from; `by`: who imports; `months`: of which it tells all, not for a population. Raises Refused, and
    TakesAway where something would be lost that `knows` does not."""
    today = wall_clock.day_of(now)
    if months is not None and not months.first <= months.last < today:
        raise Refused([Wrong(1, "", f"the months from {months.first} to {months.last}", "whole months that are over, the first before the last")])
    sort, events, estimates = read(content, months, today)
    file = {
        "id": str(uuid.uuid5(NAMESPACE, f"{place}:{wall_clock.wire(now)}:{hashlib.sha256(content).hexdigest()}")), "place_id": place,
        "sort": sort.name if sort else POPULATION, "source": source[:200], "lines": len(events) + len(estimates),
        "sha256": hashlib.sha256(content).hexdigest(), "imported_by": by, "imported_at": now,
        "first_month": months.first if sort and months else None, "last_month": month_of(months.last) if sort and months else None,
    }  # fmt: skip
    with transaction(Acting("engine", by, place)) as session:
        if sort is None or months is None:
            return _population(session, place, estimates, file, today, knows)
        return _events(session, place, sort, months, _with_people(session, place, sort, events), file, today, knows)


def _with_people(session: Session, place: str, sort: Sort, events: Sequence[Event]) -> list[dict[str, Any]]:
    """Every event as it is kept, with its person. Raises Refused with all whom the record does not know, or knows twice."""
    wrong, rows = [], []
    known = patients.by_nhs_number(session, place, [one.nhs_number for one in events])
    born = patients.born_on(session, place, [person.id for people in known.values() for person in people])
    for one in events:
        people = known.get(one.nhs_number, ())
        if len(people) != 1:
            told = f"{len(people)} people in the record have this number" if people else "nobody in the record has this number"
            expected = "one: settle which of them it is first" if people else "somebody whom the record knows"
            wrong.append(Wrong(one.line, "nhs_number", told, expected))
            continue
        birthday = born.get(people[0].id)
        if birthday is None and sort.needs_age:
            wrong.append(Wrong(one.line, "nhs_number", "the record has no date of birth of this person", "one: these are counted by age"))
        elif birthday is not None and one.starts_on < birthday:
            wrong.append(Wrong(one.line, sort.columns[0].name, f"{one.starts_on}, before this person was born", "a later day, or another person"))
        else:
            at_age = None if birthday is None else age(birthday, one.starts_on)
            kept = {"starts_on": one.starts_on, "ends_on": one.ends_on, "code": one.code, "outcome": one.outcome, "age": at_age}
            rows.append({"patient_id": people[0].id, **kept})
    if wrong:
        raise Refused(wrong)
    return rows


def _events(
    session: Session, place: str, sort: Sort, months: Months, rows: Sequence[dict[str, Any]], file: dict[str, Any], today: date, knows: Knows
) -> Imported:
    there = (OutsideEvent.place_id == place) & (OutsideEvent.sort == sort.name) & OutsideEvent.starts_on.between(months.first, months.last)
    # Two files of the same months at once: one after the other, so that the second takes the place of the first.
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"outside {place} {sort.name}", 0))))
    kept = [OutsideEvent.patient_id, OutsideEvent.starts_on, OutsideEvent.ends_on, OutsideEvent.code, OutsideEvent.outcome, OutsideEvent.age]
    before: list[losing.Line] = [tuple(row) for row in session.execute(select(*kept).where(there))]
    after: list[losing.Line] = [tuple(row.values()) for row in rows]
    of = f"{sort.in_words} from {months.first} to {months.last}"
    if set(after) == set(before) and _is_told(session, place, sort, months):
        return Imported(of, len(rows), losing.some(len(before)), is_new=False)
    loss = losing.of_events(sort.in_words, months, before, after, file["sha256"])
    if loss and not knows(loss):
        raise TakesAway(loss)
    session.execute(insert(OutsideFile).values(file))
    session.execute(delete(OutsideEvent).where(there))
    of_file = {"file_id": file["id"], "place_id": place, "sort": sort.name}
    named = [{"id": str(uuid.uuid5(NAMESPACE, f"{place}:{sort.name}:{row['patient_id']}:{row['starts_on']}")), **of_file, **row} for row in rows]
    if named:
        session.execute(insert(OutsideEvent), named)
    ends = [row["ends_on"] for row in rows if row["ends_on"]] + [row[2] for row in before if row[2]]
    _count_again(session, place, months.first - timedelta(days=READMITTED_WITHIN), max([months.last, *ends]), today)
    oldest = facts.oldest(today)
    return Imported(of, len(rows), losing.some(len(before)), is_new=True, beyond=oldest if months.first < oldest else None)


def _is_told(session: Session, place: str, sort: Sort, months: Months) -> bool:
    """Whether one file told of all these months: else that nothing stands there is no news."""
    asked = exists().where(
        OutsideFile.place_id == place, OutsideFile.sort == sort.name, OutsideFile.first_month <= months.first,
        OutsideFile.last_month >= month_of(months.last),
    )  # fmt: skip
    return bool(session.execute(select(asked)).scalar())


def _population(session: Session, place: str, estimates: Sequence[Estimate], file: dict[str, Any], today: date, knows: Knows) -> Imported:
    asked = select(OutsidePopulation.on_day, OutsidePopulation.from_age, OutsidePopulation.people)
    days = {one.on for one in estimates}
    # Two estimates at once: one after the other, as each is told what it changes.
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"outside {place} {POPULATION}", 0))))
    of_days = asked.where(OutsidePopulation.place_id == place, OutsidePopulation.on_day.in_(days))
    before = {(row[0], row[1], row[2]) for row in session.execute(of_days)}
    after = {(one.on, one.from_age, one.people) for one in estimates}
    of = "how many people live here"
    if after == before:
        return Imported(of, len(estimates), str(len(before)), is_new=False)
    loss = losing.of_estimates(before, after, file["sha256"])
    if loss and not knows(loss):
        raise TakesAway(loss)
    session.execute(insert(OutsideFile).values(file))
    rows = [{"place_id": place, "on_day": one.on, "from_age": one.from_age, "people": one.people, "file_id": file["id"]} for one in estimates]
    kept = upsert(OutsidePopulation).values(rows)
    by_key = [OutsidePopulation.place_id, OutsidePopulation.on_day, OutsidePopulation.from_age]
    session.execute(kept.on_conflict_do_update(index_elements=by_key, set_={"people": kept.excluded.people, "file_id": kept.excluded.file_id}))
    _count_again(session, place, min(days), today, today)
    return Imported(of, len(estimates), str(len(before)), is_new=True)


def _count_again(session: Session, place: str, first: date, last: date, today: date) -> None:
    months, month = [], month_of(first)
    while month <= min(last, today):
        months.append(month)
        month = wall_clock.month_after(month)
    from_records.note(session, place, months)


def month_of(on: date) -> date:
    return on.replace(day=1)
