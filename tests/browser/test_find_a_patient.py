"""Find a patient: those on the tablet at once, and those beyond it, with coverage, on a tap."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.eyes import Eyes
from tests.browser.record import Record
from tests.browser.tablet import KEMI, PRIYA, Tablet
from tests.browser.test_the_board import NOT_HERE

pytestmark = pytest.mark.browser


def test_beyond_the_tablet_those_are_found_whose_records_one_may_read_and_without_coverage_it_says_what_was_searched(
    new_tablet: Callable[..., Tablet], record: Record
) -> None:
    priya = record.staff(PRIYA)
    somebody = record.one(NOT_HERE, priya, priya)
    lead = new_tablet(PRIYA, size=(390, 844))
    asked: list[str] = []
    lead.page.on("request", lambda request: asked.append(request.url))
    eyes, page = Eyes(lead), lead.page
    page.get_by_role("button", name="More").click()
    page.get_by_role("link", name="Patients", exact=True).click()
    field = page.get_by_role("searchbox")
    field.fill(somebody["nhs_number"])
    beyond = page.get_by_role("region", name="Not on this tablet?")
    assert not any(url.endswith("/patients/find") for url in asked), "nobody's look is on record before a tap"
    beyond.get_by_role("button", name="Look further").click()
    found = beyond.get_by_role("listitem").filter(has_text=somebody["name"])
    expect(beyond).to_contain_text("A record comes to this tablet with a visit, or with a place on your list.")
    expect(found).to_contain_text("Born ")
    eyes.look("find a patient, beyond the tablet", desktop=True)
    assert any(url.endswith("/patients/find") for url in asked)
    assert not any(somebody["nhs_number"] in url for url in asked), "no address has the number"
    page.set_viewport_size({"width": 390, "height": 844})

    lead.coverage.lose()
    lead.ask_for_news()
    lead.status("Offline")
    field.fill(somebody["name"])
    expect(beyond).to_contain_text("This tablet alone was searched. Looking further needs coverage.")
    expect(beyond.get_by_role("button")).to_have_count(0)
    eyes.look("find a patient, without coverage")
    lead.coverage.regain()
    eyes.blame()

    carer = new_tablet(KEMI, size=(820, 1180))
    carer.page.get_by_role("link", name="Patients", exact=True).click()
    carer.page.get_by_role("searchbox").fill(somebody["nhs_number"])
    carer.page.get_by_role("button", name="Look further").click()
    expect(carer.page.get_by_text("Nobody else whose record you may read fits.")).to_be_visible()
    carer.page.route("**/patients/find", lambda one: one.fulfill(status=429, json={"status": 429, "code": "too-many", "detail": "Searching rests."}))
    carer.page.get_by_role("searchbox").fill("Shirin")
    carer.page.get_by_role("button", name="Look further").click()
    expect(carer.page.get_by_role("region", name="Not on this tablet?")).to_contain_text("Searching rests.")
    expect(carer.page.get_by_text(re.compile("^Nobody else"))).to_have_count(0)
