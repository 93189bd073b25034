"""How long a way takes: distance × detour ÷ speed + a fixed time for each trip. Estimates, shown as such; a team sets its own.

The assumptions stand in `ASSUMED`: they were chosen so that inner-London trips come out as nurses reported them, and are to be corrected from
arrival times. A server that knows the streets fills `table` instead, which goes before the estimate.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Point:
    """Metres east and north (British National Grid)."""

    east: float
    north: float


METRES_PER_DEGREE = 111_320.0
LATITUDE = 51.5
"""East is measured along this parallel: over a borough it is right to a metre in a thousand, far below what a way's estimate knows."""


def point(latitude: float | None, longitude: float | None) -> Point | None:
    """A place on the plane; None where either is not known."""
    if latitude is None or longitude is None:
        return None
    return Point(round(longitude * METRES_PER_DEGREE * math.cos(math.radians(LATITUDE)), 1), round(latitude * METRES_PER_DEGREE, 1))


@dataclass(frozen=True, slots=True)
class Means:
    """One means of travel: km/h along the street, street ÷ straight line, and minutes that each trip costs (unlocking, parking, waiting)."""

    kmh: float
    detour: float
    fixed_minutes: float = 0.0


ASSUMED: Mapping[str, Means] = {
    "walk": Means(4.8, 1.3),
    "cycle": Means(13.0, 1.3, 1.0),
    "car": Means(16.0, 1.4, 4.0),
    "public transport": Means(14.0, 1.4, 8.0),
}

CALLED: Mapping[str, str] = {"walk": "walk", "bicycle": "cycle", "car": "car", "bus": "public transport"}
"""What a day of one's own (`my_day.means`) calls the means, and what they are called here."""


@dataclass(frozen=True, slots=True)
class Travel:
    """Minutes between places. `whole_minutes`: rounded up, so that a plan's times can be said."""

    means: Mapping[str, Means] = field(default_factory=lambda: ASSUMED)
    table: Mapping[tuple[str, Point, Point], float] = field(default_factory=dict)
    whole_minutes: bool = True

    def minutes(self, means: str, start: Point, end: Point) -> float:
        """Minutes from `start` to `end`; nought between the same place. Raises KeyError for means that nobody described."""
        if start.east == end.east and start.north == end.north:
            return 0.0
        known = self.table.get((means, start, end)) if self.table else None
        if known is None:
            how = self.means[means]
            known = math.hypot(end.east - start.east, end.north - start.north) / 1000 * how.detour / how.kmh * 60 + how.fixed_minutes
        return float(math.ceil(known - 1e-9)) if self.whole_minutes else known
