"""Every process of Alongside on one machine: what `ops/run` serves, the browser tests drive and the benchmarks measure is this same stack."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from redis import Redis
from redis.exceptions import RedisError

from ops import data_folder
from ops.processes import Process, stop_all
from ops.servers import ServerError, Valkey, start_postgres

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Running:
    """A running stack. `password` is that of the demo accounts, empty without a demo place."""

    origin: str
    database: str
    redis: str
    environment: dict[str, str]
    processes: list[Process]
    password: str
    logs: Path

    def named(self, name: str) -> Process:
        return next(process for process in self.processes if process.name == name)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def refuse_if_taken(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise ServerError(f"Port {port} is taken ({error.strerror}). Choose another: ops/run --port {port + 1}") from error


def refuse_if_away(database: str | None, redis: str | None) -> None:
    """Says which of one's own servers does not answer, and why, without its password: what stopped for want of it says that less well."""
    if database:
        try:
            psycopg.connect(database.replace("+psycopg", "", 1), connect_timeout=10).close()
        except psycopg.Error as error:
            raise ServerError(f"No PostgreSQL lets us in at {_without_password(database)}: {_first_line(error)}") from error
    if redis:
        try:
            with contextlib.closing(Redis.from_url(redis, socket_connect_timeout=10)) as client:
                client.ping()
        except (RedisError, ValueError) as error:
            raise ServerError(f"No Redis lets us in at {_without_password(redis)}: {_first_line(error)}") from error


def _without_password(url: str) -> str:
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="").geturl()


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


def step(name: str, words: list[str], environment: dict[str, str], say: Callable[[str], None]) -> None:
    """One command that must end well before the next: tables, the demo place."""
    started = time.monotonic()
    say(f"· {name}")
    if subprocess.run([sys.executable, "-m", "backend.cli", *words], env=environment, cwd=ROOT, check=False).returncode != 0:
        raise ServerError(f"{name}: this step failed; the lines above say why.")
    if time.monotonic() - started > 3:
        say(f"  {time.monotonic() - started:.0f} s")


def wait_until_ready(origin: str, processes: list[Process], seconds: float = 40) -> None:
    last: Exception | None = None
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for process in processes:
            if (code := process.poll()) is not None:
                raise ServerError(f"{process.name} stopped while starting (exit {code}). Its last lines:\n{process.tail()}")
        try:
            with urllib.request.urlopen(origin + "/readyz", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError as error:
            last = error
        time.sleep(0.1)
    raise ServerError(f"The app did not answer at {origin}/readyz within {seconds:.0f} s ({last}).\n{processes[0].tail()}")


def web_command(port: int) -> list[str]:
    """How many processes of which kind stands in backend/web_processes.py, for whoever starts it."""
    return [sys.executable, "-m", "gunicorn", "--config", "python:backend.web_processes", "--bind", f"127.0.0.1:{port}", "backend.app:create_app()"]


@contextmanager
def stack(
    data: Path,
    port: int,
    *,
    demo: str | None = "team",
    database: str | None = None,
    redis: str | None = None,
    reports: str | None = None,
    jobs: bool = True,
    pwa: Path = ROOT / "pwa" / "dist",
    say: Callable[[str], None] = lambda text: None,
) -> Iterator[Running]:
    """Starts everything, yields it when it answers, and stops everything.

    `demo` is a size or None; `reports` a replica to read reports from; `jobs` adds worker and scheduler; `pwa` is what is served.
    """
    refuse_if_taken(port)
    origin = f"http://127.0.0.1:{port}"
    with ExitStack() as opened:
        if not database:
            say("· PostgreSQL")
            server, database = start_postgres(data)
            opened.callback(server.cleanup)
        if not redis:
            say("· Queue server")
            valkey = Valkey(data)
            valkey.start()
            opened.callback(valkey.stop)
            redis = valkey.url
        environment = {
            **os.environ,
            "ALONGSIDE_DATABASE_URL": database,
            "ALONGSIDE_REDIS_URL": redis,
            "ALONGSIDE_REPORTS_DATABASE_URL": reports or "",
            "ALONGSIDE_SECRET_KEY": data_folder.secret(data, "secret-key"),
            "ALONGSIDE_ORIGIN": os.environ.get("ALONGSIDE_ORIGIN", origin),
            "ALONGSIDE_PWA": str(pwa),
        }
        step("Tables", ["migrate"], environment, say)
        password = ""
        if demo:
            password = environment["ALONGSIDE_DEMO_PASSWORD"] = data_folder.secret(data, "demo-password", data_folder.demo_password)
            step(f"Demo place ({demo})", ["demo", "--size", demo], environment, say)
        logs = data_folder.folder(data, "log")
        processes = [Process("web", web_command(port), environment, logs, ROOT)]
        if jobs:
            processes.append(Process("worker", [sys.executable, "-m", "backend.worker"], environment, logs, ROOT))
            processes.append(Process("allocator", [sys.executable, "-m", "backend.worker", "--allocator"], environment, logs, ROOT))
            processes.append(Process("reports", [sys.executable, "-m", "backend.worker", "--reports"], environment, logs, ROOT))
            processes.append(Process("scheduler", [sys.executable, "-m", "backend.worker", "--scheduler"], environment, logs, ROOT))
        opened.callback(stop_all, processes)
        for process in processes:
            process.start()
        wait_until_ready(origin, processes)
        yield Running(origin, database, redis, environment, processes, password, logs)
