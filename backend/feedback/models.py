"""The tables of what people say. None of them syncs, names a patient, or knows the hour.

1. An answer and the words that came with it are rows of their own: nothing joins them again, and ids are chance, made at receipt.
2. No row knows which device, token, member of staff or batch it came by.
3. A time is a month. Batches are forgotten after a while, tokens when they are used.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Boolean, Date, DateTime, ForeignKey, Index, LargeBinary, Text, UniqueConstraint, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import db

UUID = Uuid(as_uuid=False)


class Answer(db.Model):  # type: ignore[name-defined,misc]
    """What one person answered, without their words."""

    __tablename__ = "feedback_answer"
    __table_args__ = (Index("ix_feedback_answer_place_month", "place_id", "month"),)

    id: Mapped[str] = mapped_column(UUID, primary_key=True)
    place_id: Mapped[str] = mapped_column(UUID)
    team_id: Mapped[str] = mapped_column(UUID)
    locality: Mapped[str] = mapped_column(Text)
    service_line: Mapped[str] = mapped_column(Text)
    month: Mapped[date] = mapped_column(Date)
    """Its first day."""
    set_key: Mapped[str] = mapped_column(Text)
    set_version: Mapped[int]
    language: Mapped[str] = mapped_column(Text)
    mode: Mapped[str] = mapped_column(Text)
    who: Mapped[str] = mapped_column(Text)
    easy_read: Mapped[bool] = mapped_column(Boolean)
    answers: Mapped[dict[str, str]] = mapped_column(JSONB)
    """Item → code."""
    is_counted: Mapped[bool] = mapped_column(Boolean)
    """Whether it is in the numbers yet: it waits until at least five of its team and month have come (analysis by weeks would else tell each)."""


class Comment(db.Model):  # type: ignore[name-defined,misc]
    """What somebody wrote, after names and numbers were taken out."""

    __tablename__ = "feedback_comment"
    __table_args__ = (Index("ix_feedback_comment_team_month", "team_id", "month"),)

    id: Mapped[str] = mapped_column(UUID, primary_key=True)
    place_id: Mapped[str] = mapped_column(UUID)
    team_id: Mapped[str] = mapped_column(UUID)
    locality: Mapped[str] = mapped_column(Text)
    month: Mapped[date] = mapped_column(Date)
    item: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(Text)
    mode: Mapped[str] = mapped_column(Text)
    who: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text)
    may_quote: Mapped[bool] = mapped_column(Boolean)
    state: Mapped[str] = mapped_column(Text)
    """to-review (a lead or manager reads it first), shown, or withheld."""
    is_listed: Mapped[bool] = mapped_column(Boolean)
    """Whether its team may see it as its own: not while so few answered that it would say who wrote it."""
    themes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    themed_by: Mapped[str | None] = mapped_column(UUID)
    """Who put its themes right; None: the word rules."""
    english: Mapped[str | None] = mapped_column(Text)
    interpreter: Mapped[str | None] = mapped_column(Text)
    concern_by: Mapped[str | None] = mapped_column(UUID)
    """Who took it up as a concern."""
    concern_on: Mapped[date | None] = mapped_column(Date)
    reviewed_by: Mapped[str | None] = mapped_column(UUID)
    reply_id: Mapped[str | None] = mapped_column(UUID)
    version: Mapped[int] = mapped_column(server_default="1")


class Batch(db.Model):  # type: ignore[name-defined,misc]
    """That a batch was taken, and what its sender was told: so that sending it again changes nothing. Kept for some days, without who sent it."""

    __tablename__ = "feedback_batch"

    id: Mapped[str] = mapped_column(UUID, primary_key=True)
    place_id: Mapped[str] = mapped_column(UUID)
    received_on: Mapped[date] = mapped_column(Date)
    endings: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)


class Token(db.Model):  # type: ignore[name-defined,misc]
    """One hand-over of a tablet. The row goes when its one answer comes; nobody is noted as its asker."""

    __tablename__ = "feedback_token"

    hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    place_id: Mapped[str] = mapped_column(UUID)
    team_id: Mapped[str] = mapped_column(UUID)
    locality: Mapped[str] = mapped_column(Text)
    service_line: Mapped[str] = mapped_column(Text)
    month: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date] = mapped_column(Date)


class Kiosk(db.Model):  # type: ignore[name-defined,misc]
    """A device that stands somewhere for people to answer on. Enrolled by a code that holds for a day and works once."""

    __tablename__ = "feedback_kiosk"

    id: Mapped[str] = mapped_column(UUID, primary_key=True)
    place_id: Mapped[str] = mapped_column(UUID)
    team_id: Mapped[str] = mapped_column(UUID)
    name: Mapped[str] = mapped_column(Text)
    """Where it stands."""
    made_by: Mapped[str] = mapped_column(UUID)
    made_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    code_hash: Mapped[bytes | None] = mapped_column(LargeBinary, unique=True)
    code_ends_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    secret_hash: Mapped[bytes | None] = mapped_column(LargeBinary, unique=True)
    enrolled_on: Mapped[date | None] = mapped_column(Date)
    revoked_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class Choice(db.Model):  # type: ignore[name-defined,misc]
    """What a team chose to ask, in which languages, and under which line it is counted."""

    __tablename__ = "feedback_choice"

    team_id: Mapped[str] = mapped_column(UUID, primary_key=True)
    place_id: Mapped[str] = mapped_column(UUID)
    set_key: Mapped[str] = mapped_column(Text)
    service_line: Mapped[str] = mapped_column(Text)
    languages: Mapped[list[str]] = mapped_column(ARRAY(Text))


class Reply(db.Model):  # type: ignore[name-defined,misc]
    """You said, we did: what people said in one sentence, what was done about it, by whom, until when."""

    __tablename__ = "feedback_reply"
    __table_args__ = (Index("ix_feedback_reply_team", "team_id"),)

    id: Mapped[str] = mapped_column(UUID, primary_key=True)
    place_id: Mapped[str] = mapped_column(UUID)
    team_id: Mapped[str] = mapped_column(UUID)
    said: Mapped[str] = mapped_column(Text)
    theme: Mapped[str | None] = mapped_column(Text)
    people: Mapped[int]
    """How many comments said it when it was written down."""
    did: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    """no-owner, under-way, done, not-now."""
    owner: Mapped[str | None] = mapped_column(UUID)
    opened_on: Mapped[date] = mapped_column(Date)
    until: Mapped[date | None] = mapped_column(Date)
    ended_on: Mapped[date | None] = mapped_column(Date)
    """Since when it is done, or when it was said that it cannot be now."""
    translations: Mapped[dict[str, dict[str, str]]] = mapped_column(JSONB)
    """Language → said, did, by (a named interpreter), on (a date)."""
    version: Mapped[int] = mapped_column(server_default="1")


class Summary(db.Model):  # type: ignore[name-defined,misc]
    """What may be shown of one team, locality or the whole place: made by a job, small numbers already hidden."""

    __tablename__ = "feedback_summary"

    place_id: Mapped[str] = mapped_column(UUID, primary_key=True)
    scope: Mapped[str] = mapped_column(Text, primary_key=True)
    """team:<id>, locality:<name> or place."""
    team_id: Mapped[str | None] = mapped_column(UUID)
    made_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    body: Mapped[dict[str, Any]] = mapped_column(JSONB)


class SignOff(db.Model):  # type: ignore[name-defined,misc]
    """That the words around the questions, in one wording of one language, may be read by people: who checked them, and when."""

    __tablename__ = "feedback_sign_off"

    place_id: Mapped[str] = mapped_column(UUID, ForeignKey("place.id"), primary_key=True)
    language: Mapped[str] = mapped_column(Text, primary_key=True)
    digest: Mapped[str] = mapped_column(Text)
    """SHA-256 of the wording, as the kiosk computes it from its own file."""
    checked_by: Mapped[str] = mapped_column(Text)
    checked_on: Mapped[date] = mapped_column(Date)
    noted_by: Mapped[str] = mapped_column(UUID)


class Recording(db.Model):  # type: ignore[name-defined,misc]
    """Something said aloud at a kiosk: the name of a language, a question, an answer, a word around them."""

    __tablename__ = "feedback_recording"
    __table_args__ = (UniqueConstraint("place_id", "language", "key", name="uq_feedback_recording_place_id"),)

    id: Mapped[str] = mapped_column(UUID, primary_key=True)
    """Of this sound: under it a kiosk asks for it and keeps it. Another sound for the same words has another."""
    place_id: Mapped[str] = mapped_column(UUID, ForeignKey("place.id"))
    language: Mapped[str] = mapped_column(Text)
    key: Mapped[str] = mapped_column(Text)
    content_type: Mapped[str] = mapped_column(Text)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    checked_by: Mapped[str] = mapped_column(Text)
    checked_on: Mapped[date] = mapped_column(Date)
    noted_by: Mapped[str] = mapped_column(UUID)
