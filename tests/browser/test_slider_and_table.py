"""Two controls that no shipped form has, and a place's own may: a slider and a table of choices, by mouse, touch and keyboard; and a signature
that an older tablet let somebody put over what the form needs and nobody answered."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from ops.benchmarks.push_pull import Client
from ops.stack import ROOT, Running
from sync import signing
from sync.change import Record as Line
from tests.browser.keys import press, reach
from tests.browser.record import Record
from tests.browser.tablet import KEMI, Tablet
from tests.browser.test_accessible import Eyes
from tests.browser.test_assessments_in_use import begin, news

pytestmark = pytest.mark.browser

PATIENT = "Ada Cooper"
URL = "https://example.org/forms/comfort"
CORE = "http://hl7.org/fhir/StructureDefinition/"
OFTEN = ("Never", "Sometimes", "Always")


def control(code: str) -> dict[str, Any]:
    return {"url": CORE + "questionnaire-itemControl", "valueCodeableConcept": {"coding": [{"code": code}]}}


def words(link_id: str, code: str, text: str) -> dict[str, Any]:
    return {"linkId": link_id, "type": "display", "text": text, "extension": [control(code)]}


def slider(link_id: str, text: str, type_: str = "integer", *limits: dict[str, Any], **more: Any) -> dict[str, Any]:
    ends = [
        {"url": CORE + "minValue", "valueInteger" if type_ == "integer" else "valueDecimal": 0},
        {"url": CORE + "maxValue", "valueInteger" if type_ == "integer" else "valueDecimal": 10},
    ]
    return {"linkId": link_id, "type": type_, "text": text, "extension": [control("slider"), *ends, *limits], **more}


def row(link_id: str, text: str, **more: Any) -> dict[str, Any]:
    return {
        "linkId": link_id,
        "type": "choice",
        "text": text,
        "answerOption": [{"valueCoding": {"code": each, "display": each}} for each in OFTEN],
        **more,
    }


COMFORT = {
    "resourceType": "Questionnaire",
    "url": URL,
    "version": "1",
    "status": "active",
    "title": "Comfort",
    "item": [
        {
            "linkId": "g",
            "type": "group",
            "text": "How comfortable is it",
            "item": [
                slider("rest", "How well do you rest?", item=[words("rest.low", "lower", "not at all"), words("rest.high", "upper", "very well")]),
                slider("pain", "How much does it hurt?", "decimal", {"url": CORE + "maxDecimalPlaces", "valueInteger": 1}, required=True),
                {
                    "linkId": "t",
                    "type": "group",
                    "text": "How often in the last week",
                    "extension": [control("gtable")],
                    "item": [
                        {"linkId": "t.says", "type": "display", "text": "Day and night together."},
                        row("t.sleep", "Slept through", required=True),
                        row("t.out", "Was out of the house"),
                        row("t.fixed", "As the office has it", readOnly=True, initial=[{"valueCoding": {"code": "Always", "display": "Always"}}]),
                    ],
                },
            ],
        }
    ],
}


def answers(record: Record, assessment: str) -> dict[str, Any]:
    held = record.one("select answers from assessment where id = %s", assessment)["answers"] or {}
    return {link_id: next(iter(value["answer"][0].values())) for link_id, value in held.items() if value and value.get("answer")}


def at(page: Page, slider: Locator, part: float) -> tuple[float, float]:
    """A place on a slider, from 0 to 1 of its width."""
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    assert box
    return box["x"] + box["width"] * part, box["y"] + box["height"] / 2


def tap(page: Page, x: float, y: float) -> None:
    """A finger, as the browser gets it from the glass."""
    session = page.context.new_cdp_session(page)
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    session.detach()


def test_a_slider_and_a_table_of_choices_by_mouse_touch_and_keyboard_and_for_everyone(
    new_tablet: Callable[..., Tablet], record: Record, served: Running
) -> None:
    publishing = [sys.executable, "-m", "ops.benchmarks.publishing"]
    subprocess.run(publishing, env=served.environment, cwd=ROOT, input=json.dumps([COMFORT]), text=True, check=True, capture_output=True)
    kemi = new_tablet(KEMI)
    page, eyes = kemi.page, Eyes(kemi)
    patient = record.patient(PATIENT)
    begin(kemi, PATIENT, "Comfort")
    rest, pain = (page.get_by_role("slider", name=f"{text}, slider") for text in ("How well do you rest?", "How much does it hurt?"))
    expect(rest).to_have_attribute("aria-valuetext", "Not answered yet")
    for end in ("0, not at all", "10, very well"):
        expect(page.get_by_text(end, exact=True)).to_be_visible()
    eyes.look("a form with a slider and a table, unanswered", desktop=True, within="main")

    # The middle, where the handle waits, is an answer like any other: one press there says it.
    before = rest.bounding_box()
    page.mouse.click(*at(page, rest, 0.5))
    expect(rest).to_have_attribute("aria-valuetext", "5")
    after = rest.bounding_box()
    assert before is not None
    assert before == after, "what moves or shrinks when it is touched gives another value than was meant"
    assert before["width"] > 500
    page.mouse.click(*at(page, rest, 0.9))
    expect(rest).to_have_attribute("aria-valuetext", "9")
    kemi.up_to_date()
    [assessment] = [str(one["id"]) for one in record.rows("select id from assessment where patient_id = %s and questionnaire = %s", patient, URL)]
    assert answers(record, assessment) == {"rest": 9}

    # By keyboard: said where it stands, then moved by one; and the number beside it says the same, and refuses what is beyond.
    press(pain)
    expect(pain).to_have_attribute("aria-valuetext", "5")
    page.keyboard.press("ArrowRight")
    expect(pain).to_have_attribute("aria-valuetext", "5.1")
    number = page.get_by_role("textbox", name=re.compile("^How much does it hurt"))
    expect(number).to_have_value("5.1")
    number.fill("11")
    number.blur()
    expect(page.get_by_text("From 0 to 10.").last).to_be_visible()
    number.fill("2.5")
    number.blur()
    expect(pain).to_have_attribute("aria-valuetext", "2.5")
    kemi.up_to_date()
    assert answers(record, assessment) == {"rest": 9, "pain": 2.5}

    # By touch: a slider and a cell.
    tap(page, *at(page, pain, 0.8))
    expect(pain).to_have_attribute("aria-valuetext", re.compile(r"^(7\.[5-9]|8(\.[0-5])?)$"))
    table = page.get_by_role("table").filter(has_text="Slept through")
    asked = table.get_by_role("row").filter(has_text="Slept through")
    tap(page, *at(page, asked.get_by_role("radio", name=re.compile("^Sometimes")), 0.5))
    expect(asked.get_by_role("radio", name=re.compile("^Sometimes"))).to_be_checked()
    expect(asked).to_contain_text("Slept through (needed)")

    # By keyboard through a row; what nobody may change, and the words of the group, stand in it and take no answer.
    out = table.get_by_role("row").filter(has_text="Was out of the house")
    reach(out.get_by_role("radio").first)
    page.keyboard.press("ArrowDown")
    expect(out.get_by_role("radio", name=re.compile("^Sometimes"))).to_be_checked()
    expect(table).to_contain_text("Day and night together.")
    expect(table).to_contain_text("As the office has it Always")
    expect(table.get_by_role("radio")).to_have_count(2 * len(OFTEN))
    kemi.up_to_date()
    assert answers(record, assessment)["t.out"] == {"code": "Sometimes", "display": "Sometimes"}
    eyes.look("a form with a slider and a table, answered", desktop=True, within="main")

    # Taken back, and not asked for a reason, which is an answer to what is needed.
    asked.get_by_role("button", name=re.compile("^Take back")).click()
    asked.get_by_role("button", name=re.compile("^Not asked, because")).click()
    page.get_by_role("button", name="they were too tired").click()
    expect(page.get_by_role("group", name=re.compile("^Slept through"))).to_contain_text("Not asked, because they were too tired")
    kemi.up_to_date()
    held = record.one("select answers from assessment where id = %s", assessment)["answers"]
    assert held["t.sleep"] == {"answer": [], "not_asked": "they were too tired"}
    eyes.blame()

    marked(kemi, record, served, patient, assessment)


def marked(kemi: Tablet, record: Record, served: Running, patient: str, assessment: str) -> None:
    """An older tablet lets a part be signed in which a needed question is open: it is taken, marked, and whoever opens it reads why."""
    page = kemi.page
    page.get_by_role("textbox", name=re.compile("^How much does it hurt")).fill("")
    page.get_by_role("textbox", name=re.compile("^How much does it hurt")).blur()
    kemi.up_to_date()
    held = record.one("select answers from assessment where id = %s", assessment)["answers"]
    fields = {"questionnaire": URL, **{f"answer.{name}": value for name, value in held.items()}}
    content = signing.content(Line("assessment", assessment, patient, "more", 1, fields, {}), [], dict.fromkeys(held, "g"), "g")
    now, author = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z"), record.staff(KEMI)
    said = {"assessment": assessment, "section": "g", "content_hash": signing.hashed(content), "shown": {}, "signed_at": now, "staff": author}
    change = {"id": str(uuid.uuid4()), "kind": "signature", "record": str(uuid.uuid4()), "patient": patient, "bundle": patient, "author": author}
    client = Client(served.origin)
    client.sign_in(KEMI, served.password)
    sent = {"schema": 1, "held": [], "changes": [{**change, "made_at": now, "schema": 1, "saw": None, "set": said}], "newest_answered": None}
    _, answer = client.post("sync/push", sent)
    client.connection.close()
    assert [one["ending"] for one in json.loads(answer)["endings"]] == ["applied"], answer
    look = (
        "import sys; from backend.app import create_app; from backend.assessments import jobs\n"
        "with create_app().app_context(): jobs.look(sys.argv[1])"
    )
    subprocess.run([sys.executable, "-c", look, assessment], env=served.environment, cwd=ROOT, check=True, capture_output=True)
    assert record.one("select agrees from signature where assessment = %s", assessment)["agrees"] is False
    news(kemi)
    expect(page.get_by_text("Marked: this signature needs another look.")).to_be_visible(timeout=45_000)
    expect(page.get_by_text("“How much does it hurt?”: This needs an answer, or why it was not asked.")).to_be_visible()
    expect(page.get_by_text("You signed it: add or correct what is not right, and sign again.")).to_be_visible()
    eyes = Eyes(kemi)
    eyes.look("a marked part", desktop=True, within="main")
    kemi.patient(PATIENT)
    expect(page.get_by_role("region", name="Assessments")).to_contain_text("1 signature marked")
    eyes.blame()
