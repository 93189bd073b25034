"""What the record says in numbers, read by a service manager with the keyboard alone: down to a practice and a measure and back to where she was.
The numbers on the screen are those that the job counted; what is hidden is nowhere on the page, nor in what the page was sent.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.keys import press, reach
from tests.browser.record import Record
from tests.browser.tablet import Tablet

pytestmark = pytest.mark.browser

DANUTA = "danuta.lis@alongside.example"
MEASURE = "What came of visits"
HIDDEN = """
select practice.name, cell.scope, cell.part from report_cell cell join practice on cell.scope = 'practice:' || practice.id
where cell.measure = 'how-visits-end' and cell.part <> '' and cell.mark = '*' and cell.month = %s order by practice.name, cell.part limit 1"""
"""One to four of a practice's visits ended like this: there is always one."""


def overview(page: Page) -> None:
    expect(page.get_by_role("heading", level=1, name=re.compile("^Overview, "))).to_be_visible()
    expect(page.locator(".page")).to_have_attribute("aria-busy", "false")


def test_a_manager_goes_down_to_a_practice_and_a_measure_and_back_by_keyboard(
    new_tablet: Callable[..., Tablet], record: Record, counted_months: list[str]
) -> None:
    tablet = new_tablet(DANUTA, size=(1440, 900))
    page = tablet.page
    month = f"{counted_months[-2]}-01"
    press(page.get_by_role("navigation", name="Main").get_by_role("link", name="Reports"))
    overview(page)

    # A headline is the job's number, in words for who cannot see the chart, and in its table.
    visits = record.one("select numerator from report_cell where scope = 'place' and measure = 'visits' and part = '' and month = %s", month)
    said = f"{visits['numerator']:,.0f}"
    card = page.get_by_role("article", name="Visits", exact=True)
    expect(card.get_by_role("img", name=re.compile(rf"^Visits, \w+ \d+ to \w+ \d+: {said}\."))).to_be_visible()
    press(card.get_by_text("Table"))
    expect(card.get_by_role("table").get_by_role("row").nth(1)).to_contain_text(said)

    # Further down: a practice, of which nobody asks what people say, then one measure of it. A small number is a star, here and in what was sent.
    hidden = record.one(HIDDEN, month)
    reach(page.get_by_role("combobox", name=re.compile("^Told apart by")))
    page.keyboard.type("Pra")
    page.get_by_role("heading", name=re.compile("^By practice, ")).wait_for()
    press(page.get_by_role("region", name="Table by practice").get_by_role("link", name=hidden["name"], exact=True))
    overview(page)
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.get_by_role("navigation", name="Part of the place").get_by_role("combobox")).to_have_value(hidden["scope"])
    expect(page.get_by_role("region", name="Experience", exact=True)).to_contain_text("nothing can be told of a practice")
    with page.expect_response(re.compile(r"/api/v1/reports/how-visits-end\?")) as answer:
        press(page.get_by_role("link", name=MEASURE, exact=True))
    expect(page.get_by_role("heading", level=1, name=re.compile(f"^{MEASURE}, "))).to_be_focused()
    parts = answer.value.json()["parts"]
    at = next(n for n, one in enumerate(parts) if one["part"] == hidden["part"])
    last = parts[at]["points"][-1]
    assert (last["month"], last["value"], last["said"], last["n"], last["mark"]) == (counted_months[-2], None, None, None, "*")
    latest = page.get_by_role("region", name=f"{MEASURE}, its parts by month").get_by_role("row").nth(1)
    expect(latest.get_by_role("cell").nth(at)).to_have_text(re.compile(r"^\*.*not shown$"))

    # The way back leads to where she was.
    page.go_back()
    expect(page.get_by_role("link", name=MEASURE, exact=True)).to_be_focused()
    page.go_back()
    expect(page.get_by_role("link", name=hidden["name"], exact=True)).to_be_focused()

    # A measure by its name; none of that name.
    press(page.get_by_role("searchbox", name="Find a measure"))
    page.keyboard.type("travel between")
    expect(page.get_by_role("link", name="Travel between visits")).to_be_visible()
    expect(page.get_by_role("article")).to_have_count(0)
    page.keyboard.type(" the stars")
    expect(page.get_by_role("heading", name="No measure is called that")).to_be_visible()
    press(page.get_by_role("button", name="Show all"))
    expect(page.get_by_role("article")).not_to_have_count(0)

    # Without coverage: what was read stays and says when; what was not read opens with coverage, by itself.
    tablet.coverage.lose()
    page.get_by_role("combobox", name=re.compile("^Charts over")).select_option("12")
    expect(page.get_by_role("heading", name="It opens with coverage")).to_be_visible()
    page.go_back()
    expect(page.get_by_text(re.compile(r"^Read at \d\d:\d\d\. No coverage just now"))).to_be_visible()
    expect(page.get_by_role("heading", name=re.compile("^By practice, "))).to_be_visible()
    tablet.coverage.regain()
    expect(page.get_by_text(re.compile("^Read at"))).to_be_hidden(timeout=60_000)


