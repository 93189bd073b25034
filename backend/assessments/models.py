"""The tables of what was asked: one typed column per synced field of sync/policies.toml; all `answer.<linkId>` of a record are one JSON object."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ARRAY, Date, DateTime, ForeignKey, Index, Numeric, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import db
from backend.record.models import SyncedColumns

ID = Uuid(as_uuid=False)
NUMBER = Numeric(18, 6, asdecimal=False)


class Questionnaire(SyncedColumns, db.Model):  # type: ignore[name-defined,misc]
    """One version of a questionnaire of a place, in its `forms` bundle. `definition`: FHIR R4 Questionnaire; it never changes."""

    __tablename__ = "questionnaire"
    __table_args__ = (Index("ix_questionnaire_url", "place_id", "url", "version"),)

    url: Mapped[str | None] = mapped_column(Text)
    version: Mapped[str | None] = mapped_column(Text)
    title: Mapped[str | None] = mapped_column(Text)
    languages: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    definition: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    licence: Mapped[str | None] = mapped_column(Text)
    acknowledgement: Mapped[str | None] = mapped_column(Text)
    published_by: Mapped[str | None] = mapped_column(ID)
    published_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    status: Mapped[str | None] = mapped_column(Text)
    status_reason: Mapped[str | None] = mapped_column(Text)


class Assessment(SyncedColumns, db.Model):  # type: ignore[name-defined,misc]
    """One filling of a questionnaire about one person. `answers`: linkId → value, as on the wire."""

    __tablename__ = "assessment"
    __table_args__ = (Index("ix_assessment_questionnaire", "place_id", "questionnaire"),)

    questionnaire: Mapped[str | None] = mapped_column(Text)
    version: Mapped[str | None] = mapped_column(Text)
    ordinal: Mapped[int | None]
    visit: Mapped[str | None] = mapped_column(ID)
    begun_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    begun_by: Mapped[str | None] = mapped_column(ID)
    amends: Mapped[str | None] = mapped_column(ID)
    why: Mapped[str | None] = mapped_column(Text)
    answers: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    status: Mapped[str | None] = mapped_column(Text)
    status_reason: Mapped[str | None] = mapped_column(Text)
    completed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class AnswerRow(SyncedColumns, db.Model):  # type: ignore[name-defined,misc]
    """One row of a repeating group. `group`: the group's linkId; `parent`: the row that it stands in, where such groups are nested."""

    __tablename__ = "answer_row"

    assessment: Mapped[str | None] = mapped_column(ID, index=True)
    group: Mapped[str | None] = mapped_column(Text)
    parent: Mapped[str | None] = mapped_column(ID)
    position: Mapped[float | None] = mapped_column(NUMBER)
    answers: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    status: Mapped[str | None] = mapped_column(Text)
    status_reason: Mapped[str | None] = mapped_column(Text)


class Signature(SyncedColumns, db.Model):  # type: ignore[name-defined,misc]
    """Who stands behind the words of one section, or of all (`section` empty text); `overtaken_at`: an answer was taken into them since (R4)."""

    __tablename__ = "signature"

    assessment: Mapped[str | None] = mapped_column(ID, index=True)
    section: Mapped[str | None] = mapped_column(Text)
    content_hash: Mapped[str | None] = mapped_column(Text)
    shown: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    signed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    staff: Mapped[str | None] = mapped_column(ID)
    drawn: Mapped[str | None] = mapped_column(ID)
    overtaken_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    overtaken_by: Mapped[str | None] = mapped_column(ID)
    agrees: Mapped[bool | None]
    computed: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    status: Mapped[str | None] = mapped_column(Text)
    status_reason: Mapped[str | None] = mapped_column(Text)


class Filling(db.Model):  # type: ignore[name-defined,misc]
    """How long a part of a form took somebody of a team to fill: numbers, and nobody's (see `filling.py`). `month`: its first day."""

    __tablename__ = "form_filling"
    __table_args__ = (Index("ix_form_filling_form", "place_id", "questionnaire", "version", "month"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    place_id: Mapped[str] = mapped_column(ID, ForeignKey("place.id"))
    team_id: Mapped[str] = mapped_column(ID)
    questionnaire: Mapped[str] = mapped_column(Text)
    version: Mapped[str] = mapped_column(Text)
    section: Mapped[str] = mapped_column(Text)
    month: Mapped[date] = mapped_column(Date)
    seconds: Mapped[int]
    taps: Mapped[int]
