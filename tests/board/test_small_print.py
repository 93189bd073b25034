"""What is easily overlooked: time kept from visits on other boards, undoing what was moved and moved back, breaks, the hour that comes twice."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime
from typing import Any

import pytest

from backend import queues, wall_clock
from backend.board import draft, jobs
from backend.board.build import build
from backend.board.draft import Lead
from tests.access.world import EAST, PLACE, WEST
from tests.board.conftest import BASE, East, at
from tests.sync_gateway.client import Json, derived


@pytest.fixture(autouse=True)
def no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Jobs are handed over to nobody: each test is the worker."""
    monkeypatch.setattr(queues, "enqueue", lambda *ids, **more: True)


def proposed(east: East, **more: Any) -> Json:
    pytest.importorskip("numba", reason="the optimiser is not installed")
    path = more.pop("path", east.path)
    status, asked = east.ask("POST", f"{path}/proposals", {"seconds": 1, **more})
    assert status == 202, asked
    with east.world.app.app_context():
        jobs.look(asked["id"], east.staff("lena"), PLACE)
    found = east.ask("GET", f"/board/proposals/{asked['id']}")[1]
    assert found["state"] == "ready", found["message"]
    return found


def test_time_is_kept_from_a_visit_of_another_team_that_is_not_on_this_board(east: East) -> None:
    first = east.plan("rose", at(9), 30, team=WEST)
    second = east.plan("rose", at(11), 30, "anna", after_visit=first, gap_least_minutes=240)
    assert first not in [one["id"] for one in east.board()["visits"]]
    [warned] = [one for one in east.visit(second)["warnings"] if one["code"] == "window"]
    assert (warned["text"], warned["is_hard"]) == ("120 min before 13:00, for the time between their visits", True)
    moved = east.move(east.to(second, "anna", start=at(13)))
    assert [one["code"] for one in moved["board"]["visits"][0]["warnings"] if one["code"] in ("window", "late", "gap")] == []
    status, _ = east.ask("POST", f"{east.path}/undo", {"step": moved["board"]["version"]})
    assert status == 200
    [change] = proposed(east, change="least")["changes"]
    assert change["then"]["start"] >= at(13)


def test_time_is_kept_before_a_visit_of_another_team_too(east: East) -> None:
    first = east.plan("rose", at(9), 30, "anna", window_start=at(8), window_end=at(12))
    east.plan("rose", at(12), 30, team=WEST, after_visit=first, gap_least_minutes=240)
    moved = east.move(east.to(first, "anna", start=at(8, 30)))
    assert [one["text"] for one in moved["warnings"] if one["is_hard"]] == ["30 min after 08:00, for the time between their visits"]


def test_a_pinned_visit_too_near_to_another_teams_is_warned_of_and_stays(east: East) -> None:
    first = east.plan("rose", at(9), 30, team=WEST)
    second = east.plan("rose", at(10), 30, "anna", after_visit=first, gap_least_minutes=240, is_pinned=True)
    assert "window" in [one["code"] for one in east.visit(second)["warnings"]]
    assert second not in [one["visit"] for one in proposed(east)["changes"]]


def test_what_a_colleague_moved_away_and_back_is_not_undone_over_them(east: East) -> None:
    visit = east.plan("rose", at(9), 30, "anna")
    mine = east.move(east.to(visit, "ben", start=at(10)))["board"]["version"]
    east.move(east.to(visit, "anna", start=at(12)), by="cora")
    east.move(east.to(visit, "ben", start=at(10)), by="cora")
    status, answer = east.ask("POST", f"{east.path}/undo", {"step": mine})
    assert (status, list(answer["errors"])) == (409, [visit])
    assert answer["errors"][visit].startswith("Cora moved it to 10:00 with Ben")


def test_steps_are_taken_back_one_after_the_other_also_over_what_was_taken_back_and_published(east: East) -> None:
    visit = east.plan("rose", at(9), 30, "anna")
    first = east.move(east.to(visit, "ben"))["board"]["version"]
    second = east.move(east.to(visit, "ben", start=at(10)))["board"]["version"]
    third = east.ask("POST", f"{east.path}/undo", {"step": second})[1]["board"]["version"]
    again = east.ask("POST", f"{east.path}/undo", {"step": third})[1]["board"]["version"]
    assert east.visit(visit)["start"] == at(10), "taking back what took back does it again"
    assert east.ask("POST", f"{east.path}/undo", {"step": first})[0] == 409, "the second step stands again"
    assert east.ask("POST", f"{east.path}/undo", {"step": again})[0] == 200
    status, back = east.ask("POST", f"{east.path}/undo", {"step": first})
    assert (status, back["board"]["unpublished"]["count"]) == (200, 0)


