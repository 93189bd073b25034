"""What is read online anyway travels to a tablet for a while, where work needs it: a lead's list at a meeting in a room without coverage.

1. Nobody reads more by it than before: only who holds another grant now is given this one, with no more parts.
2. What it gave is no ground to give it again.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from backend.grants import queries
from backend.grants.services import grant
from backend.places import queries as places

WHY = "meeting"

_HELD = """
select distinct unnest(parts) from grants
where place_id = :place and bundle_id = :patient and why <> :why and ended_at is null and since <= :now and (until is null or until > :now)
  and (staff_id = :staff or team_id = :team or staff_id = any(cast(:members as uuid[])))
order by 1
"""


def carry_to_meeting(session: Session, *, place: str, patient: str, staff: Iterable[str], until: datetime, now: datetime) -> list[str]:
    """Lets a patient's record travel, until then, to those of `staff` who may read it now. Returns to whom. Once more changes nothing."""
    told = []
    for one in sorted(set(staff)):
        post = places.post(session, one)
        if post is None or post.place != place or not queries.reads_patients(post):
            continue
        asked = {
            "staff": one,
            "team": post.team,
            "members": queries.overseen(session, post),
            "place": place,
            "patient": patient,
            "why": WHY,
            "now": now,
        }
        parts = list(session.scalars(text(_HELD), asked))
        if parts:
            grant(session, WHY, place=place, patient=patient, now=now, staff=one, parts=parts, until=until)
            told.append(one)
    return told
