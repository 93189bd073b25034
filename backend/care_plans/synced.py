"""What of the plan travels: all of it, whatever its age (R8)."""

from __future__ import annotations

from backend.care_plans import models, schemas
from backend.record.registry import Synced

KINDS: tuple[Synced, ...] = (
    Synced("care_plan", models.CarePlan, schemas.CarePlanSchema),
    Synced("goal", models.Goal, schemas.GoalSchema),
    Synced("action", models.Action, schemas.ActionSchema),
    Synced("contingency", models.Contingency, schemas.ContingencySchema),
)
