"""Jobs of feedback. Each finds its own work, so running one twice does no harm."""

from __future__ import annotations

from backend import wall_clock
from backend.feedback import summaries


def count() -> int:
    """Each morning at six: what may be shown, anew for every place; then what need not be known any longer is forgotten. Returns places."""
    now = wall_clock.now()
    found = summaries.every_place()
    for place in found:
        summaries.summarise(place, now)
        summaries.mix(place, wall_clock.day_of(now))
    summaries.forget(wall_clock.day_of(now))
    return len(found)
