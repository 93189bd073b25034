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


class OfABoard:
    """One team's day, or what is known of it by that day and one thing more."""

    team_id: Mapped[str] = mapped_column(ID, primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    place_id: Mapped[str] = mapped_column(ID)


class OfAJob:
    """What a job does for one team's day, by its own id."""

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    place_id: Mapped[str] = mapped_column(ID)
    team_id: Mapped[str] = mapped_column(ID)
    day: Mapped[date] = mapped_column(Date)
    state: Mapped[str] = mapped_column(Text)


class ByWhom:
    """Who did it, and when."""

    by: Mapped[str] = mapped_column(ID)
    at: Mapped[datetime] = mapped_column(TIME)


class Board(OfABoard, db.Model):  # type: ignore[name-defined,misc]
    """One team's day. `version` counts the steps of its draft: its row is what two leads who move at once wait for."""

    __tablename__ = "board"

    version: Mapped[int] = mapped_column(Integer, server_default="0")


class BoardVisit(OfABoard, ByWhom, db.Model):  # type: ignore[name-defined,misc]
    """Where the draft has a visit. `saw`: what the record said when it was put there: with it the change is published (M1)."""

    __tablename__ = "board_visit"

    visit_id: Mapped[str] = mapped_column(ID, primary_key=True)
    start: Mapped[datetime] = mapped_column(TIME)
    staff: Mapped[list[str]] = mapped_column(ARRAY(ID))
    is_pinned: Mapped[bool] = mapped_column(Boolean)
    version: Mapped[int] = mapped_column(Integer)
    saw: Mapped[dict[str, Any]] = mapped_column(JSONB)


class BoardStep(OfABoard, ByWhom, db.Model):  # type: ignore[name-defined,misc]
    """One step of a draft, and by whom. `before`, `after`: {visit: [start, [staff], is pinned]}. `about`: whose absence, where it is one."""

    __tablename__ = "board_step"

    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    before: Mapped[dict[str, Any]] = mapped_column(JSONB)
    after: Mapped[dict[str, Any]] = mapped_column(JSONB)
    about: Mapped[str | None] = mapped_column(ID)
    undone_by: Mapped[int | None] = mapped_column(Integer)


class BoardWeights(ByWhom, db.Model):  # type: ignore[name-defined,misc]
    """What a team puts first where nobody says otherwise, and who chose it when."""

    __tablename__ = "board_weights"

    team_id: Mapped[str] = mapped_column(ID, primary_key=True)
    place_id: Mapped[str] = mapped_column(ID)
    preset: Mapped[str] = mapped_column(Text)


class BoardRound(ByWhom, db.Model):  # type: ignore[name-defined,misc]
    """All teams of a place asked for at once. `teams`: {team: {"proposal": its id, or None, "message": why there is none}}."""

    __tablename__ = "board_round"

    place_id: Mapped[str] = mapped_column(ID, primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    teams: Mapped[dict[str, Any]] = mapped_column(JSONB)


class BoardProposal(OfAJob, db.Model):  # type: ignore[name-defined,misc]
    """A proposal that a job looks for. `state`: waiting, looking, ready, failed, cancelled, taken, left. Kept for a day at most."""

    __tablename__ = "board_proposal"
    __table_args__ = (Index("ix_board_proposal_team_id_day", "team_id", "day"), Index("ix_board_proposal_ends_at", "ends_at"))

    asked_by: Mapped[str] = mapped_column(ID)
    asked_at: Mapped[datetime] = mapped_column(TIME)
    ends_at: Mapped[datetime] = mapped_column(TIME)
    preset: Mapped[str] = mapped_column(Text)
    change: Mapped[str] = mapped_column(Text)
    seconds: Mapped[int] = mapped_column(Integer)
    message: Mapped[str | None] = mapped_column(Text)
    progress: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    version: Mapped[int] = mapped_column(Integer, server_default="0")
    result: Mapped[dict[str, Any] | None] = mapped_column(JSONB)


class BoardPublication(OfAJob, ByWhom, db.Model):  # type: ignore[name-defined,misc]
    """What one press of Publish writes, frozen: `changes` with their ids, so that a job that was killed goes on with the same (R6).

    `state`: waiting, writing, done. `moves`: {visit: [before, after]}; `endings`: {change: ending, sentence}.
    """

    __tablename__ = "board_publication"
    __table_args__ = (Index("ix_board_publication_team_id_day", "team_id", "day"),)

    version: Mapped[int] = mapped_column(Integer)
    changes: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    moves: Mapped[dict[str, Any]] = mapped_column(JSONB)
    halves: Mapped[dict[str, str] | None] = mapped_column(JSONB)
    """The new second halves among them, and whose each is."""
    endings: Mapped[list[dict[str, Any]] | None] = mapped_column(JSONB)
    tried_at: Mapped[datetime | None] = mapped_column(TIME)
    """When it was handed over again last, where its first job came to nothing."""
