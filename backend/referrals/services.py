"""What a referral means for who may see the person, in the same write (R9): the single point of access while it decides, the team that took it on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from backend import wall_clock
from backend.grants import referred
from backend.grants import services as grants
from backend.places import queries as places
from backend.record import Record
from backend.record.registry import Writer
from backend.referrals import clock, queries
from backend.referrals.models import Referral
from backend.referrals.words import OPEN, UNDECIDED

Until = datetime | None

WATCHED_DAYS = 14
"""So long the single point of access goes on seeing somebody whose referral it passed on and on whom no clock runs."""


def referrals_written(session: Session, records: Sequence[Record], actor: Writer) -> None:
    """What hangs on `referral`: all grants by referral of these people are what their referrals say they are."""
    now, by = wall_clock.now(), actor.staff if actor.purpose is None else None
    hold(session, actor.place, sorted({record.patient for record in records if record.patient}), by=by, now=now)


def hold(session: Session, place: str, patients: Sequence[str], *, by: str | None, now: datetime) -> None:
    """Brings the grants of these people in line with their referrals. For loaders too, after which no hook runs.

    `by`: the member of staff who wrote; None for a job. What somebody wrote while they saw a person is taken also later. Then it opens nothing to
    them, who could else let themselves in again; to the single point of access it does, or a referral that comes late would lie where nobody looks.
    """
    if not patients:
        return
    readable = {} if by is None else grants.readable(session, by, patients, now)
    access = places.access_points(session, place)
    known = {team.id for team in places.teams(session, place)}
    post = None if by is None else places.post(session, by)
    elsewhere = [team for team in access if post is None or team != post.team]
    of = queries.of_patients(session, place, patients)
    for patient in patients:
        teams = holders(of.get(patient, ()), access, now)
        sees = by is None or "more" in readable.get(patient, ())
        wanted = {team: until for team, until in teams.items() if team in known}
        referred.hold_to_referrals(session, place=place, patient=patient, teams=wanted, opens_to=None if sees else elsewhere, by=by, now=now)


def holders(referrals: Iterable[Referral], access: Sequence[str], now: datetime) -> dict[str, Until]:
    """Which teams may see a person by these referrals, and until when (None: no end): of each team the longest."""
    found: dict[str, Until] = {}

    def longest(team: str, until: Until) -> None:
        before = found.get(team, until)
        found[team] = None if before is None or until is None else max(before, until)

    for one in referrals:
        for team in access:
            longest(team, access_until(one, now))
        if one.team is not None:
            longest(one.team, None if (one.status or "new") in OPEN else _ended(one, now))
    return found


def access_until(one: Referral, now: datetime) -> Until:
    """How long the single point of access sees somebody: until it is decided; then until the clock is over, for it watches whether they were seen."""
    status = one.status or "new"
    if status in UNDECIDED:
        return None
    if status != "accepted":
        return _ended(one, now)
    decided = one.decided_at or now
    due = clock.due(clock.Clock(one.clock_type or "no-clock", one.clock_started_at))
    watched = due if due is not None else decided + timedelta(days=WATCHED_DAYS)
    return referred.through_next_day(max(watched, decided))


def _ended(one: Referral, now: datetime) -> datetime:
    return referred.through_next_day(one.closed_at or one.decided_at or one.received_at or now)
