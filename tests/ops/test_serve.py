"""`ops/run`: clear words for what cannot be, and a second start that finds the data again."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from ops.serve import arguments, serve
from ops.servers import ServerError
from ops.stack import ROOT, free_port, refuse_if_away, refuse_if_taken, stack
from tests.conftest import Postgres


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--database", "sqlite:///x"], "--database must begin with postgresql+psycopg://"),
        (["--redis", "http://x"], "--redis must begin with redis://"),
        (["--reports-database", "sqlite:///x"], "--reports-database must begin with postgresql+psycopg://"),
        (["--reports-database", "postgresql+psycopg://replica/x"], "say which with --database"),
        (["--size", "world"], "invalid choice"),
        (["--port", "eighty"], "invalid port value"),
        (["--port", "99999999"], "a port is a number from 1 to 65535"),
    ],
)
def test_options_that_cannot_be_are_refused_in_words(words: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        arguments(words)
    assert stopped.value.code == 2
    assert says in capsys.readouterr().err


@pytest.mark.parametrize(
    ("database", "redis", "says"),
    [
        ("postgresql+psycopg://me:opensesame@127.0.0.1:1/x", None, "No PostgreSQL lets us in at postgresql+psycopg://127.0.0.1:1/x: "),
        (None, "redis://:opensesame@127.0.0.1:1/0", "No Redis lets us in at redis://127.0.0.1:1/0: "),
        (None, "unix:///nowhere/redis.sock?password=opensesame", "No Redis lets us in at unix:/nowhere/redis.sock: "),
    ],
)
def test_servers_of_ones_own_that_are_away_are_said_without_their_passwords(database: str | None, redis: str | None, says: str) -> None:
    with pytest.raises(ServerError) as refused:
        refuse_if_away(database, redis)
    assert str(refused.value).startswith(says)
    assert "opensesame" not in str(refused.value)


def test_a_data_folder_that_cannot_be_made_is_said_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ServerError, match=r"cannot be made .* --data DIR"):
        serve(arguments(["--data", str(tmp_path / "file" / "data"), "--no-demo"]))


def test_urls_may_come_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALONGSIDE_DATABASE_URL", "postgresql+psycopg://u:secret@db/alongside")
    assert arguments([]).database == "postgresql+psycopg://u:secret@db/alongside"
    assert arguments(["--database", "postgresql+psycopg://other/x"]).database == "postgresql+psycopg://other/x"


@pytest.mark.slow  # starts all of ops/run, which builds the app first
@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="THE COMMAND LINES OF OPS/RUN ARE NOT READ: only /proc shows what ps would")
def test_the_password_of_a_database_stands_in_no_command_line(data: Path) -> None:
    """Defect: `ps` showed it to everybody on the machine for as long as the server ran."""
    with socket.create_server(("127.0.0.1", 0)) as silent:  # takes connections and says nothing, so that the first step waits
        url = f"postgresql+psycopg://u:opensesame@127.0.0.1:{silent.getsockname()[1]}/x"
        words = ["--port", str(free_port()), "--data", str(data), "--no-demo", "--database", url, "--redis", "redis://:opensesame@127.0.0.1:1/0"]
        process = subprocess.Popen([sys.executable, "-m", "ops.serve", *words], cwd=ROOT, stderr=subprocess.DEVNULL, start_new_session=True)
        try:
            silent.settimeout(60)
            connection, _ = silent.accept()
            lines = command_lines(process.pid)
            connection.close()
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    assert any("ops.serve" in line for line in lines)
    assert any("backend.cli" in line for line in lines)
    assert not [line for line in lines if "opensesame" in line]


def command_lines(session: int) -> list[str]:
    """What `ps` shows of all processes of a session."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ValueError):
            if os.getsid(int(folder.name)) == session:
                found.append((folder / "cmdline").read_text().replace("\0", " "))
    return found


def test_a_port_that_is_taken_is_said_with_what_to_do() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(ServerError, match=f"ops/run --port {port + 1}"):
            refuse_if_taken(port)


