"""The tables of signing in. None of them syncs, and none holds anything clinical."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import DateTime, ForeignKey, Index, LargeBinary, Text, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import db


class Account(db.Model):  # type: ignore[name-defined,misc]
    """A local account: one member of staff, one email address, one password."""

    __tablename__ = "account"

    id: Mapped[str] = mapped_column(Uuid(as_uuid=False), primary_key=True)
    place_id: Mapped[str] = mapped_column(Uuid(as_uuid=False))
    staff_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), unique=True)
    email: Mapped[str] = mapped_column(Text, unique=True)
    """As `passwords.email_key` writes it, so that capitals do not matter."""
    password_hash: Mapped[str] = mapped_column(Text)
    """Argon2id, with its parameters and salt."""
    disabled_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    made_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class Device(db.Model):  # type: ignore[name-defined,misc]
    """A tablet, phone or desktop, under the id that it made for itself at its first sign-in."""

    __tablename__ = "device"

    id: Mapped[str] = mapped_column(Uuid(as_uuid=False), primary_key=True)
    place_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), primary_key=True)
    """With the id the key: what one place's device calls itself says nothing about another's."""
    first_seen_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    last_seen_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    last_staff_id: Mapped[str] = mapped_column(Uuid(as_uuid=False))


class AccountSession(db.Model):  # type: ignore[name-defined,misc]
    """One signed-in browser. The cookie holds a token, this row its hash: ending the row ends the session, wherever the cookie is."""

    __tablename__ = "account_session"
    __table_args__ = (Index("ix_account_session_open", "account_id", postgresql_where=text("ended_at is null")),)

    id: Mapped[str] = mapped_column(Uuid(as_uuid=False), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"))
    token_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    proof_hash: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Of the secret that the app made at sign-in and sends with each request: without it the cookie opens nothing. None: signed in without one."""
    device_id: Mapped[str | None] = mapped_column(Uuid(as_uuid=False))
    made_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    seen_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    """Its last contact, to the hour."""
    ends_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
