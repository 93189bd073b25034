"""What four weeks of a team are planned from, read in one short transaction: patients, visits and actions as its lead may see them.

The shifts of the team lie in each person's own bundle: they are read as engine, after it is known that the reader leads the team (as for the board).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from backend import wall_clock
from backend.board.facts import ENGINE, KNOWN_FOR, NotLeading, leads
from backend.board.times import minutes
from backend.care_plans import queries as plans
from backend.care_plans.models import Action
from backend.database import Acting, take
from backend.grants import services as grants
from backend.patients import queries as patients
from backend.patients.models import Patient
from backend.places import queries as places
from backend.places.models import Staff
from backend.record import queries as records
from backend.transaction import transaction
from backend.visits import queries as visits
from backend.visits import services as visit_states
from backend.visits.models import Attendance, MyDay, Visit
from backend.weeks import holidays
from backend.weeks.capacity import Shift, usual
from backend.weeks.due import Absence
from backend.weeks.models import OwnHoliday, WeekTaking

WEEKS = 4
BEFORE = timedelta(days=28)
"""So far back shifts are looked at where none is written yet, and visits for the weekdays that somebody is used to."""
FOLLOWED = ("when", "window", "needs", "gap", "team", "status")
"""The groups of a visit that follow its action's pattern, until somebody writes one by hand."""


@dataclass(frozen=True, slots=True)
class Lead:
    """Who plans, for which team, from which Monday on."""

    place: str
    staff: str
    team: str
    first: date

    @property
    def last(self) -> date:
        return self.first + timedelta(days=7 * WEEKS - 1)

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=n) for n in range(7 * WEEKS)]

    @property
    def mondays(self) -> list[date]:
        return self.days[::7]


@dataclass(frozen=True)
class Facts:
    """A team's weeks as they stand for one lead at one moment."""

    lead: Lead
    now: datetime
    team_name: str
    base: tuple[str, float, float] | None
    members: tuple[str, ...]
    staff: Mapping[str, Staff]
    shifts: Mapping[date, Sequence[Shift]]
    means: str
    written: frozenset[date]
    """The days of which a shift is written."""
    standing: Mapping[str, Visit]
    """The visits of these weeks that the team plans and that stand."""
    actions: Mapping[str, Action]
    of_action: Mapping[str, Sequence[Visit]]
    """The visits made from an action, or that name it, of late and to come; cancelled ones too."""
    without: Sequence[Action]
    patients: Mapping[str, Patient]
    attendances: Mapping[str, Sequence[Attendance]]
    came: Mapping[str, set[str]]
    outcomes: Mapping[str, tuple[str, datetime]]
    disputed: Mapping[str, set[str]]
    by_hand: Mapping[str, frozenset[str]]
    """The followed groups of a visit that somebody wrote by hand; of which nobody did any is absent."""
    holidays: Mapping[date, str]
    taking: WeekTaking | None

    @property
    def today(self) -> date:
        return wall_clock.day_of(self.now)

    def state(self, visit: Visit) -> visit_states.State:
        went = [{name: getattr(one, name) for name in ("arrived_at", "left_at", "outcome")} for one in self.attendances.get(visit.id, ())]
        return visit_states.state({"status": visit.status}, went)

    def known(self, patient: str) -> frozenset[str]:
        """Who of the team was there within three months, or whom the person named; never whom they do not want."""
        person = self.patients[patient]
        faces = set(self.came.get(patient, ())) | set(person.known_faces or ())
        return frozenset((faces & set(self.members)) - set(person.never_by or ()))

    def absences(self, patient: str) -> list[Absence]:
        """When the person is not at home, and since when they are not among us any more."""
        person = self.patients[patient]
        found = [] if person.away_from is None else [Absence(person.away_from, person.away_until)]
        if (person.status or "active") != "active":
            found.append(Absence(person.status_on or self.today, None))
        return found

    def patient_name(self, patient: str) -> str:
        person = self.patients[patient]
        return f"{person.given_name or ''} {person.family_name or ''}".strip()


def load(lead: Lead, now: datetime, session: Session | None = None) -> Facts:
    """The weeks as this lead may see them. `session`: of the engine's, to read in its transaction. Raises NotLeading."""
    if session is None:
        with transaction(ENGINE) as own:
            return load(lead, now, own)
    as_lead = Acting("web", lead.staff, lead.place)
    take(session.connection(), as_lead)
    try:
        if not leads(session, lead.staff, lead.team):
            raise NotLeading
        members = places.members(session, lead.place, lead.team)
        take(session.connection(), ENGINE)
        bundles = {grants.mine_bundle(one): one for one in members}
        own_days = visits.own_days(session, lead.place, lead.first - BEFORE, lead.last, list(bundles))
        take(session.connection(), as_lead)
        facts = _read(session, lead, now, members, own_days, bundles)
    finally:
        take(session.connection(), ENGINE)
    session.expunge_all()
    return facts


