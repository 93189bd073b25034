"""Two people at one meeting, each with a tablet, one of them without coverage: who is here, what was said and decided merge, and what is to be done
stands on the care plan with the way back to the meeting. Who does not look after a person sees in that meeting neither their name nor a word."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.record import Record
from tests.browser.tablet import AMINA, KEMI, Tablet

pytestmark = pytest.mark.browser

PATIENT = "Patience Osei"
MEETING = "South West team: MDT"
QUESTION = "Is she safe on the stairs by herself since the operation?"
SAID = "She went down backwards twice, holding the rail. Her niece is there at weekends only."
DECIDED = "A second rail before she goes down alone."
DEED = "Measure the stairs for a second rail"


def coming(page: Page) -> Locator:
    """The card of the team's next meeting."""
    return page.get_by_role("link", name=re.compile(re.escape(MEETING))).first


def meeting(tablet: Tablet) -> None:
    """As somebody without a place in the rail for it gets there."""
    page = tablet.page
    page.get_by_role("link", name="Patients", exact=True).click()
    page.get_by_role("link", name="Team meetings").click()
    page.get_by_role("heading", name="Coming").wait_for()
    coming(page).click()
    page.get_by_role("heading", name="To discuss").wait_for()


def turn(tablet: Tablet) -> None:
    tablet.page.get_by_role("region", name="To discuss").get_by_role("link", name=re.compile(PATIENT)).click()
    tablet.page.get_by_role("heading", name="The question").wait_for()


def write(page: Page, label: str, words: str) -> None:
    field = page.get_by_role("textbox", name=label, exact=True)
    field.fill(words)
    field.blur()


def test_two_at_a_meeting_one_offline_and_what_was_decided_is_on_the_plan_with_its_way_back(
    new_tablet: Callable[..., Tablet], record: Record
) -> None:
    kemi, amina = new_tablet(KEMI), new_tablet(AMINA)
    patience = record.patient(PATIENT)

    # She is put on the list without coverage, and stands there at once.
    kemi.coverage.lose()
    kemi.patient(PATIENT)
    page = kemi.page
    page.get_by_role("button", name="Discuss at the next MDT").click()
    asking = page.get_by_role("dialog", name="Discuss Patience at an MDT")
    asking.get_by_role("button", name="Put Patience on the list").click()
    expect(asking).to_contain_text("Write what the meeting is to answer.")
    which = asking.get_by_label("Which meeting")  # somebody may have planned another that is sooner
    which.select_option(which.locator("option", has_text=MEETING).first.get_attribute("value"))
    asking.get_by_label("The question to be answered").fill(QUESTION)
    asking.get_by_role("button", name="Put Patience on the list").click()
    expect(page.get_by_role("region", name="Team meetings")).to_contain_text(QUESTION)
    meeting(kemi)
    expect(page.get_by_role("region", name="To discuss")).to_contain_text(QUESTION)
    kemi.coverage.regain()
    kemi.ask_for_news()
    kemi.up_to_date()
    item = record.one("select * from meeting_item where patient_id = %s", patience)
    asked = record.one("select * from meeting_talk where patient_id = %s and meeting = %s", patience, str(item["meeting"]))
    assert (item["part"], item["status"]) == ("core", "listed")
    assert (asked["part"], asked["question"], str(asked["asked_by"])) == ("more", QUESTION, record.staff(KEMI))

    # Both at the meeting; one loses coverage as it begins.
    amina.ask_for_news()
    meeting(amina)
    expect(amina.page.get_by_role("region", name="To discuss")).to_contain_text(QUESTION)
    amina.coverage.lose()
    for tablet, name in ((amina, "Amina Khatun, you"), (kemi, "Kemi Adeyemi, you")):
        here = tablet.page.get_by_role("region", name="Who is here")
        before = re.search(r"(\d+) (is|are) here", here.inner_text())
        here.get_by_role("checkbox", name=re.compile(f"^{name}")).check()
        expect(here).to_contain_text(re.compile(rf"(?<!\d){1 + int(before[1] if before else 0)} (is|are) here"))
    turn(amina)
    write(amina.page, "Discussion", SAID)
    amina.page.get_by_role("button", name="Add an action").click()
    adding = amina.page.get_by_role("region", name="A new action")
    adding.get_by_label("What is to be done").fill(DEED)
    adding.get_by_label("Who does it").select_option(label="Amina Khatun, physiotherapist, Barts Health")
    adding.get_by_label("Until when").fill("the second rail is up")
    adding.get_by_role("button", name="Put it on the plan").click()
    expect(amina.page.get_by_role("region", name="For the care plan")).to_contain_text(DEED)
    amina.status("waiting")
    turn(kemi)
    write(page, "Decision", DECIDED)
    page.get_by_role("group", name="How it went with Patience").get_by_role("radio", name="Discussed").check()
    kemi.up_to_date()

    # M4: what each wrote arrives, and the ticks of both stand.
    amina.coverage.regain()
    amina.ask_for_news()
    amina.up_to_date()
    for tablet in (kemi, amina):
        tablet.ask_for_news()
        expect(tablet.page.get_by_role("textbox", name="Discussion", exact=True)).to_have_value(SAID, timeout=45_000)
        expect(tablet.page.get_by_role("textbox", name="Decision", exact=True)).to_have_value(DECIDED, timeout=45_000)
        expect(tablet.page.get_by_role("radio", name="Discussed")).to_be_checked()
    here = record.one("select attended from meeting where id = %s", str(item["meeting"]))["attended"]
    assert {record.staff(KEMI), record.staff(AMINA)} <= set(here)
    held = record.one("select * from meeting_talk where patient_id = %s", patience)
    assert (held["id"], held["discussion"], held["decision"]) == (asked["id"], SAID, DECIDED), "one, whoever began to write"
    assert record.one("select status from meeting_item where patient_id = %s", patience)["status"] == "discussed"
    assert record.staff(KEMI) in held["attended"]
    action = record.one("select * from action where patient_id = %s and words = %s", patience, DEED)
    assert (action["origin_kind"], str(action["origin_record"]), str(action["staff"])) == ("meeting_item", str(item["id"]), record.staff(AMINA))

    # It is on the plan, which says where it was decided and leads back there.
    kemi.plan(PATIENT)
    row = page.get_by_role("row", name=re.compile(DEED))
    expect(row).to_contain_text("Decided at the MDT of")
    expect(page.get_by_role("region", name="History")).to_contain_text(re.compile(f"added action “{DEED}”, decided at the MDT of"))
    row.get_by_role("link", name=re.compile("^Decided at the MDT of")).click()
    expect(page).to_have_url(re.compile(f"/meetings/{item['meeting']}/{patience}$"))
    expect(page.get_by_role("region", name="For the care plan")).to_contain_text(DEED)
    kemi.timeline(PATIENT)
    expect(page.get_by_text(re.compile("^Discussed at the MDT of"))).to_be_visible()

    # The lead of another team knows that there is a meeting, and of her nothing.
    sharon = new_tablet("sharon.doyle@alongside.example")
    sharon.page.get_by_role("link", name="Meetings", exact=True).click()
    expect(coming(sharon.page)).to_contain_text("Nobody whom you look after is on the list yet")
    coming(sharon.page).click()
    expect(sharon.page.get_by_role("region", name="To discuss")).to_contain_text("Nobody whom you look after is on the list.")
    told = sharon.page.locator("body").inner_text()
    assert "Patience" not in told, "another Osei is a social worker"
    assert QUESTION not in told
    sharon.page.goto(sharon.served.origin + f"/meetings/{item['meeting']}/{patience}")
    sharon.unlock()
    expect(sharon.page.get_by_role("heading", name="This person is not on this tablet")).to_be_visible()


