"""What of a place travels: who works here, to everyone of the place."""

from __future__ import annotations

from backend.places import models, schemas, services
from backend.record.registry import Synced

KINDS: tuple[Synced, ...] = (
    Synced("organisation", models.Organisation, schemas.OrganisationSchema),
    Synced("practice", models.Practice, schemas.PracticeSchema),
    Synced("team", models.Team, schemas.TeamSchema),
    Synced("staff", models.Staff, schemas.StaffSchema, after_write=services.staff_written),
)