def _read(session: Session, lead: Lead, now: datetime, members: Sequence[str], own_days: Sequence[MyDay], bundles: Mapping[str, str]) -> Facts:
    actions = {one.id: one for one in plans.planned_by(session, lead.place, lead.team)}
    without = plans.without_pattern(session, lead.place, members)
    since = wall_clock.midnight(min(lead.first, wall_clock.day_of(now)) - BEFORE)
    made = visits.for_actions(session, lead.place, [*actions, *(one.id for one in without)], since)
    standing = visits.of_team(session, lead.place, lead.team, lead.first, lead.last)
    whose = {one.patient_id for one in (*actions.values(), *without, *standing) if one.patient_id}
    people = patients.records(session, whose)
    of_action: dict[str, list[Visit]] = {id_: [] for id_ in actions}
    for visit in made:
        for id_ in {visit.series, *(visit.actions or ())} & actions.keys():
            of_action[id_].append(visit)
    all_ = [one.id for one in made]
    told, shifts, written = places.team(session, lead.place, lead.team), _shifts(own_days, bundles), {one.day for one in own_days if _minutes(one)}
    own = {one.day: one.name for one in session.scalars(select(OwnHoliday).where(OwnHoliday.place_id == lead.place))}
    of_team = select(WeekTaking).where(WeekTaking.team_id == lead.team).order_by(WeekTaking.at.desc(), WeekTaking.id).limit(1)
    asked = {one for visit in (*made, *standing) for one in visit.asked or ()}
    return Facts(
        lead=lead,
        now=now,
        team_name=told.name if told else "",
        base=places.base(session, lead.place, lead.team),
        members=tuple(members),
        staff=places.staff_of(session, lead.place, {*members, *asked}),
        shifts=usual(lead.days, shifts),
        means=_means(own_days),
        written=frozenset(day for day in written if day is not None),
        standing={one.id: one for one in standing if one.patient_id in people},
        actions={id_: one for id_, one in actions.items() if one.patient_id in people},
        of_action=of_action,
        without=[one for one in without if one.patient_id in people and (people[one.patient_id].status or "active") == "active"],
        patients=people,
        attendances=visits.attendances(session, [*all_, *(one.id for one in standing)]),
        came=visits.who_came(session, list(people), now - KNOWN_FOR),
        outcomes=visits.last_outcomes(session, list(people), now - KNOWN_FOR),
        disputed=records.disputed(session, [*actions, *all_]),
        by_hand=_by_hand(session, lead, made),
        holidays=holidays.kept(range(lead.first.year - 1, lead.last.year + 2), own),
        taking=session.scalars(of_team).one_or_none(),
    )


def _minutes(one: MyDay) -> float:
    """The minutes of a shift as it was planned."""
    if one.day is None or one.shift_start is None or one.shift_end is None:
        return 0.0
    rest = (one.break_end - one.break_start).total_seconds() / 60 if one.break_start and one.break_end else 0.0
    return max(0.0, (one.shift_end - one.shift_start).total_seconds() / 60 - rest)


def _shifts(own_days: Sequence[MyDay], bundles: Mapping[str, str]) -> dict[date, list[Shift]]:
    found: dict[date, list[Shift]] = {}
    for one in own_days:
        planned = _minutes(one)
        if not planned or one.day is None:
            continue
        left = planned
        if one.away is not None:
            assert one.shift_start is not None
            until = minutes(one.away_since, one.day) - minutes(one.shift_start, one.day) if one.away_since else 0.0
            left = max(0.0, min(planned, until))
        found.setdefault(one.day, []).append(Shift(bundles[one.bundle_id], left, one.away))
    return found


def _means(own_days: Sequence[MyDay]) -> str:
    """How most of the shifts travel."""
    used = [one.means for one in own_days if one.means]
    return max(sorted(set(used)), key=used.count, default="walk")


_OURS = text(
    "select distinct cast(one as text) from week_taking, unnest(change_ids) as one "
    "where place_id = :place and change_ids && cast(:changes as uuid[]) and one = any(cast(:changes as uuid[]))"
)


def _by_hand(session: Session, lead: Lead, made: Sequence[Visit]) -> dict[str, frozenset[str]]:
    """Of visits of a series the followed groups that were last written by a change that no taking made."""
    standing = records.standing(session, [one.id for one in made if one.series])
    wrote = {id_: {group: one.stamps[group].change for group in FOLLOWED if group in one.stamps} for id_, one in standing.items()}
    take(session.connection(), ENGINE)  # also takings of a team that passed a series on
    ours = set(session.scalars(_OURS, {"place": lead.place, "changes": sorted({change for those in wrote.values() for change in those.values()})}))
    take(session.connection(), Acting("web", lead.staff, lead.place))
    by_hand = {id_: frozenset(group for group, change in those.items() if change not in ours) for id_, those in wrote.items()}
    return {id_: groups for id_, groups in by_hand.items() if groups}
