"""What lies in a data folder is its owner's alone: secrets, where the servers are, logs, the queue's files, and the ways in to the servers."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from ops import data_folder
from ops.servers import ServerError, Valkey


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(autouse=True)
def open_hand() -> Iterator[None]:
    """As on most machines: what says nothing of itself may be read by everyone."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def test_secrets_and_addresses_are_readable_by_their_owner_only(tmp_path: Path):
    data_folder.secret(tmp_path, "secret-key")
    (tmp_path / "running.json").write_text("{}")  # of a run that was killed, by an older version
    data_folder.remember(tmp_path, pid=os.getpid(), database="postgresql+psycopg://alongside:password@db/alongside")
    assert {mode(tmp_path / name) for name in ("secret-key", "running.json")} == {0o600}
    facts = data_folder.running(tmp_path)
    assert facts is not None
    assert facts["pid"] == os.getpid()


def test_a_folder_that_stood_open_is_closed(tmp_path: Path):
    (tmp_path / "log").mkdir()
    assert mode(data_folder.folder(tmp_path, "log")) == 0o700


def test_the_queues_socket_is_not_put_where_somebody_else_was_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Defect: the folder's name can be worked out, so another user of the machine makes it, and their server gives our workers their jobs."""
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    valkey = Valkey(tmp_path / "data")
    assert (mode(valkey.runtime), mode(valkey.folder)) == (0o700, 0o700)
    valkey.runtime.chmod(0o777)
    with pytest.raises(ServerError, match="not ours alone"):
        Valkey(tmp_path / "data")
    valkey.runtime.rmdir()
    valkey.runtime.symlink_to(tmp_path)
    with pytest.raises(ServerError, match="not ours alone"):
        Valkey(tmp_path / "data")
