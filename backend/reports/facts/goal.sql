-- One row for each goal whose day (target_on) lies in the month and is over, but those entered in error: how it stands when the month is counted.
-- It counts in the team on whose caseload the person is (of two, the one whose grant is older); on nobody's, in no team.
-- progress: the person's own view from 1 (not yet) to 5 (there); null where they were not asked.
insert into fresh (goal, place_id, month, team, practice, patient, statement, status, progress)
with held as (
  select distinct on (grants.bundle_id) grants.bundle_id, grants.team_id
  from grants
  where grants.place_id = :place and grants.why = 'caseload' and grants.team_id is not null and grants.ended_at is null
    and grants.since < :today and (grants.until is null or grants.until > :today)
  order by grants.bundle_id, grants.since, grants.team_id
)
select goal.id, :place, :month, held.team_id, patient.practice, patient.id, coalesce(goal.i_statement, 'none named'), coalesce(goal.status, 'active'),
  goal.progress
from goal
join patient on patient.id = goal.patient_id
left join held on held.bundle_id = goal.patient_id
where goal.place_id = :place and goal.status is distinct from 'entered-in-error'
  and goal.target_on >= cast(:month as date) and goal.target_on < (cast(:month as date) + interval '1 month')::date and goal.target_on <= cast(:until as date)
