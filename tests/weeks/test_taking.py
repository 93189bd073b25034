"""What is taken: written once, whoever takes it and however often the worker is killed; never over what somebody did meanwhile."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import text

from backend import wall_clock
from backend.board.at_home import TAKEN_OFF
from backend.board.facts import ENGINE
from backend.board.publishing import LOST
from backend.record import services as record
from backend.transaction import transaction
from backend.weeks import taking
from tests.access.world import EAST
from tests.weeks.conftest import FIRST, TWICE, Weeks

DAILY = {"times": ["07:30-09:00", "16:00-17:30"], "minutes": 20, "from": "2026-11-23"}


class Killed(BaseException):
    """As a process that is gone: nothing catches it."""


def journalled(weeks: Weeks) -> Counter[str]:
    """How often each visit was created, by the journal."""
    with weeks.east.world.app.app_context(), transaction(ENGINE) as session:
        rows = session.execute(text("select record_id::text from journal where content::jsonb ->> 'kind' = 'visit'")).scalars()
        return Counter(rows)


def test_r6_a_worker_that_is_killed_goes_on_with_the_same_changes_and_writes_none_twice(weeks: Weeks, monkeypatch: pytest.MonkeyPatch) -> None:
    weeks.repeat("rose", DAILY)
    suggestion = weeks.suggest()
    made = weeks.answer("POST", f"/weeks/suggestions/{suggestion['id']}/take", {"visits": None})
    assert (made["state"], made["total"], made["written"]) == ("waiting", len(suggestion["makes"]), 0)
    monkeypatch.setattr(taking, "AT_ONCE", 10)
    real, calls = record.write, []

    def dies(changes: Sequence[Any], *some: Any, **more: Any) -> Any:
        calls.append(len(changes))
        result = real(changes, *some, **more)
        if len(calls) == 2:
            raise Killed  # written, and nobody was told
        return result

    monkeypatch.setattr(record, "write", dies)
    with pytest.raises(Killed):
        weeks.work(made["id"])
    halfway = weeks.answer("GET", f"/weeks/takings/{made['id']}")
    assert (halfway["state"], halfway["written"]) == ("writing", 10)
    assert weeks.ask("POST", f"/weeks/{EAST}/{FIRST}/suggestions", {})[1]["code"] == "being-written"
    weeks.work(made["id"])
    weeks.work(made["id"])
    done = weeks.answer("GET", f"/weeks/takings/{made['id']}")
    assert (done["state"], {one["ending"] for one in done["endings"]}) == ("done", {"applied"})
    assert {one["visit"] for one in done["endings"]} == {one["visit"] for one in suggestion["makes"]}
    written = journalled(weeks)
    assert {written[one["visit"]] for one in suggestion["makes"]} == {1}


def stopped(weeks: Weeks, monkeypatch: pytest.MonkeyPatch, *, dies: bool = False) -> tuple[dict[str, Any], dict[str, set[str]]]:
    """Both persons' weeks are taken, a few changes at a time, and stopped while the first of them are written: (the taking, whose visits exist)."""
    for name in ("rose", "tom"):
        weeks.repeat(name, DAILY)
    suggestion = weeks.suggest()
    made = weeks.answer("POST", f"/weeks/suggestions/{suggestion['id']}/take", {"visits": None})
    monkeypatch.setattr(taking, "AT_ONCE", 10)
    real, calls = record.write, []

    def writes(changes: Sequence[Any], *some: Any, **more: Any) -> Any:
        calls.append(len(changes))
        result = real(changes, *some, **more)
        if len(calls) == 1:
            assert weeks.answer("POST", f"/weeks/takings/{made['id']}/stop")["state"] == "stopping"
        if dies and len(calls) == 1:
            raise Killed  # written, and nobody was told
        return result

    monkeypatch.setattr(record, "write", writes)
    if dies:
        with pytest.raises(Killed):
            weeks.work(made["id"])
        assert weeks.answer("GET", f"/weeks/takings/{made['id']}")["state"] == "stopping", "that it was stopped is not forgotten"
    weeks.work(made["id"])
    written = journalled(weeks)
    whose = {name: {one["visit"] for one in suggestion["makes"] if one["patient"] == weeks.east.world.patient(name)} for name in ("rose", "tom")}
    assert all(len(visits) > 10 for visits in whose.values())
    assert sorted(len(visits & set(written)) for visits in whose.values()) == [0, max(len(v) for v in whose.values() if v & set(written))]
    assert set(written.values()) == {1}
    return weeks.answer("GET", f"/weeks/takings/{made['id']}"), {name: visits & set(written) for name, visits in whose.items()}


