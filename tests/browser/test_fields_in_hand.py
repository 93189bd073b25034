"""A field that somebody has in hand, while colleagues and other tabs write (M1, T6)."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.record import Record
from tests.browser.tablet import AMINA, KEMI, Tablet

pytestmark = pytest.mark.browser


def test_m1_a_pull_that_lands_while_a_field_has_focus_disturbs_nothing_and_saw_is_what_stood_there_at_first(
    new_tablet: Callable[..., Tablet], record: Record
) -> None:
    kemi, amina = new_tablet(KEMI), new_tablet(AMINA)
    farah = "Abdirahman Farah"
    patient = record.patient(farah)
    _, goal = record.goals(patient)
    assert goal["target"] == "5"
    kemi.plan(farah)
    field = kemi.target(2)
    field.click()  # in hand, and nothing typed yet

    amina.plan(farah)
    amina.target(2).fill("8")
    amina.target(2).blur()
    now = amina.page.locator("article.goal").nth(1).get_by_role("group", name="Now", exact=True).get_by_label("Where it stands")
    now.fill("3 minutes")
    now.blur()
    record.until(lambda: len(record.journal(amina.device)) == 2)
    kemi.ask_for_news()
    # The pull has landed: another group of the same goal, not in hand, shows what Amina wrote.
    other = kemi.page.locator("article.goal").nth(1).get_by_role("group", name="Now", exact=True).get_by_label("Where it stands")
    expect(other).to_have_value("3 minutes", timeout=45_000)
    expect(field).to_have_value("5")
    expect(field).to_be_focused()

    field.fill("6")
    field.blur()
    kemi.up_to_date()
    (mine,) = record.journal(kemi.device)
    assert mine.saw is not None
    assert (mine.saw["target"], mine.set["target"], mine.ending) == ("5", "6", "conflicted")
    sides = record.one("select sides from conflict where patient_id = %s and status = 'open'", patient)["sides"]
    assert {side["value"]["target"] for side in sides} == {"6", "8"}


def test_m1_what_is_being_typed_keeps_its_words_its_caret_and_its_focus_when_a_colleague_s_note_arrives(
    new_tablet: Callable[..., Tablet], record: Record
) -> None:
    kemi, amina = new_tablet(KEMI), new_tablet(AMINA)
    kemi.visit("Yvonne Campbell")
    note = kemi.page.get_by_label("Note of this visit")
    note.press_sequentially("ell and rested.")
    note.press("Home")
    theirs = "Rail in the back door holds, tried it with her."
    amina.timeline("Yvonne Campbell")
    amina.write_note(theirs)
    amina.keep_note()
    patient = record.patient("Yvonne Campbell")
    record.until(lambda: record.rows("select 1 from note where patient_id = %s and words = %s", patient, theirs) != [])
    rev = record.one("select rev from bundle where id = %s", patient)["rev"]
    kemi.ask_for_news()
    held = "async ([patient, rev]) => ((await ({HELD})()).find((one) => one.bundle === patient) ?? {{}}).rev >= rev"
    kemi.page.wait_for_function(held.format(HELD=HELD), arg=[patient, rev], timeout=45_000)
    expect(note).to_be_focused()
    kemi.page.keyboard.type("W")
    expect(note).to_have_value("Well and rested.")
    note.blur()
    kemi.up_to_date()
    assert [entry.set["words"] for entry in record.journal(kemi.device)] == ["Well and rested."]


# Which versions of which bundles are on the disk of this tablet.
HELD = """async () => {
  const name = (await indexedDB.databases()).map((one) => one.name).find((one) => one.startsWith('alongside-'));
  const db = await new Promise((yes) => { const asked = indexedDB.open(name); asked.onsuccess = () => yes(asked.result); });
  const row = await new Promise((yes) => {
    const asked = db.transaction('meta').objectStore('meta').get('held');
    asked.onsuccess = () => yes(asked.result);
  });
  db.close();
  return row.bundles;
}"""


class Talk:
    """What one tab says to the server: from when to when each request of the sync loop was under way, by Chromium's own clock; milliseconds."""

    def __init__(self, page: Page) -> None:
        self._ended: list[Request] = []
        page.on("requestfinished", self._end)

    def _end(self, request: Request) -> None:
        if "/api/v1/sync/" in request.url:
            self._ended.append(request)

    @property
    def spans(self) -> list[tuple[float, float]]:
        return [(one.timing["startTime"], one.timing["startTime"] + one.timing["responseEnd"]) for one in self._ended]


