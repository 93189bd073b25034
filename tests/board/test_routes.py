"""A team's day, seen and moved by its leads; and by nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.access.world import EAST, WEST
from tests.board.conftest import DAY, East, at
from tests.sync_gateway.client import derived


def test_the_board_has_the_teams_visits_shifts_and_ways(east: East) -> None:
    visit = east.plan("rose", at(9), 30, "anna", people=1, skills=["insulin/2"], priority=1)
    open_ = east.plan("tom", at(10), 45)
    board = east.board()
    assert {one["id"] for one in board["visits"]} == {visit, open_}
    anna = east.person("anna")
    assert (anna["route"], len(anna["ways"]), anna["shift_start"]) == ([visit], 2, at(8))
    assert anna["travel_minutes"] == sum(anna["ways"]) > 0
    assert anna["minutes_left"] == 480 - 30 - anna["travel_minutes"]
    assert board["counts"]["unallocated"] == [0, 0, 1]
    seen = east.visit(visit)
    assert (seen["patient"]["name"], seen["people"]) == ("Ahmed, Rose", [[{"skill": "insulin", "level": 2}]])
    assert (seen["window"]["is_given"], seen["window"]["earliest"], seen["window"]["latest"]) == (False, at(7), at(11))


def test_a_visit_of_which_a_window_is_given_shows_it_and_a_fixed_one_its_start(east: East) -> None:
    window = {"window_start": at(8, 30), "window_end": at(9, 30), "window_is_hard": True, "window_reason": "insulin before breakfast"}
    given = east.visit(east.plan("rose", at(9), 30, "anna", **window))["window"]
    assert given == {"earliest": at(8, 30), "latest": at(9, 30), "is_hard": True, "reason": "insulin before breakfast", "is_given": True}
    fixed = east.visit(east.plan("tom", at(11), 30, "ben", is_fixed=True))["window"]
    assert (fixed["earliest"], fixed["latest"], fixed["is_hard"]) == (at(11), at(11), True)


ROUTES = (
    ("GET", "", None),
    ("POST", "/moves", {"moves": [{"visit": derived("x"), "version": "1.0", "staff": []}]}),
    ("POST", "/try", {"moves": [{"visit": derived("x"), "version": "1.0", "staff": []}]}),
    ("POST", "/undo", {"step": 1}),
    ("POST", "/away", {"staff": derived("x"), "why": "sick"}),
    ("POST", "/urgent", {"id": derived("x"), "patient": derived("y"), "purpose": "Fall", "minutes": 30}),
)


@pytest.mark.parametrize(("method", "path", "body"), ROUTES, ids=[path or "/" for _, path, _ in ROUTES])
def test_nobody_but_a_lead_of_the_team_has_a_board(east: East, method: str, path: str, body: object) -> None:
    status, answer = east.ask(method, east.path + path, body, by="anna")
    assert (status, answer["code"]) == (403, "role")
    status, answer = east.ask(method, east.path + path, body, by="wanda")
    assert (status, answer["code"]) == (404, "not-found")
    west = f"/board/{WEST}/{DAY.isoformat()}{path}"
    assert east.ask(method, west, body)[0] == 404
    assert east.ask(method, f"/board/{EAST}/soon{path}", body)[0] == 404


def test_a_lead_is_told_of_which_teams_there_are_boards(east: East) -> None:
    status, answer = east.ask("GET", "/board")
    assert (status, answer["teams"]) == (200, [{"id": EAST, "name": "East"}])
    assert answer["today"] == "2026-11-24"


def test_a_move_is_seen_by_the_other_lead_and_by_no_tablet(east: East) -> None:
    visit = east.plan("rose", at(9), 30, "anna")
    moved = east.move(east.to(visit, "ben", start=at(10)))
    assert moved["board"]["version"] == 1
    theirs = east.visit(visit, by="cora")
    assert (theirs["staff"], theirs["start"], theirs["is_changed"]) == ([east.staff("ben")], at(10), True)
    assert theirs["changed"]["name"] == "Lena"
    assert theirs["published"] == {"start": at(9), "staff": [east.staff("anna")], "is_pinned": False}
    anna = east.world.tablet("anna")
    anna.pull()
    on_tablet = anna.bundles[east.world.patient("rose")].record(visit)
    assert on_tablet is not None
    assert (on_tablet["fields"]["asked"], on_tablet["fields"]["planned_start"]) == ([east.staff("anna")], at(9))


def test_a_move_against_a_changed_visit_is_refused_with_what_changed_and_by_whom(east: East) -> None:
    visit, other = east.plan("rose", at(9), 30, "anna"), east.plan("tom", at(11), 30, "anna")
    stale = east.to(visit, "ben")
    east.move(east.to(visit, "ben", start=at(12)), by="cora")
    status, answer = east.ask("POST", f"{east.path}/moves", {"moves": [stale, east.to(other, "ben")]})
    assert (status, answer["code"]) == (409, "changed-meanwhile")
    assert answer["errors"] == {visit: "Cora moved it to 12:00 with Ben at 09:00."}
    assert east.visit(other)["staff"] == [east.staff("anna")], "a step is whole: nothing of it was done"
    assert east.board()["version"] == 1


def test_a_move_against_a_visit_that_changed_in_the_record_is_refused(east: East) -> None:
    visit = east.plan("rose", at(9), 30, "anna")
    stale = east.to(visit, "ben")
    patient = east.world.patient("rose")
    saw = {"planned_start": at(9), "planned_end": at(9, 30), "is_fixed": None}
    east.write("visit", visit, patient, patient, saw, {"planned_start": at(13), "planned_end": at(13, 30), "is_fixed": None})
    status, answer = east.ask("POST", f"{east.path}/moves", {"moves": [stale]})
    assert (status, answer["errors"]) == (409, {visit: "The record has changed: it is at 13:00 with Anna."})


def test_what_cannot_be_moved_says_why(east: East) -> None:
    visit = east.plan("rose", at(9), 30, "anna")
    theirs = east.plan("rose", at(11), 30, "anna", team=WEST)
    for move, why in (
        (east.to(visit, "carl"), "Not everybody there is in this team."),
        (east.to(theirs, "ben"), "Another team plans it."),
        (east.to(visit, "ben", start="2026-11-26T09:00:00.000Z"), "That is another day."),
    ):
        status, answer = east.ask("POST", f"{east.path}/moves", {"moves": [move]})
        assert (status, list(answer["errors"].values())) == (422, [why])
    status, answer = east.ask("POST", f"{east.path}/moves", {"moves": [east.to(visit, "ben"), east.to(visit, "anna")]})
    assert (status, list(answer["errors"].values())) == (422, ["It is moved twice in one step."])
    status, answer = east.ask("POST", f"{east.path}/moves", {"moves": [{**east.to(visit), "visit": derived("nothing")}]})
    assert (status, answer["code"]) == (409, "changed-meanwhile")


def test_a_visit_under_way_stays_where_it_is(east: East) -> None:
    visit = east.plan("rose", at(9), 30, "anna")
    east.world.turn(timedelta(hours=24))
    anna = east.tablets["anna"]
    record = derived(f"attendance:{visit}:{east.staff('anna')}")
    anna.create("attendance", east.world.patient("rose"), {"visit": visit, "staff": east.staff("anna"), "arrived_at": at(8, 59)}, record=record)
    assert [ending["ending"] for ending in anna.push()] == ["applied"]
    assert east.visit(visit)["state"] == "under-way"
    status, answer = east.ask("POST", f"{east.path}/moves", {"moves": [east.to(visit, "ben")]})
    assert (status, answer["errors"]) == (422, {visit: "It is under way."})


def test_moves_bring_their_warnings_and_trying_moves_nothing(east: East) -> None:
    east.skills("anna", "insulin")
    visit = east.plan("rose", at(9), 30, "anna", people=1, skills=["insulin"])
    other = east.plan("tom", at(9, 15), 30, "ben")
    status, tried = east.ask("POST", f"{east.path}/try", {"moves": [east.to(visit, "ben")]})
    assert status == 200
    assert {one["code"] for one in tried["warnings"]} == {"skill", "overlap", "unknown-face"}
    assert "Skill missing: insulin" in [one["text"] for one in tried["warnings"]]
    assert east.visit(visit)["staff"] == [east.staff("anna")]
    moved = east.move(east.to(visit, "ben"))
    assert moved["warnings"] == tried["warnings"]
    assert {one["code"] for one in east.visit(visit)["warnings"]} == {"skill", "unknown-face"}
    assert {one["code"] for one in east.visit(other)["warnings"]} == {"overlap", "unknown-face"}


def test_a_step_is_taken_back_but_not_over_what_another_lead_did_since(east: East) -> None:
    visit, other = east.plan("rose", at(9), 30, "anna"), east.plan("tom", at(11), 30, "anna")
    east.move(east.to(visit, "ben"), east.to(other))
    status, answer = east.ask("POST", f"{east.path}/undo", {"step": 1}, by="cora")
    assert status == 200
    assert not any(one["is_changed"] for one in answer["board"]["visits"])
    assert [(one["number"], one["kind"], one["is_undone"]) for one in answer["board"]["steps"]] == [(2, "undo", False), (1, "move", True)]
    assert east.ask("POST", f"{east.path}/undo", {"step": 1})[0] == 422
    assert east.ask("POST", f"{east.path}/undo", {"step": 9})[0] == 404
    east.ask("POST", f"{east.path}/undo", {"step": 2})
    east.move(east.to(other, "ben", start=at(12)), by="cora")
    status, answer = east.ask("POST", f"{east.path}/undo", {"step": 3})
    assert (status, answer["errors"]) == (409, {other: "Cora moved it to 12:00 with Ben at 09:00."})
    assert east.visit(visit)["staff"] == [east.staff("ben")]


def test_a_board_that_did_not_change_is_answered_with_nothing(east: East) -> None:
    visit = east.plan("rose", at(9), 30, "anna")
    stamp = east.board()["stamp"]
    assert east.ask("GET", f"{east.path}?stamp={stamp}")[0] == 204
    east.move(east.to(visit, "ben"), by="cora")
    status, answer = east.ask("GET", f"{east.path}?stamp={stamp}")
    assert (status, answer["version"]) == (200, 1)


def test_who_is_off_sick_is_in_the_record_at_once_and_their_visits_are_nobodys(east: East) -> None:
    done, to_come = east.plan("rose", at(8, 15), 30, "anna"), east.plan("tom", at(11), 30, "anna", "ben")
    east.world.turn(timedelta(hours=24, minutes=30))
    body = {"staff": east.staff("anna"), "why": "sick"}
    status, answer = east.ask("POST", f"{east.path}/away", body)
    assert status == 200, answer
    anna = next(one for one in answer["board"]["people"] if one["id"] == east.staff("anna"))
    assert (anna["away"]["why"], anna["away"]["since"][:16]) == ("sick", at(9, 30)[:16])
    assert east.visit(done)["staff"] == [east.staff("anna")], "it is over by the plan"
    assert east.visit(to_come)["staff"] == [east.staff("ben")]
    tablet = east.world.tablet("anna")
    tablet.pull()
    [mine] = tablet.bundles[derived(f"mine:{east.staff('anna')}")].records("my_day")
    assert mine["fields"]["away"] == "sick"
    assert east.ask("POST", f"{east.path}/away", {**body, "why": None})[0] == 200
    assert east.person("anna")["away"] is None
    status, answer = east.ask("POST", f"{east.path}/away", {"staff": east.staff("asif"), "why": "sick"})
    assert (status, answer["errors"]) == (422, {"staff": "Asif has no shift on this day."})


def test_an_urgent_visit_is_made_once_with_nobody_asked(east: East) -> None:
    visit = "0193573c-1d80-7abc-8def-0123456789ab"
    body = {"id": visit, "patient": east.world.patient("rose"), "purpose": "Fall", "minutes": 45, "people": 2, "skills": [{"skill": "hoist"}]}
    status, answer = east.ask("POST", f"{east.path}/urgent", body)
    assert (status, answer["errors"]) == (422, {"day": "An urgent visit is for today."})
    east.world.turn(timedelta(hours=24))
    for _ in range(2):
        status, answer = east.ask("POST", f"{east.path}/urgent", body)
        assert status == 201, answer
    [made] = [one for one in answer["board"]["visits"] if one["id"] == visit]
    assert (made["staff"], made["priority"], made["is_urgent"], made["window"]["latest"]) == ([], 1, True, at(11))
    assert made["people"] == [[{"skill": "hoist", "level": 1}]] * 2
    assert [one["kind"] for one in answer["board"]["steps"]] == ["urgent"]
    status, answer = east.ask(
        "POST", f"{east.path}/urgent", {**body, "id": "0193573c-1d80-7abc-8def-0123456789ac", "patient": east.world.patient("will")}
    )
    assert status == 409, "a patient whom the lead may not see is found by nobody"
