"""All teams asked for at once: by a manager who reads nothing of anybody, told in numbers; each team's leads decide on their own."""

from __future__ import annotations

import json
from typing import Any

import pytest

from backend import queues
from backend.board import jobs, proposals
from tests.access.world import EAST, PLACE, WEST
from tests.board.conftest import DAY, East, at
from tests.sync_gateway.client import Json, derived

ROUND = f"/board/rounds/{DAY.isoformat()}"


@pytest.fixture(autouse=True)
def handed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """Jobs are handed over to nobody: each test is the worker."""
    found: list[tuple[Any, ...]] = []

    def take(*ids: Any, **more: Any) -> bool:
        found.append(ids)
        return True

    monkeypatch.setattr(queues, "enqueue", take)
    return found


@pytest.fixture
def service(east: East) -> East:
    """Team West works too: Carl on shift, a visit to Will that nobody has. Max is the service manager."""
    east.tablets["max"] = east.world.tablet("max")
    own, who = east.world.tablet("carl"), east.staff("carl")
    where = {"base_name": "West hub", "base_latitude": 51.53, "base_longitude": -0.031}
    fields = {"day": DAY.isoformat(), "shift_start": at(8), "shift_end": at(16), "means": "walk", **where}
    own.create("my_day", derived(f"mine:{who}"), fields, record=derived(f"my_day:{who}:{DAY.isoformat()}"))
    assert [ending["ending"] for ending in own.push()] == ["applied"]
    will = east.world.patient("will")
    home = {"address_line": None, "postcode": None, "latitude": None, "longitude": None, "access_note": None}
    east.write("patient", will, will, will, home, {**home, "latitude": 51.53, "longitude": -0.03})
    east.plan("will", at(10), 30, team=WEST, people=1)
    east.plan("rose", at(9), 30, "anna")
    east.plan("tom", at(11), 30, people=1)
    return east


def team(answer: Json, id_: str) -> Json:
    return next(one for one in answer["teams"] if one["id"] == id_)


def asked(service: East) -> Json:
    status, answer = service.ask("POST", ROUND, {"seconds": 1}, by="max")
    assert status == 202, answer
    return answer


def work(service: East, handed: list[tuple[Any, ...]]) -> None:
    pytest.importorskip("numba", reason="the optimiser is not installed")
    for _, proposal, lead, place in handed:
        with service.world.app.app_context():
            jobs.look(proposal, lead, place)
    handed.clear()


def test_one_press_asks_for_every_team_and_tells_numbers_alone(service: East, handed: list[tuple[Any, ...]]) -> None:
    begun = asked(service)
    assert (begun["is_running"], {one["state"] for one in begun["teams"]}) == (True, {"waiting"})
    assert {(name, lead, place) for name, _, lead, place in handed} == {
        ("backend.board.jobs.look", service.staff("lena"), PLACE),
        ("backend.board.jobs.look", service.staff("wanda"), PLACE),
    } or {lead for _, _, lead, _ in handed} == {service.staff("cora"), service.staff("wanda")}, "each is looked for as a lead of its own team"
    work(service, handed)
    status, answer = service.ask("GET", ROUND, by="max")
    assert (status, answer["is_running"]) == (200, False)
    east, west = team(answer, EAST), team(answer, WEST)
    assert (east["state"], east["before"]["unallocated"], east["after"]["unallocated"]) == ("ready", 1, 0)
    assert (west["state"], west["before"]["visits"], west["after"]["unallocated"]) == ("ready", 1, 0)
    words = json.dumps(answer)
    for name in ("Rose", "Tom", "Will", "Anna", "Carl", service.world.patient("rose"), service.staff("anna")):
        assert name not in words, "nobody by name"


def test_each_teams_leads_take_theirs_on_their_own_board_and_see_no_other(service: East, handed: list[tuple[Any, ...]]) -> None:
    asked(service)
    work(service, handed)
    mine = service.board()["proposal"]
    status, seen = service.ask("GET", f"/board/proposals/{mine}")
    assert (status, seen["state"], seen["name"], seen["change"]) == (200, "ready", "Max", "both"), "people there were told already: so both offers"
    assert service.ask("GET", f"/board/proposals/{mine}", by="wanda")[0] == 404
    assert service.ask("POST", f"/board/proposals/{mine}/take", {"visits": None}, by="max")[0] == 403
    assert service.ask("POST", f"/board/proposals/{mine}/take", {"visits": None})[0] == 200
    answer = service.ask("GET", ROUND, by="max")[1]
    assert (team(answer, EAST)["message"], team(answer, WEST)["state"]) == ("Its leads took it.", "ready")


def test_a_team_that_cannot_be_looked_for_holds_up_no_other(service: East, handed: list[tuple[Any, ...]], monkeypatch: pytest.MonkeyPatch) -> None:
    service.plan("rose", at(9), 14 * 60 + 30, people=1)
    answer = asked(service)
    east = team(answer, EAST)
    assert (east["state"], east["message"]) == ("none", "Something in its day is to be put right first. Its leads see what.")
    assert team(answer, WEST)["state"] == "waiting"
    assert len(handed) == 1
    ask = proposals.ask

    def breaks(lead: Any, *rest: Any, **more: Any) -> Any:
        if lead.team == EAST:
            raise RuntimeError("the database went away")
        return ask(lead, *rest, **more)

    monkeypatch.setattr(proposals, "ask", breaks)
    again = asked(service)
    assert team(again, EAST)["message"] == "It could not be begun. Ask again."
    assert team(again, WEST)["state"] == "waiting", "the search that runs already is this team's"
    work(service, handed)
    assert team(service.ask("GET", ROUND, by="max")[1], WEST)["state"] == "ready"


def test_what_a_teams_leads_have_before_them_stays(service: East, handed: list[tuple[Any, ...]]) -> None:
    status, own = service.ask("POST", f"{service.path}/proposals", {"seconds": 1})
    assert status == 202
    work(service, handed)
    answer = asked(service)
    assert (service.board()["proposal"], team(answer, EAST)["state"]) == (own["id"], "ready")
    assert len(handed) == 1, "for the other team alone"


def test_all_of_them_are_stopped_at_once_and_what_is_ready_stays(service: East, handed: list[tuple[Any, ...]]) -> None:
    asked(service)
    first = handed.pop()
    work(service, [first])
    assert service.ask("DELETE", ROUND, by="max")[0] == 204
    answer = service.ask("GET", ROUND, by="max")[1]
    assert (answer["is_running"], sorted(one["state"] for one in answer["teams"])) == (False, ["cancelled", "ready"])
    work(service, handed)
    assert sorted(one["state"] for one in service.ask("GET", ROUND, by="max")[1]["teams"]) == ["cancelled", "ready"], "a job that comes late returns"


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_nobody_but_a_manager_asks_for_all_teams(service: East, method: str) -> None:
    body = {"seconds": 1} if method == "POST" else None
    for name in ("lena", "anna", "wanda"):
        assert service.ask(method, ROUND, body, by=name)[0] == 403
    assert service.ask(method, "/board/rounds/someday", body, by="max")[0] == 404
    if method != "POST":
        assert service.ask(method, ROUND, body, by="max")[0] == {"GET": 204, "DELETE": 404}[method], "nobody has asked yet"


def test_a_manager_reads_no_board(service: East) -> None:
    assert service.ask("GET", service.path, by="max")[0] == 403
    assert service.ask("GET", "/board", by="max")[0] == 403
