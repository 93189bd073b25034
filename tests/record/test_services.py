"""The one door: R6, M6, and what a write leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from backend import transaction as transactions
from backend.record import services
from backend.record.queries import lacking
from backend.record.services import receive
from sync import ids

from .conftest import ENGINE, Desk, Look, endings, new_id

pytestmark = pytest.mark.usefixtures("soundness")


def test_the_creation_of_a_patient_makes_the_bundle_the_header_and_the_authors_grant(nurse: Desk, look: Look) -> None:
    patient = new_id()
    result = nurse.write(nurse.person(patient, known_as="Ade"), nurse.goal(patient, "Walk to the shop"))
    assert endings(result) == ["Applied", "Applied"]
    assert [moved.bundle for moved in result.bundles] == [patient]
    assert result.bundles[0].before == (0, "0" * 16)
    assert result.bundles[0].after[0] == 1
    assert result.bundles[0].clean
    type_, owner, header = look.one("SELECT type, owner, header FROM bundle WHERE id = :p", p=patient)
    assert (type_, owner) == ("patient", patient)
    assert '"known_as":"Ade"' in header
    assert look.rows("SELECT why FROM grants WHERE bundle_id = :p AND staff_id = :s", p=patient, s=nurse.writer.staff)


def test_all_changes_of_one_write_to_a_bundle_share_one_rev(nurse: Desk, patient: str, look: Look) -> None:
    goal = nurse.goal(patient, "Walk")
    result = nurse.write(goal, nurse.reword(patient, goal.record, "Walk", "Walk to the shop"), nurse.goal(patient, "Sleep"))
    assert [each.rev for each in result.endings] == [2, 2, 2]
    assert look.version(patient)[0] == 2
    assert look.record(goal.record).fields["words"] == "Walk to the shop"
    assert [row[0] for row in look.rows("SELECT n FROM journal WHERE bundle_id = :p AND rev = 2 ORDER BY n", p=patient)] == [2, 3, 4]


def test_m6_the_same_id_with_the_same_content_ends_as_before_and_writes_nothing(nurse: Desk, patient: str, look: Look) -> None:
    goal = nurse.goal(patient, "Walk")
    first = nurse.write(goal)
    version = look.version(patient)
    again = nurse.write(goal)
    assert again.endings[0].ending == first.endings[0].ending
    assert again.endings[0].rev == first.endings[0].rev
    assert again.endings[0].replay
    assert [(moved.before, moved.after, moved.clean) for moved in again.bundles] == [(first.bundles[0].after, first.bundles[0].after, False)]
    assert look.version(patient) == version


def test_m6_the_same_id_with_other_content_is_refused_and_kept(nurse: Desk, patient: str, look: Look) -> None:
    goal = nurse.goal(patient, "Walk")
    nurse.write(goal)
    other = nurse.change("goal", goal.record, patient, {"words": "Run"}, id=goal.id, made_at=goal.made_at)
    assert endings(nurse.write(other)) == ["Refused id-reused"]
    assert endings(nurse.write(other)) == ["Refused id-reused"], "and sending it once more is no second refusal"
    assert look.record(goal.record).fields["words"] == "Walk"
    kept = look.rows("SELECT reason, body->'set'->>'words' FROM refusal")
    assert [tuple(row) for row in kept] == [("id-reused", "Run")]


def test_the_same_id_twice_in_one_push_is_judged_once(nurse: Desk, patient: str, look: Look) -> None:
    goal = nurse.goal(patient, "Walk")
    result = nurse.write(goal, goal)
    assert endings(result) == ["Applied", "Applied"]
    assert [each.replay for each in result.endings] == [False, True]
    assert look.one("SELECT count(*) FROM journal WHERE change_id = :c", c=goal.id) == 1


def test_m6_no_ending_of_one_change_stops_the_others(
    nurse: Desk, desk: Callable[..., Desk], place: Any, patient: str, grant: Any, look: Look
) -> None:
    grant(patient, place.physio)
    physio = desk(place.physio)
    disputed, plain = nurse.goal(patient, "Walk"), nurse.goal(patient, "Sleep")
    nurse.write(disputed, plain)
    physio.write(physio.reword(patient, disputed.record, "Walk", "Walk with a frame"))
    result = nurse.write(
        receive({"id": new_id(), "kind": 7}),
        nurse.reword(patient, disputed.record, "Walk", "Walk to the shop"),
        nurse.change("goal", new_id(), patient, {"progress": "excellent"}),
        nurse.change("griffin", new_id(), patient, {"wings": 2}),
        nurse.reword(patient, plain.record, "Sleep", "Sleep through"),
        nurse.change("goal", new_id(), new_id(), {"words": "for nobody"}),
        nurse.goal(patient, "Cook"),
    )
    assert endings(result) == [
        "Refused malformed",
        "Conflicted",
        "Refused invalid-value",
        "Refused unknown-kind",
        "Applied",
        "Refused not-found",
        "Applied",
    ]
    assert look.one("SELECT count(*) FROM refusal") == 4
    assert {row[0] for row in look.rows("SELECT bundle_id::text FROM refusal")} == {services.mine(nurse.writer)}
    assert not next(moved for moved in result.bundles if moved.bundle == patient).clean


def test_a_malformed_line_is_kept_as_it_came_even_where_it_holds_what_postgres_cannot(nurse: Desk, look: Look) -> None:
    raw = {"id": "no id", "words": "a\x00b \ud800 c", "deep": [[[[{}]]]]}
    assert endings(nurse.write(receive(raw))) == ["Refused malformed"]
    assert endings(nurse.write(receive(raw))) == ["Refused malformed"]
    assert endings(nurse.write(receive("not even an object"), receive(None))) == ["Refused malformed"] * 2
    assert look.one("SELECT count(*) FROM refusal") == 3


def test_a_forged_author_is_refused_and_does_not_take_the_id_from_its_owner(nurse: Desk, desk: Callable[..., Desk], place: Any, patient: str) -> None:
    goal = nurse.goal(patient, "Walk")
    physio = desk(place.physio)
    assert endings(physio.write(goal)) == ["Refused wrong-author"]
    assert lacking([goal.id], author=physio.writer.staff) == set(), "who sent it is not asked to send it again after each pull"
    assert lacking([goal.id], author=nurse.writer.staff) == {goal.id}
    assert endings(nurse.write(goal)) == ["Applied"]


def test_a_record_elsewhere_and_one_that_is_nowhere_are_refused_in_the_same_words(
    nurse: Desk, desk: Callable[..., Desk], place: Any, patient: str
) -> None:
    goal = nurse.goal(patient, "Walk")
    nurse.write(goal)
    lead = desk(place.social_worker)
    mine = new_id()
    lead.write(lead.person(mine))
    tried = lead.write(
        lead.reword(mine, goal.record, "Walk", "Run"),
        lead.reword(mine, new_id(), "Walk", "Run"),
        lead.goal(mine, "Run", record=goal.record),
        lead.reword(patient, goal.record, "Walk", "Run"),
        lead.reword(new_id(), goal.record, "Walk", "Run"),
    )
    assert endings(tried) == ["Refused not-found"] * 5
    assert len({each.ending.message for each in tried.endings}) == 1  # type: ignore[union-attr]


def test_a_patient_of_another_place_cannot_be_written_nor_made_anew(nurse: Desk, patient: str, other_place: Any) -> None:
    from backend.record.registry import Writer

    stranger = Desk(Writer(other_place.nurse.id, frozenset({"practitioner"}), other_place.id))
    assert endings(stranger.write(stranger.goal(patient, "x"), stranger.person(patient))) == ["Refused not-found", "Refused not-found"]


def test_nothing_to_do_names_the_rev_that_it_found(nurse: Desk, patient: str, look: Look) -> None:
    goal = nurse.goal(patient, "Walk")
    [made] = nurse.write(goal).endings
    version = look.version(patient)
    [same] = nurse.write(nurse.reword(patient, goal.record, None, "Walk")).endings
    assert type(same.ending).__name__ == "Applied"
    assert same.rev == made.rev
    assert look.version(patient) == version, "it joins the chain, and makes no version"
    assert look.one("SELECT count(*) FROM journal WHERE bundle_id = :p AND rev = 2", p=patient) == 2
    nurse.write(nurse.goal(patient, "Sleep"))
    assert look.version(patient)[0] == 3


def test_a_refused_creation_leaves_no_bundle(desk: Callable[..., Desk], place: Any, look: Look) -> None:
    manager = desk(place.manager)
    patient = new_id()
    assert endings(manager.write(manager.person(patient), manager.goal(patient, "x"))) == ["Refused role", "Refused not-found"]
    assert look.rows("SELECT 1 FROM bundle WHERE id = :p", p=patient) == []


def test_a_dispute_is_settled_and_the_field_written_in_the_same_step(
    nurse: Desk, desk: Callable[..., Desk], place: Any, patient: str, grant: Any, look: Look
) -> None:
    grant(patient, place.physio)
    physio = desk(place.physio)
    goal = nurse.goal(patient, "Walk")
    nurse.write(goal)
    physio.write(physio.reword(patient, goal.record, "Walk", "Walk with a frame"))
    [ended] = nurse.write(nurse.reword(patient, goal.record, "Walk", "Walk to the shop")).endings
    conflict = ended.ending.conflict  # type: ignore[union-attr]
    assert look.one("SELECT status FROM conflict WHERE id = :c", c=conflict) == "open"
    assert look.one("SELECT header::json->>'disputes' FROM bundle WHERE id = :p", p=patient) == "1"
    sides = [side["change"] for side in look.record(conflict).fields["sides"]]
    wrong = nurse.change("conflict", conflict, patient, {"value": {"words": ""}, "reason": "agreed"}, {"sides": sorted(sides)})
    right = nurse.change(
        "conflict", conflict, patient, {"value": {"words": "Walk to the shop with a frame"}, "reason": "agreed"}, {"sides": sorted(sides)}
    )
    assert endings(nurse.write(wrong, right)) == ["Refused invalid-value", "Applied"]
    assert look.record(goal.record).fields["words"] == "Walk to the shop with a frame"
    assert look.one("SELECT words FROM goal WHERE id = :g", g=goal.record) == "Walk to the shop with a frame"
    assert look.one("SELECT header::json->>'disputes' FROM bundle WHERE id = :p", p=patient) == "0"


def test_clean_is_what_the_device_made_itself_and_nothing_else(nurse: Desk, patient: str) -> None:
    goal = nurse.goal(patient, "Walk")
    [moved] = nurse.write(goal).bundles
    assert moved.clean
    [moved] = nurse.write(goal, nurse.goal(patient, "Sleep")).bundles
    assert not moved.clean, "a replay among them"
    moves = nurse.write(nurse.goal(patient, "Cook"), nurse.change("goal", new_id(), patient, {"progress": "x"})).bundles
    assert not any(moved.clean for moved in moves), "a refusal among them; and the refusal itself nobody made on a device"


def test_the_journal_says_who_when_from_which_device_and_what_was_seen_and_wanted(nurse: Desk, patient: str, look: Look) -> None:
    device, goal = new_id(), nurse.goal(patient, "Walk")
    nurse.write(goal, device=device)
    author, from_, made_at, content, ending = look.one(
        "SELECT author, device, made_at, content::json->'set'->>'words', ending::json->>'ending' FROM journal WHERE change_id = :c", c=goal.id
    )
    assert (author, from_, made_at, content, ending) == (nurse.writer.staff, device, goal.made_at, "Walk", "applied")


def test_the_journal_can_only_be_added_to(nurse: Desk, patient: str) -> None:
    for sql in ("UPDATE journal SET author = 'x'", "DELETE FROM journal"):
        with pytest.raises(Exception, match=r"append-only|permission denied"), transactions.transaction(ENGINE) as session:
            session.execute(text(sql))


def test_a_change_that_is_twice_in_a_bundle_and_elsewhere_keeps_versions_on_one_chain(nurse: Desk, patient: str, look: Look) -> None:
    head = look.version(patient)[1]
    goal = nurse.goal(patient, "Walk")
    [moved] = nurse.write(goal).bundles
    assert moved.before == (1, ids.chain8(head))
    assert moved.after == (2, ids.chain8(look.version(patient)[1]))


def test_a_job_writes_in_its_place_under_its_purpose_and_its_refusals_wait_in_its_own_bundle(place: Any, app_context: Flask, look: Look) -> None:
    from backend.record.registry import Writer

    job = Desk(Writer("import:test", frozenset({"engine"}), place.id, purpose="a test of imports"))
    patient = new_id()
    assert endings(job.write(job.person(patient), job.person(new_id(), nhs_number="123"))) == ["Applied", "Refused invalid-value"]
    assert look.one("SELECT owner FROM bundle WHERE id = :b", b=services.mine(job.writer)) == "import:test"
    assert services.mine(job.writer) != services.mine(Writer("import:test", frozenset(), new_id(), "x")), "another place's import has another"


def test_without_an_access_function_nothing_can_be_written(nurse: Desk, patient: str) -> None:
    access = services._access
    services.set_access(None)
    try:
        with pytest.raises(RuntimeError, match="set_access"):
            nurse.write(nurse.goal(patient, "Walk"))
    finally:
        services.set_access(access)
