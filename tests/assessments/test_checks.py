"""Answers that do not fit are refused in place, with what is allowed; the rest is kept."""

from __future__ import annotations

from typing import Any

import pytest

from backend.assessments.checks import check_answers

CORE = "http://hl7.org/fhir/StructureDefinition/"


def limit(**more: Any) -> list[dict[str, Any]]:
    names = {"minValue", "maxValue"}
    return [{"url": CORE + name, ("valueDecimal" if name in names else "valueInteger"): value} for name, value in more.items()]


def coding(code: str, display: str, **more: Any) -> dict[str, Any]:
    return {"valueCoding": {"code": code, "display": display}, **more}


CALCULATED = {
    "url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression",
    "valueExpression": {"expression": "1"},
}
FRUIT = [coding("a", "Apples"), coding("b", "Pears")]
EXCLUSIVE = [{"url": CORE + "questionnaire-optionExclusive", "valueBoolean": True}]
KG = {"url": CORE + "questionnaire-unitOption", "valueCoding": {"code": "kg", "display": "kg"}}
SET = {"resourceType": "ValueSet", "id": "s", "compose": {"include": [{"system": "x", "concept": [{"code": "1", "display": "One"}]}]}}
AS = {"url": CORE + "entryFormat", "valueString": "E14"}
FORM = {
    "resourceType": "Questionnaire",
    "contained": [SET],
    "item": [
        {
            "linkId": "g",
            "type": "group",
            "item": [
                {"linkId": "yes", "type": "boolean"},
                {"linkId": "whole", "type": "integer", "extension": limit(minValue=1, maxValue=20)},
                {"linkId": "number", "type": "decimal", "extension": limit(maxValue=45, maxDecimalPlaces=1)},
                {"linkId": "line", "type": "string", "maxLength": 5},
                {"linkId": "post", "type": "string", "extension": [{"url": CORE + "regex", "valueString": "[A-Z]+[0-9]+"}, AS]},
                {"linkId": "file", "type": "attachment", "extension": [{"url": CORE + "mimeType", "valueCode": "image/jpeg"}, *limit(maxSize=2)]},
                {"linkId": "one", "type": "choice", "answerOption": [coding("a", "Apples"), coding("b", "Pears")]},
                {"linkId": "many", "type": "choice", "repeats": True, "answerOption": [*FRUIT, coding("0", "None", extension=EXCLUSIVE)]},
                {"linkId": "open", "type": "open-choice", "answerOption": [coding("a", "Apples")]},
                {"linkId": "set", "type": "choice", "answerValueSet": "#s"},
                {"linkId": "elsewhere", "type": "choice", "answerValueSet": "https://example.org/kept-elsewhere"},
                {"linkId": "day", "type": "date"},
                {"linkId": "then", "type": "dateTime"},
                {"linkId": "clock", "type": "time"},
                {"linkId": "amount", "type": "quantity", "extension": [KG, *limit(minValue=0)]},
                {"linkId": "three", "type": "string", "repeats": True, "extension": limit(**{"questionnaire-maxOccurs": 3})},
                {"linkId": "score", "type": "integer", "extension": [CALCULATED]},
            ],
        }
    ],
}