@pytest.mark.parametrize("dies", [False, True])
def test_what_is_stopped_stops_between_two_people_and_stays_as_far_as_it_came(weeks: Weeks, monkeypatch: pytest.MonkeyPatch, dies: bool) -> None:
    """Nobody has half a day of a series; the rest can be suggested anew, and what is written taken back."""
    over, there = stopped(weeks, monkeypatch, dies=dies)
    [written] = [visits for visits in there.values() if visits]
    assert (over["state"], {one["visit"] for one in over["endings"]}) == ("stopped", written)
    assert over["written"] == len(written) < over["total"]
    weeks.work(over["id"])
    assert weeks.answer("GET", f"/weeks/takings/{over['id']}") == over, "a job that comes late writes no more of it"
    assert weeks.answer("POST", f"/weeks/takings/{over['id']}/stop") == over
    again = weeks.suggest()
    assert len(again["makes"]) == over["total"] - over["written"]
    back = weeks.answer("POST", f"/weeks/takings/{over['id']}/undo")
    assert back["total"] == over["written"]


def test_what_is_stopped_before_anything_was_written_writes_nothing(weeks: Weeks) -> None:
    weeks.repeat("rose", TWICE)
    made = weeks.answer("POST", f"/weeks/suggestions/{weeks.suggest()['id']}/take", {"visits": None})
    assert weeks.answer("POST", f"/weeks/takings/{made['id']}/stop", by="cora")["state"] == "stopped"
    weeks.work(made["id"])
    assert journalled(weeks) == {}
    assert weeks.ask("POST", f"/weeks/takings/{made['id']}/stop", by="wanda")[0] == 404
    assert weeks.ask("POST", f"/weeks/takings/{made['id']}/stop", by="anna")[0] == 403


def test_a_taking_whose_job_was_lost_is_handed_over_again(weeks: Weeks) -> None:
    weeks.repeat("rose", TWICE)
    made = weeks.answer("POST", f"/weeks/suggestions/{weeks.suggest()['id']}/take", {"visits": None})
    now = wall_clock.now()
    with weeks.east.world.app.app_context(), transaction(ENGINE) as session:
        assert taking.unfinished(session, now) == []
        assert [id_ for id_, _ in taking.unfinished(session, now + LOST * 2)] == [made["id"]]


def test_r1_two_leads_who_take_the_same_weeks_at_once_have_made_each_visit_once(weeks: Weeks) -> None:
    weeks.repeat("rose", TWICE)
    hers, theirs = weeks.suggest(), weeks.suggest(by="cora")
    assert [one["visit"] for one in hers["makes"]] == [one["visit"] for one in theirs["makes"]]
    weeks.take(hers)
    status, answer = weeks.ask("POST", f"/weeks/suggestions/{theirs['id']}/take", {"visits": None}, by="cora")
    assert (status, answer["code"]) == (409, "nothing-to-take"), "it is all there"
    assert set(journalled(weeks).values()) == {1}


