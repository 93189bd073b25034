"""Each figure that is counted from the record, asked for once more in plain SQL over the record's own tables, from the words of its definition.

Nothing of `facts/`, `measures/` or `counting` is used: no fact, no grouping set, no window where another way is as plain. Each statement returns the
numerator and the denominator of the whole place for one month that is over.
"""

from __future__ import annotations

# What somebody found at each visit of the month, one row a visit: was anybody seen, who leads, when they came and left.
VISITS = """
create temp table the_visit on commit drop as
select v.id, v.patient_id, v.planned_start, v.priority, v.window_is_hard, v.window_end, v.series, v.status, v.cancelled_by, v.cancelled_why,
  exists(select from attendance a where a.visit = v.id) as is_gone_to,
  exists(select from attendance a where a.visit = v.id and (a.outcome in ('completed', 'part') or (a.outcome is null and a.left_at is not null)))
    as is_seen,
  (select a.id from attendance a where a.visit = v.id
    order by coalesce(array_position(v.asked, a.staff), 999), a.arrived_at, a.staff limit 1) as lead
from visit v
where v.place_id = :place and (v.planned_start at time zone 'Europe/London')::date between :first and :last
  and coalesce(v.status, '') <> 'entered-in-error'
"""
# Face-to-face contacts of the 90 days that end with the month, each with its lead professional.
CONTACTS = """
create temp table the_contact on commit drop as
select v.patient_id, a.staff, a.arrived_at, v.id
from visit v join attendance a on a.id = (
  select b.id from attendance b where b.visit = v.id order by coalesce(array_position(v.asked, b.staff), 999), b.arrived_at, b.staff limit 1)
where v.place_id = :place and coalesce(v.status, '') <> 'entered-in-error'
  and (v.planned_start at time zone 'Europe/London')::date between cast(:last as date) - 89 and :last
  and exists(select from attendance c where c.visit = v.id and (c.outcome in ('completed', 'part') or (c.outcome is null and c.left_at is not null)))
"""
PERSONS = """
create temp table the_count on commit drop as
select patient_id, count(*) as visits, count(distinct staff) as faces,
  (select max(n) from (select count(*) as n from the_contact as own where own.patient_id = c.patient_id group by staff) as by_one) as most,
  (select sum(n * n) from (select count(*) as n from the_contact as own where own.patient_id = c.patient_id group by staff) as by_one) as squares
from the_contact as c group by patient_id
"""
REFERRALS = """
create temp table the_referral on commit drop as
select r.*, least(r.told_seen_at, (
  select min(a.arrived_at) from attendance a join visit v on v.id = a.visit
  where a.patient_id = r.patient_id and v.team = r.team and a.arrived_at >= coalesce(r.clock_started_at, r.received_at)
    and coalesce(a.outcome, 'completed') in ('completed', 'part') and coalesce(v.status, '') <> 'entered-in-error'
)) as came_at
from referral r
where r.place_id = :place and (r.received_at at time zone 'Europe/London')::date between :first and :last
  and coalesce(r.status, 'new') not in ('entered-in-error', 'joined')
"""
FIRST = (VISITS, CONTACTS, PERSONS, REFERRALS)

_WENT = "from the_visit v join attendance a on a.id = v.lead"
_NO_PLAN = "where not (v.status = 'cancelled' and not v.is_gone_to and v.series is not null and v.cancelled_by is null and v.cancelled_why is null)"
_CALLED_OFF = "coalesce(v.status, '') = 'cancelled' and not v.is_gone_to"
_SILENT = f"not v.is_gone_to and not ({_CALLED_OFF})"
_DAY = "(a.arrived_at at time zone 'Europe/London')::date"
_OF_MONTH = f"a.place_id = :place and {_DAY} between :first and :last"
_ASSESSMENTS = (
    "from assessment a where a.place_id = :place and coalesce(a.status, '') <> 'entered-in-error' "
    "and (a.begun_at at time zone 'Europe/London')::date between :first and :last"
)
_GOALS = "from goal where place_id = :place and coalesce(status, '') <> 'entered-in-error' and target_on between :first and :last"

