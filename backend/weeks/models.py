"""Suggestions for a team's weeks, what was taken of them, and a place's own holidays. On no tablet: what is taken is a visit, and travels as one."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, DateTime, Index, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import db

ID = Uuid(as_uuid=False)
TIME = DateTime(timezone=True)


class WeekPlanner(db.Model):  # type: ignore[name-defined,misc]
    """One team's planner: its row is what two leads who take at once wait for."""

    __tablename__ = "week_planner"

    team_id: Mapped[str] = mapped_column(ID, primary_key=True)
    place_id: Mapped[str] = mapped_column(ID)


class WeekSuggestion(db.Model):  # type: ignore[name-defined,misc]
    """What was suggested to a lead for the four weeks from `first`. `state`: open, taken, left.

    `result`: as it is told (schemas), with names. The web's role may not read it: it names whoever its first reader could see, and that may be over.
    `services.result_for` reads it as the engine, for one reader.
    """

    __tablename__ = "week_suggestion"
    __table_args__ = (Index("ix_week_suggestion_ends_at", "ends_at"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    place_id: Mapped[str] = mapped_column(ID)
    team_id: Mapped[str] = mapped_column(ID)
    first: Mapped[date] = mapped_column(Date)
    by: Mapped[str] = mapped_column(ID)
    at: Mapped[datetime] = mapped_column(TIME)
    ends_at: Mapped[datetime] = mapped_column(TIME)
    faces: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    result: Mapped[dict[str, Any]] = mapped_column(JSONB, deferred=True)


class WeekTaking(db.Model):  # type: ignore[name-defined,misc]
    """What one lead took: changes with their ids, frozen before the first of them is written; and how each ended.

    `state`: waiting, writing, stopping, done, stopped.

    `changes` say what is planned for whom: the web's role may read their ids alone, and the endings, which name no one.
    """

    __tablename__ = "week_taking"
    __table_args__ = (
        Index("ix_week_taking_team_id_at", "team_id", "at"),
        # Whose a change is, is asked with every look at the weeks: it must not be found by reading all takings of half a year.
        Index("ix_week_taking_change_ids", "change_ids", postgresql_using="gin"),
    )

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    place_id: Mapped[str] = mapped_column(ID)
    team_id: Mapped[str] = mapped_column(ID)
    first: Mapped[date] = mapped_column(Date)
    by: Mapped[str] = mapped_column(ID)
    at: Mapped[datetime] = mapped_column(TIME)
    state: Mapped[str] = mapped_column(Text)
    changes: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, deferred=True)
    change_ids: Mapped[list[str]] = mapped_column(ARRAY(ID))
    endings: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    tried_at: Mapped[datetime | None] = mapped_column(TIME)
    """When it was handed over again last, where its first job came to nothing."""


class OwnHoliday(db.Model):  # type: ignore[name-defined,misc]
    """A day that a place keeps as a holiday besides those of England and Wales; without a name, one of those that it does not keep."""

    __tablename__ = "own_holiday"

    place_id: Mapped[str] = mapped_column(ID, primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    name: Mapped[str | None] = mapped_column(Text)
    by: Mapped[str] = mapped_column(ID)
    at: Mapped[datetime] = mapped_column(TIME)
