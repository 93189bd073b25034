"""The shared draft of a team's day, its steps, proposals and publications. On no tablet: what is published is a visit, and travels as one.

None of these rows is a record: none has a bundle. They name visits by id; who may read a visit's row, sees what stands here about it.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ARRAY, Boolean, Date, DateTime, Index, Integer, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import db

ID = Uuid(as_uuid=False)
TIME = DateTime(timezone=True)


class Board(db.Model):  # type: ignore[name-defined,misc]
    """One team's day. `version` counts the steps of its draft: its row is what two leads who move at once wait for."""

    __tablename__ = "board"

    team_id: Mapped[str] = mapped_column(ID, primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    place_id: Mapped[str] = mapped_column(ID)
    version: Mapped[int] = mapped_column(Integer, server_default="0")


class BoardVisit(db.Model):  # type: ignore[name-defined,misc]
    """Where the draft has a visit. `saw`: what the record said when it was put there: with it the change is published (M1)."""

    __tablename__ = "board_visit"

    team_id: Mapped[str] = mapped_column(ID, primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    visit_id: Mapped[str] = mapped_column(ID, primary_key=True)
    place_id: Mapped[str] = mapped_column(ID)
    start: Mapped[datetime] = mapped_column(TIME)
    staff: Mapped[list[str]] = mapped_column(ARRAY(ID))
    is_pinned: Mapped[bool] = mapped_column(Boolean)
    version: Mapped[int] = mapped_column(Integer)
    by: Mapped[str] = mapped_column(ID)
    at: Mapped[datetime] = mapped_column(TIME)
    saw: Mapped[dict[str, Any]] = mapped_column(JSONB)


class BoardStep(db.Model):  # type: ignore[name-defined,misc]
    """One step of a draft, and by whom. `before`, `after`: {visit: [start, [staff], is pinned]}. `about`: whose absence, where it is one."""

    __tablename__ = "board_step"

    team_id: Mapped[str] = mapped_column(ID, primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    place_id: Mapped[str] = mapped_column(ID)
    kind: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(ID)
    at: Mapped[datetime] = mapped_column(TIME)
    before: Mapped[dict[str, Any]] = mapped_column(JSONB)
    after: Mapped[dict[str, Any]] = mapped_column(JSONB)
    about: Mapped[str | None] = mapped_column(ID)
    undone_by: Mapped[int | None] = mapped_column(Integer)


class BoardProposal(db.Model):  # type: ignore[name-defined,misc]
    """A proposal that a job looks for. `state`: waiting, looking, ready, failed, cancelled, taken, left. Kept for a day at most."""

    __tablename__ = "board_proposal"
    __table_args__ = (Index("ix_board_proposal_team_id_day", "team_id", "day"), Index("ix_board_proposal_ends_at", "ends_at"))

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    place_id: Mapped[str] = mapped_column(ID)
    team_id: Mapped[str] = mapped_column(ID)
    day: Mapped[date] = mapped_column(Date)
    asked_by: Mapped[str] = mapped_column(ID)
    asked_at: Mapped[datetime] = mapped_column(TIME)
    ends_at: Mapped[datetime] = mapped_column(TIME)
    preset: Mapped[str] = mapped_column(Text)
    change: Mapped[str] = mapped_column(Text)
    seconds: Mapped[int] = mapped_column(Integer)
    state: Mapped[str] = mapped_column(Text)
    message: Mapped[str | None] = mapped_column(Text)
    progress: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    version: Mapped[int] = mapped_column(Integer, server_default="0")
    result: Mapped[dict[str, Any] | None] = mapped_column(JSONB)


class BoardPublication(db.Model):  # type: ignore[name-defined,misc]
    """What one press of Publish writes, frozen: `changes` with their ids, so that a job that was killed goes on with the same (R6).

    `state`: waiting, writing, done. `moves`: {visit: [before, after]}; `endings`: {change: ending, sentence}.
    """

    __tablename__ = "board_publication"
    __table_args__ = (Index("ix_board_publication_team_id_day", "team_id", "day"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    place_id: Mapped[str] = mapped_column(ID)
    team_id: Mapped[str] = mapped_column(ID)
    day: Mapped[date] = mapped_column(Date)
    by: Mapped[str] = mapped_column(ID)
    at: Mapped[datetime] = mapped_column(TIME)
    version: Mapped[int] = mapped_column(Integer)
    state: Mapped[str] = mapped_column(Text)
    changes: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    moves: Mapped[dict[str, Any]] = mapped_column(JSONB)
    endings: Mapped[list[dict[str, Any]] | None] = mapped_column(JSONB)
