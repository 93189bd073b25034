-- One row for each person who was seen in the 90 days that end with the month, over all professions (profession '') and one for each of them: more
-- professions make a lower figure by design (CLINICAL.md, E12–E15 rule). Made of the facts of the visits, so they are filled first.
-- A person counts in the team that saw them most in these days (of two the one with the lower id), so that teams add up to the whole.
-- contacts: N. most_by_one: max n of one professional (UPC = most_by_one / contacts). squares: the sum of n². same_again: consecutive contacts by the same.
with seen as (
  select patient, practice, team, staff, coalesce(profession, 'not known') as profession, began_at, visit
  from report_visit
  where place_id = :place and day > :until - 90 and day <= :until and is_contact and staff is not null and patient is not null
), twofold as (
  select patient, practice, team, staff, '' as profession, began_at, visit from seen
  union all
  select patient, practice, team, staff, profession, began_at, visit from seen
), paired as (
  select *, lag(staff) over (partition by patient, profession order by began_at, visit) = staff as is_same from twofold
), by_one as (
  select patient, profession, staff, count(*) as n, count(*) filter (where is_same) as same from paired group by patient, profession, staff
), home as (
  select distinct on (patient) patient, team, practice
  from (select patient, team, practice, count(*) as n from seen group by patient, team, practice) as each
  order by patient, n desc, team
)
insert into report_continuity (patient, month, profession, place_id, team, practice, contacts, distinct_staff, most_by_one, squares, same_again)
select by_one.patient, :month, by_one.profession, :place, home.team, home.practice, sum(by_one.n), count(*), max(by_one.n), sum(by_one.n * by_one.n),
  sum(by_one.same)
from by_one join home on home.patient = by_one.patient
group by by_one.patient, by_one.profession, home.team, home.practice
