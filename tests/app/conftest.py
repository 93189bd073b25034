"""An application that reaches no server: for what is decided before any database is asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from backend.app import create_app
from backend.config import Config

ORIGIN = "http://127.0.0.1:8000"
OURS = {"Origin": ORIGIN, "X-Alongside": "1"}
"""What every request of the app carries that is no GET."""


def nowhere(**changes: object) -> Config:
    """Settings whose servers answer to nobody: port 1 refuses at once."""
    known: dict[str, object] = {
        "database_url": "postgresql+psycopg://nobody@127.0.0.1:1/none",
        "redis_url": "redis://127.0.0.1:1/0",
        "secret_key": "a-key-for-tests-that-signs-nothing-of-worth-0123456789",
        "origin": ORIGIN,
        "pwa": Path("/nowhere"),
    }
    return Config(**{**known, **changes})  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def bare_app() -> Flask:
    return create_app(nowhere())


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A folder as `vite build` leaves it."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text(
        "<!doctype html><title>Alongside</title><script type=module src=/assets/main-abc123.js></script>" + " " * 900
    )
    (tmp_path / "service-worker.js").write_text("self.version = 1;")
    (tmp_path / "manifest.webmanifest").write_text('{"name":"Alongside"}')
    (tmp_path / "assets" / "main-abc123.js").write_text("console.log('one');\n" * 200)
    (tmp_path / "assets" / "icon-def456.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(2000))
    return tmp_path
