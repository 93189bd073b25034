"""Signatures of assessments, on PostgreSQL: over what was read; what comes late is an addendum, proposed to the signer (R4)."""

from __future__ import annotations

import pytest

from backend import wall_clock
from backend.record import Record
from sync import signing
from sync.ids import derived
from tests.record.assessments.conftest import SECTIONS, answer, begin, conflict_of, id_of, read, row, said, settle, sign
from tests.record.conftest import Desk, Look, endings, new_id

pytestmark = pytest.mark.usefixtures("soundness")


def test_r4_a_signature_is_taken_over_what_stands_rows_and_all(nurse: Desk, physio: Desk, patient: str, signed: Record, look: Look) -> None:
    assert look.one("SELECT section, staff::text, overtaken_at FROM signature") == ("walking", nurse.writer.staff, None)
    assert endings(physio.write(answer(physio, patient, "low", {"answer": [{"valueBoolean": True}]}))) == ["Applied"], "another section goes on"
    assert endings(physio.write(sign(physio, patient, "mood", read(look, patient, "mood")))) == ["Applied"]


def test_r4_what_changed_since_it_was_read_is_read_and_signed_again(nurse: Desk, physio: Desk, patient: str, begun: str, look: Look) -> None:
    on_the_screen = read(look, patient, "walking")
    physio.write(answer(physio, patient, "falls", said("Twice.")))
    result = nurse.write(sign(nurse, patient, "walking", on_the_screen))
    assert endings(result) == ["Conflicted"]
    conflict = conflict_of(look, result)
    assert (conflict.fields["about_kind"], conflict.fields["group"], conflict.fields["status"]) == ("signature", "signed", "open")
    assert conflict.fields["sides"][0]["value"]["content_hash"] == on_the_screen, "what was signed is kept"
    assert look.rows("SELECT id FROM signature") == [], "and stands nowhere"
    again = nurse.write(sign(nurse, patient, "walking", read(look, patient, "walking")))
    assert endings(again) == ["Applied"]
    assert look.record(conflict.id).fields["status"] == "settled"
    assert look.one("SELECT count(*) FROM signature") == 1


def test_r4_signing_again_may_be_the_settlement_of_what_was_not_taken_and_nobody_signs_for_another(
    nurse: Desk, physio: Desk, lead: Desk, patient: str, begun: str, look: Look
) -> None:
    conflict = conflict_of(look, nurse.write(sign(nurse, patient, "walking", "0" * 64)))
    value = conflict.fields["sides"][0]["value"]
    fresh = {**value, "content_hash": read(look, patient, "walking")}
    assert endings(physio.write(settle(physio, patient, conflict, fresh))) == ["Refused role"]
    assert endings(lead.write(settle(lead, patient, conflict, {**fresh, "staff": lead.writer.staff}))) == ["Refused role"]
    assert endings(nurse.write(settle(nurse, patient, conflict, value))) == ["Conflicted"], "still over what it was not"
    conflict = look.record(conflict.id)
    assert endings(nurse.write(settle(nurse, patient, conflict, fresh))) == ["Applied"]
    assert look.one("SELECT id::text, staff::text FROM signature") == (conflict.fields["about"], nurse.writer.staff)


@pytest.mark.parametrize("who", ["the signer", "a lead", "another"])
def test_r4_a_signature_that_was_not_taken_is_let_go_by_its_signer_or_a_lead(
    nurse: Desk, physio: Desk, lead: Desk, patient: str, begun: str, look: Look, who: str
) -> None:
    conflict = conflict_of(look, nurse.write(sign(nurse, patient, "walking", "0" * 64)))
    nothing = dict.fromkeys(conflict.fields["sides"][0]["value"])
    by = {"the signer": nurse, "a lead": lead, "another": physio}[who]
    assert endings(by.write(settle(by, patient, conflict, nothing))) == [{"another": "Refused role"}.get(who, "Applied")]
    assert look.record(conflict.id).fields["status"] == ("open" if who == "another" else "settled")
    assert look.rows("SELECT id FROM signature") == []


def test_r4_nobody_signs_in_anothers_name_what_is_not_there_or_in_dispute(nurse: Desk, physio: Desk, patient: str, begun: str, look: Look) -> None:
    stands = read(look, patient, "walking")
    forged = sign(nurse, patient, "walking", stands)
    forged = nurse.change("signature", forged.record, patient, {**forged.set, "staff": physio.writer.staff})
    assert endings(nurse.write(forged)) == ["Refused role"]
    assert endings(nurse.write(sign(nurse, patient, "no-such-section", stands))) == ["Refused invalid-value"]
    elsewhere = sign(nurse, patient, "walking", stands)
    elsewhere = nurse.change("signature", elsewhere.record, patient, {**elsewhere.set, "assessment": new_id()})
    assert endings(nurse.write(elsewhere)) == ["Refused not-found"]
    nurse.write(answer(nurse, patient, "falls", said("Twice.")))
    physio.write(answer(physio, patient, "falls", said("Never.")))
    assert endings(nurse.write(sign(nurse, patient, "walking", read(look, patient, "walking")))) == ["Conflicted"], "settle it first"
    assert endings(nurse.write(sign(nurse, patient, "mood", read(look, patient, "mood")))) == ["Applied"], "the dispute is in another section"


