"""Somebody is admitted: their visits are taken off at once, others get the room, and home again they come back to who had them."""

from __future__ import annotations

from typing import Any

import pytest

from backend import queues, wall_clock
from backend.board import jobs
from tests.access.world import PLACE
from tests.board.conftest import East, at
from tests.sync_gateway.client import Json, derived


@pytest.fixture(autouse=True)
def no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Jobs are handed over to nobody: each test is the worker."""
    monkeypatch.setattr(queues, "enqueue", lambda *ids, **more: True)


def say(east: East, patient: str, why: str | None, *, by: str = "lena") -> tuple[int, Json]:
    return east.ask("POST", f"{east.path}/not-home", {"patient": east.world.patient(patient), "why": why}, by=by)


def looked(east: East, **more: Any) -> Json:
    pytest.importorskip("numba", reason="the optimiser is not installed")
    status, asked = east.ask("POST", f"{east.path}/proposals", {"seconds": 1, "change": "least", **more})
    assert status == 202, asked
    with east.world.app.app_context():
        jobs.look(asked["id"], east.staff("lena"), PLACE)
    return east.ask("GET", f"/board/proposals/{asked['id']}")[1]


def state(board: Json) -> dict[str, str]:
    return {one["id"]: one["state"] for one in board["visits"]}


def test_who_is_admitted_has_their_visits_taken_off_at_once_and_on_every_tablet(east: East) -> None:
    hers, theirs = east.plan("rose", at(9), 30, "anna"), east.plan("tom", at(10), 30, "anna")
    status, board = say(east, "rose", "hospital")
    assert (status, state(board)) == (200, {hers: "cancelled", theirs: "planned"})
    assert board["unpublished"]["count"] == 0, "it is a fact, and no draft"
    [gone] = board["not_home"]
    assert (gone["name"], gone["text"], gone["standing"], gone["cancelled"]) == ("Rose Ahmed", "In hospital", [], [hers])
    assert board["steps"][0]["text"] == "Lena wrote down that Ahmed is not at home; 1 visit taken off"
    anna = east.world.tablet("anna")
    anna.pull()
    bundle = anna.bundles[east.world.patient("rose")]
    visit, patient = bundle.record(hers), bundle.record(east.world.patient("rose"))
    assert visit is not None
    assert (visit["fields"]["status"], visit["fields"]["status_reason"]) == ("cancelled", "not at home")
    assert patient is not None
    assert (patient["fields"]["away_from"], patient["fields"]["away_why"]) == ("2026-11-25", "hospital")


def test_the_room_that_it_leaves_is_used_by_the_next_plan(east: East) -> None:
    window = {"window_start": at(9), "window_end": at(9, 10), "window_is_hard": True}
    for name in ("anna", "ben"):
        east.plan("rose", at(9), 120, name, **window)
    waiting = east.plan("tom", at(9), 60, people=1, **window)
    assert [one["visit"] for one in looked(east)["left_out"]] == [waiting]
    assert say(east, "rose", "hospital")[0] == 200
    found = looked(east)
    assert ([one["visit"] for one in found["changes"]], found["left_out"]) == ([waiting], [])


def test_home_again_their_visits_stand_again_with_who_had_them(east: East) -> None:
    visit = east.plan("rose", at(9), 30, "anna")
    cancelled = east.plan("rose", at(15), 30, "anna", status="cancelled", status_reason="not needed")
    say(east, "rose", "hospital")
    status, board = say(east, "rose", None)
    assert (status, state(board), board["not_home"]) == (200, {visit: "planned", cancelled: "cancelled"}, [])
    assert east.visit(visit)["staff"] == [east.staff("anna")]
    assert board["steps"][0]["text"] == "Lena wrote down that Ahmed is home again; 1 visit back"


def test_what_a_carer_found_before_the_door_is_warned_of_and_nobody_else_is_sent(east: East) -> None:
    found, later, open_ = east.plan("rose", at(9), 30, "anna"), east.plan("rose", at(14), 30, "anna"), east.plan("rose", at(16), 30, people=1)
    who, bundle = east.staff("anna"), east.world.patient("rose")
    fields = {"visit": found, "staff": who, "arrived_at": at(9), "left_at": at(9, 5), "outcome": "in-hospital"}
    east.world.turn(wall_clock.from_wire(at(9, 10)) - wall_clock.now())
    east.tablets["lena"] = east.world.tablet("lena")
    east.write("attendance", derived(f"attendance:{found}:{who}"), bundle, bundle, None, fields)
    board = east.board()
    [gone] = board["not_home"]
    assert (gone["is_said"], gone["text"], set(gone["standing"])) == (False, "In hospital or away at 09:05, as their visit found", {later, open_})
    [warned] = [one for one in east.visit(later)["warnings"] if one["code"] == "not-home"]
    assert warned["is_hard"]
    left = {one["visit"]: one["rules"] for one in looked(east)["left_out"]}
    assert left == {open_: ["not-home"]}
    assert east.visit(later)["staff"] == [who], "who has one keeps it until a lead takes it off"
    assert state(say(east, "rose", "hospital")[1]) == {found: "not-seen", later: "cancelled", open_: "cancelled"}


def test_a_person_away_by_the_record_is_known_on_each_day_of_it(east: East) -> None:
    visit, patient = east.plan("rose", at(9), 30, "anna"), east.world.patient("rose")
    before = dict.fromkeys(("away_from", "away_until", "away_why"))
    for first, until, words in (("2026-11-20", "2026-11-24", []), ("2026-11-20", None, ["In hospital since 20 Nov"]), ("2026-11-26", None, [])):
        after = {"away_from": first, "away_until": until, "away_why": "hospital"}
        east.write("patient", patient, patient, patient, before, after)
        before = after
        assert [one["text"] for one in east.board()["not_home"]] == words
    assert east.visit(visit)["state"] == "planned"


@pytest.mark.parametrize(("first", "until"), [("2026-12-20", "2026-12-27"), ("2026-11-02", "2026-11-09")])
def test_home_again_changes_nothing_of_an_absence_that_is_over_or_still_to_come(east: East, first: str, until: str) -> None:
    east.plan("rose", at(9), 30, "anna")
    patient = east.world.patient("rose")
    away = {"away_from": first, "away_until": until, "away_why": "respite"}
    east.write("patient", patient, patient, patient, dict.fromkeys(away), away)
    assert say(east, "rose", None)[0] == 200
    anna = east.world.tablet("anna")
    anna.pull()
    stands = anna.bundles[patient].record(patient)
    assert stands is not None
    assert {name: stands["fields"].get(name) for name in away} == away


def test_an_admission_over_a_planned_absence_says_so_and_loses_nothing(east: East) -> None:
    east.plan("rose", at(9), 30, "anna")
    patient = east.world.patient("rose")
    respite = {"away_from": "2026-12-20", "away_until": "2026-12-27", "away_why": "respite"}
    east.write("patient", patient, patient, patient, dict.fromkeys(respite), respite)
    planned = "In respite care from 20 Dec to 27 Dec was planned: it stands again once they are said to be home"
    for why, words in (("hospital", "In hospital"), ("family", "At their family's")):
        status, board = say(east, "rose", why)
        assert (status, [one["text"] for one in board["not_home"]]) == (200, [f"{words}. {planned}"])
    status, board = say(east, "rose", None)
    assert (status, board["not_home"]) == (200, [])
    assert _stands(east, patient) == respite
    assert say(east, "rose", "hospital")[1]["not_home"][0]["text"] == f"In hospital. {planned}", "and as often as they go"


def test_who_is_admitted_with_nothing_planned_has_nothing_put_back(east: East) -> None:
    east.plan("rose", at(9), 30, "anna")
    patient = east.world.patient("rose")
    respite = {"away_from": "2026-12-20", "away_until": "2026-12-27", "away_why": "respite"}
    east.write("patient", patient, patient, patient, dict.fromkeys(respite), respite)
    east.write("patient", patient, patient, patient, respite, dict.fromkeys(respite))  # called off
    assert [one["text"] for one in say(east, "rose", "hospital")[1]["not_home"]] == ["In hospital"]
    assert say(east, "rose", None)[0] == 200
    assert _stands(east, patient) == dict.fromkeys(respite)


def _stands(east: East, patient: str) -> Json:
    anna = east.world.tablet("anna")
    anna.pull()
    stands = anna.bundles[patient].record(patient)
    assert stands is not None
    return {name: stands["fields"].get(name) for name in ("away_from", "away_until", "away_why")}


def test_only_the_teams_leads_say_it_and_of_nobody_else(east: East) -> None:
    east.plan("rose", at(9), 30, "anna")
    assert say(east, "rose", "hospital", by="anna")[0] == 403
    assert say(east, "rose", "hospital", by="wanda")[0] == 404
    assert say(east, "will", "hospital")[0] == 422, "Will is on no board of this team"
    assert say(east, "rose", "holiday")[0] == 422
