"""Is this process alive (/healthz), and can it do its work (/readyz)? For whoever starts, watches and balances."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from alembic.config import Config as AlembicConfig
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask, Response, jsonify
from redis.exceptions import RedisError
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from backend import queues
from backend.config import PROJECT
from backend.database import db
from backend.security import ANYONE, allow


def register(app: Flask) -> None:
    @app.get("/healthz")
    @allow(ANYONE)
    def healthz() -> Response:
        return _answer({"process": True})

    @app.get("/readyz")
    @allow(ANYONE)
    def readyz() -> Response:
        """Says what is lacking by name, never how to reach it."""
        return _answer({"database": _tried(_database), "redis": _tried(_redis), "migrations": _tried(lambda: _revision() == head())})


def _answer(checks: dict[str, bool]) -> Response:
    response = jsonify({"ready": all(checks.values()), **checks})
    response.status_code = 200 if all(checks.values()) else 503
    response.headers["Cache-Control"] = "no-store"
    return response


def _tried(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except (SQLAlchemyError, RedisError):
        return False


def _database() -> bool:
    with db.engine.connect() as connection:
        return bool(connection.execute(text("select 1")).scalar_one() == 1)


def _redis() -> bool:
    return bool(queues.redis().ping())


def _revision() -> str | None:
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


@cache
def head() -> str | None:
    """The newest migration that this version of Alongside brings."""
    return ScriptDirectory.from_config(alembic_config()).get_current_head()


def knows(revision: str | None) -> bool:
    """Whether these tables are this version's or an older one's, so that they can be brought up."""
    return revision in {each.revision for each in ScriptDirectory.from_config(alembic_config()).walk_revisions()}


def alembic_config() -> AlembicConfig:
    """Alembic on the project's migrations, wherever the process was started."""
    config = AlembicConfig(str(PROJECT / "migrations" / "alembic.ini"))
    config.set_main_option("script_location", str(PROJECT / "migrations"))
    return config
