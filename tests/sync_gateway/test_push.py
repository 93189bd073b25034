"""PROTOCOL §4 to §6 over HTTP: each change gets its own ending, and one's own edits are not sent back."""

from __future__ import annotations

import gzip
import json
import uuid
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from backend.transaction import transaction
from tests.access.world import ENGINE, FORM, PATIENT_KINDS, World, fixed, values_of
from tests.sync_gateway.client import Tablet, _uuid7, content_hash, derived


def at_work(world: World, name: str = "anna") -> Tablet:
    tablet = world.tablet(name)
    assert tablet.pull()
    return tablet


def journalled(app: Flask, change: str) -> str | None:
    """How the journal says that a change ended; None where it never heard of it."""
    with app.app_context(), transaction(ENGINE) as session:
        found = session.execute(text("select ending from journal where change_id = :id"), {"id": change}).scalar()
    return None if found is None else json.loads(found)["ending"]


def test_an_applied_edit_leaves_its_author_current_and_is_not_sent_back(world: World) -> None:
    anna = at_work(world)
    rose = anna.bundles[world.patient("rose")]
    anna.edit(rose.record(world.record("rose", "goal")), "target", {"target": "10"})
    anna.create("note", rose.id, {"written_at": anna.stamp(), "staff": anna.staff, "words": "Walked to the door."})
    assert [ending["ending"] for ending in anna.push()] == ["applied", "applied"]
    assert anna.is_current(), "its own lines are the server's, byte for byte"
    assert anna.pull()
    assert anna.order_seen == []


def test_every_kind_that_a_person_may_make_can_be_made_and_its_own_line_is_the_servers(world: World) -> None:
    anna = at_work(world)
    rose = world.patient("rose")
    made = [kind for kind in PATIENT_KINDS if kind not in ("patient", "conflict", "care_plan", "about_me", "attendance", "risk_judgement")]
    next_one, row, next_meeting = derived(f"assessment:{rose}:{FORM}:202602"), _uuid7(anna.clock()), _uuid7(anna.clock())
    answers = {kind: {link: value for link, value in values_of(kind, "rose", world).items() if "." in link} for kind in ("assessment", "answer_row")}
    more = {
        "assessment": {"ordinal": 202602},
        "answer_row": {"assessment": next_one},
        "meeting_item": {"meeting": next_meeting},
        "meeting_talk": {"meeting": next_meeting},
        "signature": {"assessment": next_one, "content_hash": content_hash(answers["assessment"], {row: ("aids", None, answers["answer_row"])})},
    }
    ids = {"assessment": next_one, "answer_row": row, **{kind: derived(f"{kind}:{next_meeting}:{rose}") for kind in ("meeting_item", "meeting_talk")}}
    for kind in made:
        values = {**values_of(kind, "rose", world), **more.get(kind, {})}
        anna.create(kind, rose, values, record=ids.get(kind))
    assert {ending["ending"] for ending in anna.push()} == {"applied"}
    assert anna.is_current()


def test_a_patient_made_at_a_home_is_the_authors_from_then_on(world: World) -> None:
    anna = at_work(world)
    new = _uuid7(anna.clock())
    anna.create("patient", new, {"given_name": "Shirin", "family_name": "Miah"}, record=new)
    anna.create("alert", new, {"category": "dog", "title": "A dog in the yard"})
    assert [ending["ending"] for ending in anna.push()] == ["applied", "applied"]
    assert anna.pull()
    assert {record["kind"] for record in anna.bundles[new].records()} == {"patient", "alert"}
    ben = at_work(world, "ben")
    assert new not in ben.bundles, "their team may read it; it travels to whoever is asked to visit"


def test_a_second_writer_makes_the_device_not_current_and_the_pull_brings_both(world: World) -> None:
    world.grant("rose", "ben")
    anna, ben = at_work(world), at_work(world, "ben")
    rose = world.patient("rose")
    ben.edit(ben.bundles[rose].record(world.record("rose", "patient")), "phone", {"phone": "020 7946 0099"})
    ben.push()
    anna.edit(anna.bundles[rose].record(world.record("rose", "goal")), "target", {"target": "10"})
    assert anna.push()[0]["ending"] == "applied"
    assert not anna.is_current()
    assert anna.pull()
    assert anna.bundles[rose].record(world.record("rose", "patient"))["fields"]["phone"] == "020 7946 0099"
    assert anna.bundles[rose].record(world.record("rose", "goal"))["fields"]["target"] == "10"


