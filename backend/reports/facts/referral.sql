-- One row for each referral received in the month, but those entered in error and those joined into another (the one that was kept counts).
-- A referral counts in the team that accepted it; one that nobody accepted, in no team. practice: the person's.
-- clock_minutes: from when a professional found the need to the first contact face to face, in UTC instants (CLINICAL.md E8: not wall-clock time).
-- clock_nights: midnights of London between the two (E9). days: from the day received to the day of the first contact; the same day is 0.
-- triage_minutes: from being received to being opened for triage, or decided without.
insert into fresh (referral, place_id, month, day, patient, team, practice, source, priority, clock, outcome, triage_minutes, clock_minutes,
  clock_nights, days)
select referral.id, :place, :month, (referral.received_at at time zone 'Europe/London')::date, referral.patient_id,
  case when coalesce(referral.status, 'new') in ('accepted', 'closed') then referral.team end, patient.practice,
  coalesce(referral.source, 'not known'), coalesce(referral.priority, 'routine'), coalesce(referral.clock_type, 'no-clock'),
  case when seen.seen_at is not null then 'seen' else coalesce(referral.status, 'new') end,
  case when coalesce(referral.triage_started_at, referral.decided_at) >= referral.received_at
    then round(extract(epoch from coalesce(referral.triage_started_at, referral.decided_at) - referral.received_at) / 60) end,
  case when seen.seen_at >= referral.clock_started_at then round(extract(epoch from seen.seen_at - referral.clock_started_at) / 60, 3) end,
  case when seen.seen_at >= referral.clock_started_at
    then (seen.seen_at at time zone 'Europe/London')::date - (referral.clock_started_at at time zone 'Europe/London')::date end,
  case when seen.seen_at >= referral.received_at
    then (seen.seen_at at time zone 'Europe/London')::date - (referral.received_at at time zone 'Europe/London')::date end
from referral
left join referral_first_contact as seen on seen.id = referral.id
left join patient on patient.id = referral.patient_id
where referral.place_id = :place and referral.received_at >= :begins and referral.received_at < least(cast(:ends as timestamptz), cast(:today as timestamptz))
  and coalesce(referral.status, 'new') not in ('entered-in-error', 'joined')
