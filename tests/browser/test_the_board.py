"""A lead's morning on the board: allocate, take some of it, move by keyboard alone, publish; and the carer's tablet has it."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from ops.processes import Process
from ops.stack import ROOT, Running
from tests.browser.eyes import Eyes
from tests.browser.record import Record
from tests.browser.tablet import PRIYA, SHABNAM, YUSUF, Tablet

pytestmark = pytest.mark.browser

LONG = 90_000


@pytest.fixture
def workers(served: Running) -> Iterator[None]:
    """Proposals and publications are jobs: here they are really done, by the workers that do them in service."""
    started = []
    for name, more in (("board-worker", []), ("board-allocator", ["--allocator"])):
        process = Process(name, [sys.executable, "-m", "backend.worker", *more], served.environment, served.logs, ROOT)
        process.start()
        started.append(process)
    yield
    for process in started:
        process.stop()


@pytest.fixture
def a_second_lead(record: Record) -> Iterator[str]:
    """The team has one lead; for this test its care coordinator is one too."""
    staff = record.staff(SHABNAM)
    (before,) = record.rows("select role from staff where id = %s", staff)
    record.rows("update staff set role = 'lead' where id = %s returning id", staff)
    yield SHABNAM
    record.rows("update staff set role = %s where id = %s returning id", before["role"], staff)


def tomorrow(tablet: Tablet) -> Page:
    """The board of the day after: today's visits may be over when this runs."""
    tablet.page.get_by_role("link", name="Board", exact=True).click()
    tablet.page.locator(".day .sq").last.click()
    tablet.page.get_by_role("grid").wait_for()
    return tablet.page


def row_of(page: Page, name: str) -> Locator:
    return page.locator("tr[data-row]").filter(has=page.get_by_role("rowheader").get_by_role("button", name=re.compile(f"^{name}")))


def move_to(page: Page, name: str) -> None:
    """From what can be done with a visit: gives it to somebody, once the server has said what speaks against that."""
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Move or swap…").click()
    who = dialog.get_by_label("Who")
    who.select_option(str(who.locator("option", has_text=name).get_attribute("value")))
    expect(dialog.get_by_text("Being checked…")).to_have_count(0)
    expect(dialog.get_by_text("Not checked.")).to_have_count(0)
    dialog.get_by_role("button", name="Move it").click()


def said(page: Page, words: str | re.Pattern[str]) -> None:
    """What somebody hears who does not see the board."""
    expect(page.locator("[data-said]")).to_contain_text(words, timeout=20_000)


