"""The demo's nightly job."""

from __future__ import annotations

from backend import wall_clock
from backend.demo.coming_days import refresh
from backend.demo.place import PLACE


def plan_coming_days() -> int:
    """Shortly after midnight: the coming days of the demo place. Where there is none, nothing."""
    return refresh(PLACE, wall_clock.today(), wall_clock.now())
