select id as record, id as "ServiceRequestID", clock_type as "WaitingTime_MeasurementType", clock_started_at as "RTT_StartDate",
  clock_started_at as "RTT_StartTime", seen_at as "RTT_EndDate", seen_at as "RTT_EndTime"
from in_referral where clock_type is not null and clock_type <> 'no-clock' order by id