def test_an_edit_that_met_anothers_is_conflicted_and_both_sides_arrive(world: World) -> None:
    world.grant("rose", "ben")
    anna, ben = at_work(world), at_work(world, "ben")
    rose, medicine = world.patient("rose"), world.record("rose", "medicine")
    ben.edit(ben.bundles[rose].record(medicine), "statement", {"dose": "1", "unit": "g"})
    ben.push()
    anna.edit(anna.bundles[rose].record(medicine), "statement", {"frequency": "twice a day"})
    [ending] = anna.push()
    assert ending["ending"] == "conflicted"
    assert anna.pull()
    conflict = anna.bundles[rose].record(ending["conflict"])
    assert {side["by"] for side in conflict["fields"]["sides"]} == {anna.staff, ben.staff}
    anna.settle(conflict, {**conflict["fields"]["sides"][0]["value"], "frequency": "twice a day"}, "rang the practice")
    assert anna.push()[0]["ending"] == "applied"
    assert anna.pull()
    assert anna.is_current()
    assert anna.bundles[rose].record(ending["conflict"])["fields"]["status"] == "settled"


def test_the_same_push_again_gets_the_same_endings_and_changes_nothing(world: World) -> None:
    anna = at_work(world)
    rose = anna.bundles[world.patient("rose")]
    anna.edit(rose.record(world.record("rose", "goal")), "target", {"target": "10"})
    body = {"schema": 1, "held": [[rose.id, rose.rev, rose.chain8]], "changes": list(anna.queue)}
    first, again = anna.ask("sync/push", body), anna.ask("sync/push", body)
    assert first["endings"] == again["endings"]
    assert first["bundles"][0]["current"]
    assert not any(bundle["current"] for bundle in again["bundles"]), "never on a replay"
    assert anna.pull()
    assert anna.bundles[rose.id].rev == first["bundles"][0]["rev"]


def test_what_may_be_left_out_of_a_change_is_the_same_left_out_or_said(world: World) -> None:
    """A client in another language sends again what it sent, and need not remember which members it had spelled out."""
    anna = at_work(world)
    told = anna.create("note", world.patient("rose"), {"written_at": anna.stamp(), "staff": anna.staff, "words": "Once."})
    [first] = anna.push()
    anna.queue = [{name: value for name, value in told.items() if name not in ("clock_jumped", "after", "retries")}]
    assert anna.push() == [first], "and not refused as `id-reused`"


def test_only_a_newline_ends_a_line(world: World) -> None:
    """A pasted text may hold what other languages than ours take for the end of a line."""
    anna, ben = at_work(world), world.tablet("ben")
    world.grant("rose", "ben")
    words = "Slept well.\u2028Ate\u2029little.\nRang the surgery."
    note = anna.create("note", world.patient("rose"), {"written_at": anna.stamp(), "staff": anna.staff, "words": words})
    assert [ending["ending"] for ending in anna.push()] == ["applied"]
    assert anna.is_current()
    assert ben.pull()
    assert ben.bundles[world.patient("rose")].record(note["record"])["fields"]["words"] == words


def test_cut_between_the_pushs_answer_and_the_pull_nothing_is_lost_or_doubled(world: World) -> None:
    anna = at_work(world)
    rose = anna.bundles[world.patient("rose")]
    note = anna.create("note", rose.id, {"written_at": anna.stamp(), "staff": anna.staff, "words": "Once."})
    anna.ask("sync/push", {"schema": 1, "held": [[rose.id, rose.rev, rose.chain8]], "changes": list(anna.queue)})  # the answer never arrived
    assert [ending["ending"] for ending in anna.push()] == ["applied"]
    assert anna.pull()
    assert [record["fields"]["words"] for record in anna.bundles[rose.id].records("note")].count("Once.") == 1
    assert anna.bundles[rose.id].record(note["record"])
    assert anna.is_current()


def test_the_same_id_with_other_content_is_refused_and_both_are_kept(world: World) -> None:
    anna = at_work(world)
    rose = anna.bundles[world.patient("rose")]
    change = anna.edit(rose.record(world.record("rose", "goal")), "target", {"target": "10"})
    anna.push()
    anna.queue.append({**change, "set": {**change["set"], "target": "100"}})
    [ending] = anna.push()
    assert (ending["id"], ending["ending"], ending["reason"]) == (change["id"], "refused", "id-reused")
    assert anna.pull()
    assert anna.bundles[rose.id].record(world.record("rose", "goal"))["fields"]["target"] == "10"


# ------------------------------------------------------------------------------------------------------------------ bad input, line by line


