"""Several tablets, one record: the rules of merging through the real push and pull, as two people at two bedsides meet them."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import text

from backend.transaction import transaction
from tests.access.world import ENGINE, World
from tests.sync_gateway import client
from tests.sync_gateway.client import Json, Tablet, _uuid7, derived

TEAM = ("anna", "ben", "asif")


@pytest.fixture
def team(world: World) -> tuple[Tablet, Tablet, Tablet]:
    """Anna, Ben and Asif, each with Rose on the tablet, and no coverage from here on."""
    for name in TEAM[1:]:
        world.grant("rose", name)
    anna, ben, asif = (world.tablet(name) for name in TEAM)
    anna.pull(), ben.pull(), asif.pull()
    return anna, ben, asif


def here(tablet: Tablet, world: World, kind: str) -> Json:
    found = tablet.bundles[world.patient("rose")].record(world.record("rose", kind))
    assert found, kind
    return found


def edit(tablet: Tablet, world: World, kind: str, group: str, values: Json, **more: object) -> Json:
    """An edit of Rose's record of this kind, as this tablet shows it."""
    return tablet.edit(here(tablet, world, kind), group, values, **more)


def on_top(tablet: Tablet, first: Json, values: Json) -> Json:
    """One's own next edit of the same group, while `first` is unanswered (M2)."""
    return tablet.change(first["kind"], first["record"], first["bundle"], first["set"], {**first["set"], **values}, after=first["id"])


def ended(tablet: Tablet) -> list[str]:
    return [ending.get("reason") or ending["ending"] for ending in tablet.push()]


def settled(*tablets: Tablet) -> None:
    """All of them come to coverage, twice, and hold the same of what they share."""
    for _ in range(2):
        for tablet in tablets:
            tablet.sync()
    assert all(tablet.is_current() for tablet in tablets)
    for bundle in set.intersection(*(set(tablet.bundles) for tablet in tablets)):
        assert len({(tablet.bundles[bundle].rev, json.dumps(tablet.bundles[bundle].sums())) for tablet in tablets}) == 1


def conflicts(tablet: Tablet, world: World, status: str = "open") -> list[Json]:
    found = tablet.bundles[world.patient("rose")].records("conflict")
    return [one for one in found if one["fields"]["status"] == status and one["fields"]["sides"]]


def sides(conflict: Json, field: str) -> dict[str, object]:
    """Whose side says what."""
    return {side["by"]: side["value"][field] for side in conflict["fields"]["sides"]}


# ------------------------------------------------------------------------------------------------------------------ R1 to R5


def test_r1_two_who_begin_the_same_about_me_for_the_first_time_begin_one_and_no_sentence_is_lost(world: World) -> None:
    anna, ben = world.tablet("anna"), world.tablet("ben")
    new = _uuid7(anna.clock())
    anna.create("patient", new, {"family_name": "Miah"}, record=new)
    assert ended(anna) == ["applied"]
    about_me = derived(f"about_me:{new}")
    anna.create("about_me", new, {"words": "Call me Shirin."}, record=about_me)
    ben.create("about_me", new, {"words": "I pray at noon."}, record=about_me)
    assert ended(anna) == ["applied"]
    assert ended(ben) == ["conflicted"], "two first texts have nothing in common to be joined by"
    anna.sync()
    bundle = anna.bundles[new]
    assert [record["id"] for record in bundle.records("about_me")] == [about_me]
    [conflict] = bundle.records("conflict")
    assert sides(conflict, "words") == {anna.staff: "Call me Shirin.", ben.staff: "I pray at noon."}


def test_r1_a_dose_given_by_two_is_two(world: World, team: tuple[Tablet, Tablet, Tablet]) -> None:
    anna, ben, _ = team
    event = {"visit": world.record("rose", "visit"), "action": world.record("rose", "action"), "ordinal": 2, "outcome": "done"}
    for tablet in (anna, ben):
        tablet.create("done", world.patient("rose"), {**event, "done_at": tablet.stamp(), "staff": tablet.staff})
        assert ended(tablet) == ["applied"]
    settled(anna, ben)
    twice = [one["fields"]["staff"] for one in anna.bundles[world.patient("rose")].records("done") if one["fields"]["ordinal"] == 2]
    assert sorted(twice) == sorted([anna.staff, ben.staff]), "both tablets show it as recorded twice (R3)"


