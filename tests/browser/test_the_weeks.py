"""A lead plans four weeks by keyboard alone: of a suggestion one series is taken, and a visit moved to another day; board and tablet have it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.eyes import Eyes
from tests.browser.record import Record
from tests.browser.tablet import PRIYA, Tablet
from tests.browser.test_forms import DANUTA
from tests.browser.test_the_board import said, workers  # noqa: F401

pytestmark = pytest.mark.browser

WHAT = "Weight, and look at the skin"
LONG = 90_000
MIZAN = "mizan.talukdar@alongside.example"


def weeks(tablet: Tablet) -> Page:
    tablet.page.get_by_role("link", name="Weeks", exact=True).click()
    tablet.page.get_by_role("grid").wait_for(timeout=LONG)
    return tablet.page


def reach(page: Page, wanted: Locator) -> None:
    """Goes on with Tab until the focus is there."""
    wanted.wait_for()
    for _ in range(200):
        if wanted.evaluate("(one) => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {wanted}")


def press(page: Page, button: Locator, key: str = "Enter") -> None:
    reach(page, button)
    page.keyboard.press(key)


def whose_weeks_have_most(page: Page) -> str:
    """Of those in sight: who has what when, among invented people, is another on another day."""
    expect(page.locator("tr[data-row]").filter(has_not_text=WHAT)).to_have_count(0)
    expect(page.locator("tr[data-row]").first).to_be_visible()

    def visits(row: Locator) -> int:
        missing = re.match(r"\d+", "".join(row.locator(".miss").all_inner_texts()))
        return row.locator("[data-visit]").count() + (int(missing[0]) if missing else 0)

    return max(page.locator("tr[data-row]").all(), key=visits).locator(".l1 b").inner_text()


@pytest.mark.usefixtures("workers")
def test_a_lead_plans_by_keyboard_alone_and_the_board_and_the_carers_tablet_have_it(new_tablet: Callable[..., Tablet], record: Record) -> None:
    lead = new_tablet(PRIYA, size=(1180, 820))
    page, keys = weeks(lead), lead.page.keyboard

    # One person's row, found among all.
    reach(page, page.get_by_role("searchbox", name=re.compile("^Search patients")))
    keys.type(WHAT)
    who = whose_weeks_have_most(page)
    keys.type(f" {who}")
    row = page.locator("tr[data-row]")
    expect(row).to_have_count(1)
    expect(row).to_contain_text(WHAT)
    there = row.locator("[data-visit]").count()

    # Of a suggestion for everybody, one person's visits are taken, after what they change for whom.
    press(page, page.get_by_role("button", name="Suggest", exact=True))
    expect(page.get_by_role("heading", name=re.compile("^Suggestion for"))).to_be_visible(timeout=LONG)
    press(page, page.get_by_role("button", name="None", exact=True))
    reach(page, page.get_by_role("searchbox", name="Search the suggestion"))
    keys.type(f"{who} {WHAT}")
    press(page, page.get_by_role("checkbox", name=f"All of {who}, {WHAT}"), "Space")
    take = page.get_by_role("button", name=re.compile(r"^Take the \d+ ticked$"))
    many = int(re.sub(r"\D", "", take.inner_text()))
    press(page, take)
    dialog = page.get_by_role("dialog", name="What it changes")
    expect(dialog.get_by_role("listitem").first).to_contain_text("visit")
    press(page, dialog.get_by_role("button", name=f"Write {many} visit{'s' if many > 1 else ''}", exact=True))
    done = page.get_by_role("dialog", name="Written")
    expect(done).to_contain_text(f"{many} change{'s are' if many > 1 else ' is'} in the record.", timeout=LONG)
    keys.press("Escape")

    # They stand in the weeks; the last of them goes to another day, with what that day means said on the way.
    expect(row.locator("[data-visit]")).to_have_count(there + many, timeout=LONG)
    reach(page, row.get_by_role("rowheader").get_by_role("button"))
    keys.press("End")
    last = row.locator("[data-visit]").last
    expect(last).to_be_focused()
    visit = str(last.get_attribute("data-visit"))
    before = record.one("select planned_start, asked from visit where id = %s", visit)
    keys.press("Enter")
    said(page, f"{who}, ")
    said(page, "picked up")
    keys.press("ArrowLeft")
    said(page, re.compile(r"^\w{3}\s\d+\s\w{3}\. .* of (about )?\d+ hours"))
    keys.press("Escape")
    said(page, "Left where it was.")
    keys.press("Enter")
    keys.press("ArrowLeft")
    keys.press("Enter")
    said(page, re.compile(f"^{who} moved from "))
    expect(page.locator(f'[data-visit="{visit}"]')).to_be_focused()
    after = record.one("select planned_start, planned_end, window_start, asked from visit where id = %s", visit)
    day = after["planned_start"].date()
    assert 1 <= (before["planned_start"].date() - day).days <= 3
    assert after["window_start"].date() == day
    assert after["asked"] == before["asked"]

    # Its day's board has it, and so has the tablet of who is asked.
    page.goto(f"{lead.served.origin}/board?team={record.one('select team from staff where id = %s', record.staff(PRIYA))['team']}&day={day}")
    lead.unlock()
    expect(page.locator(f'[data-visit="{visit}"]').first).to_be_visible(timeout=LONG)
    carer = new_tablet(record.one("select email from account where staff_id = %s", after["asked"][0])["email"])
    carer.page.goto(f"{lead.served.origin}/today/{day}")
    carer.unlock()
    expect(carer.page.locator("main").get_by_text(who).first).to_be_visible()


@pytest.mark.parametrize(
    ("email", "links"), [(DANUTA, ("All teams", "Holidays of the place")), (MIZAN, ("Holidays",))], ids=["a manager", "an administrator"]
)
def test_who_runs_the_place_finds_its_holidays_and_changes_them_by_keyboard_alone(
    new_tablet: Callable[..., Tablet], record: Record, email: str, links: tuple[str, ...]
) -> None:
    tablet = new_tablet(email)
    page, keys = tablet.page, tablet.page.keyboard
    for link in links:
        press(page, page.get_by_role("link", name=link, exact=True))
    year = int(record.one("select extract(year from now() at time zone 'Europe/London')::int + 1 as year")["year"])
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    press(page, page.get_by_role("button", name=str(year), exact=True))
    heading = page.get_by_role("heading", name=f"Holidays {year}", level=1)
    heading.wait_for()
    kept = page.get_by_role("region", name="Kept")
    expect(kept.get_by_text("Good Friday", exact=True)).to_be_visible()

    press(page, page.get_by_role("button", name="Add it"))
    expect(page.get_by_text("Say what it is called.")).to_be_visible()
    for part, value in (("Day", 16), ("Month", 3), ("Year", year)):
        reach(page, page.get_by_role("group", name="Day").get_by_label(part, exact=True))
        keys.type(str(value))
    reach(page, page.get_by_label("What it is called"))
    keys.type("The place's own day")
    press(page, page.get_by_role("button", name="Add it"))
    own = kept.get_by_role("listitem").filter(has_text="The place's own day")
    expect(own).to_contain_text("Own")
    eyes = Eyes(tablet)
    eyes.look("the holidays", desktop=True)
    press(page, own.get_by_role("button", name=re.compile("^Take it off")))
    expect(own).to_have_count(0)
    press(page, kept.get_by_role("button", name=re.compile("^Do not keep it.*Good Friday")))
    left = page.get_by_role("region", name="Not kept here")
    eyes.look("the holidays, one is not kept")
    press(page, left.get_by_role("button", name=re.compile("^Keep it again.*Good Friday")))
    expect(kept.get_by_text("Good Friday", exact=True)).to_be_visible()
    expect(page.locator(":focus")).to_be_visible()
    eyes.blame()


def test_axe_finds_nothing_in_the_weeks_and_without_coverage_they_stay_to_be_read(new_tablet: Callable[..., Tablet]) -> None:
    tablet = new_tablet(PRIYA, size=(1180, 820))
    page = weeks(tablet)
    eyes = Eyes(tablet)
    eyes.look("the weeks", desktop=True)
    page.get_by_role("searchbox").fill("nobody of that name")
    eyes.look("the weeks, nobody found")
    page.get_by_role("searchbox").fill("")
    page.get_by_role("button", name="Who is away?").click()
    dialog = page.get_by_role("dialog", name="Who is away?")
    dialog.get_by_label("Who", exact=True).select_option(index=1)
    dialog.get_by_label("And who").select_option(index=2)
    dialog.get_by_role("button", name="See what it leaves").click()
    expect(dialog.get_by_role("status")).to_contain_text(re.compile("uncovered|known face"), timeout=LONG)
    eyes.look("the weeks, two away")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Change how often").click()
    eyes.look("the weeks, how often")
    page.keyboard.press("Escape")
    page.get_by_role("button", name=re.compile("how often only in words$")).click()
    page.get_by_role("dialog", name="Said only in words").wait_for()
    eyes.look("the weeks, said only in words")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Suggest", exact=True).click()
    page.get_by_role("heading", name=re.compile("^Suggestion for")).wait_for(timeout=LONG)
    eyes.look("the weeks, a suggestion", desktop=True)
    # No worker takes it: what is asked for stands until it is stopped, and nothing of it is written.
    page.get_by_role("button", name=re.compile(r"^Take all [\d,]+$")).click()
    taking = page.get_by_role("dialog", name="What it changes")
    taking.get_by_role("listitem").first.wait_for()
    eyes.look("the weeks, what it changes")
    taking.get_by_role("button", name=re.compile(r"^Write [\d,]+ visits$")).click()
    stop = page.get_by_role("dialog", name="Writing").get_by_role("button", name="Stop here")
    expect(stop).to_be_enabled()
    eyes.look("the weeks, being written")
    stop.click()
    expect(page.get_by_role("dialog", name="Stopped")).to_contain_text("because it was stopped")
    eyes.look("the weeks, stopped")
    page.keyboard.press("Escape")
    tablet.coverage.lose()
    tablet.ask_for_news()
    expect(page.get_by_text("What you see is as it was when it was last read.")).to_be_visible(timeout=60_000)
    page.get_by_role("grid").or_(page.get_by_role("heading", name="Repeating visits")).first.wait_for()
    eyes.look("the weeks, no coverage")
    eyes.blame()
