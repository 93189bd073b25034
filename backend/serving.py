"""The process that serves the app: gunicorn's, with three of its ways changed. `web_processes.py` names it.

1. A caller who takes their time to hang up is waited for beside everything else. Gunicorn's own waits for up to two seconds in the one loop that
   lets in whoever comes next: a tablet at the edge of coverage would hold up everybody's.
2. What is counted before another is let in is who is being served. Idle connections count as nothing, so a rush is shared out evenly between the
   processes: each lets in little more than it can serve, and the rest go to whichever is free first.
3. The threads are for answers that leave slowly; requests are worked on in the order in which they came (`turns`).
"""

from __future__ import annotations

import socket
from concurrent.futures import Future
from functools import partial
from selectors import EVENT_READ
from typing import Any

from gunicorn.workers.gthread import TConn, ThreadWorker

from backend.turns import Turns, Wsgi

SPARE = 8
"""Who is let in beside those who are being served, so that no thread waits for the next."""


class Worker(ThreadWorker):  # type: ignore[misc]
    """Everything here runs on the process's own loop; requests run on its threads."""

    wsgi: Wsgi

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.served = 0
        self.most_served = self.cfg.threads + SPARE

    def load_wsgi(self) -> None:
        super().load_wsgi()
        self.wsgi = Turns(self.wsgi)

    def enqueue_req(self, conn: TConn) -> None:
        self.served += 1
        if self.served >= self.most_served:
            self.set_accept_enabled(False)
        super().enqueue_req(conn)

    def set_accept_enabled(self, enabled: bool) -> None:
        """Asked before each turn of the loop, so that what is shut here opens again once somebody was served."""
        super().set_accept_enabled(enabled and self.served < self.most_served)

    def finish_request(self, conn: TConn, fs: Future[Any]) -> None:
        self.served -= 1
        if fs.cancelled() or fs.exception() is not None or fs.result() is not False:
            super().finish_request(conn, fs)
            return
        try:
            conn.sock.setblocking(False)
            conn.sock.shutdown(socket.SHUT_WR)
            self.poller.register(conn.sock, EVENT_READ, partial(self.on_farewell, conn))
        except (OSError, ValueError):  # they have gone already
            self._close(conn)
            return
        conn.set_timeout()
        self.pending_conns.append(conn)  # who says nothing is closed by the loop in time

    def on_farewell(self, conn: TConn, client: socket.socket) -> None:
        """They hung up, or said something that nobody reads any more: closed with that unread, what they were sent might not reach them."""
        try:
            if client.recv(65536):
                return
        except BlockingIOError:
            return
        except OSError:
            pass
        self.poller.unregister(client)
        self.pending_conns.remove(conn)
        self._close(conn)

    def _close(self, conn: TConn) -> None:
        self.nr_conns -= 1
        conn.close()