def test_t6_two_tabs_show_each_other_s_words_lose_nothing_and_have_one_sync_loop(new_tablet: Callable[..., Tablet], record: Record) -> None:
    kemi = new_tablet(KEMI)
    one = kemi.page
    two = kemi.second_tab()
    kemi.unlock(two)
    bailey = "Terence Bailey"
    kemi.coverage.lose()
    for page in (one, two):
        page.evaluate("dispatchEvent(new Event('focus'))")
        kemi.status(re.compile("^Offline"), page)
    kemi.plan(bailey, one)
    kemi.plan(bailey, two)

    # What is kept in one shows in the other, without coverage.
    kemi.target(1, one).fill("Two home games")
    kemi.target(1, one).blur()
    kemi.target(1, two)
    expect(kemi.target(1, two)).to_have_value("Two home games")
    # Both have a field in hand at once, of the same goal; both type; both are kept, and the same field goes on from there.
    now = two.locator("article.goal").first.get_by_role("group", name="Now", exact=True).get_by_label("Where it stands")
    now.press("End")
    now.press_sequentially(", and back")
    kemi.target(1, one).fill("Three home games")
    kemi.target(1, one).blur()
    now.blur()
    expect(kemi.target(1, two)).to_have_value("Three home games")
    kemi.target(1, two).fill("Four home games")
    kemi.target(1, two).blur()
    expect(kemi.target(1, one)).to_have_value("Four home games")
    expect(one.locator("article.goal").first.get_by_role("group", name="Now", exact=True).get_by_label("Where it stands")).to_have_value(
        re.compile(", and back$")
    )
    ids = kemi.queue()

    talk = [Talk(page) for page in (one, two)]
    kemi.coverage.regain()
    for page in (one, two):
        page.evaluate("dispatchEvent(new Event('focus'))")
    for page in (one, two):
        kemi.up_to_date(page)
    sent = record.journal(kemi.device, marks=True)
    assert Counter(entry.change for entry in sent) == Counter(ids)
    assert {entry.ending for entry in sent} == {"applied"}
    (goal,) = record.goals(record.patient(bailey))
    assert (goal["target"], goal["now"]) == ("Four home games", "Bus to Stratford once, and back")
    assert sum(entry.kind == "goal" for entry in sent) == 2, "edits of one field by one person fold, from whichever tab"
    spans = sorted(span for tab in talk for span in tab.spans)
    assert spans, "nobody talked to the server"
    # One clock for both tabs, read in the browser: however late we hear of a request, the next began after its answer. It tells whole milliseconds.
    assert all(later[0] > earlier[1] - 1 for earlier, later in itertools.pairwise(spans)), f"two loops at once: {spans}"
    assert kemi.queue() == []


def test_m2_what_comes_back_in_a_second_tab_while_the_first_still_writes_is_the_first_ones(new_tablet: Callable[..., Tablet], record: Record) -> None:
    kemi = new_tablet(KEMI)
    one, two, chapman = kemi.page, kemi.second_tab(), "Maureen Chapman"
    kemi.unlock(two)
    kemi.coverage.lose()
    kemi.plan(chapman, one)
    kemi.plan(chapman, two)
    kemi.target(1, one).press_sequentially(" twice")
    typed = kemi.target(1, one).input_value()
    expect(one.get_by_role("group", name="Aiming for", exact=True).get_by_text("on this tablet")).to_be_visible()
    back = two.get_by_text("This was being written when the app closed.")
    expect(kemi.target(1, two)).to_have_value(typed)
    expect(back).to_be_visible()

    kemi.target(1, one).fill("Three times")
    kemi.target(1, one).blur()
    expect(kemi.target(1, two)).to_have_value("Three times")
    expect(back).to_have_count(0)
    kemi.target(1, two).focus()
    kemi.target(1, two).blur()
    kemi.coverage.regain()
    for page in (one, two):
        page.evaluate("dispatchEvent(new Event('focus'))")
        kemi.up_to_date(page)
    assert record.goals(record.patient(chapman))[0]["target"] == "Three times"
