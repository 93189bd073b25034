"""What is written may end an alarm or raise one: then the look comes at once, and not with the next half minute.

A worker that is away is no loss: the scheduler's look finds the same.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

from flask import has_app_context
from redis.exceptions import RedisError
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from backend import queues
from backend.lone_working.jobs import PURPOSE
from backend.lone_working.models import Alarm
from backend.record import Record, registry
from backend.record.registry import Writer

log = logging.getLogger("alongside.lone-working")

LOOK = "backend.lone_working.jobs.look"


def register() -> None:
    """Hangs the hooks on the kinds. Once more changes nothing."""
    registry.after_write("attendance", attendances_written)
    registry.after_write("my_day", days_written)
    registry.after_write("alarm", alarms_written)


def attendances_written(session: Session, records: Sequence[Record], writer: Writer) -> None:
    """Somebody came or left: it matters at once where somebody was told that they had not."""
    staff = {str(one.fields["staff"]) for one in records if one.fields.get("staff")}
    if staff and session.scalar(select(Alarm.id).where(Alarm.about.in_(sorted(staff)), Alarm.ended_at.is_(None)).limit(1)):
        _ask(session)


def days_written(session: Session, records: Sequence[Record], writer: Writer) -> None:
    if any(one.fields.get("ring_asked_at") or one.fields.get("ended_at") for one in records):
        _ask(session)


def alarms_written(session: Session, records: Sequence[Record], writer: Writer) -> None:
    """A reader answered."""
    if writer.purpose != PURPOSE:
        _ask(session)


def _ask(session: Session) -> None:
    def hand_over(_: Session) -> None:
        try:
            if has_app_context():
                queues.enqueue(LOOK, queue=queues.SYNC)
        except RedisError as error:
            log.warning("an alarm waits for the scheduler's look: %s", type(error).__name__)

    event.listen(session, "after_commit", hand_over, once=True)
