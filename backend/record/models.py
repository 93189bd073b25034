"""The tables that stand beside the typed ones: bundle, feed, pack, journal, and the seals on the journal's chains.

Every row belongs to a bundle and every bundle to a place; neither has a foreign key to a capability's table, so that either may be the
key by which a distributed PostgreSQL spreads them.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, DateTime, Index, Integer, LargeBinary, Text, Uuid, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from backend.database import db


class SyncedColumns:
    """What the typed table of every synced kind has besides its fields. `rev` is the bundle's rev of the write that made the row."""

    id: Mapped[str] = mapped_column(Uuid(as_uuid=False), primary_key=True)
    place_id: Mapped[str] = mapped_column(Uuid(as_uuid=False))
    patient_id: Mapped[str | None] = mapped_column(Uuid(as_uuid=False))
    part: Mapped[str] = mapped_column(Text)
    rev: Mapped[int]

    @declared_attr
    def bundle_id(cls) -> Mapped[str]:
        return mapped_column(Uuid(as_uuid=False), index=True)


class Bundle(db.Model):  # type: ignore[name-defined,misc]
    """All that the team knows of one patient; who works in a place (`people`) and what is asked there (`forms`); a member of staff's own (`mine`)."""

    __tablename__ = "bundle"
    __table_args__ = (
        CheckConstraint("type in ('patient', 'people', 'forms', 'mine')", name="type"),
        # What the packer looks for. Small: only bundles with enough written since their packs are in it.
        Index("ix_bundle_unpacked", "unpacked", postgresql_where=text("unpacked >= 4096")),
        Index("ix_bundle_place_id", "place_id"),
        # Row-level security asks in every statement for one's own bundle.
        Index("ix_bundle_owner", "owner", postgresql_where=text("type = 'mine'")),
        Index("ix_bundle_forms", "place_id", postgresql_where=text("type = 'forms'")),
    )

    id: Mapped[str] = mapped_column(Uuid(as_uuid=False), primary_key=True)
    place_id: Mapped[str] = mapped_column(Uuid(as_uuid=False))
    type: Mapped[str] = mapped_column(Text)
    owner: Mapped[str | None] = mapped_column(Text)
    """The patient, the member of staff (or a job's purpose), the place."""
    rev: Mapped[int] = mapped_column(Integer, server_default="0")
    head: Mapped[bytes] = mapped_column(LargeBinary)
    """The chain as it was when `rev` was made, 32 bytes: what a version's chain8 is of."""
    chain: Mapped[bytes] = mapped_column(LargeBinary)
    """The chain after the last journal row; further than `head` where changes came that left no line."""
    rows: Mapped[int] = mapped_column(Integer, server_default="0")
    """How many journal rows there are."""
    header: Mapped[str] = mapped_column(Text, server_default="{}")
    """PROTOCOL §9, as text, recomputed in the write that changes it."""
    sums: Mapped[dict[str, str]] = mapped_column(JSONB, server_default="{}")
    """Per part, the XOR of the SHA-256 of each live line (PROTOCOL §2)."""
    outside: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
    """Per part and kind, how many records are kept but not in the bundle (R8): {"more": {"observation": 212}}."""
    unpacked: Mapped[int] = mapped_column(Integer, server_default="0")
    """Bytes of lines written since the packs were built."""


