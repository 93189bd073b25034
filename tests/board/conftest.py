"""Team East's Wednesday: Anna and Ben on shift, Lena and Cora who both lead, visits to Rose and Tom. As the world of tests/access has them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from backend import wall_clock
from backend.board.draft import Lead
from backend.record import Change
from backend.record import services as record
from backend.record.registry import Writer
from tests.access.world import EAST, PLACE, World, world  # noqa: F401
from tests.sync_gateway.client import Json, Tablet, derived

DAY = date(2026, 11, 25)
BASE = (51.5207, -0.0459)
HOMES = {"rose": (51.5250, -0.0400), "tom": (51.5180, -0.0500), "will": (51.53, -0.03)}


def at(hour: int, minute: int = 0) -> str:
    return wall_clock.wire(datetime(2026, 11, 25, hour, minute, tzinfo=UTC))


@dataclass
class East:
    """The board's world, and hands to use it with."""

    world: World
    tablets: dict[str, Tablet]

    def staff(self, name: str) -> str:
        return self.world.staff(name)

    def write(self, kind: str, made: str, bundle: str, patient: str | None, saw: Json | None, wanted: Json) -> None:
        """As a job would: an import, the office."""
        writer = Writer(staff="rota", roles=frozenset({"administrator", "lead", "coordinator", "self", "engine"}), place=PLACE, purpose="rota")
        change = Change(str(uuid.uuid4()), kind, made, bundle, patient, "rota", wall_clock.wire(wall_clock.now()), 1, saw, wanted)
        with self.world.app.app_context():
            [ended] = record.write([change], writer).endings
        assert type(ended.ending).__name__ in ("Applied", "Merged"), ended

    def plan(self, patient: str, start: str, minutes: int, *asked: str, **more: Any) -> str:
        """A visit in the record. Returns its id."""
        visit = more.pop("id", None) or str(uuid.uuid4())
        ends = wall_clock.wire(wall_clock.from_wire(start) + timedelta(minutes=minutes))
        fields = {"planned_start": start, "planned_end": ends, "asked": sorted(map(self.staff, asked)), "purpose": "Wound", "team": EAST, **more}
        bundle = self.world.patient(patient)
        self.write("visit", visit, bundle, bundle, None, fields)
        return visit

    def shift(self, name: str, first: str = "08:00", last: str = "16:00", **more: Any) -> None:
        start, end = (at(*map(int, text.split(":"))) for text in (first, last))
        fields = {"day": DAY.isoformat(), "shift_start": start, "shift_end": end, "means": "bicycle", **more}
        own, who = self.world.tablet(name), self.staff(name)
        own.create("my_day", derived(f"mine:{who}"), fields, record=derived(f"my_day:{who}:{DAY.isoformat()}"))
        assert [ending["ending"] for ending in own.push()] == ["applied"], "one's own bundle is made by one's own first record"

    def skills(self, name: str, *skills: str) -> None:
        people = derived(f"people:{PLACE}")
        self.write("staff", self.staff(name), people, None, {"skills": None}, {"skills": sorted(skills)})

    def ask(self, method: str, path: str, body: Any = None, *, by: str = "lena") -> tuple[int, Json]:
        """One request by somebody who is signed in: (status, answer)."""
        client = self.tablets[by].send.__closure__[0].cell_contents  # type: ignore[attr-defined]
        headers = {"X-Alongside": "1", "Origin": "http://localhost"}
        answer = client.open(f"/api/v1{path}", method=method, json=body, headers=headers)
        return answer.status_code, (answer.get_json(silent=True) or {})

    @property
    def path(self) -> str:
        return f"/board/{EAST}/{DAY.isoformat()}"

    def board(self, *, by: str = "lena") -> Json:
        status, answer = self.ask("GET", self.path, by=by)
        assert status == 200, answer
        return answer

    def visit(self, visit: str, *, by: str = "lena") -> Json:
        return next(one for one in self.board(by=by)["visits"] if one["id"] == visit)

    def person(self, name: str) -> Json:
        return next(one for one in self.board()["people"] if one["id"] == self.staff(name))

    def to(self, visit: str, *staff: str, start: str | None = None, by: str = "lena", **more: Any) -> Json:
        """A move of a visit as it stands now."""
        seen = self.visit(visit, by=by)["version"]
        return {"visit": visit, "version": seen, "staff": [self.staff(name) for name in staff], "start": start, **more}

    def move(self, *moves: Json, by: str = "lena") -> Json:
        status, answer = self.ask("POST", f"{self.path}/moves", {"moves": list(moves)}, by=by)
        assert status == 200, answer
        return answer

    def lead(self, name: str = "lena") -> Lead:
        return Lead(PLACE, self.staff(name), EAST, DAY)


@pytest.fixture
def east(world: World) -> East:  # noqa: F811
    east = East(world, {})
    people = derived(f"people:{PLACE}")
    before = {"name": "Cora", "role": "coordinator", "profession": "Nurse", "team": EAST, "phone": None, "status": "active"}
    before["organisation"] = str(uuid.uuid5(uuid.UUID(int=7), f"organisation:{PLACE}"))
    east.write("staff", east.staff("cora"), people, None, before, {**before, "role": "lead"})
    base = {"name": "East", "organisation": before["organisation"], "locality": None, "phone": None, "lead": None}
    where = {"base_name": "The hub", "latitude": BASE[0], "longitude": BASE[1]}
    east.write("team", EAST, people, None, {**base, **dict.fromkeys(where)}, {**base, **where})
    for name in ("rose", "tom"):
        latitude, longitude = HOMES[name]
        home = {"address_line": None, "postcode": None, "latitude": None, "longitude": None, "access_note": None}
        patient = world.patient(name)
        east.write("patient", patient, patient, patient, home, {**home, "latitude": latitude, "longitude": longitude})
    for name in ("anna", "ben"):
        east.shift(name)
    for name in ("lena", "cora", "anna", "wanda"):
        east.tablets[name] = world.tablet(name)
    return east
