"""A visit of a series moved by hand (rules of `backend/weeks/moving.py`), and a taking that is taken back (rule 5 of `taking.py`)."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from tests.access.world import EAST
from tests.sync_gateway.client import Json
from tests.weeks.conftest import FIRST, TWICE, Weeks

NINE = "T09:00:00.000Z"
DAILY = {"times": ["07:30-09:00", "16:00-17:30"], "minutes": 20, "from": "2026-11-23"}


@pytest.fixture
def planned(weeks: Weeks) -> Json:
    """Rose's visits of four weeks, in the record."""
    weeks.repeat("rose", TWICE)
    weeks.take(weeks.suggest())
    return weeks.series()


def move(weeks: Weeks, visit: Json, day: str, *, by: str = "lena", **more: Any) -> tuple[int, Json]:
    body = {"id": str(uuid.uuid4()), "visit": visit["id"], "was": visit["start"], "day": day, **more}
    return weeks.ask("POST", f"/weeks/{EAST}/{FIRST.isoformat()}/moves", body, by=by)


def free(series: Json) -> str:
    """A day of the last week on which Rose has no visit."""
    taken = {one["day"] for one in series["visits"]}
    return next(day for day in ("2026-12-14", "2026-12-15", "2026-12-16", "2026-12-17") if day not in taken)


def test_1_only_the_day_changes_and_2_it_follows_its_pattern_no_more(weeks: Weeks, planned: Json) -> None:
    last, day = planned["visits"][-1], free(planned)
    before = weeks.visit(last["id"])
    status, answer = move(weeks, last, day)
    assert status == 200
    moved = next(one for one in answer["series"]["visits"] if one["id"] == last["id"])
    assert (moved["day"], moved["start"], moved["by_hand"]) == (day, f"{day}{NINE}", True)
    after = weeks.visit(last["id"])
    assert (after["window_start"], after["window_end"]) == (f"{day}{NINE}", f"{day}T12:00:00.000Z")
    assert after["series_day"] == before["series_day"]
    again = weeks.suggest()
    assert (again["makes"], again["follows"]) == ([], []), "the week has what it asks for"


def test_it_goes_back_with_the_start_that_stands(weeks: Weeks, planned: Json) -> None:
    last, day = planned["visits"][-1], free(planned)
    _, answer = move(weeks, last, day)
    moved = next(one for one in answer["series"]["visits"] if one["id"] == last["id"])
    status, answer = move(weeks, moved, last["day"])
    assert status == 200
    assert [one["start"] for one in answer["series"]["visits"]] == [one["start"] for one in planned["visits"]]


def test_r6_the_same_move_twice_is_one_change(weeks: Weeks, planned: Json) -> None:
    last, id_ = planned["visits"][-1], str(uuid.uuid4())
    answers = [move(weeks, last, free(planned), id=id_) for _ in range(2)]
    assert [status for status, _ in answers] == [200, 200]
    assert answers[0][1] == answers[1][1]


def test_a_colleague_who_was_faster_is_not_overwritten(weeks: Weeks, planned: Json) -> None:
    last = planned["visits"][-1]
    move(weeks, last, free(planned))
    status, problem = move(weeks, last, "2026-12-18")
    assert (status, problem["code"]) == (409, "changed-meanwhile")
    assert problem["errors"] == {last["id"]: "Somebody moved it meanwhile."}


def test_a_day_on_which_it_cannot_be_is_refused_with_the_reason(weeks: Weeks, planned: Json) -> None:
    first, last = planned["visits"][0], planned["visits"][-1]

    def why(day: str) -> str:
        status, problem = move(weeks, last, day)
        assert status == 422
        return str(problem["errors"][last["id"]])

    assert why("2026-11-24") == "That day has begun: the board of the day has it."
    assert why(first["day"]) == "It has its visit that day already."
    weeks.repeat("rose", {**TWICE, "until": "2026-12-20"})
    assert why("2026-12-21") == "It ends on Sun 20 December."


def test_3_what_belongs_to_another_visit_of_its_day_does_not_go_alone(weeks: Weeks) -> None:
    weeks.repeat("rose", {**DAILY, "gap_least_minutes": 420}, until="2026-11-26")
    weeks.take(weeks.suggest())
    for visit in [one for one in weeks.series()["visits"] if one["day"] == "2026-11-26"]:
        status, problem = move(weeks, visit, "2026-11-27")
        assert status == 422
        assert problem["errors"][visit["id"]].startswith("It belongs to another visit of that day")


def test_another_teams_lead_and_what_is_no_visit_of_a_series_are_not_there(weeks: Weeks, planned: Json) -> None:
    assert move(weeks, planned["visits"][-1], free(planned), by="wanda")[0] == 404
    assert move(weeks, planned["visits"][-1], free(planned), by="anna")[0] == 403
    assert move(weeks, {**planned["visits"][-1], "id": str(uuid.uuid4())}, "2026-12-16")[0] == 404


def undo(weeks: Weeks, taking: Json) -> tuple[int, Json]:
    status, made = weeks.ask("POST", f"/weeks/takings/{taking['id']}/undo", {})
    if status < 300:
        weeks.work(made["id"])
        made = weeks.answer("GET", f"/weeks/takings/{made['id']}")
    return status, made


def test_5_what_was_taken_is_taken_back_and_is_suggested_again_as_itself(weeks: Weeks) -> None:
    weeks.repeat("rose", TWICE)
    suggestion = weeks.suggest()
    taken = weeks.take(suggestion)
    status, back = undo(weeks, taken)
    assert status == 202
    assert (back["state"], {one["ending"] for one in back["endings"]}) == ("done", {"applied"})
    assert {one["state"] for one in weeks.series()["visits"]} == {"cancelled"}
    again = weeks.suggest()
    assert {one["visit"] for one in again["makes"]} == {one["visit"] for one in suggestion["makes"]}


def test_5_what_somebody_moved_since_stays(weeks: Weeks) -> None:
    weeks.repeat("rose", TWICE)
    taken = weeks.take(weeks.suggest())
    series = weeks.series()
    last = series["visits"][-1]
    move(weeks, last, free(series))
    _, back = undo(weeks, taken)
    assert last["id"] not in {one["visit"] for one in back["endings"]}
    states = {one["id"]: one["state"] for one in weeks.series()["visits"]}
    assert states.pop(last["id"]) == "planned"
    assert set(states.values()) == {"cancelled"}
    assert undo(weeks, taken)[1]["code"] == "nothing-to-take"
