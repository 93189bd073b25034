"""The kiosk as a person uses it: handed over from a visit, or a device of its own that a lead set up by code."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.tablet import PRIYA, Tablet

PATIENT = "Lok Man Cheung"
LANGUAGES = {"en": "English", "bn": "বাংলা", "so": "Soomaali", "zh-Hant": "中文", "ar": "العربية"}
SIZES = {"phone": (390, 844), "tablet": (820, 1180), "wide": (1180, 820)}

# The page's own clock, set forward by hand: idle time without waiting for it.
LATER = "(() => { const real = Date.now.bind(Date); window.later = 0; Date.now = () => real() + window.later; })()"


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
