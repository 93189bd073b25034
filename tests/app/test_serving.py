"""The loop of a web process, on real sockets, turned by hand: nobody who is slow to hang up, and nobody idle, is in anybody's way."""

from __future__ import annotations

import logging
import os
import selectors
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from http.client import HTTPResponse
from types import SimpleNamespace
from typing import Any

import pytest
from gunicorn.config import Config
from gunicorn.glogging import Logger
from gunicorn.util import load_class

from backend import web_processes
from backend.serving import SPARE, Worker
from backend.turns import Turns
from ops.stack import ROOT, web_command

THREADS = 2


class House:
    """A web process whose loop turns where the test says so. Its app answers "served", `/wait` once `open` is set."""

    def __init__(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        settings = Config()
        settings.set("threads", THREADS)
        logger = Logger(settings)
        logger.error_log.setLevel(logging.CRITICAL)
        self.worker = Worker(1, os.getppid(), [self.listener], None, 30, settings, logger)
        self.worker.tpool = self.worker.get_thread_pool()
        self.worker.poller = selectors.DefaultSelector()
        self.worker.method_queue.init()
        self.worker.poller.register(self.worker.method_queue.fileno(), selectors.EVENT_READ, self.worker.method_queue.run_callbacks)
        self.worker.wsgi = self._app
        self.worker.set_accept_enabled(True)
        self.open = threading.Event()
        self.callers: list[socket.socket] = []

    def _app(self, environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        if environ["PATH_INFO"] == "/wait":
            self.open.wait()
        start("200 OK", [("Content-Length", "6")])
        return [b"served"]

    def turn(self, until: Callable[[], bool]) -> None:
        """Turns of the loop, as `run` makes them, until it has come to this."""
        for _ in range(300):
            if until():
                return
            self.worker.set_accept_enabled(True)
            self.worker.wait_for_and_dispatch_events(timeout=0.2)
        raise AssertionError("It did not come to this.")

    def call(self, path: str = "/", *headers: str) -> socket.socket:
        caller = socket.create_connection(self.listener.getsockname())
        self.callers.append(caller)
        caller.sendall("\r\n".join([f"GET {path} HTTP/1.1", "Host: here", *headers, "", ""]).encode())
        return caller

    def answer(self, caller: socket.socket) -> bytes:
        """What a caller is sent, read without hanging up."""
        caller.setblocking(True)
        with closing(HTTPResponse(caller)) as answer:
            answer.begin()
            return answer.read()

    def end(self) -> None:
        self.open.set()
        for caller in self.callers:
            caller.close()
        self.turn(until=lambda: self.worker.nr_conns == 0)
        self.worker.tpool.shutdown()
        self.worker.poller.close()
        self.worker.method_queue.close()
        self.worker.tmp.close()
        self.listener.close()


@pytest.fixture
def house() -> Iterator[House]:
    made = House()
    yield made
    made.end()


def leaving(house: House) -> socket.socket:
    """Somebody who was answered, is to hang up, and has not."""
    late = house.call("/", "Connection: close")
    house.turn(until=lambda: len(house.worker.pending_conns) == 1)
    assert house.answer(late) == b"served"
    return late


def test_who_is_slow_to_hang_up_is_waited_for_beside_everybody_else(house: House) -> None:
    late = leaving(house)
    [waits] = house.worker.pending_conns
    next_one = house.call()
    house.turn(until=lambda: len(house.worker.keepalived_conns) == 1)
    assert house.answer(next_one) == b"served"
    assert list(house.worker.pending_conns) == [waits], "still waited for"
    late.close()
    house.turn(until=lambda: not house.worker.pending_conns)
    assert house.worker.nr_conns == 1, "the next one is still there"


def test_what_they_still_say_is_read_by_nobody_and_cuts_nothing_off(house: House) -> None:
    late = leaving(house)
    late.sendall(b"and another thing")
    house.worker.wait_for_and_dispatch_events(timeout=1.0)
    assert len(house.worker.pending_conns) == 1
    late.shutdown(socket.SHUT_WR)
    house.turn(until=lambda: not house.worker.pending_conns)
    assert late.recv(1) == b"", "the end, and no reset"


def test_who_never_hangs_up_is_closed_in_time(house: House) -> None:
    late = leaving(house)
    [waits] = house.worker.pending_conns
    waits.timeout = 0
    house.worker.murder_pending()
    assert house.worker.nr_conns == 0
    assert late.recv(1) == b""


def test_a_process_lets_in_little_more_than_it_can_serve_and_the_rest_when_somebody_was_served(house: House) -> None:
    callers = [house.call("/wait") for _ in range(THREADS + SPARE + 3)]
    house.turn(until=lambda: house.worker.served == THREADS + SPARE)
    house.worker.set_accept_enabled(True)
    assert is_shut(house), "three wait at the door, for whichever process is free first"
    house.open.set()
    house.turn(until=lambda: len(house.worker.keepalived_conns) == len(callers))
    assert [house.answer(caller) for caller in callers] == [b"served"] * len(callers)


def is_shut(house: House) -> bool:
    return not house.worker._accepting


def test_idle_connections_keep_nobody_out(house: House) -> None:
    for number in range(3 * (THREADS + SPARE)):
        caller = house.call()
        house.turn(until=lambda number=number: len(house.worker.keepalived_conns) == number + 1)  # type: ignore[misc]
        assert house.answer(caller) == b"served"
    assert house.worker.served == 0
    assert not is_shut(house)


def test_requests_are_worked_on_in_turn(house: House) -> None:
    house.worker.app = SimpleNamespace(wsgi=lambda: house._app)
    house.worker.load_wsgi()
    assert isinstance(house.worker.wsgi, Turns)
    assert house.worker.wsgi.app == house._app


def test_gunicorn_is_told_of_it_by_ops_run_and_for_real_alike() -> None:
    assert load_class(web_processes.worker_class) is Worker
    command = web_command(0)
    told = command[command.index("--config") : command.index("--config") + 2]
    assert told[1] == f"python:{web_processes.__name__}"
    assert f'`gunicorn {" ".join(told)} "backend.app:create_app()"`' in (ROOT / "README.md").read_text(encoding="utf-8")
    assert not {name for name in ("worker-class", "workers", "threads") if f"--{name}" in command}, "ops/run says nothing else"
