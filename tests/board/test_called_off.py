"""A visit is called off by whoever called it off: in the record and on the tablets at once, and it stands again with who had it."""

from __future__ import annotations

import uuid

from backend import wall_clock
from tests.board.conftest import East, at
from tests.sync_gateway.client import Json, derived


def call_off(east: East, visit: str, why: str = "unwell", by: str = "family", words: str | None = None, *, who: str = "lena") -> tuple[int, Json]:
    return east.ask("POST", f"{east.path}/called-off", {"visit": visit, "by": by, "why": why, "words": words}, by=who)


def stand_again(east: East, visit: str, *, who: str = "lena") -> tuple[int, Json]:
    return east.ask("POST", f"{east.path}/stands-again", {"visit": visit}, by=who)


def states(board: Json) -> dict[str, str]:
    return {one["id"]: one["state"] for one in board["visits"]}


def on_a_tablet(east: East, visit: str) -> Json:
    anna = east.world.tablet("anna")
    anna.pull()
    found = anna.bundles[east.world.patient("rose")].record(visit)
    assert found is not None
    return found["fields"]


def test_what_is_called_off_is_on_every_tablet_with_by_whom_and_why(east: East) -> None:
    visit, other = east.plan("rose", at(9), 30, "anna"), east.plan("rose", at(14), 30, "anna")
    status, board = call_off(east, visit, words="She has a cold.")
    assert status == 200, board
    assert states(board) == {visit: "cancelled", other: "planned"}
    assert board["unpublished"]["count"] == 0, "it is a fact, and no draft"
    assert board["called_off"] == [{"visit": visit, "text": "Called off by their family or carer: unwell. She has a cold.", "may_stand": True}]
    assert board["steps"][0]["text"] == "Lena called off a visit to Ahmed"
    fields = on_a_tablet(east, visit)
    assert (fields["status"], fields["status_reason"]) == ("cancelled", "Called off by their family or carer: unwell. She has a cold.")
    assert (fields["cancelled_by"], fields["cancelled_why"]) == ("family", "unwell")
    assert wall_clock.from_wire(fields["cancelled_at"]) <= wall_clock.now()


def test_it_stands_again_with_who_had_it_and_says_no_more_that_it_was_called_off(east: East) -> None:
    visit = east.plan("rose", at(9), 30, "anna")
    call_off(east, visit)
    status, board = stand_again(east, visit)
    assert (status, states(board), board["called_off"]) == (200, {visit: "planned"}, [])
    assert east.visit(visit)["staff"] == [east.staff("anna")]
    fields = on_a_tablet(east, visit)
    assert fields["status"] == "planned"
    assert [fields.get(name) for name in ("status_reason", "cancelled_by", "cancelled_why", "cancelled_at")] == [None] * 4


def test_said_twice_it_is_called_off_once(east: East) -> None:
    visit = east.plan("rose", at(9), 30, "anna")
    first, again = call_off(east, visit, "unwell"), call_off(east, visit, "other", "service")
    assert (first[0], again[0]) == (200, 200)
    assert again[1]["called_off"] == first[1]["called_off"]
    assert len(again[1]["steps"]) == 1
    assert stand_again(east, visit)[0] == stand_again(east, visit)[0] == 200
    assert len(east.board()["steps"]) == 2


def test_what_somebody_began_meanwhile_is_not_called_off_and_says_so(east: East) -> None:
    visit = east.plan("rose", at(9), 30, "anna")
    who = east.staff("anna")
    attended = {"visit": visit, "staff": who, "arrived_at": wall_clock.wire(wall_clock.now())}
    anna = east.world.tablet("anna")
    anna.pull()
    anna.create("attendance", east.world.patient("rose"), attended, record=derived(f"attendance:{visit}:{who}"))
    assert [ending["ending"] for ending in anna.push()] == ["applied"]
    status, problem = call_off(east, visit)
    assert (status, problem["errors"]) == (422, {visit: "It is under way."})


def test_what_was_cancelled_otherwise_does_not_stand_again_from_here(east: East) -> None:
    visit = east.plan("rose", at(9), 30, "anna", status="cancelled", status_reason="The pattern was changed.")
    assert east.board()["called_off"] == []
    status, problem = stand_again(east, visit)
    assert (status, problem["errors"]) == (422, {visit: "Nobody called it off."})


def test_home_again_brings_back_what_was_taken_off_for_it_and_not_what_was_called_off(east: East) -> None:
    off, away = east.plan("rose", at(9), 30, "anna"), east.plan("rose", at(15), 30, "anna")
    call_off(east, off)
    for why in ("hospital", None):
        east.ask("POST", f"{east.path}/not-home", {"patient": east.world.patient("rose"), "why": why})
    assert states(east.board()) == {off: "cancelled", away: "planned"}


def test_a_visit_of_another_team_and_words_that_nobody_knows_are_refused(east: East) -> None:
    visit = east.plan("rose", at(9), 30, "anna")
    for body, field in (({"by": "neighbour"}, "by"), ({"why": "rain"}, "why"), ({"by": None}, "by")):
        status, problem = east.ask("POST", f"{east.path}/called-off", {"visit": visit, "by": "person", "why": "other", "words": None} | body)
        assert status == 422
        assert field in problem["errors"]
    theirs = str(uuid.uuid4())
    assert call_off(east, theirs)[1]["errors"] == {theirs: "It is no longer on this day's board."}
    assert call_off(east, visit, who="wanda")[0] in (403, 404)
    assert east.visit(visit)["state"] == "planned"
