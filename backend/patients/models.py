"""The tables of the person: one typed column per synced field of sync/policies.toml, of the same name."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ARRAY, BigInteger, Date, DateTime, Index, LargeBinary, Numeric, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import db
from backend.record.models import SyncedColumns

ID = Uuid(as_uuid=False)
NUMBER = Numeric(18, 6, asdecimal=False)
"""Numbers have at most 6 decimals and lie between -1e12 and 1e12 (PROTOCOL §2)."""


class Patient(SyncedColumns, db.Model):  # type: ignore[name-defined,misc]
    """A person. No unique index on the NHS number: possible duplicates are shown, never joined by a machine (R1)."""

    __tablename__ = "patient"
    __table_args__ = (Index("ix_patient_nhs_number", "nhs_number"),)

    given_name: Mapped[str | None] = mapped_column(Text)
    family_name: Mapped[str | None] = mapped_column(Text)
    known_as: Mapped[str | None] = mapped_column(Text)
    born_on: Mapped[date | None] = mapped_column(Date)
    nhs_number: Mapped[str | None] = mapped_column(Text)
    nhs_number_status: Mapped[str | None] = mapped_column(Text)
    address_line: Mapped[str | None] = mapped_column(Text)
    postcode: Mapped[str | None] = mapped_column(Text)
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    access_note: Mapped[str | None] = mapped_column(Text)
    phone: Mapped[str | None] = mapped_column(Text)
    gender: Mapped[str | None] = mapped_column(Text)
    ethnicity: Mapped[str | None] = mapped_column(Text)
    languages: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    interpreter_needed: Mapped[bool | None]
    interpreter_language: Mapped[str | None] = mapped_column(Text)
    practice: Mapped[str | None] = mapped_column(ID)
    lead_professional: Mapped[str | None] = mapped_column(ID)
    lead_ground: Mapped[str | None] = mapped_column(Text)
    lead_reason: Mapped[str | None] = mapped_column(Text)
    care_coordinator: Mapped[str | None] = mapped_column(ID)
    risk_band: Mapped[str | None] = mapped_column(Text)
    risk_on: Mapped[date | None] = mapped_column(Date)
    risk_source: Mapped[str | None] = mapped_column(Text)
    client_group: Mapped[str | None] = mapped_column(Text)
    lives_with: Mapped[str | None] = mapped_column(Text)
    spo2_scale: Mapped[int | None]
    spo2_scale_reason: Mapped[str | None] = mapped_column(Text)
    known_faces: Mapped[list[str] | None] = mapped_column(ARRAY(ID))
    never_by: Mapped[list[str] | None] = mapped_column(ARRAY(ID))
    wish_gender: Mapped[str | None] = mapped_column(Text)
    wish_language: Mapped[str | None] = mapped_column(Text)
    away_from: Mapped[date | None] = mapped_column(Date)
    away_until: Mapped[date | None] = mapped_column(Date)
    away_why: Mapped[str | None] = mapped_column(Text)
    tags: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    local_ids: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    status: Mapped[str | None] = mapped_column(Text)
    status_reason: Mapped[str | None] = mapped_column(Text)
    status_on: Mapped[date | None] = mapped_column(Date)


class Alert(SyncedColumns, db.Model):  # type: ignore[name-defined,misc]
    """What to know before the door."""

    __tablename__ = "alert"

    category: Mapped[str | None] = mapped_column(Text)
    title: Mapped[str | None] = mapped_column(Text)
    detail: Mapped[str | None] = mapped_column(Text)
    severity: Mapped[str | None] = mapped_column(Text)
    status: Mapped[str | None] = mapped_column(Text)
    status_reason: Mapped[str | None] = mapped_column(Text)


class DoorCode(SyncedColumns, db.Model):  # type: ignore[name-defined,misc]
    """How to get in, behind a tap that is recorded. In part `more`."""

    __tablename__ = "door_code"

    code: Mapped[str | None] = mapped_column(Text)
    where: Mapped[str | None] = mapped_column(Text)
    status: Mapped[str | None] = mapped_column(Text)
    status_reason: Mapped[str | None] = mapped_column(Text)


class Disclosure(SyncedColumns, db.Model):  # type: ignore[name-defined,misc]
    """That a code was shown: to whom, when."""

    __tablename__ = "disclosure"

    what: Mapped[str | None] = mapped_column(Text)
    record: Mapped[str | None] = mapped_column(ID)
    staff: Mapped[str | None] = mapped_column(ID)
    shown_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class Contact(SyncedColumns, db.Model):  # type: ignore[name-defined,misc]
    """Family, carers, key holders."""

    __tablename__ = "contact"

    name: Mapped[str | None] = mapped_column(Text)
    relation: Mapped[str | None] = mapped_column(Text)
    phone: Mapped[str | None] = mapped_column(Text)
    is_carer: Mapped[bool | None]
    is_next_of_kin: Mapped[bool | None]
    is_key_holder: Mapped[bool | None]
    note: Mapped[str | None] = mapped_column(Text)
    status: Mapped[str | None] = mapped_column(Text)
    status_reason: Mapped[str | None] = mapped_column(Text)


class Condition(SyncedColumns, db.Model):  # type: ignore[name-defined,misc]
    """A diagnosis."""

    __tablename__ = "condition"

    name: Mapped[str | None] = mapped_column(Text)
    code: Mapped[str | None] = mapped_column(Text)
    code_system: Mapped[str | None] = mapped_column(Text)
    onset_on: Mapped[date | None] = mapped_column(Date)
    status: Mapped[str | None] = mapped_column(Text)
    status_reason: Mapped[str | None] = mapped_column(Text)


class Medicine(SyncedColumns, db.Model):  # type: ignore[name-defined,misc]
    """What the person takes: dose with unit and frequency is one statement."""

    __tablename__ = "medicine"

    name: Mapped[str | None] = mapped_column(Text)
    dose: Mapped[str | None] = mapped_column(Text)
    unit: Mapped[str | None] = mapped_column(Text)
    frequency: Mapped[str | None] = mapped_column(Text)
    route: Mapped[str | None] = mapped_column(Text)
    instructions: Mapped[str | None] = mapped_column(Text)
    status: Mapped[str | None] = mapped_column(Text)
    status_reason: Mapped[str | None] = mapped_column(Text)


class AboutMe(SyncedColumns, db.Model):  # type: ignore[name-defined,misc]
    """The person's own words. One per patient (R1)."""

    __tablename__ = "about_me"

    words: Mapped[str | None] = mapped_column(Text)
    told_in: Mapped[str | None] = mapped_column(Text)
    told_to: Mapped[str | None] = mapped_column(ID)