RIGHT: list[tuple[str, Any]] = [
    ("yes", [{"valueBoolean": False}]),
    ("whole", [{"valueInteger": 1}]),
    ("whole", [{"valueInteger": 20}]),
    ("number", [{"valueDecimal": 44.9}]),
    ("number", [{"valueDecimal": 45}]),
    ("line", [{"valueString": "12345"}]),
    ("post", [{"valueString": "E14"}]),
    ("file", [{"valueAttachment": {"contentType": "image/jpeg", "size": 2_000_000}}]),
    ("one", [{"valueCoding": {"code": "a", "display": "called otherwise"}}]),
    ("many", [coding("a", "Apples"), coding("b", "Pears")]),
    ("many", [coding("0", "None")]),
    ("open", [{"valueString": "Plums"}]),
    ("set", [{"valueCoding": {"system": "x", "code": "1"}}]),
    ("elsewhere", [{"valueCoding": {"code": "anything"}}]),
    ("day", [{"valueDate": "2024-02-29"}]),
    ("day", [{"valueDate": "1944"}]),
    ("then", [{"valueDateTime": "2026-11-24T09:30:00Z"}]),
    ("clock", [{"valueTime": "09:30:00"}]),
    ("amount", [{"valueQuantity": {"value": 3, "unit": "kg", "code": "kg"}}]),
    ("three", [{"valueString": "a"}, {"valueString": "b"}, {"valueString": "c"}]),
    ("yes", [{"valueBoolean": True, "extension": [{"url": "of another system"}]}]),
]
WRONG: list[tuple[str, Any, str]] = [
    ("yes", [{"valueString": "yes"}], "Yes or no."),
    ("yes", [{"valueBoolean": 1}], "Yes or no."),
    ("whole", [{"valueInteger": 0}], "From 1 to 20."),
    ("whole", [{"valueInteger": 21}], "From 1 to 20."),
    ("whole", [{"valueInteger": 2.5}], "A whole number."),
    ("whole", [{"valueInteger": True}], "A whole number."),
    ("whole", [{"valueDecimal": 2}], "A whole number."),
    ("number", [{"valueDecimal": 45.1}], "At most 45."),
    ("number", [{"valueDecimal": 36.55}], "At most 1 decimal."),
    ("number", [{"valueDecimal": float("nan")}], "A number."),
    ("line", [{"valueString": "123456"}], "At most 5 characters."),
    ("post", [{"valueString": "e14"}], "As E14."),
    ("file", [{"valueAttachment": {"contentType": "text/html"}}], "A file of the kind image/jpeg."),
    ("file", [{"valueAttachment": {"contentType": "image/jpeg", "size": 2_000_001}}], "At most 2 MB."),
    ("line", [{"valueString": "   "}], "Write something"),
    ("line", [{"valueString": "a\x00"}], "cannot be shown"),
    ("one", [{"valueCoding": {"code": "c"}}], "One of: Apples, Pears."),
    ("one", [{"valueCoding": {"code": "a", "system": "another"}}], "One of: Apples, Pears."),
    ("one", [{"valueString": "Apples"}], "One of: Apples, Pears."),
    ("one", [coding("a", "Apples"), coding("b", "Pears")], "One answer only."),
    ("many", [coding("a", "Apples"), coding("a", "Apples")], "The same answer twice."),
    ("many", [coding("a", "Apples"), coding("0", "None")], "goes with no other"),
    ("open", [{"valueCoding": {"code": "zz"}}], "words of your own"),
    ("set", [{"valueCoding": {"system": "x", "code": "2"}}], "One of: One."),
    ("day", [{"valueDate": "2026-02-30"}], "A date that exists"),
    ("day", [{"valueDate": "24/11/2026"}], "A date that exists"),
    ("then", [{"valueDateTime": "2026-11-24T25:00:00Z"}], "A date and time"),
    ("clock", [{"valueTime": "9:30"}], "A time as"),
    ("amount", [{"valueQuantity": {"value": 3, "unit": "st"}}], "one of kg"),
    ("amount", [{"valueQuantity": {"value": -1, "code": "kg"}}], "At least 0."),
    ("amount", [{"valueQuantity": {"unit": "kg"}}], "A number with its unit."),
    ("three", [{"valueString": each} for each in "abcd"], "At most 3 answers."),
    ("yes", [{"valueBoolean": True, "valueString": "x"}], "one value"),
    ("yes", [{}], "one value"),
    ("yes", ["yes"], "an object"),
    ("yes", [{"valueBoolean": True, "item": []}], "a field of its own"),
    ("score", [{"valueInteger": 3}], "worked out"),
    ("g", [{"valueBoolean": True}], "no question"),
    ("nowhere", [{"valueBoolean": True}], "no such question"),
]


@pytest.mark.parametrize(("link_id", "entries"), RIGHT)
def test_an_answer_that_fits_is_taken(link_id: str, entries: Any) -> None:
    assert check_answers(FORM, {f"answer.{link_id}": {"answer": entries}}) == {}


@pytest.mark.parametrize(("link_id", "entries", "said"), WRONG)
def test_an_answer_that_does_not_fit_is_refused_with_what_is_allowed_and_the_rest_is_kept(link_id: str, entries: Any, said: str) -> None:
    found = check_answers(FORM, {"answer.then": None, "status": "completed", f"answer.{link_id}": {"answer": entries}})
    assert list(found) == [f"answer.{link_id}"]
    assert said in found[f"answer.{link_id}"]


def test_why_it_was_not_asked_is_an_answer_but_not_beside_one() -> None:
    assert check_answers(FORM, {"answer.yes": {"not_asked": "Asleep"}}) == {}
    assert "Either" in check_answers(FORM, {"answer.yes": {"answer": [{"valueBoolean": True}], "not_asked": "Asleep"}})["answer.yes"]
    assert "Why" in check_answers(FORM, {"answer.yes": {"not_asked": ""}})["answer.yes"]


@pytest.mark.parametrize("value", [3, "yes", [], {"answer": "yes"}, {"answer": [{"valueBoolean": True}], "from": "her"}])
def test_what_is_no_answer_at_all_is_refused(value: Any) -> None:
    assert set(check_answers(FORM, {"answer.yes": value})) == {"answer.yes"}


@pytest.mark.parametrize("definition", [{}, {"item": 3}, {"item": [None, {"linkId": 4}, {"linkId": "yes", "type": ["x"], "item": {}}]}])
def test_a_definition_that_is_none_breaks_nothing(definition: Any) -> None:
    assert isinstance(check_answers(definition, {"answer.yes": {"answer": [{"valueBoolean": True}]}}), dict)