def test_the_voluntary_sector_sees_that_somebody_was_on_the_list_and_no_word_of_what_was_said(
    new_tablet: Callable[..., Tablet], record: Record
) -> None:
    """Pauline arranges the sitter that the meeting about Margaret decided: she has her record, its core alone."""
    margaret = record.patient("Margaret O'Leary")
    talk = record.one("select * from meeting_talk where patient_id = %s and decision is not null", margaret)
    pauline = new_tablet("pauline.grant@alongside.example")
    page = pauline.page

    def says_nothing_of_it() -> None:
        told = page.locator("body").inner_text()
        assert not any(talk[field] in told for field in ("question", "discussion", "decision"))
        for what in ("Discussion", "Decision", "Why is it put off?"):
            expect(page.get_by_role("textbox", name=what, exact=True)).to_have_count(0)
        expect(page.get_by_role("button", name=re.compile("^Discuss at|joins$|^Take .* off"))).to_have_count(0)

    pauline.patient("Margaret O'Leary")
    card = page.get_by_role("region", name="Team meetings")
    expect(card).to_contain_text(re.compile("MDT .*: discussed"))
    says_nothing_of_it()
    card.get_by_role("link", name=re.compile("^MDT .*: discussed")).click()
    expect(page.get_by_role("heading", name="Peggy is on the list of this meeting: discussed")).to_be_visible()
    says_nothing_of_it()
    page.get_by_role("link", name="The whole meeting").click()
    expect(page.get_by_role("region", name="To discuss")).to_contain_text("Margaret O'Leary")
    expect(page.get_by_role("region", name="To discuss")).not_to_contain_text("No question was written")
    says_nothing_of_it()
    pauline.timeline("Margaret O'Leary")
    expect(page.get_by_text(re.compile("^Discussed at the MDT of"))).to_be_visible()
    says_nothing_of_it()
    pauline.plan("Margaret O'Leary")
    expect(page.get_by_text("Night sitter, two nights a week").first).to_be_visible()
    says_nothing_of_it()
