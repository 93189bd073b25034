"""Reads of the plan's tables. Row-level security decides which rows there are; nothing here does."""

from __future__ import annotations

from collections.abc import Collection, Sequence

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


def planned_by(session: Session, place: str, team: str) -> Sequence[Action]:
    """The actions whose visits a team plans, also those that ended, in order of their ids."""
    standing = func.coalesce(Action.status, "active") != "entered-in-error"
    return session.scalars(select(Action).where(Action.place_id == place, Action.repeat_team == team, standing).order_by(Action.id)).all()


def without_pattern(session: Session, place: str, staff: Collection[str]) -> Sequence[Action]:
    """What these members of staff do, still, and of which no pattern says when."""
    active = func.coalesce(Action.status, "active") == "active"
    of_place = (Action.place_id == place) & Action.staff.in_(staff)
    return session.scalars(select(Action).where(of_place, active, Action.repeat_from.is_(None)).order_by(Action.id)).all()


def action(session: Session, id_: str) -> Action | None:
    """One action; None where the session may not see it, or there is none."""
    return session.get(Action, id_)
