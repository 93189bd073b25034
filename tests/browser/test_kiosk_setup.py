"""Kiosks from the app's side, in real browsers: a code made here enrols a tablet there; answers from paper are counted with the month, small numbers
hidden; a wording and a recording reach people when a manager noted who checked them. Each form for everyone: axe, and the keyboard alone.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import APIRequestContext, Locator, Page, Playwright, expect

from ops.stack import ROOT, Running
from tests.browser.eyes import Eyes
from tests.browser.record import Record
from tests.browser.tablet import PRIYA, Tablet
from tests.feedback.test_sounds import mp3

pytestmark = pytest.mark.browser

DANUTA = "danuta.lis@alongside.example"
ALWAYS = {f"joined-{n}": "always" for n in (1, 2, 3, 4)}
COUNT = "from backend.app import create_app; from backend.feedback import jobs\nwith create_app().app_context(): jobs.count()"
SOUNDS = """async () => {
  for (let tries = 0; tries < 400; tries += 1) {
    const kept = await (await caches.open('kiosk-sounds')).keys();
    if (kept.length > 0) return kept.map((one) => new URL(one.url).pathname);
    await new Promise((later) => setTimeout(later, 50));
  }
  return [];
}"""
KEPT = "async (at) => { const got = await fetch(at); return [got.status, got.headers.get('Content-Type'), (await got.arrayBuffer()).byteLength]; }"


def to(tablet: Tablet, part: str) -> Page:
    page = tablet.page
    page.get_by_role("link", name="People say", exact=True).click()
    page.get_by_role("link", name=part).click()
    expect(page.get_by_role("heading", name=part, level=1)).to_be_focused()
    return page


def back(page: Page) -> None:
    page.get_by_role("link", name="What people say").click()
    page.get_by_role("heading", name="You said, we did").wait_for()


def press(page: Page, target: Locator, key: str = "Enter") -> None:
    """By the keyboard alone: the tabulator leads there, and the key works."""
    target.wait_for()
    for _ in range(200):
        if target.evaluate("(one) => one === document.activeElement"):
            page.keyboard.press(key)
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the tabulator does not lead to {target}")


def counted(tablet: Tablet) -> None:
    """The job of six in the morning."""
    done = subprocess.run([sys.executable, "-c", COUNT], env=tablet.served.environment, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr


def anew(tablet: Tablet) -> None:
    """The page as it is counted now. Team and month stand in its address; the rail leads to the numbers from wherever one was on it."""
    tablet.page.reload()
    tablet.unlock()
    tablet.page.get_by_role("link", name="People say", exact=True).click()
    tablet.page.get_by_role("heading", name="You said, we did").wait_for()


def this_month(page: Page) -> None:
    month = page.get_by_label(re.compile("^Month"))
    with page.expect_response("**/api/v1/feedback/page*"):
        month.select_option(index=0)


def answers_of_last_row(page: Page) -> int:
    """How many answered in the month that is shown last, from the table beside the chart."""
    row = page.get_by_role("region", name=re.compile("^Friends and Family")).get_by_role("row").nth(12)
    return int(row.get_by_role("cell").first.inner_text())


def signed_in(served: Running, playwright: Playwright, email: str) -> APIRequestContext:
    """Somebody elsewhere, over the same routes as the app."""
    request = playwright.request.new_context(base_url=served.origin, extra_http_headers={"X-Alongside": "1", "Origin": served.origin})
    assert request.post("/api/v1/session", data={"email": email, "password": served.password}).ok
    return request


def lead(tablet: Tablet) -> APIRequestContext:
    """The same lead elsewhere: more answers from the same pile of paper."""
    return signed_in(tablet.served, tablet.chromium.playwright, PRIYA)


@pytest.fixture(autouse=True)
def _as_it_was(served: Running, playwright: Playwright) -> Iterator[None]:
    """Other tests meet the kiosk as the demo has it."""
    yield
    manager = signed_in(served, playwright, DANUTA)
    setup = manager.get("/api/v1/feedback/setup").json()
    for team in setup["teams"]:
        plain = {"set": "short", "service_line": "community-nursing", "languages": ["en", "bn", "so", "zh-Hant", "ar"]}
        assert manager.put(f"/api/v1/feedback/asked/{team['team']}", data=plain).ok
    for language in setup["signed"]:
        assert manager.post("/api/v1/feedback/translations/withdraw", data={"language": language}).ok
    for one in setup["recordings"]:
        assert manager.delete(f"/api/v1/feedback/recordings/{one['id']}").ok
    manager.dispose()


def pile(tablet: Tablet, month: str, *answers: dict[str, str]) -> None:
    request = lead(tablet)
    for one in answers:
        entry = {
            "set": "joined-up",
            "version": 1,
            "language": "en",
            "who": "self",
            "mode": "paper",
            "month": month,
            "answers": {"fft": "good", **one},
        }
        answer = request.post("/api/v1/feedback/entries", data=entry)
        assert answer.status == 201, answer.text()
    request.dispose()


def test_a_code_made_here_enrols_a_kiosk_there_and_answers_on_paper_are_counted_with_small_numbers_hidden(
    new_tablet: Callable[..., Tablet], record: Record
) -> None:
    tablet = new_tablet(PRIYA)
    page = to(tablet, "Kiosks and questions")
    eyes = Eyes(tablet)

    # A code, by keyboard alone; typed at the kiosk as people type.
    press(page, page.get_by_role("button", name="Set one up"))
    dialog = page.get_by_role("dialog")
    press(page, dialog.get_by_role("button", name="Make a code"))
    expect(dialog.get_by_text("Write where it stands.")).to_be_visible()
    dialog.get_by_label("Where it stands").fill("Leg club, Wednesdays")
    page.keyboard.press("Enter")
    told = page.get_by_role("dialog", name="Type this on the kiosk")
    code = told.locator(".code [aria-hidden]").inner_text()
    assert re.fullmatch(r"[2-9A-Z]{4}-[2-9A-Z]{4}", code)
    expect(told.get_by_text(re.compile("It works once, and until .*[0-9]{2}:[0-9]{2}"))).to_be_visible()
    eyes.look("a kiosk's code")
    page.keyboard.press("Escape")
    devices = page.get_by_role("region", name="Kiosks that stand somewhere")
    row = devices.get_by_role("listitem").filter(has_text="Leg club, Wednesdays")
    expect(row).to_contain_text("Waits for its code")
    kiosk = new_tablet(path="/kiosk")
    kiosk.page.get_by_role("heading", name="Set this tablet up").wait_for()
    there = Eyes(kiosk)
    there.look("a kiosk that is not set up")
    kiosk.page.get_by_role("button", name="Set it up").click()
    expect(kiosk.page.get_by_role("alert")).to_have_text("Type the code.")
    there.look("a kiosk that is not set up, without a code")
    there.blame()
    kiosk.page.get_by_label("Enter the code").fill(code.lower().replace("-", " "))
    kiosk.page.get_by_role("button", name="Set it up").click()
    expect(kiosk.page.get_by_role("heading", name="Choose your language")).to_be_visible()

    # What is asked is chosen; the languages say honestly how far they are.
    asks = page.get_by_role("region", name="What is asked")
    press(page, asks.get_by_role("radio").first, "ArrowUp")
    expect(asks.get_by_role("radio", name=re.compile("joined-up"))).to_be_checked()
    expect(asks.get_by_role("checkbox", name=re.compile("^Bengali"))).to_have_accessible_name(re.compile("A draft that nobody checked"))
    expect(asks.get_by_role("checkbox", name=re.compile("^Polish"))).to_have_accessible_name(re.compile("Not translated yet"))
    asks.get_by_text("Read the questions").click()
    eyes.look("kiosks and questions")
    press(page, asks.get_by_role("button", name="Save what is asked"))
    expect(asks.get_by_text(re.compile("^Saved"))).to_be_visible()
    back(page)
    page.get_by_role("link", name="Kiosks and questions").click()
    expect(row).to_contain_text("In use")

    # An answer on paper: what is missing is named; without coverage nothing typed is lost, also over the lock.
    back(page)
    this_month(page)
    page.get_by_text("As a table").click()
    before = answers_of_last_row(page)
    page.get_by_role("link", name="Write an answer in").click()
    page.get_by_role("button", name="Count this answer").click()
    expect(page.get_by_role("alert", name="There is a problem")).to_contain_text("Say who answered.")
    eyes.look("an answer on paper, nothing said")
    press(page, page.get_by_role("radio", name="On paper"), " ")
    press(page, page.get_by_role("radio", name="They did, themselves"), "ArrowDown")
    expect(page.get_by_role("radio", name=re.compile("^They did, with help"))).to_be_checked()
    page.get_by_role("group", name="Overall, how was your experience of our service?").get_by_role("radio", name="Good", exact=True).check()
    for group in page.get_by_role("group", name=re.compile("^In the last month, when different staff supported you")).all():
        group.get_by_role("radio", name="Always").check()
    page.get_by_label("Please can you tell us why").fill("Ring Mrs Khan on 020 7946 0000, she was kind.")
    tablet.coverage.lose()
    page.get_by_role("button", name="Count this answer").click()
    expect(page.get_by_role("alert").filter(has_text="kept on this tablet")).to_be_visible()
    page.get_by_role("button", name="Lock").first.click()
    tablet.unlock()
    tablet.coverage.regain()
    tablet.ask_for_news()
    expect(page.get_by_role("heading", name="Write an answer in", level=1)).to_be_visible()
    expect(page.get_by_label("Please can you tell us why")).to_have_value("Ring Mrs Khan on 020 7946 0000, she was kind.")
    eyes.look("an answer on paper")
    page.get_by_role("button", name="Count this answer").click()
    expect(page.get_by_text(re.compile("^Taken for "))).to_be_visible()
    expect(page.get_by_label("Please can you tell us why")).to_have_value("")
    tablet.up_to_date()
    [written] = record.rows("select words, mode, who from feedback_comment where words like 'Ring %%'")
    assert written == {"words": "Ring Mrs [name] on [phone number], she was kind.", "mode": "paper", "who": "helped"}

    # Four of five could answer all four: the month counts five more, and the four are hidden.
    month = page.evaluate("new Date().toLocaleDateString('en-CA', { timeZone: 'Europe/London' }).slice(0, 7)")
    pile(tablet, month, ALWAYS, ALWAYS, ALWAYS, {})
    counted(tablet)
    anew(tablet)
    page.get_by_text("As a table").click()
    assert answers_of_last_row(page) >= before + 5  # what another test's kiosk sent waits to be counted too
    statements = page.get_by_role("region", name="“I” statements")
    statements.get_by_text("Joined-up care").click()
    all_four = statements.get_by_role("listitem").filter(has_text="All four, always")
    expect(all_four).to_contain_text("Not shown: fewer than 5 answers")
    pile(tablet, month, *[ALWAYS] * 4, {**ALWAYS, "joined-1": "never"})
    counted(tablet)
    anew(tablet)
    statements.get_by_text("Joined-up care").click()
    expect(all_four).to_contain_text("89% said “always” to every one of the four, of 9 people")  # 8 ÷ 9

    # Revoked: a stranger from the next request on.
    page.get_by_role("link", name="Kiosks and questions").click()
    press(page, row.get_by_role("button", name="Revoke Leg club, Wednesdays"))
    eyes.look("revoking a kiosk")
    page.get_by_role("dialog").get_by_role("button", name="Revoke it").click()
    expect(row).to_have_count(0)
    kiosk.page.reload()
    expect(kiosk.page.get_by_role("heading", name="Set this tablet up")).to_be_visible()
    eyes.blame()


def test_a_wording_a_recording_and_what_was_done_reach_people_when_a_named_person_checked_them(
    new_tablet: Callable[..., Tablet], tmp_path: Path
) -> None:
    sound = tmp_path / "bangla.mp3"
    sound.write_bytes(mp3(frames=60))
    nonsense = tmp_path / "no-sound.mp3"
    nonsense.write_bytes(b"<script>alert(1)</script>" * 40)
    tablet = new_tablet(DANUTA)
    page = to(tablet, "Kiosks and questions")
    eyes = Eyes(tablet)

    # Bengali, by keyboard: nothing without a name, nor without that all of it was read.
    press(page, page.get_by_role("button", name=re.compile("^Read and sign off.*Bengali")))
    dialog = page.get_by_role("dialog", name="Bengali, beside English")
    expect(dialog.get_by_role("cell", name="আপনার ভাষা বেছে নিন")).to_be_visible()
    sign = dialog.get_by_role("button", name=re.compile("^Sign it off"))
    press(page, sign)
    expect(dialog.get_by_role("alert")).to_contain_text("with their name")
    dialog.get_by_label("Who checked it").fill("Farzana Akhtar, interpreter")
    press(page, sign)
    expect(dialog.get_by_role("alert")).to_contain_text("all of it was read")
    eyes.look("signing a translation off")
    press(page, dialog.get_by_role("checkbox"), " ")
    press(page, sign)
    translations = page.get_by_role("region", name="Translations")
    expect(translations.get_by_role("listitem").filter(has_text="Bengali")).to_contain_text("Checked by Farzana Akhtar, interpreter")

    eyes.look("kiosks and questions, a manager's")

    # A recording for the picker: what is none is refused before it leaves.
    recordings = page.get_by_role("region", name="Recordings")
    press(page, recordings.get_by_role("button", name=re.compile("^Add a recording: Sylheti")))
    dialog = page.get_by_role("dialog", name=re.compile("^A recording: Sylheti"))
    dialog.get_by_label("Sound file").set_input_files(nonsense)
    expect(dialog.get_by_role("alert")).to_contain_text("cannot play it")
    dialog.get_by_label("Sound file").set_input_files(sound)
    expect(dialog.get_by_text(re.compile("^2 seconds"))).to_be_visible()
    dialog.get_by_label("Who checked what is said").fill("Farzana Akhtar, interpreter")
    eyes.look("a recording")
    press(page, dialog.get_by_role("button", name="Put it on the kiosks"))
    expect(recordings.get_by_text(re.compile("The language’s name can be heard"))).to_be_visible()
    recordings.get_by_text("Hear what is there").click()
    recordings.get_by_role("button", name=re.compile("^Listen.*The name of the language")).click()
    expect(recordings.get_by_role("button", name=re.compile("^Listen.*The name of the language"))).not_to_have_attribute("aria-disabled", "true")
    expect(recordings.get_by_role("alert")).to_have_count(0)

    # What was done, in Bengali.
    back(page)
    page.get_by_label(re.compile("^Team")).select_option("place")
    done = page.get_by_role("region", name="You said, we did").get_by_role("listitem").filter(has_text="A text the evening before")
    done.get_by_role("button", name=re.compile("^Translate")).click()
    dialog = page.get_by_role("dialog", name="In another language")
    dialog.get_by_label("What people said, in Bengali").fill("আপনারা কখন আসেন জানি না।")
    dialog.get_by_label("What was done, in Bengali").fill("আগের সন্ধ্যায় একটি বার্তা।")
    press(page, dialog.get_by_role("button", name="Show it on the kiosk"))
    expect(dialog.get_by_role("alert")).to_contain_text("with their name")
    dialog.get_by_label("Who translated it").fill("Farzana Akhtar, interpreter")
    eyes.look("translating what was done")
    press(page, dialog.get_by_role("button", name="Show it on the kiosk"))
    expect(done.get_by_text("Also in Bengali.")).to_be_visible()
    eyes.look("what people say, a manager's")

    # At a kiosk: heard in the picker and read without the mark of a draft, also with no network at all.
    request = lead(tablet)
    team = request.get("/api/v1/session").json()["me"]["team"]
    code = str(request.post("/api/v1/feedback/kiosks", data={"team": team, "name": "Hall"}).json()["code"])
    request.dispose()
    kiosk = new_tablet(path="/kiosk")
    at = kiosk.page
    at.get_by_label("Enter the code").fill(code)
    at.get_by_role("button", name="Set it up").click()
    bengali = at.locator(".tongues li").filter(has_text="বাংলা")
    expect(bengali.get_by_role("button", name=re.compile("^Listen"))).to_be_visible()
    at.wait_for_function("() => navigator.serviceWorker.controller")
    [kept] = at.evaluate(SOUNDS)
    kiosk.coverage.lose()
    at.reload()
    expect(at.locator(".tongues li").filter(has_text="Soomaali")).to_contain_text("No voice here")
    expect(bengali.get_by_role("button", name=re.compile("^Listen"))).to_be_visible()
    assert at.evaluate(KEPT, kept) == [200, "audio/mpeg", 60 * 417]
    with at.expect_event("console", timeout=20_000, predicate=lambda message: message.text == "heard"):
        at.evaluate("(at) => { const sound = new Audio(at); sound.onended = () => console.log('heard'); void sound.play(); }", kept)
    bengali.get_by_text("বাংলা", exact=True).click()
    expect(at.locator("html")).to_have_attribute("lang", "bn")
    expect(at.locator(".notice")).to_have_count(0)
    while at.locator(".done").count() == 0:
        at.locator(".moves .key.line").last.click()
    expect(at.locator(".did [lang=bn]").last).to_have_text("আগের সন্ধ্যায় একটি বার্তা।")
    eyes.blame()
