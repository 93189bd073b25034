"""Plans the coming days of the demo place as they were four weeks before, so that whenever it is started today has visits, and fills the days on
which it was not running.

Weekends have fewer visits than other days; but a weekend is planned by one on which those of the tour worked, so that they have visits whatever today
is.
What people changed meanwhile is respected: nobody visits the dead, the gone or those who left the plan; an action that ended is not due;
staff who left are not asked. A day on which anything like a usual day is planned already is left alone. What had come in for the model's day comes
in again (`unallocated`), and nobody has it yet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from backend import wall_clock
from backend.allocation.travel import point
from backend.care_plans import queries as plans
from backend.demo import rounds, since, skills, tour, unallocated
from backend.demo.ids import SEED, at, derived, named_id
from backend.demo.professions import PROFESSIONS
from backend.patients import queries as patients
from backend.patients.models import Patient
from backend.places import queries as places
from backend.places.models import Staff
from backend.places.services import ENGINE
from backend.record import Change
from backend.record import services as record
from backend.record.pulling import schema
from backend.record.registry import Writer
from backend.transaction import transaction
from backend.visits import queries as visits
from backend.visits.models import MyDay, Visit

PURPOSE = "demo"
AHEAD, AHEAD_OF_MANY = 7, 2
BACK, BACK_OF_MANY = 14, 1
"""Days behind today whose hole is filled; longer ago nobody looks at each visit."""
MANY = 2_000
"""Visits of a day above which fewer days are planned ahead."""
LONGEST_AGO = 400


def refresh(place: str, today: date, now: datetime) -> int:
    """Plans today and the coming days where they are not, and writes what happened on the days behind of which nothing came in.

    Done already, it does nothing. Returns how many visits it planned.
    """
    first, last = today - timedelta(days=LONGEST_AGO), today + timedelta(days=AHEAD)
    with transaction(ENGINE) as session:
        counts = visits.days_with_visits(session, place, first, last)
        promised = visits.days_with_visits_of(session, place, first, last, places.named(session, place, sorted(tour.VISITING)))
    if not counts:
        return 0
    many = max(counts.values()) > MANY
    begun = max(min(counts), today - timedelta(days=BACK_OF_MANY if many else BACK))
    planned = 0
    for n in range((today - begun).days + (AHEAD_OF_MANY if many else AHEAD) + 1):
        day = begun + timedelta(days=n)
        source = model_day(counts, day, promised)
        # A day behind with some visits was planned, be it by another rota; one with hardly any is a hole.
        if source is not None and counts.get(day, 0) < (0.1 if day < today else 0.6) * counts[source]:
            made = _plan(place, source, day, today, now)
            counts[day] = counts.get(day, 0) + made
            promised[day] = promised.get(source, 0)
            planned += made
    since.write_days(place, [begun + timedelta(days=n) for n in range((today - begun).days)], SEED)
    return planned


def model_day(counts: Mapping[date, int], day: date, promised: Mapping[date, int] | None = None) -> date | None:
    """The day to plan by: the same weekday, four weeks before or the latest multiple of that; where there is none, the latest same weekday.

    `promised`: how many visits those of the tour had: one on which they were off is no model for a day that may be somebody's today.
    """
    same = [found for found in counts if found < day and (day - found).days % 7 == 0]
    # A day that is but half planned is no model.
    usual = [found for found in same if counts[found] >= 0.6 * max(counts[one] for one in same)]
    if promised is not None:
        usual = [found for found in usual if promised.get(found, 0) >= 0.8 * max(promised.get(one, 0) for one in usual)]
    of_cycle = [found for found in usual if (day - found).days % 28 == 0]
    return max(of_cycle or usual, default=None)


def _plan(place: str, source: date, day: date, today: date, now: datetime) -> int:
    # A day behind was planned the day before, as far as anybody is told.
    now = min(now, at(day - timedelta(days=1), 985))
    with transaction(ENGINE) as session:
        model = visits.planned_on(session, place, source)
        days = {found.bundle_id: found for found in visits.last_days_of(session, place, day)}
        standing = visits.planned_on(session, place, day)
        there, series = {found.id for found in standing}, {found.series for found in standing}
        changes = _visit_changes(session, place, model, source, day, today, now)
        # What a lead took from the planner of the weeks is not planned a second time.
        new = [change for change in changes if change.record not in there and series.isdisjoint(change.set["actions"])]
        own = _my_day_changes(session, place, new, days, day, now)
    writer = Writer(staff=PURPOSE, roles=frozenset({"coordinator", "lead"}), place=place, purpose="the coming days of the demo place")
    record.write(new, writer)
    record.write(own, writer)
    return len(new)


def _visit_changes(session: Session, place: str, model: Sequence[Visit], source: date, day: date, today: date, now: datetime) -> list[Change]:
    active = set(patients.active(session, place))
    working = set(places.working(session, place))
    titles = places.people(session, place, working)
    due = plans.active_actions(session, place)
    changes = []
    for visit in model:
        asked = sorted(set(visit.asked or ()) & working)
        came_in = unallocated.BY_PURPOSE.get(visit.purpose or "")
        if visit.patient_id not in active or visit.planned_start is None or visit.planned_end is None:
            continue
        if not asked and came_in is None:
            continue
        start, end = moved(visit.planned_start, source, day), moved(visit.planned_end, source, day)
        made = named_id(start, "visit", visit.id, day.isoformat())
        minutes = _minutes(wall_clock.wire(start), day)
        needs = skills.of_visit(visit.purpose or "", [titles[one][1] for one in asked if one in titles], minutes, day)
        if came_in is not None and day >= today:
            asked, needs = [], came_in.fields(day)
        fields = {
            "planned_start": wall_clock.wire(start),
            "planned_end": wall_clock.wire(end),
            "is_fixed": bool(visit.is_fixed),
            "asked": asked,
            "purpose": visit.purpose,
            "instructions": visit.instructions,
            "actions": sorted(set(visit.actions or ()) & due),
            "team": visit.team,
            "status": "planned",
        }
        fields |= {name: wall_clock.wire(value) if isinstance(value, datetime) else value for name, value in needs.items()}
        changes.append(_creation("visit", made, visit.bundle_id, visit.patient_id, fields, now))
    return changes


def _my_day_changes(session: Session, place: str, new: Sequence[Change], days: Mapping[str, MyDay], day: date, now: datetime) -> list[Change]:
    """A day of one's own for everyone who is asked to one of the new visits: by the means of their latest, the order by time, shift and break as the
    day's own ways leave them."""
    of: dict[str, list[Change]] = {}
    for change in new:
        for staff in change.set["asked"]:
            of.setdefault(staff, []).append(change)
    people = places.staff_of(session, place, list(of))
    homes = patients.records(session, {change.patient for change in new if change.patient})
    changes = []
    for staff, mine in sorted(of.items()):
        bundle = derived("mine", staff)
        model = days.get(bundle)
        fields: dict[str, object] = {"day": day.isoformat()}
        if model is not None:
            fields["means"], fields["break_where"] = model.means, model.break_where
            base = places.base(session, place, people[staff].team or "")
            hours = _round(people[staff], base, model, mine, homes, day).hours() if base is not None else None
            fields |= {name: wall_clock.wire(at(day, minutes)) for name, minutes in (hours.fields() if hours else {}).items()}
        fields["order"] = [visit.record for visit in sorted(mine, key=lambda visit: (visit.set["planned_start"], visit.record))]
        fields = {name: value for name, value in fields.items() if value is not None}
        changes.append(_creation("my_day", derived("my_day", staff, day.isoformat()), bundle, None, fields, now))
    return changes


