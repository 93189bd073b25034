"""What written answers and signatures ask of the server: the job that looks at them, started once their transaction has committed.

A worker that is away is no loss: the sweep finds what was not looked at, within a minute or, of a place's own forms, by the next morning.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

from flask import has_app_context
from redis.exceptions import RedisError
from sqlalchemy import event
from sqlalchemy.orm import Session

from backend import queues
from backend.assessments.jobs import PURPOSE
from backend.record import Record, registry
from backend.record.registry import Writer

log = logging.getLogger("alongside.assessments")

LOOK = "backend.assessments.jobs.look"


def register() -> None:
    """Hangs the hooks on the kinds. Once more changes nothing."""
    registry.after_write("assessment", assessments_written)
    registry.after_write("answer_row", parts_written)
    registry.after_write("signature", parts_written)


def assessments_written(session: Session, records: Sequence[Record], writer: Writer) -> None:
    _ask(session, {each.id for each in records}, writer)


def parts_written(session: Session, records: Sequence[Record], writer: Writer) -> None:
    _ask(session, {str(each.fields["assessment"]) for each in records if each.fields.get("assessment")}, writer)


def _ask(session: Session, assessments: set[str], writer: Writer) -> None:
    if writer.purpose == PURPOSE or not assessments:
        return  # its own marks ask for nothing

    def hand_over(_: Session) -> None:
        for assessment in sorted(assessments):
            try:
                if has_app_context():
                    queues.enqueue(LOOK, assessment)
            except RedisError as error:
                log.warning("the look at an assessment waits for the sweep: %s", type(error).__name__)

    event.listen(session, "after_commit", hand_over, once=True)
