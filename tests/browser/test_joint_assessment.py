"""Two people assess one person at once, each on a tablet without coverage: it is one assessment (R1), their parts merge, the answer that both gave
is settled by a person, each signs over what they read, and what comes late is proposed to whoever signed (R4)."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.record import Record
from tests.browser.tablet import DANIEL, KEMI, Tablet

pytestmark = pytest.mark.browser

PATIENT = "Yvonne Campbell"
FORM = "https://alongside.example/fhir/Questionnaire/living-at-home"
HERS = "To sleep through the night."
HIS = "To go to church on Sundays again."


def begin(tablet: Tablet) -> None:
    """From the patient's page, by searching the forms."""
    tablet.patient(PATIENT)
    page = tablet.page
    page.get_by_role("button", name="Begin an assessment").click()
    page.get_by_role("searchbox", name="Which form?").fill("living at")
    page.get_by_role("button", name=re.compile("^Living at home")).click()
    page.get_by_role("heading", name="Living at home").wait_for()


def part(tablet: Tablet, name: str) -> None:
    tablet.page.get_by_role("navigation", name="Parts of the assessment").get_by_role("link", name=re.compile(f"^{name}")).click()
    tablet.page.get_by_role("heading", name=re.compile(f"^{name}"), level=2).wait_for()


def question(tablet: Tablet, words: str) -> Locator:
    return tablet.page.get_by_role("group", name=re.compile(f"^{re.escape(words)}"))


def choose(tablet: Tablet, words: str, answer: str) -> None:
    """As a person would: an answer that is known from elsewhere is changed first."""
    asked = question(tablet, words)
    change = asked.get_by_role("button", name=re.compile("^Change"))
    if change.count():
        change.click()
    asked.get_by_role("radio", name=re.compile(f"^{re.escape(answer)}(,|$)")).check()
    expect(asked).to_contain_text(re.compile("on this tablet|sending|sent"))


def write(tablet: Tablet, words: str, answer: str) -> None:
    field = tablet.page.get_by_role("textbox", name=words)
    field.fill(answer)
    field.blur()


def back(*tablets: Tablet) -> None:
    for tablet in tablets:
        tablet.coverage.regain()
        tablet.ask_for_news()
        tablet.up_to_date()
    for tablet in tablets:
        tablet.ask_for_news()


def test_two_offline_fill_one_assessment_settle_what_both_answered_sign_and_take_in_what_came_late(
    new_tablet: Callable[..., Tablet], record: Record
) -> None:
    kemi, daniel = new_tablet(KEMI), new_tablet(DANIEL)
    yvonne = record.patient(PATIENT)

    # Both without coverage, neither knowing of the other.
    kemi.coverage.lose()
    daniel.coverage.lose()
    begin(kemi)
    begin(daniel)
    part(kemi, "Health")
    choose(kemi, "Hearing", "Hears well")
    part(daniel, "Money and work")
    choose(daniel, "Is there enough for food, heating and rent?", "No")
    for tablet, words in ((kemi, HERS), (daniel, HIS)):
        part(tablet, "What the person wants to happen")
        write(tablet, "What I want to be different", words)
        tablet.status("waiting")
    assert kemi.page.url.split("/assessment/")[1][:36] == daniel.page.url.split("/assessment/")[1][:36]

    # R1: it is one. M3: their parts merge; M5: of the answer that both gave both stand, and none is the answer.
    back(kemi, daniel)
    [assessment] = record.rows("select * from assessment where patient_id = %s and questionnaire = %s", yvonne, FORM)
    assert assessment["answers"]["health.hearing"]["answer"][0]["valueCoding"]["display"] == "Hears well"
    assert assessment["answers"]["money-work.enough"]["answer"] == [{"valueBoolean": False}]
    dispute = record.one("select * from conflict where patient_id = %s and status = 'open' and \"group\" = 'answer.wants.change'", yvonne)
    assert {side["value"]["answer.wants.change"]["answer"][0]["valueString"] for side in dispute["sides"]} == {HERS, HIS}
    for tablet in (kemi, daniel):
        asked = question(tablet, "What I want to be different")
        expect(asked).to_contain_text(HERS, timeout=45_000)
        expect(asked).to_contain_text(HIS)
        expect(asked.get_by_role("textbox")).to_have_count(0)
    question(daniel, "What I want to be different").get_by_role("link", name="Settle it").click()
    page = daniel.page
    page.get_by_role("radio", name=re.compile("^Keep both|^Write it anew|^Keep Daniel|^Keep yours|^Keep your")).first.check()
    page.get_by_role("textbox", name="Why").fill("Asked her again, with her son: church first.")
    page.get_by_role("button", name="Settle it").click()
    expect(page.get_by_text("Settled, on this tablet")).to_be_visible()
    daniel.up_to_date()
    record.until(lambda: record.one("select status from conflict where id = %s", dispute["id"])["status"] == "settled")

    # R4: she signs her own part, over what is on her screen.
    kemi.ask_for_news()
    part(kemi, "Review and sign")
    kemi.page.get_by_role("button", name=re.compile("^Sign this part ?: Health")).click()
    expect(kemi.page.get_by_role("row", name=re.compile("^Health"))).to_contain_text("Signed")
    kemi.up_to_date()
    signature = record.one("select * from signature where assessment = %s and section = 'health'", str(assessment["id"]))
    assert (str(signature["staff"]), signature["overtaken_at"]) == (record.staff(KEMI), None)
    assert set(signature["shown"]["filling"]) == {"seconds", "taps"}

    # What he adds to her signed part is proposed to her: what she signed stands until she takes it in, and then asks for her signature again.
    daniel.ask_for_news()
    daniel.page.goto(daniel.served.origin + f"/patient/{yvonne}/assessment/{assessment['id']}/2")
    daniel.unlock()
    daniel.page.get_by_role("button", name="Add or correct something").click()
    choose(daniel, "Eyesight", "Sees badly")
    daniel.up_to_date()
    late = record.one("select * from conflict where patient_id = %s and status = 'open' and signed = %s", yvonne, str(signature["id"]))
    assert late["group"] == "answer.health.eyesight"
    kemi.ask_for_news()
    addendum = kemi.page.get_by_role("article", name="Late answer: Eyesight")
    expect(addendum).to_contain_text("Daniel Osei", timeout=45_000)
    expect(kemi.page.get_by_role("row", name=re.compile("^Health"))).to_contain_text("Signed")
    addendum.get_by_role("button", name=re.compile("^Take it in, and sign again")).click()
    kemi.up_to_date()
    record.until(lambda: record.one("select overtaken_at from signature where id = %s", str(signature["id"]))["overtaken_at"] is not None)
    kemi.ask_for_news()
    expect(kemi.page.get_by_role("row", name=re.compile("^Health"))).to_contain_text("To be signed again", timeout=45_000)
    kemi.page.get_by_role("button", name=re.compile("^Sign this part ?: Health")).click()
    expect(kemi.page.get_by_role("row", name=re.compile("^Health"))).to_contain_text("Signed")
    kemi.up_to_date()
    standing = record.one("select * from signature where assessment = %s and section = 'health' and overtaken_at is null", str(assessment["id"]))
    assert standing["content_hash"] != signature["content_hash"]
