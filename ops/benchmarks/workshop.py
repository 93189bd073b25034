"""What the benchmarks share in one run: a served record of known size, the floor beside it, browsers, and how much work the server did."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any

import psutil
import psycopg
from playwright.sync_api import Page, Playwright, sync_playwright
from psycopg.rows import dict_row

from backend.allocation.problem import Day
from ops.chromium import Chromium
from ops.stack import ROOT, Running, free_port, stack

BUILT = ROOT / "pwa" / ".vite" / "bench"


class CannotMeasure(RuntimeError):
    """This benchmark cannot run here; the text says what is missing."""


@dataclass(frozen=True)
class Served:
    """A running stack and what `dataset` put into it."""

    running: Running
    password: str
    patients: dict[str, list[str]]
    staff: dict[str, str]

    def email(self, name: str) -> str:
        return f"{name}@bench.example"


@dataclass(frozen=True)
class Reporting:
    """A borough that runs, with the years behind it. `month`: the last whole one before it was made ("2026-10"); `manager`: who may read and export;
    `nurses`: whose tablets sync, with `PASSWORD` of the data set."""

    running: Running
    place: str
    month: str
    manager: str
    manager_staff: str
    nurses: list[str]
    measures: list[str]
    size: dict[str, int]


class Workshop:
    """Everything is made when the first benchmark asks for it, and gone at the end."""

    instances: Path | None = None  # the folder of public instances, as told
    seconds: float | None = None  # for each of them
    morning: Day | None = None  # a team's day as it stands allocated, once it is

    def __enter__(self) -> Workshop:
        self._opened = ExitStack()
        self.folder = Path(tempfile.mkdtemp(prefix="alongside-bench-"))
        self.folder.chmod(0o755)
        self._opened.callback(shutil.rmtree, self.folder, ignore_errors=True)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._opened.close()

    @cached_property
    def served(self) -> Served:
        """The store's own page in front of a server with 87,000 records, of which one nurse holds 10,000."""
        npx = ["npx", "vite", "build", "--config", "bench/vite.config.ts", "--logLevel", "error"]
        subprocess.run(npx, cwd=ROOT / "pwa", check=True)
        say = lambda words: print(f"  {words}", file=sys.stderr, flush=True)  # noqa: E731
        running = self._opened.enter_context(stack(self.folder / "sync", free_port(), demo=None, jobs=False, pwa=BUILT, say=say))
        say("· Records (once, about a minute)")
        words = [sys.executable, "-m", "ops.benchmarks.dataset"]
        made = subprocess.run(words, env=running.environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        facts = json.loads(made.stdout)
        return Served(running, facts["password"], facts["patients"], facts["staff"])

    @cached_property
    def demo(self) -> Running:
        """The app itself with the team's demo place."""
        return self._opened.enter_context(stack(self.folder / "demo", free_port(), jobs=False))

    @cached_property
    def borough(self) -> tuple[Running, float]:
        """The demo place as a whole borough, and how many seconds its loading took. It is kept from run to run: loading takes minutes."""
        data = ROOT / ".data" / "bench-borough"
        data.mkdir(parents=True, exist_ok=True)
        took = data / "loading-seconds"
        say = lambda words: print(f"  {words}", file=sys.stderr, flush=True)  # noqa: E731
        began = time.monotonic()
        running = self._opened.enter_context(stack(data, free_port(), demo="borough", jobs=False, say=say))
        if not took.exists():
            took.write_text(f"{time.monotonic() - began:.1f}")
        return running, float(took.read_text())

    @cached_property
    def reporting(self) -> Reporting:
        """The borough with three years behind it. They too are kept from run to run: their loading and counting takes the best part of an hour."""
        running, _ = self.borough
        took = ROOT / ".data" / "bench-borough" / "years-seconds"
        if not took.exists():
            print("  · Three years (once, the best part of an hour)", file=sys.stderr, flush=True)
            began = time.monotonic()
            words = [sys.executable, "-m", "backend.cli", "demo-years", "--years", "3"]
            subprocess.run(words, env=running.environment, cwd=ROOT, check=True, stdout=sys.stderr)
            took.write_text(f"{time.monotonic() - began:.1f}")
        words = [sys.executable, "-m", "ops.benchmarks.past"]
        made = subprocess.run(words, env=running.environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
        with psycopg.connect(running.database.replace("+psycopg", ""), row_factory=dict_row) as connection:
            size = connection.execute(_SIZE).fetchone() or {}
        return Reporting(running, **json.loads(made.stdout), size=size)

    @cached_property
    def playwright(self) -> Playwright:
        return self._opened.enter_context(sync_playwright())

    @contextmanager
    def browser(self, name: str, **given: Any) -> Iterator[Chromium]:
        """A Chromium on an empty profile."""
        profile = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=self.folder))
        chromium = Chromium(self.playwright, profile, **given)
        try:
            chromium.start()
        except (OSError, RuntimeError) as error:
            raise CannotMeasure(f"Chromium: {error}") from error
        try:
            yield chromium
        finally:
            chromium.close()
            shutil.rmtree(profile, ignore_errors=True)

    def lines(self, name: str) -> list[str]:
        """The lines that a nurse of the data set holds, as the server has them."""
        return self.lines_of(*self.served.patients[name])

    def lines_of(self, *patients: str) -> list[str]:
        """The live lines of these patients."""
        words = "select body from feed where live and bundle_id = any(%s::uuid[])"
        with psycopg.connect(self.served.running.database.replace("+psycopg", "")) as connection:
            return [row[0] for row in connection.execute(words, (list(patients),))]


_SIZE = """
select (select count(*) from visit) as visits, (select count(*) from attendance) as attendances, (select count(*) from referral) as referrals,
  (select count(*) from report_counted) as months_counted, (select sum(rows) from report_counted)::bigint as facts,
  (select count(*) from report_cell) as cells
"""


@contextmanager
def server_work(running: Running) -> Iterator[Callable[[], float]]:
    """Seconds of CPU that the web processes and PostgreSQL spent since the block began, ended children of theirs included."""

    def spent() -> float:
        total = 0.0
        roots = [process.process.pid for process in running.processes if process.process]
        roots += [one.pid for one in psutil.process_iter(["name", "cmdline"]) if one.info["name"] == "postgres" and _is_ours(one, running)]
        for pid in roots:
            for one in (psutil.Process(pid), *psutil.Process(pid).children(recursive=True)):
                try:
                    times = one.cpu_times()
                except psutil.NoSuchProcess:
                    continue
                total += times.user + times.system + (times.children_user + times.children_system if one.pid == pid else 0.0)
        return total

    before = spent()
    yield lambda: spent() - before


def _is_ours(process: psutil.Process, running: Running) -> bool:
    """Whether this is the postmaster of the stack's own data folder."""
    words = process.info["cmdline"] or []
    return "-D" in words and words[words.index("-D") + 1].startswith(str(running.logs.parent))


def run(page: Page, expression: str, *arguments: Any) -> Any:
    """Calls `bench.<expression>(…arguments)` in the page and waits for it."""
    return page.evaluate(f"(given) => window.bench.{expression}(...given)", list(arguments))
