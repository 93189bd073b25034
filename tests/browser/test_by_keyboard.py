"""By keyboard alone: an assessment, a goal and a note, a visit, a photo and a body map, a team meeting, a manager's form. What has the focus shows
it, and no step loses it: where a button or a form goes from the page, what comes next has the focus."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.keys import press, reach
from tests.browser.record import Record
from tests.browser.tablet import KEMI, SHABNAM, Tablet
from tests.browser.test_forms import DANUTA, NIGHTS, sleep

pytestmark = pytest.mark.browser


def find(tablet: Tablet, name: str) -> None:
    """A patient's page, by search and key."""
    page = tablet.page
    press(page.get_by_role("link", name="Patients", exact=True))
    reach(page.get_by_role("searchbox"))
    page.keyboard.type(name)
    press(page.locator("main").get_by_role("link", name=name).first)
    page.get_by_role("region", name="Patient").get_by_role("heading", name=name).wait_for()


def begin_form(tablet: Tablet, title: str) -> None:
    """From the patient's page to the first part of a form."""
    page = tablet.page
    press(page.get_by_role("button", name="Begin an assessment"))
    reach(page.get_by_role("searchbox", name="Which form?"))
    page.keyboard.type(title)
    press(page.get_by_role("button", name=re.compile(f"^{title}")))
    page.get_by_role("heading", level=2).first.wait_for()


def into_the_frame(wanted: Locator) -> None:
    """As `reach`, where what is wanted stands in a page within the page, whose own focus it has."""
    for _ in range(150):
        if wanted.evaluate("(one) => one === one.ownerDocument.activeElement && one.ownerDocument.hasFocus()"):
            return
        wanted.page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {wanted}")


def test_an_assessment_a_goal_and_a_note_by_keyboard_alone(new_tablet: Callable[..., Tablet], record: Record) -> None:
    """From Patients on: begun, answered, reviewed and signed; the plan changed; something written. No pointer is used after the PIN."""
    tablet = new_tablet(KEMI)
    page, keys = tablet.page, tablet.page.keyboard
    name = "Nurjahan Rahman"
    patient = record.patient(name)
    find(tablet, name)
    begin_form(tablet, "PHQ-2")
    for question in ("Little interest", "Feeling down"):
        asked = page.get_by_role("group", name=re.compile(question))
        reach(asked.get_by_role("radio").first)
        keys.press("Space")
        expect(asked).to_contain_text(re.compile("on this tablet|sending|sent"))
    press(page.get_by_role("link", name=re.compile("^Review and sign")).first)
    page.get_by_role("heading", name="All parts", level=3).wait_for()
    press(page.get_by_role("button", name=re.compile("^Sign this")))
    expect(page.get_by_role("row").filter(has_text="Signed").first).to_be_visible()

    press(page.get_by_role("navigation", name="Back").get_by_role("link", name="Back to the record"))
    press(page.get_by_role("link", name="Care plan", exact=True))
    page.get_by_role("heading", name="Care plan", exact=True).wait_for()
    goal = record.goals(patient)[0]
    press(page.get_by_role("button", name="Change goal 1"))
    reach(tablet.target(1))
    keys.press("Control+a")
    keys.type("7")
    press(page.get_by_role("button", name="Done goal 1"))

    press(page.get_by_role("link", name="Timeline", exact=True))
    press(page.get_by_role("button", name="Write a note"))
    reach(page.get_by_role("textbox", name="Note"))
    keys.type("She chose Tuesday.")
    press(page.get_by_role("button", name="Done", exact=True))
    expect(page.get_by_text("She chose Tuesday.")).to_be_visible()
    tablet.up_to_date()
    stands = next(one for one in record.goals(patient) if one["id"] == goal["id"])
    assert stands["target"] == "7"
    sent = record.journal(tablet.device)
    assert {entry.ending for entry in sent} == {"applied"}
    assert {"assessment", "signature", "goal", "note"} <= {entry.kind for entry in sent}
    assert [entry.set["words"] for entry in sent if entry.kind == "note"] == ["She chose Tuesday."]