def test_a_lead_allocates_takes_some_moves_by_keyboard_and_publishes_and_the_carer_has_it(new_tablet: Callable[..., Tablet], workers: None) -> None:
    lead = new_tablet(PRIYA, size=(1180, 820))
    page, keys = tomorrow(lead), lead.page.keyboard

    # The last visit of Kemi's day is hers no more: by key.
    theirs = row_of(page, "Kemi Adeyemi").locator(".lane [data-visit]").last
    visit, words = str(theirs.get_attribute("data-visit")), theirs.inner_text().split(", ")
    patient = words[1]
    theirs.focus()
    keys.press("Delete")
    said(page, f"{patient} is taken off: nobody has it.")
    tray = page.get_by_role("region", name=re.compile("^Not allocated"))
    expect(tray.locator(f'[data-visit="{visit}"]')).to_be_visible()

    # A proposal for the whole day, of which this one change is taken.
    page.get_by_role("button", name="Allocate", exact=True).click()
    expect(page.get_by_role("heading", name=re.compile("^Proposal for"))).to_be_visible(timeout=LONG)
    expect(page.get_by_text("Nothing moves until you take it.")).to_be_visible()
    expect(page.get_by_text("Found first. You can take it, or wait: better is looked for.")).to_be_visible()  # long before the search is over
    page.get_by_role("button", name="None", exact=True).click()
    family = patient.split(" ")[-1]
    change = page.get_by_role("row").filter(has_text=family).filter(has_text="Not allocated").get_by_role("checkbox")
    change.first.check()
    if page.get_by_role("checkbox").count() > 1:
        expect(page.get_by_text(re.compile(r"^With 1: travel \d+ min"))).to_be_visible()
    page.get_by_role("button", name=re.compile("^Take (the 1 ticked|it)")).click()
    said(page, "Taken: it is on the board, as one step.")
    placed = page.locator(f'.lane [data-visit="{visit}"]')
    expect(placed).to_be_visible()

    # By keyboard alone: over people and times to Yusuf, with what speaks against it; Escape leaves it where it was.
    placed.focus()
    keys.press("Enter")
    said(page, f"{patient} picked up")
    keys.press("ArrowRight")
    keys.press("Escape")
    said(page, "Left where it was.")
    placed.focus()
    keys.press("Enter")
    people = page.locator("tr[data-row]").all_inner_texts()
    for _ in people:
        keys.press("ArrowUp")
    for _ in range(next(number for number, words in enumerate(people) if "Yusuf Ali" in words)):
        keys.press("ArrowDown")
    keys.press("ArrowLeft")
    said(page, re.compile(r"^Yusuf Ali, \d\d:\d\d\. "))
    at = page.locator("[data-said]").inner_text().split(", ")[1][:5]
    keys.press("Enter")
    said(page, f"{patient} put with Yusuf Ali at {at}.")
    expect(row_of(page, "Yusuf Ali").locator(f'[data-visit="{visit}"]')).to_be_focused()

    # Nobody has been told yet; then they are.
    page.get_by_role("button", name=re.compile("^Publish")).click()
    dialog = page.get_by_role("dialog", name="Publish")
    for_whom = dialog.get_by_role("listitem")
    expect(for_whom.filter(has=page.get_by_role("heading", name="Yusuf Ali"))).to_contain_text(f"New: {family}, {at}")
    expect(for_whom.filter(has=page.get_by_role("heading", name="Kemi Adeyemi"))).to_contain_text(f"{family} goes to Yusuf Ali")
    dialog.get_by_role("button", name=re.compile("^Publish ")).click()
    expect(page.get_by_role("dialog", name="Published")).to_contain_text("All of it is in the record.", timeout=LONG)
    page.get_by_role("dialog").get_by_role("button", name="Close", exact=True).last.click()

    carer = new_tablet(YUSUF)
    carer.page.get_by_role("link", name=re.compile("the day after$")).click()
    expect(carer.page.locator("main").get_by_text(patient).first).to_be_visible()
    expect(carer.page.locator("main")).to_contain_text(at)


def test_two_leads_see_each_others_moves_and_neither_overwrites_the_other_in_silence(new_tablet: Callable[..., Tablet], a_second_lead: str) -> None:
    one, other = tomorrow(new_tablet(PRIYA, size=(1180, 820))), tomorrow(new_tablet(a_second_lead, size=(1180, 820)))
    theirs = row_of(one, "Joy Robinson").locator(".lane [data-visit]").last
    visit, patient = str(theirs.get_attribute("data-visit")), theirs.inner_text().split(", ")[1]

    # What one takes off lies in the other's hand: it is no longer there to be dropped, and she hears why.
    row_of(other, "Joy Robinson").locator(f'[data-visit="{visit}"]').focus()
    other.keyboard.press("Enter")
    said(other, f"{patient} picked up")
    theirs.focus()
    one.keyboard.press("Delete")
    said(one, f"{patient} is taken off: nobody has it.")
    waiting = other.get_by_role("region", name=re.compile("^Not allocated")).locator(f'[data-visit="{visit}"]')
    expect(waiting).to_be_visible(timeout=20_000)
    expect(other.locator(".cover .drag")).to_have_count(0)

    # She gives it to somebody at the same moment as he does: the second of them is told who was faster, and with what.
    other.route("**/api/v1/board/**stamp=**", lambda asked: asked.fulfill(status=204))
    one.get_by_role("button", name=re.compile("^Undo")).click()
    said(one, re.compile("^Undone: "))
    waiting.focus()
    other.keyboard.press("Enter")
    other.keyboard.press("Enter")
    expect(other.get_by_role("alert").filter(has_text="Priya Nair")).to_be_visible()
    said(other, re.compile("^Not done. .*Priya Nair"))
    other.unroute("**/api/v1/board/**stamp=**")
    expect(row_of(other, "Joy Robinson").locator(f'[data-visit="{visit}"]')).to_be_visible(timeout=20_000)


