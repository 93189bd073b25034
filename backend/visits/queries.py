"""Reads of the day's tables. Row-level security decides which rows there are; nothing here does."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import ARRAY, Uuid, cast, func, select
from sqlalchemy.orm import Session

from backend import wall_clock
from backend.visits.models import Attendance, Done, MyDay, Visit


def planned_on(session: Session, place: str, day: date) -> Sequence[Visit]:
    """All visits planned to begin on a day in London that still stand, by start."""
    begins, ends = wall_clock.midnight(day), wall_clock.midnight(day + timedelta(days=1))
    return session.scalars(
        select(Visit)
        .where(
            Visit.place_id == place, Visit.planned_start >= begins, Visit.planned_start < ends, func.coalesce(Visit.status, "planned") == "planned"
        )
        .order_by(Visit.planned_start, Visit.id)
    ).all()


def days_with_visits(session: Session, place: str, first: date, last: date) -> dict[date, int]:
    """How many visits stand on each day in London from `first` to `last`; days without any are absent."""
    day = func.date(func.timezone("Europe/London", Visit.planned_start))
    begins, ends = wall_clock.midnight(first), wall_clock.midnight(last + timedelta(days=1))
    rows = session.execute(
        select(day, func.count())
        .where(
            Visit.place_id == place, Visit.planned_start >= begins, Visit.planned_start < ends, func.coalesce(Visit.status, "planned") == "planned"
        )
        .group_by(day)
    )
    return dict(rows.tuples().all())


def last_days_of(session: Session, place: str, before: date) -> Sequence[MyDay]:
    """Each member of staff's latest own day before a day, where they have one."""
    return session.scalars(
        select(MyDay).where(MyDay.place_id == place, MyDay.day < before).distinct(MyDay.bundle_id).order_by(MyDay.bundle_id, MyDay.day.desc())
    ).all()


def without_attendance(session: Session, place: str, day: date) -> Sequence[Visit]:
    """The visits of a day that still stand, and about which nobody wrote that they came, or what was done."""
    came = select(Attendance.id).where(Attendance.visit == Visit.id).exists()
    done = select(Done.id).where(Done.visit == Visit.id).exists()
    begins, ends = wall_clock.midnight(day), wall_clock.midnight(day + timedelta(days=1))
    return session.scalars(
        select(Visit)
        .where(
            Visit.place_id == place, Visit.planned_start >= begins, Visit.planned_start < ends, func.coalesce(Visit.status, "planned") == "planned"
        )
        .where(~came, ~done)
        .order_by(Visit.planned_start, Visit.id)
    ).all()


def days_with_visits_of(session: Session, place: str, first: date, last: date, staff: Sequence[str]) -> dict[date, int]:
    """How many visits any of these are asked to, on each day in London; days without any are absent."""
    day = func.date(func.timezone("Europe/London", Visit.planned_start))
    begins, ends = wall_clock.midnight(first), wall_clock.midnight(last + timedelta(days=1))
    rows = session.execute(
        select(day, func.count())
        .where(
            Visit.place_id == place, Visit.planned_start >= begins, Visit.planned_start < ends, func.coalesce(Visit.status, "planned") == "planned"
        )
        .where(Visit.asked.bool_op("&&")(cast(list(staff), ARRAY(Uuid(as_uuid=False)))))
        .group_by(day)
    )
    return dict(rows.tuples().all())


def of_board(session: Session, place: str, day: date, team: str, staff: Sequence[str]) -> Sequence[Visit]:
    """The visits of a day that a team plans, and those of its people that others plan; cancelled ones too, but none entered in error."""
    begins, ends = wall_clock.midnight(day), wall_clock.midnight(day + timedelta(days=1))
    theirs = Visit.asked.bool_op("&&")(cast(list(staff), ARRAY(Uuid(as_uuid=False))))
    return session.scalars(
        select(Visit)
        .where(Visit.place_id == place, Visit.planned_start >= begins, Visit.planned_start < ends)
        .where((Visit.team == team) | theirs, func.coalesce(Visit.status, "planned") != "entered-in-error", Visit.planned_end.is_not(None))
        .order_by(Visit.planned_start, Visit.id)
    ).all()


def apart_from(session: Session, place: str, visits: Sequence[Visit]) -> Sequence[Visit]:
    """Visits that are not among these, still stand, and lie some time before or after one of them by somebody's word."""
    ids, before = [one.id for one in visits], [one.after_visit for one in visits if one.after_visit]
    return session.scalars(
        select(Visit)
        .where(Visit.place_id == place, Visit.id.in_(before) | Visit.after_visit.in_(ids), Visit.id.not_in(ids))
        .where(func.coalesce(Visit.status, "planned") == "planned", Visit.planned_start.is_not(None))
        .order_by(Visit.id)
    ).all()


