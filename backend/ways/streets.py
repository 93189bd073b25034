"""A server that knows the streets: OSRM or Valhalla, asked for tables of minutes. Coordinates alone leave, and only to the host that was set.

1. OSRM: `GET /table/v1/{profile}/{longitude,latitude;…}?sources=…&destinations=…`, answered by `code` "Ok" and `durations` in seconds, null where
   there is no way (https://project-osrm.org/docs/v5.24.0/api/#table-service). One server knows one means: `{means}` in its address names it.
2. Valhalla: `POST /sources_to_targets` with `sources`, `targets` and `costing`, answered by rows of {from_index, to_index, time in seconds or null}
   (https://valhalla.github.io/valhalla/api/matrix/api-reference/).
3. A home leaves as a point of about 11 m (four decimals): enough for the street, not for the door. OSRM has it in its address, and so in the log of
   whatever stands between: ops/recipes/ask-a-street-server.md.
4. Both refuse large tables: BLOCK × BLOCK at a time. A redirect is not followed, no proxy is asked, and what is no such table counts as no answer.
5. What did not come within the time is estimated, and said to be.
"""

from __future__ import annotations

import json
import math
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.parse import urlsplit

Place = tuple[float, float]
"""Latitude, longitude."""
Table = dict[tuple[Place, Place], float]
"""Minutes from one place to another; what is not in it has no way, or was not answered."""

KINDS = ("osrm", "valhalla")
MEANS = ("walk", "cycle", "car")
"""No table of either knows timetables: public transport stays estimated."""
BLOCK = 50
REQUEST_SECONDS = 5.0
MOST_BYTES = 4 * 1024 * 1024
LONGEST = 24 * 60.0
DECIMALS = 4
_PROFILES = {"walk": "foot", "cycle": "bike", "car": "driving"}
_COSTINGS = {"walk": "pedestrian", "cycle": "bicycle", "car": "auto"}


@dataclass(frozen=True, slots=True)
class Server:
    """Where it is. `url` without a slash at its end; `means`: those that it knows."""

    kind: str
    url: str
    means: tuple[str, ...]


class NoTable(Exception):
    """It did not answer, or not with a table; the text says why, and names no place."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect)


def table(server: Server, means: str, places: Sequence[Place], seconds: Callable[[], float], within: float) -> tuple[Table, str | None]:
    """Minutes between all places by one means, as far as they came `within` so many seconds; and why not all, where so.

    `seconds` is a clock that only runs forward. A block that fails ends the asking: a server that is down is not asked a hundred times.
    """
    found: Table = {}
    if means not in server.means:
        return found, f"The server knows no way by {means}."
    ends = seconds() + within
    for starts, goals in _blocks(list(dict.fromkeys(places))):
        left = ends - seconds()
        if left <= 0:
            return found, "It took too long."
        try:
            rows = _ask(server, means, starts, goals, min(left, REQUEST_SECONDS))
        except NoTable as fault:
            return found, str(fault)
        for start, row in zip(starts, rows, strict=True):
            found.update({(start, goal): minutes for goal, minutes in zip(goals, row, strict=True) if minutes is not None and start != goal})
    return found, None


def _blocks(places: Sequence[Place]) -> Iterator[tuple[Sequence[Place], Sequence[Place]]]:
    parts = [places[first : first + BLOCK] for first in range(0, len(places), BLOCK)]
    return ((starts, goals) for starts in parts for goals in parts)


def _ask(server: Server, means: str, starts: Sequence[Place], goals: Sequence[Place], within: float) -> list[list[float | None]]:
    """One block, in minutes. Raises NoTable."""
    request = _osrm(server, means, starts, goals) if server.kind == "osrm" else _valhalla(server, means, starts, goals)
    answer = _read(request, within)
    seconds = _of_osrm(answer) if server.kind == "osrm" else _of_valhalla(answer, len(starts), len(goals))
    if len(seconds) != len(starts) or any(not isinstance(row, list) or len(row) != len(goals) for row in seconds):
        raise NoTable("Its table has not as many rows and columns as were asked for.")
    return [[_minutes(one) for one in row] for row in seconds]


def _osrm(server: Server, means: str, starts: Sequence[Place], goals: Sequence[Place]) -> urllib.request.Request:
    where = ";".join(f"{longitude:.{DECIMALS}f},{latitude:.{DECIMALS}f}" for latitude, longitude in (*starts, *goals))
    sources = ";".join(map(str, range(len(starts))))
    destinations = ";".join(map(str, range(len(starts), len(starts) + len(goals))))
    base = server.url.replace("{means}", _PROFILES[means])
    return _request(f"{base}/table/v1/{_PROFILES[means]}/{where}?sources={sources}&destinations={destinations}&generate_hints=false")


def _valhalla(server: Server, means: str, starts: Sequence[Place], goals: Sequence[Place]) -> urllib.request.Request:
    sources, targets = ([{"lat": round(one[0], DECIMALS), "lon": round(one[1], DECIMALS)} for one in places] for places in (starts, goals))
    body = {"sources": sources, "targets": targets, "costing": _COSTINGS[means]}
    return _request(f"{server.url}/sources_to_targets", json.dumps(body).encode())


def _request(url: str, body: bytes | None = None) -> urllib.request.Request:
    if urlsplit(url).scheme not in {"http", "https"}:
        raise NoTable("Its address is neither http nor https.")
    headers = {"Accept": "application/json", "User-Agent": "Alongside"} | ({"Content-Type": "application/json"} if body else {})
    return urllib.request.Request(url, body, headers)  # noqa: S310 (the scheme was looked at)


def _read(request: urllib.request.Request, within: float) -> Mapping[str, Any]:
    try:
        with _OPENER.open(request, timeout=within) as answer:
            body = answer.read(MOST_BYTES + 1)
    except urllib.error.HTTPError as error:
        error.close()
        raise NoTable(f"It answered {error.code}.") from None
    except (OSError, HTTPException, ValueError):
        raise NoTable("It did not answer.") from None
    if len(body) > MOST_BYTES:
        raise NoTable("Its answer is longer than any table.")
    try:
        found = json.loads(body)
    except ValueError:
        raise NoTable("Its answer is no table.") from None
    if not isinstance(found, dict):
        raise NoTable("Its answer is no table.")
    return found


def _of_osrm(answer: Mapping[str, Any]) -> list[Any]:
    found = answer.get("durations")
    if answer.get("code") != "Ok" or not isinstance(found, list):
        raise NoTable("Its answer is no table.")
    return found


def _of_valhalla(answer: Mapping[str, Any], rows: int, columns: int) -> list[Any]:
    """Its cells say themselves where they belong."""
    found = answer.get("sources_to_targets")
    if not isinstance(found, list) or len(found) != rows:
        raise NoTable("Its answer is no table.")
    table_: list[list[Any]] = [[None] * columns for _ in range(rows)]
    for row in found:
        for cell in row if isinstance(row, list) else [None]:
            of = cell if isinstance(cell, dict) else {}
            a, b = of.get("from_index"), of.get("to_index")
            if not (isinstance(a, int) and isinstance(b, int) and 0 <= a < rows and 0 <= b < columns):
                raise NoTable("Its answer is no table.")
            table_[a][b] = of.get("time")
    return table_


def _minutes(seconds: Any) -> float | None:
    """None for no way, and for what can be none."""
    if not isinstance(seconds, int | float) or isinstance(seconds, bool) or not math.isfinite(seconds) or not 0 <= seconds <= LONGEST * 60:
        return None
    return seconds / 60
