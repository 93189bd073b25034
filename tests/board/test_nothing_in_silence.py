"""What a board must never do without a word: break what binds, cover what a colleague wrote, lose a visit from sight."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from backend import queues, wall_clock
from backend.allocation.problem import Allocation, Plan
from backend.allocation.replan import News, rest_of
from backend.board import draft, jobs, looking
from backend.board.build import build
from backend.board.facts import ENGINE
from backend.board.models import BoardProposal
from backend.database import Acting
from backend.record import Change
from backend.record import services as record
from backend.record.registry import Writer
from backend.transaction import transaction
from tests.access.world import EAST, PLACE, STAFF, WEST
from tests.board.conftest import DAY, East, at
from tests.sync_gateway.client import Json, derived


@pytest.fixture(autouse=True)
def no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Jobs are handed over to nobody: each test is the worker."""
    monkeypatch.setattr(queues, "enqueue", lambda *ids, **more: True)


INSULIN: dict[str, Any] = {"window_start": at(8, 30), "window_end": at(9), "window_is_hard": True, "window_reason": "insulin before breakfast"}


def wrote(east: East, visit: str, start: str, end: str, saw: tuple[str, str]) -> None:
    """A colleague plans the visit anew in the record, while the draft waits."""
    patient = east.world.patient("rose")
    before = {"planned_start": saw[0], "planned_end": saw[1], "is_fixed": None}
    east.write("visit", visit, patient, patient, before, {"planned_start": start, "planned_end": end, "is_fixed": None})


def published(east: East) -> Json:
    status, made = east.ask("POST", f"{east.path}/publications", {"version": east.board()["version"]})
    assert status == 202, made
    with east.world.app.app_context():
        jobs.publish(made["id"], PLACE)
    return east.ask("GET", f"/board/publications/{made['id']}")[1]


def ready(east: East, *changes: tuple[str, str, tuple[str, ...], str, tuple[str, ...]]) -> str:
    """A proposal as a worker leaves it: of each visit where it was, and where it would go. Returns its id."""
    id_, now = str(uuid.uuid4()), wall_clock.now()

    def where(start: str, staff: tuple[str, ...]) -> Json:
        return {"start": start, "staff": [east.staff(one) for one in staff]}

    told = [{"visit": v, "now": where(start, staff), "then": where(to, whom)} for v, start, staff, to, whom in changes]
    row = BoardProposal(
        id=id_, place_id=PLACE, team_id=EAST, day=DAY, asked_by=east.staff("lena"), asked_at=now, ends_at=now + timedelta(days=1),
        preset="balanced", change="free", seconds=1, state="ready", version=0, result={"offers": {"free": {"changes": told}}},
    )  # fmt: skip
    with east.world.app.app_context(), transaction(ENGINE) as session:
        session.add(row)
    return id_


def take(east: East, proposal: str, *visits: str) -> tuple[int, Json]:
    return east.ask("POST", f"/board/proposals/{proposal}/take", {"visits": list(visits) or None})


def test_a_pin_outside_a_hard_window_is_warned_of(east: East) -> None:
    visit = east.plan("rose", at(8, 45), 30, "anna", **INSULIN)
    moved = east.move(east.to(visit, "anna", start=at(14), is_pinned=True))
    assert [one["text"] for one in moved["warnings"] if one["code"] == "window"] == ["300 min after 09:00, insulin before breakfast"]
    assert "window" in [one["code"] for one in east.visit(visit)["warnings"]]


def test_taking_a_step_back_never_covers_what_a_colleague_wrote_meanwhile(east: East) -> None:
    visit = east.plan("rose", at(9), 30, "anna")
    east.move(east.to(visit, "anna", start=at(10)))
    wrote(east, visit, at(13), at(13, 30), (at(9), at(9, 30)))
    assert east.ask("POST", f"{east.path}/undo", {"step": 1})[0] == 200
    seen = east.visit(visit)
    assert (seen["start"], seen["is_changed"]) == (at(13), False), "a draft that wants nothing of a visit covers nothing"
    status, answer = east.ask("POST", f"{east.path}/publications", {"version": east.board()["version"]})
    assert (status, answer["code"]) == (409, "nothing-to-publish")