def test_r4_a_late_answer_to_a_signed_section_is_an_addendum_proposed_to_its_signer(
    nurse: Desk, physio: Desk, patient: str, signed: Record, look: Look
) -> None:
    result = physio.write(answer(physio, patient, "falls", said("Three times."), said("Twice.")))
    assert endings(result) == ["Conflicted"], "also where its author had seen what stands"
    conflict = conflict_of(look, result)
    assert conflict.fields["signed"] == signed.id
    assert [side["by"] for side in conflict.fields["sides"]] == [nurse.writer.staff, physio.writer.staff]
    assert look.record(id_of(patient)).fields["answer.falls"] == said("Twice."), "not written in silence"
    assert endings(physio.write(settle(physio, patient, conflict, {"answer.falls": said("Three times.")}))) == ["Refused role"]
    taken_in = settle(nurse, patient, conflict, {"answer.falls": said("Three times.")}, "She fell again on Sunday.")
    assert endings(nurse.write(taken_in)) == ["Applied"]
    assert look.record(id_of(patient)).fields["answer.falls"] == said("Three times.")
    assert look.one("SELECT overtaken_by::text FROM signature WHERE overtaken_at IS NOT NULL") == taken_in.id, "it needs signing again"
    assert endings(physio.write(answer(physio, patient, "falls", said("Four times."), said("Three times.")))) == ["Applied"], "until then it is open"
    assert endings(nurse.write(sign(nurse, patient, "walking", read(look, patient, "walking")))) == ["Applied"]
    assert look.one("SELECT count(*) FROM signature WHERE overtaken_at IS NULL") == 1


def test_r4_an_addendum_that_is_not_taken_in_leaves_the_signature_as_it_was(
    nurse: Desk, physio: Desk, lead: Desk, patient: str, signed: Record, look: Look
) -> None:
    conflict = conflict_of(look, physio.write(answer(physio, patient, "falls", said("Three times."))))
    assert endings(nurse.write(sign(nurse, patient, "", read(look, patient, "")))) == ["Conflicted"], "what waits is settled first"
    assert endings(lead.write(settle(lead, patient, conflict, {"answer.falls": said("Twice.")}, "That was last year."))) == ["Applied"]
    assert look.record(signed.id) == signed


@pytest.mark.parametrize("what", ["an answer never given", "an answer of a row", "a row taken away", "a new row"])
def test_r4_nothing_that_is_signed_changes_in_silence(nurse: Desk, physio: Desk, patient: str, signed: Record, look: Look, what: str) -> None:
    there = look.one("SELECT id::text FROM answer_row")
    before = read(look, patient, "walking")
    new = new_id()
    change = {
        "an answer never given": answer(physio, patient, "aid", said("a frame")),
        "an answer of a row": answer(physio, patient, "aid", said("a frame"), said("a stick"), record=there),
        "a row taken away": physio.change(
            "answer_row", there, patient, {"status": "entered-in-error", "status_reason": "not hers"}, {"status": None, "status_reason": None}
        ),
        "a new row": row(physio, patient, "a frame", new),
    }[what]
    result = physio.write(change)
    assert endings(result) == ["Conflicted"]
    assert read(look, patient, "walking") == before
    conflict = conflict_of(look, result)
    assert conflict.fields["signed"] == signed.id
    assert endings(nurse.write(settle(nurse, patient, conflict, conflict.fields["sides"][1]["value"]))) == ["Applied"]
    assert read(look, patient, "walking") != before
    assert look.one("SELECT count(*) FROM signature WHERE overtaken_at IS NULL") == 0
    if what == "a new row":
        assert look.record(new).fields["answer.aid"] == said("a frame")


def test_r4_a_signature_and_the_answers_under_it_may_come_in_one_push(nurse: Desk, patient: str, look: Look) -> None:
    made, given = begin(nurse, patient), answer(nurse, patient, "falls", said("Twice."))
    unsent = Record("assessment", id_of(patient), patient, "more", 0, {**made.set, **given.set})
    shown = signing.hashed(signing.content(unsent, [], SECTIONS, "walking"))
    over, late = sign(nurse, patient, "walking", shown), answer(nurse, patient, "falls", said("Once."), said("Twice."))
    assert endings(nurse.write(made, given, over, late)) == ["Applied", "Applied", "Applied", "Conflicted"]


def test_r4_a_signature_in_error_stays_so_and_binds_nothing(nurse: Desk, physio: Desk, patient: str, signed: Record) -> None:
    nothing, error = {"status": None, "status_reason": None}, {"status": "entered-in-error", "status_reason": "the wrong section"}
    assert endings(physio.write(physio.change("signature", signed.id, patient, error, nothing))) == ["Refused role"]
    assert endings(nurse.write(nurse.change("signature", signed.id, patient, error, nothing))) == ["Applied"]
    assert endings(physio.write(answer(physio, patient, "falls", said("Once."), said("Twice.")))) == ["Applied"]
    assert endings(nurse.write(nurse.change("signature", signed.id, patient, nothing, error))) == ["Refused once"]
    mark = dict.fromkeys(("overtaken_at", "overtaken_by"))
    assert endings(nurse.write(nurse.change("signature", signed.id, patient, mark, mark))) == ["Refused engine-only"]


def test_r4_a_questionnaire_that_the_place_does_not_have_can_be_signed_as_a_whole_only(nurse: Desk, patient: str, look: Look) -> None:
    about = {"questionnaire": "https://example.org/q/unheard-of", "version": "9", "ordinal": 202601, "answer.x": said("kept")}
    record = derived(f"assessment:{patient}:https://example.org/q/unheard-of:202601")
    assert endings(nurse.write(nurse.change("assessment", record, patient, about))) == ["Applied"]
    content = signing.hashed(signing.content(look.record(record), [], None, ""))
    of = {"assessment": record, "content_hash": content, "staff": nurse.writer.staff, "signed_at": wall_clock.wire(wall_clock.now())}
    assert endings(nurse.write(nurse.change("signature", new_id(), patient, {**of, "section": "x"}))) == ["Refused invalid-value"]
    assert endings(nurse.write(nurse.change("signature", new_id(), patient, {**of, "section": ""}))) == ["Applied"]