def broken(anna: Tablet, world: World) -> dict[str, tuple[Any, str]]:
    """What a broken, old or hostile app might send: name → (the line, the reason for which it is refused)."""
    rose = world.patient("rose")
    goal = anna.bundles[rose].record(world.record("rose", "goal"))

    def change(**more: Any) -> dict[str, Any]:
        made = anna.create("note", rose, {"written_at": anna.stamp(), "words": "x"})
        anna.queue.remove(made)
        return {**made, **more}

    patient_saw = {"nhs_number": None, "nhs_number_status": None}
    patient = {"kind": "patient", "record": rose, "saw": patient_saw}
    return {
        "no object": ("a note", "malformed"),
        "nothing": (None, "malformed"),
        "no id": ({key: value for key, value in change().items() if key != "id"}, "malformed"),
        "an id in capitals": (change(id=str(uuid.uuid4()).upper()), "malformed"),
        "a member nobody knows": (change(colour="red"), "malformed"),
        "an impossible day in made_at": (change(made_at="2026-02-30T09:00:00.000Z"), "malformed"),
        "an unknown kind": (change(kind="spaceship"), "unknown-kind"),
        "an unknown field": (change(set={"written_at": anna.stamp(), "words": "x", "smell": "of soap"}), "unknown-field"),
        "an unknown part": (change(part="secret"), "unknown-part"),
        "a forged author": (change(author=world.staff("ben")), "wrong-author"),
        "a forged patient": (change(patient=world.patient("tom")), "wrong-patient"),
        "a record of somebody else under this patient": (
            change(kind="goal", record=world.record("tom", "goal"), saw=goal["fields"], set={"words": "x"}),
            "not-found",
        ),
        "a wrong NHS number": (change(**patient, set={"nhs_number": "9990000001", "nhs_number_status": None}), "invalid-value"),
        "an impossible date": (change(**{**patient, "saw": {"born_on": "1941-03-02"}}, set={"born_on": "1941-02-30"}), "invalid-value"),
        "a word instead of a number": (
            change(kind="observation", set={"type": "pulse", "value": "fast", "measured_at": anna.stamp()}),
            "invalid-value",
        ),
        "half a statement": (change(kind="goal", record=goal["id"], saw={"target": "5"}, set={"target": "6"}), "incomplete-group"),
        "two statements in one edit": (
            change(kind="goal", record=goal["id"], saw={"words": "", "position": None}, set={"words": "y", "position": 1}),
            "mixed-groups",
        ),
        "a field far too long": (change(set={"written_at": anna.stamp(), "words": "x" * 20_001}), "too-big"),
        "more than a change may hold": (change(set={f"field{n}": "x" * 10_000 for n in range(8)}), "too-big"),
        "a character that cannot be kept": (change(set={"written_at": anna.stamp(), "words": "a\x00b"}), "invalid-value"),
        "nested deeper than anything here": (change(set={"words": [[[[[[[[["x"]]]]]]]]]}), "invalid-value"),
        "an arrival for a colleague": (
            change(
                kind="attendance",
                record=world.tablet_id("attendance", "rose", "ben"),
                set={"visit": fixed("visit", "rose"), "staff": world.staff("ben"), "arrived_at": anna.stamp()},
            ),
            "role",
        ),
    }


BROKEN = (
    "no object", "nothing", "no id", "an id in capitals", "a member nobody knows", "an impossible day in made_at", "an unknown kind",
    "an unknown field", "an unknown part", "a forged author", "a forged patient", "a record of somebody else under this patient",
    "a wrong NHS number", "an impossible date", "a word instead of a number", "half a statement", "two statements in one edit",
    "a field far too long", "more than a change may hold", "a character that cannot be kept", "nested deeper than anything here",
    "an arrival for a colleague",
)  # fmt: skip


def test_each_bad_line_is_refused_by_itself_and_kept_while_the_rest_is_applied(world: World) -> None:
    anna = at_work(world)
    bad = broken(anna, world)
    assert set(bad) == set(BROKEN)
    changes, reasons = [], []
    for name in BROKEN:
        line, reason = bad[name]
        good = anna.create("note", world.patient("rose"), {"written_at": anna.stamp(), "staff": anna.staff, "words": f"beside {name}"})
        anna.queue.clear()
        changes += [line, good]
        reasons += [reason, None]
    answer = anna.ask("sync/push", {"schema": 1, "held": [], "changes": changes})
    got = [ending.get("reason") for ending in answer["endings"]]
    assert got == reasons
    assert all(ending["message"] for ending in answer["endings"] if ending["ending"] == "refused")
    with world.app.app_context(), transaction(ENGINE) as session:
        kept = session.execute(text("select count(*) from refusal where bundle_id = :mine"), {"mine": anna_mine(world)}).scalar()
        refused = session.execute(text("select count(*) from journal where source = 'change' and ending like '%\"refused\"%'")).scalar()
    assert kept == len(BROKEN), "every refused line is kept until a person deals with it"
    assert refused == len(BROKEN), "and stands in the journal"


def anna_mine(world: World) -> str:
    from backend.grants.services import mine_bundle

    return mine_bundle(world.staff("anna"))


