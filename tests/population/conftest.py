"""The world of tests/access with NHS numbers and a practice that has a code; and hands to import, to judge and to ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from sqlalchemy import text

from backend.database import Acting
from backend.population import importing
from backend.population.reading import COLUMNS
from backend.transaction import transaction
from tests.access.world import ORIGIN, PASSWORD, PLACE, World, fixed, world  # noqa: F401
from tests.sync_gateway.client import Json, derived

NUMBERS = {"rose": "9990000018", "tom": "9990000026", "will": "9990000034"}
CODE = "Z99001"
NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)


@dataclass
class Place:
    """The world, with a few things to do in it. Each import comes a minute after the one before."""

    world: World
    clock: Iterator[datetime] = field(default_factory=lambda: (NOW + timedelta(minutes=n) for n in count()))

    def set(self, who: str, patient: str, group: str, fields: Json, kind: str = "patient") -> str:
        """One person edits a group of a record, through their tablet. Returns how it ended: the reason, where it was refused."""
        tablet = self.world.tablet(who)
        tablet.pull()
        record = tablet.bundles[self.world.patient(patient)].record(self.world.record(patient, kind))
        assert record is not None
        tablet.edit(record, group, fields)
        [ending] = tablet.push()
        return str(ending.get("reason") or ending["ending"])

    def create(self, who: str, patient: str, kind: str, fields: Json, record: str | None = None) -> str:
        tablet = self.world.tablet(who)
        tablet.create(kind, self.world.patient(patient), fields, record=record)
        [ending] = tablet.push()
        return str(ending.get("reason") or ending["ending"])

    def take(self, *lines: str, now: datetime | None = None) -> importing.Imported:
        with self.world.app.app_context():
            return importing.import_bands(a_file(*lines), place=PLACE, source="The practices", by="test", now=now or next(self.clock))

    def stands(self, patient: str) -> tuple[Any, ...]:
        """(band, day, source) of a person as found."""
        [row] = self.rows("select risk_band, risk_on::text, risk_source from patient where id = :id", id=self.world.patient(patient))
        return tuple(row)

    def rows(self, sql: str, who: Acting | None = None, **values: Any) -> Sequence[Any]:
        with self.world.app.app_context(), transaction(who or Acting("engine")) as session:
            return session.execute(text(sql), values).all()

    def get(self, who: str, path: str) -> tuple[int, Any]:
        answer = self.client(who).get(f"/api/v1/{path}")
        return answer.status_code, answer.get_json()

    def client(self, who: str) -> Any:
        client = self.world.app.test_client()
        client.environ_base |= {"HTTP_ORIGIN": ORIGIN, "HTTP_X_ALONGSIDE": "1"}
        assert client.post("/api/v1/session", json={"email": f"{who}@example.org", "password": PASSWORD}).status_code == 201
        return client


def a_file(*lines: str) -> bytes:
    return "\n".join([",".join(COLUMNS), *lines, ""]).encode()


def a_line(patient: str, band: str = "high", run_on: str = "2026-11-01", version: str = "3", practice: str = CODE) -> str:
    return f"{NUMBERS[patient]},{practice},{run_on},PARR,{version},,{band}"


@pytest.fixture
def here(world: World) -> Place:  # noqa: F811
    """Rose, Tom and Will have NHS numbers, and the surgery a code: all of it through the one door."""
    place = Place(world)
    for patient, number in NUMBERS.items():
        who = "carl" if patient == "will" else "anna"
        assert place.set(who, patient, "nhs_number", {"nhs_number": number, "nhs_number_status": "01"}) == "applied"
    ada = world.tablet("ada")
    ada.pull()
    surgery = ada.bundles[derived(f"people:{PLACE}")].record(fixed("practice", PLACE))
    assert surgery is not None
    ada.edit(surgery, "code", {"code": CODE}, derived(f"people:{PLACE}"))
    assert [ending["ending"] for ending in ada.push()] == ["applied"]
    return place
