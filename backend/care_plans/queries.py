"""Reads of the plan's tables. Row-level security decides which rows there are; nothing here does."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.care_plans.models import Action


def active_actions(session: Session, place: str) -> set[str]:
    """Ids of all actions of a place that still count."""
    return set(session.scalars(select(Action.id).where(Action.place_id == place, func.coalesce(Action.status, "active") == "active")))


def action_of(session: Session, patient: str, words: str) -> Action:
    """The one action of a patient in these words. Raises NoResultFound, MultipleResultsFound."""
    return session.scalars(select(Action).where(Action.patient_id == patient, Action.words == words)).one()


def measures_of(session: Session, place: str, actions: Collection[str]) -> dict[str, list[str]]:
    """What is measured with each of these actions."""
    rows = session.execute(select(Action.id, Action.measures).where(Action.place_id == place, Action.id.in_(actions)))
    return {row.id: list(row.measures or ()) for row in rows}