def test_a_refused_change_waits_in_its_authors_own_bundle_with_the_reason(world: World) -> None:
    anna = at_work(world)
    change = anna.edit(anna.bundles[world.patient("rose")].record(world.patient("rose")), "nhs_number", {"nhs_number": "9990000001"})
    [ending] = anna.push()
    assert ending["reason"] == "invalid-value"
    assert "NHS number" in ending["fields"]["nhs_number"]
    assert journalled(world.app, change["id"]) == "refused"
    assert anna.pull()
    [refusal] = anna.bundles[anna_mine(world)].records("refusal")
    assert refusal["fields"]["change"] == change["id"]
    assert refusal["fields"]["body"]["set"] == change["set"]


# ------------------------------------------------------------------------------------------------------------------ limits


NO_REQUEST = [b"", b"[]", b"null", b'"push"', b"{", b'{"schema": 1}', b'{"schema": true}', b"\xff\xfe", b"[" * 100_000]


@pytest.mark.parametrize("path", ["push", "check", "pull", "resend"])
def test_a_body_that_is_no_request_gets_a_problem_that_says_so(world: World, path: str) -> None:
    anna = world.tablet("anna")
    for body in NO_REQUEST:
        status, answer = anna.post(f"sync/{path}", body)
        assert 400 <= status < 500, (body[:20], answer)
        problem = json.loads(answer)
        assert problem["code"], body[:20]
        assert problem["retryable"] is False, body[:20]
        assert problem["now"], body[:20]


def test_201_changes_are_one_too_many_and_none_of_them_is_done(world: World) -> None:
    anna = at_work(world)
    changes = [anna.create("note", world.patient("rose"), {"written_at": anna.stamp(), "words": "x"}) for _ in range(201)]
    status, answer = anna.post("sync/push", {"schema": 1, "held": [], "changes": changes})
    assert (status, json.loads(answer)["code"]) == (422, "invalid")
    assert journalled(world.app, changes[0]["id"]) is None
    assert len(anna.push()) == 201, "in two pushes all of them arrive"
    assert anna.is_current()


def test_a_body_over_its_limits_is_413_packed_or_not(world: World) -> None:
    anna = world.tablet("anna")
    envelope = b'{"schema": 1, "held": [], "changes": ["' + b"x" * (9 * 1024 * 1024) + b'"]}'
    assert anna.post("sync/push", envelope)[0] == 413
    assert anna.post("sync/push", envelope, packed=True)[0] == 413, "8 MiB unpacked, however small it travelled"
    noise = gzip.compress(uuid.uuid4().bytes * 1, 1) + b"\x00" * 1024 * 1024
    assert anna.post("sync/push", noise, headers={"Content-Encoding": "gzip"})[0] == 413, "1 MiB as it travels"
    assert anna.post("sync/push", b"not gzip", headers={"Content-Encoding": "gzip"})[0] == 400


def test_a_packed_push_is_read_like_any_other(world: World) -> None:
    anna = at_work(world)
    anna.create("note", world.patient("rose"), {"written_at": anna.stamp(), "staff": anna.staff, "words": "Packed."})
    assert [ending["ending"] for ending in anna.push(packed=True)] == ["applied"]
    assert anna.is_current()


NO_VERSIONS: list[Any] = [
    "all of it",
    [["01936f00-0000-7000-8000-000000000001", 1]],
    [["01936f00-0000-7000-8000-000000000001\n", 1, "0011223344556677"]],
    [["01936f00-0000-7000-8000-000000000001", True, "0011223344556677"]],
    [["01936f00-0000-7000-8000-000000000001", -1, "0011223344556677"]],
    [["01936f00-0000-7000-8000-000000000001", 2**31, "0011223344556677"]],
    [["01936f00-0000-7000-8000-000000000001", 1, "001122334455667G"]],
    [[None, 1, "0011223344556677"]],
]


def test_versions_that_are_none_are_422(world: World) -> None:
    anna = world.tablet("anna")
    for held in NO_VERSIONS:
        assert anna.post("sync/push", {"schema": 1, "held": held, "changes": []})[0] == 422, held


def test_what_one_person_holds_is_not_taken_or_renewed_in_anothers_session(world: World, app: Flask) -> None:
    """Two people share a tablet's browser, and its cookie: the second's session must not end the first one's changes."""
    anna, ben = at_work(world), at_work(world, "ben")
    change = {"id": _uuid7(anna.clock()), "kind": "goal", "author": anna.staff}
    asking = {"schema": 1, "held": [], "changes": [change], "newest_answered": None}
    status, _ = ben.post("sync/push", asking, headers={"X-Staff": anna.staff})
    assert status == 401
    assert journalled(app, change["id"]) is None
    assert ben.post("sync/push", {**asking, "changes": []}, headers={"X-Staff": ben.staff})[0] == 200
