"""A day beside its plan: who runs late, as they said or as their arrivals show, on the board and in a new plan for the rest of the day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from backend import queues, wall_clock
from backend.board import draft, jobs, under_way
from backend.board.build import build
from backend.board.under_way import Running
from tests.access.world import PLACE
from tests.board.conftest import DAY, East, at
from tests.sync_gateway.client import Json, derived


@pytest.fixture(autouse=True)
def no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Jobs are handed over to nobody: each test is the worker."""
    monkeypatch.setattr(queues, "enqueue", lambda *ids, **more: True)


def it_is(east: East, hour: int, minute: int = 0) -> None:
    """The clock goes on to a time of the board's day; whoever signed in yesterday signs in anew."""
    east.world.turn(wall_clock.from_wire(at(hour, minute)) - wall_clock.now())
    east.tablets["lena"] = east.world.tablet("lena")


def says(east: East, name: str, late: int, moment: str) -> None:
    """Somebody says on their tablet that they run late."""
    who, before = east.staff(name), {"late_minutes": None, "late_said_at": None}
    day, said = derived(f"my_day:{who}:{DAY.isoformat()}"), {"late_minutes": late, "late_said_at": moment}
    east.write("my_day", day, derived(f"mine:{who}"), None, before, said)


def comes(east: East, name: str, patient: str, visit: str, arrived: str, left: str | None = None) -> None:
    who, bundle = east.staff(name), east.world.patient(patient)
    fields = {"visit": visit, "staff": who, "arrived_at": arrived, **({"left_at": left, "outcome": "completed"} if left else {})}
    east.write("attendance", derived(f"attendance:{visit}:{who}"), bundle, bundle, None, fields)


def how(east: East) -> dict[str, Running]:
    with east.world.app.app_context():
        facts = draft.facts_of(east.lead(), wall_clock.now())
    return under_way.running(facts, build(facts))


def proposed(east: East, **more: Any) -> Json:
    pytest.importorskip("numba", reason="the optimiser is not installed")
    status, asked = east.ask("POST", f"{east.path}/proposals", {"seconds": 1, "change": "least", **more})
    assert status == 202, asked
    with east.world.app.app_context():
        jobs.look(asked["id"], east.staff("lena"), PLACE)
    status, found = east.ask("GET", f"/board/proposals/{asked['id']}")
    assert (status, found["state"]) == (200, "ready"), found
    return found


def test_who_says_that_they_run_late_is_shown_so_and_what_is_to_come_with_them(east: East) -> None:
    first, second, evening = east.plan("rose", at(9, 30), 30, "anna"), east.plan("tom", at(10, 10), 30, "anna"), east.plan("rose", at(14), 30, "anna")
    says(east, "anna", 40, at(8, 50))
    it_is(east, 9)
    late = east.person("anna")["late"]
    assert (late["minutes"], late["said_at"], late["text"]) == (40, at(8, 50), "said at 08:50")
    way = next(one for one in east.board()["people"] if one["id"] == east.staff("anna"))["ways"][1]
    over = wall_clock.wire(wall_clock.from_wire(at(10, 40)) + timedelta(minutes=way))
    assert late["to_come"] == [{"visit": first, "start": at(10, 10)}, {"visit": second, "start": over}]
    assert evening not in [one["visit"] for one in late["to_come"]], "by then there is room enough to be in time again"
    assert east.person("ben")["late"] is None


def test_nobody_is_late_because_nothing_was_heard_of_them(east: East) -> None:
    east.plan("rose", at(9), 30, "anna")
    it_is(east, 11)
    assert how(east) == {}
    assert east.person("anna")["late"] is None


def test_an_arrival_shows_how_late_somebody_is_and_takes_the_place_of_what_they_said_before(east: East) -> None:
    visit = east.plan("rose", at(9), 30, "anna")
    following = east.plan("tom", at(9, 40), 30, "anna")
    says(east, "anna", 60, at(8, 50))
    comes(east, "anna", "rose", visit, at(9, 20))
    it_is(east, 9, 25)
    late = east.person("anna")["late"]
    assert (late["said_at"], late["text"]) == (None, "with Rose Ahmed since 09:20")
    assert [one["visit"] for one in late["to_come"]] == [following]
    assert late["to_come"][0]["start"] > at(9, 50), "half an hour there, and the way"
    it_is(east, 10, 5)
    assert how(east)[east.staff("anna")].late >= 35, "past the end she is free now at the earliest"


