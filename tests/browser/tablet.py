"""A tablet in a test: a browser on a profile of its own, with coverage of its own, driven as a person would drive it."""

from __future__ import annotations

import re
import time
from collections import deque
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, Playwright, Request, expect

from ops.chromium import Chromium
from ops.coverage import Coverage
from ops.stack import Running
from tests.browser.people import BORN

PIN = "274916"
AXE = Path(__file__).resolve().parents[2] / "pwa" / "node_modules" / "axe-core" / "axe.min.js"

KEMI, AMINA, YUSUF, SHABNAM, DANIEL, TOMASZ, PRIYA = (
    f"{name}@alongside.example"
    for name in ("kemi.adeyemi", "amina.khatun", "yusuf.ali", "shabnam.choudhury", "daniel.osei", "tomasz.wojcik", "priya.nair")
)

# What the disk of this tablet has, without the key: its own id, ids and states of the queue, and how many drafts.
DISK = """async () => {
  const read = async (name, stores) => {
    const db = await new Promise((yes, no) => {
      const asked = indexedDB.open(name);
      asked.onsuccess = () => yes(asked.result);
      asked.onerror = () => no(asked.error);
    });
    const all = (store) => new Promise((yes) => {
      const asked = db.transaction(store).objectStore(store).getAll();
      asked.onsuccess = () => yes(asked.result);
    });
    const found = await Promise.all(stores.map(all));
    db.close();
    return found;
  };
  const [[tablet]] = await read('alongside', ['device']);
  const [queue, drafts] = await read('alongside-' + tablet.current, ['queue', 'drafts']);
  return { device: tablet.device, queue: queue.map(({ id, state }) => ({ id, state })), drafts: drafts.length };
}"""


STILL = "() => { for (const one of document.getAnimations()) if (one.effect?.getComputedTiming().endTime !== Infinity) one.finish(); }"
LOOK = """({ within, colours }) => {
  const part = within ?? (document.querySelector('dialog:modal') && 'dialog:modal');
  return axe.run(part ?? document, { resultTypes: ['violations'], ...(colours && { runOnly: ['cat.color'] }) });
}"""


