"""How long is left, and whether somebody was seen in time. Pure: moments come in, aware and in UTC.

1. Two hours (CSDS measurement type 05) are 120 minutes between two instants, whatever the clocks on the wall do in that night.
2. Two days (06) are counted in midnights of London: seen by the end of the second day after the one on which the clock started.
3. Eighteen weeks (01, 02) are 126 dates: seen by the end of that day in London.
4. A clock starts when a professional identifies the need, and stops with the first contact face to face. Before it started nothing counts.
5. Of two clocks the stricter is the shorter kind, and of one kind the one that started first: whoever needs somebody within two hours does so
   however late another promise to them already is. Any clock is stricter than none.

Source: NHS Data Dictionary, waiting time measurement types; national two-hour standard for urgent community response.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from backend import wall_clock

Kind = Literal["two-hours", "two-days", "eighteen-weeks", "eighteen-weeks-allied", "no-clock"]

MINUTES = {"two-hours": 120}
MIDNIGHTS = {"two-days": 2, "eighteen-weeks": 126, "eighteen-weeks-allied": 126}


@dataclass(frozen=True, slots=True)
class Clock:
    """Which clock runs, and since when. `started` is None where nobody said, and with `no-clock`: then it runs out at no time."""

    kind: str
    started: datetime | None


def due(clock: Clock) -> datetime | None:
    """The moment by which somebody must be seen: the last at which it still is in time, for two hours; for the others the midnight that is too late.

    None where no clock runs.
    """
    if clock.started is None:
        return None
    if clock.kind in MINUTES:
        return clock.started + timedelta(minutes=MINUTES[clock.kind])
    if clock.kind in MIDNIGHTS:
        return wall_clock.midnight(wall_clock.day_of(clock.started) + timedelta(days=MIDNIGHTS[clock.kind] + 1))
    return None


def midnights(start: datetime, end: datetime) -> int:
    """How many midnights of London lie between two moments; none within one day, whatever its length."""
    return (wall_clock.day_of(end) - wall_clock.day_of(start)).days


def is_in_time(clock: Clock, seen: datetime) -> bool | None:
    """Whether somebody seen at this moment was seen in time; None where no clock ran, or it had not started yet."""
    if clock.started is None or seen < clock.started:
        return None
    if clock.kind in MINUTES:
        return seen - clock.started <= timedelta(minutes=MINUTES[clock.kind])
    if clock.kind in MIDNIGHTS:
        return midnights(clock.started, seen) <= MIDNIGHTS[clock.kind]
    return None


def is_over(clock: Clock, now: datetime) -> bool:
    """Whether it is too late now for somebody who was not seen."""
    return clock.started is not None and is_in_time(clock, max(now, clock.started)) is False


def strictest(clocks: Iterable[Clock]) -> Clock:
    """The one that whoever joins referrals keeps. Of none, no clock."""
    running = [clock for clock in clocks if due(clock) is not None]
    order = [*MINUTES, *MIDNIGHTS]
    return min(running, key=lambda clock: (order.index(clock.kind), clock.started), default=Clock("no-clock", None))
