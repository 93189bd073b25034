select in_activity.id as record, in_activity.id as "CareActivityID", scored.key as "SNOMED_ID", scored.score as "Score"
from in_activity
join lateral (
  select distinct on (shown.key) shown.key, shown.value #>> '{score}' as score
  from signature cross join lateral jsonb_each(signature.computed) as shown
  where signature.assessment = in_activity.id and signature.overtaken_at is null and signature.status is distinct from 'entered-in-error'
    and jsonb_typeof(signature.computed) = 'object'
  order by shown.key, signature.signed_at desc, signature.id
) as scored on scored.score is not null
where in_activity.what = 'assessment'
order by in_activity.id, scored.key
