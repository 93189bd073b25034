"""Coverage that comes and goes: a proxy between one browser and the server that can be taken away, cut in mid-answer, and that counts bytes.

The browser's resolver is told to come here instead (`--host-resolver-rules`), so the app's origin stays what it is
and its service worker is cut off like everything else.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from dataclasses import dataclass, field


@dataclass
class Bytes:
    up: int = 0
    down: int = 0


@dataclass
class Coverage:
    """`host:port` is the server. `gone` and `cut_after` may be changed at any time; they hold for open connections too."""

    host: str
    port: int
    counted: Bytes = field(default_factory=Bytes)
    cut_after: int | None = None  # bytes of answers still let through; then everything is cut and coverage is gone
    cut_answer_to: str | None = None  # the first answer to a request of this path is cut before its first byte, and coverage is gone
    gone: bool = False
    connections: int = 0

    def __post_init__(self) -> None:
        self._open: set[socket.socket] = set()
        self._doomed: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.proxy = f"127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def lose(self) -> None:
        """No coverage from now on; what is under way breaks off."""
        self.gone = True
        with self._lock:
            for connection in list(self._open):
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    def regain(self) -> None:
        """Nothing is cut from now on, nor an answer that is still awaited: it would take the coverage away again, after it came back."""
        with self._lock:
            self.gone, self.cut_after, self.cut_answer_to = False, None, None
            self._doomed.clear()

    def close(self) -> None:
        self.lose()
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                browser, _ = self._listener.accept()
            except OSError:
                return
            if self.gone:
                browser.close()
                continue
            try:
                server = socket.create_connection((self.host, self.port), timeout=10)
            except OSError:
                browser.close()
                continue
            server.settimeout(None)
            for one in (browser, server):  # as the real ones: else small pieces wait 40 ms for each other
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.connections += 1
            with self._lock:
                self._open |= {browser, server}
            threading.Thread(target=self._carry, args=(browser, server, "up"), daemon=True).start()
            threading.Thread(target=self._carry, args=(server, browser, "down"), daemon=True).start()

    def _carry(self, source: socket.socket, sink: socket.socket, way: str) -> None:
        with contextlib.suppress(OSError):
            while chunk := source.recv(65536):
                with self._lock:
                    if way == "up" and self.cut_answer_to and f" {self.cut_answer_to} ".encode() in chunk:
                        self._doomed.add(sink)
                if source in self._doomed:
                    self.lose()
                    break
                if way == "down" and self.cut_after is not None:
                    if self.cut_after < len(chunk):
                        with contextlib.suppress(OSError):
                            sink.sendall(chunk[: self.cut_after])
                        self.lose()
                        break
                    self.cut_after -= len(chunk)
                setattr(self.counted, way, getattr(self.counted, way) + len(chunk))
                sink.sendall(chunk)
        with self._lock:
            self._open -= {source, sink}
            self._doomed -= {source, sink}
        for one in (source, sink):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            if way == "up":
                one.close()
