-- One row for each assessment begun in the month, but those entered in error, of days that are over. It counts in the team of whoever began it.
-- days: from the day on which it was begun to that on which it was completed; null until then. is_signed: somebody stands behind the whole of it, or
-- behind a section: a signature that is not in error, and that no later answer has overtaken (R4).
insert into fresh (assessment, place_id, month, team, practice, patient, profession, days, is_signed)
select assessment.id, :place, :month, staff.team, patient.practice, patient.id, staff.profession,
  case when assessment.completed_at >= assessment.begun_at
    then (assessment.completed_at at time zone 'Europe/London')::date - (assessment.begun_at at time zone 'Europe/London')::date end,
  exists(
    select from signature
    where signature.place_id = :place and signature.assessment = assessment.id and signature.overtaken_at is null
      and signature.status is distinct from 'entered-in-error'
  )
from assessment
join patient on patient.id = assessment.patient_id
left join staff on staff.id = assessment.begun_by
where assessment.place_id = :place and assessment.status is distinct from 'entered-in-error' and assessment.begun_at >= :begins
  and assessment.begun_at < least(cast(:ends as timestamptz), cast(:today as timestamptz))
