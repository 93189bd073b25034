"""What lone working is worked out from, read as engine: who is on shift, came and left where, was asked to what, and was heard of when."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from redis import Redis
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import wall_clock
from backend.accounts import contacts
from backend.assessments import queries as assessments
from backend.grants import services as grants
from backend.lone_working.clock import Nearby, OwnDay, Person, Planned, Point, Presence, latest
from backend.lone_working.words import LOOKS_BACK_HOURS
from backend.patients import queries as patients
from backend.places import queries as places
from backend.visits import queries as visits
from backend.visits.models import Attendance, MyDay, Visit

RISK_FORM = "https://alongside.example/fhir/Questionnaire/lone-worker"
RISK = "lone-worker.visits"


@dataclass(frozen=True)
class Facts:
    """A place at one moment. `asked`: who is asked to each visit that stands."""

    place: str
    people: dict[str, Person]
    roles: dict[str, str]
    asked: dict[str, frozenset[str]]
    team_bases: dict[str, Point]

    def nearby(self, session: Session, overdue: Iterable[str]) -> Nearby:
        """What a buddy is found by: asked for only where somebody must be told."""
        seen = {id_: latest(one.presences) for id_, one in self.people.items()}
        homes = patients.records(session, {one.patient for one in seen.values() if one is not None})
        where: dict[str, Point] = {}
        for id_, one in self.people.items():
            there = seen[id_]
            home = homes.get(there.patient) if there is not None else None
            if home is not None and home.latitude is not None and home.longitude is not None:
                where[id_] = (home.latitude, home.longitude)
            elif one.team in self.team_bases:
                where[id_] = self.team_bases[one.team]
        return Nearby(self.people, self.roles, where, frozenset(overdue))


def load(session: Session, client: Redis, place: str, now: datetime, named: Collection[str] = (), team: str | None = None) -> Facts:
    """Everyone of a place, or of one team of it, who has a day or was at a visit lately. `named`: the visits of alarms that stand."""
    today = wall_clock.day_of(now)
    days: dict[str, list[MyDay]] = {}
    for row in session.scalars(select(MyDay).where(MyDay.place_id == place, MyDay.day.in_([today - timedelta(days=1), today]))):
        days.setdefault(row.bundle_id, []).append(row)
    there = _presences(session, place, now, named)
    asked_to = _planned(session, place, now, named)
    staff = {id_: post for id_, post in places.posts(session, place).items() if team is None or post.team == team}
    out = {id_ for id_ in staff if grants.mine_bundle(id_) in days} | {one.staff for one in there}
    heard = contacts.last(session, client, out)
    margins, bases = places.lone_margins(session, place), places.bases(session, place)
    leads = places.answerable(session, place)
    people = {}
    for id_ in sorted(out & staff.keys()):
        team = staff[id_].team
        people[id_] = Person(
            id=id_,
            team=team,
            margin_minutes=margins.get(team, margins[None]),
            leads=tuple(one for one in leads.get(team or "", ()) if one != id_),
            days=tuple(_day(row) for row in days.get(grants.mine_bundle(id_), ())),
            presences=tuple(one for one in there if one.staff == id_),
            planned=tuple(one for one in asked_to if id_ in one.asked),
            heard_at=heard.get(id_),
        )
    return Facts(place, people, {id_: post.role for id_, post in staff.items()}, {one.id: one.asked for one in asked_to}, bases)


def _presences(session: Session, place: str, now: datetime, named: Collection[str]) -> list[Presence]:
    lately = Attendance.arrived_at >= now - timedelta(hours=LOOKS_BACK_HOURS)
    rows = session.execute(
        select(Attendance, Visit.planned_start, Visit.planned_end)
        .join(Visit, Visit.id == Attendance.visit)
        .where(Attendance.place_id == place, lately | Attendance.visit.in_(list(named)))
        .order_by(Attendance.id)
    ).all()
    risks = assessments.latest_choice(session, {one.patient_id for one, _, _ in rows if one.left_at is None}, RISK_FORM, RISK)
    return [
        Presence(
            id=one.id,
            visit=one.visit,
            patient=one.patient_id,
            staff=one.staff,
            arrived_at=one.arrived_at,
            leave_by=one.leave_by,
            left_at=one.left_at,
            is_over=one.outcome is not None,
            planned_start=start,
            planned_end=end,
            risk=risks.get(one.patient_id),
        )
        for one, start, end in rows
    ]


def _planned(session: Session, place: str, now: datetime, named: Collection[str]) -> list[Planned]:
    """Visits of the last hours that stand: whoever is asked to them could be missed there."""
    rows = visits.standing(session, place, now - timedelta(hours=LOOKS_BACK_HOURS / 2), now, list(named))
    return [Planned(id_, start, frozenset(asked or ())) for id_, start, asked in rows]


def _day(row: MyDay) -> OwnDay:
    return OwnDay(
        id=row.id,
        shift_start=row.shift_start,
        shift_end=row.shift_end,
        away_since=(row.away_since or row.shift_start) if row.away else None,
        ended_at=row.ended_at,
        late_minutes=row.late_minutes or 0,
        buddy=row.buddy,
        ring_asked_at=row.ring_asked_at,
        ring_asked_visit=row.ring_asked_visit,
    )
