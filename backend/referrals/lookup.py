"""Whether somebody who is referred is known already: asked by the single point of access, of the whole place, before a record is made twice.

1. It tells only what tells people apart on the telephone, and who looked for whom stands in the audit trail, also where nobody was found.
2. Nothing is opened by it. To take a referral for somebody who is known, the single point of access takes them up: that grants it their record
   through the next day, and for longer once there is a referral (`services`).
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from backend.audit import services as audit
from backend.database import Acting
from backend.grants import referred
from backend.grants import services as grants
from backend.patients import queries as patients
from backend.referrals import inbox, queries
from backend.transaction import transaction

ENGINE = Acting(role="engine")


class NobodyThere(Exception):
    """There is no such person in the place, or whoever asks may not look: the same to them."""


def look(place: str, staff: str, device: str | None, asked: dict[str, Any], now: datetime) -> list[dict[str, Any]]:
    """Who in the place has this NHS number, or this family name and date of birth. Raises NobodyThere for who does not work in its access point."""
    with transaction(ENGINE) as session:
        _sits_there(session, place, staff)
        born_on: date | None = asked.get("born_on")
        found = queries.known(session, place, nhs_number=asked.get("nhs_number"), family_name=asked.get("family_name"), born_on=born_on)
        ids = [one.id for one in found]
        open_, readable = queries.open_counts(session, place, ids), grants.readable(session, staff, ids, now)
        audit.note(session, "read", at=now, place=place, staff=staff, device=device, bundles=ids, detail={"looked_up": len(ids)})
        return [
            {
                **{name: getattr(one, name) for name in ("id", "given_name", "family_name", "nhs_number", "address_line", "postcode")},
                "born_on": None if one.born_on is None else one.born_on.isoformat(),
                "open_referrals": open_.get(one.id, 0),
                "is_granted": "more" in readable.get(one.id, ()),
                "has_same_number": asked.get("nhs_number") is not None and one.nhs_number == asked["nhs_number"],
            }
            for one in found
        ]


def take_up(place: str, staff: str, patient: str, now: datetime) -> datetime:
    """Opens a known person's record to the single point of access, through the next day. Returns until when. Raises NobodyThere."""
    with transaction(ENGINE) as session:
        team = _sits_there(session, place, staff)
        if not patients.is_of(session, place, patient):
            raise NobodyThere
        until = referred.through_next_day(now)
        referred.take_up(session, place=place, patient=patient, team=team, until=until, by=staff, now=now)
        return until


def _sits_there(session: Session, place: str, staff: str) -> str:
    try:
        at = inbox.desk(session, place, staff)
    except inbox.NotForThem:
        raise NobodyThere from None
    if not at.is_access_point:
        raise NobodyThere
    return at.team
