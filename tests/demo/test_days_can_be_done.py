"""Each day of the demo can be done as it is planned: by the board's own warnings, and by the checker that knows nothing of either."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Date, DateTime

from backend import wall_clock
from backend.allocation import checker
from backend.allocation.proposal import Limits, propose
from backend.board.build import Built, build, rests
from backend.board.facts import Facts
from backend.board.warnings import warnings
from backend.demo import unallocated
from backend.patients.models import Patient
from backend.places.models import Staff
from backend.visits.models import Attendance, MyDay, Visit
from tests.demo.conftest import SMALL, TODAY, Made, made

pytestmark = pytest.mark.slow

WEEK = [date(2026, 11, 23) + timedelta(days=n) for n in range(7)]
CLOCKS = [date(2027, 3, 27), date(2027, 3, 28), date(2027, 3, 29), date(2026, 10, 24), date(2026, 10, 25), date(2026, 10, 26)]
"""The days on which summer time begins and ends, and those beside them."""
LEAP = date(2028, 2, 29)


def row(model: Any, place: str, bundle: str, id_: str, fields: Mapping[str, Any]) -> Any:
    """A record as its table has it."""
    kept = {}
    for name, value in fields.items():
        kind = model.__table__.columns[name].type
        is_time, is_day = isinstance(kind, DateTime), isinstance(kind, Date)
        kept[name] = wall_clock.from_wire(value) if is_time else date.fromisoformat(value) if is_day else value
    return model(id=id_, place_id=place, bundle_id=bundle, rev=1, **kept)


def boards(found: Made, day: date) -> list[Facts]:
    """The board of each team, as its lead would see it early on that day."""
    place = found.world.place
    rows: dict[str, dict[str, Any]] = {"visit": {}, "my_day": {}, "patient": {}, "staff": {}, "attendance": {}}
    kinds = {"visit": Visit, "my_day": MyDay, "patient": Patient, "staff": Staff, "attendance": Attendance}
    for page in found.pages:
        for record in page.book.records:
            if record.kind in kinds:
                made_ = row(kinds[record.kind], place.id, page.book.bundle, record.id, record.fields)
                made_.patient_id = record.patient
                rows[record.kind][record.id] = made_
    came: dict[str, set[str]] = {}
    for one in rows["attendance"].values():
        came.setdefault(one.patient_id, set()).add(one.staff)
    today = {id_: one for id_, one in rows["visit"].items() if wall_clock.day_of(one.planned_start) == day}
    shifts = {one.bundle_id: one for one in rows["my_day"].values() if one.day == day}
    return [
        Facts(
            place=place.id,
            team=team.id,
            team_name=team.name,
            base=team.base,
            day=day,
            now=wall_clock.midnight(day) + timedelta(hours=5),
            members=tuple(person.id for person in team.staff),
            staff=rows["staff"],
            shifts=shifts,
            visits={id_: one for id_, one in today.items() if one.team == team.id},
            patients=rows["patient"],
            attendances={},
            came=came,
            disputed={},
            draft={},
            version=0,
            steps=[],
            proposal=None,
            publication=None,
        )
        for team in place.teams
    ]


def hard(built: Built) -> list[tuple[str, str]]:
    return [(one.code, one.text) for one in warnings(built.day, built.whole, rests(built.day, built.whole)) if one.is_hard]


def look(facts: Facts, least: int) -> set[int]:
    """No hard warning, no breach, nothing wrong with the day; and a few visits that nobody has, each with a window and the reason for it.
    Returns their priorities."""
    built = build(facts)
    assert hard(built) == []
    assert checker.breaches(built.day, built.day.current) == []
    assert built.faults() == []
    assert not built.wrong
    waiting = [one for one in facts.visits.values() if not one.asked]
    is_weekend = facts.day.weekday() >= 5
    assert least <= len(waiting) <= (unallocated.MOST_AT_WEEKENDS if is_weekend else unallocated.MOST)
    assert set(built.day.current.allocations) == set(facts.visits) - {one.id for one in waiting}
    for one in waiting:
        assert one.window_start <= one.planned_start <= one.window_end
        assert one.window_reason
        assert one.purpose in unallocated.BY_PURPOSE
    return {one.priority for one in waiting}


@pytest.mark.parametrize("today", [*WEEK, *CLOCKS, LEAP], ids=lambda day: f"{day:%a %d %b}")
def test_on_the_day_on_which_it_is_made_and_those_after(today: date) -> None:
    found = made(SMALL, 1948, today)
    for ahead in (0, 1, 3):
        for facts in boards(found, today + timedelta(days=ahead)):
            look(facts, 1)


def test_in_every_team_of_the_place_that_is_made_by_default(team: Made) -> None:
    priorities = [look(facts, 3) for ahead in range(8) for facts in boards(team, TODAY + timedelta(days=ahead))]
    assert set().union(*priorities) == {1, 2, 3}


def test_what_had_come_in_was_done_by_somebody_on_the_days_that_are_over(team: Made) -> None:
    attended = {record.fields["visit"]: record.fields["staff"] for record in team.all("attendance")}
    over = [
        visit.fields | {"id": visit.id}
        for visit in team.all("visit")
        if visit.fields["purpose"] in unallocated.BY_PURPOSE
        and wall_clock.from_wire(visit.fields["planned_start"]) < datetime(2026, 11, 24, tzinfo=UTC)
    ]
    assert len(over) > 100
    assert all(attended[visit["id"]] in visit["asked"] for visit in over)


@pytest.mark.parametrize("ahead", [0, 4])
def test_allocating_leaves_nobody_out_and_makes_the_ways_shorter_though_there_is_more_to_do(team: Made, ahead: int) -> None:
    """A Tuesday and a Saturday: each of what nobody has had room in somebody's round."""
    pytest.importorskip("numba", reason="THE DEMO'S DAYS ARE NOT ALLOCATED: numba is not installed (pip install --group allocation)")
    day = build(boards(team, TODAY + timedelta(days=ahead))[0]).to_solve
    found = propose(day, Limits(moves=150_000, chains=1), 1, lambda: 0.0, keep_current=True)
    assert sum(found.before.unallocated) >= 3
    assert sum(found.count.unallocated) == 0
    assert found.count.travel_minutes < found.before.travel_minutes
