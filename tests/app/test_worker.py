"""Jobs run in a transaction of their own, a killed worker's job comes back, and the clock starts each thing once."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from flask import Flask
from redis import Redis
from sqlalchemy import text

from backend import queues, worker
from backend.config import PROJECT
from backend.database import Acting
from backend.transaction import transaction
from backend.worker import Planned
from tests.workers import environment_of, pull_the_plug, running, until

WORKER = "tests.app.worker_for_tests"


@pytest.fixture
def our_jobs(monkeypatch: pytest.MonkeyPatch, app: Flask) -> Flask:
    """Runs jobs in this process, with the tests' application."""
    monkeypatch.setattr(worker, "_app", app)
    monkeypatch.setattr(worker, "OURS", ("backend.", "tests."))
    return app


def places(app: Flask) -> list[str]:
    with app.app_context(), transaction(Acting(role="engine")) as session:
        return list(session.execute(text("select name from place")).scalars())


def test_a_job_that_returns_has_committed(our_jobs: Flask):
    worker.run("tests.app.jobs_for_tests.write", "Bow")
    assert places(our_jobs) == ["Bow"]


def test_a_job_that_fails_has_written_nothing_and_says_only_where_it_broke(our_jobs: Flask, caplog: pytest.LogCaptureFixture):
    with pytest.raises(worker.JobFailed) as caught:
        worker.run("tests.app.jobs_for_tests.write_and_fail", "Rahima Begum")
    assert places(our_jobs) == []
    told = str(caught.value) + caplog.text
    assert "ValueError at tests/app/jobs_for_tests.py" in told
    assert "Rahima" not in told
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


@pytest.mark.parametrize("job", ["os.system", "subprocess.run", "tests.app.jobs_for_tests.mark"])
def test_a_job_is_one_of_ours_whatever_lies_in_redis(job: str):
    with pytest.raises(worker.JobFailed, match="no job of ours"):
        worker.run(job, "true")


@pytest.fixture
def environment(database_url: str, redis_url: str) -> dict[str, str]:
    return environment_of(database_url, redis_url)


@pytest.mark.slow
def test_a_worker_takes_jobs_and_finishes_the_one_in_hand_when_told_to_stop(environment: dict[str, str], redis_url: str):
    client = Redis.from_url(redis_url)
    queues.enqueue("tests.app.jobs_for_tests.mark", "one", client=client)
    queues.enqueue("tests.app.jobs_for_tests.mark", "two", queue=queues.SYNC, client=client)
    with running(environment, WORKER) as process:
        until(lambda: client.llen("test:one") and client.llen("test:two"), 30)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0
    assert (client.llen("test:one"), client.llen("test:two")) == (1, 1)


@pytest.mark.slow
def test_the_job_of_a_killed_worker_comes_back(environment: dict[str, str], redis_url: str):
    """Defect: without maintenance and retries the job of a machine that lost its power is lost with it."""
    client = Redis.from_url(redis_url)
    queues.enqueue("tests.app.jobs_for_tests.hang_once", "lost", client=client)
    with running(environment, WORKER) as first:
        until(lambda: client.get("test:lost:runs") == b"1", 30)
        pull_the_plug(first)
    # What says that the job is being done ends by itself after a minute or so; here it is told that it has.
    for key in client.keys("rq:wip:*"):
        if client.type(key) == b"zset":
            client.zadd(key, dict.fromkeys(client.zrange(key, 0, -1), 1))
    with running(environment, WORKER):
        until(lambda: client.llen("test:lost"), 60)
    assert client.get("test:lost:runs") == b"2"


STEPPING_BACK = """
import os
from pathlib import Path
from backend import worker
from backend.database import db
worker.step_back()
with worker.application().app_context(), db.engine.connect() as connection:
    pid, alone = connection.exec_driver_sql("select pg_backend_pid(), current_setting('max_parallel_workers_per_gather')").one()
    for each in (os.getpid(), pid):
        nice, session = os.getpriority(os.PRIO_PROCESS, each), Path(f"/proc/{each}/autogroup")
        print(nice, session.read_text().split()[-1] if session.exists() else nice)
    print(alone)
"""


def test_the_worker_of_the_reports_waits_for_whoever_syncs_and_so_does_postgresql_where_it_works_for_it(environment: dict[str, str]):
    """Defect: nearly all of a count's work is PostgreSQL's, and it does not become less pressing by the worker's own patience."""
    said = subprocess.run(
        [sys.executable, "-c", STEPPING_BACK], env=environment, cwd=PROJECT, check=True, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    assert said.stdout.split() == ["19", "19", "10", "10", "0"]


NIGHT = Planned("nightly", "backend.record.jobs.nightly", at="00:05")


@pytest.mark.parametrize(
    ("now", "slot"),
    [
        (datetime(2026, 11, 22, 0, 4, 59, tzinfo=UTC), "nightly-2026-11-21"),
        (datetime(2026, 11, 22, 0, 5, tzinfo=UTC), "nightly-2026-11-22"),
        (datetime(2026, 11, 22, 23, 59, tzinfo=UTC), "nightly-2026-11-22"),
        (datetime(2026, 6, 30, 23, 4, tzinfo=UTC), "nightly-2026-06-30"),  # 00:04 in London
        (datetime(2026, 6, 30, 23, 5, tzinfo=UTC), "nightly-2026-07-01"),
    ],
)
def test_a_daily_slot_begins_at_its_time_in_london(now: datetime, slot: str):
    assert NIGHT.slot(now) == slot


def test_a_slot_of_seconds_begins_with_each_step():
    packs = Planned("packs", "backend.record.jobs.build_packs", every_seconds=30)
    first = packs.slot(datetime(2026, 11, 22, 9, 0, 0, tzinfo=UTC))
    assert packs.slot(datetime(2026, 11, 22, 9, 0, 29, tzinfo=UTC)) == first
    assert packs.slot(datetime(2026, 11, 22, 9, 0, 30, tzinfo=UTC)) != first


def test_two_schedulers_start_a_slot_once_and_one_that_slept_catches_up(redis_url: str):
    client = Redis.from_url(redis_url)
    evening = datetime(2026, 11, 22, 22, tzinfo=UTC)
    assert worker.look(client, evening, [NIGHT]) == ["nightly-2026-11-22"]
    assert worker.look(client, evening, [NIGHT]) == []
    assert worker.look(client, datetime(2026, 11, 24, 9, tzinfo=UTC), [NIGHT]) == ["nightly-2026-11-24"]


def test_everything_planned_is_there_to_be_called():
    import importlib

    for planned in worker.PLAN:
        module, _, name = planned.job.rpartition(".")
        assert callable(getattr(importlib.import_module(module), name)), planned.job
    assert len({planned.name for planned in worker.PLAN}) == len(worker.PLAN)


def test_wrong_settings_stop_a_worker_with_a_sentence(capsys: pytest.CaptureFixture[str]):
    assert worker.main([]) == 2
    assert "ALONGSIDE_DATABASE_URL is missing" in capsys.readouterr().err
