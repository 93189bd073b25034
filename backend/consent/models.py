"""The table of consent: one typed column per synced field of sync/policies.toml, of the same name."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import db
from backend.record.models import SyncedColumns

ID = Uuid(as_uuid=False)


class Consent(SyncedColumns, db.Model):  # type: ignore[name-defined,misc]
    """One answer to one question of sharing: what was agreed or refused, by whom, how, when; and its withdrawal."""

    __tablename__ = "consent"

    scope: Mapped[str | None] = mapped_column(Text)
    purpose: Mapped[str | None] = mapped_column(Text)
    decision: Mapped[str | None] = mapped_column(Text)
    with_whom: Mapped[str | None] = mapped_column(Text)
    given_by: Mapped[str | None] = mapped_column(Text)
    given_by_name: Mapped[str | None] = mapped_column(Text)
    capacity: Mapped[str | None] = mapped_column(ID)
    how: Mapped[str | None] = mapped_column(Text)
    kept_where: Mapped[str | None] = mapped_column(Text)
    given_on: Mapped[date | None] = mapped_column(Date)
    taken_by: Mapped[str | None] = mapped_column(ID)
    status: Mapped[str | None] = mapped_column(Text)
    status_reason: Mapped[str | None] = mapped_column(Text)
    withdrawn_on: Mapped[date | None] = mapped_column(Date)
    withdrawn_by: Mapped[str | None] = mapped_column(Text)
