"""Whether somebody's day can be done: from the base to the first door, from door to door by their own means, a break, and back within the shift.

The ways are the board's own estimates. Minutes after midnight.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from backend.allocation.travel import CALLED, Point, Travel

BREAK = 30
NOON = (660, 900)
"""Breaks lie between eleven and three."""
USUAL = (450, 990)
"""A shift, where nobody said otherwise."""
EARLY, LATE = 30, 30
"""By how much a shift may begin before its usual time or end after it, where the day asks for it."""
TRAVEL = Travel()


@dataclass(frozen=True, slots=True, order=True)
class Stop:
    start: int
    end: int
    place: Point = field(compare=False)


@dataclass(frozen=True, slots=True)
class Hours:
    """When somebody's shift begins and ends, and when their half hour begins."""

    begins: int
    ends: int
    pause: int

    def fields(self) -> dict[str, int]:
        """As a day of one's own names them."""
        return {"shift_start": self.begins, "shift_end": self.ends, "break_start": self.pause, "break_end": self.pause + BREAK}


def wanted(staff: str) -> int:
    """About when somebody likes to have their break: by their id, so that not all have it at once."""
    return 735 + 15 * (int(staff[-2:], 16) % 4)


@dataclass
class Round:
    """One person's day as it fills. `usual`: the shift's usual times; `wanted`: about when they like to have their break."""

    means: str
    base: Point
    usual: tuple[int, int]
    wanted: int
    stops: list[Stop] = field(default_factory=list)

    def takes(self, stop: Stop) -> bool:
        """Whether one more visit leaves a day that can be done."""
        return self._hours(sorted([*self.stops, stop])) is not None

    def add(self, stop: Stop) -> None:
        self.stops = sorted([*self.stops, stop])

    def hours(self) -> Hours | None:
        """The day's own times, as near to the usual ones as can be; None where it cannot be done."""
        return self._hours(self.stops)

    def _hours(self, stops: Sequence[Stop]) -> Hours | None:
        begins, ends = self.usual
        if stops:
            begins = min(begins, _quarter(stops[0].start - self._way(self.base, stops[0].place), math.floor))
            ends = max(ends, _quarter(stops[-1].end + self._way(stops[-1].place, self.base), math.ceil))
        if begins < self.usual[0] - EARLY or ends > self.usual[1] + LATE:
            return None
        whole = [Stop(begins, begins, self.base), *stops, Stop(ends, ends, self.base)]
        if any(one.end + self._way(one.place, other.place) > other.start for one, other in pairwise(whole)):
            return None
        pauses = [found for one, other in pairwise(whole) if (found := self._pause(one, other)) is not None]
        if not pauses:
            return None
        return Hours(begins, ends, min(pauses, key=lambda pause: (abs(pause - self.wanted), pause)))

    def _pause(self, one: Stop, other: Stop) -> int | None:
        """When the break begins between two stops: at the first one's, as near to the wanted time as the way to the other leaves."""
        first = max(one.end, NOON[0])
        last = min(math.floor(other.start - self._way(one.place, other.place)), NOON[1]) - BREAK
        return None if last < first else min(max(self.wanted, first), last)

    def _way(self, here: Point, there: Point) -> float:
        return TRAVEL.minutes(CALLED[self.means], here, there)


def _quarter(minutes: float, to: Callable[[float], int]) -> int:
    """To a whole quarter of an hour, down or up."""
    return to(minutes / 15) * 15
