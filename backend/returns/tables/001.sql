select patient.id as record, patient.id as "LocalPatientID", 'patient-ids' as "OrgID_LocalPatientID", patient.nhs_number as "NHSNumber",
  patient.nhs_number_status as "NHSNumber_Status", patient.born_on as "DateOfBirth", patient.postcode as "Postcode", patient.gender as "Gender",
  patient.ethnicity as "EthnicCategory", patient.languages[1] as "LanguagePreferred",
  case when patient.status = 'died' and patient.status_on <= :last then patient.status_on end as "DateOfDeath"
from in_person join patient on patient.id = in_person.id
where patient.place_id = :place and patient.status is distinct from 'entered-in-error'
order by patient.id
