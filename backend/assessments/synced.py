"""What of the assessments travels, and until when (R8): those of twelve months and all in progress; rows and signatures with their assessment.

Questionnaires never leave: what was answered is read in the version in which it was asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from backend.assessments import models, schemas
from backend.patients.windows import day_in, months_before
from backend.record.registry import Synced

MONTHS = 12
ENDED = ("completed", "entered-in-error")

ANSWERS = {"answer.": ("answers", schemas.Answer())}
"""Fields of a pattern: prefix → (the column that holds them all, what judges one)."""


def assessment(fields: Mapping[str, Any], today: date) -> bool:
    """Until twelve months after it was completed, or begun where nobody said when; in progress whatever its age."""
    if fields.get("status") not in ENDED:
        return True
    last = day_in(fields, "completed_at") or day_in(fields, "begun_at")
    return last is None or last >= months_before(today, MONTHS)


KINDS: tuple[Synced, ...] = (
    Synced("questionnaire", models.Questionnaire, schemas.QuestionnaireSchema),
    Synced("assessment", models.Assessment, schemas.AssessmentSchema, window=assessment, when=("completed_at", "begun_at"), each=ANSWERS),
    Synced("answer_row", models.AnswerRow, schemas.AnswerRowSchema, goes_with="assessment", each=ANSWERS),
    Synced("signature", models.Signature, schemas.SignatureSchema, goes_with="assessment", when=("signed_at",)),
)
