"""Two people wrote different things, neither having seen the other: both stand until a person settles it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.record import Record
from tests.browser.tablet import KEMI, SHABNAM, YUSUF, Tablet

pytestmark = pytest.mark.browser

PATIENT = "George Whitfield"
WHY = "Agreed on the phone with both: an hour and a half is what he bears."


def test_the_same_edit_on_two_tablets_is_settled_on_a_third_and_all_three_show_it(new_tablet: Callable[..., Tablet], record: Record) -> None:
    kemi, yusuf, shabnam = new_tablet(KEMI), new_tablet(YUSUF), new_tablet(SHABNAM)
    george = record.patient(PATIENT)
    goal = record.goals(george)[0]
    assert goal["target"] == "2"

    kemi.coverage.lose()
    kemi.plan(PATIENT)
    kemi.target(1).fill("3")
    kemi.target(1).blur()
    kemi.status("waiting")
    yusuf.plan(PATIENT)
    yusuf.target(1).fill("1")
    yusuf.target(1).blur()
    record.until(lambda: len(record.journal(yusuf.device)) == 1)

    kemi.coverage.regain()
    kemi.ask_for_news()
    kemi.up_to_date()
    (mine,) = record.journal(kemi.device)
    assert (mine.ending, record.journal(yusuf.device)[0].ending) == ("conflicted", "applied")
    dispute = record.one("select * from conflict where patient_id = %s and status = 'open'", george)
    assert [side["value"]["target"] for side in dispute["sides"]] in (["1", "3"], ["3", "1"])
    # While it is open no value is the value: the plan shows both, with who wrote them, on the tablet of each of them.
    for tablet in (kemi, yusuf):
        tablet.ask_for_news()
        tablet.page.locator("article.goal").first.get_by_role("button", name="Done goal 1").click()
        for side in ("1 hours a day", "3 hours a day"):
            expect(tablet.page.locator("article.goal").first).to_contain_text(side, timeout=45_000)

    shabnam.ask_for_news()
    shabnam.page.get_by_role("link", name=re.compile("^To settle")).click()
    page = shabnam.page
    page.get_by_role("navigation", name="Also to settle").get_by_role("link", name=PATIENT).click()
    article = page.get_by_role("article")
    expect(article.get_by_role("region", name="Kemi Adeyemi’s version")).to_contain_text("3")
    expect(article.get_by_role("region", name="Yusuf Ali’s version")).to_contain_text("1")
    page.get_by_role("radio", name=re.compile("^Write it anew")).check()
    page.get_by_role("textbox", name="Target", exact=True).fill("1.5")
    page.get_by_role("button", name="Settle it").click()
    expect(page.get_by_text("Settled, on this tablet")).to_have_count(0)  # without a reason it is not settled
    page.get_by_role("textbox", name="Why").fill(WHY)
    page.get_by_role("button", name="Settle it").click()
    expect(page.get_by_text("Settled, on this tablet")).to_be_visible()
    shabnam.up_to_date()

    record.until(lambda: record.goals(george)[0]["target"] == "1.5")
    settled = record.one("select * from conflict where id = %s", dispute["id"])
    assert (settled["status"], settled["reason"], str(settled["settled_by"])) == ("settled", WHY, record.staff(SHABNAM))
    assert settled["value"] == {"target": "1.5", "target_unit": "hours a day", "target_how": "with the hoist", "target_on": None}
    assert settled["sides"] == dispute["sides"], "what the two wrote is part of the history"
    shabnam.plan(PATIENT)
    for tablet in (kemi, yusuf, shabnam):
        tablet.ask_for_news()
        expect(tablet.page.locator("article.goal").first).to_contain_text("1.5 hours a day", timeout=45_000)
        expect(tablet.page.locator("article.goal").first).not_to_contain_text("To settle")
    kemi.timeline(PATIENT)
    for words in ("1 hours a day", "3 hours a day", "1.5 hours a day", WHY):
        expect(kemi.page.locator("main").get_by_text(words).first).to_be_visible()
