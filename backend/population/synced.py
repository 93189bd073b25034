"""What of population travels: the judgement. What was found of a person travels in the patient."""

from __future__ import annotations

from backend.population import models, schemas
from backend.record.registry import Synced

KINDS: tuple[Synced, ...] = (Synced("risk_judgement", models.RiskJudgement, schemas.RiskJudgementSchema),)