def _round(who: Staff, base: tuple[str, float, float], model: MyDay, mine: Sequence[Change], homes: Mapping[str, Patient], day: date) -> rounds.Round:
    """Somebody's day as their new visits make it."""
    usual = next((one.shift for one in PROFESSIONS.values() if one.title == who.profession), rounds.USUAL)
    there = point(base[1], base[2])
    assert there is not None
    found = rounds.Round(model.means or "walk", there, usual, rounds.wanted(who.id))
    for visit in mine:
        home = homes.get(visit.patient or "")
        place = point(home.latitude, home.longitude) if home else None
        found.add(rounds.Stop(_minutes(visit.set["planned_start"], day), _minutes(visit.set["planned_end"], day), place or there))
    return found


def _minutes(wire: str, day: date) -> int:
    local = wall_clock.from_wire(wire).astimezone(wall_clock.LONDON)
    return (local.date() - day).days * 1440 + local.hour * 60 + local.minute


def moved(moment: datetime, source: date, day: date) -> datetime:
    """The same time by the clock on another day: 09:30 stays 09:30 when summer time begins between them."""
    local = moment.astimezone(wall_clock.LONDON)
    return at(day + (local.date() - source), local.hour * 60 + local.minute)


def _creation(kind: str, made: str, bundle: str, patient: str | None, fields: Mapping[str, object], now: datetime) -> Change:
    return Change(
        id=named_id(now, "plan", made),
        kind=kind,
        record=made,
        bundle=bundle,
        patient=patient,
        author=PURPOSE,
        made_at=wall_clock.wire(now),
        schema=schema(),
        saw=None,
        set=fields,
    )
