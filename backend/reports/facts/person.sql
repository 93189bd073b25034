-- One row for each active person of the place, as things stand now: a month that is over keeps the row of its last count.
-- A person counts in the team on whose caseload they are (of two, the one whose grant is older); on nobody's, in no team.
-- band: in force, with a professional's judgement before the run's. plan_is_current: agreed within 12 months (CLINICAL.md E17).
-- review_is_due: the plan names a day of review that has passed. lead, coordinator: named, and still on the staff.
-- consent: to sharing within the team, recorded as given and not withdrawn. number_is_verified: NHS number status 01 (B.1 e).
insert into fresh (patient, month, place_id, team, practice, band, client_group, number_is_verified, has_plan, plan_is_current, review_is_due,
  has_lead, has_coordinator, has_consent)
with held as (
  select distinct on (grants.bundle_id) grants.bundle_id, grants.team_id
  from grants
  where grants.place_id = :place and grants.why = 'caseload' and grants.team_id is not null and grants.ended_at is null
    and grants.since < :today and (grants.until is null or grants.until > :today)
  order by grants.bundle_id, grants.since, grants.team_id
), agreed as (
  select distinct patient_id from consent
  where place_id = :place and scope = 'team' and decision = 'given' and withdrawn_on is null and coalesce(status, 'active') = 'active'
), planned as (
  select patient_id, max(agreed_on) as agreed_on, min(review_on) as review_on
  from care_plan where place_id = :place and coalesce(status, 'active') = 'active' group by patient_id
)
select patient.id, :month, :place, held.team_id, patient.practice, coalesce(risk.band, 'low'), coalesce(patient.client_group, 'not known'),
  coalesce(patient.nhs_number_status = '01', false), planned.patient_id is not null,
  coalesce(planned.agreed_on > cast(:until as date) - interval '12 months', false), coalesce(planned.review_on < cast(:until as date), false),
  lead.id is not null, coordinator.id is not null, agreed.patient_id is not null
from patient
left join risk_in_force as risk on risk.patient_id = patient.id
left join held on held.bundle_id = patient.id
left join planned on planned.patient_id = patient.id
left join agreed on agreed.patient_id = patient.id
left join staff as lead on lead.id = patient.lead_professional and lead.status is distinct from 'left'
left join staff as coordinator on coordinator.id = patient.care_coordinator and coordinator.status is distinct from 'left'
where patient.place_id = :place and coalesce(patient.status, 'active') = 'active'