def attendances(session: Session, visits: Sequence[str]) -> dict[str, list[Attendance]]:
    """What happened at each of these visits; those of which nobody wrote anything are absent."""
    found: dict[str, list[Attendance]] = {}
    for one in session.scalars(select(Attendance).where(Attendance.visit.in_(visits)).order_by(Attendance.id)):
        found.setdefault(str(one.visit), []).append(one)
    return found


def who_came(session: Session, patients: Sequence[str], since: datetime) -> dict[str, set[str]]:
    """Who was at each of these people's homes since a moment: patient → members of staff."""
    rows = session.execute(
        select(Attendance.patient_id, Attendance.staff)
        .where(Attendance.patient_id.in_(patients), Attendance.arrived_at >= since, Attendance.staff.is_not(None))
        .distinct()
    )
    found: dict[str, set[str]] = {}
    for patient, staff in rows.tuples():
        found.setdefault(str(patient), set()).add(str(staff))
    return found


def days_of(session: Session, place: str, day: date, bundles: Sequence[str]) -> dict[str, MyDay]:
    """The own day of each of these bundles' owners, by bundle; those without one are absent."""
    return {
        one.bundle_id: one for one in session.scalars(select(MyDay).where(MyDay.place_id == place, MyDay.day == day, MyDay.bundle_id.in_(bundles)))
    }


def standing(
    session: Session, place: str, begins: datetime, ends: datetime, named: Sequence[str] = ()
) -> list[tuple[str, datetime, list[str] | None]]:
    """Visits that stand and were planned to begin between two moments, or are named: (id, planned start, who is asked)."""
    rows = session.execute(
        select(Visit.id, Visit.planned_start, Visit.asked)
        .where(Visit.place_id == place, func.coalesce(Visit.status, "planned") == "planned", Visit.planned_start.is_not(None))
        .where(((Visit.planned_start >= begins) & (Visit.planned_start <= ends)) | Visit.id.in_(list(named)))
        .order_by(Visit.planned_start, Visit.id)
    )
    return [(id_, start, asked) for id_, start, asked in rows.tuples() if start is not None]


def own_days(session: Session, place: str, first: date, last: date, bundles: Sequence[str]) -> Sequence[MyDay]:
    """The own days of these bundles' owners from `first` to `last`, in order."""
    of_place = (MyDay.place_id == place) & MyDay.day.between(first, last)
    return session.scalars(select(MyDay).where(of_place, MyDay.bundle_id.in_(bundles)).order_by(MyDay.day, MyDay.id)).all()


def of_team(session: Session, place: str, team: str, first: date, last: date) -> Sequence[Visit]:
    """The visits that a team plans and that stand, on the days from `first` to `last` in London."""
    begins, ends = wall_clock.midnight(first), wall_clock.midnight(last + timedelta(days=1))
    return session.scalars(
        select(Visit)
        .where(Visit.place_id == place, Visit.team == team, Visit.planned_start >= begins, Visit.planned_start < ends)
        .where(func.coalesce(Visit.status, "planned") == "planned", Visit.planned_end.is_not(None))
        .order_by(Visit.planned_start, Visit.id)
    ).all()


def for_actions(session: Session, place: str, actions: Sequence[str], since: datetime) -> Sequence[Visit]:
    """The visits that were made from these actions, or name one of them, and are planned since a moment; cancelled ones too."""
    naming = Visit.series.in_(actions) | Visit.actions.bool_op("&&")(cast(list(actions), ARRAY(Uuid(as_uuid=False))))
    return session.scalars(
        select(Visit)
        .where(Visit.place_id == place, naming, Visit.planned_start >= since, Visit.planned_end.is_not(None))
        .where(func.coalesce(Visit.status, "planned") != "entered-in-error")
        .order_by(Visit.planned_start, Visit.id)
    ).all()


def last_outcomes(session: Session, patients: Sequence[str], since: datetime) -> dict[str, tuple[str, datetime]]:
    """What came of the latest visit to each of these people of which somebody wrote it, and when that was."""
    at = func.coalesce(Attendance.left_at, Attendance.arrived_at)
    rows = session.execute(
        select(Attendance.patient_id, Attendance.outcome, at)
        .where(Attendance.patient_id.in_(patients), Attendance.outcome.is_not(None), at >= since)
        .distinct(Attendance.patient_id)
        .order_by(Attendance.patient_id, at.desc(), Attendance.id)
    )
    return {str(patient): (str(outcome), moment) for patient, outcome, moment in rows.tuples()}


def coming(session: Session, place: str, patients: Collection[str], now: datetime) -> Sequence[Visit]:
    """The visits of these people that are planned from now on and still stand, the next first."""
    rows = select(Visit).where(Visit.place_id == place, Visit.bundle_id.in_(list(patients)), Visit.planned_start >= now)
    return session.scalars(rows.where(func.coalesce(Visit.status, "planned") == "planned").order_by(Visit.planned_start, Visit.id)).all()