def test_axe_finds_nothing_on_the_board_and_without_coverage_it_says_so_and_keeps_what_one_typed(new_tablet: Callable[..., Tablet]) -> None:
    tablet = new_tablet(PRIYA)
    eyes, page = Eyes(tablet), tomorrow(tablet)
    eyes.look("the board", desktop=True)
    movable = row_of(page, "Nadia Chowdhury").locator(".lane [data-visit]").last
    movable.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    said(page, re.compile(r"^\w[^,]+, \d\d:\d\d\."))
    eyes.look("the board, a visit in the hand", desktop=True)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Off sick").click()
    page.get_by_label("Who", exact=True).select_option(index=1)
    eyes.look("the board, off sick")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Urgent visit").click()
    page.get_by_label("What for").fill("Fall, cannot manage the stairs")
    page.get_by_label("Who needs it").fill("Rokeya")
    page.get_by_role("dialog").get_by_role("button", name=re.compile("^Rokeya")).first.click()
    eyes.look("the board, an urgent visit")
    tablet.coverage.lose()
    page.get_by_role("button", name="Put it on the board").click()
    expect(page.get_by_role("dialog").get_by_role("alert")).to_contain_text("No coverage just now")
    expect(page.get_by_label("What for")).to_have_value("Fall, cannot manage the stairs")
    page.keyboard.press("Escape")
    tablet.ask_for_news()
    expect(page.get_by_text("What you see is as it was when it was last read.")).to_be_visible(timeout=30_000)
    eyes.look("the board, no coverage")
    tablet.coverage.regain()
    tablet.ask_for_news()
    expect(page.get_by_text("What you see is as it was when it was last read.")).to_be_hidden(timeout=45_000)
    eyes.blame()


NOT_HERE = """
select p.given_name || ' ' || p.family_name as name, p.nhs_number, p.id::text from patient p
join grants g on g.bundle_id = p.bundle_id and g.ended_at is null and (g.until is null or g.until > now()) and g.why <> 'meeting'
join staff s on s.id = g.staff_id and s.team = (select team from staff where id = %s)
where p.nhs_number is not null and coalesce(p.status, 'active') = 'active'
and not exists (select 1 from visit v where v.patient_id = p.id and v.planned_start between now() - interval '2 days' and now() + interval '3 days')
and not exists (select 1 from grants t where t.bundle_id = p.bundle_id and t.carried and t.staff_id = %s)
order by p.id limit 1
"""
"""Somebody whom a lead oversees, with no visit these days, and not on the lead's own tablet."""


def test_an_urgent_visit_finds_whom_neither_the_tablet_nor_the_board_has_and_without_coverage_it_says_where_it_looked(
    new_tablet: Callable[..., Tablet], record: Record
) -> None:
    priya = record.staff(PRIYA)
    somebody = record.one(NOT_HERE, priya, priya)
    tablet = new_tablet(PRIYA, size=(820, 1180))
    asked: list[str] = []
    tablet.page.on("request", lambda request: asked.append(request.url))
    page = tomorrow(tablet)
    page.get_by_role("button", name="Urgent visit").click()
    dialog = page.get_by_role("dialog")
    seek = dialog.get_by_label("Who needs it")
    seek.fill(somebody["nhs_number"])
    found = dialog.get_by_role("button", name=somebody["name"])
    expect(found).to_contain_text("Born ")
    Eyes(tablet).look("the board, whom an urgent visit is for")
    assert any(url.endswith("/patients/find") for url in asked), "the server was asked"
    assert not any(somebody["nhs_number"] in url for url in asked), "and no address has the number"
    tablet.coverage.lose()
    seek.fill(somebody["nhs_number"][:9])
    expect(dialog.get_by_role("status").last).to_contain_text("This searched this tablet and this board only. There is no coverage just now.")
    expect(found).to_be_hidden()
    tablet.coverage.regain()
    seek.fill(somebody["nhs_number"])
    found.press("Enter")
    expect(dialog.get_by_role("button", name="Another person")).to_be_visible()
    [look] = record.rows(
        "select count(*) from audit_event where staff_id = %s and detail ->> 'looked_up' = '1' and %s = any(bundles) having count(*) > 1",
        priya,
        somebody["id"],
    )
    assert look


