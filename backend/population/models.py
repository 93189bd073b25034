"""The synced judgement of a person's risk; and, of the place, the monthly runs with what each said of whom."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, DateTime, ForeignKey, Index, Numeric, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import db
from backend.record.models import SyncedColumns

ID = Uuid(as_uuid=False)


class RiskJudgement(SyncedColumns, db.Model):  # type: ignore[name-defined,misc]
    """That a named professional judges otherwise than `patient.risk_band`. One per person; no `band`: nobody does."""

    __tablename__ = "risk_judgement"
    __table_args__ = (Index("ix_risk_judgement_patient_id", "patient_id"),)

    band: Mapped[str | None] = mapped_column(Text)
    instead_of: Mapped[str | None] = mapped_column(Text)
    judged_on: Mapped[date | None] = mapped_column(Date)
    judged_by: Mapped[str | None] = mapped_column(ID)
    why: Mapped[str | None] = mapped_column(Text)


class RiskRun(db.Model):  # type: ignore[name-defined,misc]
    """One practice's monthly risk stratification, as imported. `people`: how many were on its list; `sha256`: of what it said (`importing`)."""

    __tablename__ = "risk_run"
    __table_args__ = (Index("ix_risk_run_place_id", "place_id", "run_on"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    place_id: Mapped[str] = mapped_column(ID)
    practice_id: Mapped[str] = mapped_column(ID)
    run_on: Mapped[date] = mapped_column(Date)
    model: Mapped[str] = mapped_column(Text)
    version: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    by_rank: Mapped[bool]
    """Its bands were made here, by rank of the scores in the whole file; else they came as bands."""
    people: Mapped[int]
    very_high: Mapped[int]
    high: Mapped[int]
    moderate: Mapped[int]
    sha256: Mapped[str] = mapped_column(Text)
    imported_by: Mapped[str] = mapped_column(Text)
    imported_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    done_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    """When all that it says had reached the record. Without it the import was broken off: the same file again goes on."""


class RiskRunBand(db.Model):  # type: ignore[name-defined,misc]
    """What a run said of one person, above low: who is of the run's list and not here was low."""

    __tablename__ = "risk_run_band"
    __table_args__ = (Index("ix_risk_run_band_patient_id", "patient_id"),)

    run_id: Mapped[str] = mapped_column(ForeignKey("risk_run.id", ondelete="CASCADE"), primary_key=True)
    patient_id: Mapped[str] = mapped_column(ID, primary_key=True)
    place_id: Mapped[str] = mapped_column(ID)
    band: Mapped[str] = mapped_column(Text)
    score: Mapped[float | None] = mapped_column(Numeric(18, 6, asdecimal=False))
