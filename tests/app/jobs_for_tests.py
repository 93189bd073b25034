"""Jobs that the tests of the worker hand over. They leave their traces in Redis, since they run in processes of their own."""

from __future__ import annotations

import os
import time

from sqlalchemy import text

from backend import queues
from backend.database import db


def mark(name: str) -> None:
    queues.redis().rpush(f"test:{name}", os.getpid())


def hang_once(name: str) -> None:
    """Hangs when it runs first, so that somebody may kill it; the second time it ends."""
    if queues.redis().incr(f"test:{name}:runs") == 1:
        time.sleep(120)
    mark(name)


def write_and_fail(name: str) -> None:
    _write(name)
    raise ValueError(f"the text of an error may quote {name}")


def write(name: str) -> None:
    _write(name)


def _write(name: str) -> None:
    db.session.execute(text("set local role alongside_engine"))
    db.session.execute(
        text("insert into place (id, name, made_at) values (gen_random_uuid(), :name, now())"),
        {"name": name},
    )