def test_a_visit_by_keyboard_alone(new_tablet: Callable[..., Tablet], record: Record) -> None:
    tablet = new_tablet(KEMI)
    page = tablet.page
    keys = page.keyboard
    reach(page.get_by_role("list").get_by_role("button", name="Mei Ling Chan", exact=True))
    keys.press("Enter")
    reach(page.get_by_role("complementary", name="Mei Ling Chan").get_by_role("link", name="Open visit"))
    keys.press("Enter")
    expect(page.get_by_role("heading", name="Mei Ling Chan")).to_be_focused()
    reach(page.get_by_role("button", name="I have arrived"))
    keys.press("Enter")
    expect(page.get_by_role("timer")).to_be_visible()
    tablet.up_to_date()
    record.until(lambda: len(record.journal(tablet.device)) == 1)
    reach(page.get_by_role("group", name="Hydroxocobalamin as charted").get_by_role("radio", name="Done", exact=True))
    keys.press("Space")
    reach(page.get_by_label("Pulse"))
    keys.type("72")
    reach(page.get_by_label("Note of this visit"))
    keys.type("Left arm. Told me about the dancing.")
    reach(page.get_by_role("button", name=re.compile("^Leave")))
    keys.press("Enter")
    expect(page.get_by_role("heading", name=re.compile(r"^Left \d\d:\d\d"))).to_be_visible()
    tablet.up_to_date()
    sent = [(entry.kind, entry.set.get("outcome") or entry.set.get("value") or entry.set.get("words")) for entry in record.journal(tablet.device)]
    assert sent == [
        ("attendance", None),
        ("done", "done"),
        ("observation", 72),
        ("note", "Left arm. Told me about the dancing."),
        ("attendance", "completed"),
    ]


def test_a_photo_and_a_body_map_by_keyboard_alone(new_tablet: Callable[..., Tablet], record: Record) -> None:
    """The camera, a second try, what it shows; then the places of the skin, each a question of the list beside the figure."""
    tablet = new_tablet(KEMI)
    page, keys = tablet.page, tablet.page.keyboard
    name = "Yvonne Campbell"
    patient = record.patient(name)
    find(tablet, name)
    press(page.get_by_role("link", name="Documents and photos"))
    opener = page.locator(".photos").get_by_role("button", name="Take a photo", exact=True)
    press(opener)
    camera = page.get_by_role("dialog", name="Take a photo")
    press(camera.get_by_role("button", name="Take photo", exact=True))
    expect(camera.get_by_role("button", name="Use this photo")).to_be_focused()
    press(camera.get_by_role("button", name="Take it again"))
    expect(camera.get_by_role("button", name="Take photo", exact=True)).to_be_focused()
    keys.press("Enter")
    expect(camera.get_by_role("button", name="Use this photo")).to_be_focused()
    keys.press("Enter")
    form = page.get_by_role("region", name=re.compile("not kept yet$"))
    expect(form.get_by_label("What is it of?")).to_be_focused()
    keys.type("Wound")
    reach(form.get_by_label("Where on the body, or in the home"))
    keys.type("Left heel")
    reach(form.get_by_label("What it shows"))
    keys.type("Skin whole, pink.")
    press(form.get_by_role("button", name="Keep this photo"))
    expect(form).to_be_hidden()
    expect(opener).to_be_focused()
    expect(page.get_by_role("img", name="Skin whole, pink.")).to_be_visible()

    press(page.get_by_role("link", name="Summary", exact=True))
    begin_form(tablet, "Skin check")
    for place, answer in (("Sacrum", 1), ("Left heel", 2)):
        asked = page.locator(".body-map").get_by_role("group", name=re.compile(place))
        reach(asked.get_by_role("radio").first)
        keys.press("Space")
        for _ in range(answer):
            keys.press("ArrowDown")
        expect(asked.get_by_role("radio").nth(answer)).to_be_checked()
    expect(page.locator(".body-map figcaption")).to_contain_text(re.compile("2 of 13 places looked at. .*sacrum: .*left heel: ", re.I))
    tablet.up_to_date()
    photo = record.one("select what, site, words from attachment where patient_id = %s and words = 'Skin whole, pink.'", patient)
    assert (photo["what"], photo["site"]) == ("wound", "Left heel")
    answers = record.one("select answers from assessment where patient_id = %s and questionnaire like '%%skin%%'", patient)["answers"]
    assert len([link for link in answers if "sacrum" in link or "left-heel" in link]) == 2