def test_r2_what_is_entered_in_error_stays_with_who_and_why(world: World, team: tuple[Tablet, Tablet, Tablet]) -> None:
    anna, ben, _ = team
    edit(ben, world, "observation", "event", {"value": 54})
    edit(anna, world, "observation", "status", {"status": "entered-in-error", "status_reason": "Wrong person."})
    assert ended(anna) == ["applied"]
    assert ended(ben) == ["once"], "a measurement is never changed"
    settled(anna, ben)
    reading = here(ben, world, "observation")
    assert (reading["fields"]["value"], reading["fields"]["status_reason"]) == (72, "Wrong person.")
    assert reading["stamps"]["status"]["by"] == anna.staff


def test_r2_a_record_never_changes_its_patient(world: World, team: tuple[Tablet, Tablet, Tablet]) -> None:
    anna, _, _ = team
    note = here(anna, world, "note")
    words = {"words": note["fields"]["words"]}
    anna.change("note", note["id"], world.patient("tom"), words, {"words": "x"})
    anna.change("note", note["id"], world.patient("rose"), words, {"words": "x"}, patient=world.patient("tom"))
    assert ended(anna) == ["not-found", "wrong-patient"]
    anna.sync()
    assert anna.bundles[world.patient("tom")].record(note["id"]) is None


def test_r3_who_arrived_and_who_left_are_each_their_own_and_the_plan_is_not_edited_by_it(world: World, team: tuple[Tablet, Tablet, Tablet]) -> None:
    anna, ben, _ = team
    lena = world.tablet("lena")
    visit = world.plan(lena, "rose", "anna", "ben")
    anna.pull(), ben.pull()
    for tablet, name in ((anna, "anna"), (ben, "ben")):
        world.arrive(tablet, name, "rose", visit)
    off = {"status": visit["set"]["status"], "status_reason": None}
    lena.change("visit", visit["record"], visit["bundle"], off, {"status": "cancelled", "status_reason": "In hospital."})
    assert ended(lena) == ["applied"]
    assert ended(anna) + ended(ben) == ["applied", "applied"], "presence beats plan"
    settled(anna, ben)
    rose = anna.bundles[world.patient("rose")]
    assert {one["fields"]["staff"] for one in rose.records("attendance") if one["fields"]["visit"] == visit["record"]} == {anna.staff, ben.staff}
    planned = rose.record(visit["record"])
    assert planned
    assert planned["fields"]["status"] == "cancelled"


def test_r5_a_score_is_no_field_of_any_record(world: World, team: tuple[Tablet, Tablet, Tablet]) -> None:
    anna, _, _ = team
    observation = {"type": "pulse", "value": 72, "unit": "/min", "measured_at": anna.stamp(), "staff": anna.staff}
    anna.create("observation", world.patient("rose"), {**observation, "news2": 7})
    anna.create("observation", world.patient("rose"), {**observation, "score": 7})
    assert ended(anna) == ["unknown-field"] * 2


# ------------------------------------------------------------------------------------------------------------------ M1 to M4


def test_m1_an_edit_says_what_stood_when_it_began_though_a_pull_landed_meanwhile(world: World, team: tuple[Tablet, Tablet, Tablet]) -> None:
    anna, ben, _ = team
    goal = here(anna, world, "goal")  # the field has focus
    edit(ben, world, "goal", "target", {"target": "20"})
    ben.push()
    anna.pull()
    assert here(anna, world, "goal")["fields"]["target"] == "20"
    anna.edit(goal, "target", {"target": "10"})
    assert ended(anna) == ["conflicted"], "what the store holds when she leaves the field is not what she saw"
    settled(anna, ben)
    assert sides(conflicts(ben, world)[0], "target") == {anna.staff: "10", ben.staff: "20"}