class Observation(SyncedColumns, db.Model):  # type: ignore[name-defined,misc]
    """One measurement: an event (R1)."""

    __tablename__ = "observation"
    __table_args__ = (Index("ix_observation_patient_id_type", "patient_id", "type", "measured_at"),)

    type: Mapped[str | None] = mapped_column(Text)
    value: Mapped[float | None] = mapped_column(NUMBER)
    value2: Mapped[float | None] = mapped_column(NUMBER)
    value3: Mapped[float | None] = mapped_column(NUMBER)
    unit: Mapped[str | None] = mapped_column(Text)
    how: Mapped[str | None] = mapped_column(Text)
    measured_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    staff: Mapped[str | None] = mapped_column(ID)
    visit: Mapped[str | None] = mapped_column(ID)
    taken_together: Mapped[str | None] = mapped_column(ID)
    source: Mapped[str | None] = mapped_column(Text)
    confirmed: Mapped[bool | None]
    status: Mapped[str | None] = mapped_column(Text)
    status_reason: Mapped[str | None] = mapped_column(Text)


class Note(SyncedColumns, db.Model):  # type: ignore[name-defined,misc]
    """What somebody wrote."""

    __tablename__ = "note"

    category: Mapped[str | None] = mapped_column(Text)
    visit: Mapped[str | None] = mapped_column(ID)
    written_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    staff: Mapped[str | None] = mapped_column(ID)
    source: Mapped[str | None] = mapped_column(Text)
    words: Mapped[str | None] = mapped_column(Text)
    status: Mapped[str | None] = mapped_column(Text)
    status_reason: Mapped[str | None] = mapped_column(Text)


class Attachment(SyncedColumns, db.Model):  # type: ignore[name-defined,misc]
    """A picture: what is known of it. Its content is in `attachment_chunk`."""

    __tablename__ = "attachment"

    what: Mapped[str | None] = mapped_column(Text)
    site: Mapped[str | None] = mapped_column(Text)
    taken_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    staff: Mapped[str | None] = mapped_column(ID)
    visit: Mapped[str | None] = mapped_column(ID)
    record: Mapped[str | None] = mapped_column(ID)
    media_type: Mapped[str | None] = mapped_column(Text)
    sha256: Mapped[str | None] = mapped_column(Text)
    bytes: Mapped[int | None]
    width: Mapped[int | None]
    height: Mapped[int | None]
    words: Mapped[str | None] = mapped_column(Text)
    status: Mapped[str | None] = mapped_column(Text)
    status_reason: Mapped[str | None] = mapped_column(Text)


class AttachmentChunk(db.Model):  # type: ignore[name-defined,misc]
    """A piece of a picture's content, as it came. As many bytes in all as the attachment says: whole, and judged (see attachments.py).

    Bundle and part stand here too: row-level security decides by them, as for the record itself.
    """

    __tablename__ = "attachment_chunk"

    attachment_id: Mapped[str] = mapped_column(ID, primary_key=True)
    start: Mapped[int] = mapped_column(primary_key=True)
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    received_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    place_id: Mapped[str] = mapped_column(ID)
    bundle_id: Mapped[str] = mapped_column(ID, index=True)
    part: Mapped[str] = mapped_column(Text)


class ReadMark(SyncedColumns, db.Model):  # type: ignore[name-defined,misc]
    """Until when a member of staff has looked at a record, or which visits of a day of theirs they have seen. In their own bundle."""

    __tablename__ = "read_mark"

    about: Mapped[str | None] = mapped_column(ID)
    looked_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    looked_rev: Mapped[int | None] = mapped_column(BigInteger)
    seen: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    seen_with: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
