"""`ops/alongside` works in the environment that `ops/run` made, on its servers or on those of one's own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from ops import data_folder
from ops.servers import ServerError, claimed
from ops.stack import ROOT


def alongside(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
    known: Mapping[str, str] = {name: value for name, value in os.environ.items() if not name.startswith("ALONGSIDE_")}
    command = [sys.executable, "-m", "ops.command", *words]
    return subprocess.run(command, cwd=ROOT, env={**known, **more}, capture_output=True, text=True, check=False)


def test_servers_of_ones_own_by_the_environment_have_the_secret_of_the_data_folder(app, database_url: str, redis_url: str, tmp_path: Path) -> None:
    data_folder.secret(tmp_path, "secret-key")
    done = alongside("--data", str(tmp_path), "seal", ALONGSIDE_DATABASE_URL=database_url, ALONGSIDE_REDIS_URL=redis_url)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Audit trail:" in done.stdout
    done = alongside("--data", str(tmp_path / "none"), "seal", ALONGSIDE_DATABASE_URL=database_url, ALONGSIDE_REDIS_URL=redis_url)
    assert done.returncode == 2
    assert "ALONGSIDE_SECRET_KEY is missing" in done.stderr


def test_what_ops_run_wrote_down_is_used_while_it_runs(app, database_url: str, redis_url: str, tmp_path: Path) -> None:
    data_folder.secret(tmp_path, "secret-key")
    data_folder.remember(tmp_path, pid=os.getpid(), origin="http://127.0.0.1:8000", database=database_url, redis=redis_url)
    with claimed(tmp_path):
        done = alongside("--data", str(tmp_path), "seal")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(("exists", "own"), [(True, True), (False, False)])
def test_a_folder_without_a_database_says_what_to_do(tmp_path: Path, exists: bool, own: bool) -> None:
    folder = tmp_path / "data"
    if exists:
        folder.mkdir()
    done = alongside("--data", str(folder), "seal")
    assert done.returncode == 2
    assert f"no database in the data folder {folder}: start ops/run once" in done.stderr
    assert ("servers of your own" in done.stderr) is own


def test_while_ops_run_is_starting_its_servers_are_left_alone(tmp_path: Path) -> None:
    """Defect: before ops/run had written down that it runs, a command started a second queue server on the same file, and stopped both."""
    (tmp_path / "postgres").mkdir()
    with claimed(tmp_path):
        done = alongside("--data", str(tmp_path), "seal")
        with pytest.raises(ServerError, match="is starting or stopping"), claimed(tmp_path):
            pass
    assert (done.returncode, done.stdout) == (1, "")
    assert f"Alongside is starting or stopping in the data folder {tmp_path}" in done.stderr
    assert not (tmp_path / "valkey").exists()
    with claimed(tmp_path):
        pass
