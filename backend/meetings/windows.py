"""Until when a meeting stays in the bundle of the place (R8). What was decided about a person stays in theirs, whatever its age."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from backend import wall_clock

DAYS_BACK = 90


def meeting(fields: Mapping[str, Any], today: date) -> bool:
    """Meetings to come, and those of the last 90 days."""
    starts = fields.get("starts_at")
    return not starts or wall_clock.day_of(wall_clock.from_wire(starts)) >= today - timedelta(days=DAYS_BACK)
