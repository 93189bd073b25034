"""R4's enableWhen on the server: every operator, all and any, rows, and what is inside what is not asked."""

from __future__ import annotations

from typing import Any

import pytest

from backend.assessments import scoring
from backend.assessments.nodes import Row


def form(*conditions: dict[str, Any], behaviour: str = "all", type_: str = "integer") -> dict[str, Any]:
    more = {"enableWhen": list(conditions), "enableBehavior": behaviour}
    group = {"linkId": "b", "type": "group", "item": [{"linkId": "in", "type": "string"}], **more}
    return {"item": [{"linkId": "a", "type": type_}, {"linkId": "c", "type": "boolean"}, group]}


def is_asked(definition: dict[str, Any], **answers: Any) -> bool:
    fields = {f"answer.{name}": {"answer": [value]} for name, value in answers.items()}
    found = scoring.fill(definition, fields).enabled
    assert ("in" in found) == ("b" in found)  # what stands in it goes with it
    return "b" in found


@pytest.mark.parametrize(
    ("operator", "below", "same", "above"),
    [
        ("=", False, True, False),
        ("!=", True, False, True),
        (">", False, False, True),
        ("<", True, False, False),
        (">=", False, True, True),
        ("<=", True, True, False),
    ],
)
def test_each_operator_on_numbers(operator: str, below: bool, same: bool, above: bool) -> None:
    definition = form({"question": "a", "operator": operator, "answerInteger": 5})
    assert [is_asked(definition, a={"valueInteger": value}) for value in (4, 5, 6)] == [below, same, above]


def test_exists_and_not() -> None:
    for wanted in (True, False):
        definition = form({"question": "a", "operator": "exists", "answerBoolean": wanted})
        assert is_asked(definition) is not wanted
        assert is_asked(definition, a={"valueInteger": 0}) is wanted


def test_an_unanswered_question_meets_no_comparison() -> None:
    for operator in ("=", ">", "<", ">=", "<="):
        assert not is_asked(form({"question": "a", "operator": operator, "answerInteger": 0}))


def test_codings_by_code_and_where_both_say_it_by_system() -> None:
    definition = form({"question": "a", "operator": "=", "answerCoding": {"code": "x", "system": "s"}}, type_="choice")
    assert is_asked(definition, a={"valueCoding": {"code": "x", "system": "s", "display": "X"}})
    assert not is_asked(definition, a={"valueCoding": {"code": "x", "system": "t"}})
    assert not is_asked(definition, a={"valueCoding": {"code": "y", "system": "s"}})


def test_all_and_any() -> None:
    conditions = ({"question": "a", "operator": "=", "answerInteger": 1}, {"question": "c", "operator": "=", "answerBoolean": True})
    one = {"a": {"valueInteger": 1}}
    both = {**one, "c": {"valueBoolean": True}}
    assert [is_asked(form(*conditions), **one), is_asked(form(*conditions), **both)] == [False, True]
    assert [is_asked(form(*conditions, behaviour="any"), **one), is_asked(form(*conditions, behaviour="any"))] == [True, False]


def test_true_is_not_one() -> None:
    assert not is_asked(form({"question": "c", "operator": "=", "answerBoolean": True}), c={"valueInteger": 1})


def test_an_answer_to_what_is_not_asked_does_not_count() -> None:
    definition = {
        "item": [
            {"linkId": "a", "type": "boolean"},
            {"linkId": "b", "type": "boolean", "enableWhen": [{"question": "a", "operator": "=", "answerBoolean": True}]},
            {"linkId": "c", "type": "boolean", "enableWhen": [{"question": "b", "operator": "=", "answerBoolean": True}]},
        ]
    }
    yes = {"answer": [{"valueBoolean": True}]}
    assert scoring.fill(definition, {"answer.b": yes}).enabled == {"a"}
    assert scoring.fill(definition, {"answer.a": yes, "answer.b": yes}).enabled == {"a", "b", "c"}


def test_forms_that_wait_for_themselves_come_to_an_end() -> None:
    definition = {
        "item": [
            {"linkId": "a", "type": "boolean", "enableWhen": [{"question": "b", "operator": "exists", "answerBoolean": False}]},
            {"linkId": "b", "type": "boolean", "enableWhen": [{"question": "a", "operator": "exists", "answerBoolean": True}]},
        ]
    }
    yes = {"answer": [{"valueBoolean": True}]}
    assert scoring.fill(definition, {"answer.a": yes, "answer.b": yes}).enabled <= {"a", "b"}


def test_in_rows_the_answer_of_the_same_row_counts() -> None:
    inner = {"linkId": "in", "type": "string", "enableWhen": [{"question": "ask", "operator": "=", "answerBoolean": True}]}
    summary = "%resource.item.where(linkId='g').item.where(linkId='in').answer.value.join(', ')"
    calculated = {
        "url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression",
        "valueExpression": {"expression": summary},
    }
    definition = {
        "item": [
            {"linkId": "g", "type": "group", "repeats": True, "item": [{"linkId": "ask", "type": "boolean"}, inner]},
            {"linkId": "all", "type": "string", "extension": [calculated]},
        ]
    }

    def row(id_: str, ask: bool) -> Row:
        return Row(id_, "g", None, 0.0, {"answer.ask": {"answer": [{"valueBoolean": ask}]}, "answer.in": {"answer": [{"valueString": id_}]}})

    assert scoring.fill(definition, {}, [row("one", True), row("two", False), row("three", True)]).values["all"] == "one, three"


def test_an_expression_that_fails_gives_nothing_and_the_others_go_on() -> None:
    def item(link_id: str, text: str) -> dict[str, Any]:
        url = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression"
        return {"linkId": link_id, "type": "integer", "extension": [{"url": url, "valueExpression": {"expression": text}}]}

    definition = {"item": [item("broken", "1 & "), item("two", "1 | 2"), item("text", "'a'"), item("unknown", "%nobody + 1"), item("good", "1 + 1")]}
    assert scoring.fill(definition, {}).values == {"broken": None, "two": None, "text": None, "unknown": None, "good": 2}


def test_an_alert_that_reads_a_score_is_raised_outside_rows_and_in_them() -> None:
    calculated = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression"

    def computed(link_id: str, type_: str, text: str, *more: dict[str, Any]) -> dict[str, Any]:
        return {"linkId": link_id, "type": type_, "extension": [{"url": calculated, "valueExpression": {"expression": text}}, *more]}

    high = {"url": "https://alongside.example/fhir/alert", "valueCode": "high"}
    alert = "%resource.item.where(linkId='score').answer.value.select(iif($this > 5, 'Act'))"
    definition = {
        "item": [
            {"linkId": "a", "type": "integer"},
            computed("score", "integer", "%resource.item.where(linkId='a').answer.value * 2"),
            computed("alert", "string", alert, high),
            {
                "linkId": "row",
                "type": "group",
                "repeats": True,
                "item": [
                    {"linkId": "in", "type": "integer"},
                    computed(
                        "inner",
                        "string",
                        "%resource.item.where(linkId='row').item.where(linkId='in').answer.value.select(iif($this > 5, 'Act'))",
                        high,
                    ),
                ],
            },
        ]
    }

    def raised(value: int, in_a_row: int) -> set[str]:
        row = Row("one", "row", None, 0.0, {"answer.in": {"answer": [{"valueInteger": in_a_row}]}})
        return {item for item, _ in scoring.fill(definition, {"answer.a": {"answer": [{"valueInteger": value}]}}, [row]).alerts}

    assert raised(3, 5) == {"alert"}
    assert raised(2, 6) == {"inner"}
    assert raised(2, 5) == set()
