"""The workers and the scheduler: `python -m backend.worker`, `python -m backend.worker --allocator`, `python -m backend.worker --reports`,
`python -m backend.worker --scheduler`.

1. Each job has the application and one transaction, which commits when the job returns and is undone when it fails.
2. What a job leaves in Redis and the log when it fails is where it broke, never what it had in hand.
3. The job of a worker that was killed comes back: workers look after each other every few seconds, and every job may be tried again.
4. A job is a copy of its worker, made when it comes: what every job would read and work out for itself is ready before the first, and the collector
   does not go through it again in each copy.
5. The scheduler names each run by its slot ("nightly-2026-11-22"), so two schedulers, or one that begins anew, start it once; a slot that
   was slept through is caught up with.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import importlib
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
from flask import Flask
from redis import Redis
from redis.exceptions import RedisError
from rq.serializers import JSONSerializer
from rq.worker import Worker
from sqlalchemy import event
from sqlalchemy.orm import configure_mappers
from sqlalchemy.pool import Pool

from backend import queues, wall_clock
from backend.allocation.proposal import NotInstalled
from backend.allocation.warm_up import warm_up
from backend.app import create_app
from backend.config import Config, WrongConfig
from backend.database import db
from backend.documents import pdf as documents
from backend.errors import where

log = logging.getLogger("alongside.jobs")

OURS: tuple[str, ...] = ("backend.",)
"""Where jobs are: whatever somebody puts into Redis, nothing else is called."""

STEPS_BACK = 19
"""How far the worker of the reports steps back, as a nice value: while others want to work it gets a seventieth of what each of them gets."""
SERVER_STEPS_BACK = 10
"""How far PostgreSQL does where it works for it: a tenth. Further, and whoever waits for a lock inside PostgreSQL that it holds would wait long."""

_app: Flask | None = None


class JobFailed(Exception):
    """What RQ is told of a failure (2)."""


def application() -> Flask:
    """This process's application, made once; a forked job inherits it, with no connection opened yet."""
    global _app
    if _app is None:
        _app = create_app()
    return _app


def run(job: str, *ids: queues.Id) -> None:
    """Runs one job (1). Called by RQ with what `queues.enqueue` was given."""
    if not job.startswith(OURS):
        raise JobFailed(f"{job} is no job of ours")
    module, _, name = job.rpartition(".")
    with application().app_context():
        try:
            getattr(importlib.import_module(module), name)(*ids)
            db.session.commit()
        except Exception as error:
            db.session.rollback()
            log.error("job %s: %s", job, where(error))
            raise JobFailed(f"{job}: {where(error)}") from None


def work(config: Config, *, burst: bool = False, monitoring_seconds: int = 10, of: Sequence[str] = queues.QUEUES) -> None:
    """Takes jobs of some queues until told to stop (SIGTERM finishes the job in hand). `burst`: until none is left."""
    _get_ready(of)
    worker = Worker(
        list(of),
        connection=Redis.from_url(config.redis_url),
        serializer=JSONSerializer,
        worker_ttl=30,
        maintenance_interval=5,
        job_monitoring_interval=monitoring_seconds,
        log_job_description=False,
    )
    worker.log_result_lifespan = False
    worker.work(burst=burst, with_scheduler=True, logging_level="WARNING")


def _get_ready(of: Sequence[str]) -> None:
    """Makes what jobs of these queues find ready (4)."""
    application()
    configure_mappers()
    if queues.SYNC in of:
        documents.warm_up()
    if queues.ALLOCATE in of:  # else the first seconds of the first proposal go by while its library is read
        with contextlib.suppress(NotInstalled):
            warm_up()
    gc.collect()
    gc.freeze()  # to look through all of this once more costs a job that makes a PDF as much as the PDF


@dataclass(frozen=True, slots=True)
class Planned:
    """Something done by itself: daily at a London time ("00:05"), or every so many seconds."""

    name: str
    job: str
    at: str | None = None
    every_seconds: int | None = None
    queue: str = queues.JOBS
    timeout: int = 3600

    def slot(self, now: datetime) -> str:
        """The name of the run that is due at `now`: the last whose time has come."""
        if self.every_seconds is not None:
            return f"{self.name}-{int(now.timestamp()) // self.every_seconds * self.every_seconds}"
        assert self.at is not None
        hour, minute = (int(part) for part in self.at.split(":"))
        day = wall_clock.day_of(now)
        begun = now >= wall_clock.midnight(day) + timedelta(hours=hour, minutes=minute)
        return f"{self.name}-{(day if begun else day - timedelta(days=1)).isoformat()}"

    @property
    def remember(self) -> int:
        """Seconds for which a run's name must be known after its end, so that its slot has passed by then."""
        return 2 * max(self.every_seconds or 86_400, 300)


