"""What is read online anyway travels to a tablet for a while, where work needs it: a lead's list at a meeting in a room without coverage.

1. A meeting is no ground. What it grants lets travel what another grant opens, while that one holds and no longer (`rules` 7).
2. It travels from 28 days before the meeting until the end of the day after it, whatever the meeting's date was before.
3. It ends with the meeting, with the person's place on its list, and with leading it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import text
from sqlalchemy.orm import Session

from backend import wall_clock
from backend.audit import services as audit
from backend.grants import queries
from backend.grants.rules import MEETING, READ_ONLINE, TRAVELS_AHEAD
from backend.grants.services import grant_id
from backend.places import queries as places


@dataclass(frozen=True, slots=True)
class Listing:
    """One person's place on the list of one meeting, as far as it bears on whose tablets their record travels to."""

    meeting: str
    place: str
    patient: str
    starts_at: datetime
    leading: Sequence[str]
    """Ids of staff. None: the meeting is cancelled, or the person is off its list."""

    @property
    def until(self) -> datetime:
        """What was said is written up on the next day at the latest, as after a visit."""
        return wall_clock.midnight(wall_clock.day_of(self.starts_at) + timedelta(days=2))

    @property
    def travels_from(self) -> datetime:
        return wall_clock.midnight(wall_clock.day_of(self.starts_at) - TRAVELS_AHEAD)


_HELD = """
select distinct unnest(parts) from grants
where place_id = :place and bundle_id = :patient and why <> all(cast(:no_ground as text[]))
  and ended_at is null and since <= :now and (until is null or until > :now)
  and (staff_id = :staff or team_id = :team or staff_id = any(cast(:members as uuid[])))
order by 1
"""

_STANDING = """
select id::text, parts, until, carried_from, staff_id::text from grants
where meeting_id = :meeting and bundle_id = :patient and ended_at is null and until > :now
"""

_CARRY = """
insert into grants (id, place_id, staff_id, bundle_id, parts, why, carried, since, until, carried_from, meeting_id)
values (:id, :place, :staff, :patient, :parts, :why, true, :now, :until, :carried_from, :meeting)
on conflict (id) do update set
  parts = excluded.parts, until = excluded.until, carried_from = excluded.carried_from, ended_at = null, ended_by = null, ended_reason = null
"""


def carry_to_meeting(session: Session, listing: Listing, *, by: str | None, now: datetime) -> None:
    """Lets a patient's record travel to those who lead a meeting and may read it now; to nobody else for this meeting. Once more changes nothing."""
    standing = {
        id_: (list(parts), until, carried_from, staff)
        for id_, parts, until, carried_from, staff in session.execute(
            text(_STANDING), {"meeting": listing.meeting, "patient": listing.patient, "now": now}
        )
    }
    for staff, parts in _who_may(session, listing, now).items():
        made = grant_id(MEETING, listing.meeting, listing.patient, staff)
        if standing.pop(made, None) == (parts, listing.until, listing.travels_from, staff):
            continue
        session.execute(
            text(_CARRY),
            {
                "id": made,
                "place": listing.place,
                "staff": staff,
                "patient": listing.patient,
                "parts": parts,
                "why": MEETING,
                "now": now,
                "until": listing.until,
                "carried_from": listing.travels_from,
                "meeting": listing.meeting,
            },
        )
        noted = {"grant": made, "why": MEETING, "meeting": listing.meeting}
        audit.note(session, "grant", at=now, place=listing.place, staff=staff, bundles=[listing.patient], detail=noted)
    for id_, (*_, staff) in standing.items():
        session.execute(
            text("update grants set ended_at = :now, ended_by = :by, ended_reason = 'not at this meeting' where id = :id"),
            {"id": id_, "now": now, "by": by},
        )
        detail = {"grant": id_, "reason": "not at this meeting", "by": by, "meeting": listing.meeting}
        audit.note(session, "grant-ended", at=now, place=listing.place, staff=staff, bundles=[listing.patient], detail=detail)


def _who_may(session: Session, listing: Listing, now: datetime) -> dict[str, list[str]]:
    """Of those who lead, who may read the person now, and which parts."""
    found: dict[str, list[str]] = {}
    for one in sorted(set(listing.leading)) if listing.until > now else ():
        post = places.post(session, one)
        if post is None or post.place != listing.place or not queries.reads_patients(post):
            continue
        asked = {
            "staff": one,
            "team": post.team,
            "members": queries.overseen(session, post),
            "place": listing.place,
            "patient": listing.patient,
            "no_ground": [MEETING, *sorted(READ_ONLINE)],
            "now": now,
        }
        parts = list(session.scalars(text(_HELD), asked))
        if parts:
            found[one] = parts
    return found
