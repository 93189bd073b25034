"""Who came first is served first. The threads of a process would else all work on their requests at once, sharing one interpreter, and of fifty
tablets that ask together nearly all would be answered at the end. In turn most are answered long before, and the last no later.

A turn lasts until the answer is made, not until it has left, and no longer than LONGEST: who waits for a lock in the database, for a slow sender's
next bytes or for a long report keeps nobody behind for more than that.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from threading import Lock
from typing import Any

from backend import wall_clock

LONGEST = 0.05
"""Seconds: some times what a tablet's first pull takes."""

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Turns:
    """A WSGI application whose requests are worked on one after another, in the order in which they came."""

    def __init__(self, app: Wsgi) -> None:
        self.app = app
        self._guard = Lock()
        self._turn: Lock | None = None
        self._since = 0.0
        self._waiting: deque[Lock] = deque()

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        turn = Lock()  # opened when it is this request's
        turn.acquire()
        with self._guard:
            self._waiting.append(turn)
            self._let_begin()
        while not turn.acquire(timeout=LONGEST):
            with self._guard:
                self._let_begin()
        try:
            return self.app(environ, start)
        finally:
            with self._guard:
                if self._turn is turn:
                    self._turn = None
                self._let_begin()

    def _let_begin(self) -> None:
        """The next turn begins, where nobody's lasts or it has lasted too long."""
        now = wall_clock.seconds()
        if self._waiting and (self._turn is None or now - self._since >= LONGEST):
            self._turn, self._since = self._waiting.popleft(), now
            self._turn.release()
