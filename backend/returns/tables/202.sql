select id as record, id as "CareActivityID", visit as "CareContactID", what as "Activity_Type", staff as "CareProfessionalID_Local"
from in_activity order by id
