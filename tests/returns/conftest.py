"""The hand-made record of the reports' tests, and a code map whose codes are made up but well formed."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from backend.database import Acting
from backend.returns import making, services
from backend.returns.codes import local_id
from backend.transaction import transaction
from tests.conftest import TestPlace, an_id
from tests.reports.conftest import NOW, Book, book

__all__ = ["book"]

TOOL = "999000000000001109"
"""An identifier of no terminology: of the form, with its check digit, in a namespace that nobody has."""
CODES = [
    ("organisation", "provider", "RXX"),
    ("organisation", "submitter", "RXX"),
    ("organisation", "patient-ids", "RXX"),
    ("organisation", "commissioner", "Q99"),
    ("activity", "assessment", "02"),
    ("activity", "Community nurse", "03"),
    ("staff-group", "Community nurse", "N02"),
]


class Files:
    """The files of a return, by the number of their table: `files["201"]` is its rows."""

    def __init__(self, content: bytes, outcome: making.Outcome) -> None:
        self.outcome = outcome
        with zipfile.ZipFile(io.BytesIO(content)) as zipped:
            self.names = zipped.namelist()
            self.texts = {name: zipped.read(name).decode("utf-8") for name in self.names}
        report = list(csv.DictReader(io.StringIO(self.texts["validation-report.csv"])))
        self.withheld = [(row["Table"][3:6], row["Our id"], row["Column"], row["Rule"]) for row in report if row["What"] == "withheld"]
        self.left_empty = {(row["Table"][3:6], row["Column"]): row["What is to be known"] for row in report if row["What"] == "left empty"}

    def __getitem__(self, number: str) -> list[dict[str, str]]:
        name = next(name for name in self.names if name.startswith(f"CYP{number}"))
        return list(csv.DictReader(io.StringIO(self.texts[name])))

    def filled(self, number: str) -> list[dict[str, str]]:
        """The rows, without what is empty."""
        return [{column: value for column, value in row.items() if value} for row in self[number]]


Returned = Callable[..., Files]


@pytest.fixture
def returned(book: Book) -> Returned:
    """Loads the book and makes the return of a month: `returned(date(2026, 10, 1), codes=[…])`."""
    loaded: list[bool] = []

    def make(month: date, *, codes: list[tuple[str, str, str]] | None = None, now: datetime = NOW) -> Files:
        if not loaded:
            book.close()
            loaded.append(True)
        with book.app.app_context():
            with transaction(Acting(role="engine")) as session:
                services.set_codes(session, book.place.id, CODES if codes is None else codes, now)
            outcome, content = making.archive(book.place.id, month, now, lambda *_: None)
        return Files(content, outcome)

    return make


def short(place: TestPlace, *names: str) -> str:
    """The id in the return of what the book calls so."""
    return local_id(an_id(":".join([place.id, *names])))


def service(book: Book, word: str | None = "district-nursing") -> None:
    """What the North West team is, in the directory of services."""
    from sqlalchemy import text

    values: dict[str, Any] = {"word": word, "team": book.place.teams["North West"]}
    with book.app.app_context(), transaction(Acting(role="engine")) as session:
        session.execute(text("UPDATE team SET service = :word WHERE id = :team"), values)
