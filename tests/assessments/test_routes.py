"""Forms and responses over HTTP: who may, who may not, and what is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask import Flask

from backend import wall_clock
from backend.assessments import assembling, services
from tests.record.conftest import Desk, Look, endings, new_id

API = "/api/v1"
MRC = assembling.shipped_one("mrc-dyspnoea")
FORM = {
    "resourceType": "Questionnaire",
    "url": "https://example.org/q",
    "version": "1",
    "title": "Tea",
    "copyright": "Ours.",
    "item": [{"linkId": "a", "text": "Tea?", "type": "boolean"}],
}


@pytest.fixture
def signed_in(new_client: Any, sign_in: Any) -> Any:
    """`signed_in(place.nurse)`: her browser."""

    def make(person: Any) -> Any:
        client = new_client()
        sign_in(client, person)
        return client

    return make


def test_a_manager_previews_keeps_publishes_and_retires_a_form(signed_in: Any, place: Any) -> None:
    manager = signed_in(place.manager)
    seen = manager.post(f"{API}/questionnaires/preview", json={"definition": FORM})
    assert seen.status_code == 200, seen.json
    assert (seen.json["taken"], seen.json["problems"]) == (True, [])
    assert [(each["item"], each["text"], each["level"]) for each in seen.json["items"]] == [("a", "Tea?", 0)]
    assert manager.get(f"{API}/questionnaires").json["forms"] == []
    kept = manager.post(f"{API}/questionnaires", json={"definition": FORM})
    assert kept.status_code == 201, kept.json
    form = kept.json["id"]
    for verb, body, status in (("publish", {}, "active"), ("retire", {"reason": "No longer"}, "retired")):
        assert manager.post(f"{API}/questionnaires/{form}/{verb}", json=body).status_code == 200
        assert [(each["id"], each["status"]) for each in manager.get(f"{API}/questionnaires").json["forms"]] == [(form, status)]
    again = manager.post(f"{API}/questionnaires", json={"definition": {**FORM, "title": "Coffee"}})
    assert (again.status_code, again.json["retryable"]) == (409, False)


def test_a_bad_form_is_refused_with_each_item_named(signed_in: Any, place: Any) -> None:
    items = [{"linkId": "a", "text": "<script>x</script>", "type": "boolean"}, {"linkId": "b", "text": "B", "type": "tea"}]
    answer = signed_in(place.manager).post(f"{API}/questionnaires", json={"definition": {**FORM, "item": items}})
    assert answer.status_code == 422
    assert set(answer.json["errors"]) == {"a", "b"}
    assert "<script" not in answer.text


@pytest.mark.parametrize("levels", [200, 50_000])
def test_a_form_nested_beyond_reading_is_refused_by_the_item_at_which_it_went_too_deep(signed_in: Any, place: Any, levels: int) -> None:
    text = json.dumps({"definition": FORM})[:-3] + ', {"linkId": "in", "item": [' * levels + "]}" * levels + "]}}"
    answer = signed_in(place.manager).post(f"{API}/questionnaires", data=text, content_type="application/json")
    assert answer.status_code == 422, answer.text
    assert list(answer.json["errors"]) == ["in"]


@pytest.mark.parametrize("levels", [200, 50_000])
def test_looking_at_a_form_nested_beyond_reading_says_at_which_item_it_went_too_deep(signed_in: Any, place: Any, levels: int) -> None:
    text = json.dumps({"definition": FORM})[:-3] + ', {"linkId": "in", "item": [' * levels + "]}" * levels + "]}}"
    answer = signed_in(place.manager).post(f"{API}/questionnaires/preview", data=text, content_type="application/json")
    assert answer.status_code == 200, answer.text
    assert (answer.json["taken"], [each["item"] for each in answer.json["problems"]]) == (False, ["in"])
    nurse = signed_in(place.nurse).post(f"{API}/questionnaires/preview", data=text, content_type="application/json")
    assert nurse.status_code == 403


def test_how_much_a_form_is_used_is_told_in_numbers_to_who_may_publish_and_to_nobody_else(
    signed_in: Any, place: Any, nurse: Desk, breathless: tuple[str, str]
) -> None:
    patient, assessment = breathless

    def used(person: Any) -> tuple[Any, Any]:
        (form,) = [each for each in signed_in(person).get(f"{API}/questionnaires").json["forms"] if each["url"] == MRC["url"]]
        return form["begun"], form["being_filled"]

    assert used(place.manager) == (None, None), "1 is fewer than 5: it is not told"
    assert used(place.nurse) == (None, None)
    saw = {"status": "in-progress", "status_reason": None}
    done = nurse.change("assessment", assessment, patient, {"status": "completed", "status_reason": None}, saw=saw)
    assert endings(nurse.write(done)) == ["Applied"]
    assert used(place.manager) == (None, None)
    saw = {"status": "completed", "status_reason": None}
    wrong = nurse.change("assessment", assessment, patient, {"status": "entered-in-error", "status_reason": "Not hers."}, saw=saw)
    assert endings(nurse.write(wrong)) == ["Applied"]
    assert used(place.manager) == (0, 0)


def test_only_managers_and_administrators_publish(signed_in: Any, place: Any, app_context: Flask) -> None:
    nurse = signed_in(place.nurse)
    assert nurse.get(f"{API}/questionnaires").status_code == 200
    form = services.form_id(place.id, FORM["url"], "1")
    for address, body in (
        ("", {"definition": FORM}),
        ("/preview", {"definition": FORM}),
        (f"/{form}/publish", {}),
        (f"/{form}/retire", {"reason": "x"}),
    ):
        assert nurse.post(f"{API}/questionnaires{address}", json=body).status_code == 403


def test_a_form_of_another_place_does_not_exist(signed_in: Any, place: Any) -> None:
    manager = signed_in(place.manager)
    elsewhere = services.form_id(new_id(), FORM["url"], "1")
    assert manager.post(f"{API}/questionnaires/{elsewhere}/publish", json={}).status_code == 404


@pytest.fixture
def breathless(app_context: Flask, place: Any, nurse: Desk, patient: str) -> tuple[str, str]:
    """An assessment of a patient of the nurse; (patient, assessment)."""
    services.ship(place.id, wall_clock.now())
    visit = new_id()
    id_ = str(services.uuid.uuid5(services.NAMESPACE, f"assessment:{visit}:{MRC['url']}"))
    about = {"questionnaire": MRC["url"], "version": "1.0.0", "visit": visit, "status": "in-progress"}
    answer = {"answer.mrc-dyspnoea.grade": {"answer": [{"valueCoding": {"code": "4"}}]}}
    assert endings(nurse.write(nurse.change("assessment", id_, patient, {**about, **answer}, part="more"))) == ["Applied"]
    return patient, id_


def test_who_is_granted_reads_an_assessment_as_fhir_and_it_stands_in_the_audit_trail(
    signed_in: Any, place: Any, breathless: tuple[str, str], look: Look
) -> None:
    patient, assessment = breathless
    answer = signed_in(place.nurse).get(f"{API}/patients/{patient}/assessments/{assessment}/response")
    assert answer.status_code == 200, answer.text
    found = json.loads(answer.text)
    assert (found["resourceType"], found["questionnaire"], found["status"]) == ("QuestionnaireResponse", f"{MRC['url']}|1.0.0", "in-progress")
    assert found["subject"] == {"reference": f"Patient/{patient}"}
    assert '"valueInteger": 4' in answer.text  # the score that the form works out
    assert look.rows("select staff_id::text from audit_event where what = 'read'") == [(place.nurse.id,)]


@pytest.mark.parametrize("who", ["manager", "social_worker"])
def test_for_who_is_not_granted_it_does_not_exist(signed_in: Any, place: Any, breathless: tuple[str, str], who: str) -> None:
    patient, assessment = breathless
    reader = signed_in(getattr(place, who))
    there = reader.get(f"{API}/patients/{patient}/assessments/{assessment}/response")
    nowhere = reader.get(f"{API}/patients/{new_id()}/assessments/{new_id()}/response")
    assert there.status_code == nowhere.status_code == 404
    assert there.json["detail"] == nowhere.json["detail"]


def test_an_assessment_of_another_patient_is_not_read_under_this_one(signed_in: Any, place: Any, nurse: Desk, breathless: tuple[str, str]) -> None:
    _, assessment = breathless
    other = new_id()
    assert endings(nurse.write(nurse.person(other))) == ["Applied"]
    assert signed_in(place.nurse).get(f"{API}/patients/{other}/assessments/{assessment}/response").status_code == 404