def test_a_visit_is_called_off_with_by_whom_and_why_is_on_the_carers_tablet_and_stands_again(new_tablet: Callable[..., Tablet]) -> None:
    lead = new_tablet(PRIYA)
    eyes, page = Eyes(lead), tomorrow(lead)
    theirs = row_of(page, "Yusuf Ali").locator(".lane [data-visit]").last
    visit, patient = str(theirs.get_attribute("data-visit")), theirs.inner_text().split(", ")[1]
    theirs.click()
    page.get_by_role("button", name="Call off…").first.click()
    dialog = page.get_by_role("dialog", name=re.compile(f"^Call off {re.escape(patient)}"))
    dialog.get_by_role("button", name="Call it off").click()
    expect(dialog).to_contain_text("Choose why")
    eyes.look("the board, a visit called off, nothing chosen")
    dialog.get_by_role("radio", name="Their family or carer").check()
    dialog.get_by_role("radio", name="Unwell").check()
    dialog.get_by_label("What else is to be known").fill("Her daughter rang: a cold.")
    lead.coverage.lose()
    dialog.get_by_role("button", name="Call it off").click()
    expect(dialog.get_by_role("alert")).to_contain_text("No coverage just now")
    expect(dialog.get_by_label("What else is to be known")).to_have_value("Her daughter rang: a cold.")
    lead.coverage.regain()
    dialog.get_by_role("button", name="Call it off").click()
    said(page, f"{patient} is called off.")
    expect(page.locator(f'.lane [data-visit="{visit}"]')).to_have_count(0)
    off = page.get_by_role("region", name="What has happened to this day").get_by_role("listitem").filter(has_text=patient)
    expect(off).to_contain_text("called off by their family or carer: unwell. Her daughter rang: a cold.")
    eyes.look("the board, a visit is called off", desktop=True)

    carer = new_tablet(YUSUF)
    carer.page.get_by_role("link", name=re.compile("the day after$")).click()
    line = carer.page.locator("main").get_by_role("listitem").filter(has_text=patient).filter(has_text="Cancelled")
    expect(line.first).to_be_visible()

    off.get_by_role("button", name="It stands again").click()
    said(page, f"{patient} stands again, with who had it.")
    expect(row_of(page, "Yusuf Ali").locator(f'.lane [data-visit="{visit}"]')).to_be_visible()
    eyes.blame()


def test_with_a_phone_a_lead_does_all_that_can_be_done_with_a_visit_and_learns_why_one_stays(new_tablet: Callable[..., Tablet]) -> None:
    lead = new_tablet(PRIYA, size=(390, 844))
    eyes, page = Eyes(lead), lead.page
    page.get_by_role("button", name="More").click()
    page.get_by_role("link", name="Board", exact=True).click()
    page.locator(".day .sq").last.click()
    theirs = page.get_by_role("region", name="Yusuf Ali").get_by_role("listitem").get_by_role("button")
    visit = str(theirs.last.get_attribute("data-visit"))
    patient = theirs.last.inner_text().split(", ")[1]
    entry = page.locator(f'.plain [data-visit="{visit}"]')

    entry.click()
    dialog = page.get_by_role("dialog", name=patient)
    eyes.look("the board on a phone, what can be done with a visit")
    page.set_viewport_size({"width": 390, "height": 844})
    dialog.get_by_role("button", name="Pin", exact=True).click()
    said(page, f"{patient} is pinned.")
    entry.click()
    expect(dialog).to_contain_text("Pinned: no proposal and no hand moves it.")
    expect(dialog.get_by_role("button", name=re.compile("^Move"))).to_have_count(0)
    dialog.get_by_role("button", name="Unpin").click()
    said(page, f"{patient} is no longer pinned.")
    if theirs.count() > 1:
        entry.click()
        dialog.get_by_role("button", name="A turn earlier").click()
        said(page, f"{patient} has a turn earlier with Yusuf Ali.")
        expect(theirs.last).not_to_have_attribute("data-visit", visit)
        expect(entry).to_be_focused()

    entry.click()
    dialog.get_by_role("button", name="Call off…").click()
    off = page.get_by_role("dialog", name=re.compile(f"^Call off {re.escape(patient)}"))
    off.get_by_role("radio", name="Their family or carer").check()
    off.get_by_role("radio", name="Unwell").check()
    off.get_by_role("button", name="Call it off").click()
    said(page, f"{patient} is called off.")
    expect(entry).to_have_count(0)
    page.get_by_role("listitem").filter(has_text=patient).get_by_role("button", name="It stands again").click()
    said(page, f"{patient} stands again, with who had it.")

    entry.click()
    dialog.get_by_role("button", name="Not at home…").click()
    page.get_by_role("dialog", name=f"{patient} is not at home").get_by_role("button", name="Say so").click()
    said(page, f"{patient} is not at home.")
    page.get_by_role("button", name="Home again").click()
    said(page, f"{patient} is home again.")
    expect(entry).to_have_count(1)

    entry.click()
    dialog.get_by_role("button", name="Take off").click()
    said(page, f"{patient} is taken off: nobody has it.")
    expect(page.get_by_role("region", name=re.compile("^Not allocated")).locator(f'[data-visit="{visit}"]')).to_be_visible()
    page.get_by_role("button", name=re.compile("^Undo")).click()
    said(page, re.compile("^Undone: "))
    eyes.blame()


