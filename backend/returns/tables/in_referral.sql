-- The referrals that were open at some time in the month: received before its end, and neither closed nor declined before its beginning.
-- What became of it after the month's end is told by the month in which it did.
-- Those entered in error are none, and of two that were joined the one that was kept counts.
create temp table in_referral on commit drop as
select referral.id, referral.bundle_id, referral.patient_id, referral.received_at, referral.source, referral.from_code, referral.from_staff_group,
  referral.priority, referral.reason, referral.team, case when referral.letter_on <= :last then referral.letter_on end as letter_on, referral.clock_type, referral.clock_started_at,
  case when referral.status = 'closed' and referral.closed_at < :ends then referral.closed_at end as closed_at,
  case when referral.status = 'closed' and referral.closed_at < :ends then referral.closure_reason end as closure_reason,
  case when referral.status = 'declined' and referral.decided_at < :ends then referral.decided_at end as rejected_at,
  case when referral.status = 'declined' and referral.decided_at < :ends then referral.rejection_reason end as rejection_reason,
  coalesce(referral.status, 'new') in ('accepted', 'closed') as is_ours,
  case when seen.seen_at < :ends then seen.seen_at end as seen_at, first.visit as first_visit
from referral
left join referral_first_contact as seen on seen.id = referral.id
left join attendance as first on first.id = seen.attendance
where referral.place_id = :place and referral.received_at < :ends and coalesce(referral.status, 'new') not in ('joined', 'entered-in-error')
  and coalesce(case referral.status when 'closed' then referral.closed_at when 'declined' then referral.decided_at end, :ends) >= :begins
