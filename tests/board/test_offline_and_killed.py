"""A plan taken and published while tablets are away and change the same visits: all meets, and nothing is lost. And a worker killed on the way."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from backend import queues, wall_clock
from backend.board import draft, jobs, publishing
from backend.board.facts import ENGINE
from backend.transaction import transaction
from tests.access.world import PLACE
from tests.board.conftest import East, at
from tests.sync_gateway.client import Json, Tablet, derived


@pytest.fixture(autouse=True)
def no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Jobs are handed over to nobody: each test is the worker."""
    monkeypatch.setattr(queues, "enqueue", lambda *ids, **more: True)


def publish(east: East) -> Json:
    status, made = east.ask("POST", f"{east.path}/publications", {"version": east.board()["version"]})
    assert status == 202, made
    return made


def work(east: East, publication: str) -> Json:
    with east.world.app.app_context():
        jobs.publish(publication, PLACE)
    return east.ask("GET", f"/board/publications/{publication}")[1]


def journal(east: East) -> list[tuple[str, ...]]:
    """Every change that the record took, by its id, and how it ended."""
    with east.world.app.app_context(), transaction(ENGINE) as session:
        rows = session.execute(text("select change_id::text, ending::text from journal order by change_id"))
        return [tuple(row) for row in rows]


def taken(east: East) -> None:
    """A whole proposal, looked for and taken: one step of the draft."""
    pytest.importorskip("numba", reason="the optimiser is not installed")
    status, asked = east.ask("POST", f"{east.path}/proposals", {"seconds": 1})
    assert status == 202, asked
    with east.world.app.app_context():
        jobs.look(asked["id"], east.staff("lena"), PLACE)
    status, answer = east.ask("POST", f"/board/proposals/{asked['id']}/take", {"visits": None})
    assert status == 200, answer


def away(east: East, name: str) -> Tablet:
    """A tablet that has pulled what its person may see, and is out of coverage from now on."""
    tablet = east.world.tablet(name)
    tablet.pull()
    return tablet


def test_a_plan_taken_while_three_tablets_are_offline_and_change_the_same_visits_meets_all_of_them(east: East) -> None:
    """Anna was sent to Rose and has been there; Ben writes what to do at Tom's; Cora, a lead, moves the third in the record. None has coverage."""
    rose, tom = east.world.patient("rose"), east.world.patient("tom")
    first = east.plan("rose", at(9), 30, "anna", people=1)
    second = east.plan("tom", at(11), 30, "ben", people=1)
    third = east.plan("tom", at(13), 30, people=1)
    east.world.grant("tom", "cora")
    anna, ben, cora = (away(east, name) for name in ("anna", "ben", "cora"))
    attendance = derived(f"attendance:{first}:{east.staff('anna')}")
    arrived = {"visit": first, "staff": east.staff("anna"), "arrived_at": anna.stamp()}
    anna.create("attendance", rose, arrived, record=attendance)
    ben.edit(ben.bundles[tom].record(second), "purpose", {"purpose": "Wound", "instructions": "Ring the lower bell"}, bundle=tom)
    moved = {"planned_start": at(15), "planned_end": at(15, 30), "is_fixed": None}
    cora.edit(cora.bundles[tom].record(third), "when", moved, bundle=tom)

    east.move(east.to(first, "ben", start=at(10)), east.to(second, "anna", start=at(12)))
    taken(east)
    done = work(east, publish(east)["id"])
    assert (done["state"], {one["ending"] for one in done["endings"]}) == ("done", {"applied"})
    given = east.visit(third)["published"]["staff"]
    assert len(given) == 1, "the proposal gave it to somebody"

    endings = [ending["ending"] for tablet in (anna, ben, cora) for ending in tablet.push()]
    assert set(endings) <= {"applied", "merged", "conflicted"}, "nothing that was made offline is refused"
    for tablet in (anna, ben, cora, anna, ben, cora):
        tablet.sync()
    for bundle in (rose, tom):
        sums = {name: tablet.bundles[bundle].sums() for name, tablet in (("anna", anna), ("ben", ben), ("cora", cora)) if bundle in tablet.bundles}
        assert len(sums) >= (1 if bundle == rose else 2)
        assert len({str(one) for one in sums.values()}) == 1, f"all tablets hold the same of {bundle}: {sums}"
    was_there = anna.bundles[rose].record(attendance)
    assert was_there is not None
    assert was_there["fields"]["arrived_at"] == arrived["arrived_at"], "what happened stands beside the plan (R3)"
    at_toms = cora.bundles[tom].record(second)
    assert at_toms is not None
    assert (at_toms["fields"]["instructions"], at_toms["fields"]["asked"]) == ("Ring the lower bell", east.visit(second)["published"]["staff"])
    seen = east.visit(third)
    disputed = [one for one in cora.bundles[tom].records("conflict") if one["fields"]["about"] == third]
    if seen["published"]["start"] != at(15):
        assert [one["fields"]["group"] for one in disputed] == ["when"], "two times for one visit: both stand, to be settled"
        assert at(15) in str(disputed[0]["fields"]["sides"])
    assert seen["published"]["staff"] == given


