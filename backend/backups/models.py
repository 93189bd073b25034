"""Which backups were proved."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import DateTime, Integer, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import db


class ProvedBackup(db.Model):  # type: ignore[name-defined,misc]
    """A backup that was restored into a scratch database and found to be what was backed up. It holds nothing of the backup itself."""

    __tablename__ = "proved_backup"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    file: Mapped[str] = mapped_column(Text)
    """Its name, without the folder."""
    safe_through: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    """Every change received until then is in it."""
    proved_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    bundles: Mapped[int] = mapped_column(Integer)
    heads: Mapped[bytes] = mapped_column(LargeBinary)
    """SHA-256 over all chains' heads, as in the backup's manifest."""
