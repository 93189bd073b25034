"""Who may see a person because they were referred: the single point of access while it decides, the team that took it on while it goes on.

1. All grants whose reason is `referral` follow from the person's referrals as they stand, and are held to them in the write that changes one.
2. They are read online: whose visit is planned carries the record by the visit (R9).
3. Nothing is taken back at once: what ends lasts through the day after (as after a visit), so that what was decided can be looked at and put right.
4. A grant that was over is not lengthened: a new one begins, so that what was written in between is not judged by it.
5. Who does not see the person now makes no grant by what they write, and lengthens none, but for the single point of access, where it is not their
   own team: a referral that comes late is nobody's else. What it ends is ended.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from sqlalchemy import text
from sqlalchemy.orm import Session

from backend import wall_clock
from backend.audit import services as audit
from backend.grants.rules import ALL_PARTS
from backend.grants.services import grant_id

WHY = "referral"

_STANDING = """
select id::text, team_id::text, until from grants
where bundle_id = :patient and place_id = :place and why = 'referral' and team_id is not null
  and ended_at is null and since <= :now and (until is null or until > :now)
order by since
"""
_NEW = """
insert into grants (id, place_id, team_id, bundle_id, parts, why, carried, since, until)
values (:id, :place, :team, :patient, :parts, 'referral', false, :now, :until) on conflict (id) do nothing
"""


def through_next_day(moment: datetime) -> datetime:
    """Through the day after a moment, as after a visit."""
    return wall_clock.midnight(wall_clock.day_of(moment) + timedelta(days=2))


def hold_to_referrals(
    session: Session,
    *,
    place: str,
    patient: str,
    teams: Mapping[str, datetime | None],
    opens_to: Collection[str] | None,
    by: str | None,
    now: datetime,
) -> None:
    """Makes the grants of a person's referrals what they are to be: team → until when, None without end. Once more changes nothing.

    `opens_to`: the only teams that it may let in, or for longer (5); None: every team. A team that is not named any more, or whose time is over by
    what was just written, keeps its grant through the next day.
    """
    standing = {team: (id_, until) for id_, team, until in session.execute(text(_STANDING), {"patient": patient, "place": place, "now": now})}
    wanted = dict(teams)
    for team, (_, before) in standing.items():
        until = wanted.get(team, now)
        if until is not None and until <= now:
            last = through_next_day(now)
            wanted[team] = last if before is None else min(before, last)
    for team, until in wanted.items():
        opens = opens_to is None or team in opens_to
        if team in standing:
            id_, before = standing[team]
            if before == until or not (opens or _is_sooner(until, before)):
                continue
            session.execute(text("update grants set until = :until where id = :id"), {"id": id_, "until": until})
        elif opens and (until is None or until > now):
            id_ = grant_id(WHY, patient, team, now.isoformat())
            values = {"id": id_, "place": place, "team": team, "patient": patient, "parts": sorted(ALL_PARTS), "now": now, "until": until}
            session.execute(text(_NEW), values)
        else:
            continue
        told = {"grant": id_, "why": WHY, "team": team, "by": by, "until": None if until is None else wall_clock.wire(until)}
        audit.note(session, "grant", at=now, place=place, bundles=[patient], detail=told)


def _is_sooner(until: datetime | None, before: datetime | None) -> bool:
    return until is not None and (before is None or until < before)


def take_up(session: Session, *, place: str, patient: str, team: str, until: datetime, by: str, now: datetime) -> None:
    """Lets a team take a referral for somebody whom it does not see yet; one that sees them by a referral already goes on as it does."""
    standing = {of for _, of, _ in session.execute(text(_STANDING), {"patient": patient, "place": place, "now": now})}
    if team in standing:
        return
    made = grant_id(WHY, patient, team, now.isoformat())
    values = {"id": made, "place": place, "team": team, "patient": patient, "parts": sorted(ALL_PARTS), "now": now, "until": until}
    session.execute(text(_NEW), values)
    told = {"grant": made, "why": WHY, "team": team, "by": by, "until": wall_clock.wire(until), "taken_up": True}
    audit.note(session, "grant", at=now, place=place, staff=by, bundles=[patient], detail=told)
