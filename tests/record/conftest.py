"""A writer with a caseload, changes in one line, and what stands afterwards: for tests that speak to the record as the gateway does."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from backend import wall_clock
from backend.database import Acting
from backend.record import Change, Record, registry, services
from backend.record.registry import Writer
from backend.record.replay import rebuild, stored, tampered
from backend.record.services import BundleLoad
from backend.transaction import transaction
from sync import line

_count = itertools.count(1)
ENGINE = Acting(role="engine")


def new_id() -> str:
    """Another id, in rising order."""
    return str(uuid.UUID(int=(0x0190_0000_0000_7000_8000 << 48) + next(_count)))


@dataclass
class Desk:
    """One member of staff at the record: makes changes, writes them, looks at what stands."""

    writer: Writer
    now: str = ""

    def change(
        self,
        kind: str,
        record: str,
        bundle: str,
        set: dict[str, Any],
        saw: dict[str, Any] | None = None,
        **more: Any,
    ) -> Change:
        patient = None if policy_bundle(kind) != "patient" else bundle
        values: dict[str, Any] = {
            "id": new_id(),
            "patient": patient,
            "author": self.writer.staff,
            "made_at": self.now or wall_clock.wire(wall_clock.now()),
            "schema": 1,
        }
        return Change(kind=kind, record=record, bundle=bundle, set=set, saw=saw, **(values | more))

    def person(self, patient: str, **fields: Any) -> Change:
        return self.change("patient", patient, patient, {"family_name": "Okafor", "given_name": "Ada"} | fields)

    def goal(self, patient: str, words: str, record: str | None = None) -> Change:
        return self.change("goal", record or new_id(), patient, {"words": words})

    def reword(self, patient: str, record: str, saw: str | None, words: str, **more: Any) -> Change:
        return self.change("goal", record, patient, {"words": words}, {"words": saw}, **more)

    def write(self, *changes: Any, **more: Any) -> services.WriteResult:
        return services.write(changes, self.writer, **more)


def policy_bundle(kind: str) -> str:
    from sync import policy

    ruled = policy.load().kinds.get(kind)
    return ruled.bundle if ruled else "patient"


@pytest.fixture
def desk(app_context: Flask, place: Any) -> Callable[..., Desk]:
    """`desk(place.nurse)`: her desk. `desk()`: the nurse's."""

    def make(person: Any = None, **more: Any) -> Desk:
        person = person or place.nurse
        return Desk(Writer(person.id, frozenset({person.role}), place.id), **more)

    return make


@pytest.fixture
def nurse(desk: Callable[..., Desk]) -> Desk:
    return desk()


@pytest.fixture
def patient(nurse: Desk) -> str:
    """A patient whom the nurse made, and so may see."""
    id_ = new_id()
    result = nurse.write(nurse.person(id_))
    assert endings(result) == ["Applied"], result
    return id_


def endings(result: services.WriteResult) -> list[str]:
    """The names of the endings, with the reason of a refusal."""
    return [f"Refused {each.ending.reason}" if isinstance(each.ending, services.Refused) else type(each.ending).__name__ for each in result.endings]


@dataclass
class Look:
    """What stands in the database, read as role engine."""

    def rows(self, sql: str, **values: Any) -> list[Any]:
        with transaction(ENGINE) as session:
            return list(session.execute(text(sql), values).all())

    def one(self, sql: str, **values: Any) -> Any:
        rows = self.rows(sql, **values)
        assert len(rows) == 1, rows
        return rows[0] if len(rows[0]) > 1 else rows[0][0]

    def record(self, record: str) -> Record:
        found = line.parse(self.one("SELECT body FROM feed WHERE record_id = :record AND body IS NOT NULL", record=record))
        assert isinstance(found, Record)
        return found

    def version(self, bundle: str) -> tuple[int, bytes]:
        row = self.one("SELECT rev, head FROM bundle WHERE id = :bundle", bundle=bundle)
        return row[0], bytes(row[1])

    def bundles(self) -> list[str]:
        return [row[0] for row in self.rows("SELECT id::text FROM bundle ORDER BY id")]

    def is_sound(self) -> None:
        """What must hold after anything: replay rebuilds every row, chains hold, sums and counts are right, tables agree with the feed."""
        with transaction(ENGINE) as session:
            for bundle in [row[0] for row in session.execute(text("SELECT id::text FROM bundle"))]:
                found = stored(session, bundle)
                assert rebuild(session, bundle) == found
                assert tampered(session, bundle) is None
                sums, outside, rev = session.execute(text("SELECT sums, outside, rev FROM bundle WHERE id = :bundle"), {"bundle": bundle}).one()
                live: dict[str, list[str]] = {}
                kept: dict[str, dict[str, int]] = {}
                for row in found.values():
                    assert row.rev <= rev
                    if row.live:
                        live.setdefault(row.part, []).append(row.body or "")
                    elif row.body is not None:
                        kept.setdefault(row.part, {}).setdefault(row.kind, 0)
                        kept[row.part][row.kind] += 1
                assert {part: total for part, total in sums.items() if set(total) != {"0"}} == {
                    part: line.total(lines).hex() for part, lines in live.items()
                }
                assert outside == kept
                for (record, _part), row in found.items():
                    if row.body is not None:
                        at = session.execute(
                            text(f'SELECT bundle_id::text, part, rev FROM "{row.kind}" WHERE id = :record'), {"record": record}
                        ).one()
                        parsed = line.parse(row.body)
                        assert isinstance(parsed, Record)
                        assert tuple(at) == (bundle, row.part, parsed.rev), (row.kind, record)


@pytest.fixture
def look(app_context: Flask) -> Look:
    return Look()


@pytest.fixture
def soundness(look: Look) -> Iterator[None]:
    """Ends a test by asking whether the record is sound."""
    yield
    look.is_sound()


def a_patient(place: Any, records: Sequence[Record] = (), bundle: str | None = None) -> BundleLoad:
    """A bundle for `load`: a person, and these records."""
    id_ = bundle or new_id()
    person = Record("patient", id_, id_, "core", 1, {"family_name": "Okafor", "given_name": "Ada"})
    return BundleLoad(id_, "patient", place.id, id_, [person, *(replace(record, patient=id_) for record in records)])


@pytest.fixture
def grant(app_context: Flask, place: Any) -> Callable[..., None]:
    """`grant(patient, place.physio)`: puts a patient on somebody's caseload."""
    from backend.grants.services import grant_caseload

    def make(patient: str, person: Any, now: datetime | None = None) -> None:
        with transaction(ENGINE) as session:
            grant_caseload(session, place=place.id, patient=patient, now=now or wall_clock.now(), staff=person.id)

    return make


@pytest.fixture
def seen_kinds(app_context: Flask) -> frozenset[str]:
    return frozenset(registry.kinds())
