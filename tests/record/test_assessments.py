"""Assessments through the record, on PostgreSQL: two begin one, answers by themselves, signatures over what was read, addenda (R1, R4, M3)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from backend import wall_clock
from backend.record import Record, registry, services, windows
from backend.record.services import BundleLoad
from sync import signing
from sync.change import Conflicted
from sync.ids import derived, forms
from tests.access.world import DEFINITION, FORM
from tests.record.conftest import Desk, Look, endings, new_id

pytestmark = pytest.mark.usefixtures("soundness")

ABOUT = {"questionnaire": FORM, "version": "1", "ordinal": 202601}


def said(words: str) -> dict[str, Any]:
    return {"answer": [{"valueString": words}]}


@pytest.fixture(autouse=True)
def questionnaire(app_context: Any, place: Any) -> None:
    """The place has the questionnaire, loaded as a loader does."""
    id_ = derived(f"questionnaire:{place.id}:{FORM}:1")
    fields = {"url": FORM, "version": "1", "title": "Living at home", "definition": DEFINITION, "status": "active"}
    now = wall_clock.now()
    services.load(
        [BundleLoad(forms(place.id), "forms", place.id, place.id, [Record("questionnaire", id_, None, "core", 1, fields)])],
        author=new_id(),
        made_at=now,
        today=wall_clock.day_of(now),
    )


@pytest.fixture
def physio(desk: Callable[..., Desk], place: Any, patient: str, grant: Callable[..., None]) -> Desk:
    grant(patient, place.physio)
    return desk(place.physio)


@pytest.fixture
def lead(desk: Callable[..., Desk], place: Any, patient: str, grant: Callable[..., None]) -> Desk:
    grant(patient, place.lead)
    return desk(place.lead)


@pytest.fixture
def begun(nurse: Desk, patient: str) -> str:
    """The joint assessment, which the nurse began."""
    record = id_of(patient)
    assert endings(nurse.write(begin(nurse, patient))) == ["Applied"]
    return record


def id_of(patient: str, ordinal: int = 202601) -> str:
    return derived(f"assessment:{patient}:{FORM}:{ordinal}")


def begin(who: Desk, patient: str, **more: Any) -> Any:
    made = {**ABOUT, "begun_at": wall_clock.wire(wall_clock.now()), "begun_by": who.writer.staff, "status": "in-progress", **more}
    return who.change("assessment", id_of(patient), patient, made)


def answer(who: Desk, patient: str, link: str, value: Any, saw: Any = None, record: str | None = None, **more: Any) -> Any:
    kind = "assessment" if record is None else "answer_row"
    return who.change(kind, record or id_of(patient), patient, {f"answer.{link}": value}, {f"answer.{link}": saw}, **more)


def row(who: Desk, patient: str, words: str, record: str | None = None) -> Any:
    return who.change("answer_row", record or new_id(), patient, {"assessment": id_of(patient), "group": "aids", "answer.aid": said(words)})


def read(look: Look, patient: str, section: str) -> str:
    """The hash of what a section says now: what a tablet that is up to date has on its screen."""
    rows = [look.record(each[0]) for each in look.rows("SELECT id::text FROM answer_row WHERE assessment = :a", a=id_of(patient))]
    return signing.hashed(signing.content(look.record(id_of(patient)), rows, SECTIONS, section))


SECTIONS = {"walking": "walking", "falls": "walking", "aids": "walking", "aid": "walking", "mood": "mood", "low": "mood", "sleep": "mood"}


def sign(who: Desk, patient: str, section: str, content_hash: str, record: str | None = None) -> Any:
    made = {"assessment": id_of(patient), "section": section, "content_hash": content_hash, "staff": who.writer.staff}
    return who.change("signature", record or new_id(), patient, {**made, "signed_at": wall_clock.wire(wall_clock.now())})


def settle(who: Desk, patient: str, conflict: Record, value: Any, reason: str = "read both") -> Any:
    sides = sorted(each["change"] for each in conflict.fields["sides"])
    return who.change("conflict", conflict.id, patient, {"value": value, "reason": reason}, {"sides": sides})


def conflict_of(look: Look, result: services.WriteResult) -> Record:
    ending = result.endings[-1].ending
    assert isinstance(ending, Conflicted), ending
    return look.record(ending.conflict)


# ------------------------------------------------------------------------------------------------------------------ R1


def test_r1_two_tablets_that_begin_the_same_joint_assessment_offline_end_with_one(nurse: Desk, physio: Desk, patient: str, look: Look) -> None:
    mine = begin(nurse, patient, **{"answer.falls": said("Twice.")})
    theirs = begin(physio, patient, **{"answer.sleep": {"answer": [{"valueInteger": 5}]}})
    assert endings(nurse.write(mine)) == ["Applied"]
    result = physio.write(theirs, answer(physio, patient, "low", {"answer": [{"valueBoolean": False}]}, after=theirs.id))
    assert endings(result) == ["Merged", "Applied"]
    assert result.endings[0].ending.result["begun_by"] == nurse.writer.staff, "it stays as the first of them began it"  # type: ignore[union-attr]
    answers = look.one("SELECT answers FROM assessment WHERE patient_id = :patient", patient=patient)
    assert answers == {"falls": said("Twice."), "sleep": {"answer": [{"valueInteger": 5}]}, "low": {"answer": [{"valueBoolean": False}]}}
    by = {name: stamp.by for name, stamp in look.record(id_of(patient)).stamps.items() if name.startswith("answer.")}
    assert by == {"answer.falls": nurse.writer.staff, "answer.sleep": physio.writer.staff, "answer.low": physio.writer.staff}


@pytest.mark.parametrize(
    ("named", "fields"),
    [
        ("assessment:{patient}:" + FORM + ":202602", {**ABOUT, "ordinal": 202602}),
        ("assessment:{visit}:" + FORM, {"questionnaire": FORM, "version": "1", "visit": "{visit}"}),
        ("assessment:{patient}:" + FORM + ":202601", {**ABOUT, "visit": "{visit}"}),
    ],
)
def test_r1_an_assessments_id_follows_from_person_questionnaire_and_number_or_from_its_visit(
    nurse: Desk, patient: str, named: str, fields: dict[str, Any]
) -> None:
    visit = new_id()
    given = {name: value.format(visit=visit) if isinstance(value, str) else value for name, value in fields.items()}
    right = derived(named.format(patient=patient, visit=visit))
    for record in (new_id(), derived(f"assessment:{patient}:{FORM}:7"), derived(f"assessment:{new_id()}:{FORM}")):
        assert endings(nurse.write(nurse.change("assessment", record, patient, given))) == ["Refused malformed"]
    assert endings(nurse.write(nurse.change("assessment", right, patient, given))) == ["Applied"]


def test_r2_a_completed_assessment_is_amended_by_a_new_one_that_names_it(nurse: Desk, physio: Desk, patient: str, begun: str, look: Look) -> None:
    nothing = {"status": "in-progress", "status_reason": None}
    ended = nurse.change("assessment", begun, patient, {"status": "completed", "status_reason": None}, nothing)
    assert endings(nurse.write(ended)) == ["Applied"]
    late = physio.write(answer(physio, patient, "falls", said("Three times.")))
    assert endings(late) == ["Conflicted"], "an answer to what was completed meanwhile is never hidden inside it (M3)"
    sides = conflict_of(look, late).fields["sides"]
    assert (sides[0]["change"], sides[0]["by"], sides[0]["value"]) == (ended.id, nurse.writer.staff, {"answer.falls": None})
    reopened = physio.change("assessment", begun, patient, nothing, {"status": "completed", "status_reason": None})
    assert endings(physio.write(reopened)) == ["Refused step"]
    amended = {**ABOUT, "ordinal": 202602, "amends": begun, "why": "She fell again."}
    assert endings(physio.write(physio.change("assessment", id_of(patient, 202602), patient, amended))) == ["Applied"]
    assert look.one("SELECT amends::text, why FROM assessment WHERE ordinal = 202602") == (begun, "She fell again.")


# ------------------------------------------------------------------------------------------------------------------ M3, M5: each answer by itself


def test_m3_different_answers_by_two_who_saw_neither_both_stand(nurse: Desk, physio: Desk, patient: str, begun: str, look: Look) -> None:
    assert endings(nurse.write(answer(nurse, patient, "falls", said("Twice.")))) == ["Applied"]
    assert endings(physio.write(answer(physio, patient, "sleep", {"answer": [{"valueInteger": 4}]}))) == ["Applied"]
    assert set(look.record(begun).fields) >= {"answer.falls", "answer.sleep"}


def test_m5_the_same_answer_given_differently_by_two_is_a_conflict_on_that_answer_alone(
    nurse: Desk, physio: Desk, patient: str, begun: str, look: Look
) -> None:
    nurse.write(answer(nurse, patient, "falls", said("Twice.")))
    result = physio.write(answer(physio, patient, "falls", said("Never.")))
    assert endings(result) == ["Conflicted"]
    conflict = conflict_of(look, result)
    assert (conflict.fields["group"], conflict.fields["about_kind"], conflict.part) == ("answer.falls", "assessment", "more")
    assert "signed" not in conflict.fields
    assert [side["value"] for side in conflict.fields["sides"]] == [{"answer.falls": said("Twice.")}, {"answer.falls": said("Never.")}]
    assert endings(physio.write(answer(physio, patient, "low", {"answer": [{"valueBoolean": True}]}))) == ["Applied"]
    assert endings(physio.write(settle(physio, patient, conflict, {"answer.falls": said("Once.")}))) == ["Applied"]
    assert look.record(begun).fields["answer.falls"] == said("Once.")


def test_m5_the_same_answer_by_two_is_no_dispute(nurse: Desk, physio: Desk, patient: str, begun: str) -> None:
    nurse.write(answer(nurse, patient, "falls", said("Twice.")))
    assert endings(physio.write(answer(physio, patient, "falls", said("Twice.")))) == ["Applied"]


def test_m3_an_edit_of_two_answers_at_once_is_none(nurse: Desk, patient: str, begun: str) -> None:
    both = {"answer.falls": said("x"), "answer.aid": said("y")}
    assert endings(nurse.write(nurse.change("assessment", begun, patient, both, dict.fromkeys(both)))) == ["Refused mixed-groups"]


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ({"answer": []}, "invalid-value"),
        ({"answer": [{"valueString": "x", "valueInteger": 1}]}, "invalid-value"),
        ({"answer": [{"valueString": "x", "item": []}]}, "invalid-value"),
        ({"answer": [{"valueString": 1}]}, "invalid-value"),
        ({"answer": [{"valueString": "x"}], "not_asked": "tired"}, "invalid-value"),
        ({"answer": [{"valueString": "x"}], "from": {"kind": "assessment"}}, "invalid-value"),
        ({"answer": [{"valueString": "x"}], "score": 1}, "invalid-value"),
        ({"answer": [{"valueInteger": 3}]}, "invalid-value"),  # the questionnaire asks for text
        ("yes", "invalid-value"),
        ({"answer": [{"valueString": "x" * 19_000}, {"valueString": "x" * 19_000}]}, "too-big"),
    ],
)
def test_m6_an_answer_that_is_none_is_refused_with_its_reason_and_the_others_go_on(
    nurse: Desk, patient: str, begun: str, value: Any, reason: str
) -> None:
    result = nurse.write(answer(nurse, patient, "falls", value), answer(nurse, patient, "sleep", {"answer": [{"valueInteger": 5}]}))
    assert endings(result) == [f"Refused {reason}", "Applied"]
    assert list(result.endings[0].ending.fields) == ["answer.falls"]  # type: ignore[union-attr]


def test_not_asked_where_it_came_from_and_extensions_of_others_are_kept_as_they_are(nurse: Desk, patient: str, begun: str, look: Look) -> None:
    source = {"kind": "assessment", "record": new_id(), "at": "2026-10-02T10:00:00.000Z", "by": new_id()}
    entry = {"valueString": "Okée \U0001f6b6", "extension": [{"url": "https://example.org/x", "valueDecimal": 0.5}], "id": "e1"}
    value = {"answer": [entry], "from": source}
    assert endings(nurse.write(answer(nurse, patient, "falls", value))) == ["Applied"]
    assert endings(nurse.write(answer(nurse, patient, "sleep", {"not_asked": "She was too tired."}))) == ["Applied"]
    assert look.record(begun).fields["answer.falls"] == value
    assert look.one("SELECT answers FROM assessment WHERE id = :a", a=begun) == {"falls": value, "sleep": {"not_asked": "She was too tired."}}


def test_an_assessment_has_room_for_a_thousand_answers_and_no_more(
    nurse: Desk, patient: str, begun: str, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.checks.ANSWERS", 1)
    assert endings(nurse.write(answer(nurse, patient, "falls", said("Twice.")))) == ["Applied"]
    assert endings(nurse.write(answer(nurse, patient, "low", {"answer": [{"valueBoolean": True}]}))) == ["Refused too-big"]
    assert endings(nurse.write(answer(nurse, patient, "falls", said("Once."), said("Twice.")))) == ["Applied"], "what is there is changed"
    monkeypatch.setattr("sync.checks.ALL_ANSWERS_BYTES", 200)
    assert endings(nurse.write(answer(nurse, patient, "falls", said("x" * 300), said("Once.")))) == ["Refused too-big"]


# ------------------------------------------------------------------------------------------------------------------ R4


@pytest.fixture
def signed(nurse: Desk, patient: str, begun: str, look: Look) -> Record:
    """The section "walking", answered and signed by the nurse."""
    nurse.write(answer(nurse, patient, "falls", said("Twice.")), row(nurse, patient, "a stick"))
    made = sign(nurse, patient, "walking", read(look, patient, "walking"))
    assert endings(nurse.write(made)) == ["Applied"]
    return look.record(made.record)


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


def test_r1_a_row_of_an_assessment_that_is_not_there_is_refused(nurse: Desk, patient: str) -> None:
    assert endings(nurse.write(row(nurse, patient, "a stick"))) == ["Refused not-found"]


def test_r4_a_questionnaire_that_the_place_does_not_have_can_be_signed_as_a_whole_only(nurse: Desk, patient: str, look: Look) -> None:
    about = {"questionnaire": "https://example.org/q/unheard-of", "version": "9", "ordinal": 202601, "answer.x": said("kept")}
    record = derived(f"assessment:{patient}:https://example.org/q/unheard-of:202601")
    assert endings(nurse.write(nurse.change("assessment", record, patient, about))) == ["Applied"]
    content = signing.hashed(signing.content(look.record(record), [], None, ""))
    of = {"assessment": record, "content_hash": content, "staff": nurse.writer.staff, "signed_at": wall_clock.wire(wall_clock.now())}
    assert endings(nurse.write(nurse.change("signature", new_id(), patient, {**of, "section": "x"}))) == ["Refused invalid-value"]
    assert endings(nurse.write(nurse.change("signature", new_id(), patient, {**of, "section": ""}))) == ["Applied"]


# ------------------------------------------------------------------------------------------------------------------ R8


def test_r8_a_completed_assessment_leaves_after_twelve_months_with_its_rows_and_signatures_and_one_in_progress_stays(
    nurse: Desk, patient: str, signed: Record, look: Look
) -> None:
    live = "SELECT kind FROM feed WHERE live AND kind IN ('assessment', 'answer_row', 'signature') ORDER BY kind"
    later = wall_clock.now() + timedelta(days=400)
    windows.move(later)
    assert [each[0] for each in look.rows(live)] == ["answer_row", "assessment", "signature"], "in progress, whatever its age"
    at = wall_clock.wire(wall_clock.now())
    nurse.write(
        nurse.change("assessment", id_of(patient), patient, {"completed_at": at}, {"completed_at": None}),
        nurse.change(
            "assessment",
            id_of(patient),
            patient,
            {"status": "completed", "status_reason": None},
            {"status": "in-progress", "status_reason": None},
        ),
    )
    windows.move(later - timedelta(days=60))
    assert len(look.rows(live)) == 3
    windows.move(later)
    assert look.rows(live) == []
    assert look.one("SELECT outside FROM bundle WHERE id = :p", p=patient) == {"more": {"assessment": 1, "answer_row": 1, "signature": 1}}
    late = nurse.write(sign(nurse, patient, "mood", read(look, patient, "mood")))
    assert endings(late) == ["Applied"]
    assert look.rows(live) == [], "what is written of one that left stands outside with it"
    windows.move(wall_clock.now())
    assert len(look.rows(live)) == 4, "and comes back with it"


def test_what_a_loader_brings_stands_as_what_is_written(place: Any, look: Look) -> None:
    person = new_id()
    given = {**ABOUT, "status": "completed", "completed_at": "2024-01-02T10:00:00.000Z", "answer.falls": said("Twice.")}
    records = [
        Record("patient", person, person, "core", 1, {"family_name": "Okafor"}),
        Record("assessment", id_of(person), person, "more", 1, given),
        Record("answer_row", new_id(), person, "more", 1, {"assessment": id_of(person), "group": "aids", "answer.aid": said("a stick")}),
    ]
    now = wall_clock.now()
    services.load([BundleLoad(person, "patient", place.id, person, records)], author=new_id(), made_at=now, today=wall_clock.day_of(now))
    assert look.one("SELECT answers FROM assessment WHERE patient_id = :p", p=person) == {"falls": said("Twice.")}
    assert set(look.record(id_of(person)).stamps) == {"about", "status", "completion", "answer.falls"}
    assert look.one("SELECT outside FROM bundle WHERE id = :p", p=person) == {"more": {"assessment": 1, "answer_row": 1}}


def test_a_kind_whose_patterns_are_others_than_the_policies_does_not_register(app_context: Any) -> None:
    known = registry.known("assessment")
    assert known is not None
    with pytest.raises(registry.WrongKind, match="patterns"):
        registry.register(registry.Synced("assessment", known.synced.model, known.synced.schema))