def test_a_second_move_does_not_count_as_having_seen_what_a_colleague_wrote_after_the_first(east: East) -> None:
    visit = east.plan("rose", at(9), 30, "anna")
    east.move(east.to(visit, "anna", start=at(10)))
    wrote(east, visit, at(13), at(13, 30), (at(9), at(9, 30)))
    east.move(east.to(visit, "anna", start=at(11)))
    done = published(east)
    assert [one["ending"] for one in done["endings"]] == ["conflicted"]


def test_a_proposal_does_not_move_what_was_pinned_since(east: East) -> None:
    visit = east.plan("rose", at(9), 30, "anna")
    proposal = ready(east, (visit, at(9), ("anna",), at(11), ("ben",)))
    east.move(east.to(visit, "anna", is_pinned=True))
    status, answer = take(east, proposal)
    assert (status, list(answer["errors"])) == (409, [visit])
    assert east.visit(visit)["staff"] == [east.staff("anna")]


def test_a_proposal_is_not_taken_over_what_binds_since(east: East) -> None:
    east.skills("ben", "insulin")
    visit, other = east.plan("rose", at(9), 30, "anna", people=1, skills=["insulin"]), east.plan("tom", at(11), 30, "anna")
    proposal = ready(east, (visit, at(9), ("anna",), at(9), ("ben",)), (other, at(11), ("anna",), at(12), ("anna",)))
    people = derived(f"people:{PLACE}")
    east.write("staff", east.staff("ben"), people, None, {"skills": ["insulin"]}, {"skills": []})
    status, answer = take(east, proposal)
    assert (status, answer["errors"]) == (409, {visit: "Since it was proposed: Skill missing: insulin."})
    assert east.board()["version"] == 0
    assert take(east, proposal, other)[0] == 200, "the rest of it can be taken"


def test_a_proposal_for_today_is_not_taken_when_its_time_is_over(east: East) -> None:
    visit, later = east.plan("rose", at(9), 30, "anna"), east.plan("tom", at(14), 30)
    proposal = ready(east, (visit, at(9), ("anna",), at(9, 30), ("ben",)), (later, at(14), (), at(14), ("ben",)))
    east.world.turn(timedelta(hours=25, minutes=30))
    east.tablets["lena"] = east.world.tablet("lena")
    status, answer = take(east, proposal)
    assert (status, list(answer["errors"])) == (409, [visit])
    assert take(east, proposal, later)[0] == 200


def test_a_visit_of_another_team_whose_carer_is_off_is_seen(east: East) -> None:
    visit = east.plan("rose", at(11), 30, "anna", team=WEST)
    status, answer = east.ask("POST", f"{east.path}/away", {"staff": east.staff("anna"), "why": "sick"})
    assert status == 200
    [seen] = [one for one in answer["board"]["visits"] if one["id"] == visit]
    assert [(one["code"], one["staff"], one["is_hard"]) for one in seen["warnings"]] == [("people", east.staff("anna"), True)]


def test_a_gap_holds_though_who_came_first_is_written_off_for_the_day(east: East) -> None:
    first = east.plan("rose", at(8, 15), 30, "anna")
    second = east.plan("rose", at(12, 30), 30, "ben", after_visit=first, gap_least_minutes=240)
    east.world.turn(timedelta(hours=24))
    anna = east.tablets["anna"] = east.world.tablet("anna")
    record = derived(f"attendance:{first}:{east.staff('anna')}")
    came = {"visit": first, "staff": east.staff("anna"), "arrived_at": at(8, 15)}
    anna.create("attendance", east.world.patient("rose"), came, record=record)
    assert [ending["ending"] for ending in anna.push()] == ["applied"]
    east.tablets["lena"] = east.world.tablet("lena")
    body = {"staff": east.staff("anna"), "why": "sick", "since": at(8)}
    assert east.ask("POST", f"{east.path}/away", body)[0] == 200
    moved = east.move(east.to(second, "ben", start=at(11)))
    assert {one["code"] for one in moved["warnings"] if one["is_hard"]} & {"gap", "window"}


