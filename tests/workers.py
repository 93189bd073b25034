"""Worker processes in a test: started, waited for, and killed as a power cut kills them."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import psutil

from backend.config import PROJECT


def environment_of(database_url: str, redis_url: str) -> dict[str, str]:
    """What a worker of these servers is started with."""
    return {
        **os.environ,
        "ALONGSIDE_DATABASE_URL": database_url,
        "ALONGSIDE_REDIS_URL": redis_url,
        "ALONGSIDE_SECRET_KEY": "kZ8vQ2mX7rT4wY9bN3cL6hJ1fD5gS0aP-uE_iOtR",
    }


@contextlib.contextmanager
def running(environment: dict[str, str], module: str, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    """A worker process; whatever is left of it is killed at the end."""
    process = subprocess.Popen([sys.executable, "-m", module, *words], env=environment, cwd=PROJECT)
    try:
        yield process
    finally:
        pull_the_plug(process)


def pull_the_plug(process: subprocess.Popen[bytes]) -> None:
    """SIGKILL to a worker with its scheduler and the job in hand (which has a process group of its own), so that none of them says goodbye."""
    with contextlib.suppress(psutil.NoSuchProcess):
        worker = psutil.Process(process.pid)
        for one in [worker, *worker.children(recursive=True)]:
            with contextlib.suppress(psutil.NoSuchProcess):
                one.kill()
    process.wait(timeout=10)


def until(said: Callable[[], object], seconds: float) -> None:
    begun = time.monotonic()
    while not said():
        assert time.monotonic() - begun < seconds, "it did not happen in time"
        time.sleep(0.1)