def test_on_a_tablet_what_speaks_against_a_move_is_in_sight_wherever_it_is_held(new_tablet: Callable[..., Tablet]) -> None:
    page = tomorrow(new_tablet(PRIYA, size=(820, 1180)))
    held = row_of(page, "Nadia Chowdhury").locator(".lane [data-visit]").last
    held.focus()
    page.keyboard.press("Enter")
    said(page, "picked up")
    warned = 0
    for _ in range(30):
        page.keyboard.press("ArrowRight")
        if page.locator(".warns").count():
            warned += 1
            over = page.evaluate("document.querySelector('.warns').getBoundingClientRect().right - innerWidth")
            assert over <= 0, "it ends where nobody can read it"
    assert warned > 0
    page.keyboard.press("Escape")
    said(page, "Left where it was.")


def test_a_phone_has_the_search_the_map_and_the_key_to_the_board(new_tablet: Callable[..., Tablet]) -> None:
    lead = new_tablet(PRIYA, size=(390, 844))
    eyes, page = Eyes(lead), lead.page
    page.get_by_role("button", name="More").click()
    page.get_by_role("link", name="Board", exact=True).click()
    page.locator(".day .sq").last.click()
    yusuf = page.get_by_role("region", name="Yusuf Ali")
    entries = yusuf.get_by_role("listitem").get_by_role("button")
    expect(entries.first).to_be_visible()
    stops = entries.count()
    patient = entries.last.inner_text().split(", ")[1]
    page.get_by_label("Search people, skills and patients").fill(patient)
    expect(entries).to_have_count(1)
    expect(entries.last).to_contain_text(patient)
    expect(page.get_by_role("region", name="Kemi Adeyemi")).to_have_count(0)
    page.get_by_label("Search people, skills and patients").fill("yusuf")
    expect(entries).to_have_count(stops)
    yusuf.get_by_role("button", name="Map of Yusuf Ali’s day").click()
    drawn = yusuf.get_by_role("img", name=re.compile(f"^Yusuf Ali’s route, {stops} stop"))
    expect(drawn).to_be_visible()
    expect(entries.last).to_contain_text(f"Stop {stops}, ")
    yusuf.get_by_role("button", name="Hide map of Yusuf Ali’s day").click()
    expect(drawn).to_be_hidden()
    yusuf.get_by_role("button", name="Map of Yusuf Ali’s day").click()
    expect(page.get_by_role("region", name="How to read the board")).to_contain_text("new face")
    eyes.look("the board on a phone, a map and a search")
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name=re.compile("^How long travel takes")).click()
    expect(page.get_by_role("dialog")).to_contain_text("How long")
    eyes.blame()


def test_by_key_everything_that_can_be_done_with_a_visit_is_one_key_away(new_tablet: Callable[..., Tablet]) -> None:
    page = tomorrow(new_tablet(PRIYA, size=(1180, 820)))
    theirs = row_of(page, "Yusuf Ali").locator(".lane [data-visit]").last
    patient = theirs.inner_text().split(", ")[1]
    theirs.focus()
    page.keyboard.press("m")
    dialog = page.get_by_role("dialog", name=patient)
    expect(dialog.get_by_role("button", name="Call off…")).to_be_visible()
    expect(dialog.get_by_role("button", name="Not at home…")).to_be_visible()
    page.keyboard.press("Escape")
    expect(theirs).to_be_focused()
