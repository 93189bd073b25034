-- One row for each visit whose day lies in the month, where that day is over or the visit was cancelled. What was entered in error is none.
-- The lead professional of a visit of two is whoever of those that went stands first among those asked, else came first (CLINICAL.md, E12–E15 rule).
-- ending: what came of it, the best that anybody who went had: seen, part, not-safe, declined, no-access, in-hospital; not-ended where somebody came
-- and said no more; cancelled; not-recorded where nobody wrote that they went.
-- called_off: of a cancelled one by whom: person, family, service; not-home where nobody did, but the person was
-- away; plan where it was of a series, of which it was no longer due; else not-said.
-- is_contact: attended face to face (CSDS attendance 5, 6). minutes: of the lead, from arriving to leaving (travel is not in it).
-- travel_minutes: from leaving the visit before on the same day to arriving here; longer than an hour is a break or an errand, and no way.
-- sort: urgent (to begin within two hours), repeating (of a care plan's series), single.
with planned as (
  select visit.id, visit.patient_id, visit.planned_start, visit.planned_end, visit.asked, visit.team, visit.status, visit.series, visit.window_end, visit.cancelled_by, visit.cancelled_why,
    visit.window_is_hard, visit.priority, (visit.planned_start at time zone 'Europe/London')::date as day
  from visit
  where visit.place_id = :place and visit.planned_start >= :begins and visit.planned_start < :ends and visit.status is distinct from 'entered-in-error'
    and (visit.planned_start < :today or visit.status = 'cancelled')
), going as (
  -- Of everybody who went that day, so that the way from a visit of another month's team is known as well.
  select attendance.visit, attendance.staff, attendance.arrived_at, attendance.left_at, attendance.outcome,
    lag(attendance.left_at) over (partition by attendance.staff, (attendance.arrived_at at time zone 'Europe/London')::date
      order by attendance.arrived_at, attendance.visit) as left_before
  from attendance
  where attendance.place_id = :place and attendance.arrived_at >= :begins and attendance.arrived_at < :ends
  union all
  select attendance.visit, attendance.staff, null, attendance.left_at, attendance.outcome, null
  from attendance join planned on planned.id = attendance.visit
  where attendance.arrived_at is null and attendance.outcome is not null
), went as (
  select going.*, row_number() over (partition by going.visit
      order by array_position(planned.asked, going.staff) nulls last, going.arrived_at nulls last, going.staff) as turn,
    min(case going.outcome when 'completed' then 1 when 'part' then 2 when 'not-safe' then 4 when 'declined' then 5 when 'no-access' then 6
      when 'in-hospital' then 7 else case when going.left_at is not null then 1 else 3 end end) over (partition by going.visit) as best,
    count(*) over (partition by going.visit) as people
  from going join planned on planned.id = going.visit
)
insert into fresh (visit, place_id, month, day, patient, team, practice, staff, profession, sort, ending, called_off, is_contact, people, began_at,
  planned_minutes, minutes, travel_minutes, late_minutes)
select planned.id, :place, :month, planned.day, planned.patient_id, planned.team, patient.practice, went.staff, staff.profession,
  case when planned.priority = 1 and planned.window_is_hard and planned.window_end - planned.planned_start <= interval '2 hours' then 'urgent'
    when planned.series is not null then 'repeating' else 'single' end,
  case when went.visit is null then case when planned.status = 'cancelled' then 'cancelled' else 'not-recorded' end
    else (array['seen', 'part', 'not-ended', 'not-safe', 'declined', 'no-access', 'in-hospital'])[went.best] end,
  case when went.visit is null and planned.status = 'cancelled'
    then coalesce(planned.cancelled_by,
      case when planned.cancelled_why is not null then 'not-home' when planned.series is not null then 'plan' else 'not-said' end) end,
  coalesce(went.best <= 2, false),
  coalesce(went.people, 0),
  went.arrived_at,
  round(extract(epoch from planned.planned_end - planned.planned_start) / 60),
  case when went.best <= 2 and went.left_at >= went.arrived_at then round(extract(epoch from went.left_at - went.arrived_at) / 60) end,
  case when went.arrived_at - went.left_before between interval '0' and interval '1 hour'
    then round(extract(epoch from went.arrived_at - went.left_before) / 60) end,
  case when went.arrived_at is not null then round(extract(epoch from went.arrived_at - planned.planned_start) / 60) end
from planned
left join went on went.visit = planned.id and went.turn = 1
left join patient on patient.id = planned.patient_id
left join staff on staff.id = went.staff
