"""The kiosk in a real browser: what a patient holds leads to nothing clinical, forgets whoever was there, and is for everyone, in each language.

Handed over from a visit, and as a device of its own. The attacks are those of somebody who has the tablet in their hands and means it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.record import Record
from tests.browser.tablet import KEMI, PIN, PRIYA, Tablet
from tests.browser.test_accessible import MARKED, OVERFLOW
from tests.browser.test_in_the_clear import KEPT

pytestmark = pytest.mark.browser

PATIENT = "Lok Man Cheung"
LANGUAGES = {"en": "English", "bn": "বাংলা", "so": "Soomaali", "zh-Hant": "中文", "ar": "العربية"}
SIZES = {"phone": (390, 844), "tablet": (820, 1180), "wide": (1180, 820)}

# The page's own clock, set forward by hand: idle time without waiting for it.
LATER = "(() => { const real = Date.now.bind(Date); window.later = 0; Date.now = () => real() + window.later; })()"

# Back, and what the kiosk makes of it is drawn. Where it led to another page this script would be gone, and the test with it.
BACK = """() => new Promise((drawn) => {
  addEventListener('popstate', () => requestAnimationFrame(() => requestAnimationFrame(drawn)), { once: true });
  history.back();
})"""

# Everything that a script on this page can get from the API with the cookie that is in the browser, and without the proof that is not.
FETCHED = """async (patient) => {
  const paths = ['/session', '/feedback/asked', `/patients/${patient}/older`, `/patients/${patient}/history?kinds=note`, '/openapi.json'];
  const got = {};
  for (const path of paths) {
    const answer = await fetch('/api/v1' + path, { credentials: 'include', headers: { 'X-Alongside': '1' } });
    got[path] = [answer.status, (await answer.text()).slice(0, 400)];
  }
  for (const path of ['/sync/pull', '/sync/push', '/sync/check', '/feedback/tokens']) {
    const how = { method: 'POST', credentials: 'include', headers: { 'X-Alongside': '1', 'Content-Type': 'application/json' }, body: '{}' };
    got[path] = [(await fetch('/api/v1' + path, how)).status, ''];
  }
  return got;
}"""


INSTALLED = "navigator.serviceWorker.getRegistrations().then((all) => all.some((one) => one.scope.endsWith('/kiosk') && one.active))"


def hand_over(tablet: Tablet, language: str = "Another language") -> Page:
    """From Today to the kiosk, as a nurse does: arrived at a visit, then the tablet goes to the patient."""
    tablet.visit(PATIENT)
    page = tablet.page
    if page.get_by_role("button", name="I have arrived").count():
        page.get_by_role("button", name="I have arrived").click()
    section = page.get_by_role("region", name=re.compile("^Hand the tablet to"))
    section.get_by_role("button", name=language, exact=True).click(timeout=60_000)
    page.wait_for_url("**/kiosk")
    page.locator(".moves .key.line").last.wait_for()
    return page


def stands(page: Page, name: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible(timeout=20_000)


def choose(page: Page, own: str) -> None:
    page.locator(".tongues").get_by_text(own, exact=True).click()


def skip(page: Page, times: int = 1) -> None:
    """By what it is, not by what it says: in every language Skip is the last line key of the moves."""
    for _ in range(times):
        page.locator(".moves .key.line").last.click()


WRITTEN = """() => fetch('/kiosk').then((answer) => answer.text())
  .then((text) => new DOMParser().parseFromString(text, 'text/html').querySelector('.tongues').textContent)"""


@pytest.fixture
def kiosk(new_tablet: Callable[..., Tablet]) -> Callable[..., Tablet]:
    """A device that a lead set up by code, with its page open."""

    def make(**given: Any) -> Tablet:
        tablet = new_tablet(script=LATER, path="/kiosk", **given)
        code = enrol_code(tablet)
        stands(tablet.page, "Set this tablet up")
        tablet.page.get_by_label("Enter the code").fill(code)
        tablet.page.get_by_role("button", name="Set it up").click()
        stands(tablet.page, "Choose your language")
        return tablet

    return make


def enrol_code(tablet: Tablet) -> str:
    """A lead signs in elsewhere, makes a code and is gone: over the same routes as the app, from a context without this tablet's cookies."""
    request = tablet.chromium.playwright.request.new_context(
        base_url=tablet.served.origin, extra_http_headers={"X-Alongside": "1", "Origin": tablet.served.origin}
    )
    me = request.post("/api/v1/session", data={"email": PRIYA, "password": tablet.served.password}).json()["me"]
    answer = request.post("/api/v1/feedback/kiosks", data={"team": me["team"], "name": "Waiting room"})
    assert answer.status == 201, answer.text()
    code = str(answer.json()["code"])
    request.dispose()
    return code


