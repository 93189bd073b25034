"""What files from outside said: which file, of which months; the events of people in it; and how many people live here."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, DateTime, ForeignKey, Index, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import db

ID = Uuid(as_uuid=False)


class OutsideFile(db.Model):  # type: ignore[name-defined,misc]
    """One file that was taken. `sort`: of `sorts.SORTS`, or "population". `first_month`, `last_month`: it tells all of its sort in these; a
    population has none. `sha256`: of its bytes. A file that a later one replaced stays here: who told what, and when, is not forgotten."""

    __tablename__ = "outside_file"
    __table_args__ = (Index("ix_outside_file_place_id", "place_id", "sort"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    place_id: Mapped[str] = mapped_column(ID)
    sort: Mapped[str] = mapped_column(Text)
    first_month: Mapped[date | None] = mapped_column(Date)
    last_month: Mapped[date | None] = mapped_column(Date)
    source: Mapped[str] = mapped_column(Text)
    lines: Mapped[int]
    sha256: Mapped[str] = mapped_column(Text)
    imported_by: Mapped[str] = mapped_column(Text)
    imported_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class OutsideEvent(db.Model):  # type: ignore[name-defined,misc]
    """One event of one person. `starts_on`, `ends_on`, `code`, `outcome`: as `sorts.SORTS` has them. `age`: in whole years on `starts_on`."""

    __tablename__ = "outside_event"
    __table_args__ = (Index("ix_outside_event_place_id", "place_id", "sort", "starts_on"), Index("ix_outside_event_patient_id", "patient_id"))

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    file_id: Mapped[str] = mapped_column(ForeignKey("outside_file.id"))
    place_id: Mapped[str] = mapped_column(ID)
    patient_id: Mapped[str] = mapped_column(ID)
    sort: Mapped[str] = mapped_column(Text)
    starts_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date | None] = mapped_column(Date)
    code: Mapped[str | None] = mapped_column(Text)
    outcome: Mapped[str | None] = mapped_column(Text)
    age: Mapped[int | None]


class OutsidePopulation(db.Model):  # type: ignore[name-defined,misc]
    """How many people from an age on lived in the place on a day, as somebody estimated it."""

    __tablename__ = "outside_population"

    place_id: Mapped[str] = mapped_column(ID, primary_key=True)
    on_day: Mapped[date] = mapped_column(Date, primary_key=True)
    from_age: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    file_id: Mapped[str] = mapped_column(ForeignKey("outside_file.id"))
    people: Mapped[int]
