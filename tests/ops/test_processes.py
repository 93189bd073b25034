"""What is started is also ended."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import psutil

from ops.processes import Process

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
