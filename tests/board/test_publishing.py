"""A draft becomes visits and grants, once, however often a worker was killed on the way."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from backend import queues, wall_clock
from backend.board import jobs, publishing
from backend.board.facts import ENGINE
from backend.grants import services as grants
from backend.record import services as record
from backend.transaction import transaction
from tests.access.world import PLACE
from tests.board.conftest import East, at
from tests.sync_gateway.client import Json, Tablet


@pytest.fixture(autouse=True)
def no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Jobs are handed over to nobody: each test is the worker."""
    monkeypatch.setattr(queues, "enqueue", lambda *ids, **more: True)


def publish(east: East, *, by: str = "lena") -> Json:
    status, answer = east.ask("POST", f"{east.path}/publications", {"version": east.board(by=by)["version"]}, by=by)
    assert status == 202, answer
    return answer


def work(east: East, publication: str) -> Json:
    with east.world.app.app_context():
        jobs.publish(publication, PLACE)
    status, answer = east.ask("GET", f"/board/publications/{publication}")
    assert status == 200
    return answer


def journal(east: East) -> list[Any]:
    with east.world.app.app_context(), transaction(ENGINE) as session:
        return [tuple(row) for row in session.execute(text("select change_id::text, author, ending::text from journal order by change_id"))]


def reads(east: East, name: str, patient: str) -> bool:
    with east.world.app.app_context(), transaction(ENGINE) as session:
        return bool(grants.readable(session, east.staff(name), [east.world.patient(patient)], wall_clock.now()))


def test_publishing_writes_the_visit_in_the_leads_name_and_its_grant(east: East) -> None:
    visit = east.plan("tom", at(9), 30, "anna")
    assert not reads(east, "ben", "tom")
    east.move(east.to(visit, "ben", start=at(10), is_pinned=True))
    assert east.board()["unpublished"] == {
        "count": 1,
        "people": [
            {"staff": east.staff("anna"), "name": "Anna", "new": [], "gone": [visit], "moved": []},
            {"staff": east.staff("ben"), "name": "Ben", "new": [visit], "gone": [], "moved": []},
        ],
    }
    assert not reads(east, "ben", "tom"), "a draft grants nothing"
    made = publish(east)
    assert made["state"] == "waiting"
    done = work(east, made["id"])
    assert (done["state"], done["written"], done["total"]) == ("done", done["total"], done["total"])
    assert done["endings"] == [{"visit": visit, "ending": "applied", "text": "Published."}]
    assert reads(east, "ben", "tom")
    seen = east.visit(visit)
    assert (seen["published"]["staff"], seen["published"]["start"], seen["is_pinned"]) == ([east.staff("ben")], at(10), True)
    assert (seen["is_changed"], seen["version"].split(".")[1]) == (False, "0")
    assert east.board()["unpublished"]["count"] == 0
    ben = east.world.tablet("ben")
    ben.pull()
    on_tablet = ben.bundles[east.world.patient("tom")].record(visit)
    assert on_tablet is not None
    assert on_tablet["fields"]["asked"] == [east.staff("ben")]
    assert {stamp["by"] for group, stamp in on_tablet["stamps"].items() if group in ("when", "asked", "pin")} == {east.staff("lena")}
    [day] = [one for bundle in ben.bundles.values() for one in bundle.records("my_day")]
    assert day["fields"]["order"] == [visit]


def test_what_went_to_another_keeps_its_place_in_the_day_of_whoever_had_it(east: East) -> None:
    first, second, third = (east.plan("tom", at(hour), 30, "anna") for hour in (9, 11, 13))
    east.move(east.to(second, "ben"))
    work(east, publish(east)["id"])
    anna = east.world.tablet("anna")
    order = [first, second, third]
    assert _order(anna) == order
    east.move(east.to(third))
    work(east, publish(east)["id"])
    assert _order(anna) == order, "nor does the next publication forget it"


def _order(tablet: Tablet) -> list[str]:
    tablet.pull()
    [day] = [one for bundle in tablet.bundles.values() for one in bundle.records("my_day")]
    return list(day["fields"]["order"])


