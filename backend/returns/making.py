"""A month's return, or its validation report alone: every row read, judged and written, one at a time.

1. All tables are read in one snapshot, so that a row and the row that it belongs to are of one moment.
2. What is kept in memory are keys, never rows: a month of the largest place streams through.
3. The same judgement makes the report and the return: the report before the export tells what the export will hold.
"""

from __future__ import annotations

import csv
import io
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import IO, Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from backend import wall_clock
from backend.database import Acting
from backend.returns import codes, definitions
from backend.returns.definitions import Table
from backend.returns.judging import RULES, CodeMap, Judged, Kept, judge
from backend.returns.models import Code
from backend.transaction import transaction

SECONDS = 600
AT_ONCE = 2_000
"""So many rows come from the database with one fetch."""
REPORT = ("What", "Table", "Record", "Our id", "Column", "Rule", "What is to be known", "Rows")
STEPS = len(definitions.ORDER) + 1

Step = Callable[[int, int, str], None]
"""(done, of how many, what is being done). May raise, to stop."""


@dataclass(slots=True)
class Outcome:
    """What became of a month. `rows`, `withheld`: by table, of all that are made; `rules`: rows withheld, by the first rule that each broke."""

    month: date
    rows: Counter[str] = field(default_factory=Counter)
    withheld: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)

    def in_words(self) -> str:
        """What to know of it before anything is sent."""
        month = self.month.strftime("%B %Y")
        sent = {name: count for name, count in self.rows.items() if not name.startswith("CYP000")}
        if not sum(sent.values()) and not sum(self.withheld.values()):
            return f"{month}: nothing happened that this return tells. Its files have headings only."
        said = [f"{month}: {sum(sent.values()):,} rows go in"]
        if not self.rows["CYP000Header"]:
            said = [f"{month}: it cannot be sent as it is, the code map does not say who sends it. {sum(sent.values()):,} rows would go in"]
        if held := sum(self.withheld.values()):
            most = ", ".join(f"{count:,} {RULES[rule][0].lower()}{RULES[rule][1:]}" for rule, count in self.rules.most_common(3))
            said.append(f"{held:,} {'is' if held == 1 else 'are'} withheld ({most})")
        empty = [table.name[3:6] for table in definitions.tables().values() if table.empty]
        return f"{'; '.join(said)}. The record holds nothing for {', '.join(empty)}."


def report(place: str, month: date, now: datetime, step: Step) -> tuple[Outcome, bytes]:
    """The validation report as CSV: each row that is withheld and why, what is left empty, and each table with its rows. Nothing is made."""
    with tempfile.TemporaryFile() as file:
        outcome = _all(place, month, now, step, _Lines(file), None)
        file.seek(0)
        return outcome, file.read()


def archive(place: str, month: date, now: datetime, step: Step) -> tuple[Outcome, bytes]:
    """A zip with a CSV for each table, named as the table, and the validation report beside them."""
    with tempfile.TemporaryFile() as file, tempfile.TemporaryFile() as aside:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as files:
            outcome = _all(place, month, now, step, _Lines(aside), files)
            aside.seek(0)
            with files.open("validation-report.csv", "w") as copy:
                while piece := aside.read(1 << 20):
                    copy.write(piece)
        file.seek(0)
        return outcome, file.read()


class _Lines:
    """CSV written line by line into a file of bytes: UTF-8, CRLF."""

    def __init__(self, file: IO[bytes]) -> None:
        self._text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=False)
        self.write = csv.writer(self._text).writerow

    def end(self) -> None:
        """Writes what is held back; the file stays open."""
        self._text.flush()
        self._text.detach()


def _all(place: str, month: date, now: datetime, step: Step, said: _Lines, files: zipfile.ZipFile | None) -> Outcome:
    outcome, tables = Outcome(month), definitions.tables()
    left_empty: Counter[tuple[str, str, str]] = Counter()
    said.write(REPORT)
    with transaction(Acting(role="returns", place=place), snapshot=True) as session:
        session.execute(text(f"SET LOCAL statement_timeout = '{SECONDS}s'; SET LOCAL idle_in_transaction_session_timeout = '{SECONDS}s'"))
        code_map: CodeMap = {(one.list, one.word): one.code for one in session.scalars(select(Code))}
        spans = _spans(place, month, now)
        step(0, STEPS, "Finding the month's referrals and visits")
        for name, found_by in definitions.BEFORE.items():
            session.execute(text(definitions.statement(name)), spans)
            session.execute(text(f"CREATE INDEX ON {name} ({found_by})"))
            session.execute(text(f"ANALYZE {name}"))
        kept = Kept(tables)
        for done, table in enumerate(tables.values(), start=1):
            step(done, STEPS, table.title)
            with closing(_rows(session, table, spans)) as rows:
                found = ((row, judge(table, row, code_map, kept)) for row in rows)
                if files is None:
                    _table(table, found, None, said, outcome, left_empty)
                else:
                    with files.open(f"{table.name}.csv", "w", force_zip64=True) as file:
                        _table(table, found, _Lines(file), said, outcome, left_empty)
    for (name, column, what), count in sorted(left_empty.items()):
        said.write(["left empty", name, "", "", column, "", what or "Not in the record", count])
    for table in tables.values():
        known = table.empty or (f"{outcome.withheld[table.name]:,} withheld" if outcome.withheld[table.name] else "")
        said.write(["table", table.name, "", "", "", "", known, outcome.rows[table.name]])
    said.end()
    return outcome


def _table(
    table: Table,
    found: Iterator[tuple[dict[str, Any], Judged]],
    lines: _Lines | None,
    said: _Lines,
    outcome: Outcome,
    left_empty: Counter[tuple[str, str, str]],
) -> None:
    if lines is not None:
        lines.write([column.name for column in table.columns])
    for row, judged in found:
        if judged.faults:
            outcome.withheld[table.name] += 1
            outcome.rules[judged.faults[0].rule] += 1
            our_id = str(row["record"])
            for fault in judged.faults:
                said.write(["withheld", table.name, codes.local_id(our_id), our_id, fault.column, fault.rule, fault.what, 1])
            continue
        outcome.rows[table.name] += 1
        for column, what in judged.left_empty:
            left_empty[table.name, column, what] += 1
        if lines is not None:
            lines.write(judged.values)
    if lines is not None:
        lines.end()


def _rows(session: Session, table: Table, spans: dict[str, Any]) -> Generator[dict[str, Any], None, None]:
    if table.statement is None:
        return
    with session.execute(text(table.statement), spans, execution_options={"stream_results": True, "yield_per": AT_ONCE}) as found:
        for row in found.mappings():
            yield dict(row)


def _spans(place: str, month: date, now: datetime) -> dict[str, Any]:
    after = wall_clock.month_after(month)
    begins, ends = wall_clock.midnight(month), wall_clock.midnight(after)
    return {"place": place, "month": month, "last": after - timedelta(days=1), "begins": begins, "ends": ends, "now": now}
