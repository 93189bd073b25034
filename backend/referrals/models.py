"""The table of referrals: one typed column per synced field of sync/policies.toml, of the same name."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ARRAY, Date, DateTime, Index, Text, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import db
from backend.record.models import SyncedColumns

ID = Uuid(as_uuid=False)
WHEN = DateTime(timezone=True)


class Referral(SyncedColumns, db.Model):  # type: ignore[name-defined,misc]
    """Somebody asks us to see a person. In part `more`: who wrote what of whom is no more for the voluntary sector than notes are.

    When the person was first seen is computed: the view `referral_first_contact` (id, place_id, seen_at, attendance). `told_seen_at` is only
    what somebody says of a contact that nobody wrote here.
    """

    __tablename__ = "referral"
    __table_args__ = (
        # What is open in a place; what a month received; what each clock did in a month.
        Index("ix_referral_open", "place_id", "status", postgresql_where=text("status is null or status in ('new', 'triage', 'asked', 'accepted')")),
        Index("ix_referral_place_id_received_at", "place_id", "received_at"),
        Index("ix_referral_place_id_clock", "place_id", "clock_type", "clock_started_at"),
    )

    received_at: Mapped[datetime | None] = mapped_column(WHEN)
    source: Mapped[str | None] = mapped_column(Text)
    came_by: Mapped[str | None] = mapped_column(Text)
    from_organisation: Mapped[str | None] = mapped_column(Text)
    from_code: Mapped[str | None] = mapped_column(Text)
    from_unit: Mapped[str | None] = mapped_column(Text)
    from_person: Mapped[str | None] = mapped_column(Text)
    from_role: Mapped[str | None] = mapped_column(Text)
    from_staff_group: Mapped[str | None] = mapped_column(Text)
    from_phone: Mapped[str | None] = mapped_column(Text)
    why: Mapped[str | None] = mapped_column(Text)
    reason: Mapped[str | None] = mapped_column(Text)
    other_reasons: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    words: Mapped[str | None] = mapped_column(Text)
    asks: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    priority: Mapped[str | None] = mapped_column(Text)
    clock_type: Mapped[str | None] = mapped_column(Text)
    clock_started_at: Mapped[datetime | None] = mapped_column(WHEN)
    triaged_by: Mapped[str | None] = mapped_column(ID)
    triage_started_at: Mapped[datetime | None] = mapped_column(WHEN)
    asked_whom: Mapped[str | None] = mapped_column(Text)
    asked_what: Mapped[str | None] = mapped_column(Text)
    asked_at: Mapped[datetime | None] = mapped_column(WHEN)
    answer: Mapped[str | None] = mapped_column(Text)
    answered_at: Mapped[datetime | None] = mapped_column(WHEN)
    status: Mapped[str | None] = mapped_column(Text)
    status_reason: Mapped[str | None] = mapped_column(Text)
    team: Mapped[str | None] = mapped_column(ID)
    decided_at: Mapped[datetime | None] = mapped_column(WHEN)
    advice: Mapped[str | None] = mapped_column(Text)
    rejection_reason: Mapped[str | None] = mapped_column(Text)
    closed_at: Mapped[datetime | None] = mapped_column(WHEN)
    closure_reason: Mapped[str | None] = mapped_column(Text)
    joined_with: Mapped[str | None] = mapped_column(ID)
    told_seen_at: Mapped[datetime | None] = mapped_column(WHEN)
    told_seen_by: Mapped[str | None] = mapped_column(Text)
    apart_from: Mapped[list[str] | None] = mapped_column(ARRAY(ID))
    apart_why: Mapped[str | None] = mapped_column(Text)
    letter_on: Mapped[date | None] = mapped_column(Date)
    onward_on: Mapped[date | None] = mapped_column(Date)
    onward_to: Mapped[str | None] = mapped_column(Text)
    onward_code: Mapped[str | None] = mapped_column(Text)
    onward_reason: Mapped[str | None] = mapped_column(Text)
