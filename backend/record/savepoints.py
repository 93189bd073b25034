"""The changes of one transaction, judged and written into their kinds' tables: all at once or, where that fails, one at a time (R6).

1. What fails is written in a savepoint that goes with it; the others land.
2. What the database will never take is refused. What fails by a fault of ours is answered "not now", with all that hangs on it, and is logged without
   its content: it stays on the tablet, and goes through once we mended it.
3. What is neither (a connection, a lock, a deadlock) concerns the whole transaction and is raised.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from backend import transaction
from backend.record import judging, store
from backend.record.batch import Batch, Came, Judged, Row
from backend.record.landing import headers
from sync.change import Refused

log = logging.getLogger("alongside.record")

LIMIT = "54"
"""SQLSTATE class "program limit exceeded": a row too long for its index, a statement too complex."""
WRONG = "42"
"""SQLSTATE class "syntax error or access rule violation": a statement of ours that cannot be right."""


class Nested(RuntimeError):
    """`write` was called inside `write`: no change's fault, and to be seen the first time that it is tried."""


def judge_and_write(session: Session, desk: judging.Desk, chunk: Sequence[Came]) -> tuple[list[Judged], dict[str, str]]:
    """What became of each change; and the header of each bundle in which any of them wrote, as text."""
    batch = desk.batch
    start = batch.mark()
    judged = [desk.judge(each) for each in chunk]
    try:
        return judged, _write(session, batch, batch.made.values())
    except Exception as error:
        if not _is_of_one_change(error):
            raise
    batch.back(start)
    desk.begin_again()
    judged = [_one_by_one(session, desk, each) for each in chunk]
    return judged, _headers(session, batch, batch.written)


def _write(session: Session, batch: Batch, rows: Iterable[Row]) -> dict[str, str]:
    """Writes these rows into their kinds' tables, or nothing of them; answers the headers of their bundles as the batch leaves them."""
    rows = list(rows)
    with session.begin_nested():
        store.put_typed(session, batch.writer, rows)
        return _headers(session, batch, {row.bundle for row in rows})


def _headers(session: Session, batch: Batch, bundles: Collection[str]) -> dict[str, str]:
    after: dict[str, list[Row]] = {}
    for row in batch.made.values():
        if row.bundle in bundles:
            after.setdefault(row.bundle, []).append(row)
    return headers(session, [batch.bundles[bundle] for bundle in sorted(after)], after)


def _is_unfit(error: Exception) -> bool:
    """Data that a column does not take, a constraint, a trigger's refusal, a limit of PostgreSQL: not the server's or another transaction's doing.

    What comes again would fail again, so it must not be answered "busy": the tablet would send it for ever.
    """
    if isinstance(error, DBAPIError):
        return (transaction.sqlstate(error) or "")[:2] in {"22", "23", "P0", LIMIT}
    return isinstance(error, store.Elsewhere)


def _is_of_one_change(error: Exception) -> bool:
    """Whether the others may go on: it is what this one says, or a fault of ours in what follows from its kind (a statement of a hook included)."""
    if isinstance(error, DBAPIError):
        return _is_unfit(error) or (transaction.sqlstate(error) or "")[:2] == WRONG
    return not isinstance(error, (PoolTimeout, Nested))


def _why_unfit(error: Exception) -> str:
    """The reason (PROTOCOL §5) of a change that the database would not have."""
    if isinstance(error, store.Elsewhere):
        return "not-found"
    return "too-big" if (transaction.sqlstate(error) or "").startswith(LIMIT) else "invalid-value"


def _one_by_one(session: Session, desk: judging.Desk, each: Came) -> Judged:
    """One change judged and written in a savepoint; where the database will not have it, it is refused and the others go on."""
    before = desk.batch.mark()
    judged = desk.judge(each)
    if not judged.writes:
        return judged
    try:
        _write(session, desk.batch, judged.writes)
    except Exception as error:
        if not _is_of_one_change(error):
            raise
        desk.batch.back(before)
        if not _is_unfit(error):
            log.error("change %s could not be written: %s %s", judged.id, judging.where(error), transaction.sqlstate(error) or "")
            return desk.postpone(each)
        if isinstance(judged.ending, Refused):
            raise
        log.warning("change %s did not fit its table: %s", judged.id, transaction.sqlstate(error) or "elsewhere")
        judged = desk.refuse(each, _why_unfit(error))
        store.put_typed(session, desk.batch.writer, judged.writes)
    return judged
