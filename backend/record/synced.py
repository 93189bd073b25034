"""The two kinds that the record itself owns: a conflict, which only the engine makes, and a refusal, which waits for its author (M5, M6)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from marshmallow import Schema, fields
from sqlalchemy import JSON, DateTime, Index, Text, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from backend import wall_clock
from backend.database import db
from backend.record.models import SyncedColumns
from backend.record.registry import Synced
from backend.wire_fields import Choice, Id, Instant, WireSchema
from backend.wire_fields import Text as Words

SETTLED_DAYS = 90
"""A settled conflict stays in the bundle as long as a visit does: who comes next sees what was decided."""

DEALT_DAYS = 60
"""A refusal that was dealt with stays so long in its author's bundle: a lead may have done it, and its author be on holiday."""


class Conflict(SyncedColumns, db.Model):  # type: ignore[name-defined,misc]
    """A group of a record that two people wrote differently: all sides, until a person settles it.

    Whoever reads a column that may be disputed joins this table: `about` is the record, `status` is open (M5).
    """

    __tablename__ = "conflict"
    __table_args__ = (Index("ix_conflict_about", "about", postgresql_where=text("status = 'open'")),)

    about: Mapped[str | None] = mapped_column(Uuid(as_uuid=False))
    about_kind: Mapped[str | None] = mapped_column(Text)
    group: Mapped[str | None] = mapped_column(Text)
    base: Mapped[Any | None] = mapped_column(JSON)
    sides: Mapped[Any | None] = mapped_column(JSON)
    signed: Mapped[str | None] = mapped_column(Uuid(as_uuid=False))
    """The signature to whose signer this is proposed as an addendum (R4)."""
    value: Mapped[Any | None] = mapped_column(JSON)
    reason: Mapped[str | None] = mapped_column(Text)
    settled_by: Mapped[str | None] = mapped_column(Uuid(as_uuid=False))
    settled_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    status: Mapped[str | None] = mapped_column(Text)


class Refusal(SyncedColumns, db.Model):  # type: ignore[name-defined,misc]
    """A change that was refused, whole, with the reason, in its author's own bundle until it is dealt with.

    `body` is JSON and not JSONB: it keeps what came as it came, also what JSONB would not take.
    """

    __tablename__ = "refusal"
    __table_args__ = (Index("ix_refusal_about", "about", postgresql_where=text("dealt_how is null")),)

    change: Mapped[str | None] = mapped_column(Uuid(as_uuid=False), index=True)
    kind: Mapped[str | None] = mapped_column(Text)
    reason: Mapped[str | None] = mapped_column(Text)
    message: Mapped[str | None] = mapped_column(Text)
    refused_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    body: Mapped[Any | None] = mapped_column(JSON)
    about: Mapped[str | None] = mapped_column(Uuid(as_uuid=False))
    """Of whose record, and of which part, the refused change is: by these a lead of its author's team may read it."""
    about_part: Mapped[str | None] = mapped_column(Text)
    dealt_how: Mapped[str | None] = mapped_column(Text)
    dealt_reason: Mapped[str | None] = mapped_column(Text)
    dealt_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class ConflictSchema(Schema):
    """What the tablet sends on a conflict: its settlement, or a side (PROTOCOL §4). Its value is judged by the disputed kind's own schema."""

    value = fields.Dict(keys=fields.String(), allow_none=True)
    reason = Words(1000, lines=True)
    side = fields.Boolean()


class RefusalSchema(WireSchema):
    """What its author, or a lead, sends: how it was dealt with. The rest only the record writes."""

    change = Id()
    kind = Words(60)
    reason = Words(60)
    message = Words(2000, lines=True)
    refused_at = Instant()
    body = fields.Dict(allow_none=True)
    about = Id()
    about_part = Words(60)
    dealt_how = Choice(("let-go", "done-again"))
    dealt_reason = Words(1000, lines=True)
    dealt_at = Instant(past=True)


def conflict_stays(values: Mapping[str, Any], today: date) -> bool:
    """Open ones whatever their age (R8)."""
    settled = values.get("settled_at")
    return values.get("status") == "open" or not settled or wall_clock.day_of(wall_clock.from_wire(settled)) >= today - timedelta(days=SETTLED_DAYS)


def refusal_stays(values: Mapping[str, Any], today: date) -> bool:
    """Until it was dealt with, and a while after."""
    dealt = values.get("dealt_at")
    return not dealt or wall_clock.day_of(wall_clock.from_wire(dealt)) >= today - timedelta(days=DEALT_DAYS)


KINDS: tuple[Synced, ...] = (
    Synced("conflict", Conflict, ConflictSchema, window=conflict_stays, when=("settled_at",)),
    Synced("refusal", Refusal, RefusalSchema, window=refusal_stays, when=("refused_at",)),
)
