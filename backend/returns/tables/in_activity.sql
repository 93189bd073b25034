-- What was done at those visits: each assessment completed at one, and each thing that was done.
create temp table in_activity on commit drop as
select assessment.id, in_contact.id as visit, 'assessment' as what, assessment.begun_by as staff
from in_contact join assessment on assessment.bundle_id = in_contact.bundle_id and assessment.visit = in_contact.id
where assessment.status = 'completed'
union all
select done.id, in_contact.id, coalesce(staff.profession, 'not known'), done.staff
from in_contact join done on done.visit = in_contact.id
left join staff on staff.id = done.staff
where done.outcome = 'done' and done.status is distinct from 'entered-in-error'
