"""A real server and real browsers: one stack for all browser tests, and as many tablets as a test asks for.

A tablet is a Chromium on a profile of its own that reaches the server through its own `Coverage`: it can be cut off, killed with -9, started again.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, sync_playwright

from ops.stack import Running, free_port, stack
from tests.browser.tablet import Tablet


@pytest.fixture(scope="session")
def served() -> Iterator[Running]:
    if not (os.environ.get("CHROMIUM") or shutil.which("chromium")):
        pytest.skip("no Chromium on this machine: ops/test installs it where it may")
    data = Path(tempfile.mkdtemp(prefix="alongside-browser-"))
    try:
        with stack(data, free_port(), jobs=False) as running:
            yield running
    finally:
        shutil.rmtree(data, ignore_errors=True)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture
def new_tablet(served: Running, playwright: Playwright, tmp_path: Path) -> Iterator[Callable[..., Tablet]]:
    """`new_tablet("kemi.adeyemi@alongside.example")`: signed in, filled, on Today. `sign_in=False` leaves it at the sign-in page."""
    made: list[Tablet] = []

    def make(email: str | None = None, size: tuple[int, int] = (820, 1180)) -> Tablet:
        tablet = Tablet(served, playwright, tmp_path / f"tablet{len(made)}", size)
        made.append(tablet)
        tablet.start()
        if email:
            tablet.sign_in(email)
        return tablet

    yield make
    for tablet in made:
        tablet.close()
