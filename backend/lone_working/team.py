"""A team as its leads see it now: who is out, where they were last by their own record, who is late, what waits for whom.

Own days and what tablets said last are read as engine, of the team's members alone, after it is known that the reader leads it (as the board does);
patients, visits and what is written about them as the lead, by row-level security: what a lead may not see has no name here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from backend import queues, wall_clock
from backend.assessments import queries as assessments
from backend.database import Acting
from backend.grants import services as grants
from backend.lone_working import buddy, clock, facts
from backend.lone_working.buddy import Nearby
from backend.lone_working.clock import OwnDay, Person
from backend.lone_working.course import SILENT
from backend.patients import queries as patients
from backend.patients.models import Patient
from backend.places import queries as places
from backend.record import queries as records
from backend.transaction import transaction
from backend.visits import queries as visits
from backend.visits import services as visit_states
from backend.visits.models import Attendance, MyDay, Visit

ENGINE = Acting(role="engine")
LATE_AFTER = timedelta(minutes=15)
"""A visit that nobody came to counts as late so long after its planned start."""


class NotLeading(Exception):
    """Whoever asks leads no team."""


def see(place: str, staff: str, now: datetime) -> tuple[dict[str, Any], list[str]]:
    """The team's page, and whose records it reads. Raises NotLeading."""
    day = wall_clock.day_of(now)
    with transaction(Acting("web", staff, place)) as session:
        post = places.post(session, staff)
        if post is None or post.role != "lead" or post.team is None:
            raise NotLeading
        team = places.team(session, place, post.team)
        members = places.members(session, place, post.team)
        margins = places.lone_margins(session, place)
    with transaction(ENGINE) as session:
        found = facts.load(session, queues.redis(), place, now, team=post.team)
        near = found.nearby(session, ())
        days = visits.days_of(session, place, day, [grants.mine_bundle(one) for one in members])
        session.expunge_all()
    with transaction(Acting("web", staff, place)) as session:
        seen = _Seen(session, place, post.team, members, now)
        known = places.staff_of(session, place, members)
        unfinished, to_settle = assessments.unfinished(session, members), records.to_settle(session, members)
        people = []
        for one in sorted(members, key=lambda id_: (known[id_].name or "", id_)):
            who = found.people.get(one) or Person(one, post.team, 0)
            count, since = unfinished.get(one, (0, None))
            people.append(
                {
                    "id": one,
                    "name": known[one].name or "",
                    "profession": known[one].profession or "",
                    "phone": known[one].phone,
                    **_day(days.get(grants.mine_bundle(one))),
                    "heard_at": _wire(who.heard_at),
                    **seen.of(one),
                    "buddy": _buddy(who, near, now),
                    "unsigned": count,
                    "unsigned_since": _wire(since),
                    "to_settle": to_settle.get(one, 0),
                }
            )
    told = {"id": post.team, "name": team.name if team else ""}
    margin = {"own": margins.get(post.team), "place": margins[None]}
    page = {"team": told, "now": wall_clock.wire(now), "margin": margin, "people": people}
    return {**page, "stamp": _stamp(page, now)}, sorted(seen.patients)


def _stamp(page: dict[str, Any], now: datetime) -> str:
    """Names what the page says: of a tablet that speaks, that it does; of a silent one, since when."""
    silent = wall_clock.wire(now - SILENT)
    people = [{**one, "heard_at": one["heard_at"] if (one["heard_at"] or "") < silent else True} for one in page["people"]]
    return hashlib.sha256(json.dumps([page["team"], page["margin"], people], sort_keys=True).encode()).hexdigest()[:16]


