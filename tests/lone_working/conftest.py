"""Team East's Wednesday as the board has it (Anna and Ben on shift, Lena and Cora who lead), and hands to come, leave and look with."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from backend import wall_clock
from backend.database import Acting
from backend.lone_working import jobs
from backend.lone_working.models import Alarm
from backend.transaction import transaction
from tests.access.world import world  # noqa: F401
from tests.board.conftest import DAY, East, at, east  # noqa: F401
from tests.sync_gateway.client import Tablet, derived

ENGINE = Acting(role="engine")


@dataclass
class Out:
    """People out alone, and the scheduler's look."""

    east: East
    tablets: dict[str, Tablet] = field(default_factory=dict)

    def tablet(self, name: str) -> Tablet:
        """Their tablet, signed in; it pulled once."""
        if name not in self.tablets:
            self.tablets[name] = self.east.world.tablet(name)
            self.tablets[name].pull()
        return self.tablets[name]

    def now(self, hour: int, minute: int = 0) -> None:
        self.east.world.turn(wall_clock.from_wire(at(hour, minute)) - wall_clock.now())

    def later(self, **more: float) -> None:
        self.east.world.turn(timedelta(**more))

    def spoke(self, *names: str) -> None:
        """Their tablets ask whether there is anything new, as they do twice a minute."""
        for name in names:
            self.tablet(name).ask("sync/check", {"schema": 1, "digest": "0" * 32, "newest_answered": None})

    def attendance(self, name: str, visit: str) -> str:
        return derived(f"attendance:{visit}:{self.east.staff(name)}")

    def arrive(self, name: str, patient: str, visit: str, *, minutes: int | None = None, made_at: str | None = None, send: bool = True) -> None:
        who = self.tablet(name)
        arrived = made_at or wall_clock.wire(wall_clock.now())
        fields = {"visit": visit, "staff": self.east.staff(name), "arrived_at": arrived}
        if minutes is not None:
            fields["leave_by"] = wall_clock.wire(wall_clock.from_wire(arrived) + timedelta(minutes=minutes))
        made = who.create("attendance", self.east.world.patient(patient), fields, record=self.attendance(name, visit))
        made["made_at"] = arrived
        if send:
            self.push(name)

    def leave(self, name: str, patient: str, visit: str, *, made_at: str | None = None, send: bool = True) -> None:
        left = made_at or wall_clock.wire(wall_clock.now())
        saw = {"left_at": None, "outcome": None, "outcome_reason": None}
        wanted = {"left_at": left, "outcome": "completed", "outcome_reason": None}
        bundle = self.east.world.patient(patient)
        self.tablet(name).change("attendance", self.attendance(name, visit), bundle, saw, wanted)["made_at"] = left
        if send:
            self.push(name)

    def stay(self, name: str, patient: str, visit: str, saw: str, minutes: int) -> None:
        until = wall_clock.wire(wall_clock.now() + timedelta(minutes=minutes))
        bundle = self.east.world.patient(patient)
        self.tablet(name).change("attendance", self.attendance(name, visit), bundle, {"leave_by": saw}, {"leave_by": until})
        self.push(name)

    def day(self, name: str, saw: dict[str, Any], wanted: dict[str, Any]) -> None:
        who = self.east.staff(name)
        self.tablet(name).change("my_day", derived(f"my_day:{who}:{DAY.isoformat()}"), derived(f"mine:{who}"), saw, wanted)
        self.push(name)

    def push(self, name: str) -> None:
        endings = self.tablet(name).push()
        assert {ending["ending"] for ending in endings} <= {"applied", "merged"}, endings

    def look(self) -> int:
        """The scheduler's look, as a worker does it."""
        with self.east.world.app.app_context():
            return jobs.look()

    def copies(self, reader: str | None = None, **more: Any) -> list[Alarm]:
        with self.east.world.app.app_context(), transaction(ENGINE) as session:
            asked = select(Alarm).order_by(Alarm.due_at, Alarm.reader)
            if reader is not None:
                asked = asked.where(Alarm.reader == self.east.staff(reader))
            found = list(session.scalars(asked.filter_by(**more)))
            session.expunge_all()
            return found

    def alarm(self, reader: str, **more: Any) -> Alarm:
        [found] = self.copies(reader, **more)
        return found

    def told(self) -> set[str]:
        """Who is called by an alarm that stands, and the person themself. Leads carry it from the beginning, and are called once they are told."""
        names = {self.east.staff(name): name for name in ("anna", "ben", "lena", "cora", "asif")}
        return {names[one.reader] for one in self.copies(ended_at=None) if one.reader not in (one.leads or ()) or one.leads_told_at is not None}

    def answer(self, name: str, what: str, words: str | None = None) -> None:
        """What a reader says on their own tablet, on the copy that it pulled."""
        who = self.tablet(name)
        who.pull()
        bundle = derived(f"mine:{self.east.staff(name)}")
        [mine] = [one for one in who.bundles[bundle].records() if one["kind"] == "alarm" and not one["fields"].get("ended_at")]
        saw = {one: mine["fields"].get(one) for one in ("answer", "answer_words", "answer_at")}
        said = {"answer": what, "answer_words": words, "answer_at": wall_clock.wire(wall_clock.now())}
        who.change("alarm", mine["id"], bundle, saw, said)
        self.push(name)

    def visit(self, *asked: str, start: str = "10:00", minutes: int = 30, patient: str = "rose", **more: Any) -> str:
        return self.east.plan(patient, at(*map(int, start.split(":"))), minutes, *asked, id=str(uuid.uuid4()), **more)

    def time(self, text: str) -> datetime:
        return wall_clock.from_wire(at(*map(int, text.split(":"))))


@pytest.fixture
def out(east: East) -> Out:  # noqa: F811
    return Out(east)


def missed(out: Out, *heard: str) -> str:
    """Anna arrived at ten at Rose's, was to leave at half past, and it is 10:46; these tablets are on, and nobody has looked yet."""
    visit = out.visit("anna")
    out.now(10)
    out.arrive("anna", "rose", visit)
    out.now(10, 46)
    out.spoke(*heard)
    return visit


def overdue(out: Out) -> str:
    """The same, with Ben's tablet and the leads', after the look that tells of it."""
    visit = missed(out, "ben", "lena")
    out.look()
    return visit
