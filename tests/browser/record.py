"""The server's side of a test: what is in its tables and its journal, read by an administrator, outside all roles."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Any, Self

import psycopg
from psycopg.rows import dict_row

from tests.browser.people import BORN


@dataclass(frozen=True)
class Entry:
    """One row of the journal."""

    change: str
    kind: str
    record: str
    author: str
    saw: dict[str, Any] | None
    set: dict[str, Any]
    made_at: datetime
    received_at: datetime
    ending: str
    about: bool
    """The device's clock had jumped (M7)."""


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


class Record:
    def __init__(self, database: str) -> None:
        self.address = database.replace("postgresql+psycopg", "postgresql")
        self.connect()

    def connect(self) -> None:
        self.connection = psycopg.connect(self.address, autocommit=True, row_factory=dict_row)

    def close(self) -> None:
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def rows(self, query: str, *values: object) -> list[dict[str, Any]]:
        return self.connection.execute(query, values).fetchall()

    def one(self, query: str, *values: object) -> dict[str, Any]:
        found = self.rows(query, *values)
        assert len(found) == 1, f"{len(found)} rows: {query}"
        return found[0]

    def patient(self, name: str) -> str:
        """The one of that name whom Kemi has on her tablet."""
        kemi = "select bundle_id from grants where carried and staff_id = (select id from staff where name = 'Kemi Adeyemi')"
        named = f"select id from patient where given_name || ' ' || family_name = %s and bundle_id in ({kemi}) and born_on = coalesce(%s, born_on)"
        return str(self.one(named, name, BORN.get(name))["id"])

    def staff(self, email: str) -> str:
        return str(self.one("select staff_id from account where email = %s", email)["staff_id"])

    def journal(self, device: str, *, marks: bool = False) -> list[Entry]:
        """Every change that came from one tablet, in the order made; `marks`: also that its owner has looked at a record."""
        found = self.rows("select * from journal where device = %s and source = 'change' order by made_at, change_id", device)
        return [entry for entry in map(_entry, found) if marks or entry.kind != "read_mark"]

    def goals(self, patient: str) -> list[dict[str, Any]]:
        """Those in force, in the order of the page."""
        return self.rows("select * from goal where patient_id = %s and status = 'active' order by position, id", patient)

    def until(self, is_so: Callable[[], bool], seconds: float = 30) -> None:
        """Waits until something is so on the server; fails where it does not come."""
        end = time.monotonic() + seconds
        while not is_so():
            assert time.monotonic() < end, "it did not come to be so on the server"
            time.sleep(0.1)


def _entry(row: dict[str, Any]) -> Entry:
    content = json.loads(row["content"])
    return Entry(
        change=str(row["change_id"]),
        kind=content["kind"],
        record=content["record"],
        author=row["author"],
        saw=content.get("saw"),
        set=content["set"],
        made_at=_time(row["made_at"]),
        received_at=_time(row["received_at"]),
        ending=json.loads(row["ending"])["ending"],
        about=bool(content.get("clock_jumped")),
    )
