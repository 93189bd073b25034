select patient.id as record, patient.id as "LocalPatientID", practice.code as "OrgID_GP"
from in_person join patient on patient.id = in_person.id join practice on practice.id = patient.practice
where patient.place_id = :place
order by patient.id
