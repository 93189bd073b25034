"""Redis and the queues of jobs.

1. A job starts after the transaction that asked for it has committed, never before, and not at all where it was undone.
2. A job is a function's dotted name and ids, as JSON: never a record, never a pickle.
3. A job may run twice (a worker was killed at the wrong moment), so a job that finds its work done returns.
4. Redis being away never fails a request that has committed: what the scheduler does anyway catches up.
"""

from __future__ import annotations

import logging
from typing import Any

from flask import Flask, current_app
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry as TryAgain
from rq import Queue, Retry
from rq.exceptions import DuplicateJobError
from rq.serializers import JSONSerializer
from sqlalchemy import event
from sqlalchemy.orm import Session

from backend.config import Config
from backend.database import RequestSession, db

log = logging.getLogger("alongside.jobs")

SYNC = "sync"
"""What somebody waits for: packs, windows."""
JOBS = "jobs"
"""What may take a while."""
ALLOCATE = "allocate"
"""What keeps a processor busy for up to a minute: it has a worker of its own, so that no pack waits behind it."""
REPORTS = "reports"
"""What counts months and writes exports: minutes at a time, in a worker of its own, so that nothing a tablet waits for stands behind it."""
QUEUES = (SYNC, JOBS)
"""In the order in which a worker looks at them."""
ALL = (*QUEUES, ALLOCATE, REPORTS)

ENTRY = "backend.worker.run"
"""What RQ calls; it gives the job its application and its transaction."""

Id = str | int | None


def connection(config: Config, *, seconds: float = 2, tries: int = 2) -> Redis:
    """A client for short commands: tried so often, at once, and a Redis that does not answer within `seconds` is away."""
    again = TryAgain(NoBackoff(), tries - 1)
    return Redis.from_url(config.redis_url, socket_timeout=seconds, socket_connect_timeout=min(seconds, 1), health_check_interval=30, retry=again)


def register(app: Flask, config: Config) -> None:
    app.extensions["redis"] = connection(config)


def redis() -> Redis:
    """This application's Redis client."""
    client = current_app.extensions["redis"]
    assert isinstance(client, Redis)
    return client


def enqueue(
    job: str, *ids: Id, queue: str = JOBS, once: str | None = None, remember: int = 3600, timeout: int = 600, client: Redis | None = None
) -> bool:
    """Hands a job to the workers at once. Returns whether it was taken: not where a job of the same `once` is there, or ended a while ago.

    job: the dotted name of a function, "backend.record.jobs.build_packs". remember: for how many seconds after its end its name is known.
    timeout: seconds that it may take. Raises RedisError.
    """
    shelf = Queue(queue, connection=client or redis(), serializer=JSONSerializer)
    try:
        shelf.enqueue(
            ENTRY,
            args=(job, *ids),
            job_id=once,
            unique=once is not None,
            job_timeout=timeout,
            result_ttl=remember,
            failure_ttl=30 * 86_400,
            # The first again at once: later ones go through RQ's scheduler, whose lock a killed worker may still hold for a minute.
            retry=Retry(max=5, interval=[0, 5, 30, 120, 600]),
            description=job,
        )
    except DuplicateJobError:
        return False
    return True


def after_commit(job: str, *ids: Id, queue: str = JOBS, timeout: int = 600) -> None:
    """Hands a job to the workers when the request's transaction has committed (1)."""
    db.session().info.setdefault("jobs", []).append((job, ids, queue, timeout))


@event.listens_for(RequestSession, "after_commit")
def _send(session: Session) -> None:
    waiting: list[tuple[str, tuple[Id, ...], str, int]] = session.info.pop("jobs", [])
    for job, ids, queue, timeout in waiting:
        try:
            enqueue(job, *ids, queue=queue, timeout=timeout)
        except RedisError as error:
            log.warning("job %s was not handed over: %s", job, type(error).__name__)


@event.listens_for(RequestSession, "after_rollback")
def _forget(session: Session) -> None:
    session.info.pop("jobs", None)


def waiting() -> dict[str, Any]:
    """How many jobs wait in each queue: for whoever watches."""
    return {name: Queue(name, connection=redis(), serializer=JSONSerializer).count for name in ALL}