def test_two_leads_whose_suggestions_chose_other_days_never_have_more_than_was_asked(weeks: Weeks) -> None:
    """Cora's suggestion was made before the Monday had a full day: it has other days than Lena's."""
    weeks.repeat("rose", TWICE)
    theirs = weeks.suggest(by="cora")
    busy = [weeks.east.plan("tom", f"{day}T09:00:00.000Z", 400, "anna") for day in weeks.days(theirs) if day > "2026-11-30"]
    hers = weeks.suggest()
    assert busy
    assert weeks.days(hers) != weeks.days(theirs)
    weeks.take(hers)
    status, answer = weeks.ask("POST", f"/weeks/suggestions/{theirs['id']}/take", {"visits": None}, by="cora")
    assert (status, answer["code"]) == (409, "changed-meanwhile")
    assert set(answer["errors"].values()) == {"The week has as many already: take with it what it replaces, or ask anew."}
    planned = [one for one in weeks.series()["visits"] if one["state"] == "planned"]
    assert len(planned) == len(hers["makes"])


def test_some_are_taken_and_the_rest_is_suggested_again(weeks: Weeks) -> None:
    weeks.repeat("rose", TWICE)
    suggestion = weeks.suggest()
    some = [one["visit"] for one in suggestion["makes"][:3]]
    taken = weeks.take(suggestion, some)
    assert sorted(one["visit"] for one in taken["endings"]) == sorted(some)
    rest = weeks.suggest()
    assert len(rest["makes"]) == len(suggestion["makes"]) - 3
    assert not set(some) & {one["visit"] for one in rest["makes"]}
    assert weeks.ask("POST", f"/weeks/suggestions/{rest['id']}/take", {"visits": [str(uuid.uuid4())]})[0] == 422
    assert weeks.ask("POST", f"/weeks/suggestions/{rest['id']}/take", {"visits": []})[1]["code"] == "nothing-to-take"
    assert weeks.ask("POST", f"/weeks/suggestions/{suggestion['id']}/take", {"visits": None})[0] == 404, "it was taken"


def test_nothing_is_taken_of_an_action_that_ended_or_repeats_otherwise_since(weeks: Weeks) -> None:
    weeks.repeat("rose", TWICE)
    first = weeks.suggest()
    weeks.repeat("rose", {**TWICE, "minutes": 45})
    status, answer = weeks.ask("POST", f"/weeks/suggestions/{first['id']}/take", {"visits": None})
    assert (status, set(answer["errors"].values())) == (409, {"The pattern was changed since."})
    second = weeks.suggest()
    rose, action = weeks.east.world.patient("rose"), weeks.action()
    status_was = {"status": "active", "status_reason": None}
    weeks.east.write("action", action, rose, rose, status_was, {"status": "on-hold", "status_reason": "in respite"})
    status, answer = weeks.ask("POST", f"/weeks/suggestions/{second['id']}/take", {"visits": None})
    assert (status, set(answer["errors"].values())) == (409, {"The action ended since."})
    assert weeks.seen()["series"] == []


def test_a_visit_that_was_cancelled_or_moved_by_hand_is_not_made_anew(weeks: Weeks) -> None:
    weeks.repeat("rose", TWICE)
    suggestion = weeks.suggest()
    weeks.take(suggestion)
    gone, moved = suggestion["makes"][2]["visit"], suggestion["makes"][4]["visit"]
    world, rose = weeks.east.world, weeks.east.world.patient("rose")
    world.grant("rose", "anna")
    anna = weeks.east.tablets["anna"]
    anna.pull(first=[rose])
    anna.edit(anna.bundles[rose].record(gone), "status", {"status": "cancelled", "status_reason": "her daughter comes"})
    anna.edit(anna.bundles[rose].record(moved), "when", {"planned_start": "2026-12-09T13:00:00.000Z", "planned_end": "2026-12-09T13:30:00.000Z"})
    assert [one["ending"] for one in anna.push()] == ["applied"] * 2
    again = weeks.suggest()
    assert again["makes"] == again["follows"] == again["stays"] == []
    seen = {one["id"]: one for one in weeks.series()["visits"]}
    assert (seen[gone]["state"], seen[gone]["by_hand"]) == ("cancelled", True)
    assert (seen[moved]["day"], seen[moved]["by_hand"]) == ("2026-12-09", True)


