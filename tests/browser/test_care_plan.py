"""The plan with depth: a package that two people start from without coverage is in the plan once, and its instruction can be dialled."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.record import Record
from tests.browser.tablet import AMINA, KEMI, Tablet

pytestmark = pytest.mark.browser

NAME = "Patience Osei"
GOAL = "I want to get about at home without falling"
RUGS = "Loose rugs, dim light and missing rails at home put right"
FALL = "They fell and cannot get up, hit their head, or are in pain"


def choose(tablet: Tablet) -> None:
    """Opens the plan and the package of falls."""
    tablet.plan(NAME)
    tablet.page.get_by_role("button", name="Start from a package").click()
    tablet.page.get_by_role("dialog").get_by_role("button", name=re.compile("^Falls")).click()


def start_from_falls(tablet: Tablet) -> None:
    """Takes the goal, one action and one instruction, and nothing else."""
    choose(tablet)
    dialog = tablet.page.get_by_role("dialog")
    for tick in dialog.get_by_role("checkbox").all():
        tick.uncheck()
    for words in (GOAL, RUGS, "If they fell and cannot get up"):
        dialog.get_by_role("checkbox", name=re.compile(f"^{words}")).check()
    dialog.get_by_role("button", name="Add 3 to the plan").click()
    expect(dialog).to_be_hidden()


def test_a_package_started_by_two_offline_is_in_the_plan_once_and_its_instruction_reaches_everyone(
    new_tablet: Callable[..., Tablet], record: Record
) -> None:
    kemi, amina = new_tablet(KEMI), new_tablet(AMINA)
    patient = record.patient(NAME)
    before = len(record.goals(patient))
    for tablet in (kemi, amina):
        tablet.page.wait_for_function("navigator.serviceWorker.ready.then((one) => !!one.active)")
        tablet.coverage.lose()
        start_from_falls(tablet)
        expect(tablet.page.locator("article.goal").filter(has_text=GOAL)).to_have_count(1)

    # Without coverage it is on the tablet, also after a kill, and the package says that it is in the plan.
    kemi.kill()
    kemi.start()
    kemi.unlock()
    choose(kemi)
    expect(kemi.page.get_by_role("dialog").get_by_text("In the plan already")).to_have_count(3)
    kemi.page.get_by_role("dialog").get_by_role("button", name="Close").click()
    worse = kemi.page.get_by_role("region", name="If things get worse")
    expect(worse.get_by_role("link", name="Call 999", exact=True).last).to_have_attribute("href", "tel:999")
    assert record.journal(kemi.device) == record.journal(amina.device) == [], "something came through without coverage"

    for tablet, email in ((kemi, KEMI), (amina, AMINA)):
        tablet.back_in_coverage(email)
        assert {one.ending for one in record.journal(tablet.device)} <= {"applied", "merged"}

    goals = record.goals(patient)
    assert len(goals) == before + 1
    goal = record.one("select * from goal where patient_id = %s and words = %s", patient, GOAL)
    assert (goal["i_statement"], goal["origin_kind"], goal["origin_link"]) == ("M5", "package", "falls/steady")
    action = record.one("select * from action where patient_id = %s and words = %s", patient, RUGS)
    assert [str(served) for served in action["goals"]] == [str(goal["id"])]
    instruction = record.one("select * from contingency where patient_id = %s and if_this = %s", patient, FALL)
    assert (instruction["call_phone"], instruction["status"]) == ("999", "active")
    assert not record.rows("select id from conflict where patient_id = %s and status = 'open' and about = %s", patient, instruction["id"])

    # What one changes now is new to the other on the plan, also by way of the summary.
    amina.patient(NAME)
    amina.today()
    amina.up_to_date()
    kemi.plan(NAME)
    kemi.page.locator("article.goal").filter(has_text=GOAL).get_by_role("radio", name="A little").check(force=True)
    kemi.up_to_date()
    amina.ask_for_news()
    amina.plan(NAME)
    new = amina.page.get_by_role("region", name=re.compile("^New in the plan since you looked"))
    expect(new).to_contain_text("a little", timeout=45_000)
