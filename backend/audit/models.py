"""The audit trail's tables. Rows are only ever added: triggers refuse the rest (migration 0002)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ARRAY, BigInteger, DateTime, Index, LargeBinary, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import db


class AuditEvent(db.Model):  # type: ignore[name-defined,misc]
    """One thing that somebody read or did. Chained per person, so that nobody waits for another's row."""

    __tablename__ = "audit_event"
    __table_args__ = (
        Index("ix_audit_event_place_id_at", "place_id", "at"),
        # "Who has looked at this person's record?" is asked by patients and privacy officers.
        Index("ix_audit_event_bundles", "bundles", postgresql_using="gin"),
    )

    chain: Mapped[str] = mapped_column(Uuid(as_uuid=False), primary_key=True)
    """Whose chain: the member of staff, or the place where nobody was signed in (a failed sign-in, a job)."""
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    place_id: Mapped[str] = mapped_column(Uuid(as_uuid=False))
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    what: Mapped[str] = mapped_column(Text)
    """A word from `services.WHAT`."""
    staff_id: Mapped[str | None] = mapped_column(Uuid(as_uuid=False))
    device_id: Mapped[str | None] = mapped_column(Uuid(as_uuid=False))
    bundles: Mapped[list[str]] = mapped_column(ARRAY(Uuid(as_uuid=False)))
    detail: Mapped[dict[str, Any]] = mapped_column(JSONB)
    hash: Mapped[bytes] = mapped_column(LargeBinary)


class AuditSeal(db.Model):  # type: ignore[name-defined,misc]
    """The heads of all chains at one moment in one root, itself chained: a chain cut short shows against it."""

    __tablename__ = "audit_seal"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    heads: Mapped[dict[str, int]] = mapped_column(JSONB)
    root: Mapped[bytes] = mapped_column(LargeBinary)
