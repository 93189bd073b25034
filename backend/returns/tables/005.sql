select care_plan.id as record, care_plan.id as "PlanID", care_plan.agreed_kind as "Plan_AgreedBy", care_plan.agreed_on as "Plan_AgreedDate"
from in_person join care_plan on care_plan.patient_id = in_person.id
where care_plan.place_id = :place and coalesce(care_plan.status, 'active') = 'active' and care_plan.agreed_on <= cast(:last as date)
  and care_plan.agreed_kind is distinct from 'not-agreed'
order by care_plan.id
