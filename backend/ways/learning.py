"""What is learnt from what happened. Pure; every number robust, bounded, and worth nothing until enough is known.

1. Of a visit: the median of what the last ones took, drawn towards what is planned as long as they are few. Who forgot to leave, and whom nobody let
   in, does not count.
2. Of the ways: one factor for each means, the median of what trips took against what was estimated, drawn towards 1 while they are few. Only trips
   that somebody set out on when the next visit was due already count: whoever is early may have waited, or had a break.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

LAST = 6
"""So many visits are looked at."""
ENOUGH_VISITS = 3
PLANNED_WEIGHS = 2
"""What is planned weighs as much as so many visits."""
SHORTEST = 5.0
"""Who left sooner was not let in, or pressed the wrong thing (minutes)."""
STEP = 5.0

ENOUGH_TRIPS = 10
ESTIMATE_WEIGHS = 20
LEAST_FACTOR, MOST_FACTOR = 0.7, 1.6
DUE = 5.0
"""Set out so many minutes before one had to, and one may wait at the door."""


@dataclass(frozen=True, slots=True)
class Took:
    """What visits took. `minutes`: what to reckon with; `median`: of the last `of`."""

    minutes: float
    median: float
    of: int


@dataclass(frozen=True, slots=True)
class Trip:
    """From one door to the next. Minutes: `estimated` without any factor, `took` from leaving to arriving, `spare` from leaving to when the next
    visit was to begin."""

    estimated: float
    took: float
    spare: float


@dataclass(frozen=True, slots=True)
class Factor:
    """By what a means' estimates are multiplied. `of`: from how many trips; 1 as long as they are too few."""

    value: float = 1.0
    of: int = 0


def longest(planned: float) -> float:
    """Above this somebody forgot to say that they left (minutes)."""
    return max(3 * planned, planned + 60)


def took(planned: float, minutes: Sequence[float]) -> Took | None:
    """What a visit of `planned` minutes takes, by those of its kind at the same person's, the newest first. None where too little is known."""
    known = [one for one in minutes if SHORTEST <= one <= longest(planned)][:LAST]
    if len(known) < ENOUGH_VISITS or planned <= 0:
        return None
    middle = median(known)
    drawn = (len(known) * middle + PLANNED_WEIGHS * planned) / (len(known) + PLANNED_WEIGHS)
    bounded = min(max(drawn, planned / 2), planned * 2)
    return Took(max(STEP, STEP * round(bounded / STEP)), round(middle), len(known))


def counts(trip: Trip) -> bool:
    """Whether a trip says something about the way: nobody waited, and nobody had lunch."""
    return trip.estimated >= 2 and trip.spare <= trip.estimated + DUE and 0.3 * trip.estimated <= trip.took <= 3 * trip.estimated + 15


def factor(trips: Sequence[Trip]) -> Factor:
    """By what one means' estimates are to be multiplied."""
    ratios = [one.took / one.estimated for one in trips if counts(one)]
    if len(ratios) < ENOUGH_TRIPS:
        return Factor(1.0, len(ratios))
    drawn = (len(ratios) * median(ratios) + ESTIMATE_WEIGHS) / (len(ratios) + ESTIMATE_WEIGHS)
    return Factor(round(min(max(drawn, LEAST_FACTOR), MOST_FACTOR), 2), len(ratios))
