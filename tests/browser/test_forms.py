"""A manager's form: refused with the item named, mended, tried out, published; what was begun keeps its version, what begins takes the new."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.eyes import Eyes
from tests.browser.record import Record
from tests.browser.tablet import AXE, KEMI, Tablet

pytestmark = pytest.mark.browser

DANUTA = "danuta.lis@alongside.example"
PATIENT = "Yvonne Campbell"
TITLE = "Sleep, in short"
ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
CALCULATED = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression"
OURS = "https://alongside.example/fhir/"


def question(link_id: str, text: str, *answers: str) -> dict[str, Any]:
    """A choice whose first answer counts 0, the next 1, and so on."""
    options = [
        {"valueCoding": {"code": str(n), "display": display, "extension": [{"url": ORDINAL, "valueDecimal": n}]}} for n, display in enumerate(answers)
    ]
    return {"linkId": link_id, "text": text, "type": "choice", "answerOption": options}


def sleep(version: str, *items: dict[str, Any]) -> dict[str, Any]:
    """A form of one part that adds its answers up."""
    score = {
        "linkId": "sleep.score",
        "text": "Score",
        "type": "integer",
        "readOnly": True,
        "extension": [
            {"url": CALCULATED, "valueExpression": {"language": "text/fhirpath", "expression": "%resource.item.item.answer.value.ordinal().sum()"}}
        ],
    }
    group = {
        "linkId": "sleep",
        "text": "Sleep",
        "type": "group",
        "extension": [{"url": OURS + "instrument", "valueString": "sleep"}],
        "item": [*items, score],
    }
    return {
        "resourceType": "Questionnaire",
        "url": "https://example.org/forms/sleep",
        "version": version,
        "status": "active",
        "title": TITLE,
        "copyright": "Own form of the place.",
        "item": [group],
    }


NIGHTS = question("sleep.nights", "How are the nights?", "Good", "Some bad", "Mostly bad")
FIRST = sleep("1.0", NIGHTS)
WORRY = {
    **question("sleep.worry", "What keeps you awake?", "Nothing", "Pain", "Worry and pain"),
    "enableWhen": [{"question": "sleep.nights", "operator": "=", "answerCoding": {"code": "2"}}],
}
SECOND = sleep("1.1", {**NIGHTS, "text": "How were the nights this week?"}, WORRY)


def broken() -> dict[str, Any]:
    form = copy.deepcopy(SECOND)
    form["item"][0]["item"][1]["enableWhen"][0]["question"] = "sleep.nigths"
    form["item"][0]["item"][0]["type"] = "radio"
    return form


def to_forms(tablet: Tablet) -> None:
    tablet.page.get_by_role("navigation", name="Main").get_by_role("link", name="Forms").click()
    tablet.page.get_by_role("heading", name="Forms", level=1).wait_for()


def begin(tablet: Tablet, expected: str) -> None:
    page = tablet.page
    tablet.patient(PATIENT)
    page.get_by_role("button", name="Begin an assessment").click()
    page.get_by_role("searchbox", name="Which form?").fill(TITLE)
    page.get_by_role("button", name=re.compile(f"^{TITLE}")).click()
    page.get_by_role("group", name=expected).wait_for()


def test_a_new_version_is_judged_tried_out_and_published_and_what_was_begun_keeps_its_own(
    new_tablet: Callable[..., Tablet], record: Record, tmp_path: Path
) -> None:
    files: dict[str, Path] = {}
    for name, form in (("first", FIRST), ("broken", broken()), ("second", SECOND)):
        files[name] = tmp_path / f"{name}.json"
        files[name].write_text(json.dumps(form), encoding="utf-8")
    manager = new_tablet(DANUTA)
    page, eyes = manager.page, Eyes(manager)
    # Who reads no patient's record is offered none, and begins the day with what people say.
    expect(page.get_by_role("heading", name="What people say", level=1)).to_be_visible()
    expect(page.get_by_role("navigation", name="Main").get_by_role("link")).to_have_text(["People say", "Reports", "All teams", "Forms"])
    to_forms(manager)
    expect(page.get_by_role("main").get_by_role("link", name="Living at home")).to_be_visible()
    eyes.look("forms")

    # How long each part of a form takes the teams, in sum.
    page.get_by_role("main").get_by_role("link", name="Living at home").click()
    times = page.locator(".times").get_by_role("table")
    expect(times.get_by_role("row", name=re.compile("^Falls and mobility.* min"))).to_be_visible(timeout=45_000)
    expect(times.get_by_role("row")).to_have_count(15)
    eyes.look("how long a form takes")

    def keep(name: str) -> None:
        to_forms(manager)
        page.get_by_role("button", name="Upload a form").click()
        page.get_by_label(re.compile("^Choose a")).set_input_files(files[name])
        page.get_by_role("button", name="Keep it as a draft").click()
        page.get_by_role("heading", name=TITLE, level=1).wait_for()

    keep("first")
    page.get_by_role("button", name="Publish", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Publish version 1.0").click()
    expect(page.get_by_text("Version 1.0 is published.")).to_be_visible()

    # A nurse begins in the version that is in use.
    nurse = new_tablet(KEMI)
    begin(nurse, "How are the nights?")
    nurse.page.get_by_role("group", name="How are the nights?").get_by_role("radio", name=re.compile("^Mostly bad")).check()
    nurse.up_to_date()

    # The broken one is refused with each item named, and the screen waits for another try.
    to_forms(manager)
    page.get_by_role("button", name="Upload a form").click()
    page.get_by_label(re.compile("^Choose a")).set_input_files(files["broken"])
    refused = page.get_by_role("alert").filter(has_text="broken.json is not taken: 2 items need mending")
    for link_id, words in (
        ("sleep.nights", "There is no type “radio”."),
        ("sleep.worry", "It waits for a question that is not there: sleep.nigths."),
    ):
        expect(refused.get_by_role("listitem").filter(has=page.get_by_text(link_id, exact=True))).to_contain_text(words)
    expect(page.get_by_role("button", name="Keep it as a draft")).to_have_count(0)
    eyes.look("a form refused")
    page.get_by_label(re.compile("^Choose another")).set_input_files(files["second"])
    expect(page.get_by_text("second.json can be kept: 2 questions.")).to_be_visible()
    page.get_by_role("button", name="Keep it as a draft").click()
    page.get_by_role("heading", name=TITLE, level=1).wait_for()
    changes = page.get_by_role("region", name="What it changes")
    expect(changes).to_contain_text("It read “How are the nights?”, and reads “How were the nights this week?” now.")
    expect(changes.get_by_role("heading", name="1 item is new")).to_be_visible()

    # Tried out: empty, a branch that opens with its answer, a score that is worked out as one answers. Nothing of it is sent or kept.
    form = page.frame_locator("iframe")
    expect(form.get_by_text("How were the nights this week?").first).to_be_visible()
    expect(form.get_by_text("What keeps you awake?")).to_have_count(0)
    before, waiting = record.journal(manager.device), manager.disk()
    form.get_by_role("radio", name=re.compile("^Mostly bad")).check()
    form.get_by_role("group", name="What keeps you awake?").get_by_role("radio", name=re.compile("^Pain")).check()
    score = form.get_by_role("complementary", name="What the answers come to")
    expect(score.get_by_role("region", name="Sleep")).to_contain_text("3 of 4")
    eyes.look("a form tried out")
    inside = page.frames[-1]
    inside.evaluate(AXE.read_text(encoding="utf-8"))
    assert inside.evaluate("axe.run(document, {resultTypes: ['violations']}).then((found) => found.violations.map((one) => one.id))") == []
    page.get_by_role("group", name="On").get_by_role("radio", name="A tablet").check()
    expect(form.get_by_role("radio", name=re.compile("^Mostly bad"))).to_be_checked()
    page.get_by_role("button", name="Empty it").click()
    expect(form.get_by_text("How were the nights this week?").first).to_be_visible()
    expect(form.get_by_role("radio", checked=True)).to_have_count(0)
    assert (record.journal(manager.device), manager.disk()) == (before, waiting)

    page.get_by_role("button", name="Publish", exact=True).click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("New assessments take version 1.1")
    expect(dialog).to_contain_text("Assessments begun in version 1.0 are finished in it and keep their questions.")
    eyes.look("publishing a form")
    dialog.get_by_role("button", name="Publish version 1.1").click()
    expect(page.get_by_text("Version 1.1 is published.")).to_be_visible()
    expect(page.get_by_role("region", name="Versions").get_by_role("listitem").filter(has_text="Version 1.0")).to_contain_text("Retired")

    # The nurse's tablet hears of it: what she began stays as it was asked, and what she begins now is asked anew.
    nurse.ask_for_news()
    nurse.up_to_date()
    begun = nurse.page.get_by_role("group", name="How are the nights?")
    expect(begun.get_by_role("radio", name=re.compile("^Mostly bad"))).to_be_checked()
    begun.get_by_role("radio", name=re.compile("^Some bad")).check()
    nurse.up_to_date()
    code = "answers->'sleep.nights'->'answer'->0->'valueCoding'->>'code'"
    old = record.rows(f"select version, {code} as nights from assessment where questionnaire = %s", FIRST["url"])
    assert old == [{"version": "1.0", "nights": "1"}]
    nurse.patient("Lok Man Cheung")
    nurse.page.get_by_role("button", name="Begin an assessment").click()
    nurse.page.get_by_role("searchbox", name="Which form?").fill(TITLE)
    nurse.page.get_by_role("button", name=re.compile(f"^{TITLE}")).click()
    expect(nurse.page.get_by_role("group", name="How were the nights this week?")).to_be_visible()
    nurse.up_to_date()
    both = record.rows("select version from assessment where questionnaire = %s order by version", FIRST["url"])
    assert [row["version"] for row in both] == ["1.0", "1.1"]

    # Retired with a reason; a nurse has no such page at all.
    page.get_by_role("button", name="Retire").click()
    dialog.get_by_role("button", name="Retire it").click()
    expect(dialog).to_contain_text("Write why")
    dialog.get_by_label("Why?").fill("The sleep clinic asks this itself.")
    dialog.get_by_role("button", name="Retire it").click()
    expect(page.get_by_text("Retired: The sleep clinic asks this itself.").first).to_be_visible()
    manager.coverage.lose()
    to_forms(manager)
    page.get_by_role("button", name="Upload a form").click()
    page.get_by_label(re.compile("^Choose a")).set_input_files(files["second"])
    refused = page.get_by_role("alert").filter(has_text="No coverage just now.")
    expect(refused).to_be_visible()
    eyes.look("forms, no coverage")
    manager.coverage.regain()
    refused.get_by_role("button", name="Try again").click()
    expect(page.get_by_text("second.json can be kept: 2 questions.")).to_be_visible()
    eyes.blame()
    expect(nurse.page.get_by_role("navigation", name="Main").get_by_role("link", name="Forms")).to_have_count(0)
    nurse.page.goto(nurse.served.origin + "/forms")
    nurse.unlock()
    expect(nurse.page.get_by_role("heading", name="There is no such page")).to_be_visible()