class Tablet:
    """`page` is what the person sees. `coverage` can be lost, cut and regained; `kill` is the battery; `start` opens the same profile again."""

    def __init__(self, served: Running, playwright: Playwright, profile: Path, size: tuple[int, int], script: str | None = None) -> None:
        self.served, self.script = served, script
        at = urlsplit(served.origin)
        self.coverage = Coverage(at.hostname or "127.0.0.1", at.port or 80)
        self.chromium = Chromium(playwright, profile, origin=served.origin, proxy=self.coverage.proxy, size=size)
        self.errors: list[str] = []
        self.talk: deque[str] = deque(maxlen=40)
        """What was asked of the server last, and what came: for the report of a test that failed."""

    def start(self, path: str = "/") -> None:
        self.chromium.start()
        if self.script:
            self.chromium.context.add_init_script(self.script)
        self.page = self._new_page()
        self.page.goto(self.served.origin + path)

    def _new_page(self) -> Page:
        page = self.chromium.page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("response", lambda answer: self._heard(answer.request, str(answer.status)))
        page.on("requestfailed", lambda request: self._heard(request, request.failure or "failed"))
        return page

    def _heard(self, request: Request, what: str) -> None:
        at = urlsplit(request.url)
        if "/api/" in at.path:
            self.talk.append(f"{time.strftime('%H:%M:%S')} {request.method} {at.path} {what}")

    def second_tab(self, path: str = "/") -> Page:
        page = self._new_page()
        page.goto(self.served.origin + path)
        return page

    def kill(self) -> None:
        """The battery: kill -9 of every process of the browser."""
        self.chromium.kill()

    def close(self) -> None:
        self.chromium.close()
        self.coverage.close()

    # ---------------------------------------------------------------- what a person does

    def sign_in(self, email: str) -> None:
        """The first time on this tablet: sign in, choose a PIN, fill it, wait until it is up to date."""
        page = self.page
        self.password(email)
        page.get_by_role("heading", name="Choose a PIN").wait_for()
        self.type_pin()
        page.get_by_role("heading", name="Once more").wait_for()
        self.type_pin()
        page.get_by_role("button", name="Fill this tablet").click()
        self.up_to_date()

    def password(self, email: str, page: Page | Locator | None = None) -> None:
        within = page or self.page
        within.get_by_label("Email address").fill(email)
        within.get_by_label("Password", exact=True).fill(self.served.password)
        within.get_by_role("button", name="Sign in", exact=True).click()

    def type_pin(self, pin: str = PIN, page: Page | None = None) -> None:
        for digit in pin:
            (page or self.page).keyboard.press(digit)

    def unlock(self, page: Page | None = None) -> None:
        """After a start or a reload. Waits until the day stands."""
        now = page or self.page
        now.get_by_role("heading", name="Your PIN").wait_for()
        self.type_pin(page=now)
        now.get_by_role("navigation", name="Main").wait_for()

    def status(self, words: str | re.Pattern[str], page: Page | None = None) -> None:
        """Waits until the status line says these words."""
        expect((page or self.page).locator(".status [role=status]")).to_contain_text(words, timeout=45_000)

    def up_to_date(self, page: Page | None = None) -> None:
        """Everything that was typed is sent and answered, and everything is here: the status line says so, and the disk bears it out."""
        end = time.monotonic() + 60
        while True:
            self.status(re.compile(r"^Up to date(?!.*waiting)"), page)
            disk = self.disk(page)
            if disk["drafts"] == 0 and all(one["state"] != "waiting" for one in disk["queue"]):
                return
            assert time.monotonic() < end, f"it says that it is up to date, and is not: {disk}"
            time.sleep(0.1)

    def back_in_coverage(self, email: str) -> None:
        """Regains coverage and sends all. A browser that was killed soon after signing in has forgotten its cookie: then signs in again."""
        self.coverage.regain()
        self.ask_for_news()
        self.status(re.compile(r"^(Up to date(?!.*waiting)|Signed out)"))
        if "Signed out" in self.page.locator(".status [role=status]").inner_text():
            self.sign_in_again(email)
        self.up_to_date()

    def sign_in_again(self, email: str) -> None:
        """The session ended while one worked: the strip on Today asks for it, and one stays on the page."""
        self.page.get_by_role("link", name="Patients", exact=True).click()
        self.today()
        self.page.get_by_role("region", name=re.compile("^Sign in again")).get_by_role("button", name="Sign in").click()
        self.password(email, self.page.get_by_role("dialog"))

    def ask_for_news(self) -> None:
        """Comes back to the app, as one does: it asks at once what is new, instead of with the next half minute."""
        self.page.evaluate("dispatchEvent(new Event('focus'))")

    def today(self) -> None:
        self.page.get_by_role("link", name="Today", exact=True).click()

    def patient(self, name: str, page: Page | None = None) -> None:
        """A patient's page, by search."""
        now = page or self.page
        now.get_by_role("link", name="Patients", exact=True).click()
        now.get_by_role("searchbox").fill(f"{BORN[name]:%d %m %Y}" if name in BORN else name)
        now.locator("main").get_by_role("link", name=name).first.click()
        now.get_by_role("region", name="Patient").get_by_role("heading", name=name).wait_for()

    def plan(self, name: str, page: Page | None = None) -> None:
        self.patient(name, page)
        (page or self.page).get_by_role("link", name="Care plan", exact=True).click()
        (page or self.page).get_by_role("heading", name="Care plan", exact=True).wait_for()

    def timeline(self, name: str, page: Page | None = None) -> None:
        self.patient(name, page)
        (page or self.page).get_by_role("link", name="Timeline", exact=True).click()
        (page or self.page).get_by_role("heading", name="Timeline", exact=True).wait_for()

    def visit(self, name: str) -> None:
        """From Today to the door: the card, then the visit."""
        self.today()
        if (self.page.viewport_size or {"width": 0})["width"] >= 760:
            self.page.get_by_role("list").get_by_role("button", name=name, exact=True).click()
            self.page.get_by_role("complementary", name=name).get_by_role("link", name="Open visit").click()
        else:
            self.page.locator(".tl").get_by_role("link", name=name, exact=True).click()
        self.page.get_by_role("heading", name="Measurements").wait_for()

    def target(self, n: int, page: Page | None = None) -> Locator:
        """The field of goal n's target, its form opened where it is closed. The plan is on the screen."""
        now = page or self.page
        goal = now.locator("article.goal").nth(n - 1)
        goal.wait_for()
        opener = goal.get_by_role("button", name=f"Change goal {n}")
        if opener.count():
            opener.click()
        return goal.get_by_role("group", name="Aiming for", exact=True).get_by_label("Target")

    def write_note(self, words: str, page: Page | None = None) -> Locator:
        """Types a note on the timeline that is on the screen, and leaves it there, not done yet."""
        now = page or self.page
        now.get_by_role("button", name="Write a note").click()
        field = now.get_by_role("region", name="A new note").get_by_role("textbox", name="Note")
        field.fill(words)
        return field

    def keep_note(self, page: Page | None = None) -> None:
        (page or self.page).get_by_role("region", name="A new note").get_by_role("button", name="Done").click()

    # ---------------------------------------------------------------- what is looked at

    def pages(self) -> list[Page]:
        """Those that stand; none where the browser did not start."""
        context = getattr(self.chromium, "context", None)
        return [page for page in context.pages if page.url.startswith(self.served.origin)] if context else []

    def disk(self, page: Page | None = None) -> dict[str, Any]:
        return dict((page or self.page).evaluate(DISK))

    @property
    def device(self) -> str:
        """The id that this tablet gave itself: the journal names it with each change."""
        return str(self.disk()["device"])

    def queue(self) -> list[str]:
        """The ids of the changes on this tablet's disk that the server has not answered, in their order."""
        return [one["id"] for one in self.disk()["queue"] if one["state"] == "waiting"]

    def drafts(self) -> int:
        return int(self.disk()["drafts"])

    def axe(self, *, within: str | None = None, colours: bool = False) -> list[dict[str, Any]]:
        """Violations on the page as it is now, each with rule and the elements.

        A dialog that stands before the page is looked at by itself: what is behind it is out of reach, and was looked at before. `within`: a
        selector of the one part that is new. `colours`: only what may differ between day and night. What is on its way to another colour has arrived.
        """
        self.page.evaluate(STILL)
        if not self.page.evaluate("typeof window.axe === 'object'"):
            self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate(LOOK, {"within": within, "colours": colours})
        return [{"rule": one["id"], "where": [node["target"] for node in one["nodes"]][:5]} for one in found["violations"]]
