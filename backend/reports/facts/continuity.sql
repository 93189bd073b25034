-- One row for each person who was seen in the 90 days that end with the month, over all professions (profession '') and one for each of them: more
-- professions make a lower figure by design (CLINICAL.md, E12–E15 rule). Made of the facts of the visits, so they are filled first.
-- A person counts in the team that saw them most in these days (of two the one with the lower id), so that teams add up to the whole.
-- band: as the month began (as people stood when the month before was counted last).
-- contacts: N. most_by_one: max n of one professional (UPC = most_by_one / contacts). squares: the sum of n². same_again: consecutive contacts by the same.
-- No join: what was filled just now has no statistics yet, and two hundred thousand rows that PostgreSQL takes for one were joined for minutes.
with counted as (
  select patient, practice, team, staff, coalesce(profession, 'not known') as profession, began_at, visit,
    count(*) over (partition by patient, team, practice) as of_team
  from report_visit
  where place_id = :place and month between (cast(:month as date) - interval '3 months')::date and :month
    and day > :until - 90 and day <= :until and is_contact and staff is not null and patient is not null
), seen as (
  select patient, staff, profession, began_at, visit, first_value(team) over most as team, first_value(practice) over most as practice
  from counted
  window most as (partition by patient order by of_team desc, team)
), twofold as (
  select patient, practice, team, staff, '' as profession, began_at, visit from seen
  union all
  select patient, practice, team, staff, profession, began_at, visit from seen
), paired as (
  select *, lag(staff) over (partition by patient, profession order by began_at, visit) = staff as is_same from twofold
), by_one as (
  select patient, practice, team, profession, staff, count(*) as n, count(*) filter (where is_same) as same
  from paired group by patient, practice, team, profession, staff
), banded as (
  select patient, practice, team, profession, staff, n, same, max(band) over (partition by patient) as band
  from (
    select patient, practice, team, profession, staff, n, same, null as band from by_one
    union all
    select patient, null, null, null, null, 0, 0, band
    from report_person where place_id = :place and month = (cast(:month as date) - interval '1 month')::date
  ) as beside
)
insert into fresh (patient, month, profession, place_id, team, practice, band, contacts, distinct_staff, most_by_one, squares, same_again)
select patient, :month, profession, :place, team, practice, band, sum(n), count(*), max(n), sum(n * n), sum(same)
from banded where n > 0
group by patient, profession, team, practice, band