class _Seen:
    """The day's visits of a team and its members, as the lead may see them; of the evening before those that lasted beyond midnight."""

    def __init__(self, session: Session, place: str, team: str, members: Sequence[str], now: datetime) -> None:
        self.now = now
        day = wall_clock.day_of(now)
        rows = visits.of_board(session, place, day, team, members)
        before = visits.of_board(session, place, day - timedelta(days=1), team, members)
        self.went = visits.attendances(session, [one.id for one in (*rows, *before)])
        midnight = wall_clock.midnight(day)
        still = [one for one in before if any(_is_there(went) or (went.left_at and went.left_at >= midnight) for went in self.went.get(one.id, ()))]
        self.patients: dict[str, Patient] = patients.records(session, {one.patient_id for one in (*rows, *still) if one.patient_id})
        self.visits = [one for one in rows if one.patient_id in self.patients]
        self.still = [one for one in still if one.patient_id in self.patients]

    def of(self, staff: str) -> dict[str, Any]:
        """Where somebody was last, what is to come, and what they are late for."""
        mine = [(one, self._own(one, staff)) for one in self.visits]
        since = [(one, self._own(one, staff)) for one in self.still]
        been = [
            (went.left_at or went.arrived_at, visit, went)
            for visit, went in (*since, *mine)
            if went is not None and (went.left_at or went.arrived_at)
        ]
        asked = [visit for visit, _ in mine if staff in (visit.asked or ()) and visit.status != "cancelled"]
        open_ = [visit for visit in asked if self._state(visit) == "planned"]
        late = [visit for visit in open_ if visit.planned_start is not None and visit.planned_start + LATE_AFTER <= self.now]
        last = max(been, key=lambda seen: (seen[0], seen[1].id), default=None)
        coming = next((visit for visit in open_ if visit not in late), None)
        return {
            "visits": len(asked),
            "visits_left": len(open_),
            "last": None if last is None else self._last(last[1], last[2]),
            "next": None if coming is None else self._visit(coming),
            "late": [self._visit(one) for one in late],
        }

    def _own(self, visit: Visit, staff: str) -> Attendance | None:
        return next((one for one in self.went.get(visit.id, ()) if one.staff == staff), None)

    def _state(self, visit: Visit) -> str:
        went = [{name: getattr(one, name) for name in ("arrived_at", "left_at", "outcome")} for one in self.went.get(visit.id, ())]
        return visit_states.state({"status": visit.status}, went)

    def _visit(self, visit: Visit) -> dict[str, Any]:
        patient = self.patients[str(visit.patient_id)]
        name = ", ".join(word for word in (patient.family_name, patient.given_name) if word)
        where = ", ".join(word for word in (patient.address_line, patient.postcode) if word)
        return {"id": visit.id, "patient": patient.id, "name": name, "address": where, "planned_start": _wire(visit.planned_start)}

    def _last(self, visit: Visit, went: Attendance) -> dict[str, Any]:
        there = clock.Presence(
            went.id, visit.id, visit.bundle_id, str(went.staff), went.arrived_at, went.leave_by, planned_start=visit.planned_start,
            planned_end=visit.planned_end,
        )  # fmt: skip
        is_over = not _is_there(went)
        due = None if is_over else there.due_at
        return {**self._visit(visit), "arrived_at": _wire(went.arrived_at), "left_at": _wire(went.left_at), "is_over": is_over, "due_at": _wire(due)}


def _is_there(went: Attendance) -> bool:
    return went.arrived_at is not None and went.left_at is None and went.outcome is None


def _day(row: MyDay | None) -> dict[str, Any]:
    if row is None:
        return dict.fromkeys(("shift_start", "shift_end", "away", "ended_at", "late_said_at")) | {"late_minutes": 0}
    return {
        "shift_start": _wire(row.shift_start),
        "shift_end": _wire(row.shift_end),
        "away": row.away,
        "ended_at": _wire(row.ended_at),
        "late_minutes": row.late_minutes or 0,
        "late_said_at": _wire(row.late_said_at),
    }


def _buddy(person: Person, near: Nearby, now: datetime) -> dict[str, Any] | None:
    """Who would be told now; None where they are not at work, or nobody could be."""
    day: OwnDay | None = person.day_at(now)
    if day is None or not day.is_working(now):
        return None
    found = buddy.buddy_of(person, near, now)
    return None if found is None else {"id": found, "is_chosen": day.buddy == found}


def _wire(moment: datetime | None) -> str | None:
    return None if moment is None else wall_clock.wire(moment)
