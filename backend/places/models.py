"""The tables of a place: the place itself, its geography, and the synced kinds of its `people` bundle."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ARRAY, CheckConstraint, Date, DateTime, Float, ForeignKey, Index, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import db
from backend.record.models import SyncedColumns


class Place(db.Model):  # type: ignore[name-defined,misc]
    """An alliance: the tenant. Nothing is shared between two of them."""

    __tablename__ = "place"
    __table_args__ = (
        CheckConstraint("lease_days between 1 and 30", name="lease_days"),
        CheckConstraint("lone_margin_minutes between 5 and 60", name="lone_margin_minutes"),
        CheckConstraint("gp_leads_over_age between 50 and 110", name="gp_leads_over_age"),
    )

    id: Mapped[str] = mapped_column(Uuid(as_uuid=False), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    lease_days: Mapped[int] = mapped_column(server_default="7")
    """How long a tablet may open what it holds without having met the server (R9)."""
    lone_margin_minutes: Mapped[int] = mapped_column(server_default="15")
    """How long after somebody should have left a visit their buddy is told, where their team has not said otherwise."""
    gp_leads_over_age: Mapped[int] = mapped_column(server_default="75")
    """The GP answers for people who are older than this: strictly older."""
    is_demonstration: Mapped[bool] = mapped_column(server_default="false")
    """Its people are invented. Only here may somebody read a translation that nobody has signed off, and it says so."""
    made_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class Locality(db.Model):  # type: ignore[name-defined,misc]
    """A part of the place with a team of its own. Geography is each place's own choice."""

    __tablename__ = "locality"
    __table_args__ = (UniqueConstraint("place_id", "name"),)

    id: Mapped[str] = mapped_column(Uuid(as_uuid=False), primary_key=True)
    place_id: Mapped[str] = mapped_column(ForeignKey("place.id"))
    name: Mapped[str] = mapped_column(Text)


class Network(db.Model):  # type: ignore[name-defined,misc]
    """A group of practices inside a locality (a primary care network)."""

    __tablename__ = "network"
    __table_args__ = (UniqueConstraint("place_id", "name"),)

    id: Mapped[str] = mapped_column(Uuid(as_uuid=False), primary_key=True)
    place_id: Mapped[str] = mapped_column(ForeignKey("place.id"))
    locality_id: Mapped[str] = mapped_column(ForeignKey("locality.id"))
    name: Mapped[str] = mapped_column(Text)


class Organisation(SyncedColumns, db.Model):  # type: ignore[name-defined,misc]
    """A partner of the alliance: a trust, the council, a voluntary organisation."""

    __tablename__ = "organisation"

    name: Mapped[str | None] = mapped_column(Text)
    short_name: Mapped[str | None] = mapped_column(Text)
    sector: Mapped[str | None] = mapped_column(Text)


class Practice(SyncedColumns, db.Model):  # type: ignore[name-defined,misc]
    """A GP practice. `network` and `locality` are names, so that a tablet needs no further list to show them."""

    __tablename__ = "practice"

    name: Mapped[str | None] = mapped_column(Text)
    code: Mapped[str | None] = mapped_column(Text)
    network: Mapped[str | None] = mapped_column(Text)
    locality: Mapped[str | None] = mapped_column(Text)
    phone: Mapped[str | None] = mapped_column(Text)


class Team(SyncedColumns, db.Model):  # type: ignore[name-defined,misc]
    """People who work one caseload together. `base_name` with its coordinates is where they start the day; `service` to `checked_on`: its line in
    the directory of services, `covers` by postcode district or sector."""

    __tablename__ = "team"

    name: Mapped[str | None] = mapped_column(Text)
    organisation: Mapped[str | None] = mapped_column(Uuid(as_uuid=False))
    locality: Mapped[str | None] = mapped_column(Text)
    phone: Mapped[str | None] = mapped_column(Text)
    lead: Mapped[str | None] = mapped_column(Uuid(as_uuid=False))
    base_name: Mapped[str | None] = mapped_column(Text)
    latitude: Mapped[float | None] = mapped_column(Float)
    longitude: Mapped[float | None] = mapped_column(Float)
    lone_margin_minutes: Mapped[int | None]
    service: Mapped[str | None] = mapped_column(Text)
    covers: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    offers: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    lacks: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    starts_within_hours: Mapped[int | None]
    takes_referrals: Mapped[bool | None]
    is_access_point: Mapped[bool | None]
    """Referrals of the place come to this team."""
    checked_on: Mapped[date | None] = mapped_column(Date)


class Staff(SyncedColumns, db.Model):  # type: ignore[name-defined,misc]
    """A member of staff. The role decides what they may do, the profession what they are; neither follows from the other."""

    __tablename__ = "staff"
    __table_args__ = (Index("ix_staff_team", "team"),)

    name: Mapped[str | None] = mapped_column(Text)
    profession: Mapped[str | None] = mapped_column(Text)
    role: Mapped[str | None] = mapped_column(Text)
    organisation: Mapped[str | None] = mapped_column(Uuid(as_uuid=False))
    team: Mapped[str | None] = mapped_column(Uuid(as_uuid=False))
    phone: Mapped[str | None] = mapped_column(Text)
    skills: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    languages: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    gender: Mapped[str | None] = mapped_column(Text)
    status: Mapped[str | None] = mapped_column(Text)