def test_a_manager_brings_a_file_and_is_told_what_is_wrong_with_which_line(
    new_tablet: Callable[..., Tablet], record: Record, counted_months: list[str], tmp_path: Path
) -> None:
    tablet = new_tablet(DANUTA, size=(390, 844))
    page = tablet.page
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Reports").click()
    overview(page)
    files = page.get_by_role("region", name="Files from others")
    files.get_by_role("button", name="Bring a file").click()
    dialog = page.get_by_role("dialog", name="Bring a file")
    press(dialog.get_by_role("button", name="Take it in"))
    expect(dialog.get_by_text("Choose the file.")).to_be_visible()
    file = tmp_path / "stays.csv"
    heading = "nhs_number,admitted_on,how,discharged_on,discharged_to\n"
    file.write_text(f"{heading}9990000000,2026-02-30,by ambulance,,\n")
    dialog.get_by_label("File, CSV in UTF-8").set_input_files(file)
    dialog.get_by_label("Where it comes from").fill("Barts Health")
    press(dialog.get_by_role("button", name="Take it in"))
    expect(dialog.get_by_role("alert")).to_contain_text("Line 2, how: “by ambulance”. Expected one of emergency, emergency-avoidable, planned.")
    assert tablet.axe() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    residents = tmp_path / "residents.csv"
    residents.write_text("on,from_age,people\n2025-06-30,0,310000\n2025-06-30,18,245000\n2025-06-30,65,21000\n")
    dialog.get_by_label("File, CSV in UTF-8").set_input_files(residents)
    press(dialog.get_by_role("button", name="Take it in"))
    expect(dialog.get_by_role("status")).to_contain_text("3 lines: how many people live here.")
    # An estimate with a slip in it: what would go is told, and it stands until somebody says that it may.
    residents.write_text("on,from_age,people\n2025-06-30,0,310000\n2025-06-30,18,245000\n2025-06-30,65,2100\n")
    dialog.get_by_label("File, CSV in UTF-8").set_input_files(residents)
    press(dialog.get_by_role("button", name="Take it in"))
    expect(dialog.get_by_role("alert")).to_contain_text("It tells 1 of the 3 lines told before otherwise.")
    assert tablet.axe() == []
    assert record.one("select people from outside_population where on_day = '2025-06-30' and from_age = 65") == {"people": 21_000}
    press(dialog.get_by_role("button", name="Bring it anyway"))
    expect(dialog.get_by_role("status")).to_contain_text("Taken.")
    press(dialog.get_by_role("button", name="Close").last)
    expect(files.get_by_role("button", name="Bring a file")).to_be_focused()
    expect(files.get_by_role("row").filter(has_text="Barts Health").first).to_contain_text("How many people live here")
    assert record.one("select people from outside_population where on_day = '2025-06-30' and from_age = 65") == {"people": 2_100}
