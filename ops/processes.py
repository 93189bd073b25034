"""A process of ours: started in a session of its own (so that Ctrl-C reaches only us), watched, restarted, stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import psutil

from ops.leash import leashed

PATIENCE = 5  # restarts of one process within a minute before we give up


class Process:
    def __init__(self, name: str, command: list[str], environment: dict[str, str], logs: Path, folder: Path) -> None:
        self.name, self.command, self.environment, self.folder = name, command, environment, folder
        self.log = logs / f"{name}.log"
        self.process: subprocess.Popen[bytes] | None = None
        self.restarts: list[float] = []

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                leashed(self.command),
                env=self.environment,
                cwd=self.folder,
                stdout=log,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )

    def poll(self) -> int | None:
        return self.process.poll() if self.process else None

    def tail(self, lines: int = 15) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])

    def ask(self) -> None:
        """Asks it politely to end."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def stop(self, seconds: float = 12) -> None:
        """Asks politely, then ends the whole session of the process: a worker's child must not outlive it."""
        if self.process is None:
            return
        if self.process.poll() is None:
            self.ask()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(seconds)
        for pid in _session(self.process.pid):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()


def stop_all(processes: Sequence[Process], seconds: float = 12) -> None:
    """Ends them, the last first. All are asked at once, and have these seconds together: whoever waits has pressed Ctrl-C once."""
    for process in reversed(processes):
        process.ask()
    end = time.monotonic() + seconds
    for process in reversed(processes):
        process.stop(max(end - time.monotonic(), 0))


def _session(leader: int) -> Iterator[int]:
    """All processes of a session, also those that made a group of their own, as the job of a worker does."""
    for pid in psutil.pids():
        with suppress(ProcessLookupError, PermissionError):
            if os.getsid(pid) == leader:
                yield pid


def watch(processes: list[Process], say: Callable[[str], None]) -> None:
    """Until interrupted: what stops by itself is started again, and said; what cannot stay up ends the run with its last lines."""
    while True:
        for process in processes:
            if (code := process.poll()) is None:
                continue
            now = time.monotonic()
            process.restarts = [*(t for t in process.restarts if now - t < 60), now]
            if len(process.restarts) > PATIENCE:
                say(f"\n{process.name} keeps stopping (exit {code}). Its last lines:\n{process.tail()}")
                raise SystemExit(1)
            say(f"{process.name} stopped (exit {code}) and was started again.")
            process.start()
        time.sleep(0.5)
