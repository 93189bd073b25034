"""The board in a lead's hands: by finger, on a phone that is turned, with what speaks against a move, and what is known before a visit."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.eyes import Eyes
from tests.browser.record import Record
from tests.browser.tablet import PRIYA, Tablet
from tests.browser.test_the_board import NOT_HERE, row_of, said, tomorrow

pytestmark = pytest.mark.browser


class Finger:
    """One finger on a tablet's glass, as Chromium gets it from a real one: touches, out of which it makes pointers, scrolling and clicks."""

    def __init__(self, tablet: Tablet) -> None:
        self.page = tablet.page
        self.session = tablet.chromium.devtools(tablet.page)
        self.session.send("Emulation.setTouchEmulationEnabled", {"enabled": True, "maxTouchPoints": 1})
        self.at = (0.0, 0.0)

    def _send(self, kind: str) -> None:
        points = [] if kind == "touchEnd" else [{"x": self.at[0], "y": self.at[1]}]
        self.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    def down(self, on: Locator, share: float = 0.5) -> None:
        box = on.bounding_box()
        assert box is not None
        self.at = (box["x"] + box["width"] * share, box["y"] + box["height"] / 2)
        self._send("touchStart")

    def to(self, x: float, y: float, steps: int = 12) -> None:
        from_x, from_y = self.at
        for step in range(1, steps + 1):
            self.at = (from_x + (x - from_x) * step / steps, from_y + (y - from_y) * step / steps)
            self._send("touchMove")

    def up(self) -> None:
        self._send("touchEnd")


def middle(one: Locator, share: float = 0.5) -> tuple[float, float]:
    box = one.bounding_box()
    assert box is not None
    return box["x"] + box["width"] * share, box["y"] + box["height"] / 2


def test_on_a_tablet_a_finger_that_rests_on_a_visit_drags_it_and_one_that_wipes_scrolls(new_tablet: Callable[..., Tablet]) -> None:
    lead = new_tablet(PRIYA, size=(820, 1180))
    page, finger = tomorrow(lead), Finger(lead)
    theirs = row_of(page, "Joy Robinson").locator(".lane [data-visit]").last
    theirs.scroll_into_view_if_needed()
    visit, patient = str(theirs.get_attribute("data-visit")), theirs.inner_text().split(", ")[1]
    block = page.locator(f'[data-visit="{visit}"]')

    # A wipe over it scrolls the day: nothing is in the hand.
    scroll = page.locator("[data-scroll]")
    before = scroll.evaluate("(one) => one.scrollLeft")
    finger.down(theirs)
    finger.to(finger.at[0] + 160, finger.at[1])
    expect(page.locator(".cover .drag")).to_have_count(0)
    finger.up()
    assert scroll.evaluate("(one) => one.scrollLeft") < before, "a wipe scrolls"
    theirs.scroll_into_view_if_needed()

    # Resting on it takes it up; over Yusuf it says what speaks against that; let go, it is his.
    finger.down(theirs)
    said(page, f"{patient} picked up")
    lane = row_of(page, "Yusuf Ali").locator("[data-lane]")
    finger.to(finger.at[0], middle(lane)[1])
    expect(page.locator(".cover .drag")).to_contain_text(patient.split(" ")[-1])
    finger.up()
    said(page, f"{patient} put with Yusuf Ali at ")
    expect(row_of(page, "Yusuf Ali").locator(f'.lane [data-visit="{visit}"]')).to_be_visible()

    # To the list of what nobody has, and out of it again.
    finger.down(block)
    said(page, f"{patient} picked up")
    tray = page.get_by_role("region", name=re.compile("^Not allocated"))
    finger.to(*middle(tray))
    finger.up()
    said(page, f"{patient} is taken off: nobody has it.")
    waiting = tray.locator(f'[data-visit="{visit}"]')
    waiting.scroll_into_view_if_needed()
    finger.down(waiting)
    said(page, f"{patient} picked up")
    finger.to(*middle(lane))
    finger.up()
    said(page, f"{patient} put with Yusuf Ali at ")

    # Turned on its side to a phone's width, with something under the finger: nothing stays in a hand that has no board any more.
    finger.down(block)
    said(page, f"{patient} picked up")
    page.set_viewport_size({"width": 600, "height": 1180})
    said(page, "Left where it was.")
    finger.up()


