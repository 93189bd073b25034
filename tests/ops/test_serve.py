"""`ops/run`: clear words for what cannot be, and a second start that finds the data again."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from ops.serve import arguments
from ops.servers import ServerError
from ops.stack import ROOT, free_port, refuse_if_taken, stack


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--database", "sqlite:///x"], "--database must begin with postgresql+psycopg://"),
        (["--redis", "http://x"], "--redis must begin with redis://"),
        (["--size", "world"], "invalid choice"),
        (["--port", "eighty"], "invalid int value"),
    ],
)
def test_options_that_cannot_be_are_refused_in_words(words: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        arguments(words)
    assert stopped.value.code == 2
    assert says in capsys.readouterr().err


def test_urls_may_come_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALONGSIDE_DATABASE_URL", "postgresql+psycopg://u:secret@db/alongside")
    assert arguments([]).database == "postgresql+psycopg://u:secret@db/alongside"
    assert arguments(["--database", "postgresql+psycopg://other/x"]).database == "postgresql+psycopg://other/x"


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="needs /proc to see what ps sees")
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
    with stack(data, port, demo=None, pwa=pwa) as running:
        assert [process.name for process in running.processes] == ["web", "worker", "scheduler"]
        with psycopg.connect(running.database.replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute("create table kept (word text); insert into kept values ('here')")
        with urllib.request.urlopen(running.origin + "/healthz", timeout=5) as answer:
            assert answer.status == 200
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0, "the web process outlived its stack"
    with stack(data, port, demo=None, pwa=pwa, jobs=False) as running, psycopg.connect(running.database.replace("+psycopg", "")) as connection:
        row = connection.execute("select word from kept").fetchone()
    assert row == ("here",)