@pytest.mark.parametrize("together", [True, False], ids=["in one push", "one push each"])
def test_m2_an_edit_on_ones_own_unanswered_edit_that_was_conflicted_replaces_its_side(
    world: World, team: tuple[Tablet, Tablet, Tablet], together: bool
) -> None:
    anna, ben, _ = team
    edit(ben, world, "goal", "target", {"target": "20"})
    ben.push()
    first = edit(anna, world, "goal", "target", {"target": "10"})
    second = on_top(anna, first, {"target": "12"})
    if not together:
        anna.queue = [first]
        anna.push()
        anna.queue = [second]
    anna.sync()
    assert [anna.answered[one["id"]]["ending"] for one in (first, second)] == ["conflicted", "conflicted"]
    assert anna.answered[first["id"]]["conflict"] == anna.answered[second["id"]]["conflict"]
    settled(anna, ben)
    assert sides(conflicts(ben, world)[0], "target") == {anna.staff: "12", ben.staff: "20"}


def test_m2_an_edit_on_ones_own_refused_edit_is_refused_with_it_and_the_rest_flows(world: World, team: tuple[Tablet, Tablet, Tablet]) -> None:
    anna, _, _ = team
    first = edit(anna, world, "patient", "nhs_number", {"nhs_number": "9990000001"})
    on_top(anna, first, {"nhs_number": "9992048719"})
    edit(anna, world, "goal", "target", {"target": "10"})
    assert ended(anna) == ["invalid-value", "after-refused", "applied"]


def test_m3_dose_by_one_and_frequency_by_another_are_one_dispute_and_never_a_third_dose(world: World, team: tuple[Tablet, Tablet, Tablet]) -> None:
    anna, ben, _ = team
    edit(anna, world, "medicine", "statement", {"dose": "1", "unit": "g"})
    edit(ben, world, "medicine", "statement", {"frequency": "twice a day"})
    assert ended(anna) + ended(ben) == ["applied", "conflicted"]
    settled(anna, ben)
    for tablet in (anna, ben):
        [conflict] = conflicts(tablet, world)
        values = {side["by"]: side["value"] for side in conflict["fields"]["sides"]}
        assert (values[anna.staff]["dose"], values[anna.staff]["frequency"]) == ("1", "4 times a day")
        assert (values[ben.staff]["dose"], values[ben.staff]["frequency"]) == ("500", "twice a day")
        standing = here(tablet, world, "medicine")["fields"]
        assert (standing["dose"], standing["frequency"]) in [("1", "4 times a day"), ("500", "4 times a day")], "nobody wrote one gram twice a day"


def test_m3_an_edit_of_what_was_meanwhile_stopped_is_conflicted_and_not_hidden_in_it(world: World, team: tuple[Tablet, Tablet, Tablet]) -> None:
    anna, ben, _ = team
    edit(anna, world, "medicine", "status", {"status": "stopped", "status_reason": "Rash."})
    edit(ben, world, "medicine", "statement", {"dose": "250"})
    assert ended(anna) + ended(ben) == ["applied", "conflicted"]


def test_m4_latest_the_later_stands_whatever_arrives_first_and_the_other_is_named(world: World, team: tuple[Tablet, Tablet, Tablet]) -> None:
    anna, ben, _ = team
    edit(anna, world, "patient", "phone", {"phone": "020 7946 0021"}, made_at="2026-11-24T08:59:00.000Z")
    edit(ben, world, "patient", "phone", {"phone": "020 7946 0022"})
    assert ended(ben) + ended(anna) == ["applied", "merged"]
    settled(anna, ben)
    patient = here(anna, world, "patient")
    assert patient["fields"]["phone"] == "020 7946 0022"
    assert patient["stamps"]["phone"]["also"]["by"] == anna.staff
    assert patient["stamps"]["phone"]["also"]["value"] == {"phone": "020 7946 0021"}


