"""The closed lists of the place: what an organisation and a member of staff can be."""

from __future__ import annotations

from backend.security import ROLES

SECTORS = ("nhs", "council", "gp", "voluntary")

STAFF_STATUSES = ("active", "left")

GENDERS = ("female", "male", "other")
"""Of a member of staff, where they say it: what a person's wish for who washes them is compared with."""

__all__ = ["GENDERS", "ROLES", "SECTORS", "STAFF_STATUSES"]
