"""The single point of access: a referral opened, accepted without coverage and arrived; one that came twice; one declined, never without advice."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.eyes import Eyes
from tests.browser.keys import press, reach
from tests.browser.record import Record
from tests.browser.tablet import Tablet

pytestmark = pytest.mark.browser

RUKHSANA = "rukhsana.parveen@alongside.example"
WIDE = {"width": 1180, "height": 820}
STANDS = """select status, team::text, advice, triaged_by::text as by, (decided_at is not null) as decided from referral
where why = %s order by received_at desc limit 1"""


def line(page: Page, why: str) -> Locator:
    """The row of the inbox, by what is asked for: one person may be in two."""
    return page.get_by_role("region", name="Referrals", exact=True).get_by_role("row").filter(has_text=why)


def opened(page: Page, why: str, name: str) -> Locator:
    """By keyboard alone: the row's name leads to the referral, and the reader goes on there."""
    press(line(page, why).get_by_role("button", name=name))
    expect(page.get_by_role("heading", name=name, level=2)).to_be_focused()
    return page.get_by_role("region", name=name)


def test_a_referral_is_accepted_without_coverage_a_double_one_is_told_and_none_is_declined_without_advice(
    new_tablet: Callable[..., Tablet], record: Record
) -> None:
    tablet = new_tablet(RUKHSANA, size=(WIDE["width"], WIDE["height"]))
    page, eyes = tablet.page, Eyes(tablet)

    def look(name: str) -> None:
        eyes.look(name, desktop=True)
        page.set_viewport_size({"width": 1180, "height": 820})

    page.get_by_role("navigation", name="Main").get_by_role("link", name="Referrals").click()
    line(page, "Bathroom aids, weak grip").wait_for()

    # One that nobody has opened, accepted where there is no coverage: it is on this tablet at once, and arrives with the coverage.
    before = record.one(STANDS, "Bathroom aids, weak grip")
    assert (before["status"], before["by"]) == (None, None)
    one = opened(page, "Bathroom aids, weak grip", "Mei-Ling Chan")
    expect(one.get_by_role("region", name="Where it is")).to_contain_text("Not opened")
    look("a referral that nobody has opened")
    tablet.coverage.lose()
    tablet.ask_for_news()
    expect(page.get_by_text(re.compile(r"^What you see is from \d\d:\d\d$"))).to_be_visible()
    accept = one.get_by_role("button", name=re.compile("^Accept to "))
    team = accept.inner_text().removeprefix("Accept to ")
    press(accept)
    expect(page.get_by_text(f"Accepted to {team}.")).to_be_attached()
    expect(line(page, "Bathroom aids, weak grip")).to_contain_text(team)
    expect(line(page, "Bathroom aids, weak grip")).to_contain_text("on this tablet")
    look("a referral accepted without coverage")
    assert record.one(STANDS, "Bathroom aids, weak grip") == before
    tablet.coverage.regain()
    tablet.ask_for_news()
    tablet.up_to_date()
    after = record.one(STANDS, "Bathroom aids, weak grip")
    assert (after["status"], after["by"], after["decided"]) == ("accepted", record.staff(RUKHSANA), True)
    assert record.one("select name from team where id = %s", after["team"])["name"] == team
    expect(line(page, "Bathroom aids, weak grip")).not_to_contain_text("on this tablet")

    # One person referred twice: both side by side, with what both ask for.
    expect(line(page, "Home today, help to wash")).to_contain_text("Same NHS number twice")
    one = opened(page, "Home today, help to wash", "Anwara Khatun")
    twice = one.get_by_role("region", name="Already referred under this NHS number")
    expect(twice.get_by_role("row", name=re.compile("^Asks for"))).to_contain_text("commode")
    expect(twice.get_by_role("button", name=re.compile("^Join, keep the 2-day clock"))).to_be_visible()
    look("a person referred twice")

    # Declined, but never without why and advice.
    one = opened(page, "After hip operation, not safe on stairs", "Delroy Campbell")
    press(one.get_by_role("button", name="Decline with advice"))
    dialog = page.get_by_role("dialog", name="Decline with advice")
    press(dialog.get_by_role("button", name="Write it down"))
    expect(dialog).to_contain_text("Choose one.")
    expect(dialog.get_by_role("textbox", name="Advice")).to_have_accessible_description(re.compile("Write it down."))
    look("declining a referral without advice")
    reach(dialog.get_by_role("radio").first)
    page.keyboard.press("Space")
    reach(dialog.get_by_role("textbox", name="Advice"))
    page.keyboard.type("The ward sees him again on Friday: ring them.")
    press(dialog.get_by_role("button", name="Write it down"))
    expect(dialog).to_be_hidden()
    tablet.up_to_date()
    declined = record.one(STANDS, "After hip operation, not safe on stairs")
    assert (declined["status"], declined["advice"]) == ("declined", "The ward sees him again on Friday: ring them.")
    expect(line(page, "After hip operation, not safe on stairs")).to_contain_text("Declined")
    eyes.blame()
