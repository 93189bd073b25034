"""What is kept beside the servers' files: secrets for their owner only, made once; and who is running, never believed when it is dead."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from ops import data_folder
from ops.servers import claimed


def test_a_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    first = data_folder.secret(tmp_path, "secret-key")
    assert data_folder.secret(tmp_path, "secret-key") == first
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600
    assert len(first) >= 48


def test_demo_passwords_differ_from_folder_to_folder(tmp_path: Path) -> None:
    passwords = {data_folder.demo_password() for _ in range(20)}
    assert len(passwords) == 20
    assert all(len(password) >= 16 for password in passwords)


def test_who_ran_here_and_was_killed_is_not_running(tmp_path: Path) -> None:
    assert data_folder.running(tmp_path) is None
    data_folder.remember(tmp_path, pid=2**22 - 1, origin="http://127.0.0.1:1")
    assert data_folder.running(tmp_path) is None
    data_folder.remember(tmp_path, pid=os.getpid(), origin="http://127.0.0.1:1")
    with claimed(tmp_path):
        found = data_folder.running(tmp_path)
        assert found is not None
        assert found["origin"] == "http://127.0.0.1:1"
    assert data_folder.running(tmp_path) is None, "defect: after a power cut its number was another's, and ops/run refused to start beside it"
    with claimed(tmp_path):
        data_folder.forget(tmp_path)
        assert data_folder.running(tmp_path) is None


def test_half_a_file_is_nobody(tmp_path: Path) -> None:
    (tmp_path / "running.json").write_text('{"pid": ')
    assert data_folder.running(tmp_path) is None
