-- One row for each person whom somebody asked the four questions of personal well-being (ONS4) in the month, with the person's own signed answers now and
-- at their earliest asking from 12 months to 28 days before: by how many points of 0 to 10 each answer is better, below 0 where it is worse.
-- Of a month that ended a fortnight ago, and made once, by the first count from then on (`is_told_once`): from a number that grows from night to night, or that a late signature changes, the
-- one person behind the difference could be told, with what they said. What is signed later counts as the "before" of months to come.
-- null: not answered both times. Of several in the month the last. It counts in the team of whoever began it. No answer is read, only differences.
insert into fresh (patient, month, place_id, team, practice, satisfied, worthwhile, happy, less_anxious)
select told.patient, :month, :place, min(staff.team::text)::uuid, patient.practice,
  min(told.change) filter (where told.question = 1), min(told.change) filter (where told.question = 2),
  min(told.change) filter (where told.question = 3), - min(told.change) filter (where told.question = 4)
from well_being_changes(:begins, :ends) as told
join patient on patient.id = told.patient
left join staff on staff.id = told.begun_by
where cast(:told as timestamptz) <= cast(:today as timestamptz)
group by told.patient, patient.practice
