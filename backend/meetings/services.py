"""What a meeting means for those who lead it: the records of whom it is to discuss are on their tablets, with or without coverage in the room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import wall_clock
from backend.grants.carrying import carry_to_meeting
from backend.meetings.models import Meeting, MeetingItem
from backend.places import queries as places
from backend.record import Record
from backend.record.registry import Writer

LEADING = frozenset({"lead", "coordinator"})


def items_written(session: Session, records: Sequence[Record], actor: Writer) -> None:
    """What hangs on `meeting_item`: who is put on a list travels to those who lead that meeting."""
    listed = [
        (record.fields["meeting"], record.patient) for record in records if record.patient and (record.fields.get("status") or "listed") == "listed"
    ]
    _carry(session, actor.place, listed)


def meetings_written(session: Session, records: Sequence[Record], actor: Writer) -> None:
    """What hangs on `meeting`: one that is moved, or led by somebody else, takes its list along."""
    rows = select(MeetingItem.meeting, MeetingItem.bundle_id).where(
        MeetingItem.place_id == actor.place, MeetingItem.meeting.in_([record.id for record in records]), MeetingItem.status == "listed"
    )
    _carry(session, actor.place, [(str(meeting), bundle) for meeting, bundle in session.execute(rows)])


def _carry(session: Session, place: str, listed: Iterable[tuple[str, str]]) -> None:
    now = wall_clock.now()
    by_meeting: dict[str, list[str]] = {}
    for meeting, patient in listed:
        by_meeting.setdefault(meeting, []).append(patient)
    if not by_meeting:
        return
    for one in session.scalars(select(Meeting).where(Meeting.place_id == place, Meeting.id.in_(sorted(by_meeting)))):
        if one.starts_at is None or one.status in ("cancelled", "entered-in-error"):
            continue
        # What was said is written up on the next day at the latest, as after a visit.
        until = wall_clock.midnight(wall_clock.day_of(one.starts_at) + timedelta(days=2))
        if until <= now:
            continue
        leading = places.of_team(session, place, one.team, LEADING) if one.team else []
        staff = [*leading, *([one.chair] if one.chair else [])]
        for patient in by_meeting[one.id]:
            carry_to_meeting(session, place=place, patient=patient, staff=staff, until=until, now=now)
