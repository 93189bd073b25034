"""The tables of the day: one typed column per synced field of sync/policies.toml, of the same name."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ARRAY, Date, DateTime, Float, Index, Text, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import db
from backend.record.models import SyncedColumns

ID = Uuid(as_uuid=False)


class Visit(SyncedColumns, db.Model):  # type: ignore[name-defined,misc]
    """The plan (R3): when, what for, who is asked. Its state is computed: `services.state`."""

    __tablename__ = "visit"
    __table_args__ = (
        Index("ix_visit_place_id_planned_start", "place_id", "planned_start"),
        Index("ix_visit_series", "series", "series_day", postgresql_where=text("series is not null")),
    )

    planned_start: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    planned_end: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    is_fixed: Mapped[bool | None]
    asked: Mapped[list[str] | None] = mapped_column(ARRAY(ID))
    purpose: Mapped[str | None] = mapped_column(Text)
    instructions: Mapped[str | None] = mapped_column(Text)
    actions: Mapped[list[str] | None] = mapped_column(ARRAY(ID))
    team: Mapped[str | None] = mapped_column(ID)
    window_start: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    window_end: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    window_is_hard: Mapped[bool | None]
    window_reason: Mapped[str | None] = mapped_column(Text)
    people: Mapped[int | None]
    skills: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    priority: Mapped[int | None]
    after_visit: Mapped[str | None] = mapped_column(ID)
    gap_least_minutes: Mapped[int | None]
    gap_most_minutes: Mapped[int | None]
    is_pinned: Mapped[bool | None]
    status: Mapped[str | None] = mapped_column(Text)
    status_reason: Mapped[str | None] = mapped_column(Text)
    cancelled_by: Mapped[str | None] = mapped_column(Text)
    cancelled_why: Mapped[str | None] = mapped_column(Text)
    cancelled_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    series: Mapped[str | None] = mapped_column(ID)
    series_day: Mapped[date | None] = mapped_column(Date)
    series_ordinal: Mapped[int | None]


class Attendance(SyncedColumns, db.Model):  # type: ignore[name-defined,misc]
    """What happened to one person at one visit (R3). One per visit and person (R1)."""

    __tablename__ = "attendance"
    __table_args__ = (
        Index("ix_attendance_visit", "visit"),
        Index("ix_attendance_place_id_arrived_at", "place_id", "arrived_at"),
        Index("ix_attendance_patient_id_arrived_at", "patient_id", "arrived_at"),  # whether somebody was seen since they were referred
    )

    visit: Mapped[str | None] = mapped_column(ID)
    staff: Mapped[str | None] = mapped_column(ID)
    arrived_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    leave_by: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    left_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    outcome: Mapped[str | None] = mapped_column(Text)
    outcome_reason: Mapped[str | None] = mapped_column(Text)


class Done(SyncedColumns, db.Model):  # type: ignore[name-defined,misc]
    """Something given or done, or not and why: an event (R1)."""

    __tablename__ = "done"
    __table_args__ = (Index("ix_done_visit", "visit"),)

    visit: Mapped[str | None] = mapped_column(ID)
    action: Mapped[str | None] = mapped_column(ID)
    ordinal: Mapped[int | None]
    outcome: Mapped[str | None] = mapped_column(Text)
    reason: Mapped[str | None] = mapped_column(Text)
    words: Mapped[str | None] = mapped_column(Text)
    done_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    staff: Mapped[str | None] = mapped_column(ID)
    status: Mapped[str | None] = mapped_column(Text)
    status_reason: Mapped[str | None] = mapped_column(Text)


class MyDay(SyncedColumns, db.Model):  # type: ignore[name-defined,misc]
    """One day of one member of staff. In their own bundle."""

    __tablename__ = "my_day"
    __table_args__ = (Index("ix_my_day_day", "place_id", "day"),)

    day: Mapped[date | None] = mapped_column(Date)
    shift_start: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    shift_end: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    means: Mapped[str | None] = mapped_column(Text)
    break_start: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    break_end: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    break_where: Mapped[str | None] = mapped_column(Text)
    base_name: Mapped[str | None] = mapped_column(Text)
    base_latitude: Mapped[float | None] = mapped_column(Float)
    base_longitude: Mapped[float | None] = mapped_column(Float)
    away: Mapped[str | None] = mapped_column(Text)
    away_since: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    order: Mapped[list[str] | None] = mapped_column(ARRAY(ID))
    late_minutes: Mapped[int | None]
    late_said_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    buddy: Mapped[str | None] = mapped_column(ID)
    ring_asked_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    ring_asked_visit: Mapped[str | None] = mapped_column(ID)
