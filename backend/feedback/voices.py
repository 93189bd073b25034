"""In whose words and voice a kiosk of this place speaks: translations that a named person signed off with a date, and recordings.

1. What is signed is one wording: its digest. Other words under the same language are unsigned again, and the kiosk shows English.
2. A recording is a translation too: it has the name of who checked what is said, and a date.
3. A place's own, for all of its kiosks; a manager notes it. Both are in the audit trail.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from backend.audit import services as audit
from backend.feedback import devices
from backend.feedback.models import Recording, SignOff
from backend.feedback.services import ENGINE
from backend.feedback.sounds import NoSound, kind_of
from backend.transaction import transaction

MOST_RECORDINGS = 120
"""Of one language: its name, each word around the questions, each question and answer of the largest set."""
MOST_TOGETHER = 12_000_000
"""Bytes of all recordings of a place: a kiosk keeps them all."""


@dataclass(frozen=True, slots=True)
class Checked:
    """By whom and when something was found right; who noted it here, for which place."""

    place: str
    staff: str
    by: str
    on: date


def sign(checked: Checked, language: str, digest: str, now: datetime) -> None:
    """Writes down that the words of this digest may be read by people."""
    values = {"digest": digest, "checked_by": checked.by, "checked_on": checked.on, "noted_by": checked.staff}
    row = insert(SignOff).values(place_id=checked.place, language=language, **values)
    with transaction(ENGINE) as session:
        session.execute(row.on_conflict_do_update(index_elements=[SignOff.place_id, SignOff.language], set_=values))
        audit.note(session, "kiosk", at=now, place=checked.place, staff=checked.staff, detail={"signed": language})


def withdraw(place: str, staff: str, language: str, now: datetime) -> None:
    """The words of this language are unsigned again."""
    with transaction(ENGINE) as session:
        gone = delete(SignOff).where(SignOff.place_id == place, SignOff.language == language).returning(SignOff.language)
        if session.execute(gone).one_or_none() is not None:
            audit.note(session, "kiosk", at=now, place=place, staff=staff, detail={"unsigned": language})


@dataclass(frozen=True, slots=True)
class Sound:
    """What is said in which language, and how it sounds."""

    id: str
    language: str
    key: str
    content: bytes


def record(checked: Checked, new: Sound, now: datetime) -> None:
    """Keeps a recording in the place of what was there. Raises NoSound."""
    values = {"id": new.id, "content_type": kind_of(new.content), "content": new.content,
              "checked_by": checked.by, "checked_on": checked.on, "noted_by": checked.staff}  # fmt: skip
    row = insert(Recording).values(place_id=checked.place, language=new.language, key=new.key, **values)
    others = select(func.count().filter(Recording.language == new.language), func.coalesce(func.sum(func.octet_length(Recording.content)), 0)).where(
        Recording.place_id == checked.place, (Recording.language != new.language) | (Recording.key != new.key)
    )
    with transaction(ENGINE) as session:
        # One after another in a place: of two at once neither would count the other.
        session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"recordings {checked.place}", 0))))
        count, size = session.execute(others).one()
        if int(size) + len(new.content) > MOST_TOGETHER or int(count) >= MOST_RECORDINGS:
            raise NoSound("This place has as many recordings as its kiosks can keep: take one away first.")
        session.execute(row.on_conflict_do_update(index_elements=[Recording.place_id, Recording.language, Recording.key], set_=values))
        audit.note(session, "kiosk", at=now, place=checked.place, staff=checked.staff, detail={"recorded": f"{new.language} {new.key}"})


def silence(place: str, staff: str, recording: str, now: datetime) -> bool:
    """A recording is heard no more. False where this place has none such."""
    gone = delete(Recording).where(Recording.place_id == place, Recording.id == recording).returning(Recording.language, Recording.key)
    with transaction(ENGINE) as session:
        found = session.execute(gone).one_or_none()
        if found is not None:
            audit.note(session, "kiosk", at=now, place=place, staff=staff, detail={"silenced": f"{found[0]} {found[1]}"})
    return found is not None


def signed(session: Session, place: str) -> dict[str, dict[str, str]]:
    """Language → digest, by, on. The session acts as the engine."""
    rows = session.scalars(select(SignOff).where(SignOff.place_id == place).order_by(SignOff.language))
    return {one.language: {"digest": one.digest, "by": one.checked_by, "on": one.checked_on.isoformat()} for one in rows}


def recorded(session: Session, place: str) -> list[dict[str, Any]]:
    """What may be heard, without the sound itself. The session acts as the engine."""
    columns = (Recording.language, Recording.key, Recording.id, Recording.checked_by, Recording.checked_on, func.octet_length(Recording.content))
    rows = session.execute(select(*columns).where(Recording.place_id == place).order_by(Recording.language, Recording.key))
    return [{"language": row[0], "key": row[1], "id": row[2], "by": row[3], "on": row[4].isoformat(), "size": int(row[5])} for row in rows]


def sound(place: str, recording: str) -> tuple[str, bytes] | None:
    """Content type and bytes of a recording of this place; None where it has none such."""
    with transaction(ENGINE) as session:
        query = select(Recording.content_type, Recording.content).where(Recording.place_id == place, Recording.id == recording)
        found = session.execute(query).one_or_none()
    return None if found is None else (found[0], bytes(found[1]))


def heard_at(secret: str | None, recording: str, today: date) -> tuple[str, bytes] | None:
    """The same for the kiosk of this secret. Raises Unknown."""
    with transaction(ENGINE) as session:
        place = devices.caller(session, secret, today).place
    return sound(place, recording)


def known(place: str) -> dict[str, Any]:
    """What is signed and recorded here."""
    with transaction(ENGINE) as session:
        return {"signed": signed(session, place), "recordings": recorded(session, place)}
