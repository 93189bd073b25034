"""What a meeting means for those who lead it: the records of whom it is to discuss are on their tablets, with or without coverage in the room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import wall_clock
from backend.grants.carrying import Listing, carry_to_meeting
from backend.meetings.models import Meeting, MeetingItem
from backend.places import queries as places
from backend.record import Record
from backend.record.registry import Writer

LEADING = frozenset({"lead", "coordinator"})
OFF = frozenset({"cancelled", "entered-in-error"})
"""The states in which a meeting, or a person's place on its list, is none."""


def items_written(session: Session, records: Sequence[Record], actor: Writer) -> None:
    """What hangs on `meeting_item`: who is on a list travels to those who lead that meeting; who is taken off it no longer does."""
    _carry(session, actor, [(record.fields["meeting"], record.patient, record.fields.get("status")) for record in records if record.patient])


def meetings_written(session: Session, records: Sequence[Record], actor: Writer) -> None:
    """What hangs on `meeting`: one that is moved, or led by somebody else, takes its list along; one that is cancelled lets it go."""
    rows = select(MeetingItem.meeting, MeetingItem.bundle_id, MeetingItem.status).where(
        MeetingItem.place_id == actor.place, MeetingItem.meeting.in_([record.id for record in records])
    )
    _carry(session, actor, [(str(meeting), patient, status) for meeting, patient, status in session.execute(rows)])


def _carry(session: Session, actor: Writer, items: Iterable[tuple[str, str, str | None]]) -> None:
    """`items`: (meeting, patient, how it stands)."""
    now, by = wall_clock.now(), actor.staff if actor.purpose is None else None
    by_meeting: dict[str, list[tuple[str, str | None]]] = {}
    for meeting, patient, status in items:
        by_meeting.setdefault(meeting, []).append((patient, status))
    if not by_meeting:
        return
    for one in session.scalars(select(Meeting).where(Meeting.place_id == actor.place, Meeting.id.in_(sorted(by_meeting)))):
        if one.starts_at is None:
            continue
        leading = places.of_team(session, actor.place, one.team, LEADING) if one.team else []
        staff = [] if one.status in OFF else [*leading, *([one.chair] if one.chair else [])]
        for patient, status in by_meeting[one.id]:
            listing = Listing(one.id, actor.place, patient, one.starts_at, () if status in OFF else staff)
            carry_to_meeting(session, listing, by=by, now=now)
