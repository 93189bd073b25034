"""One nurse of Priya's team came to a visit today and has not left when she should: so there is somebody to be missed, whatever day it is tried.

Only in the hours in which she is at work, and once a day. What follows from it (who is told, and when) is not of the demo: the scheduler finds it.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import select

from backend import wall_clock
from backend.demo.ids import derived, named_id
from backend.places import queries as places
from backend.places.services import ENGINE
from backend.record import Change
from backend.record import services as record
from backend.record.pulling import schema
from backend.record.registry import Writer
from backend.transaction import transaction
from backend.visits import queries as visits
from backend.visits.models import MyDay, Visit

WHO, BUDDY = "Nadia Chowdhury", "Joy Robinson"
PURPOSE = "the demo place's nurse who stays too long"
OVER = timedelta(minutes=20)
"""So long ago, at the least, the visit should have been over."""
OLDEST = timedelta(hours=4)


def stay_too_long(place: str, today: date, now: datetime) -> bool:
    """Writes that she arrived at the latest of her visits that should be over, and who looks out for her. Returns whether there was one."""
    with transaction(ENGINE) as session:
        who, buddy = (next(iter(places.named(session, place, [name])), None) for name in (WHO, BUDDY))
        if who is None or buddy is None:
            return False
        mine = [one for one in visits.planned_on(session, place, today) if who in (one.asked or ())]
        went = visits.attendances(session, [one.id for one in mine])
        day = session.scalars(select(MyDay).where(MyDay.id == derived("my_day", who, today.isoformat()))).one_or_none()
    if any(one.staff == who for those in went.values() for one in those):
        return False
    over = [one for one in mine if one.planned_end is not None and now - OLDEST <= one.planned_end <= now - OVER and one.asked == [who]]
    if not over:
        return False
    writer = Writer(staff=who, roles=frozenset({"practitioner", "self"}), place=place, purpose=PURPOSE)
    changes = [_arrived(over[-1], who)]
    if day is not None and day.buddy is None:
        saw = {"buddy": None}
        changes.append(_change("my_day", day.id, day.bundle_id, None, who, now, saw, {"buddy": buddy}))
    record.write(changes, writer)
    return True


def _arrived(visit: Visit, who: str) -> Change:
    assert visit.planned_start is not None
    assert visit.planned_end is not None
    at = visit.planned_start + timedelta(minutes=3)
    fields = {"visit": visit.id, "staff": who, "arrived_at": wall_clock.wire(at), "leave_by": wall_clock.wire(visit.planned_end)}
    return _change("attendance", derived("attendance", visit.id, who), visit.bundle_id, visit.patient_id, who, at, None, fields)


def _change(
    kind: str, made: str, bundle: str, patient: str | None, who: str, at: datetime, saw: dict[str, None] | None, fields: dict[str, str]
) -> Change:
    return Change(
        id=named_id(at, PURPOSE, kind, made),
        kind=kind,
        record=made,
        bundle=bundle,
        patient=patient,
        author=who,
        made_at=wall_clock.wire(at),
        schema=schema(),
        saw=saw,
        set=fields,
    )