@pytest.fixture
def data() -> Iterator[Path]:
    """A short path: a socket's may have 107 bytes."""
    folder = Path(tempfile.mkdtemp(prefix="alongside-run-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.slow
def test_a_second_start_finds_the_data_again_and_nothing_is_left_running(data: Path, tmp_path: Path) -> None:
    pwa = tmp_path / "dist"
    pwa.mkdir()
    (pwa / "index.html").write_text("<!doctype html><title>Alongside</title>")
    port = free_port()
    with stack(data, port, demo=None, pwa=pwa, jobs=False) as running:
        with psycopg.connect(running.database.replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute("create table kept (word text); insert into kept values ('here')")
        with urllib.request.urlopen(running.origin + "/healthz", timeout=5) as answer:
            assert answer.status == 200
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0, "the web process outlived its stack"
    with stack(data, port, demo=None, pwa=pwa, jobs=False) as running, psycopg.connect(running.database.replace("+psycopg", "")) as connection:
        row = connection.execute("select word from kept").fetchone()
    assert row == ("here",)


SERVES = pytest.mark.skipif(
    not (ROOT / "pwa" / "dist" / "index.html").exists() or not Path("/proc/self/stat").exists(),
    reason="OPS/RUN IS NOT TESTED: it serves pwa/dist, which is not built, or there is no /proc that tells what it leaves behind",
)


def alive() -> dict[int, tuple[int, str, str]]:
    """Every process of this machine that has not ended: pid → (parent, when it started, its command line)."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            state, parent, *rest = (folder / "stat").read_text().rpartition(")")[2].split()
            if state not in "ZX":
                found[int(folder.name)] = (int(parent), rest[17], (folder / "cmdline").read_text().replace("\0", " "))
    return found


def begun_by(pid: int, data: Path) -> dict[int, tuple[str, str]]:
    """What came of a process: those that it began, what these began, and what runs on its data folder: pid → (when it started, its command line)."""
    every = alive()
    ours = {pid, *(one for one, (_, _, words) in every.items() if str(data) in words)}
    while more := {one for one, (parent, _, _) in every.items() if parent in ours} - ours:
        ours |= more
    return {one: every[one][1:] for one in ours if one in every}


def started(data: Path, port: int, *words: str) -> subprocess.Popen[bytes]:
    """ops/run as a terminal starts it, when it says that it is ready."""
    command = [sys.executable, "-m", "ops.serve", "--port", str(port), "--data", str(data), "--no-demo", *words]
    log = data / "said"
    with log.open("wb") as said:
        # Whoever runs these tests may have said nohup; whoever closes a window has not.
        heard = lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL)  # noqa: E731
        process = subprocess.Popen(command, cwd=ROOT, stdout=said, stderr=subprocess.STDOUT, start_new_session=True, preexec_fn=heard)
    end = time.monotonic() + 90
    while "Alongside is ready" not in log.read_text() and process.poll() is None and time.monotonic() < end:
        time.sleep(0.1)
    if "Alongside is ready" not in log.read_text():
        process.kill()
        raise AssertionError(log.read_text())
    return process


def left_of(running: dict[int, tuple[str, str]]) -> dict[int, str]:
    """What still runs of what ran."""
    return {pid: words for pid, (_, began, words) in alive().items() if pid in running and running[pid][0] == began}


@pytest.mark.slow
@SERVES
@pytest.mark.parametrize(
    ("servers", "told"),
    [("of one's own", signal.SIGINT), ("of its making", signal.SIGHUP)],
    ids=["Ctrl-C, servers of one's own", "the terminal's window was closed"],
)
def test_ctrl_c_leaves_no_process_running_and_servers_of_ones_own_as_they_were(
    data: Path, postgres: Postgres, redis_url: str, servers: str, told: signal.Signals
) -> None:
    port, words = free_port(), []
    if servers == "of one's own":
        with postgres.connect() as admin:
            admin.execute('DROP DATABASE IF EXISTS "own" WITH (FORCE)')
            admin.execute('CREATE DATABASE "own"')
        words = ["--database", postgres.url("own"), "--redis", redis_url]
    process = started(data, port, *words)
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
            assert answer.status == 200
        running = begun_by(process.pid, data)
        said_of = "\n".join(words for _, words in running.values())
        assert all(name in said_of for name in ("gunicorn", "backend.worker", "--allocator", "--reports", "--scheduler"))
        assert ("postgres" in said_of.replace(postgres.host, "")) == (servers == "of its making")
        process.send_signal(told)
        assert process.wait(60) == 0
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(60)
    assert "Stopped." in (data / "said").read_text()
    assert not left_of(running)
    if servers == "of one's own":
        with postgres.connect("own") as connection:
            assert connection.execute("SELECT count(*) FROM journal").fetchone() == (0,), "its tables are there"


@pytest.mark.slow
@SERVES
@pytest.mark.skipif(sys.platform != "linux", reason="WHAT A KILLED OPS/RUN LEAVES IS NOT LOOKED FOR: only Linux ends a process with its parent")
def test_what_was_killed_leaves_nothing_that_is_in_the_way_of_the_next_start_or_of_its_ctrl_c(data: Path) -> None:
    """Defects: the port was taken; on another, a second queue server wrote the same file; and PostgreSQL outlived every Ctrl-C from then on.

    The Ctrl-C of servers of its making is told here, of the second start.
    """
    port = free_port()
    process = started(data, port)
    running = begun_by(process.pid, data)
    process.kill()
    process.wait()
    end = time.monotonic() + 30
    while (left := {pid for pid, words in left_of(running).items() if "postgres" not in words}) and time.monotonic() < end:
        time.sleep(0.1)
    assert not left
    process = started(data, port)
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
            assert answer.status == 200
        running |= begun_by(process.pid, data)
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(60)
    assert "Stopped." in (data / "said").read_text()
    assert not left_of(running)