PLAIN: dict[str, str] = {
    "visits": "select count(*), count(*) from the_visit where is_seen",
    "sorts-of-visits": "select count(*), count(*) from the_visit where is_seen",
    "how-visits-end": f"select count(*), count(*) from the_visit v {_NO_PLAN}",
    "called-off": f"select count(*), count(*) from the_visit v {_NO_PLAN} and {_CALLED_OFF}",
    # Nobody opened, to anybody who went: of two the better ending counts, and whoever said nothing of it leaves it open.
    "no-access": "select count(*) filter (where not is_seen and (select min(array_position(array['not-safe', 'declined', 'no-access', "
    "'in-hospital'], coalesce(a.outcome, 'not-safe'))) from attendance a where a.visit = v.id) = 3), count(*) from the_visit v where is_gone_to",
    "not-recorded": f"select count(*) filter (where {_SILENT} or (v.is_gone_to and not v.is_seen and not exists(select from attendance a "
    f"where a.visit = v.id and a.outcome = 'not-safe') and exists(select from attendance a where a.visit = v.id and a.outcome is null))), "
    f"count(*) from the_visit v where not ({_CALLED_OFF})",
    "face-to-face-time": f"select sum(round(extract(epoch from a.left_at - a.arrived_at) / 60)), count(*) {_WENT} "
    "where v.is_seen and a.left_at >= a.arrived_at",
    "arrived-on-time": f"select count(*) filter (where round(extract(epoch from a.arrived_at - v.planned_start) / 60) <= 15), count(*) {_WENT} "
    "where v.is_seen and a.arrived_at is not null",
    "travel-time": "select sum(round(extract(epoch from a.arrived_at - b.left_at) / 60)), count(*) from the_visit v "
    f"join attendance a on a.id = v.lead join attendance b on b.id = (select c.id from attendance c where c.staff = a.staff and c.id <> a.id "
    f"and (c.arrived_at, c.visit) < (a.arrived_at, a.visit) and (c.arrived_at at time zone 'Europe/London')::date = {_DAY} and c.place_id = :place "
    "order by c.arrived_at desc, c.visit desc limit 1) where a.arrived_at - b.left_at between interval '0' and interval '1 hour'",
    "known-face": "select sum(most), sum(visits) from the_count where visits >= 3",
    "bice-boxerman": "select sum((squares - visits) / (visits * (visits - 1.0))), count(*) from the_count where visits >= 3",
    "same-as-last-time": "select sum(same), sum(visits - 1) from (select c.patient_id, c.visits, (select count(*) from the_contact a "
    "where a.patient_id = c.patient_id and a.staff = (select b.staff from the_contact b where b.patient_id = a.patient_id "
    "and (b.arrived_at, b.id) < (a.arrived_at, a.id) order by b.arrived_at desc, b.id desc limit 1)) as same from the_count c "
    "where c.visits >= 3) as each_person",
    "different-professionals": "select (select faces from the_count order by faces offset (select (count(*) + 1) / 2 - 1 from the_count) limit 1), "
    "count(*) from the_count",
    "different-professionals-most": "select (select faces from the_count order by faces offset (select ceil(count(*) * 0.9) - 1 from the_count) "
    "limit 1), count(*) from the_count",
    "different-professionals-a-visit": "select sum(faces), sum(visits) from the_count",
    "contacts-a-day": f"select count(*), count(distinct (a.staff, {_DAY})) from attendance a join visit v on v.id = a.visit where {_OF_MONTH} "
    "and coalesce(v.status, '') <> 'entered-in-error' and coalesce(a.outcome, 'completed') in ('completed', 'part')",
    "referrals": "select count(*), count(*) from the_referral",
    "seen-within-two-hours": "select count(*) filter (where came_at - clock_started_at <= interval '120 minutes'), count(*) from the_referral "
    "where clock_type = 'two-hours' and came_at is not null",
    "seen-within-two-days": "select count(*) filter (where (came_at at time zone 'Europe/London')::date "
    "- (clock_started_at at time zone 'Europe/London')::date <= 2), count(*) from the_referral where clock_type = 'two-days' and came_at is not null",
    "days-to-first-contact": "select percentile_disc(0.5) within group (order by days), count(*) from (select (came_at at time zone 'Europe/London')"
    "::date - (received_at at time zone 'Europe/London')::date as days from the_referral where came_at >= received_at) as each_referral",
    "time-to-triage": "select percentile_disc(0.5) within group (order by minutes), count(*) from (select round(extract(epoch from "
    "coalesce(triage_started_at, decided_at) - received_at) / 60) as minutes from the_referral) as each_referral where minutes >= 0",
    "days-to-complete-an-assessment": "select percentile_disc(0.5) within group (order by (a.completed_at at time zone 'Europe/London')::date "
    f"- (a.begun_at at time zone 'Europe/London')::date), count(*) {_ASSESSMENTS} and a.completed_at >= a.begun_at",
    "unsigned-assessments": "select count(*) filter (where not exists(select from signature s where s.assessment = a.id and s.overtaken_at is null "
    f"and coalesce(s.status, '') <> 'entered-in-error')), count(*) {_ASSESSMENTS}",
    "goals-reached": f"select count(*) filter (where status = 'achieved'), count(*) {_GOALS}",
    "goals-there-in-their-own-view": f"select count(*) filter (where progress = 5), count(*) {_GOALS} and progress is not null",
}
