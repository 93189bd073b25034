"""`ops/run`: the whole stack on this machine, with words for the person who started it.

Progress goes to the terminal; what the processes print goes to `<data>/log/<name>.log`.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
from pathlib import Path
from types import FrameType

from ops import data_folder
from ops.processes import watch
from ops.servers import ServerError, claimed
from ops.stack import ROOT, Running, refuse_if_away, stack

DATABASE, REDIS, REPORTS = "ALONGSIDE_DATABASE_URL", "ALONGSIDE_REDIS_URL", "ALONGSIDE_REPORTS_DATABASE_URL"


def port(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 65_535:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")
    return number


def arguments(argv: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        "ops/run", description="Serves Alongside on this machine. Ctrl-C stops all of it; a second start finds the data again."
    )
    parser.add_argument("--port", type=port, default=8000, help="where the app is served, on loopback only (default 8000)")
    parser.add_argument("--data", type=Path, default=data_folder.DEFAULT, metavar="DIR", help="the data folder (default .data)")
    parser.add_argument("--size", choices=["team", "borough"], default="team", help="the demo place: three teams, or the whole borough")
    parser.add_argument("--no-demo", action="store_true", help="start empty: no demo place, no demo accounts")
    instead = "a URL with a password is better given as"
    parser.add_argument(
        "--database", metavar="URL", default=os.environ.get(DATABASE), help=f"a PostgreSQL of your own: postgresql+psycopg://…; {instead} {DATABASE}"
    )
    parser.add_argument("--redis", metavar="URL", default=os.environ.get(REDIS), help=f"a Redis of your own: redis://…; {instead} {REDIS}")
    parser.add_argument(
        "--reports-database",
        metavar="URL",
        default=os.environ.get(REPORTS),
        help=f"a replica of that PostgreSQL, from which reports are read; with a password: {REPORTS}",
    )
    given = parser.parse_args(argv)
    if given.database and not given.database.startswith("postgresql+psycopg://"):
        parser.error(f"--database must begin with postgresql+psycopg:// (or {DATABASE}, where that is set)")
    if given.reports_database and not given.reports_database.startswith("postgresql+psycopg://"):
        parser.error(f"--reports-database must begin with postgresql+psycopg:// (or {REPORTS}, where that is set)")
    if given.reports_database and not given.database:
        parser.error(f"--reports-database is a replica of a PostgreSQL of your own: say which with --database (or {DATABASE})")
    if given.redis and not given.redis.startswith(("redis://", "rediss://", "unix://")):
        parser.error(f"--redis must begin with redis://, rediss:// or unix:// (or {REDIS}, where that is set)")
    return given


def out_of_sight(given: argparse.Namespace) -> None:
    """Begins again with the URLs in the environment, where they came by the command line: that is read by everybody on the machine (`ps`).

    The children get them by the environment in any case. What shells and their history saw before is out of our hands.
    """
    urls = {name: url for name, url in ((DATABASE, given.database), (REDIS, given.redis), (REPORTS, given.reports_database)) if url}
    if not any(url in word for word in sys.argv[1:] for url in urls.values()):
        return
    words = ["--port", str(given.port), "--data", str(given.data), "--size", given.size, *(["--no-demo"] if given.no_demo else [])]
    os.execve(sys.executable, [sys.executable, "-m", "ops.serve", *words], {**os.environ, **urls})  # noqa: S606


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def serve(given: argparse.Namespace) -> None:
    data: Path = given.data.resolve()
    if (others := data_folder.running(data)) is not None:
        raise ServerError(f"Alongside already runs from this data folder, at {others['origin']}. Stop it first, or give another: --data DIR")
    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ServerError(f"The data folder {data} cannot be made ({error.strerror}). Name another: --data DIR") from error
    demo = None if given.no_demo else given.size
    try:
        own = {"database": given.database, "redis": given.redis, "reports": given.reports_database}
        with claimed(data, patience=20), stack(data, given.port, demo=demo, **own, say=say) as running:
            data_folder.remember(data, pid=os.getpid(), origin=running.origin, database=running.database, redis=running.redis)
            try:
                print(welcome(running), flush=True)
                watch(running.processes, say)
            finally:
                data_folder.forget(data)
    except ServerError:
        refuse_if_away(given.database, given.redis)
        refuse_if_away(given.reports_database, None)
        raise


def welcome(running: Running) -> str:
    lines = ["", f"Alongside is ready:  {running.origin}", ""]
    if running.password:
        words = [sys.executable, "-m", "backend.cli", "demo", "--accounts"]
        accounts = subprocess.run(words, env=running.environment, cwd=ROOT, check=True, capture_output=True, text=True).stdout
        lines += [f"Demo accounts, all with the password  {running.password}", "", accounts.rstrip(), ""]
    else:
        lines += ["No demo place. Make a first account:  ops/alongside user add --help", ""]
    return "\n".join([*lines, f"Logs: {running.logs}   Stop: Ctrl-C"])


def main() -> int:
    given = arguments()
    out_of_sight(given)

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # the terminal's window was closed, and nobody said nohup
        signal.signal(signal.SIGHUP, stop)
    signal.signal(signal.SIGINT, stop)  # a shell that starts us in the background has it ignored
    try:
        serve(given)
    except KeyboardInterrupt:
        say(f"\nStopped. The data stays in {given.data}")
    except ServerError as error:
        say(f"\n{error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
