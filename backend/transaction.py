"""Who acts in a transaction, transactions of one's own, and the retry of those that PostgreSQL could not put in a row."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from flask import has_app_context
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from backend.database import ROLES, Acting, OwnSession, db, take, who_acts

Result = TypeVar("Result")

AGAIN = frozenset({"40001", "40P01"})
"""Serialisation failure and deadlock: PostgreSQL undid all of it; the same work, begun anew, may succeed."""

BUSY = frozenset({"55P03", "57014", "53300"})
"""Waited too long for a lock or a statement, or no connection free: nothing is wrong with the work itself."""


@contextmanager
def acting(staff: str | None, *, role: str = "web", place: str | None = None) -> Iterator[Acting]:
    """The request's session acts for this member of staff inside the block; a transaction already begun changes over too."""
    if role not in ROLES:
        raise ValueError(f"no role {role!r}")
    now, before = Acting(role, staff, place), who_acts.get()
    token = who_acts.set(now)
    try:
        _change_over(now)
        yield now
    finally:
        who_acts.reset(token)
        _change_over(before)


def _change_over(to: Acting) -> None:
    if has_app_context() and db.session.registry.has() and db.session().in_transaction() and db.session().is_active:
        take(db.session.connection(), to)


@contextmanager
def transaction(who: Acting, *, engine: Engine | None = None, snapshot: bool = False) -> Iterator[OwnSession]:
    """A transaction of its own that commits at the end of the block, whatever the request's session is doing.

    `snapshot`: REPEATABLE READ, so that all its statements see one state (R7). `engine`: outside an application context.
    """
    engine = engine or db.engine
    if snapshot:
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    with OwnSession(engine, expire_on_commit=False, autoflush=False, info={"acting": who}) as session, session.begin():
        yield session


def sqlstate(error: BaseException) -> str | None:
    """PostgreSQL's code of an error, where it came from there."""
    return getattr(error.orig, "sqlstate", None) if isinstance(error, DBAPIError) else None


def retried(work: Callable[[], Result], *, attempts: int = 8, pause: Callable[[float], None] = time.sleep) -> Result:
    """Does the work, and again where PostgreSQL undid it (40001, 40P01) or the connection broke. `work` must be whole in itself.

    A connection that breaks at commit leaves unknown what happened; so only work that finds its own traces may be given here.
    """
    for attempt in range(attempts):
        try:
            return work()
        except DBAPIError as error:
            again = sqlstate(error) in AGAIN or error.connection_invalidated
            if not again or attempt + 1 == attempts:
                raise
        pause(min(0.01 * 2**attempt, 0.5))
    raise AssertionError("unreachable")


def make_roles(connection: Connection) -> None:
    """Makes the roles where they are lacking, and lets the connecting user become each of them.

    Needs CREATEROLE, or that the roles were made and granted beforehand. Roles belong to the whole server, so two may try at once.
    """
    for role in ROLES.values():
        connection.execute(
            text(
                f"DO $$ BEGIN CREATE ROLE {role} NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; "
                "WHEN insufficient_privilege THEN "
                f"IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') THEN RAISE; END IF; END $$"
            )
        )
        connection.execute(
            text(
                f"DO $$ BEGIN IF NOT pg_has_role(current_user, '{role}', 'member') THEN "
                f"EXECUTE format('GRANT {role} TO %I', current_user); END IF; END $$"
            )
        )
