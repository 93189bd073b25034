"""What a place's own form asks to be acted on: by a score, by a row, by a named expression; once for the same answers, and again for others."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from backend import wall_clock
from backend.assessments import jobs, scoring, services
from backend.assessments.definition import ALERT, CALCULATED, VARIABLE
from backend.assessments.nodes import Row
from tests.record.conftest import Desk, Look, endings, new_id

HIGH = {"url": ALERT, "valueCode": "high"}


def computed(link_id: str, type_: str, said: str, *more: dict[str, Any]) -> dict[str, Any]:
    calculated = {"url": CALCULATED, "valueExpression": {"language": "text/fhirpath", "expression": said}}
    return {"linkId": link_id, "text": link_id, "type": type_, "readOnly": True, "extension": [calculated, *more]}


def number(link_id: str) -> dict[str, Any]:
    return {"linkId": link_id, "text": link_id, "type": "integer"}


MANY = "%resource.item.where(linkId='wound').item.where(linkId='pus').answer.value.max().select(iif($this > 5, 'Act'))"
SUM = "%resource.item.where(linkId='a').answer.value + %resource.item.where(linkId='b').answer.value"
HOT = {"name": "hot", "language": "text/fhirpath", "expression": "%resource.item.where(linkId='warm').answer.value"}
FORM = {
    "resourceType": "Questionnaire",
    "url": "https://example.org/leg",
    "version": "1",
    "title": "Leg",
    "status": "active",
    "copyright": "Ours.",
    "extension": [{"url": VARIABLE, "valueExpression": HOT}],
    "item": [
        *(number(name) for name in ("a", "b", "warm", "beside")),
        computed("score", "integer", SUM),
        computed("much", "string", "%resource.item.where(linkId='score').answer.value.select(iif($this >= 12, 'Act'))", HIGH),
        computed("heat", "string", "%hot.select(iif($this > 38, 'Cool it'))", HIGH),
        {"linkId": "wound", "text": "Wound", "type": "group", "repeats": True, "item": [number("pus"), computed("infected", "string", MANY, HIGH)]},
    ],
}


class Leg:
    """The form published, and one assessment of somebody by it."""

    def __init__(self, place: str, nurse: Desk, patient: str, look: Look) -> None:
        now, manager = wall_clock.now(), services.shipper(place)
        form, _ = services.upload(FORM, manager, now)
        services.publish(form, manager, now)
        self.nurse, self.patient, self.rows = nurse, patient, look.rows
        visit = new_id()
        self.id = str(services.uuid.uuid5(services.NAMESPACE, f"assessment:{visit}:{FORM['url']}"))
        self.write("assessment", self.id, {"questionnaire": FORM["url"], "version": "1", "visit": visit, "status": "in-progress"})

    def write(self, kind: str, id_: str, fields: dict[str, Any], saw: dict[str, Any] | None = None) -> None:
        part = {} if saw else {"part": "more"}
        result = self.nurse.write(self.nurse.change(kind, id_, self.patient, fields, saw, **part))
        assert endings(result) == ["Applied"], result

    def says(self, **answers: int) -> int:
        """Somebody answers, the server looks; returns how many alerts stand."""
        for name, value in answers.items():
            before = self.rows(f"select answers -> '{name}' from assessment")[0][0]
            said = {"answer": [{"valueInteger": value}]}
            self.write("assessment", self.id, {f"answer.{name}": said}, {f"answer.{name}": before})
        return self.look()

    def row(self, pus: int) -> int:
        answers = {"assessment": self.id, "group": "wound", "position": 1.0, "answer.pus": {"answer": [{"valueInteger": pus}]}}
        self.write("answer_row", new_id(), answers)
        return self.look()

    def look(self) -> int:
        jobs.look(self.id)
        return len(self.rows("select 1 from alert where status = 'active'"))

    def end(self) -> None:
        """Somebody acts on what stands, and ends it."""
        for (alert,) in self.rows("select id::text from alert where status = 'active'"):
            ended = {"status": "ended", "status_reason": "Done"}
            self.write("alert", alert, ended, {"status": "active", "status_reason": None})


@pytest.fixture
def leg(app_context: Flask, place: Any, nurse: Desk, patient: str, look: Look) -> Leg:
    return Leg(place.id, nurse, patient, look)


def test_a_higher_score_alerts_again_after_the_first_alert_was_ended_and_what_it_does_not_read_does_not(leg: Leg) -> None:
    assert leg.says(a=6, b=5) == 0
    assert leg.says(b=6) == 1
    assert leg.says(b=8) == 1, "while one stands there is none beside it"
    leg.end()
    assert leg.look() == 1, "what came while it stood was never read by who ended the first"
    leg.end()
    assert leg.says(beside=3) == 0
    assert leg.says(b=14) == 1


def test_a_second_row_alerts_after_the_alert_of_the_first_was_ended(leg: Leg) -> None:
    assert leg.row(pus=9) == 1
    leg.end()
    assert leg.look() == 0
    assert leg.row(pus=8) == 1
    leg.end()
    assert leg.look() == 0


def test_an_alert_that_reads_a_named_expression_goes_by_what_that_reads(leg: Leg) -> None:
    assert leg.says(warm=39) == 1
    leg.end()
    assert leg.says(beside=1) == 0
    assert leg.says(warm=40) == 1


def test_two_matters_of_one_form_stand_side_by_side(leg: Leg) -> None:
    assert leg.says(warm=39, a=12, b=1) == 2


def test_an_alert_is_raised_though_a_question_that_it_reads_too_is_one_that_no_tablet_can_show() -> None:
    hidden = {"linkId": "b", "text": "b", "type": "choice", "answerValueSet": "https://example.org/kept-elsewhere"}
    either = "(%resource.item.where(linkId='a').answer.value > 5 or %resource.item.where(linkId='b').answer.exists()).select(iif($this, 'Act'))"
    form = {"item": [number("a"), hidden, computed("act", "string", either, HIGH)]}
    said = {"answer.a": {"answer": [{"valueInteger": 9}]}}
    assert scoring.fill(form, said, all_enabled=True).alerts == {("act", ""): ("high", "Act")}
    assert scoring.fill(form, said).values == {"act": None}, "of what stands beside a signature it is not known, as on the tablet"


def test_the_alert_of_one_question_keeps_the_id_that_its_answer_always_gave() -> None:
    definition = {
        "item": [number("q"), computed("act", "string", "%resource.item.where(linkId='q').answer.value.select(iif($this > 0, 'Act'))", HIGH)]
    }
    said = {"answer.q": {"answer": [{"valueInteger": 2}]}}
    mine, others = jobs.alert_ids(definition, "an assessment", ("act", ""), said, [Row("r", "elsewhere", None, 0.0, {})])
    expected = services.uuid.uuid5(services.NAMESPACE, 'alert:an assessment:act:[[{"valueInteger": 2}]]')
    assert (mine, others) == (str(expected), set())
