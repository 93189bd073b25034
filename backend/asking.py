"""What every tablet asks all day, asked of psycopg itself: SQLAlchemy's session, begin and result around each of so few and so small statements were
half of what a pull cost the web processes.

1. Who asks is taken with the BEGIN and for the transaction only, as everywhere (`database` 2); the connection is one of the pool's.
2. What goes wrong is said in SQLAlchemy's words, as everywhere: busy stays busy (`errors`), undone stays undone (`transaction.retried`).
3. Statements are fixed texts that find what they ask for by its key: each is planned once for a connection, whoever asks.
4. A migration while the server runs can put such a plan out of date (0A000, "cached plan must not change result type"). The first statement of a
   transaction is then asked once more with all plans forgotten; at a later one the connection is given up, and whoever asks hears that it is busy.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import TracebackType
from typing import Any

import psycopg
from psycopg import IsolationLevel
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, StatementError
from sqlalchemy.orm import Session

from backend.database import TAKE_BY_NAME, Acting, begin, db, taken

Row = tuple[Any, ...]


class Asking:
    """One transaction: `with Asking(who) as asks`. It commits where the block ends well, and else is as if it had never been.

    `snapshot`: REPEATABLE READ, so that all its statements see one state (R7). `engine`: outside an application context.
    """

    def __init__(self, who: Acting, *, snapshot: bool = False, engine: Engine | None = None) -> None:
        self.who = who
        self.snapshot = snapshot
        self._engine = engine
        self._has_asked = False
        self._afterwards: tuple[str, Mapping[str, object]] | None = None

    def __enter__(self) -> Asking:
        engine = self._engine or db.engine
        try:
            self._pooled = engine.raw_connection()
        except psycopg.Error as error:
            raise _in_their_words(error) from error
        raw = self._pooled.driver_connection
        assert isinstance(raw, psycopg.Connection)
        self._raw = raw
        try:
            self._begin()
        except psycopg.Error as error:
            self._give_back()
            raise _in_their_words(error, gone=raw.closed) from error
        return self

    def _begin(self) -> None:
        begin(self._raw, self.who, "REPEATABLE READ" if self.snapshot else None, by_keys=True)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            if kind is None and self._afterwards is not None:
                statement, values = self._afterwards
                following = f"COMMIT; BEGIN; {TAKE_BY_NAME}; {statement}; COMMIT"
                psycopg.ClientCursor(self._raw).execute(following, {**taken(self.who), **values})
            elif kind is None:
                self._raw.commit()
        except psycopg.Error as failed:
            raise _in_their_words(failed, gone=self._raw.closed) from failed
        finally:
            self._give_back()

    def afterwards(self, statement: str, values: Mapping[str, object]) -> None:
        """What is asked for the same person in a READ COMMITTED transaction of its own, right after this one ended well, in one round trip with its
        end; the block ends well only where that does. For a snapshot, which has nothing of its own to commit."""
        if not self.snapshot or self._afterwards is not None:
            raise RuntimeError("One statement follows a snapshot, and nothing else.")
        self._afterwards = statement, values

    def rows(self, statement: str, values: Mapping[str, object], *, binary: bool = False) -> list[Row]:
        """All rows of one statement, whose `%(name)s` are values by name. `binary`: columns come as PostgreSQL has them, for those that are bytes."""
        try:
            try:
                return self._rows(statement, values, binary)
            except psycopg.errors.FeatureNotSupported as error:  # rule 4
                if self._has_asked:
                    self._raw.close()
                    raise psycopg.OperationalError("a plan of this connection is out of date") from error
                self._raw.rollback()
                self._raw.execute("DEALLOCATE ALL")
                self._raw.rollback()
                self._begin()
                return self._rows(statement, values, binary)
        except psycopg.Error as error:
            raise _in_their_words(error, statement, gone=self._raw.closed) from error
        finally:
            self._has_asked = True

    def _rows(self, statement: str, values: Mapping[str, object], binary: bool) -> list[Row]:
        return self._raw.cursor(binary=binary).execute(statement, values, prepare=True).fetchall()

    def _give_back(self) -> None:
        """What was not committed is rolled back by the pool."""
        if self._raw.closed:
            self._pooled.invalidate()
        self._pooled.close()


def _in_their_words(error: psycopg.Error, statement: str | None = None, *, gone: bool = False) -> StatementError:
    """What SQLAlchemy would raise of it. `gone`: the connection broke."""
    return DBAPIError.instance(statement, None, error, psycopg.Error, hide_parameters=True, connection_invalidated=gone)


def rows(asks: Asking | Session, statement: str, values: Mapping[str, object], *, binary: bool = False) -> list[Row]:
    """The same in whatever transaction the caller has: for what tablets ask and others ask too."""
    if isinstance(asks, Asking):
        return asks.rows(statement, values, binary=binary)
    return [tuple(row) for row in asks.connection().exec_driver_sql(statement, dict(values))]


def is_snapshot(asks: Asking | Session) -> bool:
    """Whether what others commit meanwhile is hidden from this transaction."""
    if isinstance(asks, Asking):
        return asks.snapshot
    level = getattr(asks.connection().connection.driver_connection, "isolation_level", None)
    return level not in (None, IsolationLevel.READ_COMMITTED)
