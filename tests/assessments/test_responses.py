"""An assessment as a FHIR response and back."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import pytest

from backend.assessments import assembling, checks, scoring
from backend.assessments.nodes import Row
from backend.assessments.responses import from_response, to_response
from tests.assessments.answers import random_answers

KEYS = [str(each["url"]).rpartition("/")[2] for each in assembling.shipped()]


def no_id() -> str:
    raise AssertionError("every row has its id")


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("seed", range(5))
def test_what_goes_out_comes_back_as_it_was(key: str, seed: int) -> None:
    definition = assembling.shipped_one(key)
    fields, rows = random_answers(definition, Random(seed))
    assert checks.check_answers(definition, fields) == {}
    assert all(checks.check_answers(definition, row.fields) == {} for row in rows)
    out = json.loads(json.dumps(to_response(definition, fields, rows, values=scoring.fill(definition, fields, rows).values)))
    back = from_response(definition, out, no_id)
    assert back.fields == {name: value for name, value in fields.items() if value is not None}
    assert [(row.id, row.group, row.parent, row.fields) for row in back.rows] == [(row.id, row.group, row.parent, row.fields) for row in rows]
    assert back.kept == []
    assert to_response(definition, back.fields, back.rows) == to_response(definition, fields, rows)


INNER = {"linkId": "gg", "type": "group", "repeats": True, "item": [{"linkId": "deep", "type": "integer"}]}
NESTED: dict[str, Any] = {
    "resourceType": "Questionnaire",
    "url": "https://example.org/q",
    "version": "2",
    "item": [
        {"linkId": "q", "type": "choice", "answerOption": [{"valueString": "x"}], "item": [{"linkId": "under", "type": "string"}]},
        {"linkId": "g", "type": "group", "repeats": True, "item": [{"linkId": "in", "type": "string"}, INNER]},
        {"linkId": "many", "type": "string", "repeats": True, "item": [{"linkId": "each", "type": "boolean"}]},
    ],
}


def said(value: Any, name: str = "valueString") -> dict[str, Any]:
    return {"answer": [{name: value}]}


def test_questions_in_questions_and_rows_in_rows_stand_where_fhir_has_them() -> None:
    fields = {"answer.q": said("x"), "answer.under": said("below")}
    rows = [
        Row("r1", "g", None, 0.0, {"answer.in": said("one")}),
        Row("r2", "g", None, 1.0, {"answer.in": said("two")}),
        Row("r3", "gg", "r2", 0.0, {"answer.deep": said(3, "valueInteger")}),
        Row("m1", "many", None, 0.0, {"answer.many": said("first"), "answer.each": said(True, "valueBoolean")}),
        Row("m2", "many", None, 1.0, {"answer.many": said("second")}),
    ]
    out = to_response(NESTED, fields, rows)
    assert out["questionnaire"] == "https://example.org/q|2"
    assert out["item"][0]["answer"] == [{"valueString": "x", "item": [{"linkId": "under", "answer": [{"valueString": "below"}]}]}]
    assert [each["linkId"] for each in out["item"]] == ["q", "g", "g", "many"]
    assert [each["valueString"] for each in out["item"][3]["answer"]] == ["first", "second"]
    back = from_response(NESTED, out, no_id)
    assert back.fields == fields
    assert {row.id: (row.group, row.parent, row.fields) for row in back.rows} == {row.id: (row.group, row.parent, row.fields) for row in rows}


def test_why_it_was_not_asked_and_whose_answer_was_confirmed_travel_with_it() -> None:
    source = {"kind": "observation", "record": "0190", "at": "2026-11-02T09:00:00.000Z", "by": "0191"}
    fields = {"answer.q": {"not_asked": "She was asleep"}, "answer.under": {**said("y"), "from": source}}
    back = from_response(NESTED, to_response(NESTED, fields), no_id)
    assert back.fields == fields


def test_what_the_form_has_no_item_for_is_kept_where_it_stood() -> None:
    strange = {"linkId": "other", "answer": [{"valueString": "kept"}], "extension": [{"url": "x"}]}
    out = to_response(NESTED, {"answer.q": said("x")})
    out["item"].append(strange)
    out["item"][0]["answer"][0]["item"] = [strange]
    back = from_response(NESTED, out, no_id)
    assert sorted(each.under for each in back.kept) == ["", "q"]
    again = to_response(NESTED, back.fields, back.rows, kept=back.kept)
    assert json.dumps(again).count('"kept"') == 2


def test_a_response_of_another_system_gets_rows_with_new_ids() -> None:
    out = {"item": [{"linkId": "g", "item": [{"linkId": "in", "answer": [{"valueString": "one"}]}]}, {"linkId": "g", "item": []}]}
    ids = iter(["new-1", "new-2"])
    back = from_response(NESTED, out, lambda: next(ids))
    assert [(row.id, row.position, row.fields) for row in back.rows] == [("new-1", 0.0, {"answer.in": said("one")}), ("new-2", 1.0, {})]


def test_what_the_form_works_out_goes_out_and_is_not_taken_in() -> None:
    definition = assembling.shipped_one("mrc-dyspnoea")
    fields = {"answer.mrc-dyspnoea.grade": {"answer": [{"valueCoding": {"code": "4"}}]}}
    out = to_response(definition, fields, values=scoring.fill(definition, fields).values)
    assert '"linkId": "mrc-dyspnoea.score"' in json.dumps(out)
    assert from_response(definition, out, no_id).fields == fields


def test_an_extension_that_nobody_here_knows_stays_in_its_answer() -> None:
    entry = {"valueString": "x", "extension": [{"url": "https://example.org/who", "valueString": "her daughter"}]}
    fields = {"answer.q": {"answer": [entry]}}
    assert from_response(NESTED, to_response(NESTED, fields), no_id).fields == fields


@pytest.mark.parametrize("broken", [None, [], {}, {"item": 3}, {"item": [None, 3, {"linkId": 4}, {"linkId": "q", "answer": 7}]}])
def test_a_response_that_is_none_does_no_harm(broken: Any) -> None:
    assert from_response(NESTED, broken if isinstance(broken, dict) else {}, no_id).fields == {}


def test_what_else_a_value_holds_and_an_answer_to_a_question_that_is_not_in_the_form_come_back() -> None:
    fields = {"answer.q": {**said("x"), "item": {"text": "as it was asked"}}, "answer.of-another-version": said("kept")}
    assert from_response(NESTED, json.loads(json.dumps(to_response(NESTED, fields))), no_id).fields == fields


def test_a_response_says_what_fhir_says_of_what_was_not_asked() -> None:
    (item,) = to_response(NESTED, {"answer.q": {"not_asked": "She was asleep"}})["item"]
    assert {"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "not-asked"} in item["extension"]
