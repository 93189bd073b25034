"""Moments as the optimiser counts them, minutes after midnight by the clock in London, and places as metres east and north."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, time, timedelta

from backend import wall_clock
from backend.allocation.problem import clock
from backend.allocation.travel import Point

METRES_PER_DEGREE = 111_320.0
LATITUDE = 51.5
"""East is measured along this parallel: over a borough it is right to a metre in a thousand, far below what a way's estimate knows."""


def minutes(moment: datetime, day: date) -> float:
    """Minutes after the midnight with which the day begins; a shift over midnight goes on past 1440."""
    local = moment.astimezone(wall_clock.LONDON)
    whole = (local.date() - day).days * 1440 + local.hour * 60 + local.minute
    return whole + local.second / 60


def moment(after: float, day: date) -> datetime:
    """The moment so many minutes after midnight by the clock, to the whole minute, in UTC."""
    whole = round(after)
    local = datetime.combine(day + timedelta(days=whole // 1440), time(whole % 1440 // 60, whole % 60), wall_clock.LONDON)
    return local.astimezone(UTC)


def said(after: float) -> str:
    """`605` → `10:05`."""
    return clock(after).rjust(5, "0")


def point(latitude: float | None, longitude: float | None) -> Point | None:
    """A place on the plane; None where either is not known."""
    if latitude is None or longitude is None:
        return None
    return Point(round(longitude * METRES_PER_DEGREE * math.cos(math.radians(LATITUDE)), 1), round(latitude * METRES_PER_DEGREE, 1))