def test_a_map_that_is_open_on_a_phone_is_open_still_when_the_phone_was_turned_on_its_side_and_back(new_tablet: Callable[..., Tablet]) -> None:
    page = new_tablet(PRIYA, size=(390, 844)).page
    page.get_by_role("button", name="More").click()
    page.get_by_role("link", name="Board", exact=True).click()
    page.locator(".day .sq").last.click()
    yusuf = page.get_by_role("region", name="Yusuf Ali")
    yusuf.get_by_role("button", name="Map of Yusuf Ali’s day").click()
    kemi = page.get_by_role("region", name="Kemi Adeyemi")
    kemi.get_by_role("button", name=re.compile("^Kemi Adeyemi")).click()
    drawn = yusuf.get_by_role("img", name=re.compile("^Yusuf Ali’s route"))
    expect(drawn).to_be_visible()
    page.set_viewport_size({"width": 844, "height": 390})
    expect(page.get_by_role("grid")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    expect(drawn).to_be_visible()
    expect(kemi.get_by_role("button", name=re.compile("^Kemi Adeyemi"))).to_have_attribute("aria-expanded", "false")


def test_whoever_is_in_hospital_is_found_with_that_before_an_urgent_visit_is_made_and_too_many_searches_are_said(
    new_tablet: Callable[..., Tablet], record: Record
) -> None:
    priya = record.staff(PRIYA)
    somebody = record.one(NOT_HERE, priya, priya)
    away = "update patient set away_from = %s::date, away_why = %s where id = %s returning id"
    record.rows(away, "yesterday", "hospital", somebody["id"])
    try:
        tablet = new_tablet(PRIYA, size=(390, 844))
        eyes, page = Eyes(tablet), tablet.page
        page.get_by_role("button", name="More").click()
        page.get_by_role("link", name="Board", exact=True).click()
        page.get_by_role("button", name="Urgent visit").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("Who needs it").fill(somebody["nhs_number"])
        found = dialog.get_by_role("button", name=somebody["name"])
        expect(found).to_contain_text("In hospital since ")
        found.click()
        expect(dialog.get_by_text(re.compile("^In hospital since .*Be sure that they are at home"))).to_be_visible()
        expect(dialog.get_by_role("button", name="Put it on the board all the same")).to_be_visible()
        eyes.look("the board, an urgent visit to somebody in hospital")
        page.set_viewport_size({"width": 390, "height": 844})

        words = "You have searched very often. Searching rests for 12 minutes."
        page.route("**/patients/find", lambda asked: asked.fulfill(status=429, json={"status": 429, "code": "too-many", "detail": words}))
        dialog.get_by_role("button", name="Another person").click()
        dialog.get_by_label("Who needs it").fill("Shirin")
        expect(dialog.get_by_role("status").last).to_contain_text(f"This searched this tablet and this board only. {words}")
        eyes.blame()
    finally:
        record.rows(away, None, None, somebody["id"])


WARNED = {"Skill missing", "Window", "Overlap", "Travel", "Break", "Overtime", "New face"}


def test_each_warning_is_shown_while_a_visit_is_held_where_it_would_be_wrong(new_tablet: Callable[..., Tablet]) -> None:
    """Held by key over other people and over the day: what the tablet knows at once, and what the server adds when nothing moves for a moment."""
    page = tomorrow(new_tablet(PRIYA, size=(1440, 900)))
    seen: set[str] = set()

    def look() -> None:
        for words in page.locator(".warns li b").all_inner_texts():
            seen.add(words.removesuffix(":"))

    def hold(name: str, nth: int) -> None:
        row_of(page, name).locator(".lane [data-visit]").nth(nth).focus()
        page.keyboard.press("Enter")
        said(page, "picked up")

    hold("Yusuf Ali", 0)  # insulin before breakfast, with a hard window
    for _ in range(12):
        page.keyboard.press("ArrowDown")
        look()
    page.keyboard.press("Escape")
    hold("Yusuf Ali", 0)
    for step in range(140):
        page.keyboard.press("ArrowRight")
        look()
        if step % 20 == 19:  # the server is asked where nothing moves
            page.wait_for_timeout(900)
            look()
        if seen >= WARNED - {"Break"}:
            break
    page.keyboard.press("Escape")
    said(page, "Left where it was.")

    # Over a break that has nowhere else to go: of breaks only the server knows.
    hold("Layla Hassan", 3)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    for _ in range(30):
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(700)
        look()
        if "Break" in seen:
            break
    page.keyboard.press("Escape")
    assert seen >= WARNED, f"never shown: {WARNED - seen}"
