"""What a tablet does not carry of a person, read online: records that left the window (R8), and how records became what they are.

Access is asked of `grants` first, and row-level security decides again; the read stands in the audit trail. To whom nothing is granted there is
nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from backend import wall_clock
from backend.audit import services as audit
from backend.grants import services as grants
from backend.record import past
from backend.record.past import Older, Step


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, and on which device."""

    staff: str
    place: str
    device: str | None


class NotGranted(Exception):
    """There is no such person, or nothing of theirs is granted: the same to whoever asks."""


def older(session: Session, reader: Reader, patient: str, kinds: Sequence[str], before: tuple[str, str] | None, now: datetime) -> Older:
    """A page of what left the window, newest first. Raises NotGranted."""
    parts = _parts(session, reader, patient, now)
    found = past.older(session, patient, parts, kinds, now=wall_clock.wire(now), before=before)
    _note(session, reader, patient, now, "older", len(found.lines))
    return found


def history(
    session: Session, reader: Reader, patient: str, kinds: Sequence[str], record: str | None, before: int | None, now: datetime
) -> tuple[list[Step], int | None]:
    """A page of the steps of the records of these kinds, or of one of them, newest first; and before which step the rest is. Raises NotGranted."""
    parts = _parts(session, reader, patient, now)
    steps, rest = past.steps(session, patient, parts, kinds, record=record, before=before)
    _note(session, reader, patient, now, "steps", len(steps))
    return steps, rest


def _parts(session: Session, reader: Reader, patient: str, now: datetime) -> tuple[str, ...]:
    own = {grants.people_bundle(reader.place), grants.forms_bundle(reader.place), grants.mine_bundle(reader.staff)}
    parts = grants.readable(session, reader.staff, [patient], now).get(patient)
    if parts is None or patient in own:
        raise NotGranted
    return parts


def _note(session: Session, reader: Reader, patient: str, now: datetime, what: str, count: int) -> None:
    audit.note(session, "read", at=now, place=reader.place, staff=reader.staff, device=reader.device, bundles=[patient], detail={what: count})
