"""Reads of referrals. Row-level security decides which rows there are; nothing here does."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, case, func, or_, select, text
from sqlalchemy.orm import Session

from backend.patients.models import Patient
from backend.referrals.models import Referral
from backend.referrals.words import OPEN, UNDECIDED
from backend.visits import queries as visits

MOST = 500
"""So many referrals stand in a list."""
FEW = range(1, 5)
"""Of so few people no number of the whole place is told."""

STATUS = func.coalesce(Referral.status, "new")
# So that a cut at `MOST` takes away neither who is to be seen soon nor what nobody has decided.
_SOONEST = case(
    (STATUS.not_in(OPEN), 4), (Referral.clock_type == "two-hours", 0), (Referral.clock_type == "two-days", 1), (STATUS.in_(UNDECIDED), 2), else_=3
)
_NOT_SEEN_BEFORE = text("not exists (select 1 from referral_first_contact as c where c.id = referral.id and c.seen_at < :since)")


def of_patients(session: Session, place: str, patients: Collection[str]) -> dict[str, list[Referral]]:
    """All referrals of these people, in the order in which they came, by person."""
    found: dict[str, list[Referral]] = {}
    rows = select(Referral).where(Referral.place_id == place, Referral.bundle_id.in_(list(patients)))
    for one in session.scalars(rows.order_by(Referral.received_at, Referral.id)):
        found.setdefault(one.bundle_id, []).append(one)
    return found


def inbox(session: Session, place: str, since: datetime, team: str, *, of_the_place: bool) -> list[Referral]:
    """What somebody of a team works on now: undecided, accepted by their own team of somebody not seen before, and what was decided since.

    `since`: when today began. `of_the_place`: for the access point, which sees also what other teams accepted, and watches that while a clock of
    hours or days runs on somebody not seen before. Clocks of hours and of days first, then what is undecided, last what is over; of each
    the longest waiting first; at most `MOST`.
    """
    watched = and_(or_(Referral.team == team, Referral.clock_type.in_(("two-hours", "two-days"))), _NOT_SEEN_BEFORE)
    ran = or_(
        STATUS.in_(UNDECIDED),
        and_(STATUS == "accepted", or_(Referral.decided_at >= since, watched)),
        and_(STATUS.in_(("declined", "joined", "closed")), func.coalesce(Referral.closed_at, Referral.decided_at) >= since),
    )
    rows = select(Referral).where(Referral.place_id == place, ran)
    if not of_the_place:
        rows = rows.where(Referral.team == team)
    return list(session.scalars(rows.order_by(_SOONEST, Referral.received_at, Referral.id).limit(MOST), {"since": since}))


def first_contacts(session: Session, referrals: Collection[str]) -> dict[str, datetime]:
    """When the people of these referrals were first seen face to face, by referral; those who were not are absent.

    By the attendances of the team that took them on, since the need was found, or by what is told of a contact elsewhere: whichever was first.
    """
    rows = session.execute(
        text("select id::text, seen_at from referral_first_contact where id = any(cast(:ids as uuid[])) and seen_at is not null"),
        {"ids": list(referrals)},
    )
    return {row.id: row.seen_at for row in rows}


@dataclass(frozen=True, slots=True)
class Booked:
    """A visit that is planned, and whether anybody is asked to it."""

    start: datetime
    is_allocated: bool


def next_visits(session: Session, place: str, referrals: Sequence[Referral], now: datetime) -> dict[str, Booked]:
    """The next visit that the team plans for each of these, by referral: one to which somebody is asked before one that nobody has yet."""
    wanted = [one for one in referrals if one.team is not None and one.status == "accepted"]
    found: dict[str, Booked] = {}
    for one in visits.coming(session, place, {each.bundle_id for each in wanted}, now):
        for each in wanted:
            if each.bundle_id == one.bundle_id and each.team == one.team and one.planned_start is not None:
                booked = Booked(one.planned_start, bool(one.asked))
                before = found.get(each.id)
                if before is None or (booked.is_allocated and not before.is_allocated):
                    found[each.id] = booked
    return found


def of_same_numbers(session: Session, place: str, patients: Collection[str]) -> list[Patient]:
    """These people, and others of the place that have the NHS number of one of them."""
    same = select(Patient.nhs_number).where(Patient.place_id == place, Patient.id.in_(list(patients)), Patient.nhs_number.is_not(None))
    either = or_(Patient.id.in_(list(patients)), Patient.nhs_number.in_(same))
    return list(session.scalars(select(Patient).where(Patient.place_id == place, either).order_by(Patient.id)))


def known(session: Session, place: str, *, nhs_number: str | None, family_name: str | None, born_on: object | None) -> list[Patient]:
    """The people of a place with this NHS number, or with this family name who were born on that day. At most 20, by name."""
    fits = []
    if nhs_number is not None:
        fits.append(Patient.nhs_number == nhs_number)
    if family_name is not None and born_on is not None:
        fits.append(and_(func.lower(Patient.family_name) == family_name.lower(), Patient.born_on == born_on))
    if not fits:
        return []
    rows = select(Patient).where(Patient.place_id == place, or_(*fits), func.coalesce(Patient.status, "active") != "entered-in-error")
    return list(session.scalars(rows.order_by(Patient.family_name, Patient.given_name, Patient.id).limit(20)))


def open_counts(session: Session, place: str, patients: Collection[str]) -> dict[str, int]:
    """How many referrals of each of these people are open; none are absent."""
    rows = session.execute(
        select(Referral.bundle_id, func.count())
        .where(Referral.place_id == place, Referral.bundle_id.in_(list(patients)), STATUS.in_(OPEN))
        .group_by(Referral.bundle_id)
    )
    return {str(patient): count for patient, count in rows.tuples()}


@dataclass(frozen=True, slots=True)
class Numbers:
    """How a month went so far. `in_time` of `seen`: two-hour clocks that started in it; None where that would tell of fewer than five people.
    `triage_minutes`: the median of `triaged`, None of none."""

    seen: int | None
    in_time: int | None
    triaged: int
    triage_minutes: int | None


# E8: of those with both times, those of at most 120 minutes, between instants.
_TWO_HOURS = """
select count(*) as seen, count(*) filter (where c.seen_at - r.clock_started_at <= interval '120 minutes') as in_time
from referral r join referral_first_contact c on c.id = r.id
where r.place_id = :place and r.clock_type = 'two-hours' and r.clock_started_at >= :begins and r.clock_started_at < :ends
  and c.seen_at is not null and r.status in ('accepted', 'closed')
"""
# From when it came to when somebody opened it, or, where nobody said so, decided it.
_TRIAGE = """
select count(*) as triaged,
       percentile_cont(0.5) within group (order by extract(epoch from coalesce(triage_started_at, decided_at) - received_at) / 60) as median
from referral
where place_id = :place and received_at >= :begins and received_at < :ends and coalesce(triage_started_at, decided_at) >= received_at
  and status is distinct from 'entered-in-error'
"""


def numbers(session: Session, place: str, begins: datetime, ends: datetime) -> Numbers:
    """How the months between two moments went, of the whole place. The session acts for statistics: it counts also what the reader may not see."""
    asked = {"place": place, "begins": begins, "ends": ends}
    two = session.execute(text(_TWO_HOURS), asked).one()
    triage = session.execute(text(_TRIAGE), asked).one()
    seen, in_time = (None, None) if any(number in FEW for number in (two.seen, two.in_time, two.seen - two.in_time)) else (two.seen, two.in_time)
    return Numbers(seen, in_time, triage.triaged, None if triage.median is None else round(triage.median))
