"""The closed lists of the day."""

from __future__ import annotations

VISIT_STATUSES = ("planned", "cancelled", "entered-in-error")

CALLED_OFF_BY = {"person": "the person", "family": "their family or carer", "service": "the service"}
"""Who called a visit off: by, or on behalf of, the patient, or by the provider (CSDS 1.6, attendance status 2 and 4)."""
CALLED_OFF_WHY = {
    "unwell": "unwell",
    "in-hospital": "in hospital",
    "elsewhere": "elsewhere at that time",
    "not-wanted": "not wanted",
    "not-needed": "not needed",
    "nobody-to-go": "nobody could go",
    "not-safe": "not safe to go",
    "other": "another reason",
}

OUTCOMES = ("completed", "part", "no-access", "declined", "in-hospital", "not-safe")
"""What came of a visit, for one person who went. `part`: only part of it could be done."""

DONE_OUTCOMES = ("done", "not-done")
NOT_DONE_REASONS = ("declined", "not-needed", "no-time", "no-equipment", "unwell", "other")
EVENT_STATUSES = ("recorded", "entered-in-error")

MEANS = ("walk", "bicycle", "bus", "car")

AWAY = ("sick", "leave", "training", "other")
"""Why somebody who has a shift does not work it, or not to its end."""

MOST_OF_A_DAY = 6
"""Visits of one repeating action on one day."""
