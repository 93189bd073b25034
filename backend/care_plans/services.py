"""What is computed of a plan where it is shown, never stored (R5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any


def review_is_due(plan: Mapping[str, Any], goals: Iterable[Mapping[str, Any]], today: date) -> bool:
    """Whether the plan, or a goal that still counts, should have been looked at together by today."""
    standing = [goal for goal in goals if (goal.get("status") or "active") == "active"]
    dates = [fields.get("review_on") for fields in (plan, *standing)]
    return any(text is not None and date.fromisoformat(text) <= today for text in dates)
