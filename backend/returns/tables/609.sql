-- Completed in the month, outside a visit. The referral: the latest that the team of who began it had accepted and not closed by then.
select assessment.id as record, covering.id as "ServiceRequestID", scored.key as "SNOMED_ID", scored.score as "Score",
  assessment.completed_at as "AssessmentCompletion_Date"
from in_person join assessment on assessment.patient_id = in_person.id
left join staff on staff.id = assessment.begun_by
join lateral (
  select distinct on (shown.key) shown.key, shown.value #>> '{score}' as score
  from signature cross join lateral jsonb_each(signature.computed) as shown
  where signature.assessment = assessment.id and signature.overtaken_at is null and signature.status is distinct from 'entered-in-error'
    and jsonb_typeof(signature.computed) = 'object'
  order by shown.key, signature.signed_at desc, signature.id
) as scored on scored.score is not null
left join lateral (
  select in_referral.id from in_referral
  where in_referral.bundle_id = assessment.bundle_id and in_referral.team = staff.team and in_referral.is_ours
    and in_referral.received_at <= assessment.completed_at and (in_referral.closed_at is null or in_referral.closed_at >= assessment.completed_at)
  order by in_referral.received_at desc, in_referral.id limit 1
) as covering on true
where assessment.place_id = :place and assessment.status = 'completed' and assessment.visit is null
  and assessment.completed_at >= :begins and assessment.completed_at < :ends
order by assessment.id, scored.key
