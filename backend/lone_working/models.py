"""The table of alarms: one typed column per synced field of sync/policies.toml, of the same name."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ARRAY, DateTime, Index, Text, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import db
from backend.record.models import SyncedColumns

ID = Uuid(as_uuid=False)
TIME = DateTime(timezone=True)


class Alarm(SyncedColumns, db.Model):  # type: ignore[name-defined,misc]
    """One reader's copy of one alarm, in their own bundle. It names no patient: whoever may see the visit finds it by its id.

    `matter`: what it is about, the same in all copies ("overdue:<attendance>:<when>"); with the reader it makes the id (R1).
    """

    __tablename__ = "alarm"
    __table_args__ = (
        Index("ix_alarm_open", "place_id", postgresql_where=text("ended_at is null")),
        Index("ix_alarm_about", "about"),
    )

    matter: Mapped[str | None] = mapped_column(Text)
    reader: Mapped[str | None] = mapped_column(ID)
    about: Mapped[str | None] = mapped_column(ID)
    cause: Mapped[str | None] = mapped_column(Text)
    visit: Mapped[str | None] = mapped_column(ID)
    due_at: Mapped[datetime | None] = mapped_column(TIME)
    raised_at: Mapped[datetime | None] = mapped_column(TIME)
    arrived_at: Mapped[datetime | None] = mapped_column(TIME)
    left_at: Mapped[datetime | None] = mapped_column(TIME)
    heard_at: Mapped[datetime | None] = mapped_column(TIME)
    buddy: Mapped[str | None] = mapped_column(ID)
    buddy_told_at: Mapped[datetime | None] = mapped_column(TIME)
    leads: Mapped[list[str] | None] = mapped_column(ARRAY(ID))
    leads_told_at: Mapped[datetime | None] = mapped_column(TIME)
    answered_by: Mapped[str | None] = mapped_column(ID)
    answered_at: Mapped[datetime | None] = mapped_column(TIME)
    answer_was: Mapped[str | None] = mapped_column(Text)
    answer_words_were: Mapped[str | None] = mapped_column(Text)
    ended_at: Mapped[datetime | None] = mapped_column(TIME)
    ended_how: Mapped[str | None] = mapped_column(Text)
    ended_by: Mapped[str | None] = mapped_column(ID)
    ended_words: Mapped[str | None] = mapped_column(Text)
    answer: Mapped[str | None] = mapped_column(Text)
    answer_words: Mapped[str | None] = mapped_column(Text)
    answer_at: Mapped[datetime | None] = mapped_column(TIME)