def test_m4_text_sentences_of_both_stand_and_ask_to_be_read(world: World, team: tuple[Tablet, Tablet, Tablet]) -> None:
    anna, ben, _ = team
    first = "I like to be called by my first name."
    edit(anna, world, "about_me", "words", {"words": f"{first} I sleep badly. I love the garden."})
    assert ended(anna) == ["applied"]
    settled(anna, ben)
    edit(anna, world, "about_me", "words", {"words": "Call me Rose. I sleep badly. I love the garden."})
    edit(ben, world, "about_me", "words", {"words": f"{first} I sleep badly. I love the park."})
    assert ended(anna) + ended(ben) == ["applied", "merged"]
    settled(anna, ben)
    about_me = here(anna, world, "about_me")
    assert about_me["fields"]["words"] == "Call me Rose. I sleep badly. I love the park."
    assert about_me["stamps"]["words"]["joined"] is True
    edit(anna, world, "about_me", "words", {})
    assert ended(anna) == ["applied"]
    assert not anna.is_current(), "the line that stands has another stamp than one that she could make alone"
    settled(anna, ben)
    assert "joined" not in here(ben, world, "about_me")["stamps"]["words"], "an author has read it"


def test_m4_set_additions_and_removals_of_both_stand(world: World, team: tuple[Tablet, Tablet, Tablet]) -> None:
    anna, ben, _ = team
    edit(anna, world, "patient", "languages", {"languages": ["Bengali", "English"]})
    assert ended(anna) == ["applied"]
    settled(anna, ben)
    edit(anna, world, "patient", "languages", {"languages": ["Bengali"]})
    edit(ben, world, "patient", "languages", {"languages": ["Bengali", "English", "Urdu"]})
    assert ended(anna) + ended(ben) == ["applied", "merged"]
    settled(anna, ben)
    assert here(anna, world, "patient")["fields"]["languages"] == ["Bengali", "Urdu"]


# ------------------------------------------------------------------------------------------------------------------ M5


def in_dispute(world: World, anna: Tablet, ben: Tablet) -> None:
    """Anna says 10, Ben 20."""
    edit(anna, world, "goal", "target", {"target": "10"})
    edit(ben, world, "goal", "target", {"target": "20"})
    assert ended(anna) + ended(ben) == ["applied", "conflicted"]
    settled(anna, ben)


def settle(tablet: Tablet, world: World, target: str) -> Json:
    [conflict] = conflicts(tablet, world)
    value = next(side["value"] for side in conflict["fields"]["sides"])
    return tablet.settle(conflict, {**value, "target": target}, "asked her")


def test_m5_two_settle_differently_offline_and_both_see_that_they_disagree(world: World, team: tuple[Tablet, Tablet, Tablet]) -> None:
    anna, ben, _ = team
    in_dispute(world, anna, ben)
    settle(anna, world, "10"), settle(ben, world, "20")
    assert ended(anna) == ["applied"]
    assert ended(ben) == ["conflicted"], "not overwritten, and not lost"
    settled(anna, ben)
    for tablet in (anna, ben):
        [conflict] = conflicts(tablet, world)
        assert sides(conflict, "target") == {anna.staff: "10", ben.staff: "20"}
        assert len(conflicts(tablet, world, "settled")) == 1
        assert here(tablet, world, "goal")["fields"]["target"] == "10"


def test_m5_two_who_settle_alike_agree(world: World, team: tuple[Tablet, Tablet, Tablet]) -> None:
    anna, ben, _ = team
    in_dispute(world, anna, ben)
    settle(anna, world, "15"), settle(ben, world, "15")
    assert ended(anna) + ended(ben) == ["applied", "applied"]
    settled(anna, ben)
    assert conflicts(anna, world) == []
    assert here(anna, world, "goal")["fields"]["target"] == "15"


def test_m5_a_third_writer_on_the_old_base_adds_a_side_and_who_settled_without_seeing_it_settles_not_that(
    world: World, team: tuple[Tablet, Tablet, Tablet]
) -> None:
    anna, ben, asif = team
    in_dispute(world, anna, ben)
    settle(anna, world, "10")  # offline: she has not seen what Asif writes
    edit(asif, world, "goal", "target", {"target": "30"})  # nor he that there is a dispute
    assert ended(asif) == ["conflicted"]
    assert ended(anna) == ["conflicted"]
    settled(anna, ben, asif)
    [conflict] = conflicts(ben, world)
    assert sides(conflict, "target") == {anna.staff: "10", asif.staff: "30"}, "what was seen is settled, what was not stays open"
    settle(ben, world, "30")
    assert ended(ben) == ["applied"]
    settled(anna, ben, asif)
    assert conflicts(asif, world) == []
    assert here(asif, world, "goal")["fields"]["target"] == "30"


