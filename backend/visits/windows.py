"""Until when the day's records stay in the bundle (R8): visits of the last 90 and the next 28 days, and what belongs to them.

The calendar decides, never the clock, and nothing that is still open leaves.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from backend import wall_clock

DAYS_BACK = 90
DAYS_AHEAD = 28
MY_DAYS_BACK = 14


def _day_in(fields: Mapping[str, Any], *names: str) -> date | None:
    text = next((fields[name] for name in names if fields.get(name)), None)
    return wall_clock.day_of(wall_clock.from_wire(text)) if text else None


def visit(fields: Mapping[str, Any], today: date) -> bool:
    planned = _day_in(fields, "planned_start", "planned_end")
    return planned is None or today - timedelta(days=DAYS_BACK) <= planned <= today + timedelta(days=DAYS_AHEAD)


def attendance(fields: Mapping[str, Any], today: date) -> bool:
    """Somebody who arrived and has not left is open, whatever its age."""
    if fields.get("arrived_at") and not fields.get("left_at"):
        return True
    when = _day_in(fields, "left_at", "arrived_at", "leave_by")
    return when is None or when >= today - timedelta(days=DAYS_BACK)


def done(fields: Mapping[str, Any], today: date) -> bool:
    when = _day_in(fields, "done_at")
    return when is None or when >= today - timedelta(days=DAYS_BACK)


def my_day(fields: Mapping[str, Any], today: date) -> bool:
    day = date.fromisoformat(fields["day"]) if fields.get("day") else None
    return day is None or today - timedelta(days=MY_DAYS_BACK) <= day <= today + timedelta(days=DAYS_AHEAD)
