"""The table of grants. A row is a legitimate relationship: who, whose record, which parts, why, from when, until when (R9)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ARRAY, CheckConstraint, DateTime, Index, Text, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import db

WHY = ("caseload", "visit", "created", "referral", "oversight", "break-glass", "meeting")
"""Why somebody may see a record. `caseload`: own patients; `visit`: asked to visit; `created`: wrote the record's first line.

`meeting` is no ground: it lets travel what another grant opens (`rules` 7)."""


class Grant(db.Model):  # type: ignore[name-defined,misc]
    """One grant. It ends by time (`until`) without any job, or by a person (`ended_at`); rows are never deleted."""

    __tablename__ = "grants"
    __table_args__ = (
        CheckConstraint("(staff_id is null) <> (team_id is null)", name="one_holder"),
        CheckConstraint("cardinality(parts) > 0", name="has_parts"),
        CheckConstraint("why in ({})".format(", ".join(f"'{why}'" for why in WHY)), name="why_known"),
        CheckConstraint("(why = 'visit') = (visit_id is not null)", name="visit_named"),
        CheckConstraint("meeting_id is null or why = 'meeting'", name="meeting_named"),
        # What a person holds, what a team holds, who holds a bundle, whom a visit let in, what a meeting lets travel: each is one short index scan.
        Index("ix_grants_staff_id", "staff_id", "until", postgresql_where=text("staff_id is not null and ended_at is null")),
        Index("ix_grants_team_id", "team_id", "until", postgresql_where=text("team_id is not null and ended_at is null")),
        Index("ix_grants_bundle_id", "bundle_id"),
        Index("ix_grants_visit_id", "visit_id", postgresql_where=text("visit_id is not null")),
        Index("ix_grants_meeting_id", "meeting_id", postgresql_where=text("meeting_id is not null")),
    )

    id: Mapped[str] = mapped_column(Uuid(as_uuid=False), primary_key=True)
    place_id: Mapped[str] = mapped_column(Uuid(as_uuid=False))
    staff_id: Mapped[str | None] = mapped_column(Uuid(as_uuid=False))
    team_id: Mapped[str | None] = mapped_column(Uuid(as_uuid=False))
    bundle_id: Mapped[str] = mapped_column(Uuid(as_uuid=False))
    parts: Mapped[list[str]] = mapped_column(ARRAY(Text))
    why: Mapped[str] = mapped_column(Text)
    carried: Mapped[bool]
    """Travels to tablets. Oversight, desk work and break-glass are read online and do not."""
    since: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    carried_from: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    """A visit further off than 28 days may be read, and travels from here on; so does what a meeting lets travel."""
    visit_id: Mapped[str | None] = mapped_column(Uuid(as_uuid=False))
    visit_start: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    visit_end: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    """The latest planned end under which this person was asked: who was offline when it moved may still go by the old plan (R3)."""
    meeting_id: Mapped[str | None] = mapped_column(Uuid(as_uuid=False))
    """The meeting for whose list the record travels: it ends with it."""
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    ended_by: Mapped[str | None] = mapped_column(Uuid(as_uuid=False))
    ended_reason: Mapped[str | None] = mapped_column(Text)


class TeamLeft(db.Model):  # type: ignore[name-defined,misc]
    """Until when somebody was in a team they left: what they wrote offline as its member is judged by it."""

    __tablename__ = "team_left"

    staff_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), primary_key=True)
    team_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), primary_key=True)
    place_id: Mapped[str] = mapped_column(Uuid(as_uuid=False))
    left_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
