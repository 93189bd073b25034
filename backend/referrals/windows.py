"""Until when a referral stays in the bundle (R8): open ones whatever their age, those that are over for twelve months."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from backend.patients.windows import NOTE_MONTHS, day_in, months_before
from backend.referrals.words import OPEN


def referral(fields: Mapping[str, Any], today: date) -> bool:
    """Twelve months after it was closed, declined or joined; one of which nobody said when, after it came."""
    if (fields.get("status") or "new") in OPEN:
        return True
    ended = day_in(fields, "closed_at") or day_in(fields, "decided_at") or day_in(fields, "received_at")
    return ended is None or ended >= months_before(today, NOTE_MONTHS)
