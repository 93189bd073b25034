"""What is started is also ended."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import psutil
import pytest

from ops.processes import Process, stop_all

FORKS = """
import os, sys, time
if os.fork() == 0:
    os.setpgrp()
    with open(sys.argv[1] + ".new", "w") as file:
        file.write(str(os.getpid()))
    os.rename(sys.argv[1] + ".new", sys.argv[1])
time.sleep(600)
"""


def test_the_job_of_a_worker_ends_with_it_though_it_made_a_group_of_its_own(tmp_path: Path) -> None:
    told = tmp_path / "pid"
    process = Process("worker", [sys.executable, "-c", FORKS, str(told)], dict(os.environ), tmp_path, tmp_path)
    process.start()
    while not told.exists():
        time.sleep(0.01)
    job = psutil.Process(int(told.read_text()))
    assert job.is_running()
    assert os.getpgid(job.pid) == job.pid
    process.stop(0)
    assert process.poll() is not None
    psutil.wait_procs([job], timeout=10)
    assert not job.is_running() or job.status() == psutil.STATUS_ZOMBIE


def test_all_that_end_have_their_seconds_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Defect: five that each took their twelve seconds were a minute after one Ctrl-C."""
    happened: list[tuple[str, str, float]] = []
    now = 100.0

    class Slow:
        def __init__(self, name: str) -> None:
            self.name = name

        def ask(self) -> None:
            happened.append(("asked", self.name, 0))

        def stop(self, seconds: float) -> None:
            nonlocal now
            happened.append(("stopped", self.name, seconds))
            now += 5

    monkeypatch.setattr("ops.processes.time.monotonic", lambda: now)
    stop_all([Slow("web"), Slow("worker"), Slow("scheduler")], 8)  # type: ignore[list-item]
    assert happened[:3] == [("asked", name, 0) for name in ("scheduler", "worker", "web")]
    assert happened[3:] == [("stopped", "scheduler", 8), ("stopped", "worker", 3), ("stopped", "web", 0)]
