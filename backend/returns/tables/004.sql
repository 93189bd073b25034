-- Plans in force as things stand, of whoever is in the month.
select care_plan.id as record, care_plan.id as "PlanID", care_plan.patient_id as "LocalPatientID", '03' as "Plan_Type",
  written.at as "Plan_CreatedDate", written.at as "Plan_CreatedTime"
from in_person join care_plan on care_plan.patient_id = in_person.id
left join lateral (select min(cast(journal.made_at as timestamptz)) as at from journal where journal.record_id = care_plan.id) as written on true
where care_plan.place_id = :place and coalesce(care_plan.status, 'active') = 'active' and (written.at is null or written.at < :ends)
order by care_plan.id
