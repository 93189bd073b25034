"""Every screen for everyone: axe finds nothing at any size and in the dark, and nothing is cut off at 320 px."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from typing import Any, Literal

import pytest
from playwright.sync_api import expect

from ops.stack import ROOT, Running
from tests.browser.keys import press, reach
from tests.browser.record import Record
from tests.browser.tablet import KEMI, PRIYA, SHABNAM, Tablet

pytestmark = pytest.mark.browser

SIZES = {"phone": (390, 844), "tablet": (820, 1180)}
DESKTOP = (1440, 900)
SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
OVERFLOW = """() => [...document.querySelectorAll('body *')].filter((one) => {
  const box = one.getBoundingClientRect();
  let up = one.parentElement;
  while (up && getComputedStyle(up).overflowX === 'visible') up = up.parentElement;
  return box.width > 0 && box.right > innerWidth + 1 && (!up || up === document.documentElement || up === document.body);
}).slice(0, 5).map((one) => one.tagName + '.' + one.className)"""


class Eyes:
    """Looks at the screen that stands, in each size and by day and by night, and remembers what axe found."""

    def __init__(self, tablet: Tablet) -> None:
        self.tablet, self.seen = tablet, 0
        self.found: list[dict[str, Any]] = []

    def look(self, name: str, *, desktop: bool = False, within: str | None = None) -> None:
        """`desktop`: at the width of a desk too, where the panes stand side by side; by day only, for the colours are those of the tablet.

        By night all rules but those of colour would say what they said by day: only colours differ. `within`: the one part that is new.
        """
        page = self.tablet.page
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                self._judge(name, size, scheme, within)
        if desktop:
            page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
            page.emulate_media(color_scheme="light", reduced_motion="reduce")
            self._judge(name, "desktop", "light", within)
        page.set_viewport_size({"width": 320, "height": 640})
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > 320:
            self.found.append({"screen": name, "rule": f"{wide} px wide on a screen of 320", "where": page.evaluate(OVERFLOW)})
        page.set_viewport_size({"width": 820, "height": 1180})

    def _judge(self, name: str, size: str, scheme: str, within: str | None) -> None:
        violations = self.tablet.axe(within=within, colours=scheme == "dark")
        self.found += [{"screen": name, "size": size, "scheme": scheme, **one} for one in violations]
        self.seen += 1

    def blame(self) -> None:
        assert not self.found, json.dumps(self.found, indent=1)


def test_axe_finds_nothing_before_the_tablet_is_open(new_tablet: Callable[..., Tablet]) -> None:
    tablet = new_tablet()
    eyes, page = Eyes(tablet), tablet.page
    page.get_by_role("heading", name="Sign in").wait_for()
    eyes.look("sign in")
    page.get_by_label("Email address").fill(KEMI)
    page.get_by_label("Password", exact=True).fill("not the one")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("alert").get_by_text(re.compile(".")).first.wait_for()
    eyes.look("sign in, refused")
    tablet.password(KEMI)
    page.get_by_role("heading", name="Choose a PIN").wait_for()
    eyes.look("choose a PIN")
    tablet.type_pin()
    page.get_by_role("heading", name="Once more").wait_for()
    tablet.type_pin()
    page.get_by_role("button", name="Fill this tablet").wait_for()
    eyes.look("what it will hold")
    page.get_by_role("button", name="Fill this tablet").click()
    tablet.up_to_date()
    page.get_by_role("button", name="Lock").first.click()
    page.get_by_role("heading", name="Your PIN").wait_for()
    eyes.look("unlock")
    tablet.type_pin("111222")
    page.get_by_text(re.compile("tries? left|wrong|not right", re.I)).first.wait_for()
    eyes.look("unlock, a wrong PIN")
    eyes.blame()


def test_axe_finds_nothing_on_any_screen_of_the_day(new_tablet: Callable[..., Tablet], record: Record) -> None:
    tablet = new_tablet(KEMI)
    eyes, page = Eyes(tablet), tablet.page
    eyes.look("today", desktop=True)
    page.get_by_role("link", name=re.compile("the day after$")).click()
    expect(page).to_have_url(re.compile(r"/today/\d{4}-\d\d-\d\d$"))
    page.get_by_role("heading", level=1).wait_for()
    eyes.look("another day")
    page.get_by_role("link", name="Patients", exact=True).click()
    page.get_by_role("searchbox").fill("Rokeya")
    eyes.look("patients", desktop=True)
    page.get_by_role("searchbox").fill("nobody of that name")
    eyes.look("patients, none found")
    tablet.patient("Rokeya Begum")
    page.get_by_role("heading", name="Plan at a glance").or_(page.get_by_role("heading", name=re.compile("plan", re.I))).first.wait_for()
    eyes.look("patient", desktop=True)
    for opener in ("Change the risk band", "Change who answers", "Change the client group", "Record consent"):
        page.get_by_role("button", name=opener).click()
        page.get_by_role("dialog").wait_for()
        eyes.look(f"patient, {opener.lower()}")
        page.keyboard.press("Escape")
    page.get_by_role("link", name="Timeline", exact=True).click()
    page.get_by_role("button", name="Write a note").click()
    eyes.look("timeline, a note open", desktop=True)
    page.get_by_role("link", name="Care plan", exact=True).click()
    page.get_by_role("button", name="Change goal 1").wait_for()
    eyes.look("care plan", desktop=True)
    for opener in page.locator("main").get_by_role("button", name=re.compile("^(Change|Add) ")).all():
        if opener.is_visible():
            opener.click()
    eyes.look("care plan, forms open")
    page.get_by_role("button", name="Start from a package").click()
    page.get_by_role("dialog").get_by_role("button", name=re.compile("^Wound")).click()
    page.get_by_role("dialog").get_by_role("heading", name="Who does what").wait_for()
    eyes.look("care plan, a package")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Done who agreed").click()
    page.get_by_role("button", name="As it was agreed").click()
    page.get_by_role("dialog").get_by_role("heading", name="Goals").wait_for()
    eyes.look("care plan, as it was agreed")
    page.keyboard.press("Escape")
    tablet.patient("Margaret O'Leary")
    page.get_by_role("button", name="Begin an assessment").click()
    eyes.look("patient, choosing a form")
    page.get_by_role("region", name="Assessments").get_by_role("link", name="Living at home").click()
    parts = page.get_by_role("navigation", name="Parts of the assessment")
    for name in ("Falls and mobility", "Skin", "Mood and memory"):
        parts.get_by_role("link", name=re.compile(f"^{name}")).click()
        page.get_by_role("heading", name=name, level=2).wait_for()
        eyes.look(f"assessment, {name.lower()}")
    page.get_by_role("button", name=re.compile("^Not asked, because")).last.click()
    for question in ("Little interest", "Feeling down", "Thoughts that you would be better off dead"):
        page.get_by_role("group", name=re.compile(question)).get_by_role("radio", name=re.compile("^More")).check()
    expect(page.locator(".alert-entry").get_by_role("alert")).to_be_visible()
    eyes.look("assessment, an alert")
    parts.get_by_role("link", name=re.compile("^Review and sign")).click()
    page.get_by_role("heading", name="All parts", level=3).wait_for()
    eyes.look("assessment, review")
    tablet.visit("Fadumo Jama")
    page.get_by_role("button", name="I have arrived").click()
    expect(page.get_by_role("timer")).to_be_visible()
    page.get_by_role("group", name="Blood glucose, then insulin before breakfast").get_by_role("radio", name="Not done").check()
    page.get_by_label("Temperature").fill("400")
    page.get_by_label("Temperature").blur()
    eyes.look("visit", desktop=True)
    page.get_by_role("link", name=re.compile("^To settle")).click()
    page.get_by_role("radio", name=re.compile("^Write it anew")).check()
    page.get_by_role("button", name="Settle it").click()
    eyes.look("to settle, one open", desktop=True)
    # By keyboard alone: what is one's to choose is chosen with an arrow, as radios are.
    reach(page.get_by_role("radio", name=re.compile("^Write it anew")))
    page.keyboard.press("ArrowDown")
    reach(page.get_by_role("textbox", name="Why"))
    page.keyboard.type("She said so herself.")
    press(page.get_by_role("button", name="Settle it"))
    expect(page.get_by_text("Settled, on this tablet")).to_be_visible()
    eyes.look("to settle, one settled")
    page.get_by_role("link", name="Kemi Adeyemi, district nurse").click()
    page.get_by_role("heading", name="You and this tablet").wait_for()
    eyes.look("account", desktop=True)

    # Something refused and something waiting: a grant that ended, and no coverage.
    name = "Beryl Reeves"
    record.rows(
        "update grants set ended_at = now() - interval '1 minute', until = now() - interval '1 minute', ended_reason = 'moved'"
        " where bundle_id = %s and (staff_id = %s or team_id is not null) returning id",
        record.patient(name),
        record.staff(KEMI),
    )
    tablet.timeline(name)
    tablet.coverage.lose()
    tablet.write_note("She rang, nobody came.")
    tablet.keep_note()
    tablet.coverage.regain()
    tablet.ask_for_news()
    tablet.status("1 not taken")
    tablet.coverage.lose()
    tablet.timeline("Ruby Watts")
    tablet.write_note("Rang the pharmacy.")
    tablet.keep_note()
    tablet.status("waiting")
    page.get_by_role("link", name="see what waits").click()
    expect(page.get_by_role("region", name="1 was not taken, and needs you")).to_be_visible()
    eyes.look("what waits, refused and waiting", desktop=True)
    page.get_by_role("button", name="Show to a lead").click()
    page.get_by_role("dialog", name="For a lead to read").get_by_text("She rang, nobody came.").first.wait_for()
    eyes.look("what waits, for a lead to read")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Let it go, with a reason").click()
    eyes.look("what waits, letting go")
    page.get_by_role("button", name="Keep it").click()
    page.get_by_role("link", name="Kemi Adeyemi, district nurse").click()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("dialog").wait_for()
    eyes.look("sign out, something unsent")
    eyes.blame()
    assert eyes.seen >= 16 * 4 + 9


def test_axe_finds_nothing_in_a_leads_morning(new_tablet: Callable[..., Tablet], record: Record) -> None:
    """What waits for a lead, from the tablet and from the board; after how long the team is missed, set without coverage."""
    tablet = new_tablet(PRIYA)
    eyes, page = Eyes(tablet), tablet.page
    waits = page.get_by_role("region", name="The team today")
    expect(waits.get_by_role("link", name=re.compile("^[0-9]+ visits? (has|have) nobody$"))).to_have_attribute("href", "/board")
    expect(waits).to_contain_text(re.compile("[0-9]+ visits today"))
    eyes.look("today, a lead's", desktop=True)
    page.get_by_role("link", name="Team", exact=True).click()
    page.get_by_role("searchbox", name="Find a colleague").wait_for()
    eyes.look("team")
    expect(page.get_by_text("Missed 15 minutes after they should have left.")).to_be_visible()
    tablet.coverage.lose()
    page.get_by_role("button", name="Change after how long somebody is missed").click()
    eyes.look("team, after how long")
    page.get_by_role("dialog").get_by_role("radio", name="20 minutes").check()
    page.get_by_role("dialog").get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("Missed 20 minutes after they should have left.")).to_be_visible()
    tablet.today()
    tablet.ask_for_news()
    expect(waits).to_contain_text("opens with coverage", timeout=30_000)
    eyes.look("today, a lead's without coverage", within=".teams-day")
    tablet.coverage.regain()
    tablet.ask_for_news()
    tablet.up_to_date()
    team = record.one("select team from staff where id = %s", record.staff(PRIYA))["team"]
    assert record.one("select lone_margin_minutes from team where id = %s", team)["lone_margin_minutes"] == 20
    eyes.blame()


def test_axe_finds_nothing_in_what_people_say(new_tablet: Callable[..., Tablet]) -> None:
    """A lead hears, answers and takes it on; the filters stand in the address; without coverage it says so and opens by itself afterwards."""
    tablet = new_tablet(PRIYA)
    eyes, page = Eyes(tablet), tablet.page
    page.get_by_role("link", name="People say").click()
    page.get_by_role("heading", name="You said, we did").wait_for()
    said = page.get_by_role("region", name="In their words")
    expect(said.get_by_role("listitem").first).to_be_visible()
    page.get_by_text("As a table").click()
    months = page.get_by_role("table").get_by_role("row").all_inner_texts()
    assert any("*" in row for row in months), "the demo has a month of three answers"
    assert any("†" in row for row in months)
    eyes.look("what people say")
    theme = said.get_by_role("group", name="Theme").get_by_role("button").nth(1)
    theme.click()
    expect(theme).to_have_attribute("aria-pressed", "true")
    expect(page).to_have_url(re.compile(r"/voice\?team=team.*&month=20\d\d-\d\d&theme=[a-z-]+$"))
    said.get_by_role("button", name="Answer it").first.click()
    page.get_by_role("dialog", name="Answer it").wait_for()
    eyes.look("what people say, answering")
    page.get_by_role("radio", name=re.compile("^None yet")).check()
    page.get_by_role("dialog").get_by_role("button", name="Go on").click()
    page.get_by_role("dialog", name="You said").get_by_role("button", name="Save").click()
    page.get_by_label("What people said, in one sentence").fill("Ring before you come.")
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    card = page.get_by_role("region", name="You said, we did").get_by_role("listitem").filter(has_text="Ring before you come.")
    card.get_by_role("button", name="I take it").click()
    expect(card).to_contain_text("Priya Nair, team lead")
    card.get_by_role("button", name="Change").click()
    page.get_by_role("dialog", name="We did").get_by_role("radio", name="Done").check()
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(page.get_by_role("dialog")).to_contain_text("Say what was done.")
    page.get_by_label("What is done about it").fill("Everybody rings at the corner.")
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(card).to_contain_text("Everybody rings at the corner.")
    tablet.coverage.lose()
    page.get_by_role("combobox", name=re.compile("^Month")).select_option(index=3)
    expect(page.get_by_role("heading", name="It opens with coverage")).to_be_visible()
    eyes.look("what people say, no coverage")
    tablet.coverage.regain()
    expect(page.get_by_role("heading", name="It opens with coverage")).to_be_hidden()
    page.get_by_role("link", name="Team", exact=True).first.click()
    page.get_by_role("link", name="People at risk").click()
    page.get_by_role("searchbox").wait_for()
    eyes.look("people at risk", desktop=True)
    eyes.blame()


def test_axe_finds_nothing_in_the_teams_meetings(new_tablet: Callable[..., Tablet]) -> None:
    """The care coordinator's: a search, planning one, its list and who is here, somebody's turn with all its forms, putting somebody off."""
    tablet = new_tablet(SHABNAM)
    eyes, page = Eyes(tablet), tablet.page
    page.get_by_role("link", name="Meetings", exact=True).click()
    page.get_by_role("heading", name="Coming").wait_for()
    eyes.look("meetings")
    page.get_by_role("searchbox").fill("whitfield")
    expect(page.get_by_role("heading", name="Before")).to_be_visible()
    expect(page.get_by_role("heading", name="Coming")).to_be_hidden()
    page.get_by_role("searchbox").fill("nobody of that name")
    eyes.look("meetings, none found")
    page.get_by_role("searchbox").fill("")
    page.get_by_role("button", name="Plan a meeting").click()
    page.get_by_label("Name of the meeting").fill("")
    page.get_by_role("button", name="Plan it").click()
    expect(page.get_by_role("alert").filter(has_text="Give the meeting a name.")).to_be_visible()
    eyes.look("meetings, planning one")
    page.get_by_role("button", name="Not now").click()
    page.get_by_role("link", name=re.compile("South West team: MDT")).first.click()
    page.get_by_role("heading", name="Who is here").wait_for()
    page.get_by_role("button", name="Add a guest").click()
    page.get_by_label("Name and role of a guest").fill("Dr Shah, GP")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("region", name="Who is here")).to_contain_text("Take out Dr Shah, GP")
    eyes.look("a meeting")
    page.get_by_role("button", name="Cancel it").click()
    eyes.look("a meeting, cancelling it")
    page.get_by_role("link", name=re.compile("^Lok Man Cheung")).click()
    page.get_by_role("heading", name="The question").wait_for()
    page.get_by_role("button", name="Lok Man or family joins").click()
    page.get_by_role("button", name="Add an action").click()
    page.get_by_role("region", name="A new action").get_by_role("button", name="Put it on the plan").click()
    page.get_by_role("radio", name="Put off").check()
    page.get_by_label("Why is it put off?").fill("His sister could not come.")
    eyes.look("a person's turn, forms open")
    page.get_by_role("button", name="Put it off").click()
    expect(page.get_by_role("region", name="How it went")).to_contain_text("His sister could not come.")
    tablet.patient("Terence Bailey")
    expect(page.get_by_role("region", name="Team meetings")).to_contain_text(re.compile("MDT .*: put off"))
    eyes.look("patient, with meetings")
    tablet.patient("Mei Ling Chan")
    page.get_by_role("button", name="Discuss at the next MDT").click()
    page.get_by_role("dialog").get_by_role("button", name="Put Mei Ling on the list").click()
    eyes.look("patient, discuss at the next MDT")
    eyes.blame()


def _exports(eyes: Eyes, served: Running) -> None:
    """What is asked of exports and of returns, and the list of what was made. The place has named this manager."""
    page = eyes.tablet.page
    exports, dialog = page.get_by_role("region", name="Exports", exact=True), page.get_by_role("dialog", name="Export")
    exports.get_by_role("button", name="Export", exact=True).click()
    eyes.look("reports, an export", desktop=True, within="dialog")
    dialog.get_by_role("radio", name=re.compile("^Community Services Data Set: the return")).check()
    expect(dialog).to_contain_text("No validation report of this month was made yet")
    dialog.get_by_role("button", name="Start export").click()
    expect(dialog.get_by_role("textbox", name="Why, for the record")).to_have_attribute("aria-invalid", "true")
    dialog.get_by_role("textbox", name="Why, for the record").fill("The return of the month")
    dialog.get_by_role("button", name="Start export").click()
    expect(dialog).to_contain_text("Make and read the validation report of this month first.")
    eyes.look("reports, a return that is refused", desktop=True, within="dialog")
    dialog.get_by_role("radio", name=re.compile("Data Set: validation report")).check()
    dialog.get_by_role("button", name="Start export").click()
    dialog.wait_for(state="hidden")
    words = [sys.executable, "-m", "backend.worker", "--reports", "--burst"]
    subprocess.run(words, env=served.environment, cwd=ROOT, check=True, capture_output=True, timeout=300)
    made = exports.get_by_role("row", name=re.compile("CSDS validation report"))
    expect(made).to_contain_text("with names", timeout=120_000)
    expect(made.get_by_role("button", name=re.compile("^Download"))).to_be_visible()
    exports.get_by_role("button", name="Export", exact=True).click()
    dialog.get_by_role("radio", name=re.compile("^Community Services Data Set: the return")).check()
    expect(dialog).to_contain_text("Its validation report: ")
    dialog.get_by_role("radio", name=re.compile("^Friends and Family return")).check()
    dialog.get_by_role("radio", name=re.compile("^Each month")).check()
    dialog.get_by_role("textbox", name="Why, for the record").fill("The return, by the 13th")
    eyes.look("reports, a return of each month", desktop=True, within="dialog")
    dialog.get_by_role("button", name="Export each month").click()
    each = exports.get_by_role("region", name=re.compile("^Each month"))
    expect(each).to_contain_text("The return, by the 13th. Danuta Lis wants it from")
    eyes.look("reports, with exports", desktop=True, within=".exports")
    each.get_by_role("button", name=re.compile("^Pause")).click()
    expect(each).to_contain_text("Paused by Danuta Lis, today.")
    each.get_by_role("button", name=re.compile("^End")).click()
    eyes.look("reports, ending an export of each month", within="dialog")
    page.get_by_role("dialog", name="End it?").get_by_role("button", name="End it").click()
    expect(each).to_be_hidden()
    expect(exports.get_by_role("button", name="Export", exact=True)).to_be_focused()


def test_axe_finds_nothing_in_the_reports(served: Running, new_tablet: Callable[..., Tablet], counted_months: list[str]) -> None:
    """A service manager's: the overview, its tables open, told apart by practice, none found, one measure, a month so far, what is not
    there; an export, a return with its validation report, and one of each month; and the outcomes contract, with a scenario and with faults."""
    tablet = new_tablet("danuta.lis@alongside.example")
    eyes, page = Eyes(tablet), tablet.page
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Reports").click()
    page.get_by_role("heading", name="“I” statements").wait_for()
    eyes.look("reports", desktop=True)
    for table in page.get_by_role("article").get_by_text("Table").all():
        table.click()
    page.get_by_role("combobox", name=re.compile("^Told apart by")).select_option("practice")
    page.get_by_role("heading", name=re.compile("^By practice, ")).wait_for()
    eyes.look("reports, tables open, by practice", desktop=True)
    _exports(eyes, served)
    page.get_by_role("searchbox", name="Find a measure").fill("nobody of that name")
    page.get_by_role("heading", name="No measure is called that").wait_for()
    eyes.look("reports, none found")
    page.get_by_role("button", name="Show all").click()
    page.get_by_role("link", name="What came of visits").click()
    page.get_by_role("heading", name="Its parts").wait_for()
    eyes.look("reports, a measure", desktop=True)
    page.get_by_role("combobox", name=re.compile("^Month")).select_option(counted_months[-1])
    page.get_by_text("This month has not ended").wait_for()
    eyes.look("reports, a month so far")
    page.goto(f"{tablet.served.origin}/reports?of=team%3Anobody")
    tablet.unlock()
    page.get_by_role("heading", name="It is not there").wait_for()
    eyes.look("reports, not there")
    page.get_by_role("link", name="The whole place").click()
    page.get_by_role("link", name="Outcomes contract").click()
    page.get_by_role("heading", name=re.compile("^What each measure earns")).wait_for()
    eyes.look("the outcomes contract", desktop=True)
    page.get_by_label("Visits by a known face").fill("75")
    page.get_by_role("button", name="Work it out").click()
    page.get_by_text("What if: £").wait_for()
    eyes.look("the outcomes contract, a scenario", desktop=True)
    page.get_by_role("button", name="Change").click()
    page.get_by_label("Weight, %").first.fill("20")
    page.get_by_role("button", name="Save as a new version").click()
    page.get_by_role("alert").wait_for()
    eyes.look("the outcomes contract, a form with faults", desktop=True)
    eyes.blame()
