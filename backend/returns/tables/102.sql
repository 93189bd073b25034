select in_referral.id as record, in_referral.id as "ServiceRequestID", in_referral.team as "TeamID_Local", team.service as "TeamType",
  in_referral.closed_at as "Referral_ClosureDate", in_referral.rejected_at as "Referral_RejectionDate",
  in_referral.closure_reason as "Referral_ClosureReason", in_referral.rejection_reason as "Referral_RejectionReason"
from in_referral left join team on team.id = in_referral.team and team.place_id = :place
order by in_referral.id
