"""Reads of the person's tables. Row-level security decides which rows there are; nothing here does."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.patients.models import Alert, Observation, Patient


def active(session: Session, place: str) -> list[str]:
    """Ids of a place's people who are neither dead nor gone, in order."""
    found = select(Patient.id).where(Patient.place_id == place, func.coalesce(Patient.status, "active") == "active")
    return list(session.scalars(found.order_by(Patient.id)))


def alert_statuses(session: Session, ids: Iterable[str]) -> dict[str, str]:
    """Of these alerts those that are there, each with its status."""
    found = session.execute(select(Alert.id, func.coalesce(Alert.status, "active")).where(Alert.id.in_(list(ids))))
    return {row[0]: row[1] for row in found}


@dataclass(frozen=True, slots=True)
class Reading:
    """A measurement as it was taken."""

    value: float
    value2: float | None
    how: str | None


def latest_readings(session: Session, place: str, people: Collection[str]) -> dict[tuple[str, str], Reading]:
    """The latest reading with a number of each of these people and of each type: (patient, type) → reading."""
    rows = session.execute(
        select(Observation.patient_id, Observation.type, Observation.value, Observation.value2, Observation.how)
        .where(
            Observation.place_id == place,
            Observation.patient_id.in_(people),
            Observation.value.is_not(None),
            func.coalesce(Observation.status, "recorded") == "recorded",
        )
        .distinct(Observation.patient_id, Observation.type)
        .order_by(Observation.patient_id, Observation.type, Observation.measured_at.desc())
    )
    return {(row.patient_id, row.type): Reading(row.value, row.value2, row.how) for row in rows}


def records(session: Session, ids: Collection[str]) -> dict[str, Patient]:
    """Of these people those whom the session may see, by id."""
    return {one.id: one for one in session.scalars(select(Patient).where(Patient.id.in_(list(ids))))}


def is_of(session: Session, place: str, patient: str) -> bool:
    """Whether this is a person of the place."""
    return session.scalar(select(Patient.id).where(Patient.place_id == place, Patient.id == patient)) is not None
