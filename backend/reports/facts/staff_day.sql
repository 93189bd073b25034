-- One row for each member of staff and day of the month on which they attended a visit, of a visit of two for each of both. Made of the attendances.
insert into fresh (staff, day, place_id, month, team, profession, contacts, minutes)
select attendance.staff, (attendance.arrived_at at time zone 'Europe/London')::date as on_day, :place, :month, staff.team, staff.profession,
  count(*) filter (where coalesce(attendance.outcome, 'completed') in ('completed', 'part')),
  round(sum(extract(epoch from attendance.left_at - attendance.arrived_at) / 60)
    filter (where coalesce(attendance.outcome, 'completed') in ('completed', 'part')))
from attendance
join visit on visit.id = attendance.visit and visit.status is distinct from 'entered-in-error'
left join staff on staff.id = attendance.staff
where attendance.place_id = :place and attendance.arrived_at >= :begins and attendance.arrived_at < least(cast(:ends as timestamptz), cast(:today as timestamptz))
group by attendance.staff, on_day, staff.team, staff.profession
having count(*) filter (where coalesce(attendance.outcome, 'completed') in ('completed', 'part')) > 0
