-- One row for the month: how many people live here by the newest estimate up to the month's end, and what files from outside tell of the whole place;
-- null where none tells of this month. part_of_year: the month's days of those of its calendar year, so that a rate is one of a year and twelve
-- months make one whole. delayed: who was waiting at the end of the month's last Thursday (the day of the national snapshot; 18 and over),
-- each person once. people_moved, people_avoidable: how many people stand behind the two counts of events before.
insert into fresh (month, place_id, people, people_18, people_65, part_of_year, moved_65, avoidable, delayed, people_moved,
  people_avoidable)
with newest as (
  select distinct on (from_age) from_age, people from outside_population
  where place_id = :place and on_day < (cast(:month as date) + interval '1 month')::date
  order by from_age, on_day desc
), lives as (
  select max(people) filter (where from_age = 0) as people, max(people) filter (where from_age = 18) as people_18,
    max(people) filter (where from_age = 65) as people_65
  from newest having count(*) = 3
), days as (
  select begins, ends, ends - 1 - (extract(isodow from ends - 1)::int + 3) % 7 as thursday
  from (select cast(:month as date) as begins, (cast(:month as date) + interval '1 month')::date as ends) as month
), told as (
  select distinct sort from outside_file where place_id = :place and cast(:month as date) between first_month and last_month
)
select :month, :place, lives.people, lives.people_18, lives.people_65,
  (ends - begins)::float / ((date_trunc('year', begins::timestamp) + interval '1 year')::date - date_trunc('year', begins::timestamp)::date),
  case when 'care-home' in (select sort from told) then (
    select count(*) from outside_event where place_id = :place and sort = 'care-home' and age >= 65 and starts_on >= begins and starts_on < ends
  ) end,
  case when 'stay' in (select sort from told) then (
    select count(*) from outside_event
    where place_id = :place and sort = 'stay' and code = 'emergency-avoidable' and starts_on >= begins and starts_on < ends
  ) end,
  case when 'delay' in (select sort from told) then (
    select count(distinct patient_id) from outside_event
    where place_id = :place and sort = 'delay' and age >= 18 and starts_on <= thursday and (ends_on is null or ends_on > thursday)
  ) end,
  (
    select count(distinct patient_id) from outside_event
    where place_id = :place and sort = 'care-home' and age >= 65 and starts_on >= begins and starts_on < ends
  ),
  (
    select count(distinct patient_id) from outside_event
    where place_id = :place and sort = 'stay' and code = 'emergency-avoidable' and starts_on >= begins and starts_on < ends
  )
from lives, days
