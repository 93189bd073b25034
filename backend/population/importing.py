"""A month's risk bands into the record: judged whole, then written through the one door.

1. All or nothing: every line is judged, against the file and against the record, before anything is written. One wrong line refuses the file.
2. Bands by rank need the whole list that was ranked: a file of scores is ranked as it is, all its practices together (`bands`).
3. A run is known by practice, day, model and version. The same file again goes on where it was broken off, or does nothing; another file under the
   same four is refused: a corrected run has a version of its own.
4. What a run says reaches a person's record only where it says something newer than what stands there, by the day of the finding. Somebody who was
   low and still is keeps the older date. A judgement (`risk_judgement`) is never touched: both are shown.
5. What is refused names lines and columns. No NHS number and no name is told, for what is told is written down.
"""

from __future__ import annotations

import hashlib
import uuid
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from backend import wall_clock
from backend.database import Acting
from backend.patients import queries as patients
from backend.places import queries as places
from backend.population import bands
from backend.population.models import RiskRun, RiskRunBand
from backend.population.reading import Refused, Row, Wrong, read
from backend.record.imports import changes_for, said_before, why_refused
from backend.record.services import Writer, write
from backend.transaction import transaction

AUTHOR = "import-bands"
NAMESPACE = uuid.UUID("1bfcfda0-672b-52e5-b200-e3d64bffc079")
SMALL = 1_000
"""So many lines may come over the web; more of them are the command's."""
AT_ONCE = 500
"""So many people go through the door with one call."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file. `people`: by band; `runs`: of how many practices; `written`: how many records changed; `refused`: why the door did not
    take what it did not."""

    people: Counter[str]
    runs: int
    written: int
    refused: tuple[str, ...]

    def in_words(self) -> str:
        shares = ", ".join(f"{count:,} {band}" for band, count in self.people.most_common())
        practices = "1 practice" if self.runs == 1 else f"{self.runs} practices"
        said = [f"{self.people.total():,} people of {practices}: {shares}.", f"{self.written:,} records changed."]
        return "\n".join([*said, *(f"Not taken: {why}" for why in self.refused)])


@dataclass(frozen=True, slots=True)
class _Found:
    """A line with the person whom it is about, and the band that it comes to."""

    row: Row
    person: patients.AtRisk
    band: str


def import_bands(content: bytes, *, place: str, source: str, by: str, now: datetime, is_whole: bool = True) -> Imported:
    """Imports one file. `source`: where it comes from, in words that are shown beside each band; `by`: who imports. Raises reading.Refused.

    `is_whole`: it may be the whole list that was ranked. Else scores are refused: of ten people at very high risk, ranked among themselves, eight
    would be at low.
    """
    today = wall_clock.day_of(now)
    rows = read(content, today)
    if not is_whole and rows and rows[0].score is not None:
        told = "scores, which say something only among the whole list that was ranked"
        raise Refused([Wrong(rows[0].line, "score", told, "bands, or the whole list by ops/alongside import-bands")])
    with transaction(Acting("engine", AUTHOR, place)) as session:
        practices = places.practices_by_code(session, place)
        found = _found(session, place, rows, practices)
        runs = _runs(session, place, found, practices, source, by, now)
    written, refused = _write([one for one in found if _run_id(place, one.row) in runs], place, source, now)
    if not refused:
        with transaction(Acting("engine", AUTHOR, place)) as session:
            session.execute(update(RiskRun).where(RiskRun.id.in_(runs), RiskRun.done_at.is_(None)).values(done_at=now))
    return Imported(Counter(one.band for one in found), len({one.row.practice for one in found}), written, tuple(refused))


def _found(session: Session, place: str, rows: Sequence[Row], practices: Mapping[str, str]) -> list[_Found]:
    """Every line with its person. Raises Refused with all whom the record does not know, or knows twice."""
    wrong = []
    known = patients.by_nhs_number(session, place, [row.nhs_number for row in rows])
    for row in rows:
        people = known.get(row.nhs_number, ())
        if row.practice not in practices:
            wrong.append(Wrong(row.line, "practice", f"“{row.practice[:40]}” is no practice of this place", "the code of one of its practices"))
        if not people:
            wrong.append(Wrong(row.line, "nhs_number", "nobody in the record has this number", "somebody whom the record knows"))
        elif len(people) > 1:
            expected = "one: settle which of them it is first"
            wrong.append(Wrong(row.line, "nhs_number", f"{len(people)} people in the record have this number", expected))
    if wrong:
        raise Refused(wrong)
    found = [row.band for row in rows if row.band is not None]
    if not found:
        found = bands.by_rank([row.score for row in rows if row.score is not None])
        if (band := bands.swollen(found)) is not None:
            told = f"so many people share a score that {found.count(band):,} of {len(found):,} would be at {band} risk"
            raise Refused([Wrong(rows[0].line, "score", told, "scores that tell people apart")])
    return [_Found(row, known[row.nhs_number][0], band) for row, band in zip(rows, found, strict=True)]