# Which set this kiosk knows that it is to ask, as it lies on its disk.
ASKS = """() => new Promise((yes) => {
  const asked = indexedDB.open("kiosk");
  asked.onsuccess = () => {
    const read = asked.result.transaction("meta").objectStore("meta").get("permit");
    read.onsuccess = () => { asked.result.close(); yes(read.result && read.result.ask ? read.result.ask.set : null); };
  };
})"""


def ask(tablet: Tablet, which: str) -> None:
    """The lead has the team asked another set."""
    request = tablet.chromium.playwright.request.new_context(
        base_url=tablet.served.origin, extra_http_headers={"X-Alongside": "1", "Origin": tablet.served.origin}
    )
    me = request.post("/api/v1/session", data={"email": PRIYA, "password": tablet.served.password}).json()["me"]
    chosen = {"set": which, "service_line": "community-nursing", "languages": list(LANGUAGES)}
    answer = request.put(f"/api/v1/feedback/asked/{me['team']}", data=chosen)
    assert answer.ok, answer.text()
    request.dispose()


# ---------------------------------------------------------------------------------------------------- nothing clinical


def test_a_patient_with_the_tablet_reaches_nothing_clinical(new_tablet: Callable[..., Tablet], record: Record) -> None:
    tablet = new_tablet(KEMI)
    tablet.patient(PATIENT)
    secrets = secret_words(record)
    page = hand_over(tablet)
    seen: list[str] = [page.content(), page.evaluate("document.documentElement.outerHTML")]

    # Storage: sealed, and the key is gone. Nothing of the session can be read by a script.
    kept = page.evaluate(KEPT)
    seen.append(kept["values"])
    assert page.evaluate("document.cookie") == ""

    # Network, with the cookie of the member of staff that is still in the browser.
    got = page.evaluate(FETCHED, record.patient(PATIENT))
    seen.append(json.dumps(got))
    assert {path: status for path, (status, _) in got.items() if path != "/openapi.json"} == dict.fromkeys(
        ["/session", "/feedback/asked", *[path for path in got if path.startswith(("/patients", "/sync", "/feedback/tokens"))]], 401
    )

    # Back, and forward, as often as one likes: the kiosk's own first screen.
    for _ in range(6):
        page.evaluate(BACK)
    assert page.url.endswith("/kiosk")
    seen.append(page.content())

    # Address bar: the app is there, and locked; the API answers a stranger.
    patient = record.patient(PATIENT)
    for address in ("/", "/today", f"/patient/{patient}", f"/patient/{patient}/timeline", f"/patient/{patient}/plan", "/waiting", "/settle"):
        page.goto(tablet.served.origin + address)
        page.get_by_role("heading", name="Your PIN").wait_for()
        seen.append(page.locator("body").inner_text())
        seen.append(page.evaluate(KEPT)["values"])
    for address in (
        "/api/v1/session",
        f"/api/v1/patients/{patient}/older",
        f"/api/v1/patients/{patient}/history?kinds=note",
        "/api/v1/feedback/asked",
    ):
        answer = page.goto(tablet.served.origin + address)
        assert answer is not None
        assert answer.status in {401, 404, 422}, address
        seen.append(answer.text())
    page.goto(tablet.served.origin + "/kiosk")
    stands(page, "Choose your language")

    said = "\n".join(seen)
    assert [secret for secret in secrets if secret in said] == []


