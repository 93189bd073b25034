"""What every tablet asks all day, asked of libpq itself: what SQLAlchemy and psycopg do around each of so few and so small statements was more than
half of what a pull cost the web processes.

1. Who asks is taken with the BEGIN and for the transaction only, as everywhere (`database` 2); the connection is one of the pool's.
2. The BEGIN travels with the first statement; what is asked `alone` is a transaction in one message, there and back.
3. What goes wrong is said in SQLAlchemy's words, as everywhere: busy stays busy (`errors`), undone stays undone (`transaction.retried`).
4. Statements are fixed texts that find what they ask for by its key: each is planned once for a connection, whoever asks.
5. Plans are lost all together: psycopg gives them up where a transaction was undone. So once the first statement of a transaction had its plan,
   the others have theirs; and where the first is new to the connection, one of the others is looked for.
6. A migration while the server runs can put a plan out of date (0A000, "cached plan must not change result type"). Then, and where it is lost
   (26000), the first statement of a transaction is asked once more with all plans forgotten; at a later one the connection is given up, and whoever
   asks hears that it is busy.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import count
from types import TracebackType
from typing import Any, cast

import psycopg
from psycopg import IsolationLevel, abc
from psycopg.adapt import PyFormat, Transformer
from psycopg.pq import ExecStatus, Format
from psycopg.pq.abc import PGresult
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, StatementError
from sqlalchemy.orm import Session

from backend.database import Acting, answered, as_told, at_once, db

Row = tuple[Any, ...]

_NAMED = re.compile(r"%\((\w+)\)s|%%")
_NUMBERS = count()


@cache
def _numbered(statement: str) -> tuple[bytes, tuple[str, ...]]:
    """A statement with `$1` for its first `%(name)s`, as libpq has it; and the names in that order."""
    names: list[str] = []

    def number(found: re.Match[str]) -> str:
        if found[0] == "%%":
            return "%"
        if found[1] not in names:
            names.append(found[1])
        return f"${names.index(found[1]) + 1}"

    return _NAMED.sub(number, statement).encode(), tuple(names)


class Asking:
    """One transaction: `with Asking(who) as asks`. It commits where the block ends well, and else is as if it had never been.

    `snapshot`: REPEATABLE READ, so that all its statements see one state (R7); it begins with the first. `engine`: outside an application context.
    """

    def __init__(self, who: Acting, *, snapshot: bool = False, engine: Engine | None = None) -> None:
        self.who = who
        self.snapshot = snapshot
        self._engine = engine
        self._begun = False
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
        self._plans: dict[tuple[str, tuple[int, ...]], bytes] = self._pooled.info.setdefault("plans", {})
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            if kind is None and self._afterwards is not None:
                self._ask(*self._afterwards, following=True)
            elif kind is None and self._begun:
                at_once(self._raw, "COMMIT")
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

    def rows(self, statement: str, values: Mapping[str, object], *, binary: bool = False, alone: bool = False) -> list[Row]:
        """All rows of one statement, whose `%(name)s` are values by name. `binary`: columns come as PostgreSQL has them, for those that are bytes.
        `alone`: nothing else is asked in this transaction, which ends well with it."""
        try:
            try:
                return self._ask(statement, values, binary=binary, alone=alone)
            except (psycopg.errors.FeatureNotSupported, psycopg.errors.InvalidSqlStatementName) as error:  # rule 6
                if self._begun:
                    self._raw.close()
                    raise psycopg.OperationalError("a plan of this connection is out of date") from error
                self._raw.rollback()
                self._plans.clear()
                return self._ask(statement, values, binary=binary, alone=alone)
        except psycopg.Error as error:
            raise _in_their_words(error, statement, gone=self._raw.closed) from error

    def _ask(self, statement: str, values: Mapping[str, object], *, binary: bool = False, alone: bool = False, following: bool = False) -> list[Row]:
        """One message, and a second where the statement is new to the connection."""
        sent = Transformer(self._raw)
        given = [values[name] for name in _numbered(statement)[1]]
        dumped = sent.dump_sequence(given, [PyFormat.AUTO] * len(given))
        plan = self._planned(statement, sent.types or ())
        if self._begun and not following:
            kind = Format.BINARY if binary else Format.TEXT
            return self._read(sent, answered(self._raw.pgconn.exec_prepared(plan, cast(Sequence[bytes], dumped), sent.formats, kind)))
        if binary:
            raise RuntimeError("The first statement's answer comes as text.")
        literals = ",".join(sent.as_literal(value).decode() for value in given)
        words = f"EXECUTE {plan.decode()}{f'({literals})' if given else ''}"
        told = as_told(self._raw, self.who, by_keys=True)
        if following:
            return self._read(sent, at_once(self._raw, f"{'COMMIT;' if self._begun else ''}BEGIN;{told};{words};COMMIT"))
        how = "" if alone else "BEGIN ISOLATION LEVEL REPEATABLE READ;" if self.snapshot else "BEGIN;"
        found = at_once(self._raw, f"{how}{told};{words}")
        self._begun = not alone
        return self._read(sent, found)

    def _planned(self, statement: str, types: Sequence[int]) -> bytes:
        """The name under which this connection has the statement planned, for values of these types."""
        key = statement, tuple(types)
        if key not in self._plans:
            server = self._raw.pgconn
            if self._plans and not self._begun and server.describe_prepared(next(iter(self._plans.values()))).status != ExecStatus.COMMAND_OK:
                self._plans.clear()  # rule 5
            name = b"asked_%d" % next(_NUMBERS)
            answered(server.prepare(name, _numbered(statement)[0], types))
            self._plans[key] = name
        return self._plans[key]

    @staticmethod
    def _read(sent: abc.Transformer, found: PGresult) -> list[Row]:
        sent.set_pgresult(found)
        return sent.load_rows(0, found.ntuples, tuple)

    def _give_back(self) -> None:
        """What was not committed is rolled back by the pool."""
        if self._raw.closed:
            self._pooled.invalidate()
        self._pooled.close()


def _in_their_words(error: psycopg.Error, statement: str | None = None, *, gone: bool = False) -> StatementError:
    """What SQLAlchemy would raise of it. `gone`: the connection broke."""
    return DBAPIError.instance(statement, None, error, psycopg.Error, hide_parameters=True, connection_invalidated=gone)


def rows(asks: Asking | Session, statement: str, values: Mapping[str, object], *, binary: bool = False, alone: bool = False) -> list[Row]:
    """The same in whatever transaction the caller has: for what tablets ask and others ask too."""
    if isinstance(asks, Asking):
        return asks.rows(statement, values, binary=binary, alone=alone)
    return [tuple(row) for row in asks.connection().exec_driver_sql(statement, dict(values))]


def is_snapshot(asks: Asking | Session) -> bool:
    """Whether what others commit meanwhile is hidden from this transaction."""
    if isinstance(asks, Asking):
        return asks.snapshot
    level = getattr(asks.connection().connection.driver_connection, "isolation_level", None)
    return level not in (None, IsolationLevel.READ_COMMITTED)
