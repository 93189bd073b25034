"""The inbox of the single point of access, and of whoever leads a team that referrals were accepted to.

Read as the person who asks, by row-level security: what is not granted has no line here. The numbers at its head are of the whole place, counted
for statistics without a name.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from backend import wall_clock
from backend.database import Acting
from backend.patients.models import Patient
from backend.places import queries as places
from backend.places.models import Team
from backend.places.queries import Post
from backend.record import queries as records
from backend.referrals import queries
from backend.referrals.models import Referral
from backend.referrals.words import OPEN
from backend.transaction import transaction


class NotForThem(Exception):
    """Whoever asks works neither in the single point of access, nor leads or coordinates a team."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Who looks, and whether they work in the single point of access."""

    post: Post
    team: str
    is_access_point: bool


def desk(session: Session, place: str, staff: str) -> Desk:
    """Where somebody sits who works with referrals. Raises NotForThem."""
    post = places.post(session, staff)
    if post is None or post.place != place or post.role not in ("coordinator", "lead") or post.team is None:
        raise NotForThem
    return Desk(post, post.team, post.team in places.access_points(session, place))


def see(place: str, staff: str, now: datetime) -> tuple[dict[str, Any], list[str]]:
    """The inbox as it stands, and whose records it reads. Raises NotForThem."""
    today = wall_clock.day_of(now)
    begins = wall_clock.midnight(today)
    with transaction(Acting("web", staff, place)) as session:
        at = desk(session, place, staff)
        team = places.team(session, place, at.team)
        listed = queries.inbox(session, place, begins, at.team, of_the_place=at.is_access_point)
        people = {one.id: one for one in queries.of_same_numbers(session, place, {one.bundle_id for one in listed})}
        of = queries.of_patients(session, place, people)
        named = {one.id for one in listed}
        also = [one for several in of.values() for one in several if one.id not in named and (one.status or "new") in OPEN]
        every = [*listed, *also]
        page = {
            "team": {"id": at.team, "name": team.name if team else "", "is_access_point": at.is_access_point},
            "is_whole": len(listed) < queries.MOST,
            "referrals": list(_told(session, place, every, named, people, now)),
            "services": [_service(one, spoken) for spoken in (places.spoken(session, place),) for one in places.services(session, place)],
        }
        read = sorted({one.bundle_id for one in every})
    first = today.replace(day=1)
    with transaction(Acting("statistics", None, place)) as session:
        page["month"] = asdict(queries.numbers(session, place, wall_clock.midnight(first), begins + timedelta(days=1)))
    stamp = hashlib.sha256(json.dumps(page, sort_keys=True).encode()).hexdigest()[:16]
    return {**page, "now": wall_clock.wire(now), "stamp": stamp}, read


def _told(
    session: Session, place: str, every: Sequence[Referral], listed: Collection[str], people: Mapping[str, Patient], now: datetime
) -> Iterable[dict[str, Any]]:
    ids = [one.id for one in every]
    lines, seen = records.lines(session, ids), queries.first_contacts(session, ids)
    booked, same = queries.next_visits(session, place, every, now), same_person(every, people)
    for one in every:
        visit = booked.get(one.id)
        yield {
            "id": one.id,
            "is_listed": one.id in listed,
            "patient": _patient(people[one.bundle_id]),
            "lines": [json.loads(line) for line in lines.get(one.id, ())],
            "seen_at": _wire(seen.get(one.id)),
            "visit_at": None if visit is None else wall_clock.wire(visit.start),
            "is_allocated": visit is not None and visit.is_allocated,
            "same": same.get(one.id, []),
        }


def same_person(referrals: Iterable[Referral], people: Mapping[str, Patient]) -> dict[str, list[str]]:
    """Of each open referral the other open ones of the same person, or under the same NHS number, that nobody has said are another matter."""
    by_person: dict[str, list[Referral]] = {}
    for one in referrals:
        if (one.status or "new") in OPEN and one.bundle_id in people:
            by_person.setdefault(people[one.bundle_id].nhs_number or one.bundle_id, []).append(one)
    found: dict[str, list[str]] = {}
    for several in by_person.values():
        for one in several:
            found[one.id] = [other.id for other in several if other is not one and not _are_apart(one, other)]
    return found


def _are_apart(one: Referral, other: Referral) -> bool:
    return other.id in (one.apart_from or ()) or one.id in (other.apart_from or ())


def _patient(one: Patient) -> dict[str, Any]:
    named = ("given_name", "family_name", "nhs_number", "address_line", "postcode", "phone", "gender", "interpreter_language")
    return {
        "id": one.id,
        **{name: getattr(one, name) for name in named},
        "born_on": None if one.born_on is None else one.born_on.isoformat(),
        "languages": one.languages or [],
        "interpreter_needed": bool(one.interpreter_needed),
    }


def _service(one: Team, spoken: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    return {
        **{name: getattr(one, name) for name in ("id", "name", "organisation", "service", "starts_within_hours", "phone")},
        **{name: getattr(one, name) or [] for name in ("covers", "offers", "lacks")},
        "languages": list(spoken.get(one.id, ())),
        "checked_on": None if one.checked_on is None else one.checked_on.isoformat(),
    }


def _wire(moment: datetime | None) -> str | None:
    return None if moment is None else wall_clock.wire(moment)