def test_a_day_that_is_over_stays_as_it_was(east: East) -> None:
    visit = east.plan("rose", at(9), 30, "anna")
    east.world.turn(timedelta(days=2))
    east.tablets["lena"] = east.world.tablet("lena")
    status, answer = east.ask("POST", f"{east.path}/moves", {"moves": [east.to(visit)]})
    assert (status, answer["errors"]) == (422, {visit: "This day is over."})


def test_a_version_that_never_was_publishes_nothing(east: East) -> None:
    assert east.ask("POST", f"{east.path}/publications", {"version": 5})[0] == 409


def test_an_urgent_visit_whose_step_was_lost_is_urgent_when_it_is_asked_for_again(east: East) -> None:
    east.world.turn(timedelta(hours=24))
    east.tablets["lena"] = east.world.tablet("lena")
    visit = "0193573c-1d80-7abc-8def-0123456789ab"
    east.plan("rose", at(9), 30, id=visit, window_start=at(9), window_end=at(11), window_is_hard=True)
    body = {"id": visit, "patient": east.world.patient("rose"), "purpose": "Fall", "minutes": 30}
    assert east.ask("POST", f"{east.path}/urgent", body)[0] == 201
    assert east.visit(visit)["is_urgent"]


def test_what_is_pinned_goes_to_the_optimiser_as_it_stands_whatever_speaks_against_it(east: East) -> None:
    """One of two, outside its time, without the skill: the lead said so, the board warns, and no proposal touches it or gives its time away."""
    visit = east.plan("rose", at(8, 45), 30, people=2, skills=["insulin"], **INSULIN)
    east.move(east.to(visit, "anna", start=at(14), is_pinned=True))
    assert {"people", "skill", "window"} <= {one["code"] for one in east.visit(visit)["warnings"]}
    with east.world.app.app_context():
        built = build(draft.facts_of(east.lead(), wall_clock.now()))
    assert built.faults() == []
    [pinned] = built.to_solve.visits
    assert (pinned.pinned, pinned.people) == (True, ((),))
    assert built.to_solve.current.allocations == {visit: Allocation(14 * 60, (east.staff("anna"),))}


def test_a_proposal_leaves_out_what_would_lie_too_near_to_what_is_over(east: East) -> None:
    """The first dose was at 08:50: in the hard time of the second there is no moment four hours later."""
    first = east.plan("rose", at(8, 50), 30, "anna")
    second = east.plan(
        "rose", at(12), 30, people=1, after_visit=first, gap_least_minutes=240, **INSULIN | {"window_start": at(11), "window_end": at(12, 30)}
    )
    east.world.turn(timedelta(hours=24))
    with east.world.app.app_context():
        built = build(draft.facts_of(east.lead(), wall_clock.now()))
    rest = rest_of(built.to_solve, 541.0, News())
    assert first in rest.settled, "so that the gap is no longer the rest's own"
    plan, torn = looking.apart(built, rest, Plan({second: Allocation(750, (east.staff("ben"),))}), News())
    assert (plan.allocations, torn) == ({}, {second})
    plan, torn = looking.apart(built, rest, Plan({second: Allocation(771, (east.staff("ben"),))}), News())
    assert (set(plan.allocations), torn) == ({second}, set())