def test_a_team_meeting_by_keyboard_alone(new_tablet: Callable[..., Tablet], record: Record) -> None:
    """Planned and changed, somebody put on its list, who is here, what was said, decided and to be done, how it went; another one called off."""
    tablet = new_tablet(SHABNAM)
    page, keys = tablet.page, tablet.page.keyboard
    name, title = "Maureen Chapman", "Falls, an extra meeting"
    patient = record.patient(name)
    day = record.one("select (now() at time zone 'Europe/London')::date as day")["day"] + timedelta(days=1)

    def type_in(field: Locator, words: str) -> None:
        reach(field)
        keys.press("Control+a")
        keys.type(words)

    def plan(called: str) -> None:
        press(page.get_by_role("link", name="Meetings", exact=True))
        press(page.get_by_role("button", name="Plan a meeting"))
        form = page.get_by_role("region", name="A new meeting")
        type_in(form.get_by_label("Name of the meeting"), called)
        for part, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            type_in(form.get_by_role("group", name="Day").get_by_label(part, exact=True), str(value))
        type_in(form.get_by_label("From"), "13:00")
        press(form.get_by_role("button", name="Plan it"))
        expect(page.get_by_role("heading", name=called, level=1)).to_be_focused()

    plan("An idle one")
    press(page.get_by_role("button", name="Cancel it"))
    type_in(page.get_by_label("Why is it cancelled?"), "Nobody can come.")
    press(page.get_by_role("button", name="Cancel the meeting"))
    expect(page.get_by_role("heading", name="An idle one", level=1)).to_be_focused()
    plan(title)
    press(page.get_by_role("button", name="Change", exact=True))
    type_in(page.get_by_role("region", name="Change the meeting").get_by_label("Room"), "The small one")
    press(page.get_by_role("button", name="Change it", exact=True))
    expect(page.get_by_role("button", name="Change", exact=True)).to_be_focused()

    find(tablet, name)
    press(page.get_by_role("button", name="Discuss at the next MDT").first)
    asking = page.get_by_role("dialog", name="Discuss Maureen at an MDT")
    reach(asking.get_by_label("Which meeting"))
    keys.press("Home")
    while title not in asking.get_by_label("Which meeting").evaluate("(one) => one.selectedOptions[0].label"):
        keys.press("ArrowDown")
    reach(asking.get_by_label("The question to be answered"))
    keys.type("Is the frame still right for her?")
    press(asking.get_by_role("button", name="Put Maureen on the list"))
    expect(asking).to_be_hidden()
    expect(page.get_by_role("link", name=re.compile("MDT")).and_(page.locator(":focus"))).to_be_visible()

    press(page.get_by_role("link", name="Meetings", exact=True))
    press(page.get_by_role("link", name=re.compile(title)))
    page.get_by_role("heading", name="Who is here").wait_for()
    press(page.get_by_role("checkbox", name=re.compile("^Shabnam Choudhury, you")), "Space")
    press(page.get_by_role("button", name="Add a guest"))
    guest = page.get_by_label("Name and role of a guest")
    expect(guest).to_be_focused()
    keys.type("Dr Shah, GP")
    keys.press("Enter")
    press(page.get_by_role("button", name="Take out Dr Shah, GP"))
    expect(guest).to_be_focused()

    press(page.get_by_role("region", name="To discuss").get_by_role("link", name=re.compile(name)))
    page.get_by_role("heading", name="The question").wait_for()
    reach(page.get_by_role("textbox", name="Discussion", exact=True))
    keys.type("She holds on to the furniture.")
    reach(page.get_by_role("textbox", name="Decision", exact=True))
    keys.type("The frame is looked at this week.")
    deeds = page.get_by_role("region", name="For the care plan")
    press(deeds.get_by_role("button", name="Add an action"))
    expect(deeds.get_by_label("What is to be done")).to_be_focused()
    keys.type("Look at the frame")
    press(deeds.get_by_role("button", name="Put it on the plan"))
    expect(deeds).to_contain_text("On the plan")
    expect(deeds.get_by_role("button", name="Add an action")).to_be_focused()
    ended = page.get_by_role("group", name="How it went with Maureen")
    reach(ended.get_by_role("radio", name="To come"))
    keys.press("ArrowUp")
    reach(page.get_by_label("Why is it put off?"))
    keys.type("She is away.")
    press(page.get_by_role("button", name="Put it off"))
    expect(ended.get_by_role("radio", name="Put off")).to_be_focused()
    keys.press("ArrowUp")
    expect(ended.get_by_role("radio", name="Discussed")).to_be_checked()
    press(page.get_by_role("link", name=re.compile("The whole meeting$")))
    expect(page.get_by_role("heading", name=title, level=1)).to_be_focused()
    expect(page.get_by_role("region", name="To discuss")).to_contain_text("1 of 1 done")
    tablet.up_to_date()
    held = record.one("select m.attended, m.place, i.status from meeting m join meeting_item i on i.meeting = m.id where m.title = %s", title)
    assert held == {"attended": [record.staff(SHABNAM)], "place": "The small one", "status": "discussed"}
    said = record.one("select discussion, decision from meeting_talk where patient_id = %s and discussion like 'She holds%%'", patient)
    assert said["decision"] == "The frame is looked at this week."
    assert record.one("select status from action where patient_id = %s and words = 'Look at the frame'", patient)["status"] == "active"
    assert record.one("select status from meeting where title = 'An idle one'")["status"] == "cancelled"


