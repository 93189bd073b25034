"""A job starts after its transaction committed, with ids only, and once where it says so."""

from __future__ import annotations

import json

import pytest
from flask import Flask
from redis import Redis
from redis.exceptions import RedisError
from rq import Queue
from rq.serializers import JSONSerializer
from sqlalchemy import text

from backend import queues
from backend.database import db
from tests.app.conftest import nowhere

JOB = "backend.record.jobs.build_packs"


def waiting(app: Flask) -> list[list[object]]:
    client: Redis = app.extensions["redis"]
    return [list(job.args) for job in Queue(queues.JOBS, connection=client, serializer=JSONSerializer).jobs]


def test_a_job_waits_for_the_commit(app_context: Flask):
    db.session.execute(text("select 1"))
    queues.after_commit(JOB, "0193", 7)
    assert waiting(app_context) == []
    db.session.commit()
    assert waiting(app_context) == [[JOB, "0193", 7]]


def test_a_job_of_a_transaction_that_was_undone_never_starts(app_context: Flask):
    db.session.execute(text("select 1"))
    queues.after_commit(JOB, "0193")
    db.session.rollback()
    db.session.execute(text("select 1"))
    db.session.commit()
    assert waiting(app_context) == []


def test_a_job_is_handed_over_once_for_each_commit(app_context: Flask):
    db.session.execute(text("select 1"))
    queues.after_commit(JOB)
    db.session.commit()
    db.session.execute(text("select 1"))
    db.session.commit()
    assert len(waiting(app_context)) == 1


def test_what_lies_in_redis_is_json_not_pickle(app_context: Flask):
    queues.enqueue(JOB, "0193")
    client: Redis = app_context.extensions["redis"]
    [job] = Queue(queues.JOBS, connection=client, serializer=JSONSerializer).jobs
    import zlib

    stored = client.hget(job.key, "data")
    assert json.loads(zlib.decompress(stored))[0] == "backend.worker.run"


def test_a_job_with_a_name_is_taken_once(app_context: Flask):
    assert queues.enqueue(JOB, once="nightly-2026-11-22")
    assert not queues.enqueue(JOB, once="nightly-2026-11-22")
    assert queues.enqueue(JOB, once="nightly-2026-11-23")
    assert len(waiting(app_context)) == 2


def test_a_commit_stands_though_redis_is_away(app_context: Flask, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(app_context.extensions, "redis", queues.connection(nowhere()))
    db.session.execute(text("select 1"))
    queues.after_commit(JOB)
    db.session.commit()
    with pytest.raises(RedisError):
        queues.enqueue(JOB)


def test_how_many_jobs_wait_can_be_asked(app_context: Flask):
    queues.enqueue(JOB)
    assert queues.waiting() == {"sync": 0, "jobs": 1, "allocate": 0, "reports": 0}