def secret_words(record: Record) -> list[str]:
    """Words of this patient's record that nobody else has: name, number, address, what is written of them."""
    rows = record.rows("select given_name, family_name, nhs_number, address_line from patient where id = %s", record.patient(PATIENT))
    notes = record.rows("select words from note where patient_id = %s and words is not null limit 5", record.patient(PATIENT))
    words = [str(word) for row in [*rows, *notes] for word in row.values() if word and len(str(word)) > 4]
    assert len(words) >= 4, words
    return words


def test_the_record_is_found_by_the_same_means_while_the_tablet_is_open(new_tablet: Callable[..., Tablet], record: Record) -> None:
    """Were the search for secrets blind, the test above would prove nothing: on the open tablet it finds them."""
    tablet = new_tablet(KEMI)
    tablet.timeline(PATIENT)
    said = tablet.page.locator("body").inner_text()
    assert any(secret in said for secret in secret_words(record))


def test_the_pin_leads_back_to_the_visit_and_everything_goes_on(new_tablet: Callable[..., Tablet]) -> None:
    tablet = new_tablet(KEMI)
    page = hand_over(tablet, "中文")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hant")
    answer_and_finish(page)
    page.locator(".still .key").click()
    page.get_by_role("heading", name="Your PIN").wait_for()
    tablet.type_pin("111999")
    page.get_by_text(re.compile("tries? left|wrong|not right", re.I)).first.wait_for()
    tablet.type_pin(PIN)
    stands(page, PATIENT)
    expect(page.get_by_role("heading", name="Measurements")).to_be_visible()
    tablet.up_to_date()


def answer_and_finish(page: Page) -> None:
    """Skips who answers where it is asked, says Good, skips the rest, finishes."""
    if page.locator(".four .say").count():
        skip(page)
    page.locator(".six .say").nth(1).click()
    page.locator(".moves .key.full").click()
    for _ in range(5):
        skip(page)
    expect(page.locator(".done p")).not_to_be_empty()
    page.locator(".moves .key.full").click()


def test_without_coverage_it_is_handed_over_answered_and_given_back(new_tablet: Callable[..., Tablet], record: Record) -> None:
    tablet = new_tablet(KEMI)
    tablet.visit(PATIENT)
    if tablet.page.get_by_role("button", name="I have arrived").count():
        tablet.page.get_by_role("button", name="I have arrived").click()
    tablet.page.get_by_role("region", name=re.compile("^Hand the tablet to")).get_by_role("button").first.wait_for(timeout=60_000)
    tablet.page.wait_for_function(
        "navigator.serviceWorker.getRegistrations().then((all) => all.some((one) => one.scope.endsWith('/kiosk') && one.active))"
    )
    tablet.coverage.lose()
    page = hand_over(tablet)
    choose(page, "English")
    answer_and_finish(page)
    stands(page, "Please give the tablet back")
    page.reload()
    stands(page, "Please give the tablet back")
    page.get_by_role("button", name="Staff: open with your PIN").click()
    tablet.unlock(page)
    tablet.coverage.regain()
    tablet.ask_for_news()
    tablet.up_to_date()


# ---------------------------------------------------------------------------------------------------- what arrives


def answers(record: Record) -> int:
    return int(record.one("select count(*) as n from feedback_answer")["n"])