def test_a_managers_form_by_keyboard_alone(new_tablet: Callable[..., Tablet], record: Record, tmp_path: Path) -> None:
    """Refused, chosen again, kept, tried out inside its frame, published and retired."""
    tablet = new_tablet(DANUTA)
    page, keys = tablet.page, tablet.page.keyboard
    page.on("filechooser", lambda _: None)  # from the start: asked for only when a key is pressed, the browser's own window may come first
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    form = sleep("1.0", NIGHTS) | {"url": "https://example.org/forms/by-key", "title": "Nights, by key"}
    good.write_text(json.dumps(form), encoding="utf-8")
    bad.write_text("{", encoding="utf-8")

    def choose(file: Path) -> None:
        reach(page.locator("#form-file"))
        with page.expect_file_chooser() as asked:
            keys.press("Enter")
        asked.value.set_files(file)

    press(page.get_by_role("navigation", name="Main").get_by_role("link", name="Forms"))
    press(page.get_by_role("button", name="Upload a form"))
    choose(bad)
    expect(page.get_by_role("alert").filter(has_text="bad.json could not be read")).to_be_visible()
    expect(page.locator("#form-file")).to_be_focused()
    choose(good)
    expect(page.get_by_text("good.json can be kept: 1 question.")).to_be_visible()
    press(page.get_by_role("button", name="Keep it as a draft"))
    heading = page.get_by_role("heading", name="Nights, by key", level=1)
    expect(heading).to_be_focused()

    inside = page.frame_locator("iframe")
    inside.get_by_role("radio").first.wait_for()
    into_the_frame(inside.get_by_role("radio", name=re.compile("^Good")))
    keys.press("Space")
    keys.press("ArrowDown")
    expect(inside.get_by_role("radio", name=re.compile("^Some bad"))).to_be_checked()
    expect(inside.get_by_role("complementary", name="What the answers come to").get_by_role("region", name="Sleep")).to_contain_text("1 of 2")

    press(page.get_by_role("button", name="Publish", exact=True))
    press(page.get_by_role("dialog").get_by_role("button", name="Publish version 1.0"))
    expect(page.get_by_text("Version 1.0 is published.")).to_be_visible()
    expect(heading).to_be_focused()
    press(page.get_by_role("button", name="Retire"))
    reach(page.get_by_role("dialog").get_by_label("Why?"))
    keys.type("A trial.")
    press(page.get_by_role("dialog").get_by_role("button", name="Retire it"))
    expect(page.get_by_text("Version 1.0 is retired.")).to_be_visible()
    expect(heading).to_be_focused()
    stands = record.one("select status from questionnaire where url = %s", form["url"])
    assert stands["status"] == "retired"
