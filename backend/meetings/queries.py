"""Reads of the tables of meetings. Row-level security decides which rows there are; nothing here does."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.meetings.models import Meeting


def latest_of(session: Session, place: str, team: str) -> datetime | None:
    """When the last of a team's meetings begins, be it past or to come; cancelled ones and mistakes do not count."""
    standing = func.coalesce(Meeting.status, "planned").not_in(("cancelled", "entered-in-error"))
    return session.scalar(select(func.max(Meeting.starts_at)).where(Meeting.place_id == place, Meeting.team == team, standing))
