"""A real server and real browsers: one stack for all browser tests, and as many tablets as a test asks for.

A tablet is a Chromium on a profile of its own that reaches the server through its own `Coverage`: it can be cut off, killed with -9, started again.
Each test has a patient of its own, so that no test sees another's changes.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Playwright, expect, sync_playwright

from ops.stack import ROOT, Running, free_port, stack
from tests.browser.kiosk import LATER, enrol_code, stands
from tests.browser.record import Record
from tests.browser.tablet import Tablet

COUNT = """
from backend import wall_clock
from backend.app import create_app
from backend.places import queries as places
from backend.reports import jobs
from backend.transaction import transaction
with create_app().app_context():
    with transaction(jobs.ENGINE) as session:
        (place,) = places.all_(session)
    now = wall_clock.now()
    for month in jobs.due(place, now)[-14:]:
        jobs.count(place, month, now)
        print(month.isoformat()[:7])
"""
"""This month, the last, and the twelve that a chart's limits are made of."""
TABLETS = pytest.StashKey[list[Tablet]]()


@pytest.fixture(scope="session")
def pwa() -> Iterator[Path]:
    """A copy of the built app (pwa/dist, or what BROWSER_PWA names), so that a test may release another version into it."""
    built = Path(os.environ.get("BROWSER_PWA") or ROOT / "pwa" / "dist")
    if not (built / "index.html").exists():
        pytest.skip("NOTHING IS TESTED IN A BROWSER: the app is not built (ops/test builds it)")
    folder = Path(tempfile.mkdtemp(prefix="alongside-pwa-"))
    shutil.copytree(built, folder, dirs_exist_ok=True)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def served(pwa: Path) -> Iterator[Running]:
    """Everything running, with the team demo. BROWSER_DATA names a data folder to start from (and to leave) instead of a new one."""
    if not (os.environ.get("CHROMIUM") or shutil.which("chromium")):
        pytest.skip("NOTHING IS TESTED IN A BROWSER: there is no Chromium on this machine (ops/test installs it where it may)")
    given = os.environ.get("BROWSER_DATA")
    data = Path(given or tempfile.mkdtemp(prefix="alongside-browser-"))
    try:
        with stack(data, free_port(), jobs=False, pwa=pwa) as running:
            yield running
    finally:
        if not given:
            shutil.rmtree(data, ignore_errors=True)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    expect.set_options(timeout=20_000)  # as long as every other step may take: on a busy machine five seconds are soon over
    with sync_playwright() as started:
        yield started


@pytest.fixture
def record(served: Running) -> Iterator[Record]:
    """What the server has, read from its database."""
    with Record(served.database) as found:
        yield found


@pytest.fixture(scope="session")
def counted_months(served: Running) -> list[str]:
    """The newest months of the demo place, counted by the reports' own job as each night counts them: "2026-11", this one last."""
    done = subprocess.run([sys.executable, "-c", COUNT], env=served.environment, cwd=ROOT, check=True, capture_output=True, text=True, timeout=300)
    return done.stdout.split()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test that failed in a page says what stood on it."""
    report = yield
    if report.when == "call" and report.failed:
        for n, tablet in enumerate(item.stash.get(TABLETS, [])):
            report.sections.append((f"tablet {n}: what it asked of the server", "\n".join(tablet.talk)))
            for page in tablet.pages():
                with contextlib.suppress(PlaywrightError):
                    report.sections.append((f"tablet {n}: {page.url}", page.locator("body").aria_snapshot(timeout=2_000)))
    return report


@pytest.fixture(scope="session")
def opened_before(served: Running, pwa: Path, playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """The profile of a tablet on which the app was opened once and nobody signed in, made once for each version of the app.

    To fetch and keep the shell is a third of what a new tablet costs.
    """
    made: dict[str, Path] = {}

    def profile() -> Path:
        version = hashlib.sha256((pwa / "service-worker.js").read_bytes()).hexdigest()
        if version not in made:
            folder = tmp_path_factory.mktemp("opened") / "profile"
            tablet = Tablet(served, playwright, folder, (820, 1180))
            try:
                tablet.start()
                tablet.page.get_by_role("heading", name="Sign in").wait_for()
                tablet.page.wait_for_function("navigator.serviceWorker.ready.then((one) => one.active.state === 'activated')")
            finally:
                tablet.close()
            made[version] = folder
        return made[version]

    return profile


@pytest.fixture
def new_tablet(
    served: Running, playwright: Playwright, tmp_path: Path, opened_before: Callable[[], Path], request: pytest.FixtureRequest
) -> Iterator[Callable[..., Tablet]]:
    """`new_tablet(KEMI)`: signed in, filled, on Today; the app had been opened there before. Without a name it is new, and left at the sign-in page.
    No test may leave an error in a page."""
    made: list[Tablet] = []
    request.node.stash[TABLETS] = made

    def make(email: str | None = None, size: tuple[int, int] = (820, 1180), script: str | None = None, path: str = "/") -> Tablet:
        profile = tmp_path / f"tablet{len(made)}"
        if email:
            shutil.copytree(opened_before(), profile, symlinks=True)
        tablet = Tablet(served, playwright, profile, size, script)
        made.append(tablet)
        tablet.start(path)
        if email:
            tablet.sign_in(email)
        return tablet

    yield make
    for tablet in made:
        tablet.close()
    assert [error for tablet in made for error in tablet.errors] == []


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
