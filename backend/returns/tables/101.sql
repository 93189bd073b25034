select id as record, id as "ServiceRequestID", patient_id as "LocalPatientID", 'commissioner' as "OrgID_Commissioner",
  received_at as "ReferralRequest_ReceivedDate", received_at as "ReferralRequest_ReceivedTime", source as "SourceOfReferral",
  from_code as "OrgID_Referring", from_staff_group as "Referring_StaffGroup", priority as "Priority_Type", reason as "PrimaryReferralReason",
  closed_at as "Discharge_Date", letter_on as "Discharge_LetterIssuedDate"
from in_referral order by id
