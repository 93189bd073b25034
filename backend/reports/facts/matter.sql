-- One row for each thing of the month that a person had to decide because two tablets, or a tablet and a rule, did not agree:
-- disagreement: two wrote differently, in the month in which somebody settled it; about: the kind of record; person: whose. It counts with their practice.
-- refusal: a change was not taken, in the month in which it came; about: why not. It counts in its author's team.
insert into fresh (matter, place_id, month, team, practice, person, sort, about)
select conflict.id, :place, :month, null, patient.practice, patient.id, 'disagreement', coalesce(conflict.about_kind, 'not known')
from conflict
left join patient on patient.id = conflict.patient_id
where conflict.place_id = :place and conflict.settled_at >= :begins
  and conflict.settled_at < least(cast(:ends as timestamptz), cast(:today as timestamptz))
union all
select refusal.id, :place, :month, staff.team, null, null, 'refusal', coalesce(refusal.reason, 'not known')
from refusal
left join bundle on bundle.id = refusal.bundle_id
left join staff on staff.id::text = bundle.owner
where refusal.place_id = :place and refusal.refused_at >= :begins
  and refusal.refused_at < least(cast(:ends as timestamptz), cast(:today as timestamptz))
