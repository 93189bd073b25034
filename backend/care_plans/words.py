"""The closed lists of the plan."""

from __future__ import annotations

PLAN_STATUSES = ("active", "ended", "entered-in-error")
GOAL_STATUSES = ("active", "achieved", "on-hold", "cancelled", "entered-in-error")
ACTION_STATUSES = ("active", "completed", "on-hold", "cancelled", "entered-in-error")

PROGRESS = {1: "Not yet", 2: "A little", 3: "Half way", 4: "Nearly there", 5: "There"}
"""How far along, in the person's own view."""