def test_the_other_leads_board_learns_of_a_new_base_and_of_who_came_yesterday(east: East) -> None:
    visit = east.plan("rose", at(9), 30, "anna")
    stamp = east.board()["stamp"]
    organisation = str(uuid.uuid5(uuid.UUID(int=7), f"organisation:{PLACE}"))
    team = {"name": "East", "organisation": organisation, "locality": None, "phone": None, "lead": None}
    team |= {"base_name": "The hub", "latitude": BASE[0], "longitude": BASE[1]}
    east.write("team", EAST, derived(f"people:{PLACE}"), None, team, {**team, "base_name": "The new hub"})
    moved = east.board()["stamp"]
    assert moved != stamp
    other = east.plan("rose", "2026-11-24T10:00:00.000Z", 30, "ben")
    who, bundle = east.staff("ben"), east.world.patient("rose")
    fields = {"visit": other, "staff": who, "arrived_at": wall_clock.wire(wall_clock.now())}
    east.write("attendance", derived(f"attendance:{other}:{who}"), bundle, bundle, None, fields)
    assert east.board()["stamp"] != moved
    assert who in east.visit(visit)["known"]


@pytest.mark.parametrize("begins", ["08:10", "12:00", "15:20"])
def test_a_break_that_nothing_is_in_the_way_of_stays_where_it_is(east: East, begins: str) -> None:
    """Near an end of the shift a break may move one way alone; its time is its time all the same."""
    hour, minute = map(int, begins.split(":"))
    own, who = east.world.tablet("asif"), east.staff("asif")
    breaks = {"break_start": at(hour, minute), "break_end": at(hour, minute + 30), "break_where": None}
    fields = {"day": "2026-11-25", "shift_start": at(8), "shift_end": at(16), "means": "bicycle", **breaks}
    day = derived(f"my_day:{who}:2026-11-25")
    own.create("my_day", derived(f"mine:{who}"), fields, record=day)
    assert [ending["ending"] for ending in own.push()] == ["applied"]
    visit = east.plan("rose", at(10), 30, "anna")
    east.move(east.to(visit, "asif"))
    assert east.person("asif")["break_start"] == at(hour, minute)
    status, made = east.ask("POST", f"{east.path}/publications", {"version": east.board()["version"]})
    assert status == 202
    with east.world.app.app_context():
        jobs.publish(made["id"], PLACE)
    own.pull()
    [mine] = [one for bundle in own.bundles.values() for one in bundle.records("my_day")]
    assert (mine["fields"]["break_start"], mine["fields"]["order"]) == (at(hour, minute), [visit])


def test_what_lies_in_the_hour_that_comes_twice_is_moved_by_hand_alone(east: East) -> None:
    """Sunday 25 October 2026: 01:30 comes at 00:30 UTC and once more at 01:30 UTC."""
    day, nine = date(2026, 10, 25), "2026-10-25T09:00:00.000Z"
    first, second = "2026-10-25T00:30:00.000Z", "2026-10-25T01:30:00.000Z"
    assert [wall_clock.comes_twice(datetime(2026, 10, 25, hour, 30, tzinfo=UTC)) for hour in (23, 0, 1, 2)] == [False, True, True, False]
    night, other, morning = (
        east.plan("rose", second, 20, "anna"),
        east.plan("tom", first, 20),
        east.plan("rose", nine, 20, "anna"),
    )
    with east.world.app.app_context():
        built = build(draft.facts_of(Lead(PLACE, east.staff("lena"), EAST, day), wall_clock.from_wire("2026-10-20T09:00:00.000Z")))
    pinned = {visit.id: visit.pinned for visit in built.day.visits}
    assert pinned == {night: True, other: False, morning: False}
    assert {night, other} <= built.stuck
    assert morning not in built.stuck
    assert other not in {visit.id for visit in built.to_solve.visits}
