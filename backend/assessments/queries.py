"""Reads of the tables of assessments. Row-level security decides which rows there are; nothing here does."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.assessments.models import Assessment


def latest_choice(session: Session, patients: Collection[str], questionnaire: str, link_id: str) -> dict[str, str]:
    """What was chosen last for one question of a questionnaire about each of these people, by its code; those of whom nobody said are absent."""
    rows = session.execute(
        select(Assessment.patient_id, Assessment.answers[link_id]["answer"][0]["valueCoding"]["code"].astext)
        .where(
            Assessment.patient_id.in_(list(patients)),
            Assessment.questionnaire == questionnaire,
            func.coalesce(Assessment.status, "in-progress") != "entered-in-error",
            Assessment.answers[link_id]["answer"][0]["valueCoding"]["code"].astext.is_not(None),
        )
        .distinct(Assessment.patient_id)
        .order_by(Assessment.patient_id, Assessment.begun_at.desc(), Assessment.id)
    )
    return {patient: code for patient, code in rows.tuples() if code is not None}


def unfinished(session: Session, staff: Collection[str]) -> dict[str, tuple[int, datetime | None]]:
    """How many assessments each of these began and nobody signed as a whole yet, and since when the oldest waits; those without any are absent."""
    rows = session.execute(
        select(Assessment.begun_by, func.count(), func.min(Assessment.begun_at))
        .where(Assessment.begun_by.in_(list(staff)), func.coalesce(Assessment.status, "in-progress") == "in-progress")
        .group_by(Assessment.begun_by)
    )
    return {who: (count, since) for who, count, since in rows.tuples() if who is not None}