def test_five_answers_arrive_together_and_name_nobody(kiosk: Callable[..., Tablet], record: Record) -> None:
    tablet = kiosk()
    page = tablet.page
    before = answers(record)
    for n in range(5):
        assert answers(record) == before, f"{n} answers left too early"
        choose(page, "English")
        skip(page)
        page.get_by_role("radio", name="Poor", exact=True).check()
        page.get_by_role("button", name="Next").click()
        page.get_by_role("textbox").fill(f"Waited {n} hours, nobody rang.")
        page.get_by_role("button", name="Next").click()
        skip(page, 4)
        expect(page.get_by_text("Your answers are saved on this tablet.")).to_be_visible()
        page.get_by_role("button", name="Finish").click()
        stands(page, "Choose your language")
    record.until(lambda: answers(record) == before + 5)
    rows = record.rows(
        "select row_to_json(feedback_answer)::text as row from feedback_answer where mode = 'kiosk' and answers->>'fft' = 'poor' limit 5"
    )
    assert len(rows) == 5
    assert not [row for row in rows if re.search(r"\d\d:\d\d|staff|patient|device", row["row"])]


def test_the_clock_asks_at_forty_seconds_and_forgets_at_sixty(kiosk: Callable[..., Tablet]) -> None:
    tablet = kiosk()
    page = tablet.page
    choose(page, "English")
    skip(page)
    page.get_by_role("radio", name="Poor", exact=True).check()
    page.get_by_role("button", name="Next").click()
    page.get_by_role("textbox").fill("My name is nobody's business.")
    page.evaluate("window.later += 41000")
    still = page.get_by_role("alertdialog", name="Are you still there?")
    still.wait_for()
    still.get_by_role("button", name="I need more time").click()
    expect(page.get_by_role("textbox")).to_have_value("My name is nobody's business.")
    page.evaluate("window.later += 41000")
    still.wait_for()
    page.evaluate("window.later += 20000")
    stands(page, "Choose your language")
    choose(page, "English")
    skip(page)
    expect(page.get_by_role("radio", name="Poor", exact=True)).not_to_be_checked()
    assert "nobody's business" not in page.evaluate(KEPT)["values"]
    page.evaluate(BACK)
    assert "nobody's business" not in page.content()


def test_the_first_screen_in_the_page_is_the_one_that_the_app_draws(kiosk: Callable[..., Tablet]) -> None:
    """Otherwise what one is about to tap would move when the script comes."""
    tablet = kiosk()
    page = tablet.page
    written, drawn = page.evaluate(WRITTEN), page.evaluate("document.querySelector('.tongues').textContent")
    for own in LANGUAGES.values():
        assert own in written
        assert own in drawn


def test_no_line_of_the_clinical_app_is_in_what_the_kiosk_loads(kiosk: Callable[..., Tablet], record: Record) -> None:
    tablet = kiosk()
    page = tablet.page
    page.reload()
    page.wait_for_load_state("networkidle")
    loaded = page.evaluate("performance.getEntriesByType('resource').map((one) => new URL(one.name).pathname)")
    scripts = [name for name in loaded if name.endswith((".js", ".css"))]
    assert scripts
    assert not [name for name in scripts if not name.startswith(("/assets/kiosk-", "/kiosk-worker.js"))]
    record.until(lambda: page.evaluate("caches.match('/kiosk.html').then((one) => !!one)"))
    cached = page.evaluate(KEPT)["cached"]
    assert "/kiosk.html" in cached
    assert not [name for name in cached if name.startswith("/assets/") and not name.startswith("/assets/kiosk-")]
    assert "/index.html" not in cached
    tablet.coverage.lose()
    page.reload()
    stands(page, "Choose your language")


# ---------------------------------------------------------------------------------------------------- for everyone


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
    """axe, sizes, day and night, nothing cut off at 320 px; and the Friends and Family question in its own words, whatever the language."""
    tablet = kiosk()
    page = tablet.page
    found: list[Any] = []

    def look(name: str) -> None:
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            for scheme in ("light", "dark") if size == "tablet" else ("light",):
                page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
                found.extend({"screen": name, "size": size, "scheme": scheme, **one} for one in tablet.axe())
        page.set_viewport_size({"width": 320, "height": 640})
        if page.evaluate("(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)(document.documentElement)"):
            found.append({"screen": name, "rule": "wider than 320 px", "where": page.evaluate(OVERFLOW)})
        page.set_viewport_size({"width": 820, "height": 1180})

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
