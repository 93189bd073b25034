"""Reads of accounts and sessions that join other tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, text
from sqlalchemy.orm import Session, aliased

from backend.accounts.models import Account
from backend.asking import Asking, rows
from backend.places.models import Organisation, Staff, Team


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session that holds, and for whom."""

    id: str
    staff: str
    place: str
    role: str
    device: str | None
    seen_at: datetime
    proof_hash: bytes | None


_MAY_WORK = "account.disabled_at is null and staff.role is not null and staff.status is distinct from 'left'"

# Asked by every request.
_OPEN_SESSION = f"""
select s.id::text, account.staff_id::text, account.place_id::text, staff.role, s.device_id::text, s.seen_at, s.proof_hash
from account_session s join account on account.id = s.account_id join staff on staff.id = account.staff_id
where s.token_hash = %(token_hash)s and s.ended_at is null and s.ends_at > %(now)s and s.seen_at > %(since)s and {_MAY_WORK}
"""  # noqa: S608 (our own words)


def open_session(asks: Asking | Session, token_hash: bytes, now: datetime, idle: timedelta, *, alone: bool = False) -> OpenSession | None:
    """The session of a token, where it has not ended by time, by hand, with its account or because its owner left. `alone`: as of `rows`."""
    found = rows(asks, _OPEN_SESSION, {"token_hash": token_hash, "now": now, "since": now - idle}, alone=alone)
    return OpenSession(*found[0]) if found else None


def account_of(session: Session, email_key: str) -> Account | None:
    """The account of an address, where it may be used."""
    return session.execute(
        select(Account).join(Staff, Staff.id == Account.staff_id).where(Account.email == email_key, text(_MAY_WORK))
    ).scalar_one_or_none()


@dataclass(frozen=True, slots=True)
class Me:
    """Who somebody is, as the app shows it."""

    staff: str
    name: str
    profession: str
    organisation: str
    team: str | None
    team_name: str
    role: str
    place: str


def me(session: Session, staff: str) -> Me | None:
    """Read as that person, so that row-level security has its say."""
    organisation, team = aliased(Organisation), aliased(Team)
    row = session.execute(
        select(Staff.id, Staff.name, Staff.profession, organisation.name, Staff.team, team.name, Staff.role, Staff.place_id)
        .outerjoin(organisation, organisation.id == Staff.organisation)
        .outerjoin(team, team.id == Staff.team)
        .where(Staff.id == staff)
    ).one_or_none()
    if row is None:
        return None
    found, name, profession, organisation_name, team_id, team_name, role, place = row
    return Me(found, name or "", profession or "", organisation_name or "", team_id, team_name or "", role or "", place)
