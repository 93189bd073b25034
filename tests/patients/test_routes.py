"""A person's past, read online by a tablet: what left the window, and how records became what they are (R8, PROTOCOL §8)."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from backend import wall_clock
from backend.app import SYNCED
from backend.patients.past_schemas import HistorySchema, OlderSchema
from backend.record import past, windows
from backend.transaction import transaction
from sync import policy
from tests.access.world import ENGINE, World, values_of
from tests.access.world import world as world
from tests.sync_gateway.client import Json, Tablet


@pytest.fixture
def anna(world: World) -> Tablet:
    tablet = world.tablet("anna")
    tablet.pull()
    return tablet


def get(tablet: Tablet, address: str, **asked: Any) -> tuple[int, Json]:
    client = tablet.send.__closure__[0].cell_contents  # type: ignore[attr-defined]
    answer = client.get(f"/api/v1/{address}", query_string=asked, headers={"X-Device": tablet.device})
    return answer.status_code, answer.get_json()


def older(tablet: Tablet, patient: str, **asked: Any) -> Json:
    status, answer = get(tablet, f"patients/{patient}/older", **asked)
    assert status == 200, answer
    assert OlderSchema().validate(answer) == {}
    return answer


def history(tablet: Tablet, patient: str, **asked: Any) -> Json:
    status, answer = get(tablet, f"patients/{patient}/history", **asked)
    assert status == 200, answer
    assert HistorySchema().validate(answer) == {}
    return answer


def notes(world: World, tablet: Tablet, count: int, *, since: timedelta) -> list[str]:
    """So many notes of Rose, an hour apart, the newest `since` ago. Returns their ids, newest first."""
    made = []
    for n in range(count):
        at = world.now - since - timedelta(hours=n)
        fields = {**values_of("note", "rose", world), "written_at": wall_clock.wire(at), "words": f"Note {n}."}
        made.append(tablet.create("note", world.patient("rose"), fields)["record"])
    endings = tablet.push()
    assert {ending["ending"] for ending in endings} == {"applied"}, endings
    return made


YEARS = timedelta(days=500)


# ------------------------------------------------------------------------------------------------------------------ how many there are


def test_r8_a_pull_says_of_each_part_how_many_records_of_each_kind_are_kept_and_not_in_it(world: World, anna: Tablet) -> None:
    rose = world.patient("rose")
    assert anna.bundles[rose].outside == {}
    notes(world, anna, 3, since=YEARS)
    far = world.now + timedelta(days=40)
    planned = {"planned_start": wall_clock.wire(far), "planned_end": wall_clock.wire(far + timedelta(hours=1))}
    anna.create("visit", rose, {**values_of("visit", "rose", world), **planned})
    anna.push()
    anna.pull()
    assert anna.bundles[rose].outside == {"core": {"visit": 1}, "more": {"note": 3}}, "by a delta"
    another = world.tablet("anna")
    another.pull()
    assert another.bundles[rose].outside == {"core": {"visit": 1}, "more": {"note": 3}}, "by a whole"


def test_r8_who_holds_one_part_is_told_nothing_of_what_lies_outside_another(world: World, anna: Tablet) -> None:
    notes(world, anna, 2, since=YEARS)
    world.grant("rose", "vera")
    vera = world.tablet("vera")
    vera.pull()
    assert set(vera.bundles[world.patient("rose")].parts) == {"core"}
    assert vera.bundles[world.patient("rose")].outside == {}


def test_r8_what_left_in_the_night_is_counted_in_the_same_write_and_the_day_of_reading_changes_nothing(world: World, anna: Tablet) -> None:
    rose = world.patient("rose")
    notes(world, anna, 1, since=timedelta(days=364))
    anna.pull()
    assert anna.bundles[rose].outside == {}
    world.turn(timedelta(days=3))
    fresh = world.tablet("anna")
    fresh.pull()
    assert fresh.bundles[rose].outside == {}, "nothing was written since"
    with world.app.app_context():
        windows.move(wall_clock.now())
    fresh.pull()
    assert fresh.bundles[rose].outside == {"more": {"note": 1}}


# ------------------------------------------------------------------------------------------------------------------ what is older


def test_what_left_the_window_opens_as_the_lines_that_the_bundle_had(world: World, anna: Tablet) -> None:
    rose = world.patient("rose")
    [record] = notes(world, anna, 1, since=timedelta(days=364))
    anna.pull()
    in_the_bundle = anna.bundles[rose].parts["more"][record]
    assert older(anna, rose)["lines"] == []
    world.turn(timedelta(days=3))
    with world.app.app_context():
        windows.move(wall_clock.now())
    [line] = older(world.tablet("anna"), rose)["lines"]
    assert line == json.loads(in_the_bundle)


def test_older_records_come_newest_first_fifty_at_a_time_and_none_is_lost_or_told_twice(world: World, anna: Tablet) -> None:
    rose = world.patient("rose")
    wanted = notes(world, anna, 110, since=YEARS)
    same = wall_clock.wire(world.now - YEARS)
    twins = [anna.create("note", rose, {**values_of("note", "rose", world), "written_at": same})["record"] for _ in range(60)]
    anna.push()
    found: list[str] = []
    left, before = [], None
    while True:
        page = older(anna, rose, **({"before": before} if before else {}))
        found += [line["id"] for line in page["lines"]]
        left.append(page["left"])
        before = page["next"]
        if before is None:
            break
    assert left == [120, 70, 20, 0]
    assert sorted(found) == sorted(wanted + twins)
    assert [record for record in found if record in wanted] == wanted


def test_a_page_goes_on_where_it_ended_although_more_left_the_window_meanwhile(world: World, anna: Tablet) -> None:
    rose = world.patient("rose")
    first = notes(world, anna, 60, since=YEARS)
    page = older(anna, rose)
    notes(world, anna, 5, since=YEARS - timedelta(days=1))
    rest = older(anna, rose, before=page["next"])
    assert [line["id"] for line in page["lines"] + rest["lines"]] == first


def test_only_the_kinds_asked_for_are_read_and_a_visit_still_to_come_is_not_older(world: World, anna: Tablet) -> None:
    rose = world.patient("rose")
    notes(world, anna, 2, since=YEARS)
    for days in (-200, 40):
        start = world.now + timedelta(days=days)
        planned = {"planned_start": wall_clock.wire(start), "planned_end": wall_clock.wire(start + timedelta(hours=1))}
        anna.create("visit", rose, {**values_of("visit", "rose", world), **planned})
    anna.push()
    assert [line["kind"] for line in older(anna, rose)["lines"]] == ["visit", "note", "note"]
    assert [line["kind"] for line in older(anna, rose, kind=["visit", "done"])["lines"]] == ["visit"]
    assert older(anna, rose, kind="no_such_kind")["lines"] == []


def test_the_voluntary_sector_reads_older_records_of_its_part_only(world: World, anna: Tablet) -> None:
    rose = world.patient("rose")
    notes(world, anna, 2, since=YEARS)
    start = world.now - timedelta(days=200)
    planned = {"planned_start": wall_clock.wire(start), "planned_end": wall_clock.wire(start + timedelta(hours=1))}
    anna.create("visit", rose, {**values_of("visit", "rose", world), **planned})
    anna.push()
    world.grant("rose", "vera")
    page = older(world.tablet("vera"), rose)
    assert ([line["kind"] for line in page["lines"]], page["left"], page["next"]) == (["visit"], 0, None)


def test_a_lead_reads_online_what_the_team_holds_though_no_tablet_of_theirs_carries_it(world: World, anna: Tablet) -> None:
    notes(world, anna, 1, since=YEARS)
    lena = world.tablet("lena")
    lena.pull()
    assert world.patient("rose") not in lena.bundles
    assert len(older(lena, world.patient("rose"))["lines"]) == 1


def test_row_level_security_holds_where_the_first_lock_is_left_open(world: World, anna: Tablet, monkeypatch: pytest.MonkeyPatch) -> None:
    """Were the access function to say yes to everybody, the database still shows nothing."""
    notes(world, anna, 2, since=YEARS)
    monkeypatch.setattr("backend.grants.services.readable", lambda session, staff, bundles, now: dict.fromkeys(bundles, ("core", "more")))
    ben = world.tablet("ben")
    assert older(ben, world.patient("rose"))["lines"] == []
    assert history(ben, world.patient("rose"), kind=["goal", "note"])["steps"] == []


@pytest.mark.parametrize(
    ("asked", "status"),
    [({"before": "yesterday"}, 422), ({"before": "2026-13-45T00:00:00.000Z,nobody"}, 422), ({"kind": "'; drop"}, 422), ({"kind": ["a"] * 41}, 422)],
)
def test_what_cannot_be_asked_is_refused_as_a_problem(world: World, anna: Tablet, asked: Json, status: int) -> None:
    code, answer = get(anna, f"patients/{world.patient('rose')}/older", **asked)
    assert (code, answer["code"], answer["retryable"]) == (status, "invalid", False)


@pytest.mark.parametrize("what", ["older", "history"])
def test_a_bundle_that_is_no_patients_is_not_found(world: World, anna: Tablet, what: str) -> None:
    for bundle in anna.bundles.values():
        status, _ = get(anna, f"patients/{bundle.id}/{what}", kind="staff")
        assert status == (200 if bundle.type == "patient" else 404), bundle.type


def audited(world: World) -> Iterator[tuple[str, list[str], Json]]:
    with world.app.app_context(), transaction(ENGINE) as session:
        rows = session.execute(text("select staff_id::text, bundles::text[], detail from audit_event where what = 'read' order by seq"))
        yield from [(row[0], row[1], row[2]) for row in rows]


def test_each_read_stands_in_the_audit_trail_and_a_read_that_was_refused_does_not(world: World, anna: Tablet) -> None:
    rose = world.patient("rose")
    notes(world, anna, 2, since=YEARS)
    older(anna, rose)
    history(anna, rose, kind="goal")
    get(world.tablet("ben"), f"patients/{rose}/older")
    assert list(audited(world)) == [(anna.staff, [rose], {"older": 2}), (anna.staff, [rose], {"steps": 1})]


def test_every_kind_that_leaves_the_window_names_its_time() -> None:
    leaving = [kind for module in SYNCED for kind in module.KINDS if kind.window or kind.keep_last]
    assert len(leaving) >= 9
    for kind in leaving:
        named = {name for group in policy.load().kinds[kind.kind].groups.values() for name in group.fields}
        if policy.load().kinds[kind.kind].bundle == "patient":
            assert kind.when, kind.kind
        assert set(kind.when) <= named, kind.kind


# ------------------------------------------------------------------------------------------------------------------ how it became so


def reworded(world: World, tablet: Tablet, *targets: str) -> list[Json]:
    made = []
    for target in targets:
        goal = tablet.bundles[world.patient("rose")].record(world.record("rose", "goal")) or {}
        made.append(tablet.edit(goal, "target", {"target": target}))
        assert [ending["ending"] for ending in tablet.push()] == ["applied"]
        tablet.pull()
    return made


def test_each_change_of_a_record_is_a_step_with_what_was_seen_wanted_and_left(world: World, anna: Tablet) -> None:
    rose, goal = world.patient("rose"), world.record("rose", "goal")
    changes = reworded(world, anna, "6", "7", "8")
    steps = history(anna, rose, kind="goal", record=goal)["steps"]
    assert [step["change"] for step in steps[:3]] == [change["id"] for change in reversed(changes)]
    assert [(step["saw"]["target"], step["set"]["target"]) for step in steps[:3]] == [("7", "8"), ("6", "7"), ("5", "6")]
    assert [step["lines"][0]["fields"]["target"] for step in steps] == ["8", "7", "6", "5"]
    assert {(step["by"], step["ending"], step["source"]) for step in steps[:3]} == {(anna.staff, "applied", "change")}
    assert steps[0]["lines"][0]["stamps"]["target"]["was"]["target"] == "7"
    loaded = steps[3]
    assert (loaded["source"], loaded["saw"], loaded["set"], loaded["kind"]) == ("load", None, None, None)
    assert {line["id"]: line["fields"].get("about") for line in loaded["lines"]} == {goal: None, world.record("rose", "conflict"): goal}, (
        "of the whole load only the record that was asked for, and the dispute about it"
    )


def test_a_dispute_and_its_settling_are_steps_of_the_record_they_are_about(world: World, anna: Tablet) -> None:
    rose, goal = world.patient("rose"), world.record("rose", "goal")
    world.grant("rose", "ben")
    ben = world.tablet("ben")
    ben.pull()
    ben.edit(ben.bundles[rose].record(goal) or {}, "target", {"target": "20"})
    reworded(world, anna, "6")
    assert [ending["ending"] for ending in ben.push()] == ["conflicted"]
    ben.pull()
    [conflict] = [record for record in ben.bundles[rose].records("conflict") if record["fields"]["status"] == "open"]
    value = {**conflict["fields"]["sides"][0]["value"], "target": "12"}
    ben.change(
        "conflict",
        conflict["id"],
        rose,
        {"sides": sorted(side["change"] for side in conflict["fields"]["sides"])},
        {"value": value, "reason": "Asked her."},
    )
    assert [ending["ending"] for ending in ben.push()] == ["applied"]
    settled, disputed, edited, _ = history(anna, rose, kind="goal", record=goal)["steps"]
    assert (edited["ending"], edited["by"]) == ("applied", anna.staff)
    assert (disputed["ending"], disputed["conflict"], disputed["set"]["target"]) == ("conflicted", conflict["id"], "20")
    assert (settled["kind"], settled["set"]["reason"], settled["by"]) == ("conflict", "Asked her.", ben.staff)
    assert {line["kind"]: line["fields"].get("target") for line in settled["lines"]} == {"goal": "12", "conflict": None}


def test_history_comes_newest_first_and_goes_on_where_it_ended(world: World, anna: Tablet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(past, "PAGE", 2)
    rose = world.patient("rose")
    changes = reworded(world, anna, "6", "7", "8")
    first = history(anna, rose, kind=["goal", "action"])
    reworded(world, anna, "9")
    second = history(anna, rose, kind=["goal", "action"], before=first["next"])
    found = [step["change"] for step in first["steps"] + second["steps"]]
    assert found[:3] == [change["id"] for change in reversed(changes)]
    assert second["steps"][-1]["source"] == "load"
    assert second["next"] is None


def test_who_holds_the_core_alone_reads_no_step_of_a_note(world: World, anna: Tablet) -> None:
    rose = world.patient("rose")
    world.grant("rose", "vera")
    vera = world.tablet("vera")
    assert history(vera, rose, kind="note")["steps"] == []
    assert [step["source"] for step in history(vera, rose, kind=["goal", "note"])["steps"]] == ["load"]
    assert {line["part"] for line in history(vera, rose, kind=["goal", "note"])["steps"][0]["lines"]} == {"core"}


def test_a_record_of_another_patient_has_no_steps_here(world: World, anna: Tablet) -> None:
    assert history(anna, world.patient("rose"), kind="goal", record=world.record("tom", "goal"))["steps"] == []
    assert history(anna, world.patient("rose"), kind="goal", record=str(uuid.uuid4()))["steps"] == []


def test_the_nights_moving_is_no_step(world: World, anna: Tablet) -> None:
    rose = world.patient("rose")
    [record] = notes(world, anna, 1, since=timedelta(days=364))
    world.turn(timedelta(days=3))
    with world.app.app_context():
        windows.move(wall_clock.now())
    [step] = history(world.tablet("anna"), rose, kind="note", record=record)["steps"]
    assert (step["source"], step["record"]) == ("change", record)


def test_history_must_say_of_what(world: World, anna: Tablet) -> None:
    status, answer = get(anna, f"patients/{world.patient('rose')}/history")
    assert (status, answer["code"]) == (422, "invalid")
