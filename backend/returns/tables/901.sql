select staff.id as record, staff.id as "CareProfessionalID_Local", staff.profession as "StaffGroup"
from staff
where staff.place_id = :place
  and (staff.id in (select in_contact.staff from in_contact) or staff.id in (select in_activity.staff from in_activity))
order by staff.id
