"""Assessments through the record, on PostgreSQL: two begin one, answers by themselves, how long it is carried (R1, R8, M3)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from backend import wall_clock
from backend.record import Record, registry, services, windows
from backend.record.services import BundleLoad
from sync.ids import derived
from tests.access.world import FORM
from tests.record.assessments.conftest import ABOUT, answer, begin, conflict_of, id_of, read, row, said, settle, sign
from tests.record.conftest import Desk, Look, endings, new_id

pytestmark = pytest.mark.usefixtures("soundness")


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


def test_r1_a_row_of_an_assessment_that_is_not_there_is_refused(nurse: Desk, patient: str) -> None:
    assert endings(nurse.write(row(nurse, patient, "a stick"))) == ["Refused not-found"]


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
