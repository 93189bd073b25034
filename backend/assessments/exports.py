"""An assessment read online as FHIR. Access is asked of `grants` first, and row-level security decides again; the read stands in the audit trail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import wall_clock
from backend.assessments import scoring
from backend.assessments.jobs import fields_of, rows_of
from backend.assessments.models import Assessment
from backend.assessments.responses import STATUSES, to_response
from backend.assessments.services import definition_of
from backend.audit import services as audit
from backend.grants import services as grants


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, and on which device."""

    staff: str
    place: str
    device: str | None


class NotGranted(Exception):
    """There is no such assessment, or it is not granted: the same to whoever asks."""


def response(session: Session, reader: Reader, patient: str, assessment: str, now: datetime) -> dict[str, Any]:
    """The QuestionnaireResponse, in the version in which the assessment began. Raises NotGranted."""
    parts = grants.readable(session, reader.staff, [patient], now).get(patient, ())
    wanted = select(Assessment).where(Assessment.id == assessment, Assessment.patient_id == patient, Assessment.part.in_(parts))
    found = session.scalar(wanted) if parts else None
    definition = None if found is None else definition_of(session, reader.place, found.questionnaire or "", found.version or "")
    if found is None or definition is None:
        raise NotGranted
    fields, rows = fields_of(found.answers), rows_of(session, found.id)
    about: dict[str, Any] = {
        "id": found.id,
        "status": STATUSES.get(found.status or "", "in-progress"),
        "subject": {"reference": f"Patient/{patient}"},
    }
    if found.begun_by:
        about["author"] = {"reference": f"Practitioner/{found.begun_by}"}
    if found.completed_at or found.begun_at:
        about["authored"] = wall_clock.wire(found.completed_at or found.begun_at or now)
    made = to_response(definition, fields, rows, values=scoring.fill(definition, fields, rows).values, about=about)
    detail = {"responses": 1}
    audit.note(session, "read", at=now, place=reader.place, staff=reader.staff, device=reader.device, bundles=[patient], detail=detail)
    return made