def test_what_a_board_took_off_for_a_person_who_was_not_at_home_is_suggested_again(weeks: Weeks) -> None:
    weeks.repeat("rose", TWICE)
    suggestion = weeks.suggest()
    weeks.take(suggestion)
    off = suggestion["makes"][2]["visit"]
    world, rose = weeks.east.world, weeks.east.world.patient("rose")
    world.grant("rose", "anna")
    anna = weeks.east.tablets["anna"]
    anna.pull(first=[rose])
    anna.edit(anna.bundles[rose].record(off), "status", {"status": "cancelled", "status_reason": TAKEN_OFF})
    assert [one["ending"] for one in anna.push()] == ["applied"]
    again = weeks.suggest()
    assert [one["visit"] for one in again["makes"]] == [off]
    assert {one["ending"] for one in weeks.take(again)["endings"]} == {"applied"}
    assert (weeks.visit(off)["status"], weeks.visit(off)["status_reason"]) == ("planned", None)


def test_a_visit_that_somebody_planned_by_hand_for_the_action_counts(weeks: Weeks) -> None:
    weeks.repeat("rose", TWICE)
    weeks.east.plan("rose", "2026-12-01T10:00:00.000Z", 30, "anna", actions=[weeks.action()])
    week = [day for day in weeks.days(weeks.suggest()) if "2026-11-30" <= day <= "2026-12-06"]
    assert week == ["2026-12-04"], "with the Tuesday it is two, as far apart as was asked"


def test_while_two_wrote_the_pattern_differently_nothing_is_made(weeks: Weeks) -> None:
    weeks.repeat("rose", TWICE)
    world, rose = weeks.east.world, weeks.east.world.patient("rose")
    world.grant("rose", "anna")
    anna = weeks.east.tablets["anna"]
    anna.pull(first=[rose])
    action = anna.bundles[rose].record(weeks.action())
    weeks.repeat("rose", {**TWICE, "minutes": 45})
    anna.edit(action, "repeat", {"repeat_minutes": 60})
    assert [one["ending"] for one in anna.push()] == ["conflicted"]
    assert weeks.series()["disputed"] is True
    suggestion = weeks.suggest()
    assert suggestion["makes"] == []
    assert weeks.series()["notes"] == ["Two people wrote it differently: nothing is made until that is settled."]


def test_m12_an_older_tablet_that_changes_the_words_keeps_the_pattern(weeks: Weeks) -> None:
    """The pattern is a group of its own: a form that knows nothing of it changes the words, and drops nothing."""
    weeks.repeat("rose", TWICE)
    world, rose = weeks.east.world, weeks.east.world.patient("rose")
    world.grant("rose", "anna")
    anna = weeks.east.tablets["anna"]
    anna.pull(first=[rose])
    words = {"words": "Change the dressing", "frequency": "twice a week", "until": None}
    anna.change("action", weeks.action(), rose, words, {**words, "frequency": "daily"})
    assert [one["ending"] for one in anna.push()] == ["applied"]
    series = weeks.series()
    assert series["pattern"]["per_week"] == 2
    assert series["differs"] == "The words say every day, the pattern says twice a week, Monday to Friday."


def test_of_two_leads_who_press_at_the_same_moment_one_waits_for_the_other(weeks: Weeks) -> None:
    weeks.repeat("rose", DAILY)
    suggestions = {name: weeks.suggest(by=name) for name in ("lena", "cora")}
    begin = Barrier(2)

    def press(name: str) -> str:
        begin.wait()
        with weeks.east.world.app.app_context():
            try:
                taking.take(weeks.lead(name), suggestions[name]["id"], None, str(uuid.uuid4()), wall_clock.now())
            except taking.BeingWritten:
                return "being written"
            return "taken"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(press, suggestions)) == ["being written", "taken"]
