"""`ops/run`: every process of Alongside on one machine, started in order, watched, and stopped together.

Progress goes to the terminal; what the processes print goes to `<data>/log/<name>.log`.
"""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import ExitStack
from pathlib import Path
from types import FrameType

from ops import data_folder
from ops.processes import Process, watch
from ops.servers import ServerError, Valkey, start_postgres

ROOT = Path(__file__).resolve().parent.parent


def arguments(argv: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        "ops/run", description="Serves Alongside on this machine. Ctrl-C stops all of it; a second start finds the data again."
    )
    parser.add_argument("--port", type=int, default=8000, help="where the app is served, on loopback only (default 8000)")
    parser.add_argument("--data", type=Path, default=data_folder.DEFAULT, metavar="DIR", help="the data folder (default .data)")
    parser.add_argument("--size", choices=["team", "borough"], default="team", help="the demo place: three teams, or the whole borough")
    parser.add_argument("--no-demo", action="store_true", help="start empty: no demo place, no demo accounts")
    parser.add_argument("--database", metavar="URL", help="a PostgreSQL of your own: postgresql+psycopg://…")
    parser.add_argument("--redis", metavar="URL", help="a Redis of your own: redis://…")
    given = parser.parse_args(argv)
    if given.database and not given.database.startswith("postgresql+psycopg://"):
        parser.error("--database must begin with postgresql+psycopg://")
    if given.redis and not given.redis.startswith(("redis://", "rediss://", "unix://")):
        parser.error("--redis must begin with redis://, rediss:// or unix://")
    return given


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def refuse_if_taken(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise ServerError(f"Port {port} is taken ({error.strerror}). Choose another: ops/run --port {port + 1}") from error


def step(name: str, command: list[str], environment: dict[str, str]) -> None:
    """One command that must end well before the next: migrations, the demo place."""
    started = time.monotonic()
    say(f"· {name}")
    if subprocess.run(command, env=environment, cwd=ROOT, check=False).returncode != 0:
        raise ServerError(f"{name}: this step failed; the lines above say why.")
    if time.monotonic() - started > 3:
        say(f"  {time.monotonic() - started:.0f} s")


def wait_until_ready(origin: str, processes: list[Process], seconds: float = 30) -> None:
    last: Exception | None = None
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for process in processes:
            if (code := process.poll()) is not None:
                raise ServerError(f"{process.name} stopped while starting (exit {code}). Its last lines:\n{process.tail()}")
        try:
            with urllib.request.urlopen(origin + "/readyz", timeout=2) as answer:  # noqa: S310 - our own loopback address
                if answer.status == 200:
                    return
        except OSError as error:
            last = error
        time.sleep(0.1)
    raise ServerError(f"The app did not answer at {origin}/readyz within {seconds:.0f} s ({last}).\n{processes[0].tail()}")


def serve(given: argparse.Namespace) -> None:
    data: Path = given.data.resolve()
    if (others := data_folder.running(data)) is not None:
        raise ServerError(f"Alongside already runs from this data folder, at {others['origin']}. Stop it first, or give another: --data DIR")
    refuse_if_taken(given.port)
    origin = f"http://127.0.0.1:{given.port}"
    with ExitStack() as stack:
        database, redis = given.database, given.redis
        if not database:
            say("· PostgreSQL")
            server, database = start_postgres(data)
            stack.callback(server.cleanup)
        if not redis:
            say("· Queue server")
            valkey = Valkey(data)
            valkey.start()
            stack.callback(valkey.stop)
        environment = {
            **os.environ,
            "ALONGSIDE_DATABASE_URL": database,
            "ALONGSIDE_REDIS_URL": redis,
            "ALONGSIDE_SECRET_KEY": data_folder.secret(data, "secret-key"),
            "ALONGSIDE_ORIGIN": os.environ.get("ALONGSIDE_ORIGIN", origin),
            "ALONGSIDE_PWA": str(ROOT / "pwa" / "dist"),
        }
        python = sys.executable
        step("Tables", [python, "-m", "backend.cli", "migrate"], environment)
        accounts = ""
        if not given.no_demo:
            environment["ALONGSIDE_DEMO_PASSWORD"] = data_folder.secret(data, "demo-password", data_folder.demo_password)
            step(f"Demo place ({given.size})", [python, "-m", "backend.cli", "demo", "--size", given.size], environment)
            accounts = subprocess.run(
                [python, "-m", "backend.cli", "demo", "--accounts"], env=environment, cwd=ROOT, check=True, capture_output=True, text=True
            ).stdout
        logs = data / "log"
        logs.mkdir(exist_ok=True)
        gunicorn = [python, "-m", "gunicorn", "--bind", f"127.0.0.1:{given.port}", "--worker-class", "gthread", "--workers", "2", "--threads", "16"]
        gunicorn += ["--graceful-timeout", "10", "--no-control-socket", "backend.app:create_app()"]
        processes = [
            Process("web", gunicorn, environment, logs, ROOT),
            Process("worker", [python, "-m", "backend.worker"], environment, logs, ROOT),
            Process("scheduler", [python, "-m", "backend.worker", "--scheduler"], environment, logs, ROOT),
        ]
        for process in processes:
            process.start()
            stack.callback(process.stop)
        wait_until_ready(origin, processes)
        data_folder.remember(data, pid=os.getpid(), origin=origin, database=database, redis=redis)
        stack.callback(data_folder.forget, data)
        print(welcome(origin, accounts, environment.get("ALONGSIDE_DEMO_PASSWORD", ""), logs), flush=True)
        watch(processes, say)


def welcome(origin: str, accounts: str, password: str, logs: Path) -> str:
    lines = ["", f"Alongside is ready:  {origin}", ""]
    if accounts:
        lines += ["Demo accounts, all with the password  " + password, "", accounts.rstrip(), ""]
    else:
        lines += ["No demo place. Make a first account:  ops/alongside user add --help", ""]
    return "\n".join([*lines, f"Logs: {logs}   Stop: Ctrl-C"])


def main() -> int:
    given = arguments()

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    try:
        serve(given)
    except KeyboardInterrupt:
        say("\nStopped. The data stays in " + str(given.data))
    except ServerError as error:
        say(f"\n{error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
