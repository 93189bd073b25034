-- The visits of the month, by when somebody arrived, else by when it was planned. Of several who went the one with the best outcome speaks for it
-- (seen, part, came and said no more, turned back, declined, nobody in, in hospital), of two alike whoever came first.
-- Its referral: the latest that the visit's team had accepted and not closed before that moment. None: the row is withheld.
create temp table in_contact on commit drop as
with planned as (
  select visit.id, visit.patient_id, visit.bundle_id, visit.team, visit.planned_start, coalesce(visit.status, 'planned') as status,
    visit.cancelled_by, visit.cancelled_why, visit.cancelled_at
  from visit
  where visit.place_id = :place and visit.planned_start >= cast(:begins as timestamptz) - interval '1 day'
    and visit.planned_start < cast(:ends as timestamptz) + interval '1 day' and visit.status is distinct from 'entered-in-error'
), came as (
  select planned.*, went.staff, went.arrived_at, went.left_at, went.outcome, coalesce(went.arrived_at, planned.planned_start) as moment,
    went.outcome in ('completed', 'part') or (went.outcome is null and went.left_at is not null) as is_seen
  from planned
  left join lateral (
    select attendance.staff, attendance.arrived_at, attendance.left_at, attendance.outcome
    from attendance
    where attendance.visit = planned.id and (attendance.arrived_at is not null or attendance.outcome is not null)
    order by array_position(array['completed', 'part', 'came', 'not-safe', 'declined', 'no-access', 'in-hospital'],
        coalesce(attendance.outcome, case when attendance.left_at is null then 'came' else 'completed' end)),
      attendance.arrived_at nulls last, attendance.id
    limit 1
  ) as went on true
)
select came.*, covering.id as referral, coalesce(covering.first_visit = came.id, false) as is_first
from came
left join lateral (
  select in_referral.id, in_referral.first_visit
  from in_referral
  where in_referral.bundle_id = came.bundle_id and in_referral.team = came.team and in_referral.is_ours and in_referral.received_at <= came.moment
    and (in_referral.closed_at is null or in_referral.closed_at >= came.moment)
  order by in_referral.received_at desc, in_referral.id limit 1
) as covering on true
where came.moment >= :begins and came.moment < :ends
