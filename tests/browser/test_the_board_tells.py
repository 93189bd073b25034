"""What the board publishes, on the tablet of who is concerned: it says what changed until it was read."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.eyes import Eyes
from tests.browser.record import Record
from tests.browser.tablet import AMINA, DANIEL, KEMI, PRIYA, TOMASZ, YUSUF, Tablet
from tests.browser.test_the_board import LONG, move_to, row_of, said, tomorrow, workers  # noqa: F401

pytestmark = pytest.mark.browser


@pytest.mark.usefixtures("workers")
def test_the_tablet_says_what_changed_in_a_day_that_its_person_has_seen_until_they_have_read_it(
    new_tablet: Callable[..., Tablet],
) -> None:
    carer = new_tablet(YUSUF)
    carer.page.get_by_role("link", name=re.compile("the day after$")).click()
    expect(carer.page.locator("main").get_by_role("listitem").first).to_be_visible()
    told = carer.page.locator(".day-changes")
    expect(told).to_be_attached()
    expect(told).to_be_empty()

    lead = new_tablet(PRIYA, size=(1180, 820))
    page = tomorrow(lead)
    his = row_of(page, "Yusuf Ali").locator(".lane [data-visit]").last
    theirs = row_of(page, "Kemi Adeyemi").locator(".lane [data-visit]").last
    (lost, _), (won, at) = ((one.inner_text().split(", ")[1], one.inner_text()[:5]) for one in (his, theirs))
    his, theirs = (page.locator(f'.lane [data-visit="{one.get_attribute("data-visit")}"]') for one in (his, theirs))
    theirs.focus()
    page.keyboard.press("m")
    move_to(page, "Yusuf Ali")
    said(page, "put with Yusuf")
    his.focus()
    page.keyboard.press("m")
    move_to(page, "Kemi Adeyemi")
    said(page, "put with Kemi")
    page.get_by_role("button", name=re.compile("^Publish")).click()
    page.get_by_role("dialog", name="Publish").get_by_role("button", name=re.compile("^Publish ")).click()
    expect(page.get_by_role("dialog", name="Published")).to_contain_text("All of it is in the record.", timeout=LONG)

    carer.ask_for_news()
    expect(told.get_by_role("heading", name="This day has changed")).to_be_visible(timeout=60_000)
    expect(told).to_contain_text(f"{lost}, ")
    expect(told).to_contain_text("moved to Kemi.")
    expect(told).to_contain_text(f"New: {won}, {at}.")
    expect(carer.page.locator("main").get_by_role("listitem").filter(has_text=lost).filter(has_text="Moved to Kemi").first).to_be_visible()
    eyes = Eyes(carer)
    eyes.look("a day that has changed")
    for width, height in ((390, 844), (820, 1180)):  # it is not at the end of a long page
        carer.page.set_viewport_size({"width": width, "height": height})
        expect(told.get_by_role("button", name="I have read it")).to_be_in_viewport()
    carer.coverage.lose()
    carer.page.reload()
    carer.unlock()
    expect(told).to_contain_text(f"New: {won}, {at}.")
    told.get_by_role("button", name="I have read it").click()
    expect(told).to_be_empty()
    carer.page.reload()
    carer.unlock()
    expect(carer.page.locator("main").get_by_role("listitem").filter(has_text=won).first).to_be_visible()
    expect(told).to_be_empty()
    carer.coverage.regain()
    eyes.blame()


IN_PAIRS = """
select v.id::text as visit, a.email, me.id::text as me, other.id::text as other, other.name as other_name
from visit v
cross join lateral unnest(v.asked) as mine(id) join account a on a.staff_id = mine.id and a.email = any(%s) join staff me on me.id = mine.id
cross join lateral unnest(v.asked) as theirs(id) join staff other on other.id = theirs.id and other.id <> me.id
where cardinality(v.asked) = 2 and coalesce(v.status, 'planned') = 'planned' and not coalesce(v.is_pinned, false)
and (v.planned_start at time zone 'Europe/London')::date = (now() at time zone 'Europe/London')::date + 1
and v.team = (select team from staff where id = %s) and me.team = v.team order by v.planned_start, v.id, a.email limit 1
"""
"""A visit of tomorrow to which two are asked, and the one of them who has a tablet here."""


@pytest.mark.usefixtures("workers")
def test_the_tablet_says_that_the_colleague_of_a_double_up_changed(new_tablet: Callable[..., Tablet], record: Record) -> None:
    pair = record.one(IN_PAIRS, [KEMI, AMINA, YUSUF, DANIEL, TOMASZ], record.staff(PRIYA))
    carer = new_tablet(pair["email"])
    carer.page.get_by_role("link", name=re.compile("the day after$")).click()
    expect(carer.page.locator("main").get_by_role("listitem").first).to_be_visible()
    told = carer.page.locator(".day-changes")
    expect(told).to_be_attached()
    before = told.get_by_role("button", name="I have read it")
    if before.count() > 0:  # who it is may have been given a visit by another test
        before.click()
    expect(told).to_be_empty()

    page = tomorrow(new_tablet(PRIYA, size=(1180, 820)))
    page.locator(f'.lane [data-visit="{pair["visit"]}"]').first.focus()
    page.keyboard.press("m")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Move or swap…").click()
    places = dialog.get_by_label(re.compile(r"^Person \d$"))
    theirs = next(place for place in places.all() if place.input_value() == pair["other"])
    options = {str(one.get_attribute("value")): one.inner_text() for one in theirs.locator("option").all()}
    third = next(value for value in options if value not in ("", pair["me"], pair["other"]))
    theirs.select_option(third)
    expect(dialog.get_by_text("Being checked…")).to_have_count(0)
    dialog.get_by_role("button", name="Move it").click()
    said(page, " put with ")
    page.get_by_role("button", name=re.compile("^Publish")).click()
    page.get_by_role("dialog", name="Publish").get_by_role("button", name=re.compile("^Publish ")).click()
    expect(page.get_by_role("dialog", name="Published")).to_contain_text("All of it is in the record.", timeout=LONG)

    carer.ask_for_news()
    come, gone = options[third].split(" ")[0], pair["other_name"].split(" ")[0]
    expect(told).to_contain_text(f": {come} comes with you instead of {gone}.", timeout=60_000)
    told.get_by_role("button", name="I have read it").click()
    expect(told).to_be_empty()
    carer.page.reload()
    carer.unlock()
    expect(carer.page.locator("main").get_by_role("listitem").first).to_be_visible()
    expect(told).to_be_empty()
