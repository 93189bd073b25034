"""The kiosk in a real browser: what a patient holds leads to nothing clinical, and forgets whoever was there.

Handed over from a visit, and as a device of its own. The attacks are those of somebody who has the tablet in their hands and means it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.kiosk import LANGUAGES, PATIENT, choose, hand_over, skip, stands
from tests.browser.record import Record
from tests.browser.tablet import KEMI, PIN, Tablet
from tests.browser.test_in_the_clear import KEPT

pytestmark = pytest.mark.browser

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


WRITTEN = """() => fetch('/kiosk').then((answer) => answer.text())
  .then((text) => new DOMParser().parseFromString(text, 'text/html').querySelector('.tongues').textContent)"""


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
