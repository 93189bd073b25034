"""What a team's days are reckoned with: set by its lead, learnt from what happened, or told by a server of streets. In a real database."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from backend import wall_clock
from backend.ways import jobs
from tests.access.world import EAST, PLACE, world  # noqa: F401
from tests.board.conftest import BASE, DAY, HOMES, East, at, east  # noqa: F401
from tests.sync_gateway.client import derived
from tests.ways.streets_server import Streets, seconds_between, streets

WAYS = f"/ways/{EAST}"
PLAIN = {"means": [], "uses_factors": True, "uses_took": False}


def ways_of(east: East, name: str = "anna") -> list[float]:  # noqa: F811
    return east.person(name)["ways"]


def means(east: East, name: str, day: bool = False) -> dict[str, Any]:  # noqa: F811
    status, told = east.ask("GET", f"{WAYS}?day={DAY.isoformat()}" if day else WAYS)
    assert status == 200
    return next(one for one in told["means"] if one["means"] == name)


def attended(east: East, patient: str, who: str, came: datetime, minutes: float, purpose: str = "Wound", due: datetime | None = None) -> None:  # noqa: F811
    """A visit of a day that is over, and that they were there for so long."""
    visit = east.plan(patient, wall_clock.wire(due or came), 30, who, purpose=purpose)
    staff, bundle = east.staff(who), east.world.patient(patient)
    left = came + timedelta(minutes=minutes)
    fields = {"visit": visit, "staff": staff, "arrived_at": wall_clock.wire(came), "left_at": wall_clock.wire(left), "outcome": "completed"}
    east.write("attendance", derived(f"attendance:{visit}:{staff}"), bundle, bundle, None, fields)


def learn(east: East) -> None:  # noqa: F811
    with east.world.app.app_context():
        jobs.learn(PLACE, EAST)


def test_a_lead_sets_how_fast_their_team_is_and_the_board_reckons_with_it(east: East) -> None:  # noqa: F811
    east.plan("rose", at(9), 30, "anna")
    # Rose lives 630 m as the crow flies from the hub: × 1.3 ÷ 13 km/h = 3.8 min and one to unlock
    assert ways_of(east) == [5.0, 5.0]
    slow = {"means": "cycle", "kmh": 6.5, "detour": 1.3, "fixed_minutes": 5}
    status, told = east.ask("PUT", WAYS, {**PLAIN, "means": [slow]})
    assert status == 200
    assert (told["by"], told["has_streets"]) == ("Lena", False)
    # twice as long, and five to unlock: 7.6 + 5
    assert ways_of(east) == [13.0, 13.0]
    found = means(east, "cycle")
    assert (found["kmh"], found["assumed"]["kmh"], found["factor"], found["of"]) == (6.5, 13.0, 1.0, 0)
    assert east.board()["ways"] == {"estimated": ["cycle"], "streets": [], "uses_took": False}


@pytest.mark.parametrize(
    "asked",
    [
        {**PLAIN, "means": [{"means": "cycle", "kmh": 0, "detour": 1.3, "fixed_minutes": 1}]},
        {**PLAIN, "means": [{"means": "cycle", "kmh": 13, "detour": 0.5, "fixed_minutes": 1}]},
        {**PLAIN, "means": [{"means": "horse", "kmh": 13, "detour": 1.3, "fixed_minutes": 1}]},
        {**PLAIN, "means": [{"means": "walk", "kmh": 5, "detour": 1.3, "fixed_minutes": 0}] * 2},
        {**PLAIN, "uses_took": None},
        {},
    ],
)
def test_what_can_be_no_speed_is_refused(east: East, asked: Any) -> None:  # noqa: F811
    assert east.ask("PUT", WAYS, asked)[0] == 422
    assert means(east, "cycle")["kmh"] == 13.0


@pytest.mark.parametrize(("method", "path"), [("GET", WAYS), ("PUT", WAYS), ("POST", f"{WAYS}/learn")])
def test_nobody_but_the_teams_leads_has_any_of_it(east: East, method: str, path: str) -> None:  # noqa: F811
    for who in ("anna", "wanda"):
        assert east.ask(method, path, PLAIN if method == "PUT" else None, by=who)[0] in (403, 404)
    elsewhere = path.replace(EAST, str(uuid.uuid4()))
    assert east.ask(method, elsewhere, PLAIN if method == "PUT" else None)[0] == 404


def test_what_the_last_visits_took_stands_beside_what_is_planned_and_counts_where_the_team_wants_it(east: East) -> None:  # noqa: F811
    for days in range(1, 7):
        attended(east, "rose", "anna", datetime(2026, 11, 25 - days, 10, 0, tzinfo=UTC), 42)
    attended(east, "rose", "anna", datetime(2026, 11, 18, 15, 0, tzinfo=UTC), 600)
    attended(east, "rose", "anna", datetime(2026, 11, 18, 8, 0, tzinfo=UTC), 90, purpose="Bath")
    visit = east.plan("rose", at(9), 30, "anna")
    assert east.visit(visit)["took"] is None, "nothing was learnt yet"
    learn(east)
    found = east.visit(visit)
    assert (found["planned_minutes"], found["minutes"]) == (30, 30)
    assert found["took"] == {"minutes": 40, "median": 42, "of": 6}
    assert east.ask("PUT", WAYS, {**PLAIN, "uses_took": True})[0] == 200
    found = east.visit(visit)
    assert (found["planned_minutes"], found["minutes"], found["end"]) == (30, 40, at(9, 30)), "the record's plan stays"
    assert east.person("anna")["care_minutes"] == 40


def test_arrival_times_correct_the_estimates_of_a_means(east: East) -> None:  # noqa: F811
    """From Rose's to Tom's it is 1,042 m, by bicycle 7.3 minutes: twelve times it took eleven."""
    east.shift("anna")
    for n in range(12):
        day = datetime(2026, 11, 24, 9, 0, tzinfo=UTC) - timedelta(days=n)
        own = derived(f"my_day:{east.staff('anna')}:{day.date().isoformat()}")
        wanted = {
            "day": day.date().isoformat(),
            "means": "bicycle",
            "shift_start": wall_clock.wire(day),
            "shift_end": wall_clock.wire(day + timedelta(hours=8)),
        }
        east.write("my_day", own, derived(f"mine:{east.staff('anna')}"), None, None, wanted)
        attended(east, "rose", "anna", day, 30)
        attended(east, "tom", "anna", day + timedelta(minutes=41), 30, due=day + timedelta(minutes=35))
    learn(east)
    found = means(east, "cycle")
    # 11 ÷ 7.25 = 1.518; (12 × 1.518 + 20) ÷ 32 = 1.19
    assert (found["of"], found["factor"]) == (12, 1.19)
    assert (means(east, "car")["of"], means(east, "car")["factor"]) == (0, 1.0)
    east.plan("rose", at(9), 30, "anna")
    # 4.78 × 1.19 = 5.7
    assert ways_of(east) == [6.0, 6.0]
    east.ask("PUT", WAYS, {**PLAIN, "uses_factors": False})
    assert ways_of(east) == [5.0, 5.0]


@pytest.fixture
def server(east: East, monkeypatch: pytest.MonkeyPatch) -> Iterator[Streets]:  # noqa: F811
    with streets() as found:
        config = east.world.app.extensions["alongside"]
        knows = replace(config, streets_url=found.url, streets_kind="valhalla", streets_means=("walk", "cycle", "car"))
        monkeypatch.setitem(east.world.app.extensions, "alongside", knows)
        yield found


def fetch(east: East) -> None:  # noqa: F811
    with east.world.app.app_context():
        jobs.fetch(PLACE, EAST, DAY.isoformat())


def test_ways_come_from_the_server_of_streets_and_without_it_they_are_estimates_and_said_to_be(east: East, server: Streets) -> None:  # noqa: F811
    east.plan("rose", at(9), 30, "anna")
    assert east.board()["ways"]["estimated"] == ["cycle"]
    fetch(east)
    there, back = (seconds_between(*pair) / 60 + 1 for pair in ((BASE, HOMES["rose"]), (HOMES["rose"], BASE)))  # and one minute to unlock
    assert ways_of(east) == [float(-(-there // 1)), float(-(-back // 1))]
    assert east.board()["ways"] == {"estimated": [], "streets": ["cycle"], "uses_took": False}
    fetch(east)
    assert len(server.asked) == 1, "what is there is not asked for again"

    east.plan("tom", at(11), 30, "anna")
    assert len(ways_of(east)) == 3, "the ways to somebody new are estimated until they were asked for"
    fetch(east)
    assert len(server.asked) == 2
    assert means(east, "cycle", day=True)["from_streets"] is True


def test_a_server_that_does_not_answer_leaves_the_estimate_and_is_not_asked_at_once_again(east: East, server: Streets) -> None:  # noqa: F811
    east.plan("rose", at(9), 30, "anna")
    server.answer = lambda: (503, b"", {})
    fetch(east)
    assert ways_of(east) == [5.0, 5.0]
    assert east.board()["ways"]["estimated"] == ["cycle"]
    assert means(east, "cycle", day=True)["said"] == "It answered 503."
    fetch(east)
    assert len(server.asked) == 1


def test_of_a_day_that_is_over_no_table_is_kept(east: East, server: Streets) -> None:  # noqa: F811
    east.plan("rose", at(9), 30, "anna")
    fetch(east)
    with east.world.app.app_context(), wall_clock.reading(datetime(2026, 12, 1, 3, 30, tzinfo=UTC)):
        jobs.nightly()
    assert means(east, "cycle", day=True)["from_streets"] is False