def test_a_publication_whose_job_was_lost_is_handed_over_again(east: East, monkeypatch: pytest.MonkeyPatch) -> None:
    visit = east.plan("rose", at(9), 30, "anna")
    east.move(east.to(visit, "ben"))
    status, made = east.ask("POST", f"{east.path}/publications", {"version": 1})
    assert status == 202
    handed: list[tuple[Any, ...]] = []
    monkeypatch.setattr(queues, "enqueue", lambda *ids, **more: handed.append(ids))
    for minutes, expected in ((5, []), (11, [("backend.board.jobs.publish", made["id"], PLACE)])):
        east.world.turn(timedelta(minutes=minutes))
        with east.world.app.app_context():
            jobs.resume()
        assert handed == expected
    with east.world.app.app_context():
        jobs.publish(made["id"], PLACE)
        jobs.resume()
    assert len(handed) == 1, "what is written is handed to nobody"


def test_nobody_but_the_teams_leads_publishes_or_finds_any_row_of_its_boards(east: East) -> None:
    visit = east.plan("rose", at(9), 30, "anna")
    east.move(east.to(visit, "ben"))
    ready(east, (visit, at(9), ("ben",), at(11), ("ben",)))
    address, body = f"{east.path}/publications", {"version": 1}
    assert [east.ask("PUT", f"{east.path}/weights", {"preset": "balanced"}, by=one)[0] for one in ("anna", "wanda", "lena")] == [403, 404, 200]
    assert [east.ask("POST", address, body, by=one)[0] for one in ("anna", "wanda", "lena")] == [403, 404, 202]
    made = f"/board/publications/{east.ask('POST', address, body)[1]['id']}"
    assert [east.ask("GET", made, by=one)[0] for one in ("anna", "wanda", "cora")] == [403, 404, 200]
    tables = ("board", "board_visit", "board_step", "board_proposal", "board_publication", "board_weights")
    rows = {}
    for name in ("lena", "cora", "anna", "wanda", "max", "bea"):
        place = STAFF[name][0]
        with east.world.app.app_context(), transaction(Acting("web", east.staff(name), place)) as session:
            rows[name] = [session.execute(text(f"select count(*) from {table}")).scalar() for table in tables]
    assert rows == {**dict.fromkeys(("lena", "cora"), [1] * 6), **dict.fromkeys(("anna", "wanda", "max", "bea"), [0] * 6)}


def test_a_visit_whose_hard_time_is_in_dispute_stays_until_it_is_settled_and_is_warned_of_meanwhile(east: East) -> None:
    visit, patient = east.plan("rose", at(12), 30, "anna", **INSULIN), east.world.patient("rose")
    for hour, ending in ((10, "Applied"), (11, "Conflicted")):
        wanted = {**INSULIN, "window_end": at(hour)}
        change = Change(str(uuid.uuid4()), "visit", visit, patient, patient, "rota", wall_clock.wire(wall_clock.now()), 1, INSULIN, wanted)
        with east.world.app.app_context():
            [ended] = record.write([change], Writer("rota", frozenset({"lead"}), PLACE, purpose="rota")).endings
        assert type(ended.ending).__name__ == ending
    seen = east.visit(visit)
    assert (seen["why_locked"], [one["code"] for one in seen["warnings"]]) == ("Two people wrote it differently: settle that first.", ["window"])
    status, answer = east.ask("POST", f"{east.path}/moves", {"moves": [east.to(visit, "ben", start=at(10, 30))]})
    assert (status, list(answer["errors"])) == (422, [visit])


def test_a_whole_proposal_is_not_taken_over_what_a_colleague_put_in_its_way(east: East) -> None:
    visit, other = east.plan("rose", at(9), 30, "anna"), east.plan("tom", at(13), 30, "anna")
    proposal = ready(east, (visit, at(9), ("anna",), at(10), ("ben",)))
    east.move(east.to(other, "ben", start=at(10, 15)), by="cora")
    status, answer = take(east, proposal)
    assert (status, answer["errors"]) == (409, {other: "Since it was proposed: Overlap: 15 min with Rose Ahmed."})
    status, answer = take(east, proposal, visit)
    assert (status, [one["code"] for one in answer["warnings"] if one["is_hard"]]) == (200, ["overlap"]), "the lead ticked it, and is told"
