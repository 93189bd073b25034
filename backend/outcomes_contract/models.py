"""The tables of a contract: each version whole, rows only added (a trigger refuses the rest), so that what was agreed when can be told for ever."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import BigInteger, CheckConstraint, Date, DateTime, ForeignKey, ForeignKeyConstraint, Numeric, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import db

ID = Uuid(as_uuid=False)
PER_CENT, VALUE = Numeric(5, 2), Numeric(11, 2)


class ContractVersion(db.Model):  # type: ignore[name-defined,misc]
    """A contract of a place, from `version` 1, as `made_by` made it then, and why. The newest is in force."""

    __tablename__ = "contract_version"
    __table_args__ = (
        CheckConstraint("yearly_pence >= 0", name="yearly_pence"),
        CheckConstraint("first_share > 0 and first_share <= last_share and last_share <= 100", name="share"),
        CheckConstraint("years between 2 and 10 and extension_years between 0 and 10", name="years"),
    )

    place_id: Mapped[str] = mapped_column(ID, ForeignKey("place.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    made_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    made_by: Mapped[str] = mapped_column(ID)
    why: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    starts_on: Mapped[date] = mapped_column(Date)
    years: Mapped[int]
    extension_years: Mapped[int]
    first_share: Mapped[Decimal] = mapped_column(PER_CENT)
    last_share: Mapped[Decimal] = mapped_column(PER_CENT)
    yearly_pence: Mapped[int] = mapped_column(BigInteger)


class ContractMeasure(db.Model):  # type: ignore[name-defined,misc]
    """One measure of a version, `position` its place in it from 0."""

    __tablename__ = "contract_measure"
    __table_args__ = (
        ForeignKeyConstraint(["place_id", "version"], ["contract_version.place_id", "contract_version.version"]),
        CheckConstraint("weight > 0 and weight <= 100", name="weight"),
        CheckConstraint("baseline >= 0 and target >= 0 and baseline <> target", name="target"),
    )

    place_id: Mapped[str] = mapped_column(ID, primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    measure: Mapped[str] = mapped_column(Text)
    weight: Mapped[Decimal] = mapped_column(PER_CENT)
    baseline: Mapped[Decimal] = mapped_column(VALUE)
    target: Mapped[Decimal] = mapped_column(VALUE)


class ContractSegment(db.Model):  # type: ignore[name-defined,misc]
    """One segment of a version, on paper, `position` its place in it from 0."""

    __tablename__ = "contract_segment"
    __table_args__ = (
        ForeignKeyConstraint(["place_id", "version"], ["contract_version.place_id", "contract_version.version"]),
        CheckConstraint("people >= 0 and person_pence >= 0 and cost_pence >= 0", name="paper"),
    )

    place_id: Mapped[str] = mapped_column(ID, primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(Text)
    people: Mapped[int]
    person_pence: Mapped[int] = mapped_column(BigInteger)
    cost_pence: Mapped[int] = mapped_column(BigInteger)
