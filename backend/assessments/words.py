"""The closed lists of what was asked."""

from __future__ import annotations

QUESTIONNAIRE_STATUSES = ("draft", "active", "retired")
ASSESSMENT_STATUSES = ("in-progress", "completed", "entered-in-error")
EVENT_STATUSES = ("recorded", "entered-in-error")
"""Of a row, a signature. Empty means recorded."""