PLAN: tuple[Planned, ...] = (
    Planned("packs", "backend.record.jobs.build_packs", every_seconds=30, queue=queues.SYNC, timeout=600),
    Planned("demo-days", "backend.demo.jobs.plan_coming_days", at="00:02"),
    Planned("nightly", "backend.record.jobs.nightly", at="00:05", timeout=4 * 3600),
    Planned("how-long", "backend.ways.jobs.nightly", at="03:30", timeout=3600),
    Planned("feedback", "backend.feedback.jobs.count", at="06:00"),
    Planned("demo-years", "backend.demo.jobs.remember", at="00:03", queue=queues.REPORTS, timeout=3600),
    Planned("reports", "backend.reports.jobs.nightly", at="05:00", queue=queues.REPORTS),
    Planned("experience", "backend.reports.jobs.copy_experience", every_seconds=900, queue=queues.REPORTS),
    Planned("each-month", "backend.reports.jobs.each_month", every_seconds=3600, queue=queues.REPORTS),
    Planned("exports", "backend.reports.jobs.forget", every_seconds=3600, queue=queues.REPORTS),
    Planned("boards", "backend.board.jobs.forget", every_seconds=3600),
    Planned("publications", "backend.board.jobs.resume", every_seconds=60, queue=queues.SYNC),
    Planned("weeks", "backend.weeks.jobs.forget", every_seconds=3600),
    Planned("takings", "backend.weeks.jobs.resume", every_seconds=60, queue=queues.SYNC),
    Planned("lone-working", "backend.lone_working.jobs.look", every_seconds=30, queue=queues.SYNC, timeout=60),
    Planned("documents", "backend.documents.jobs.forget", every_seconds=3600),
    Planned("assessments", "backend.assessments.jobs.sweep", every_seconds=60, timeout=600),
    Planned("assessments-again", "backend.assessments.jobs.look_again", at="02:00"),
    Planned("seal", "backend.record.jobs.seal", every_seconds=3600),
    Planned("seal-audit", "backend.audit.jobs.seal", every_seconds=3600),
)


def look(client: Redis, now: datetime, plan: Sequence[Planned] = PLAN) -> list[str]:
    """Hands over what is due and was not yet (5). Returns the slots that it started. Raises RedisError."""
    started = []
    for planned in plan:
        slot = planned.slot(now)
        if queues.enqueue(planned.job, queue=planned.queue, once=slot, remember=planned.remember, timeout=planned.timeout, client=client):
            started.append(slot)
    return started


def schedule(config: Config, *, stop: threading.Event, seconds: float = 5, clock: Callable[[], datetime] = wall_clock.now) -> None:
    """Looks every few seconds until `stop` is set. Redis being away is waited out."""
    client = queues.connection(config)
    while not stop.is_set():
        try:
            for slot in look(client, clock()):
                log.info("started %s", slot)
        except RedisError as error:
            log.warning("the scheduler waits for Redis: %s", type(error).__name__)
        stop.wait(seconds)


def step_back() -> None:
    """Where this process runs beside the web processes, whoever syncs comes first: it waits for them, and so does PostgreSQL where it works for it.

    Most of a report's work is PostgreSQL's own. Its process for a connection of ours is told to wait too where it runs on this machine and we may;
    where it does not, a machine of its own is the way. What it would hand to further processes, which nobody can tell, it does itself.
    """
    _make_patient(os.getpid(), STEPS_BACK)
    event.listen(Pool, "connect", _server_steps_back)


def _server_steps_back(raw: psycopg.Connection, record: object) -> None:
    raw.execute("SET SESSION max_parallel_workers_per_gather = 0")
    raw.commit()
    with contextlib.suppress(OSError):  # it is of another machine, behind a tunnel
        is_here = raw.info.hostaddr in ("", "127.0.0.1", "::1")
        if is_here and Path(f"/proc/{raw.info.backend_pid}/cmdline").read_bytes().startswith(b"postgres: "):
            _make_patient(raw.info.backend_pid, SERVER_STEPS_BACK)


def _make_patient(pid: int, steps: int) -> None:
    """Where we may. Linux compares nice values inside a session only, and sessions by a value of their own (sched(7), autogroup); every process of
    PostgreSQL is a session."""
    with contextlib.suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, pid, steps)
    with contextlib.suppress(OSError):
        Path(f"/proc/{pid}/autogroup").write_text(str(steps))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m backend.worker", description="Takes jobs from the queues, or starts what is due.")
    parser.add_argument("--scheduler", action="store_true", help="start what is due by the clock, instead of taking jobs")
    parser.add_argument("--allocator", action="store_true", help="take the jobs that allocate a team's day, and no others")
    parser.add_argument("--reports", action="store_true", help="take the jobs that count months and write exports, and no others")
    parser.add_argument("--burst", action="store_true", help="stop when no job is left")
    chosen = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    try:
        config = Config.from_environment()
    except WrongConfig as fault:
        print(fault, file=sys.stderr)
        return 2
    if chosen.reports:
        step_back()
    if not chosen.scheduler:
        own = queues.ALLOCATE if chosen.allocator else queues.REPORTS if chosen.reports else None
        work(config, burst=chosen.burst, of=(own,) if own else queues.QUEUES)
        return 0
    stop = threading.Event()

    def end(*_: Any) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    schedule(config, stop=stop)
    return 0


if __name__ == "__main__":
    # By its own name, so that a forked job finds the application that this process made (RQ imports backend.worker, not __main__).
    sys.exit(importlib.import_module("backend.worker").main())
