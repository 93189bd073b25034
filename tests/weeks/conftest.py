"""Team East's four weeks from Monday 23 November 2026, seen on the Tuesday: the people of tests/board, and Rose's wound."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from backend.board.facts import ENGINE
from backend.record import queries as records
from backend.transaction import transaction
from backend.weeks import jobs
from backend.weeks.facts import Lead
from tests.access.world import EAST, PLACE, world  # noqa: F401
from tests.board.conftest import East, east  # noqa: F401
from tests.sync_gateway.client import Json

FIRST = date(2026, 11, 23)
TWICE = {"days": ["mon", "tue", "wed", "thu", "fri"], "per_week": 2, "times": ["09:00-12:00"], "minutes": 30, "from": "2026-11-23"}


@dataclass
class Weeks:
    """The planner's world, and hands to use it with."""

    east: East

    def ask(self, method: str, path: str, body: Any = None, *, by: str = "lena") -> tuple[int, Json]:
        return self.east.ask(method, path, body, by=by)

    def answer(self, method: str, path: str, body: Any = None, *, by: str = "lena") -> Json:
        status, answer = self.ask(method, path, body, by=by)
        assert status < 300, answer
        return answer

    def seen(self, first: date = FIRST, *, by: str = "lena") -> Json:
        return self.answer("GET", f"/weeks/{EAST}/{first.isoformat()}", by=by)

    def series(self, patient: str = "rose", first: date = FIRST) -> Json:
        return next(one for one in self.seen(first)["series"] if one["patient"] == self.east.world.patient(patient))

    def action(self, patient: str = "rose") -> str:
        return self.east.world.record(patient, "action")

    def repeat(self, patient: str = "rose", pattern: Json | None = None, **more: Any) -> Json:
        """Gives somebody's action a pattern, as the lead. Returns the series."""
        rows = [*(seen := self.seen())["series"], *seen["unpatterned"]]
        version = next((one["version"] for one in rows if one["action"] == self.action(patient)), "1")
        wanted = None if pattern is None else {**pattern, **more}
        body = {"id": str(uuid.uuid4()), "version": version, "pattern": wanted}
        return self.answer("PUT", f"/weeks/{EAST}/patterns/{self.action(patient)}", body)["series"]

    def suggest(self, first: date = FIRST, *, faces: str = "usual", by: str = "lena") -> Json:
        return self.answer("POST", f"/weeks/{EAST}/{first.isoformat()}/suggestions", {"faces": faces}, by=by)

    def take(self, suggestion: Json, visits: list[str] | None = None, *, by: str = "lena") -> Json:
        """Takes it, and does what the worker does."""
        made = self.answer("POST", f"/weeks/suggestions/{suggestion['id']}/take", {"visits": visits}, by=by)
        self.work(made["id"])
        return self.answer("GET", f"/weeks/takings/{made['id']}", by=by)

    def work(self, taking: str) -> None:
        with self.east.world.app.app_context():
            jobs.write(taking, PLACE)

    def lead(self, name: str = "lena", first: date = FIRST) -> Lead:
        return Lead(PLACE, self.east.staff(name), EAST, first)

    def visit(self, id_: str) -> Json:
        """A visit's fields as the record has them."""
        with self.east.world.app.app_context(), transaction(ENGINE) as session:
            return dict(records.standing(session, [id_])[id_].fields)

    def days(self, suggestion: Json, patient: str = "rose") -> list[str]:
        return [one["day"] for one in suggestion["makes"] if one["patient"] == self.east.world.patient(patient)]


@pytest.fixture
def weeks(east: East) -> Weeks:  # noqa: F811
    return Weeks(east)
