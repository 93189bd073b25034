"""The kiosk is for everyone: each screen in each language by axe, by keyboard alone, without a voice and with one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.eyes import OVERFLOW, SCHEMES
from tests.browser.keys import MARKED
from tests.browser.kiosk import ASKS, LANGUAGES, SIZES, ask, choose, skip, stands
from tests.browser.record import Record
from tests.browser.tablet import Tablet

pytestmark = pytest.mark.browser


def to_third(tablet: Tablet, record: Record, which: str, language: str) -> None:
    """From the first screen to the first question of a set after the national one and one's own words."""
    page = tablet.page
    ask(tablet, which)
    page.reload()
    record.until(lambda: page.evaluate(ASKS) == which)
    choose(page, language)
    page.locator(".four .say").first.click()
    page.locator(".moves .key.full").click()
    page.locator(".six .say").first.wait_for()
    skip(page, 2)
    page.locator(".head .lead").wait_for()


def reach(page: Page, wanted: Locator) -> None:
    """By Tab alone; and where the focus is can be seen."""
    for _ in range(40):
        if wanted.evaluate("(one) => one === document.activeElement"):
            assert wanted.evaluate(MARKED), f"the focus is on {wanted}, and nothing shows it"
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {wanted}")


def by_keyboard(page: Page) -> None:
    """Chooses the first answer, then the second; Next is reached, and so is Skip, each by keys alone."""
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    reach(page, page.locator(".say input").first)
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".say input").nth(1)).to_be_checked()
    reach(page, page.locator(".moves .key.line").last)
    reach(page, page.locator(".moves .key.full"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_is_for_everyone(kiosk: Callable[..., Tablet], record: Record, language: str) -> None:
    """axe, sizes, day and night, nothing cut off at 320 px; and the Friends and Family question in its own words, whatever the language.

    What is the same in every language is looked at in one, which has the mark of a draft too: the picker, and the colours by night.
    """
    tablet = kiosk()
    page = tablet.page
    found: list[Any] = []

    def look(name: str) -> None:
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            for scheme in SCHEMES if size == "tablet" and language == "bn" else SCHEMES[:1]:
                page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                found.extend({"screen": name, "size": size, "scheme": scheme, **one} for one in tablet.axe(colours=scheme == "dark"))
        page.set_viewport_size({"width": 320, "height": 640})
        if page.evaluate("(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)(document.documentElement)"):
            found.append({"screen": name, "rule": "wider than 320 px", "where": page.evaluate(OVERFLOW)})
        page.set_viewport_size({"width": 820, "height": 1180})

    if language == "bn":
        look("language")
    choose(page, LANGUAGES[language])
    page.locator(".four .say").first.wait_for()
    expect(page.locator("html")).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
    expect(page.locator("html")).to_have_attribute("lang", language)
    look("who")
    page.locator(".four .say").first.click()
    page.locator(".moves .key.full").click()
    question = page.get_by_role("heading", level=1)
    expect(question).to_have_text("Overall, how was your experience of our service?")
    expect(question).to_have_attribute("lang", "en")
    if language != "en":
        expect(page.locator(".notice")).to_be_visible()
    page.locator(".six .say").first.click()
    look("fft")
    page.locator(".tools .key").last.click()
    page.locator(".picture").wait_for()
    look("fft, easy read")
    page.locator(".moves .key.full").click()
    page.get_by_role("textbox").fill("They came on time.")
    look("words")
    page.locator(".moves .key.full").click()
    look("statement, easy read")
    skip(page, 4)
    page.locator(".done").wait_for()
    look("thanks")
    page.locator(".moves .key.line").first.click()
    page.evaluate("window.later += 41000")
    page.get_by_role("alertdialog").wait_for()
    look("still")
    page.evaluate("window.later += 20000")
    stands(page, "Choose your language")
    if language == "bn":
        choose(page, "More")
        look("more")
    try:
        for which, lead, answers in (("wellbeing", "Next I would like to ask you four questions", 13), ("joined-up", "In the last month", 5)):
            to_third(tablet, record, which, LANGUAGES[language])
            expect(page.locator(".head .lead")).to_contain_text(lead)
            expect(page.locator(".say")).to_have_count(answers)
            by_keyboard(page)
            look(which)
    finally:
        ask(tablet, "short")
    assert not found, json.dumps(found, indent=1, ensure_ascii=False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_by_keyboard_alone(kiosk: Callable[..., Tablet], language: str) -> None:
    tablet = kiosk()
    page, keys = tablet.page, tablet.page.keyboard

    page.locator("body").focus()
    reach(page, page.locator(".tongues a", has_text=LANGUAGES[language]))
    keys.press("Enter")
    page.locator(".four .say").first.wait_for()
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    reach(page, page.locator(".four input").first)
    keys.press("Space")
    reach(page, page.locator(".moves .key.full"))
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    reach(page, page.locator(".six input").first)
    keys.press("Space")
    keys.press("ArrowDown")
    expect(page.locator(".six input").nth(1)).to_be_checked()
    reach(page, page.locator(".moves .key.full"))
    keys.press("Enter")
    reach(page, page.get_by_role("textbox"))
    keys.type("Kind people.")
    reach(page, page.get_by_role("checkbox"))
    keys.press("Space")
    reach(page, page.locator(".moves .key.full"))
    keys.press("Enter")
    for _ in range(4):
        expect(page.get_by_role("heading", level=1)).to_be_focused()
        reach(page, page.locator(".moves .key.line").last)
        keys.press("Enter")
    expect(page.locator(".done h1")).to_be_focused()
    page.evaluate("window.later += 61000")
    stands(page, "Choose your language")


def test_where_the_tablet_has_no_voice_it_says_so(kiosk: Callable[..., Tablet]) -> None:
    tablet = kiosk()
    page = tablet.page
    voices = page.evaluate("speechSynthesis.getVoices().filter((one) => one.localService).map((one) => one.lang)")
    if voices:
        pytest.skip(f"A TABLET WITHOUT A VOICE IS NOT TESTED: this Chromium has voices: {voices}")
    expect(page.locator(".tongues .key.off")).to_have_count(5)
    choose(page, "বাংলা")
    page.locator(".four .say").first.wait_for()
    expect(page.locator(".tools .off")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("Read aloud"))).to_have_count(0)


def test_a_voice_of_the_device_reads_the_question_and_each_answer(kiosk: Callable[..., Tablet], record: Record) -> None:
    """A voice is put into the browser, since this one has none: what is said, in which order, by which voice, is the app's."""
    tablet = kiosk()
    page = tablet.page
    page.add_init_script(VOICES)
    page.reload()
    stands(page, "Choose your language")
    choose(page, "English")
    skip(page)
    page.get_by_role("button", name="Read aloud").click()
    record.until(lambda: page.evaluate("window.said.length") >= 8)
    said = page.evaluate("window.said")
    assert [words for words, _ in said][1:] == [
        "Overall, how was your experience of our service?", "Very good", "Good", "Neither good nor poor", "Poor", "Very poor", "Don’t know",
    ]  # fmt: skip
    assert {lang for _, lang in said} == {"en-GB"}


VOICES = """(() => {
  window.said = [];
  const voice = { lang: 'en-GB', localService: true, default: true, name: 'A voice', voiceURI: 'a' };
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  const speech = new EventTarget();
  Object.assign(speech, { getVoices: () => [voice], cancel() {}, speak(one) {
    window.said.push([one.text, one.lang]); setTimeout(() => one.onend(), 5); } });
  Object.defineProperty(window, 'speechSynthesis', { value: speech });
})()"""
