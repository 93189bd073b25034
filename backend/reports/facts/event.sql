-- One row for each event of a person that files from outside tell of (backend/outside), in the month in which it counts:
-- discharge: a stay in hospital, in the month in which it ended; not of those who died there (CLINICAL.md E7), and only once the months of the 30 days
--   after it are told. at_risk: the person's band as the month began, as it was counted then. is_readmitted: admitted as an emergency within 30 days.
-- reablement: a discharge into reablement, in the month of the discharge, once it is told where the person was after 91 days (E2).
-- delay: a delayed transfer, in the month in which it ended. days: how long.
insert into fresh (event, month, place_id, practice, patient, sort, age, code, outcome, at_risk, days, is_readmitted)
with told as (
  select * from outside_event where place_id = :place
), discharge as (
  select told.*, exists(
    select from told as again
    where again.patient_id = told.patient_id and again.id <> told.id and again.sort = 'stay' and again.code in ('emergency', 'emergency-avoidable')
      and again.starts_on between told.ends_on and told.ends_on + 30
  ) as is_readmitted
  from told
  where sort = 'stay' and outcome <> 'died' and not exists(
    select from generate_series(date_trunc('month', told.ends_on::timestamp), (told.ends_on + 30)::timestamp, '1 month') as month
    where not exists(
      select from outside_file as file
      where file.place_id = :place and file.sort = 'stay' and month::date between file.first_month and file.last_month
    )
  )
), counted as (
  select id, patient_id, sort, age, code, outcome, null::int as days, null::boolean as is_readmitted, starts_on as counts_on
    from told where sort = 'reablement' and outcome is not null
  union all
  select id, patient_id, sort, age, code, outcome, ends_on - starts_on, null, ends_on from told where sort = 'delay' and ends_on is not null
  union all
  select id, patient_id, 'discharge', age, code, outcome, ends_on - starts_on, is_readmitted, ends_on from discharge
)
select counted.id, :month, :place, patient.practice, patient.id, counted.sort, counted.age, counted.code, counted.outcome, before.band, counted.days,
  counted.is_readmitted
from counted
join patient on patient.id = counted.patient_id
left join report_person as before
  on before.place_id = :place and before.patient = counted.patient_id and before.month = (cast(:month as date) - interval '1 month')::date
where counted.counts_on >= cast(:month as date) and counted.counts_on < (cast(:month as date) + interval '1 month')::date
