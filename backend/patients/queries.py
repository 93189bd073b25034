"""Reads of the person's tables. Row-level security decides which rows there are; nothing here does."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.patients.models import Patient


def with_number(session: Session, nhs_number: str, *, besides: str | None = None) -> list[str]:
    """Ids of the people who carry this NHS number: more than one is a possible duplicate to show, never to join (R1)."""
    found = select(Patient.id).where(Patient.nhs_number == nhs_number, func.coalesce(Patient.status, "active") != "entered-in-error")
    if besides is not None:
        found = found.where(Patient.id != besides)
    return list(session.scalars(found.order_by(Patient.id)))


def active(session: Session, place: str) -> list[str]:
    """Ids of a place's people who are neither dead nor gone, in order."""
    found = select(Patient.id).where(Patient.place_id == place, func.coalesce(Patient.status, "active") == "active")
    return list(session.scalars(found.order_by(Patient.id)))
