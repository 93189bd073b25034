"""The closed lists of the place: what an organisation and a member of staff can be."""

from __future__ import annotations

from backend.security import ROLES

SECTORS = ("nhs", "council", "gp", "voluntary")

STAFF_STATUSES = ("active", "left")

__all__ = ["ROLES", "SECTORS", "STAFF_STATUSES"]
