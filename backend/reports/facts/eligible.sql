-- One row for each person at high or very high risk as the month began (as they stood when the month before was counted last), and how often they were
-- admitted to hospital as an emergency in the month. Only of months of which a file tells. Whoever died in the month is among them, and a band that
-- rose because of an admission does not bring the admission in.
insert into fresh (patient, month, place_id, team, practice, band, admissions)
select before.patient, :month, :place, before.team, before.practice, before.band, count(told.id)
from report_person as before
left join outside_event as told
  on told.place_id = :place and told.patient_id = before.patient and told.sort = 'stay' and told.code in ('emergency', 'emergency-avoidable')
  and told.starts_on >= cast(:month as date) and told.starts_on < (cast(:month as date) + interval '1 month')::date
where before.place_id = :place and before.month = (cast(:month as date) - interval '1 month')::date and before.band in ('very-high', 'high')
  and exists(
    select from outside_file as file
    where file.place_id = :place and file.sort = 'stay' and cast(:month as date) between file.first_month and file.last_month
  )
group by before.patient, before.team, before.practice, before.band
