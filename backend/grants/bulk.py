"""Many caseload grants at once: for loaders, after which no hook runs. What `services.grant_caseload` would make, in one statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from backend.audit import services as audit
from backend.grants.rules import ALL_PARTS
from backend.grants.services import grant_id

_NOTED = 1_000
"""An entry of the audit trail names at most so many bundles."""

_INSERT = """
insert into grants (id, place_id, staff_id, team_id, bundle_id, parts, why, carried, since)
select id, :place, staff, team, patient, cast(:parts as text[]), 'caseload', carried, :since
from unnest(cast(:ids as uuid[]), cast(:staff as uuid[]), cast(:teams as uuid[]), cast(:patients as uuid[]), cast(:carried as boolean[]))
     as given (id, staff, team, patient, carried)
on conflict (id) do nothing
"""


@dataclass(frozen=True, slots=True)
class Caseload:
    """A patient on the caseload of one member of staff, or of a team."""

    patient: str
    staff: str | None = None
    team: str | None = None
    carried: bool = True


def grant_caseloads(session: Session, place: str, rows: Sequence[Caseload], *, since: datetime, now: datetime) -> None:
    """Makes the grants, from `since` on; repeating changes nothing. Raises ValueError where a row names nobody, or both."""
    if any((row.staff is None) == (row.team is None) for row in rows):
        raise ValueError("a caseload is that of one member of staff or of one team")
    parts = sorted(ALL_PARTS)
    for first in range(0, len(rows), _NOTED):
        some = rows[first : first + _NOTED]
        session.execute(
            text(_INSERT),
            {
                "place": place,
                "parts": parts,
                "since": since,
                "ids": [grant_id("caseload", row.patient, str(row.staff or row.team), ",".join(parts), since.isoformat()) for row in some],
                "staff": [row.staff for row in some],
                "teams": [row.team for row in some],
                "patients": [row.patient for row in some],
                "carried": [row.carried for row in some],
            },
        )
        detail = {"why": "caseload", "made": len(some)}
        audit.note(session, "grant", at=now, place=place, bundles=sorted({row.patient for row in some}), detail=detail)
