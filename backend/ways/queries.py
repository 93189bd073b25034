"""What happened, as far as it teaches how long things take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise

from sqlalchemy import Float, cast, func, select
from sqlalchemy.orm import Session

from backend import wall_clock
from backend.allocation.travel import CALLED, Means, Travel, point
from backend.patients.models import Patient
from backend.visits.models import Attendance, MyDay, Visit
from backend.ways.learning import Trip

KEPT = 12
"""Minutes of so many visits are kept: of LAST of them some may not count."""
SEEN = ("completed", "part")


def took(session: Session, place: str, since: datetime) -> dict[tuple[str, str], list[float]]:
    """(patient, purpose) → what the last visits took in minutes, the newest first: of a visit by two the one who stayed longer."""
    stayed = cast(func.extract("epoch", func.max(Attendance.left_at - Attendance.arrived_at)) / 60, Float)
    visits = (
        select(Visit.patient_id, Visit.purpose, Visit.planned_start, stayed.label("stayed"))
        .join(Attendance, Attendance.visit == Visit.id)
        .where(Visit.place_id == place, Attendance.arrived_at >= since, Attendance.left_at.is_not(None), Attendance.outcome.in_(SEEN))
        .where(Visit.purpose.is_not(None), Visit.patient_id.is_not(None))
        .group_by(Visit.id)
        .subquery()
    )
    nth = func.row_number().over(partition_by=(visits.c.patient_id, visits.c.purpose), order_by=visits.c.planned_start.desc()).label("nth")
    numbered = select(visits, nth).subquery()
    rows = session.execute(
        select(numbered.c.patient_id, numbered.c.purpose, numbered.c.stayed)
        .where(numbered.c.nth <= KEPT)
        .order_by(numbered.c.patient_id, numbered.c.purpose, numbered.c.nth)
    )
    found: dict[tuple[str, str], list[float]] = {}
    for patient, purpose, minutes in rows.tuples():
        found.setdefault((str(patient), purpose), []).append(round(float(minutes), 1))
    return found


def trips(session: Session, place: str, bundles: Mapping[str, str], means: Mapping[str, Means], since: datetime) -> dict[str, list[Trip]]:
    """Means → the trips that people made from one visit straight to the next on the same day. `bundles`: staff → the bundle of their own days."""
    travel = Travel(means, whole_minutes=False)
    by = {
        (one.bundle_id, one.day): CALLED.get(one.means or "", "")
        for one in session.scalars(
            select(MyDay).where(MyDay.place_id == place, MyDay.bundle_id.in_(list(bundles.values())), MyDay.day >= since.date())
        )
    }
    rows = session.execute(
        select(Attendance.staff, Attendance.arrived_at, Attendance.left_at, Visit.planned_start, Patient.latitude, Patient.longitude)
        .join(Visit, Visit.id == Attendance.visit)
        .join(Patient, Patient.id == Visit.patient_id)
        .where(Attendance.place_id == place, Attendance.staff.in_(list(bundles)), Attendance.arrived_at >= since)
        .order_by(Attendance.staff, Attendance.arrived_at, Attendance.id)
    ).all()
    found: dict[str, list[Trip]] = {}
    for here, there in pairwise(rows):
        day = wall_clock.day_of(here.arrived_at)
        name = by.get((bundles[str(here.staff)], day), "")
        start, end = point(here.latitude, here.longitude), point(there.latitude, there.longitude)
        if here.staff != there.staff or wall_clock.day_of(there.arrived_at) != day or name not in means:
            continue
        if here.left_at is None or there.planned_start is None or start is None or end is None or there.arrived_at < here.left_at:
            continue
        spare = (there.planned_start - here.left_at).total_seconds() / 60
        found.setdefault(name, []).append(Trip(travel.minutes(name, start, end), (there.arrived_at - here.left_at).total_seconds() / 60, spare))
    return found


def places_of(session: Session, team_visits: Sequence[Visit]) -> list[tuple[float, float]]:
    """Where these visits are, each place once, in order."""
    people = {one.patient_id for one in team_visits if one.patient_id}
    rows = session.execute(select(Patient.latitude, Patient.longitude).where(Patient.id.in_(people), Patient.latitude.is_not(None)))
    return sorted({(row.latitude, row.longitude) for row in rows if row.longitude is not None})