def test_who_left_in_time_again_is_not_late(east: East) -> None:
    visit = east.plan("rose", at(9), 30, "anna")
    east.plan("tom", at(11), 30, "anna")
    comes(east, "anna", "rose", visit, at(9, 20), left=at(9, 50))
    it_is(east, 10)
    assert east.person("anna")["late"] is None
    assert how(east)[east.staff("anna")].times == {visit: (560.0, 590.0)}


def test_a_fixed_window_that_lateness_will_miss_is_a_hard_warning_before_it_happens(east: East) -> None:
    window = {"window_start": at(9), "window_end": at(9, 30), "window_is_hard": True, "window_reason": "insulin before breakfast"}
    visit = east.plan("rose", at(9, 15), 30, "anna", **window)
    says(east, "anna", 45, at(8, 50))
    it_is(east, 9)
    [warned] = [one for one in east.visit(visit)["warnings"] if one["code"] == "running-late"]
    assert (warned["text"], warned["is_hard"]) == ("Anna runs late: about 10:00, 30 min after 09:30, insulin before breakfast", True)


def test_a_new_plan_for_the_rest_of_the_day_knows_who_is_late(east: East) -> None:
    """Anna's insulin cannot be in time any more, though its time is nearly there: it goes to Ben, who is free. What she can still do stays."""
    window = {"window_start": at(9), "window_end": at(9, 45), "window_is_hard": True}
    insulin, evening = east.plan("rose", at(9, 12), 30, "anna", **window), east.plan("tom", at(14), 30, "anna")
    it_is(east, 9, 5)
    assert insulin not in [one["visit"] for one in proposed(east)["changes"]], "without a word it stays: it begins within ten minutes"
    says(east, "anna", 60, at(9, 5))
    changes = {one["visit"]: one for one in proposed(east)["changes"]}
    assert (changes[insulin]["kind"], changes[insulin]["then"]["staff"]) == ("moves", [east.staff("ben")])
    assert changes[insulin]["then"]["start"] <= at(9, 45)
    assert evening not in changes or changes[evening]["then"]["staff"] == [east.staff("anna")]


def test_what_was_to_have_begun_already_is_taken_from_who_said_that_they_are_not_there_yet(east: East) -> None:
    window = {"window_start": at(9), "window_end": at(10), "window_is_hard": True}
    visit = east.plan("rose", at(9), 30, "anna", **window)
    says(east, "anna", 90, at(9, 5))
    it_is(east, 9, 10)
    found = proposed(east)
    [change] = found["changes"]
    assert change["then"]["staff"] == [east.staff("ben")]
    status, taken = east.ask("POST", f"/board/proposals/{found['id']}/take", {"visits": None})
    assert (status, [one for one in taken["warnings"] if one["is_hard"]]) == (200, [])
    assert east.visit(visit)["staff"] == [east.staff("ben")]


def test_who_is_still_somewhere_is_not_sent_on_before_they_can_be_through(east: East) -> None:
    first, second = east.plan("rose", at(9), 60, "anna"), east.plan("tom", at(10, 20), 30, "anna")
    comes(east, "anna", "rose", first, at(9, 50))
    it_is(east, 10)
    with east.world.app.app_context():
        facts = draft.facts_of(east.lead(), wall_clock.now())
    built = build(facts)
    news = under_way.news(under_way.running(facts, built))
    assert news.times[first] == (590.0, 650.0)
    found = proposed(east)
    [change] = found["changes"]
    assert change["visit"] == second
    if change["then"]["staff"] == [east.staff("anna")]:
        assert change["then"]["start"] > at(10, 50)


def test_a_pinned_visit_of_who_is_late_stays_theirs_and_is_told_as_it_stands(east: East) -> None:
    pinned, other = east.plan("rose", at(9, 30), 30, "anna", is_pinned=True), east.plan("tom", at(11), 30, "anna")
    says(east, "anna", 60, at(9))
    it_is(east, 9, 5)
    found = proposed(east, change="more")
    assert pinned not in [one["visit"] for one in found["changes"]]
    assert east.visit(pinned)["staff"] == [east.staff("anna")]
    assert found["left_out"] == []
    mine = next(one for one in found["people"] if one["staff"] == east.staff("anna"))["route"]
    if other in [stop["visit"] for stop in mine]:
        assert next(stop["start"] for stop in mine if stop["visit"] == other) > at(11), "she is with Rose until eleven"
