"""The reports for everyone: axe finds nothing on a service manager's screens at any size and in the dark, and nothing is cut off at 320 px."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from ops.stack import ROOT, Running
from tests.browser.eyes import Eyes
from tests.browser.tablet import Tablet

pytestmark = pytest.mark.browser


def the_reports(new_tablet: Callable[..., Tablet]) -> tuple[Eyes, Page]:
    """A service manager's overview, drawn."""
    tablet = new_tablet("danuta.lis@alongside.example")
    tablet.page.get_by_role("navigation", name="Main").get_by_role("link", name="Reports").click()
    tablet.page.get_by_role("heading", name="“I” statements").wait_for()
    return Eyes(tablet), tablet.page


def test_axe_finds_nothing_in_the_reports(new_tablet: Callable[..., Tablet], counted_months: list[str]) -> None:
    """The overview, its tables open, told apart by practice, none found, one measure, a month so far, what is not there; from there the
    outcomes contract, with a scenario and with faults."""
    eyes, page = the_reports(new_tablet)
    eyes.look("reports", desktop=True)
    for table in page.get_by_role("article").get_by_text("Table").all():
        table.click()
    page.get_by_role("combobox", name=re.compile("^Told apart by")).select_option("practice")
    page.get_by_role("heading", name=re.compile("^By practice, ")).wait_for()
    eyes.look("reports, tables open, by practice", desktop=True)
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
    page.goto(f"{eyes.tablet.served.origin}/reports?of=team%3Anobody")
    eyes.tablet.unlock()
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


def test_axe_finds_nothing_in_exports_and_returns(served: Running, new_tablet: Callable[..., Tablet], counted_months: list[str]) -> None:
    """What is asked of exports and of returns, and the list of what was made: an export, a return with its validation report, and one of each
    month. The place has named this manager."""
    eyes, page = the_reports(new_tablet)
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
    eyes.blame()
