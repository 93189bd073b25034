"""What of consent travels: all of it, whatever its age. Whether somebody agreed is asked at the door."""

from __future__ import annotations

from backend.consent import models, schemas
from backend.record.registry import Synced

KINDS: tuple[Synced, ...] = (Synced("consent", models.Consent, schemas.ConsentSchema),)
