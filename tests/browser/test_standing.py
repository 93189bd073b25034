"""What people agree to, at what risk they are and who answers for them: written at home without coverage, read by the team's leads."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.record import Record
from tests.browser.tablet import KEMI, PRIYA, Tablet

pytestmark = pytest.mark.browser
PERSON = "Nurjahan Rahman"


def say_yes(page: Page) -> None:
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("What it is about").select_option(label="Photographs")
    dialog.get_by_role("radio", name="Agrees", exact=True).check(force=True)
    dialog.get_by_role("radio", name="Signed").check(force=True)


def test_consent_is_recorded_and_withdrawn_without_coverage_and_arrives(new_tablet: Callable[..., Tablet], record: Record) -> None:
    tablet = new_tablet(KEMI)
    page = tablet.page
    tablet.patient(PERSON)
    card = page.get_by_role("region", name="Consent")
    card.get_by_role("button", name="Record consent").wait_for()
    tablet.coverage.lose()
    card.get_by_role("button", name="Record consent").click()
    say_yes(page)
    page.get_by_role("dialog").get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("dialog")).to_contain_text("Write where the signed form is.")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    card.get_by_role("button", name="Record consent").click()
    expect(page.get_by_role("dialog").get_by_role("radio", name="Signed")).to_be_checked()  # what was typed is a draft, not lost
    page.get_by_label("Where the form is").fill("Blue folder in the hall")
    page.get_by_role("dialog").get_by_role("button", name="Keep it").click()
    line = card.get_by_role("listitem").filter(has_text="Blue folder in the hall")
    expect(line).to_contain_text("Agrees")
    line.get_by_role("button", name=re.compile("^Withdrawn")).click()
    page.get_by_role("dialog").get_by_role("button", name="Write it down").click()
    expect(page.get_by_role("dialog")).to_contain_text("Write why")
    page.get_by_role("dialog").get_by_label("Why").fill("Her granddaughter saw one.")
    page.get_by_role("dialog").get_by_role("button", name="Write it down").click()
    expect(card.get_by_role("listitem").first).to_contain_text("Her granddaughter saw one.")  # what is not allowed stands first
    tablet.coverage.regain()
    tablet.up_to_date()
    [found] = record.rows("select * from consent where patient_id = %s and kept_where = 'Blue folder in the hall'", record.patient(PERSON))
    assert (found["scope"], found["decision"], found["how"], found["status"]) == ("photographs", "given", "signed", "withdrawn")
    assert (found["status_reason"], found["given_by"]) == ("Her granddaughter saw one.", "person")


def test_a_nurse_judges_the_risk_and_a_lead_finds_who_lacks_what(new_tablet: Callable[..., Tablet], record: Record) -> None:
    nurse = new_tablet(KEMI)
    page = nurse.page
    nurse.patient(PERSON)
    card = page.get_by_role("region", name="Risk and who leads")
    card.get_by_role("button", name="Change the risk band").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("radio", name="Very high").check(force=True)
    dialog.get_by_label("Why").fill("Two falls since Friday, and nobody at home at night.")
    dialog.get_by_role("button", name="Keep it").click()
    expect(card).to_contain_text("by judgement")
    card.get_by_role("button", name="Change who answers").click()
    expect(dialog).to_contain_text("By the rule")
    dialog.get_by_label("Care co-ordinator").select_option("")
    dialog.get_by_role("button", name="Keep it").click()
    expect(card).to_contain_text("No co-ordinator is named")
    nurse.up_to_date()
    [judged] = record.rows("select band, why from risk_judgement where patient_id = %s", record.patient(PERSON))
    assert (judged["band"], judged["why"]) == ("very-high", "Two falls since Friday, and nobody at home at night.")

    lead = new_tablet(PRIYA)
    page = lead.page
    page.get_by_role("link", name="Team", exact=True).first.click()
    page.get_by_role("link", name="People at risk").click()
    page.get_by_role("radio", name=re.compile("^No co-ordinator")).check(force=True)
    page.get_by_role("searchbox").fill("rahman nur")
    found = page.get_by_role("main").get_by_role("listitem").filter(has_text=PERSON)
    expect(found).to_contain_text("No co-ordinator")
    expect(found).to_contain_text("Very high")
    page.get_by_role("searchbox").fill("nobody of that name")
    expect(page.get_by_text("Nobody on this list is called “nobody of that name”.")).to_be_visible()
