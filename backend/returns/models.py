"""The tables of the returns: what a place says of its codes, and who may send its returns."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import DateTime, ForeignKey, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import db

ID = Uuid(as_uuid=False)


class Code(db.Model):  # type: ignore[name-defined,misc]
    """One line of a place's code map. `list`: of `codes.MAPS`. No terminology is shipped: whoever runs the place says what its words are."""

    __tablename__ = "return_code"

    place_id: Mapped[str] = mapped_column(ID, ForeignKey("place.id"), primary_key=True)
    list: Mapped[str] = mapped_column(Text, primary_key=True)
    word: Mapped[str] = mapped_column(Text, primary_key=True)
    code: Mapped[str] = mapped_column(Text)


class Sender(db.Model):  # type: ignore[name-defined,misc]
    """A manager whom the place lets make its returns, in which people can be told. Nobody may who does not stand here."""

    __tablename__ = "return_sender"

    place_id: Mapped[str] = mapped_column(ID, ForeignKey("place.id"), primary_key=True)
    staff_id: Mapped[str] = mapped_column(ID, primary_key=True)
    since: Mapped[datetime] = mapped_column(DateTime(timezone=True))
