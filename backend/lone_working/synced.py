"""What of lone working travels: each reader's copy of an alarm, in their own bundle, for a week."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from backend import wall_clock
from backend.lone_working import models, schemas
from backend.record.registry import Synced

DAYS_BACK = 7


def in_bundle(fields: Mapping[str, Any], today: date) -> bool:
    """An alarm that has not ended is open, whatever its age (R8)."""
    ended = fields.get("ended_at")
    return not ended or wall_clock.day_of(wall_clock.from_wire(ended)) >= today - timedelta(days=DAYS_BACK)


KINDS: tuple[Synced, ...] = (Synced("alarm", models.Alarm, schemas.AlarmSchema, window=in_bundle, when=("ended_at", "raised_at")),)
