"""Looking for somebody among all whose records are open to whoever looks, beyond what a tablet carries: `finding.py` says who fits.

1. Whose records are open is decided twice, as everywhere: row-level security shows them, and the access function is asked of whoever is told.
2. What was typed stands in no address, no log and no trail. Who was told stands in the audit trail, and that somebody looked where nobody was found.
3. Who looks OFTEN in a WINDOW is told to wait: enough for a morning at the telephone, too few to read out a place.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from redis import Redis
from redis.exceptions import RedisError
from sqlalchemy.orm import Session

from backend import how_often, wall_clock
from backend.audit import services as audit
from backend.grants import services as grants
from backend.patients import queries
from backend.patients.finding import Person, find

log = logging.getLogger("alongside.patients")

MOST = 12
"""So many are told at once: whoever is not among them is found by more words."""
OFTEN = 150
"""Searches of one member of staff: a name typed with rests is four or five."""
WINDOW = 15 * 60
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who looks, where, with which device."""

    staff: str
    place: str
    device: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """`is_near`: nobody fits, and these sound alike. `more`: how many more there are."""

    people: list[Person]
    is_near: bool
    more: int


def count(client: Redis, staff: str) -> None:
    """Counts one search. Raises Problem 429 where it was one too many. Without Redis none is: an urgent visit is for somebody who waits."""
    try:
        [(searches, rests)] = how_often.add(client, (how_often.key("search", staff), WINDOW))
    except RedisError:
        log.warning("searches are not counted just now: the queue server does not answer")
        return
    if searches > OFTEN:
        raise how_often.too_many("You have searched very often. Searching rests for", rests)


def search(session: Session, asker: Asker, typed: str, now: datetime) -> Told:
    """Who fits, of those whom the session may see. `session`: whoever looks."""
    found = find(queries.active_people(session, asker.place, wall_clock.day_of(now)), typed)
    first = found.people[:MOST]
    open_ = grants.readable(session, asker.staff, [one.id for one in first], now)
    told = [one for one in first if one.id in open_]
    audit.note(
        session,
        "read",
        at=now,
        place=asker.place,
        staff=asker.staff,
        device=asker.device,
        bundles=[one.id for one in told],
        detail={"looked_up": len(told)},
    )
    return Told(told, found.is_near, len(found.people) - len(first))
