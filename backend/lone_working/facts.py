"""What lone working is worked out from, read as engine: who is on shift, came and left where, was asked to what, and was heard of when."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TypeVar

from redis import Redis
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import wall_clock
from backend.accounts import contacts
from backend.assessments import queries as assessments
from backend.grants import services as grants
from backend.lone_working.buddy import Nearby, Point, latest
from backend.lone_working.clock import OwnDay, Person, Planned, Presence, heard_at
from backend.lone_working.models import Alarm
from backend.lone_working.words import LOOKS_BACK_HOURS
from backend.patients import queries as patients
from backend.places import queries as places
from backend.visits import queries as visits
from backend.visits.models import Attendance, MyDay, Visit

Value = TypeVar("Value")

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


def load(session: Session, client: Redis, place: str, now: datetime, standing: Collection[Alarm] = (), team: str | None = None) -> Facts:
    """Everyone of a place, or of one team of it, who has a day or was at a visit lately; and whoever an alarm that stands is about, with its visit
    and its day, however long ago that was, and whether or not they still work here: an alarm that nobody can end would stand for ever."""
    named = [one.visit for one in standing if one.visit]
    about = {str(one.about) for one in standing}
    due = {wall_clock.day_of(one.due_at) for one in standing if one.due_at is not None}
    staff = {id_: post for id_, post in places.posts(session, place).items() if team is None or post.team == team}
    of = None if team is None else sorted(staff)
    whose = {grants.mine_bundle(id_): id_ for id_ in staff}
    days = _by_staff((one, row) for row in _days(session, place, now, due, of) if (one := whose.get(row.bundle_id)))
    there = _by_staff((one.staff, one) for one in _presences(session, place, now, named, of))
    stand = visits.standing(session, place, now - timedelta(hours=LOOKS_BACK_HOURS / 2), now, named)
    planned = [Planned(id_, start, frozenset(asked or ())) for id_, start, asked in stand]
    asked_to = _by_staff((who, one) for one in planned for who in one.asked)
    out = ((days.keys() | there.keys()) & staff.keys()) | about
    heard = contacts.last(session, client, out)
    margins, leads = places.lone_margins(session, place), places.answerable(session, place)
    everybody = sorted({one for some in leads.values() for one in some})  # of a team that nobody else answers for: better a stranger than nobody
    people = {}
    for id_ in sorted(out):
        own = staff[id_].team if id_ in staff else None
        person = Person(
            id=id_,
            team=own,
            margin_minutes=margins.get(own, margins[None]),
            leads=_others(id_, leads.get(own or "", ())) or _others(id_, everybody),
            days=tuple(_day(row) for row in days.get(id_, ())),
            presences=tuple(there.get(id_, ())),
            planned=tuple(asked_to.get(id_, ())),
        )
        word = heard.get(id_)
        at = None if word is None else heard_at(word.any_at, word.carried_at, person.day_at(now), now)
        people[id_] = replace(person, heard_at=at)
    roles = {id_: post.role for id_, post in staff.items()}
    return Facts(place, people, roles, {one.id: one.asked for one in planned}, places.bases(session, place))


def _others(who: str, leads: Collection[str]) -> tuple[str, ...]:
    return tuple(one for one in leads if one != who)


def _by_staff(pairs: Iterable[tuple[str, Value]]) -> dict[str, list[Value]]:
    """A thousand people with five thousand visits are sorted once, not looked through a thousand times."""
    found: dict[str, list[Value]] = {}
    for who, value in pairs:
        found.setdefault(who, []).append(value)
    return found


def _days(session: Session, place: str, now: datetime, due: Collection[date], of: Collection[str] | None) -> Sequence[MyDay]:
    """Own days of today, of these days, and of the day before each, whose night may not be over. `of`: these members of staff alone."""
    wanted = {day - back for day in (wall_clock.day_of(now), *due) for back in (timedelta(), timedelta(days=1))}
    asked = select(MyDay).where(MyDay.place_id == place, MyDay.day.in_(sorted(wanted)))
    return session.scalars(asked if of is None else asked.where(MyDay.bundle_id.in_([grants.mine_bundle(one) for one in of]))).all()


def _presences(session: Session, place: str, now: datetime, named: Collection[str], of: Collection[str] | None) -> list[Presence]:
    lately = Attendance.arrived_at >= now - timedelta(hours=LOOKS_BACK_HOURS)
    asked = (
        select(Attendance, Visit.planned_start, Visit.planned_end)
        .join(Visit, Visit.id == Attendance.visit)
        .where(Attendance.place_id == place, lately | Attendance.visit.in_(list(named)))
        .order_by(Attendance.id)
    )
    rows = session.execute(asked if of is None else asked.where(Attendance.staff.in_(list(of)))).all()
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
