"""Two tablets, offline at once, over the wire: one joint assessment, an addendum, and what waits to be settled (R1, R4, M3, M5)."""

from __future__ import annotations

import json
from typing import Any

from tests.access.world import FORM, World
from tests.sync_gateway.client import Json, Tablet, blocks, content_hash, derived, inflated

ABOUT = {"questionnaire": FORM, "version": "1", "ordinal": 202603, "status": "in-progress"}


def said(words: str) -> Json:
    return {"answer": [{"valueString": words}]}


def at_work(world: World, name: str) -> Tablet:
    tablet = world.tablet(name)
    assert tablet.pull()
    return tablet


def shown(tablet: Tablet, patient: str, record: str) -> Json:
    found = tablet.bundles[patient].record(record)
    assert found is not None
    return found


def sign(tablet: Tablet, patient: str, assessment: str, section: str, over: str) -> Json:
    made = {"assessment": assessment, "section": section, "content_hash": over, "staff": tablet.staff, "signed_at": tablet.stamp()}
    return tablet.create("signature", patient, made)


def test_r4_a_nurse_and_a_colleague_fill_one_assessment_in_two_rooms_and_each_signs_what_they_read(world: World) -> None:
    world.grant("rose", "ben")
    anna, ben = at_work(world, "anna"), at_work(world, "ben")
    rose, one = world.patient("rose"), derived(f"assessment:{world.patient('rose')}:{FORM}:202603")
    # Both without coverage.
    first = anna.create("assessment", rose, {**ABOUT, "begun_by": anna.staff}, record=one)
    anna.change("assessment", one, rose, {"answer.falls": None}, {"answer.falls": said("Twice.")}, after=first["id"])
    walking = {"answer.falls": said("Twice.")}
    sign(anna, rose, one, "walking", content_hash(walking, {}))
    second = ben.create("assessment", rose, {**ABOUT, "begun_by": ben.staff}, record=one)
    ben.change("assessment", one, rose, {"answer.low": None}, {"answer.low": {"answer": [{"valueBoolean": True}]}}, after=second["id"])
    ben.change("assessment", one, rose, {"answer.falls": None}, {"answer.falls": said("Three times.")}, after=second["id"])
    assert [ending["ending"] for ending in anna.push()] == ["applied", "applied", "applied"]
    assert anna.is_current()
    assert [ending["ending"] for ending in ben.push()] == ["merged", "applied", "conflicted"]
    for tablet in (anna, ben):
        assert tablet.pull()
    assert shown(anna, rose, one) == shown(ben, rose, one)
    fields = shown(anna, rose, one)["fields"]
    assert (fields["answer.falls"], fields["answer.low"], fields["begun_by"]) == (said("Twice."), {"answer": [{"valueBoolean": True}]}, anna.staff)
    [addendum] = [each for each in anna.bundles[rose].records("conflict") if each["fields"].get("signed")]
    anna.settle(addendum, {"answer.falls": said("Three times.")}, "He asked her daughter.")
    sign(anna, rose, one, "walking", content_hash({"answer.falls": said("Three times.")}, {}))
    assert [ending["ending"] for ending in anna.push()] == ["applied", "applied"]
    assert anna.pull()
    stands = [each for each in anna.bundles[rose].records("signature") if each["fields"]["assessment"] == one]
    settled = shown(anna, rose, addendum["id"])["stamps"]["settlement"]["change"]
    assert sorted(each["fields"].get("overtaken_by") or "" for each in stands) == ["", settled]


def test_m5_how_many_disputes_wait_is_told_with_each_part_and_to_nobody_who_does_not_hold_it(world: World) -> None:
    """Defect: a dispute about a medicine or an answer, which are in `more`, was in nobody's list of what to settle."""
    world.grant("rose", "ben")
    world.grant("rose", "vera", parts=("core",))
    anna, ben = at_work(world, "anna"), at_work(world, "ben")
    rose, medicine = world.patient("rose"), world.record("rose", "medicine")
    for tablet, dose in ((anna, "250"), (ben, "1000")):
        tablet.edit(shown(tablet, rose, medicine), "statement", {"dose": dose})
        tablet.push()

    def told(name: str, **held: Any) -> dict[str, Any]:
        tablet = world.tablet(name)
        _, data = tablet.post("sync/pull", {**tablet.pull_body(), **held})
        found: dict[str, Any] = {}
        for head, body in blocks(data):
            lines = [json.loads(line) for line in inflated(body)] if head["block"] == "deltas" else [head]
            found |= {line["bundle"]: {name: part.get("disputes") for name, part in line["parts"].items()} for line in lines if "parts" in line}
        return found

    assert told("anna")[rose] == {"core": 0, "more": 1}
    assert told("anna")[derived(f"people:{anna.place}")] == {"core": None}
    assert told("vera")[rose] == {"core": 0}, "who does not hold a part is not told"
    assert anna.pull()
    [conflict] = [each for each in anna.bundles[rose].records("conflict") if each["fields"]["status"] == "open"]
    held = anna.pull_body()["held"]
    anna.settle(conflict, conflict["fields"]["sides"][0]["value"], "asked the GP")
    assert [ending["ending"] for ending in anna.push()] == ["applied"]
    assert told("anna", held=held)[rose] == {"core": 0, "more": 0}, "in a delta too"
