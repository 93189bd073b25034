"""The tables of meetings: one typed column per synced field of sync/policies.toml, of the same name."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ARRAY, Date, DateTime, Index, Numeric, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import db
from backend.record.models import SyncedColumns

ID = Uuid(as_uuid=False)


class Meeting(SyncedColumns, db.Model):  # type: ignore[name-defined,misc]
    """A team's meeting. Everyone in the place carries it, so it names no patient: who is talked about stands in their own record."""

    __tablename__ = "meeting"

    team: Mapped[str | None] = mapped_column(ID)
    title: Mapped[str | None] = mapped_column(Text)
    starts_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    ends_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    place: Mapped[str | None] = mapped_column(Text)
    link: Mapped[str | None] = mapped_column(Text)
    chair: Mapped[str | None] = mapped_column(ID)
    attended: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    status: Mapped[str | None] = mapped_column(Text)
    status_reason: Mapped[str | None] = mapped_column(Text)


class MeetingItem(SyncedColumns, db.Model):  # type: ignore[name-defined,misc]
    """One person's place on a meeting's list, and how it stands: all that part `core` tells. One per meeting and person (R1)."""

    __tablename__ = "meeting_item"
    __table_args__ = (Index("ix_meeting_item_meeting", "meeting"),)

    meeting: Mapped[str | None] = mapped_column(ID)
    team: Mapped[str | None] = mapped_column(ID)
    held_on: Mapped[date | None] = mapped_column(Date)
    position: Mapped[float | None] = mapped_column(Numeric(18, 6, asdecimal=False))
    status: Mapped[str | None] = mapped_column(Text)


class MeetingTalk(SyncedColumns, db.Model):  # type: ignore[name-defined,misc]
    """What is said about one person at a meeting: the question, who was there, what was said and decided, why it was put off. In part `more`."""

    __tablename__ = "meeting_talk"

    meeting: Mapped[str | None] = mapped_column(ID)
    question: Mapped[str | None] = mapped_column(Text)
    asked_by: Mapped[str | None] = mapped_column(ID)
    attended: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    discussion: Mapped[str | None] = mapped_column(Text)
    decision: Mapped[str | None] = mapped_column(Text)
    outcome_reason: Mapped[str | None] = mapped_column(Text)
