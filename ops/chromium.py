"""A real Chromium on a profile folder of its own, that can be killed and started again: a tablet for tests and benchmarks."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, CDPSession, Page, Playwright

FLAGS = """--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync
--disable-default-apps --no-default-browser-check --password-store=basic --disable-features=Translate,MediaRouter
--force-color-profile=srgb --use-fake-device-for-media-stream --use-fake-ui-for-media-stream""".split()


class Chromium:
    """One browser process on one profile. `kill` is kill -9 of it and all its children; `start` again opens the same profile."""

    def __init__(
        self,
        playwright: Playwright,
        profile: Path,
        *,
        origin: str = "",
        proxy: str | None = None,
        size: tuple[int, int] = (820, 1180),
        headless: bool = True,
    ):
        self.playwright, self.profile, self.size, self.headless = playwright, profile, size, headless
        self.origin, self.proxy = origin, proxy  # where the app is, and through which Coverage this browser reaches it
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> BrowserContext:
        self.profile.mkdir(parents=True, exist_ok=True)
        for stale in self.profile.glob("Singleton*"):
            stale.unlink(missing_ok=True)
        port_file = self.profile / "DevToolsActivePort"
        port_file.unlink(missing_ok=True)
        command = [os.environ.get("CHROMIUM") or "chromium", *FLAGS, f"--user-data-dir={self.profile}", "--remote-debugging-port=0"]
        command += [f"--window-size={self.size[0]},{self.size[1]}"]
        if self.headless:
            command.append("--headless=new")
        if self.proxy:
            command.append(f"--host-resolver-rules=MAP {self.origin.removeprefix('http://')} {self.proxy}, MAP * ~NOTFOUND")
        self.process = subprocess.Popen([*command, "about:blank"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        for _ in range(1200):
            if port_file.exists() and len(port_file.read_text().splitlines()) >= 2:
                break
            if self.process.poll() is not None:
                raise RuntimeError(f"Chromium stopped while starting (exit {self.process.returncode})")
            time.sleep(0.05)
        else:
            raise RuntimeError("Chromium did not open its port within a minute")
        port = port_file.read_text().splitlines()[0]
        self.browser = self.playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port}")
        self.context = self.browser.contexts[0]
        return self.context

    def page(self) -> Page:
        """A page of this tablet's size."""
        page = self.context.new_page()
        page.set_viewport_size({"width": self.size[0], "height": self.size[1]})
        return page

    def devtools(self, page: Page) -> CDPSession:
        return self.context.new_cdp_session(page)

    def kill(self) -> None:
        """Battery out: no process gets to say anything."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        with contextlib.suppress(Exception):
            self.browser.close()

    def close(self) -> None:
        if self.process is None:
            return
        with contextlib.suppress(Exception):
            self.browser.close()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
