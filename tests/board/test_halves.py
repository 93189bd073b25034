"""One visit for two made two for one: in the draft, in the record when it is published, taken back as one step."""

from __future__ import annotations

from typing import Any

import pytest

from backend import queues
from backend.board import jobs, publishing
from backend.board.facts import ENGINE
from backend.board.models import BoardPublication
from backend.transaction import transaction
from tests.access.world import PLACE
from tests.board.conftest import East, at
from tests.sync_gateway.client import Json

APART = {"people": 2, "skills": ["catheter#1", "wound care#2"]}


@pytest.fixture(autouse=True)
def no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Jobs are handed over to nobody: each test is the worker."""
    monkeypatch.setattr(queues, "enqueue", lambda *ids, **more: True)


def split(east: East, visit: str, *, by: str = "lena", version: str | None = None) -> tuple[int, Json]:
    seen = version or east.visit(visit, by=by)["version"]
    return east.ask("POST", f"{east.path}/split", {"visit": visit, "version": seen}, by=by)


def halves(answer: Json, visit: str) -> tuple[Json, Json]:
    first = next(one for one in answer["visits"] if one["id"] == visit)
    [second] = [one for one in answer["visits"] if one["patient"]["id"] == first["patient"]["id"] and one["id"] != visit]
    return first, second


def a_pair(east: East, **more: Any) -> str:
    east.skills("anna", "catheter")
    east.skills("ben", "wound care")
    return east.plan("rose", at(9), 30, "anna", "ben", window_start=at(8), window_end=at(12), **{**APART, **more})


def publish(east: East) -> Json:
    status, made = east.ask("POST", f"{east.path}/publications", {"version": east.board()["version"]})
    assert status == 202, made
    with east.world.app.app_context():
        jobs.publish(made["id"], PLACE)
    return east.ask("GET", f"/board/publications/{made['id']}")[1]


def test_each_half_needs_what_one_of_the_two_did_and_goes_its_own_way(east: East) -> None:
    visit = a_pair(east)
    assert east.visit(visit)["why_whole"] is None
    status, answer = split(east, visit)
    assert (status, [one for one in answer["warnings"] if one["is_hard"]]) == (200, [])
    first, second = halves(answer["board"], visit)
    assert (first["staff"], first["people"]) == ([east.staff("anna")], [[{"skill": "catheter", "level": 1}]])
    assert (second["staff"], second["people"]) == ([east.staff("ben")], [[{"skill": "wound care", "level": 1}]])
    assert (second["window"], second["minutes"], second["is_changed"]) == (first["window"], 30, True)
    assert answer["board"]["steps"][0]["text"] == "Lena made one visit to Ahmed two"
    moved = east.move(east.to(second["id"], "ben", start=at(11)), by="lena")
    assert [one for one in moved["warnings"] if one["is_hard"]] == []
    assert (east.visit(visit)["start"], east.visit(second["id"])["start"]) == (at(9), at(11))


def test_it_is_taken_back_as_one_step_and_nothing_is_left_of_it(east: East) -> None:
    visit = a_pair(east)
    step = split(east, visit)[1]["board"]["version"]
    status, back = east.ask("POST", f"{east.path}/undo", {"step": step})
    assert status == 200
    [only] = back["board"]["visits"]
    assert (set(only["staff"]), len(only["people"])) == ({east.staff("anna"), east.staff("ben")}, 2)
    assert (back["board"]["unpublished"]["count"], back["board"]["steps"][0]["can_undo"]) == (0, False)
    step = split(east, visit)[1]["board"]["version"]
    _, second = halves(east.board(), visit)
    east.move(east.to(second["id"], "ben", start=at(11), by="cora"), by="cora")
    status, answer = east.ask("POST", f"{east.path}/undo", {"step": step})
    assert (status, list(answer["errors"])) == (409, [second["id"]]), "a colleague moved one of the halves since"


def test_published_they_are_two_visits_in_the_record_and_on_both_tablets(east: East) -> None:
    visit = a_pair(east)
    split(east, visit)
    _, second = halves(east.board(), visit)
    east.move(east.to(second["id"], "ben", start=at(11)))
    done = publish(east)
    assert (done["state"], {one["ending"] for one in done["endings"]}) == ("done", {"applied"})
    assert {one["visit"] for one in done["endings"]} == {visit, second["id"]}
    first, second = halves(east.board(), visit)
    assert [one["published"]["staff"] for one in (first, second)] == [[east.staff("anna")], [east.staff("ben")]]
    assert (first["is_changed"], second["is_changed"], second["published"]["start"]) == (False, False, at(11))
    ben = east.world.tablet("ben")
    ben.pull()
    record = ben.bundles[east.world.patient("rose")].record(second["id"])
    assert record is not None
    fields = record["fields"]
    assert (fields["people"], fields["skills"], fields["purpose"], fields["window_end"]) == (1, ["wound care/1"], "Wound", at(12))
    whole = ben.bundles[east.world.patient("rose")].record(visit)
    assert whole is not None
    assert (whole["fields"]["people"], whole["fields"]["skills"], whole["fields"]["asked"]) == (1, ["catheter/1"], [east.staff("anna")])


def test_broken_off_between_the_halves_nobody_is_lost_and_it_goes_on_with_the_same_ids(east: East, monkeypatch: pytest.MonkeyPatch) -> None:
    visit = a_pair(east)
    split(east, visit)
    _, second = halves(east.board(), visit)
    status, made = east.ask("POST", f"{east.path}/publications", {"version": east.board()["version"]})
    assert status == 202
    write, calls = publishing.record.write, []

    def killed_after_the_first(changes: Any, *rest: Any, **more: Any) -> Any:
        calls.append(changes)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return write(changes, *rest, **more)

    with monkeypatch.context() as killing:
        killing.setattr(publishing, "AT_ONCE", 1)
        killing.setattr(publishing.record, "write", killed_after_the_first)
        with pytest.raises(KeyboardInterrupt), east.world.app.app_context():
            jobs.publish(made["id"], PLACE)
    between = {one["id"]: set(one["published"]["staff"]) for one in east.board()["visits"]}
    assert between == {visit: {east.staff("anna"), east.staff("ben")}, second["id"]: {east.staff("ben")}}, "one too many is asked, never one too few"
    with east.world.app.app_context():
        jobs.publish(made["id"], PLACE)
    after = {one["id"]: one["published"]["staff"] for one in east.board()["visits"]}
    assert after == {visit: [east.staff("anna")], second["id"]: [east.staff("ben")]}


def test_a_visit_whose_second_half_is_refused_keeps_both_of_its_people(east: East) -> None:
    """That the half is written first protects from being killed between; one that the record does not take left one carer where two are needed."""
    visit = a_pair(east)
    split(east, visit)
    _, second = halves(east.board(), visit)
    status, made = east.ask("POST", f"{east.path}/publications", {"version": east.board()["version"]})
    assert status == 202
    with east.world.app.app_context(), transaction(ENGINE) as session:
        row = session.get(BoardPublication, made["id"])
        row.changes = [{**one, "set": {**one["set"], "purpose": "x" * 100_000}} if one["record"] == second["id"] else one for one in row.changes]
    with east.world.app.app_context():
        jobs.publish(made["id"], PLACE)
    done = east.ask("GET", f"/board/publications/{made['id']}")[1]
    assert done["state"] == "done"
    endings = {one["visit"]: one for one in done["endings"]}
    assert {one["ending"] for one in endings.values()} == {"refused"}
    assert endings[visit]["text"].startswith("Its second half was not taken, so both are still asked to it. ")
    first, half = halves(east.board(), visit)
    assert set(first["published"]["staff"]) == {east.staff("anna"), east.staff("ben")}
    assert half["published"]["staff"] == []
    assert [first["is_changed"], half["is_changed"]] == [True, True], "both are still in the draft"


def test_two_who_do_the_same_are_needed_at_one_moment(east: East) -> None:
    east.skills("anna", "hoist")
    visit = east.plan("rose", at(9), 30, "anna", "ben", people=2, skills=["hoist"])
    assert east.visit(visit)["why_whole"] == "Two who can do the same are needed at one moment: give one half to somebody else instead."
    assert split(east, visit)[0] == 422
    east.move(east.to(visit, "anna", "asif"))
    assert set(east.visit(visit)["staff"]) == {east.staff("anna"), east.staff("asif")}, "one half given to another"


def test_where_nobody_said_that_two_are_needed_it_is_the_leads_to_say(east: East) -> None:
    visit = east.plan("rose", at(9), 30, "anna", "ben")
    assert split(east, visit)[0] == 200
    assert [len(one["staff"]) for one in halves(east.board(), visit)] == [1, 1]
    alone = east.plan("tom", at(9), 30, "anna")
    assert split(east, alone)[1]["errors"] == {alone: "Only a visit that two people have can be made two."}


def test_it_is_not_made_two_over_what_a_colleague_did_meanwhile(east: East) -> None:
    visit = a_pair(east)
    seen = east.visit(visit)["version"]
    east.move(east.to(visit, "anna", "ben", start=at(10)), by="cora")
    status, answer = split(east, visit, version=seen)
    assert (status, answer["errors"][visit][:21]) == (409, "Cora moved it to 10:0")
    status, _ = split(east, visit, by="wanda", version=seen)
    assert status == 404


def test_a_visit_that_is_cancelled_leaves_no_half_behind(east: East) -> None:
    visit, patient = a_pair(east), east.world.patient("rose")
    split(east, visit)
    before = {"status": None, "status_reason": None}
    east.write("visit", visit, patient, patient, before, {"status": "cancelled", "status_reason": "in hospital"})
    assert [(one["id"], one["state"]) for one in east.board()["visits"]] == [(visit, "cancelled")]
    assert east.board()["unpublished"]["count"] == 0
