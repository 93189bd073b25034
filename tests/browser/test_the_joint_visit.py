"""The whole of it in one home: a nurse and a therapist assess somebody together, each on a tablet without coverage; a finding changes the plan there
and then; the tablet goes to the person, who says how it was. Back in coverage it is one assessment, one plan, and an answer that names nobody."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.kiosk import choose as choose_language
from tests.browser.kiosk import stands
from tests.browser.record import Record
from tests.browser.tablet import AMINA, KEMI, PIN, Tablet
from tests.browser.test_assessments_in_use import begin, news, signs
from tests.browser.test_joint_assessment import choose, part, question
from tests.browser.test_kiosk import INSTALLED, answer_and_finish

pytestmark = pytest.mark.browser

PATIENT = "Abdirahman Farah"
FORM = "https://alongside.example/fhir/Questionnaire/living-at-home"


def test_two_professions_offline_assess_one_person_a_finding_changes_the_plan_and_the_tablet_goes_to_the_person(
    new_tablet: Callable[..., Tablet], record: Record
) -> None:
    kemi, amina = new_tablet(KEMI), new_tablet(AMINA)
    farah = record.patient(PATIENT)

    # The nurse is at her visit; the kiosk is on her tablet before the coverage goes.
    kemi.visit(PATIENT)
    if kemi.page.get_by_role("button", name="I have arrived").count():
        kemi.page.get_by_role("button", name="I have arrived").click()
    kemi.page.get_by_role("region", name=re.compile("^Hand the tablet to")).get_by_role("button").first.wait_for(timeout=60_000)
    kemi.page.wait_for_function(INSTALLED)
    visit = kemi.page.url
    for tablet in (kemi, amina):
        tablet.coverage.lose()
        begin(tablet, PATIENT, "Living at home")
    part(kemi, "Health")
    choose(kemi, "Hearing", "Hears well")

    # The therapist's part: what she finds is offered for the plan, all but one of it goes in, and that one says why not.
    part(amina, "Falls and mobility")
    for words in ("Fallen in the past year?", "Hurt in any of these falls?"):
        choose(amina, words, "Yes")
    findings = amina.page.get_by_role("region", name=re.compile("^Add to the plan of"))
    offered = findings.get_by_role("checkbox")
    expect(offered).to_have_count(6)
    bladder = findings.get_by_role("checkbox", name=re.compile("continence|bladder", re.I))
    bladder.uncheck()
    part(amina, "Review and sign")
    expect(amina.page.get_by_role("button", name=re.compile("^Sign this part ?: Falls"))).to_have_count(0)
    part(amina, "Falls and mobility")
    findings.get_by_role("textbox", name=re.compile("left out")).fill("She says that there is no trouble of that kind.")
    part(amina, "Review and sign")
    signs(amina, "Falls and mobility")
    amina.plan(PATIENT)
    goal = amina.page.locator("article.goal").filter(has_text=re.compile("fall", re.I))
    expect(goal.first).to_contain_text("From Living at home: Falls and mobility")

    # The person's turn: the clinical app locks, the kiosk asks without coverage, and the PIN leads back to the visit.
    kemi.page.goto(visit)
    kemi.unlock()
    kemi.page.get_by_role("region", name=re.compile("^Hand the tablet to")).get_by_role("button", name="Another language", exact=True).click(
        timeout=60_000
    )
    kemi.page.wait_for_url("**/kiosk")
    choose_language(kemi.page, "English")
    answer_and_finish(kemi.page)
    stands(kemi.page, "Please give the tablet back")
    expect(kemi.page.locator("body")).not_to_contain_text("Farah")
    kemi.page.get_by_role("button", name="Staff: open with your PIN").click()
    kemi.page.get_by_role("heading", name="Your PIN").wait_for()
    kemi.type_pin(PIN)
    stands(kemi.page, PATIENT)

    # Back in coverage: one assessment with both their parts, the therapist's signature, and the plan that follows from it.
    for tablet in (kemi, amina):
        tablet.coverage.regain()
    news(kemi, amina)
    news(kemi, amina)
    [assessment] = record.rows("select * from assessment where patient_id = %s and questionnaire = %s", farah, FORM)
    assert assessment["answers"]["health.hearing"]["answer"][0]["valueCoding"]["display"] == "Hears well"
    assert assessment["answers"]["falls.hurt"]["answer"] == [{"valueBoolean": True}]
    signature = record.one("select * from signature where assessment = %s", str(assessment["id"]))
    assert (signature["section"], str(signature["staff"])) == ("falls-part", record.staff(AMINA))
    plan = signature["shown"]["plan"]
    assert (len(plan["added"]), list(plan["left_out"].values())) == (5, ["She says that there is no trouble of that kind."])
    from_it = [
        *record.rows("select id, origin_record from goal where patient_id = %s and origin_kind = 'assessment'", farah),
        *record.rows("select id, origin_record from action where patient_id = %s and origin_kind = 'assessment'", farah),
    ]
    assert [str(each["origin_record"]) for each in from_it] == [str(assessment["id"])] * 5

    # The nurse sees it in her plan, with the way back to where it came from, and from there the way to the plan.
    kemi.plan(PATIENT)
    there = kemi.page.locator("article.goal").filter(has_text=re.compile("fall", re.I)).first
    there.get_by_role("link", name="From Living at home: Falls and mobility").click()
    expect(question(kemi, "Fallen in the past year?")).to_contain_text("Yes")
    expect(kemi.page.get_by_role("region", name=re.compile("^Add to the plan of")).get_by_role("link", name="in the plan").first).to_be_visible()
