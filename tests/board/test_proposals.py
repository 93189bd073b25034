"""Proposals: asked for, looked for by a job, explained, taken whole or in part, or left. The optimiser is the real one, for a second."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from backend import queues, wall_clock
from backend.allocation import checker
from backend.allocation.problem import Plan
from backend.board import draft, jobs, looking, proposals
from backend.board.build import build, rests
from backend.board.facts import ENGINE
from backend.transaction import transaction
from backend.visits.models import Visit
from tests.access.world import EAST, PLACE, WEST
from tests.board.conftest import BASE, East, at
from tests.sync_gateway.client import Json, derived

pytest.importorskip("numba", reason="the optimiser is not installed")


@pytest.fixture(autouse=True)
def no_worker(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """Jobs are handed over to nobody: each test is the worker."""
    handed: list[tuple[Any, ...]] = []

    def take(*ids: Any, **more: Any) -> bool:
        handed.append((*ids, more["queue"]))
        return True

    monkeypatch.setattr(queues, "enqueue", take)
    return handed


def ask(east: East, **more: Any) -> Json:
    status, answer = east.ask("POST", f"{east.path}/proposals", {"seconds": 1, **more})
    assert status == 202, answer
    return answer


def look(east: East, proposal: str) -> Json:
    with east.world.app.app_context():
        jobs.look(proposal, east.staff("lena"), PLACE)
    return see(east, proposal)


def see(east: East, proposal: str, *, by: str = "lena") -> Json:
    status, answer = east.ask("GET", f"/board/proposals/{proposal}", by=by)
    assert status == 200, answer
    return answer


def a_day(east: East) -> dict[str, str]:
    """Anna can give insulin, Ben cannot; two visits have nobody, one of them needs a skill at a level that nobody has at that time."""
    east.skills("anna", "insulin", "wound care")
    east.skills("ben", "wound care")
    window = {"window_start": at(8, 30), "window_end": at(9), "window_is_hard": True, "window_reason": "insulin before breakfast"}
    return {
        "insulin": east.plan("rose", at(8, 45), 30, people=1, skills=["insulin"], priority=1, **window),
        "wound": east.plan("tom", at(11), 45, people=1, skills=["wound care"]),
        "pair": east.plan("rose", at(13), 30, people=2, skills=["insulin#1"]),
        "night": east.plan("tom", at(19), 30, people=1, window_start=at(19), window_end=at(20), window_is_hard=True),
    }


def test_a_proposal_is_an_explained_difference_and_moves_nothing(east: East, no_worker: list[tuple[Any, ...]]) -> None:
    visits = a_day(east)
    asked = ask(east)
    assert (asked["state"], asked["name"], asked["changes"]) == ("waiting", "Lena", [])
    assert no_worker == [("backend.board.jobs.look", asked["id"], east.staff("lena"), PLACE, "allocate")]
    assert east.board()["proposal"] == asked["id"]
    found = look(east, asked["id"])
    assert found["state"] == "ready", found["message"]
    by_visit = {one["visit"]: one for one in found["changes"]}
    assert set(by_visit) == {visits["insulin"], visits["wound"], visits["pair"]}
    insulin = by_visit[visits["insulin"]]
    assert (insulin["kind"], insulin["now"], insulin["then"]["staff"]) == ("new", {"start": at(8, 45), "staff": []}, [east.staff("anna")])
    assert at(8, 30) <= insulin["then"]["start"] <= at(9)
    assert "has insulin" in insulin["why"]
    assert set(by_visit[visits["pair"]]["then"]["staff"]) == {east.staff("anna"), east.staff("ben")}
    [left] = found["left_out"]
    assert (left["visit"], left["rules"], left["nearest"]["start"] < at(16)) == (visits["night"], ["window"], True)
    assert (sum(found["before"]["unallocated"]), sum(found["after"]["unallocated"])) == (4, 1)
    assert sum(one["changes"] for one in found["people"]) == 4
    assert all(not one["staff"] for one in east.board()["visits"]), "nothing moves until somebody takes it"
    assert see(east, asked["id"], by="cora")["state"] == "ready", "the other lead sees it too"


def test_a_taken_proposal_passes_the_checker_and_is_taken_back_as_one_step(east: East) -> None:
    visits = a_day(east)
    proposal = look(east, ask(east)["id"])
    status, taken = east.ask("POST", f"/board/proposals/{proposal['id']}/take", {"visits": None})
    assert status == 200, taken
    assert [one for one in taken["warnings"] if one["is_hard"]] == []
    assert taken["board"]["counts"] == proposal["after"]
    assert taken["board"]["proposal"] is None
    with east.world.app.app_context():
        built = build(draft.facts_of(east.lead(), wall_clock.now()))
    assert checker.breaches(built.day, Plan(built.whole, rests(built.day, built.whole))) == []
    [step] = taken["board"]["steps"]
    assert (step["kind"], set(step["visits"])) == ("proposal", {visits["insulin"], visits["wound"], visits["pair"]})
    assert east.ask("POST", f"/board/proposals/{proposal['id']}/take", {"visits": None})[0] == 404, "it is taken already"
    status, back = east.ask("POST", f"{east.path}/undo", {"step": step["number"]})
    assert (status, back["board"]["counts"]["allocated"]) == (200, 0)


def test_some_of_a_proposal_is_counted_and_taken(east: East) -> None:
    visits = a_day(east)
    proposal = look(east, ask(east)["id"])
    some = {"visits": [visits["wound"]]}
    status, counted = east.ask("POST", f"/board/proposals/{proposal['id']}/count", some)
    assert (status, counted["after"]["allocated"]) == (200, 1)
    assert east.board()["version"] == 0
    status, taken = east.ask("POST", f"/board/proposals/{proposal['id']}/take", some)
    assert (status, taken["board"]["counts"]) == (200, counted["after"])
    status, answer = east.ask("POST", f"/board/proposals/{look(east, ask(east)['id'])['id']}/take", {"visits": [visits["night"]]})
    assert (status, answer["errors"]) == (422, {visits["night"]: "The proposal does not move it."})


def test_a_change_is_not_taken_over_what_a_lead_moved_since(east: East) -> None:
    visits = a_day(east)
    proposal = look(east, ask(east)["id"])
    east.move(east.to(visits["wound"], "ben", start=at(14)), by="cora")
    status, answer = east.ask("POST", f"/board/proposals/{proposal['id']}/take", {"visits": None})
    assert (status, answer["errors"]) == (409, {visits["wound"]: "Cora moved it to 14:00 with Ben at 09:00."})
    assert east.visit(visits["insulin"])["staff"] == []
    others = {"visits": [visits["insulin"], visits["pair"]]}
    assert east.ask("POST", f"/board/proposals/{proposal['id']}/take", others)[0] == 200


def test_pinned_visits_stay_and_least_change_keeps_who_was_told(east: East) -> None:
    visits = a_day(east)
    east.move(east.to(visits["insulin"], "anna", start=at(8, 50), is_pinned=True), east.to(visits["wound"], "anna", start=at(12)))
    found = look(east, ask(east, change="least")["id"])
    new = [one for one in found["changes"] if one["kind"] == "new"]
    assert [one["visit"] for one in new] == [visits["pair"]]
    assert visits["insulin"] not in {one["visit"] for one in found["changes"]}
    assert all(one["now"]["staff"] == one["then"]["staff"] for one in found["changes"] if one not in new), (
        "at another time perhaps, by whom they were told"
    )


def test_what_a_team_puts_first_is_kept_for_it_with_who_chose_it_and_when(east: East) -> None:
    a_day(east)
    assert east.board()["weights"] == {"preset": "balanced", "chosen": None}
    status, board = east.ask("PUT", f"{east.path}/weights", {"preset": "known faces first"}, by="cora")
    chosen = board["weights"]["chosen"]
    assert (status, board["weights"]["preset"]) == (200, "known faces first")
    assert (chosen["name"], chosen["by"], chosen["at"][:16]) == ("Cora", east.staff("cora"), wall_clock.wire(wall_clock.now())[:16])
    assert ask(east)["preset"] == "known faces first", "nobody has to say it again"
    stamp = east.board()["stamp"]
    assert east.ask("PUT", f"{east.path}/weights", {"preset": "short ways first"})[0] == 200
    assert east.board()["stamp"] != stamp, "the other lead's board learns of it"
    tomorrow = east.ask("GET", east.path.replace("2026-11-25", "2026-11-26"))[1]
    assert (tomorrow["weights"]["preset"], tomorrow["weights"]["chosen"]["name"]) == ("short ways first", "Lena")
    assert east.ask("PUT", f"{east.path}/weights", {"preset": "cheapest first"})[0] == 422


def test_one_search_may_put_something_else_first_without_changing_the_teams_choice(east: East) -> None:
    a_day(east)
    assert ask(east, preset="even days first")["preset"] == "even days first"
    assert east.board()["weights"]["preset"] == "balanced"


def test_one_is_looked_for_at_a_time_and_can_be_cancelled(east: East) -> None:
    a_day(east)
    asked = ask(east)
    status, answer = east.ask("POST", f"{east.path}/proposals", {"seconds": 1}, by="cora")
    assert (status, answer["code"]) == (409, "being-looked-for")
    assert east.ask("DELETE", f"/board/proposals/{asked['id']}", by="cora")[0] == 204
    assert see(east, asked["id"])["state"] == "cancelled"
    assert look(east, asked["id"])["state"] == "cancelled", "a job that finds it cancelled returns"
    assert east.ask("POST", f"/board/proposals/{asked['id']}/take", {"visits": None})[0] == 404


def test_a_search_that_is_cancelled_stops_and_says_nothing(east: East, monkeypatch: pytest.MonkeyPatch) -> None:
    a_day(east)
    asked = ask(east, seconds=60)
    told = []

    def tell(session: Any, id_: str, progress: Any) -> bool:
        told.append(progress)
        if len(told) == 3:
            proposals.close(session, id_)
        return going_on(session, id_, progress)

    going_on = proposals.tell
    monkeypatch.setattr(jobs, "TELL_EVERY", 0.0)
    monkeypatch.setattr(proposals, "tell", tell)
    found = look(east, asked["id"])
    assert (found["state"], found["changes"], len(told)) == ("cancelled", [], 3)


def test_progress_is_the_best_so_far_in_numbers(east: East, monkeypatch: pytest.MonkeyPatch) -> None:
    a_day(east)
    monkeypatch.setattr(jobs, "TELL_EVERY", 0.01)
    found = look(east, ask(east)["id"])
    assert found["progress"]["unallocated"] == 1
    assert 0 < found["progress"]["share"] <= 1
    assert found["progress"]["moves"] > 0


def test_a_worker_that_is_killed_leaves_the_day_as_it_was_and_the_next_begins_anew(east: East, monkeypatch: pytest.MonkeyPatch) -> None:
    a_day(east)
    asked, before = ask(east), east.board()
    with monkeypatch.context() as killing:
        killing.setattr(looking, "propose", _killed)
        with pytest.raises(KeyboardInterrupt):
            look(east, asked["id"])
    assert see(east, asked["id"])["state"] == "looking"
    after = east.board()
    assert (after["version"], after["visits"]) == (before["version"], before["visits"])
    assert look(east, asked["id"])["state"] == "ready"


def _killed(*_: Any, **__: Any) -> Any:
    raise KeyboardInterrupt


def test_one_that_nobody_finished_is_given_up_in_the_end(east: East) -> None:
    a_day(east)
    lost = ask(east)
    east.world.turn(timedelta(minutes=6))
    assert ask(east)["id"] != lost["id"]
    assert east.ask("GET", f"/board/proposals/{lost['id']}")[0] == 404


def test_what_is_wrong_with_a_day_is_said_by_name_before_anything_is_looked_for(east: East) -> None:
    a_day(east)
    odd = east.plan("tom", at(9), 14 * 60)
    status, answer = east.ask("POST", f"{east.path}/proposals", {"seconds": 1})
    assert (status, answer["code"]) == (422, "faults")
    assert answer["errors"] == {odd: "Tom Ahmed is down for 14 hours; a visit takes more than nothing and at most 12."}
    assert [one["who"] for one in east.board()["faults"]] == [odd]


def test_a_shift_without_a_base_is_said_by_name_before_anything_is_looked_for(east: East) -> None:
    a_day(east)
    where = {"base_name": "The hub", "latitude": BASE[0], "longitude": BASE[1]}
    team = {"name": "East", "organisation": str(uuid.uuid5(uuid.UUID(int=7), f"organisation:{PLACE}")), "locality": None, "phone": None, "lead": None}
    east.write("team", EAST, derived(f"people:{PLACE}"), None, {**team, **where}, {**team, **dict.fromkeys(where)})
    status, answer = east.ask("POST", f"{east.path}/proposals", {"seconds": 1})
    assert (status, answer["code"]) == (422, "faults")
    named = {east.staff(one): f"{one.title()} has a shift but no base to start from." for one in ("anna", "ben")}
    assert answer["errors"] == named
    assert {one["who"]: one["text"] for one in east.board()["faults"]} == named


def test_ten_thousand_visits_are_refused_in_words_before_anything_is_looked_for(east: East, no_worker: list[tuple[Any, ...]]) -> None:
    visits = a_day(east)
    with east.world.app.app_context(), transaction(ENGINE) as session:
        columns = [one.name for one in Visit.__table__.columns if one.name != "id"]
        named = ", ".join(f'"{one}"' for one in columns)
        copied = f"insert into visit (id, {named}) select gen_random_uuid(), {named} from visit, generate_series(1, 10000) where id = :one"
        session.execute(text(copied), {"one": visits["wound"]})
    status, answer = east.ask("POST", f"{east.path}/proposals", {"seconds": 1})
    assert (status, answer["code"]) == (422, "faults")
    words = "10,004 visits are asked for; one day has at most 5,000."
    assert answer["errors"] == {"day": words}
    assert [one["text"] for one in east.board()["faults"]] == [words]
    assert no_worker == []


def test_a_visit_that_nobody_can_do_is_said_by_name_and_holds_nobody_up(east: East) -> None:
    visits = a_day(east)
    nobody = east.plan("tom", at(9), 30, people=1, skills=["syringe driver"])
    text = "Tom Ahmed needs syringe driver, which nobody who works has."
    assert [(one["who"], one["text"]) for one in east.board()["faults"]] == [(nobody, text)]
    found = look(east, ask(east)["id"])
    assert {one["visit"]: one["text"] for one in found["left_out"]}[nobody] == text
    assert {one["visit"] for one in found["left_out"]} == {nobody, visits["night"]}


def test_a_day_on_which_nobody_works_or_that_is_over_has_no_proposal(east: East) -> None:
    tomorrow = east.path.replace("2026-11-25", "2026-11-26")
    status, answer = east.ask("POST", f"{tomorrow}/proposals", {"seconds": 1})
    assert (status, answer["errors"]) == (422, {"day": "Nobody works on this day."})
    status, answer = east.ask("POST", f"{east.path.replace('2026-11-25', '2026-11-23')}/proposals", {"seconds": 1})
    assert (status, answer["errors"]) == (422, {"day": "This day is over."})


def test_when_somebody_is_sick_the_rest_of_the_day_is_planned_from_now_on(east: East) -> None:
    visits = a_day(east)
    told = {"insulin": ("anna", at(8, 45)), "wound": ("anna", at(12))}
    east.move(*(east.to(visits[name], who, start=start) for name, (who, start) in told.items()))
    east.world.turn(timedelta(hours=24, minutes=30))
    assert east.ask("POST", f"{east.path}/away", {"staff": east.staff("anna"), "why": "sick"})[0] == 200
    found = look(east, ask(east, change="least")["id"])
    assert found["state"] == "ready", found["message"]
    [change] = found["changes"]
    assert (change["visit"], change["then"]["staff"]) == (visits["wound"], [east.staff("ben")])
    assert change["then"]["start"] >= at(9, 30)
    assert {one["visit"]: one["rules"] for one in found["left_out"]} == {visits["pair"]: ["skill"], visits["night"]: ["window"]}


def test_an_urgent_visit_is_placed_within_two_hours(east: East) -> None:
    a_day(east)
    east.world.turn(timedelta(hours=24))
    visit = "0193573c-1d80-7abc-8def-0123456789ab"
    body = {"id": visit, "patient": east.world.patient("rose"), "purpose": "Fall", "minutes": 45}
    assert east.ask("POST", f"{east.path}/urgent", body)[0] == 201
    found = look(east, ask(east, change="least")["id"])
    [change] = [one for one in found["changes"] if one["visit"] == visit]
    assert at(9) <= change["then"]["start"] <= at(11)


@pytest.mark.parametrize(("method", "path"), [("GET", ""), ("DELETE", ""), ("POST", "/take"), ("POST", "/count")])
def test_a_proposal_is_nobodys_but_the_teams_leads(east: East, method: str, path: str) -> None:
    a_day(east)
    address = f"/board/proposals/{ask(east)['id']}{path}"
    body = {"visits": None} if method == "POST" else None
    assert east.ask(method, address, body, by="anna")[0] == 403
    assert east.ask(method, address, body, by="wanda")[0] == 404
    assert east.ask(method, f"/board/proposals/{derived('nothing')}{path}", body)[0] == 404
    west = east.path.replace(east.path.split("/")[2], WEST)
    assert east.ask("POST", f"{west}/proposals", {"seconds": 1})[0] == 404