def _runs(session: Session, place: str, found: Sequence[_Found], practices: Mapping[str, str], source: str, by: str, now: datetime) -> set[str]:
    """Notes each practice's run and whom it names above low. Returns the ids of those whose people are still to be written (3). Raises Refused."""
    lists: dict[str, list[_Found]] = defaultdict(list)
    for one in found:
        lists[one.row.practice].append(one)
    wanted = {_run_id(place, ones[0].row): ones for ones in lists.values()}
    there = {run.id: run for run in session.scalars(select(RiskRun).where(RiskRun.id.in_(wanted)).with_for_update())}
    wrong = []
    for id_, ones in wanted.items():
        if id_ in there and there[id_].sha256 != _content(ones):
            told = f"there is a run of {ones[0].row.practice} on {ones[0].row.run_on} with this model and version, and it says something else"
            wrong.append(Wrong(ones[0].row.line, "version", told, "a version of its own for a corrected run"))
    if wrong:
        raise Refused(wrong)
    for id_, ones in wanted.items():
        if id_ not in there:
            _note(session, id_, place, practices[ones[0].row.practice], ones, source, by, now)
    return {id_ for id_ in wanted if id_ not in there or there[id_].done_at is None}


def _note(session: Session, id_: str, place: str, practice: str, ones: Sequence[_Found], source: str, by: str, now: datetime) -> None:
    counts, row = Counter(one.band for one in ones), ones[0].row
    run = {
        "id": id_, "place_id": place, "practice_id": practice, "run_on": row.run_on, "model": row.model, "version": row.version, "source": source,
        "by_rank": row.score is not None, "people": len(ones), "very_high": counts["very-high"], "high": counts["high"],
        "moderate": counts["moderate"], "sha256": _content(ones), "imported_by": by, "imported_at": now,
    }  # fmt: skip
    session.execute(insert(RiskRun).values(run))
    above = [
        {"run_id": id_, "patient_id": one.person.id, "place_id": place, "band": one.band, "score": one.row.score}
        for one in ones
        if one.band != bands.LOW
    ]
    if above:
        session.execute(insert(RiskRunBand), above)


def _run_id(place: str, row: Row) -> str:
    return str(uuid.uuid5(NAMESPACE, f"risk_run:{place}:{row.practice}:{row.run_on}:{row.model}:{row.version}"))


def _content(ones: Sequence[_Found]) -> str:
    """What a run said, whatever the order of its lines."""
    said = sorted(f"{one.row.nhs_number},{one.band},{one.row.score}" for one in ones)
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def _write(found: Sequence[_Found], place: str, source: str, now: datetime) -> tuple[int, list[str]]:
    """Brings to each person's record what is newer there (4). Returns how many records changed, and why the door did not take what it did not."""
    made_at = wall_clock.wire(now)
    writer = Writer(AUTHOR, frozenset({"coordinator"}), place, purpose="import of risk bands")
    newer = [one for one in found if _is_newer(one, source)]
    written, refused = 0, []
    for first in range(0, len(newer), AT_ONCE):
        some = newer[first : first + AT_ONCE]
        with transaction(Acting("engine", AUTHOR, place)) as session:
            said = said_before(session, AUTHOR, [one.person.id for one in some])
        changes = []
        for one in some:
            before = said.get(one.person.id) or _stands(one.person)
            fields = {"risk_band": one.band, "risk_on": one.row.run_on.isoformat(), "risk_source": _source(one.row, source)}
            changes += changes_for("patient", one.person.id, one.person.id, fields, before, author=AUTHOR, made_at=made_at)
        endings = write(changes, writer, received_at=now).endings
        refused += [why for why in map(why_refused, endings) if why is not None]
        written += sum(why_refused(ending) is None for ending in endings)
    return written, refused


def _source(row: Row, source: str) -> str:
    return f"{source}, {row.model} {row.version}"[:200]


def _stands(person: patients.AtRisk) -> dict[str, Any]:
    """Where the source never said anything it has seen what it read."""
    return {"risk_band": person.band, "risk_on": _day(person.on), "risk_source": person.source}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _is_newer(one: _Found, source: str) -> bool:
    person = one.person
    if person.on is not None and one.row.run_on < person.on:
        return False
    if one.band == bands.LOW and person.band in (None, bands.LOW):
        return False
    return (one.band, one.row.run_on, _source(one.row, source)) != (person.band, person.on, person.source)