def test_m5_a_third_writer_on_the_old_base_after_it_was_settled_opens_a_new_dispute(world: World, team: tuple[Tablet, Tablet, Tablet]) -> None:
    anna, ben, asif = team
    in_dispute(world, anna, ben)
    edit(asif, world, "goal", "target", {"target": "30"})
    settle(anna, world, "10")
    assert ended(anna) + ended(asif) == ["applied", "conflicted"]
    settled(anna, ben, asif)
    [conflict] = conflicts(ben, world)
    assert {side["value"]["target"] for side in conflict["fields"]["sides"]} == {"10", "30"}
    assert len(conflicts(ben, world, "settled")) == 1


def test_m5_a_dispute_leaves_everything_else_flowing_also_of_the_same_record(world: World, team: tuple[Tablet, Tablet, Tablet]) -> None:
    anna, ben, _ = team
    edit(ben, world, "goal", "target", {"target": "20"})
    ben.push()
    edit(anna, world, "goal", "target", {"target": "10"})
    edit(anna, world, "goal", "words", {"words": "I want to walk to the mosque."})
    edit(anna, world, "medicine", "statement", {"dose": "1", "unit": "g"})
    anna.create("note", world.patient("tom"), {"written_at": anna.stamp(), "staff": anna.staff, "words": "Well."})
    assert ended(anna) == ["conflicted", "applied", "applied", "applied"]


# ------------------------------------------------------------------------------------------------------------------ M8


def test_m8_an_app_one_version_behind_the_server_keeps_what_it_does_not_know_and_works_on(
    world: World, team: tuple[Tablet, Tablet, Tablet], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The app of schema 1 has never heard of observations, nor of a goal's progress; server and colleague speak schema 2."""
    monkeypatch.setattr("backend.sync_gateway.routes.schema", lambda: 2)
    old, ben, _ = team
    ben.schema = 2
    edit(ben, world, "goal", "progress", {"progress": 3, "progress_on": "2026-11-24"}, schema=2)
    assert ended(ben) == ["applied"]
    older = {kind: policy for kind, policy in client.POLICIES.items() if kind != "observation"}
    groups = {name: group for name, group in client.POLICIES["goal"]["group"].items() if name != "progress"}
    monkeypatch.setattr(client, "POLICIES", {**older, "goal": {**older["goal"], "group": groups}})
    old.pull()
    before = here(old, world, "goal")
    assert before["fields"]["progress"] == 3, "kept, though it cannot be shown"
    assert here(old, world, "observation")["kind"] == "observation"
    edit(old, world, "goal", "target", {"target": "11"})
    assert ended(old) == ["applied"]
    assert old.is_current(), "its own line has the unknown group, byte for byte"
    monkeypatch.undo()
    settled(old, ben)
    assert here(ben, world, "goal")["fields"]["progress"] == 3


# ------------------------------------------------------------------------------------------------------------------ M6


def test_m6_every_change_of_every_tablet_has_exactly_one_ending_in_the_journal(world: World, team: tuple[Tablet, Tablet, Tablet]) -> None:
    anna, ben, asif = team
    for tablet, target in ((anna, "10"), (ben, "20"), (asif, "30")):
        edit(tablet, world, "goal", "target", {"target": target})
        edit(tablet, world, "patient", "nhs_number", {"nhs_number": "9990000001"})
        edit(tablet, world, "patient", "phone", {"phone": f"020 7946 00{target}"})
    sent = [change for tablet in team for change in tablet.queue]
    settled(anna, ben, asif)
    with world.app.app_context(), transaction(ENGINE) as session:
        rows = session.execute(text("select change_id::text, ending from journal where source = 'change'")).all()
    assert sorted(row[0] for row in rows) == sorted(change["id"] for change in sent)
    journalled = {row[0]: json.loads(row[1])["ending"] for row in rows}
    assert journalled == {
        change["id"]: tablet.answered[change["id"]]["ending"] for tablet in team for change in sent if change["id"] in tablet.answered
    }
