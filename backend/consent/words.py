"""The closed lists of consent (CLINICAL C19)."""

from __future__ import annotations

SCOPES = ("team", "voluntary", "family", "photographs", "secondary-use")
"""To what: the record shared in the integrated team; with voluntary organisations; what is told to family or friends (`with_whom`); photographs;
use of the record beyond the person's own care."""
PURPOSES = ("direct-care", "planning", "teaching", "research")
DECISIONS = ("given", "refused")
GIVERS = ("person", "attorney", "deputy", "best-interests")
"""Who said it. `attorney`: for health and welfare; `deputy`: of the Court of Protection; `best-interests`: nobody could say it for them, and it was
decided in their best interests after an assessment of capacity (Mental Capacity Act 2005)."""
FOR_THEM = frozenset(GIVERS) - {"person"}
HOW = ("signed", "spoken", "other-way")
"""`other-way`: a sign, a nod, a picture board; what the person does when they speak without words."""
STATUSES = ("active", "withdrawn", "entered-in-error")
