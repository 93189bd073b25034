"""What a data folder holds beside the servers' own files: the secret, the demo's password, and who is running now."""

from __future__ import annotations

import fcntl
import json
import os
import secrets
from pathlib import Path
from typing import Any

DEFAULT = Path(".data")


def secret(data: Path, name: str, make: Any = None) -> str:
    """A secret that is made once and kept, readable by its owner only."""
    path = data / name
    if not path.exists():
        data.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write((make or (lambda: secrets.token_urlsafe(48)))())
    return path.read_text().strip()


WORDS = """
    acorn amber apple basil beech birch bread brook candle cedar clover copper coral daisy fern garden ginger harbour hazel
    heron honey iris ivy juniper kettle lantern lemon lilac maple meadow mint nettle oak olive orchard otter pebble pepper
    plum poppy quilt river robin rose saffron sage sparrow thistle thyme tulip velvet walnut willow
""".split()  # short, and none like another


def demo_password() -> str:
    """Four words and a number: easy to type on a tablet, not to be guessed."""
    return "-".join([*(secrets.choice(WORDS) for _ in range(4)), str(secrets.randbelow(90) + 10)])


def folder(data: Path, name: str) -> Path:
    """A folder in the data folder that its owner alone may look into; made, or closed to others, where it is not."""
    path = data / name
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.chmod(0o700)
    return path


def remember(data: Path, **facts: object) -> None:
    """Where the servers are: their URLs may hold a password, so this too is its owner's only."""
    path = data / "running.json"
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(json.dumps(facts))


def forget(data: Path) -> None:
    (data / "running.json").unlink(missing_ok=True)


def running(data: Path) -> dict[str, Any] | None:
    """What a running ops/run wrote down, or None where it is not running any more."""
    try:
        facts: dict[str, Any] = json.loads((data / "running.json").read_text())
        os.kill(facts["pid"], 0)
    except (OSError, ValueError, KeyError):
        return None
    return facts if _is_claimed(data) else None


def _is_claimed(data: Path) -> bool:
    """Whether somebody holds `servers.claimed`. A number is no proof: after the machine was switched off it is soon another process's."""
    try:
        with (data / "claimed").open() as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False
