-- A visit of which nobody wrote what came of it is no contact: it is withheld, and listed.
select id as record, id as "CareContactID", referral as "ServiceRequestID", team as "TeamID_Local", moment as "Contact_Date",
  moment as "Contact_Time", 'commissioner' as "OrgID_Commissioner",
  case when is_seen and left_at >= arrived_at then round(extract(epoch from left_at - arrived_at) / 60) end as "CareContact_Duration",
  case when is_seen then case when is_first then '01' else '02' end end as "Consultation_Type",
  case when is_seen then '01' end as "ConsMechanism", 'N' as "GroupTherapyIndicator",
  coalesce(outcome, case when left_at is not null then 'completed' when staff is null then off.by end) as "AttendanceStatus",
  off.at as "Contact_CancellationDate", off.why as "Contact_CancellationReason",
  staff is null and status = 'planned' as is_not_recorded
from in_contact
left join lateral (
  select 'cancelled-by-' || cancelled_by as by, cancelled_at as at, cancelled_why as why where status = 'cancelled' and staff is null
) as off on true
order by id