def test_a_publication_that_was_killed_goes_on_with_the_same_ids(east: East, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = east.plan("rose", at(9), 30, "anna"), east.plan("tom", at(11), 30, "anna")
    east.move(east.to(first, "ben"), east.to(second, "ben"))
    made = publish(east)
    write, calls = record.write, []

    def killed_after_the_first(changes: Any, *rest: Any, **more: Any) -> Any:
        calls.append(len(changes))
        if len(calls) == 2:
            raise KeyboardInterrupt
        return write(changes, *rest, **more)

    monkeypatch.setattr(publishing, "AT_ONCE", 1)
    monkeypatch.setattr(publishing.record, "write", killed_after_the_first)
    with pytest.raises(KeyboardInterrupt):
        work(east, made["id"])
    after_kill = journal(east)
    again = publish(east, by="cora")
    assert again["id"] == made["id"], "whoever presses Publish now goes on with what was begun"
    assert again["state"] == "writing"
    done = work(east, made["id"])
    assert done["state"] == "done"
    assert {one["ending"] for one in done["endings"]} == {"applied"}
    rows = journal(east)
    assert set(after_kill) < set(rows)
    assert len({row[0] for row in rows}) == len(rows)
    assert work(east, made["id"]) == done
    assert journal(east) == rows, "a job that finds its work done returns"
    assert [one["kind"] for one in east.board()["steps"]] == ["publish", "move"]


def test_what_somebody_else_wrote_meanwhile_is_never_overwritten(east: East) -> None:
    visit = east.plan("rose", at(9), 30, "anna")
    east.move(east.to(visit, "anna", start=at(10)))
    patient = east.world.patient("rose")
    saw = {"planned_start": at(9), "planned_end": at(9, 30), "is_fixed": None}
    east.write("visit", visit, patient, patient, saw, {"planned_start": at(13), "planned_end": at(13, 30), "is_fixed": None})
    done = work(east, publish(east)["id"])
    assert [one["ending"] for one in done["endings"]] == ["conflicted"]
    seen = east.visit(visit)
    assert (seen["is_locked"], seen["why_locked"]) == (True, "Two people wrote it differently: settle that first.")


def test_what_three_leads_did_to_who_is_asked_meets(east: East) -> None:
    """Who is asked is a set: whom a colleague added while the draft waited stays."""
    visit = east.plan("rose", at(9), 30, "anna")
    east.move(east.to(visit, "ben"))
    patient = east.world.patient("rose")
    asif = sorted([east.staff("anna"), east.staff("asif")])
    east.write("visit", visit, patient, patient, {"asked": [east.staff("anna")]}, {"asked": asif})
    done = work(east, publish(east)["id"])
    assert [one["ending"] for one in done["endings"]] == ["merged"]
    assert sorted(east.visit(visit)["staff"]) == sorted([east.staff("ben"), east.staff("asif")])


def test_a_draft_that_moved_on_is_not_published_unseen(east: East) -> None:
    visit = east.plan("rose", at(9), 30, "anna")
    east.move(east.to(visit, "ben"))
    east.move(east.to(visit, "ben", start=at(12)), by="cora")
    status, answer = east.ask("POST", f"{east.path}/publications", {"version": 1})
    assert (status, answer["errors"]) == (409, {visit: "Cora moved it to 12:00 with Ben at 09:00."})
    status, answer = east.ask("POST", f"{east.path}/undo", {"step": 2})
    status, answer = east.ask("POST", f"{east.path}/undo", {"step": 1})
    status, answer = east.ask("POST", f"{east.path}/publications", {"version": answer["board"]["version"]})
    assert (status, answer["code"]) == (409, "nothing-to-publish")


def test_what_was_moved_again_while_it_was_published_stays_in_the_draft(east: East) -> None:
    visit = east.plan("rose", at(9), 30, "anna")
    east.move(east.to(visit, "ben"))
    made = publish(east)
    east.move(east.to(visit, "ben", start=at(12)), by="cora")
    work(east, made["id"])
    seen = east.visit(visit)
    assert (seen["published"]["staff"], seen["published"]["start"]) == ([east.staff("ben")], at(9))
    assert (seen["start"], seen["is_changed"]) == (at(12), True)
    done = work(east, publish(east)["id"])
    assert [one["ending"] for one in done["endings"]] == ["applied"], "it is no conflict with one's own publication"


def test_a_published_step_is_taken_back_by_publishing_what_was_before(east: East) -> None:
    visit = east.plan("rose", at(9), 30, "anna")
    east.move(east.to(visit, "ben", start=at(12)))
    work(east, publish(east)["id"])
    [step, _] = east.board()["steps"]
    assert (step["kind"], step["can_undo"]) == ("publish", True)
    assert east.ask("POST", f"{east.path}/undo", {"step": step["number"]})[0] == 200
    assert east.visit(visit)["published"]["staff"] == [east.staff("ben")], "taken back in the draft, for everyone to see before it is published"
    work(east, publish(east)["id"])
    assert east.visit(visit)["published"] == {"start": at(9), "staff": [east.staff("anna")], "is_pinned": False}


def test_a_change_of_a_lead_who_leads_no_more_is_refused_and_stays_in_the_draft(east: East) -> None:
    visit = east.plan("rose", at(9), 30, "anna")
    east.move(east.to(visit, "ben"), by="cora")
    made = publish(east, by="cora")
    with east.world.app.app_context(), transaction(ENGINE) as session:
        session.execute(text("update staff set status = 'left' where id = :id"), {"id": east.staff("cora")})
    done = work(east, made["id"])
    assert (done["state"], [one["ending"] for one in done["endings"]]) == ("done", ["refused"])
    assert east.visit(visit)["published"]["staff"] == [east.staff("anna")]
    assert east.visit(visit)["is_changed"]


def test_drafts_of_days_that_are_long_over_are_forgotten(east: East) -> None:
    visit = east.plan("rose", at(9), 30, "anna")
    east.move(east.to(visit, "ben"))
    for days, left in ((20, 1), (10, 0)):
        east.world.turn(timedelta(days=days))
        east.tablets["lena"] = east.world.tablet("lena")
        with east.world.app.app_context():
            jobs.forget()
        assert (east.board()["version"], east.visit(visit)["is_changed"]) == (left, bool(left))