class Feed(db.Model):  # type: ignore[name-defined,misc]
    """One row per record and part that it was ever in. `live`: it is in the bundle now; else it travels as gone.

    `body` is the record's latest line (PROTOCOL §2), kept also while a record is outside the window; empty (null) where the record moved to
    another part, so that no part's reader sees another part's content.
    """

    __tablename__ = "feed"
    __table_args__ = (
        Index("ix_feed_delta", "bundle_id", "rev"),
        # Whose is this record? A creation must know that its id is free in all bundles.
        Index("ix_feed_record_id", "record_id"),
    )

    bundle_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), primary_key=True)
    record_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), primary_key=True)
    part: Mapped[str] = mapped_column(Text, primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    live: Mapped[bool]
    body: Mapped[str | None] = mapped_column(Text)
    rev: Mapped[int] = mapped_column(Integer)


class Pack(db.Model):  # type: ignore[name-defined,misc]
    """The live lines of one part of a bundle at `rev`, as raw deflate of newline-delimited JSON: sent as it is to whoever has nothing yet."""

    __tablename__ = "pack"

    bundle_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), primary_key=True)
    part: Mapped[str] = mapped_column(Text, primary_key=True)
    rev: Mapped[int] = mapped_column(Integer)
    schema: Mapped[int] = mapped_column(Integer)
    lines: Mapped[int] = mapped_column(Integer)
    raw: Mapped[bytes] = mapped_column(LargeBinary)


class Journal(db.Model):  # type: ignore[name-defined,misc]
    """Every change, append-only: `n` counts a bundle's rows from 1. A refused change stands in its author's own bundle.

    `content` is what came (seen and wanted), `ending` how it ended, `resulted` the lines that stood afterwards, in order, one each line,
    a record that left a part as PROTOCOL's gone. Replaying `resulted` rebuilds the feed.
    """

    __tablename__ = "journal"
    __table_args__ = (
        Index("uq_journal_change_id", "change_id", unique=True),
        Index("ix_journal_record_id", "record_id"),  # a record's history
        Index("ix_journal_sent_as", "sent_as", postgresql_where=text("sent_as is not null")),
    )

    bundle_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), primary_key=True)
    rev: Mapped[int] = mapped_column(Integer, primary_key=True)
    n: Mapped[int] = mapped_column(Integer, primary_key=True)
    left_lines: Mapped[bool]
    """Whether anything resulted. A row of which nothing did joins the chain, and makes no `rev` (PROTOCOL §1)."""
    place_id: Mapped[str] = mapped_column(Uuid(as_uuid=False))
    change_id: Mapped[str] = mapped_column(Uuid(as_uuid=False))
    sent_as: Mapped[str | None] = mapped_column(Uuid(as_uuid=False))
    """The id under which it came, where that was another change's, or another person's to give: it is refused, and kept under an id of its own."""
    source: Mapped[str] = mapped_column(Text)
    """change (from a person or job), load, window (R8)."""
    record_id: Mapped[str | None] = mapped_column(Uuid(as_uuid=False))
    author: Mapped[str] = mapped_column(Text)
    """Whose session it came in: a member of staff, or a named purpose."""
    device: Mapped[str | None] = mapped_column(Text)
    made_at: Mapped[str] = mapped_column(Text)
    """As the author's device said, corrected (M7); text, so that it is hashed as it is."""
    received_at: Mapped[str] = mapped_column(Text)
    content: Mapped[str] = mapped_column(Text)
    ending: Mapped[str] = mapped_column(Text)
    resulted: Mapped[str] = mapped_column(Text)
    content_hash: Mapped[bytes] = mapped_column(LargeBinary)
    """SHA-256 of content, ending and the lines that resulted (`sync.ids.entry`); the chain links these."""
    chain: Mapped[bytes] = mapped_column(LargeBinary)


class Seal(db.Model):  # type: ignore[name-defined,misc]
    """One root over the heads of all chains that moved since the last seal; each root holds the one before."""

    __tablename__ = "seal"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    sealed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    bundles: Mapped[int] = mapped_column(Integer)
    root: Mapped[bytes] = mapped_column(LargeBinary)


class SealedHead(db.Model):  # type: ignore[name-defined,misc]
    """The head of one bundle's chain as a seal found it, after `n` rows."""

    __tablename__ = "sealed_head"

    bundle_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), primary_key=True)
    seal_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    n: Mapped[int] = mapped_column(Integer)
    head: Mapped[bytes] = mapped_column(LargeBinary)
