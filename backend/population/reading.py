"""A file of risk bands as rows, or what is wrong with it, line by line. Pure: who and which practices there are is `importing`'s to ask.

The file: CSV in UTF-8, its first line exactly `COLUMNS`, one line per person. A file gives every person a score, or every person a band.
Nothing is put right here: what is not as it must be is named, with its line and what was expected.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from backend.patients.nhs_number import is_valid
from backend.patients.words import RISK_BANDS

COLUMNS = ("nhs_number", "practice", "run_on", "model", "version", "score", "band")
MOST_LINES = 1_000_000
SHOWN = 50
"""So many of what is wrong are told; of the rest how many."""
_SCORE = re.compile(r"[0-9]{1,9}(\.[0-9]{1,6})?")


@dataclass(frozen=True, slots=True)
class Row:
    """One person of a run. Either `score` or `band` is None. `line`: as in the file, its first line being 1."""

    line: int
    nhs_number: str
    practice: str
    run_on: date
    model: str
    version: str
    score: Decimal | None
    band: str | None


_LIKE_AN_NHS_NUMBER = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")
"""In any cell, where columns are in another order or the heading is missing: what is written down of a refusal names nobody."""


@dataclass(frozen=True, slots=True, order=True)
class Wrong:
    """What is wrong with a line, and what was expected. `column` is empty where it is the whole line."""

    line: int
    column: str
    found: str
    expected: str

    def __str__(self) -> str:
        where = f"Line {self.line}, {self.column}" if self.column else f"Line {self.line}"
        return f"{where}: {_LIKE_AN_NHS_NUMBER.sub('a number of ten digits', self.found)}. Expected {self.expected}."


class Refused(Exception):
    """A file that was not taken, no line of it."""

    def __init__(self, wrong: list[Wrong]) -> None:
        self.wrong = sorted(wrong)
        shown = [str(each) for each in self.wrong[:SHOWN]]
        more = len(self.wrong) - len(shown)
        super().__init__("\n".join(["Nothing was imported.", *shown, *([f"And {more:,} more."] if more else [])]))


def read(content: bytes, today: date) -> list[Row]:
    """All rows of a file. Raises Refused with everything that can be seen to be wrong without the record."""
    lines = table(content, (COLUMNS,), "one line for each person")[1]
    wrong: list[Wrong] = []
    rows = [row for number, cells in lines if (row := _row(number, cells, today, wrong)) is not None]
    wrong += _twice(rows) + _mixed(rows) + _several_runs(rows)
    if wrong:
        raise Refused(wrong)
    return rows


def table(
    content: bytes, headers: Sequence[tuple[str, ...]], one_line: str, *, may_be_empty: Collection[tuple[str, ...]] = ()
) -> tuple[tuple[str, ...], list[tuple[int, list[str]]]]:
    """Which of the headers a file has, and its other lines with their numbers. `one_line`: what each of them is to be; `may_be_empty`: with which
    headers there need be none. Raises Refused."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = content[: fault.start].count(b"\n") + 1
        raise Refused([Wrong(line, "", "no text in UTF-8", "a CSV file in UTF-8")]) from fault
    try:
        lines = [*_lines(text)]
    except csv.Error as fault:
        raise Refused([Wrong(text.count("\n"), "", f"cannot be read as CSV ({fault})", one_line)]) from fault
    header = tuple(lines[0][1]) if lines else ()
    if header not in headers:
        found = f"the columns are {','.join(header)}"[:300] if lines else "the file is empty"
        raise Refused([Wrong(1, "", found, " or ".join(",".join(each) for each in headers))])
    if len(lines) == 1 and header not in may_be_empty:
        raise Refused([Wrong(2, "", "there is nobody in it", one_line)])
    if len(lines) - 1 > MOST_LINES:
        raise Refused([Wrong(MOST_LINES + 2, "", f"{len(lines) - 1:,} people", f"at most {MOST_LINES:,}")])
    return header, lines[1:]


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each line with its number in the file; empty ones are passed over."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    for cells in reader:
        if cells:
            yield reader.line_num, cells


