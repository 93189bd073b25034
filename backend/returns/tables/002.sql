-- Whoever is registered with no practice that we know is withheld and listed: a person without this row is found by nobody else.
select patient.id as record, patient.id as "LocalPatientID", practice.code as "OrgID_GP"
from in_person join patient on patient.id = in_person.id left join practice on practice.id = patient.practice
where patient.place_id = :place
order by patient.id
