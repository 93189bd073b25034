"""A stand-in for OSRM and Valhalla: a real server on the loopback that answers in their documented forms, and as wrong as one likes."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

Place = tuple[float, float]


def seconds_between(start: Place, goal: Place) -> float | None:
    """The stand-in's streets: one way is longer than the other, and nothing leads to the island."""
    if goal[0] < 51.4 or start[0] < 51.4:
        return None
    apart = abs(start[0] - goal[0]) + abs(start[1] - goal[1])
    return round(apart * 60_000 + (30 if start < goal else 0), 1) if start != goal else 0.0


@dataclass
class Streets:
    """What it was asked, and how it answers. `answer`: instead of its own (status, body, headers)."""

    url: str = ""
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    sizes: list[tuple[int, int]] = field(default_factory=list)
    answer: Callable[[], tuple[int, bytes, dict[str, str]]] | None = None
    wait: float = 0.0
    most: int = 100
    """OSRM refuses more coordinates than this (`--max-table-size`)."""


@contextmanager
def streets() -> Iterator[Streets]:
    found = Streets()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(found))
    found.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(of: Streets) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._tell(lambda: _osrm(of, self.path))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._tell(lambda: _valhalla(of, json.loads(body)), body)

        def _tell(self, own: Callable[[], tuple[int, Any]], body: str = "") -> None:
            of.asked.append((self.command, self.path, body))
            of.headers.append(dict(self.headers))
            time.sleep(of.wait)
            if of.answer is not None:
                status, packed, more = of.answer()
            else:
                status, told = own()
                packed, more = json.dumps(told).encode(), {}
            self.send_response(status)
            for name, value in {"Content-Type": "application/json", "Content-Length": str(len(packed)), **more}.items():
                self.send_header(name, value)
            self.end_headers()
            with suppress(ConnectionError):  # whoever asked may have left
                self.wfile.write(packed)

        def log_message(self, *_: Any) -> None:
            return

    return Handler


def _osrm(of: Streets, path: str) -> tuple[int, Any]:
    """https://project-osrm.org/docs/v5.24.0/api/#table-service"""
    parts = urlsplit(path)
    service, version, profile, where = parts.path.removeprefix("/streets").lstrip("/").split("/")[-4:]
    if (service, version) != ("table", "v1") or profile not in {"driving", "foot", "bike"}:
        return 400, {"code": "InvalidUrl", "message": "URL string malformed close to position 1"}
    places = [(float(y), float(x)) for x, y in (one.split(",") for one in unquote(where).split(";"))]
    if len(places) > of.most:
        return 400, {"code": "TooBig", "message": "Too many table coordinates"}
    asked = parse_qs(parts.query)
    sources, goals = ([int(one) for one in asked[name][0].split(";")] for name in ("sources", "destinations"))
    of.sizes.append((len(sources), len(goals)))
    rows = [[seconds_between(places[a], places[b]) for b in goals] for a in sources]

    def waypoint(n: int) -> dict[str, Any]:
        return {"distance": 4.1, "name": "", "location": [places[n][1], places[n][0]]}

    return 200, {"code": "Ok", "durations": rows, "sources": [waypoint(n) for n in sources], "destinations": [waypoint(n) for n in goals]}


def _valhalla(of: Streets, asked: dict[str, Any]) -> tuple[int, Any]:
    """https://valhalla.github.io/valhalla/api/matrix/api-reference/"""
    sources, targets = ([(one["lat"], one["lon"]) for one in asked[name]] for name in ("sources", "targets"))
    if asked["costing"] not in {"auto", "bicycle", "pedestrian"}:
        return 400, {"error_code": 125, "error": "No costing method found", "status_code": 400, "status": "Bad Request"}
    if len(sources) * len(targets) > 2_500:
        return 400, {"error_code": 150, "error": "Exceeded max locations", "status_code": 400, "status": "Bad Request"}
    of.sizes.append((len(sources), len(targets)))
    rows = [
        [{"distance": 1.0, "time": seconds_between(a, b), "from_index": n, "to_index": m} for m, b in enumerate(targets)]
        for n, a in enumerate(sources)
    ]
    return 200, {"sources_to_targets": rows, "sources": asked["sources"], "targets": asked["targets"], "units": "kilometers"}