def _row(line: int, cells: list[str], today: date, wrong: list[Wrong]) -> Row | None:
    if len(cells) != len(COLUMNS):
        wrong.append(Wrong(line, "", f"{len(cells)} columns", f"{len(COLUMNS)}: {','.join(COLUMNS)}"))
        return None
    of: Mapping[str, str] = dict(zip(COLUMNS, (cell.strip() for cell in cells), strict=True))
    before = len(wrong)
    if not is_valid(of["nhs_number"]):
        wrong.append(no_number(line, of["nhs_number"]))
    if not of["practice"]:
        wrong.append(Wrong(line, "practice", "empty", "the practice’s code"))
    run_on = day(line, "run_on", of["run_on"], today, wrong)
    for name in ("model", "version"):
        if not 1 <= len(of[name]) <= 100:
            wrong.append(Wrong(line, name, "empty" if not of[name] else "too long", "1 to 100 characters"))
    if bool(of["score"]) == bool(of["band"]):
        wrong.append(Wrong(line, "score", "both a score and a band" if of["score"] else "neither a score nor a band", "one of them"))
    if of["band"] and of["band"] not in RISK_BANDS:
        wrong.append(Wrong(line, "band", f"“{of['band'][:40]}”", f"one of {', '.join(RISK_BANDS)}"))
    if of["score"] and not _SCORE.fullmatch(of["score"]):
        wrong.append(Wrong(line, "score", f"“{of['score'][:40]}”", "a number from 0, with at most six decimals, like 12.5"))
    if len(wrong) > before or run_on is None:
        return None
    score = Decimal(of["score"]) if of["score"] else None
    return Row(line, of["nhs_number"], of["practice"], run_on, of["model"], of["version"], score, of["band"] or None)


def no_number(line: int, text: str) -> Wrong:
    """Of an identifier that is none only its shape is told: what is written down of a refusal names nobody."""
    return Wrong(
        line, "nhs_number", "empty" if not text else f"no NHS number ({len(text)} characters)", "ten digits of which the last fits the others"
    )


def day(line: int, column: str, text: str, today: date, wrong: list[Wrong]) -> date | None:
    """A cell's day, up to today; None where it is none, which is then told in `wrong`."""
    try:
        found = date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else None
    except ValueError:
        found = None
    if found is None:
        wrong.append(Wrong(line, column, f"“{text[:40]}”" if text else "empty", "a date like 2026-11-01"))
    elif found > today:
        wrong.append(Wrong(line, column, f"{found} has not been yet", f"a day up to {today}"))
    elif found.year < 2010:
        wrong.append(Wrong(line, column, f"{found}", "a day from 2010 on"))
    else:
        return found
    return None


def _twice(rows: list[Row]) -> list[Wrong]:
    first: dict[str, int] = {}
    found = []
    for row in rows:
        if row.nhs_number in first:
            found.append(Wrong(row.line, "nhs_number", f"the person of line {first[row.nhs_number]} again", "each person once"))
        first.setdefault(row.nhs_number, row.line)
    return found


def _mixed(rows: list[Row]) -> list[Wrong]:
    by_score = rows[0].score is not None if rows else False
    kinds = ("bands", "scores")
    other = [row for row in rows if (row.score is not None) is not by_score]
    if not other:
        return []
    found = f"a {kinds[not by_score][:-1]}, where the lines before give {kinds[by_score]}"
    return [Wrong(other[0].line, "score", found, "scores for everybody or bands for everybody")]


def _several_runs(rows: list[Row]) -> list[Wrong]:
    first: dict[str, Row] = {}
    found = []
    for row in rows:
        one = first.setdefault(row.practice, row)
        for name in ("run_on", "model", "version"):
            if getattr(row, name) != getattr(one, name):
                expected = f"{getattr(one, name)}, as in line {one.line}: one run for each practice"
                found.append(Wrong(row.line, name, f"{getattr(row, name)}", expected))
    return found
