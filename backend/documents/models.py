"""A document that somebody asked for: what of, in which form, how far it is, and the file for as long as it is kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ARRAY, CheckConstraint, DateTime, ForeignKey, Index, Integer, LargeBinary, Text, Uuid
from sqlalchemy.orm import Mapped, deferred, mapped_column

from backend.database import db

ID = Uuid(as_uuid=False)


class Document(db.Model):  # type: ignore[name-defined,misc]
    """`state`: waiting, making, ready, failed; a cancelled one is gone. `why`: a code of `services.FAILURES` where it failed.

    `parts`: of the record, those that it was read from: whoever may no longer read one of them sees the document no more.
    `content` is there when it is ready, until `ends_at`: it is a copy of the record, so it is not kept longer than it takes to fetch it.
    """

    __tablename__ = "document"
    __table_args__ = (
        Index("ix_document_ends_at", "ends_at"),
        Index("ix_document_asked_by", "asked_by"),
        CheckConstraint("cardinality(parts) > 0", "parts"),
    )

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    place_id: Mapped[str] = mapped_column(ID, ForeignKey("place.id"))
    bundle_id: Mapped[str] = mapped_column(ID)
    parts: Mapped[list[str]] = mapped_column(ARRAY(Text))
    asked_by: Mapped[str] = mapped_column(ID)
    asked_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    ends_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    what: Mapped[str] = mapped_column(Text)
    size: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    why: Mapped[str | None] = mapped_column(Text)
    title: Mapped[str | None] = mapped_column(Text)
    pages: Mapped[int | None] = mapped_column(Integer)
    content: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))
