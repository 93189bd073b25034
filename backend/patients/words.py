"""The closed lists of the person's record: each word here is the word in the column, on the wire and (nearly) on the screen."""

from __future__ import annotations

GENDERS = ("female", "male", "other", "not-known")

ETHNICITIES = {
    "A": "White British",
    "B": "White Irish",
    "C": "Other White",
    "D": "White and Black Caribbean",
    "E": "White and Black African",
    "F": "White and Asian",
    "G": "Other mixed",
    "H": "Indian",
    "J": "Pakistani",
    "K": "Bangladeshi",
    "L": "Other Asian",
    "M": "Caribbean",
    "N": "African",
    "P": "Other Black",
    "R": "Chinese",
    "S": "Other",
    "Z": "Not stated",
    "99": "Not known",
}
"""Ethnic category 2001 of the NHS Data Dictionary (CLINICAL B.5.1): code → the word that is kept."""

RISK_BANDS = ("very-high", "high", "moderate", "low")
CLIENT_GROUPS = ("learning-disability", "mental-health", "physical-frailty", "other")
"""Whose clients somebody is counted among: the groups by which NHS number completeness was first told (CLINICAL C20)."""
LEAD_GROUNDS = ("age", "very-high-risk", "primary-need", "other")
"""Why this professional answers for the person: by which line of the rule (`population.rule`), or, with a reason, otherwise."""
PATIENT_STATUSES = ("active", "died", "moved-away", "entered-in-error")

AWAY = ("hospital", "respite", "family", "other")
"""Why somebody is not at home. Without `away_until` nobody knows yet until when."""

ALERT_CATEGORIES = (
    "allergy",
    "resuscitation",
    "falls",
    "communication",
    "access",
    "dog",
    "staff-safety",
    "infection",
    "medicine",
    "oxygen",
    "swallowing",
    "skin",
    "hoist",
    "other",
)
SEVERITIES = ("high", "medium", "low")

STANDING = ("active", "ended", "entered-in-error")
CONDITION_STATUSES = ("active", "resolved", "entered-in-error")
MEDICINE_STATUSES = ("active", "stopped", "entered-in-error")
EVENT_STATUSES = ("recorded", "entered-in-error")
"""Of a measurement, a note, something done. Empty means recorded."""

NOTE_CATEGORIES = ("visit", "phone", "meeting", "letter", "other")
DISCLOSURES = ("door_code",)

PICTURES = ("wound", "skin", "swelling", "equipment", "home", "medicines", "signature", "other")
"""What a picture is of."""
