"""The closed lists of meetings."""

from __future__ import annotations

MEETING_STATUSES = ("planned", "held", "cancelled", "entered-in-error")
ITEM_STATUSES = ("listed", "discussed", "put-off", "cancelled", "entered-in-error")
"""`cancelled`: taken off the list."""
