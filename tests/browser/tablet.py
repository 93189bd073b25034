"""A tablet in a test: a browser on a profile of its own, with coverage of its own, driven as a person would drive it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, Playwright, expect

from ops.chromium import Chromium
from ops.coverage import Coverage
from ops.stack import Running

PIN = "274916"
AXE = Path(__file__).resolve().parents[2] / "pwa" / "node_modules" / "axe-core" / "axe.min.js"


class Tablet:
    """`page` is what the person sees. `coverage` can be lost, cut and regained; `kill` is the battery; `start` opens the same profile again."""

    def __init__(self, served: Running, playwright: Playwright, profile: Path, size: tuple[int, int]) -> None:
        self.served = served
        at = urlsplit(served.origin)
        self.coverage = Coverage(at.hostname or "127.0.0.1", at.port or 80)
        self.chromium = Chromium(playwright, profile, origin=served.origin, proxy=self.coverage.proxy, size=size)
        self.errors: list[str] = []

    def start(self, path: str = "/") -> None:
        self.chromium.start()
        self.page = self._new_page()
        self.page.goto(self.served.origin + path)

    def _new_page(self) -> Page:
        page = self.chromium.page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        return page

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
        page.get_by_label("Email address").fill(email)
        page.get_by_label("Password", exact=True).fill(self.served.password)
        page.get_by_role("button", name="Sign in").click()
        page.get_by_role("heading", name="Choose a PIN").wait_for()
        self.type_pin()
        page.get_by_role("heading", name="Once more").wait_for()
        self.type_pin()
        page.get_by_role("button", name="Fill this tablet").click()
        self.up_to_date()

    def type_pin(self, pin: str = PIN, page: Page | None = None) -> None:
        for digit in pin:
            (page or self.page).keyboard.press(digit)

    def unlock(self, page: Page | None = None) -> None:
        (page or self.page).get_by_role("heading", name="Your PIN").wait_for()
        self.type_pin(page=page)

    def status(self, words: str, page: Page | None = None) -> None:
        """Waits until the status line says these words."""
        expect((page or self.page).locator(".status")).to_contain_text(words, timeout=30_000)

    def up_to_date(self) -> None:
        self.status("Up to date")

    def open(self, name: str) -> None:
        """A patient's page, by search."""
        self.page.get_by_role("link", name="Patients").click()
        self.page.get_by_role("searchbox").fill(name)
        self.page.get_by_role("link", name=name).first.click()

    def axe(self) -> list[dict[str, Any]]:
        """Violations on the page as it is now, each with rule and the elements."""
        if not self.page.evaluate("typeof window.axe === 'object'"):
            self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [{"rule": one["id"], "where": [node["target"] for node in one["nodes"]][:5]} for one in found["violations"]]

    def expect_accessible(self) -> None:
        found = self.axe()
        assert not found, json.dumps(found, indent=1)
