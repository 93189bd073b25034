-- One row for each attendance that ended in the month and that a member of staff wrote: how long until the record had it. It counts in the team of whoever
-- went. minutes: from leaving to the first change of the attendance that reached the record at that time or later, in UTC instants. What was loaded from
-- elsewhere came with no change, and is in none.
insert into fresh (attendance, place_id, month, team, practice, patient, profession, minutes)
select attendance.id, :place, :month, staff.team, patient.practice, patient.id, staff.profession, round(extract(epoch from came.at - attendance.left_at) / 60)
from attendance
join visit on visit.id = attendance.visit and visit.status is distinct from 'entered-in-error'
join patient on patient.id = attendance.patient_id
left join staff on staff.id = attendance.staff
cross join lateral (
  select min(journal.received_at::timestamptz) as at
  from journal
  where journal.record_id = attendance.id and journal.place_id = :place and journal.source = 'change'
    and journal.received_at::timestamptz >= attendance.left_at
) as came
-- Found by the arrival, of which there is an index: nobody stays for a week, and every attendance of all years would be read else.
where attendance.place_id = :place
  and (attendance.arrived_at is null
    or (attendance.arrived_at >= cast(:begins as timestamptz) - interval '7 days' and attendance.arrived_at < cast(:ends as timestamptz)))
  and attendance.left_at >= :begins and attendance.left_at < least(cast(:ends as timestamptz), cast(:today as timestamptz))
  and came.at is not null
