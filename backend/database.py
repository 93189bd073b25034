"""The database: one metadata, one `db`, and the role that every transaction takes before its first statement.

1. A session that nobody made act for somebody is the web role acting for nobody: row-level security shows it nothing (deny by default).
2. The role and the person are set for the transaction only (`SET LOCAL`), so a connection goes back to the pool knowing nobody.
3. Only `transaction.py` says who acts; only migrations and `ops` connect without a role.
"""

from __future__ import annotations

import re
import select
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import psycopg
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session as FlaskSession
from psycopg.pq import ExecStatus, TransactionStatus
from psycopg.pq.abc import PGresult
from psycopg.sql import Literal
from sqlalchemy import Connection, MetaData, event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import DeclarativeBase, Session, SessionTransaction
from sqlalchemy.pool import Pool

from backend import wall_clock

ROLES = {
    "web": "alongside_web",
    "engine": "alongside_engine",
    "statistics": "alongside_statistics",
    "returns": "alongside_returns",
    "reports": "alongside_reports",
}
"""web: reads for a person under row-level security. engine: merges and journals. statistics: nameless columns of a place. returns: what a national
return holds, of a place. reports: reads for a person what was counted and may be shown, and no more.
"""

OPTIONS: dict[str, Any] = {
    "hide_parameters": True,  # no patient's data in an exception's text
    # A connection costs the server ten times what a warm one costs to use: few, all of them kept, the warmest first. Whoever finds none free waits.
    "pool_size": 6,
    "max_overflow": 0,
    "pool_use_lifo": True,
    "pool_timeout": 10,
    "pool_recycle": 1800,
    "connect_args": {
        # Nothing a person waits for takes longer; loads and jobs say `SET LOCAL statement_timeout` themselves.
        "options": "-c timezone=UTC -c statement_timeout=30s -c lock_timeout=10s -c idle_in_transaction_session_timeout=60s",
        "application_name": "alongside",
        # What is asked a second time on a connection is planned once: psycopg's own five times are half of what a rush of tablets asks of each.
        "prepare_threshold": 1,
    },
}
"""For SQLALCHEMY_ENGINE_OPTIONS."""

REPORTS = "reports"
"""The bind of the engine that reports are read from: at the replica where there is one."""
REPORTS_OPTIONS: dict[str, Any] = {
    **OPTIONS,
    "pool_size": 2,
    "connect_args": {
        **OPTIONS["connect_args"],
        "options": "-c timezone=UTC -c statement_timeout=10s -c lock_timeout=2s -c idle_in_transaction_session_timeout=60s "
        "-c default_transaction_read_only=on",
        "application_name": "alongside-reports",
    },
}
"""Of that engine. Connections of its own, few: however many pages of reports are asked for at once, no tablet waits for one of its own."""


@dataclass(frozen=True, slots=True)
class Acting:
    """For whom, in which place, and as which role a transaction works."""

    role: str = "web"
    staff: str | None = None
    place: str | None = None


NOBODY = Acting()

who_acts: ContextVar[Acting] = ContextVar("who_acts", default=NOBODY)

_TAKE = (
    "SELECT set_config('role', {as_role}, true), set_config('alongside.staff', {for_staff}, true), set_config('alongside.place', {in_place}, true), "
    "set_config('alongside.now', {from_now}, true)"
)
_TAKE_BY_NAME = _TAKE.format(as_role="%(as_role)s", for_staff="%(for_staff)s", in_place="%(in_place)s", from_now="%(from_now)s")
_PLAIN = re.compile(r"[A-Za-z0-9 :._+-]*")


def take(connection: Connection, acting: Acting) -> None:
    """Makes the transaction act as told, until it ends. One round trip, and where none was begun the BEGIN is in it."""
    raw = connection.connection.driver_connection
    if isinstance(raw, psycopg.Connection) and _is_plainly_idle(raw):
        level = raw.isolation_level
        how = f" ISOLATION LEVEL {level.name.replace('_', ' ')}" if level else ""
        try:
            at_once(raw, f"BEGIN{how};{as_told(raw, acting, by_keys=level is not None)}")
            return
        except psycopg.Error:  # the ordinary way goes on from nothing, or says what is wrong in SQLAlchemy's words
            raw.rollback()
    connection.exec_driver_sql(_TAKE_BY_NAME, _taken(acting))


def _is_plainly_idle(raw: psycopg.Connection) -> bool:
    ordinary = not raw.autocommit and raw.read_only is None and raw.deferrable is None
    return ordinary and raw.info.transaction_status == TransactionStatus.IDLE


def as_told(raw: psycopg.Connection, acting: Acting, *, by_keys: bool) -> str:
    """The words that make a transaction act as told, for the message that begins it: a BEGIN that travels alone would be a sixth of a pull's waiting.

    `by_keys`: all that is asked in it is found by its key, whoever asks; PostgreSQL's five tries at a better plan would cost a third of a pull.
    """
    quoted = {name: f"'{value}'" if _PLAIN.fullmatch(value) else Literal(value).as_string(raw) for name, value in _taken(acting).items()}
    once = "SET LOCAL plan_cache_mode = force_generic_plan;" if by_keys else ""
    return once + _TAKE.format_map(quoted)


def at_once(raw: psycopg.Connection, words: str) -> PGresult:
    """Several statements in one message; what the last of them answered. Raises what psycopg raises, and a transaction may be begun all the same."""
    return answered(raw.pgconn.exec_(words.encode()))


def answered(result: PGresult) -> PGresult:
    """The same, where it is no error. Raises what psycopg raises."""
    if result.status not in (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK):
        error = psycopg.errors.error_from_result(result)
        raise error if error.sqlstate else psycopg.OperationalError(str(error))  # else libpq says so itself: nobody is there any more
    return result


def _taken(acting: Acting) -> dict[str, str]:
    now = wall_clock.wire(wall_clock.now())
    return {"as_role": ROLES[acting.role], "for_staff": acting.staff or "", "in_place": acting.place or "", "from_now": now}


class Base(DeclarativeBase):
    """Every table's base. Constraints have names, so that a migration can take them away again."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class RequestSession(FlaskSession):
    """The session of a request or job: acts for whoever `transaction.acting` says."""


class OwnSession(Session):
    """A session with transactions of its own, outside the request's: acts for `info["acting"]`."""


def _begin(session: Session, transaction: SessionTransaction, connection: Connection) -> None:
    take(connection, session.info.get("acting") or who_acts.get())


def _alive(raw: Any, record: object, proxy: object) -> None:
    """A connection that the server closed while it lay in the pool has its farewell to read, and another takes its place: no round trip to ask."""
    if raw.closed or select.select([raw.fileno()], [], [], 0)[0]:
        raise DisconnectionError


event.listen(Pool, "checkout", _alive)
event.listen(RequestSession, "after_begin", _begin)
event.listen(OwnSession, "after_begin", _begin)

db = SQLAlchemy(model_class=Base, session_options={"class_": RequestSession})
