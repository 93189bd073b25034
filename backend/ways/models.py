"""What a team assumes of its ways, what was learnt, and the tables that a server of streets gave. None of it is a record: none has a bundle."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ARRAY, Boolean, Date, DateTime, Float, Index, Integer, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import db

ID = Uuid(as_uuid=False)
TIME = DateTime(timezone=True)


class TeamWays(db.Model):  # type: ignore[name-defined,misc]
    """What a team has said: `means` holds, by means, what it wants otherwise than assumed (`kmh`, `detour`, `fixed_minutes`). `uses_factors`,
    `uses_took`: whether days are reckoned with what arrival times and visits taught."""

    __tablename__ = "team_ways"

    team_id: Mapped[str] = mapped_column(ID, primary_key=True)
    place_id: Mapped[str] = mapped_column(ID)
    means: Mapped[dict[str, Any]] = mapped_column(JSONB)
    uses_factors: Mapped[bool] = mapped_column(Boolean)
    uses_took: Mapped[bool] = mapped_column(Boolean)
    by: Mapped[str] = mapped_column(ID)
    at: Mapped[datetime] = mapped_column(TIME)


class LearntWay(db.Model):  # type: ignore[name-defined,misc]
    """By what a team's estimates for one means are multiplied. `of`: from how many trips."""

    __tablename__ = "learnt_way"

    team_id: Mapped[str] = mapped_column(ID, primary_key=True)
    means: Mapped[str] = mapped_column(Text, primary_key=True)
    place_id: Mapped[str] = mapped_column(ID)
    factor: Mapped[float] = mapped_column(Float)
    of: Mapped[int] = mapped_column(Integer)
    at: Mapped[datetime] = mapped_column(TIME)


class LearntVisit(db.Model):  # type: ignore[name-defined,misc]
    """What the last visits of one kind to one person took, in minutes, the newest first. Read with the visits of a board alone."""

    __tablename__ = "learnt_visit"
    __table_args__ = (Index("ix_learnt_visit_at", "place_id", "at"),)

    patient_id: Mapped[str] = mapped_column(ID, primary_key=True)
    purpose: Mapped[str] = mapped_column(Text, primary_key=True)
    place_id: Mapped[str] = mapped_column(ID)
    minutes: Mapped[list[float]] = mapped_column(ARRAY(Float))
    at: Mapped[datetime] = mapped_column(TIME)


class StreetTable(db.Model):  # type: ignore[name-defined,misc]
    """Minutes between the places of a team's day by one means, row by row; −1 where the server knew none. `said`: why not all came, where so."""

    __tablename__ = "street_table"
    __table_args__ = (Index("ix_street_table_day", "day"),)

    team_id: Mapped[str] = mapped_column(ID, primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    means: Mapped[str] = mapped_column(Text, primary_key=True)
    place_id: Mapped[str] = mapped_column(ID)
    places: Mapped[list[list[float]]] = mapped_column(JSONB)
    minutes: Mapped[list[float]] = mapped_column(ARRAY(Float))
    said: Mapped[str | None] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(TIME)