def test_an_undo_that_is_killed_while_it_is_published_goes_on_with_the_same_ids(east: East, monkeypatch: pytest.MonkeyPatch) -> None:
    visits = [east.plan("rose", at(9), 30, "anna"), east.plan("tom", at(11), 30, "anna")]
    east.move(*(east.to(visit, "ben") for visit in visits))
    work(east, publish(east)["id"])
    [step] = [one for one in east.board()["steps"] if one["kind"] == "publish"]
    assert east.ask("POST", f"{east.path}/undo", {"step": step["number"]})[0] == 200
    made = publish(east)
    write, calls = publishing.record.write, []

    def killed_after_the_first(changes: Any, *rest: Any, **more: Any) -> Any:
        calls.append([change.id for change in changes])
        if len(calls) == 2:
            raise KeyboardInterrupt
        return write(changes, *rest, **more)

    with monkeypatch.context() as killing:
        killing.setattr(publishing, "AT_ONCE", 1)
        killing.setattr(publishing.record, "write", killed_after_the_first)
        with pytest.raises(KeyboardInterrupt):
            work(east, made["id"])
    half = journal(east)
    assert publish(east)["id"] == made["id"], "whoever presses again goes on with it"
    done = work(east, made["id"])
    assert (done["state"], {one["ending"] for one in done["endings"]}) == ("done", {"applied"})
    whole = journal(east)
    assert set(half) < set(whole)
    assert len({row[0] for row in whole}) == len(whole)
    assert [row[0] for row in whole if row not in half], "what was left was written once"
    assert calls[0][0] in {row[0] for row in half}
    assert [east.visit(visit)["published"]["staff"] for visit in visits] == [[east.staff("anna")]] * 2


def test_undoing_in_the_draft_is_one_transaction_whole_or_not_at_all(east: East, monkeypatch: pytest.MonkeyPatch) -> None:
    visits = [east.plan("rose", at(9), 30, "anna"), east.plan("tom", at(11), 30, "anna")]
    step = east.move(*(east.to(visit, "ben") for visit in visits))["board"]["version"]
    before = east.board()
    with monkeypatch.context() as killing:

        def dies(*rest: Any, **more: Any) -> Any:
            raise KeyboardInterrupt

        killing.setattr(draft, "brought", dies)
        with pytest.raises(KeyboardInterrupt), east.world.app.app_context():
            draft.undo(east.lead(), step, wall_clock.now())
    after = east.board()
    assert (after["version"], after["steps"]) == (before["version"], before["steps"])
    assert east.ask("POST", f"{east.path}/undo", {"step": step})[0] == 200
