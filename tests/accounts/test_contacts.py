"""When whose tablet spoke: by tablet, and never at the price of anybody's sync."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from backend import queues
from backend.accounts import contacts
from backend.accounts.contacts import Contacts, Heard
from backend.database import Acting
from backend.transaction import transaction
from tests.conftest import an_id

TEN = datetime(2026, 11, 25, 10, tzinfo=UTC)
ANNA, BEN = an_id("anna"), an_id("ben")


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


class Hangs:
    """A server at Redis's address that takes every connection and says nothing."""

    def __init__(self) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self.url = f"redis://127.0.0.1:{self._server.getsockname()[1]}/0"
        self.asked: list[socket.socket] = []
        self._thread = threading.Thread(target=self._take)
        self._thread.start()

    def _take(self) -> None:
        while True:
            try:
                self.asked.append(self._server.accept()[0])
            except OSError:
                return

    def close(self) -> None:
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self._thread.join()
        for one in self.asked:
            one.close()


@pytest.fixture
def hangs() -> Iterator[Hangs]:
    server = Hangs()
    yield server
    server.close()


@pytest.fixture
def fresh(app: Flask) -> Iterator[Contacts]:
    """The application's own notes, over the real Redis, with nothing in it."""
    with app.app_context():
        queues.redis().flushdb()
        yield contacts.contacts()


def heard(*staff: str) -> dict[str, Heard]:
    with transaction(Acting(role="engine")) as session:
        return contacts.last(session, queues.redis(), staff)


def test_of_two_tablets_each_is_known_by_itself_and_the_one_that_came_to_a_visit_is_the_one_they_carry(fresh: Contacts) -> None:
    fresh.note(ANNA, "with her", TEN, came=True)
    fresh.note(ANNA, "at the base", TEN + minutes(30))
    fresh.note(BEN, None, TEN)
    assert heard(ANNA, BEN) == {ANNA: Heard(TEN + minutes(30), TEN), BEN: Heard(TEN, None)}
    fresh.note(ANNA, "new", TEN + minutes(40), came=True)
    assert heard(ANNA)[ANNA] == Heard(TEN + minutes(40), TEN + minutes(40)), "from the first visit with it on"


def test_what_is_kept_ends_by_itself(fresh: Contacts) -> None:
    fresh.note(ANNA, "with her", TEN, came=True)
    lasts = sorted(queues.redis().ttl(key) for key in queues.redis().scan_iter())
    assert len(lasts) == 2
    assert 0 < lasts[0] <= contacts.KEPT.total_seconds() < lasts[1] <= contacts.CARRIED_KEPT.total_seconds()


def test_a_redis_that_hangs_is_asked_once_and_left_alone_for_a_minute(app: Flask, hangs: Hangs) -> None:
    """Every push, pull and check of every tablet passes here: a web thread that waits seconds for each is a server that is away."""
    other = Flask("over a Redis that hangs")
    contacts.register(other, replace(app.extensions["alongside"], redis_url=hangs.url))
    with other.app_context():
        for second in range(60):
            contacts.contacts().note(ANNA, "with her", TEN + timedelta(seconds=second))
        assert len(hangs.asked) == 1, "one try, none again, and then a minute of quiet"
        contacts.contacts().note(ANNA, "with her", TEN + timedelta(seconds=60))
        assert len(hangs.asked) == 2, "it may be back"


def test_whoever_speaks_waits_no_longer_than_a_tenth_of_a_second_for_redis(app: Flask) -> None:
    in_use = Flask("as in use")
    contacts.register(in_use, app.extensions["alongside"])
    pool = in_use.extensions["contacts"]._client.connection_pool
    assert pool.connection_kwargs["socket_timeout"] == pool.connection_kwargs["socket_connect_timeout"] == 0.1
