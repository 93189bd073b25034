"""Requests on their threads, as gunicorn runs them: who came first is served first, and nobody who takes long is waited for."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from backend import turns
from backend.turns import Turns

AGES = 60.0


class Desk:
    """An app behind `Turns`. Each request is a thread; the app works on it until the test says that it is done."""

    def __init__(self) -> None:
        self.turns = Turns(self._app)
        self.begun: list[str] = []
        self._moved = threading.Condition()
        self._done: set[str] = set()
        self._threads: list[threading.Thread] = []

    def _app(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        who = environ["who"]
        with self._moved:
            self.begun.append(who)
            self._moved.notify_all()
            self._moved.wait_for(lambda: who in self._done)
        if environ.get("fails"):
            raise RuntimeError(who)
        return (line for line in [b"served"])

    def come(self, who: str, *, fails: bool = False) -> None:
        """Comes, and stands in the row or is served before this returns."""
        standing = len(self.turns._waiting) + len(self.begun)

        def ask() -> None:
            with contextlib.suppress(RuntimeError):
                self.turns({"who": who, "fails": fails}, lambda *_: None)

        thread = threading.Thread(target=ask, daemon=True)
        self._threads.append(thread)
        thread.start()
        while len(self.turns._waiting) + len(self.begun) == standing:
            thread.join(0.001)

    def done(self, who: str) -> None:
        with self._moved:
            self._done.add(who)
            self._moved.notify_all()

    def wait_until_begun(self, *who: str) -> None:
        with self._moved:
            assert self._moved.wait_for(lambda: len(self.begun) >= len(who), timeout=30), f"only {self.begun} were served"
        assert self.begun == list(who)

    def end(self) -> None:
        for who in [*self.begun, "A", "B", "C", "D"]:
            self.done(who)
        for thread in self._threads:
            thread.join(30)


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = Desk()
    yield made
    made.end()


def test_requests_are_worked_on_one_at_a_time_in_the_order_in_which_they_came(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "LONGEST", AGES)
    for who in "ABCD":
        desk.come(who)
    desk.wait_until_begun("A")
    for done, begun in (("A", "AB"), ("B", "ABC"), ("C", "ABCD")):
        desk.done(done)
        desk.wait_until_begun(*begun)


def test_a_turn_ends_with_an_error_too(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "LONGEST", AGES)
    desk.come("A", fails=True)
    desk.come("B")
    desk.done("A")
    desk.wait_until_begun("A", "B")


def test_who_takes_long_keeps_nobody_behind(desk: Desk) -> None:
    for who in "ABCD":
        desk.come(who)
    desk.wait_until_begun(*"ABCD")


def test_when_it_is_done_at_last_it_ends_no_turn_but_its_own(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.come("A")
    desk.come("B")
    desk.wait_until_begun("A", "B")
    monkeypatch.setattr(turns, "LONGEST", AGES)
    desk.come("C")
    desk.done("A")
    desk._threads[0].join(30)
    assert len(desk.turns._waiting) == 1, "B's turn lasts"
    desk.done("B")
    desk.wait_until_begun("A", "B", "C")


def test_an_answer_that_leaves_slowly_takes_no_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "LONGEST", AGES)
    behind = Turns(lambda environ, start: iter([b"a long ", b"answer"]))
    leaving = iter(behind({}, lambda *_: None))
    assert next(leaving) == b"a long "
    assert b"".join(behind({}, lambda *_: None)) == b"a long answer"
    assert next(leaving) == b"answer"
