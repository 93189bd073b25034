"""Reads of accounts and sessions that join other tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, bindparam, or_, select
from sqlalchemy.orm import Session, aliased

from backend.accounts.models import Account, AccountSession
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


def _may_work() -> tuple[ColumnElement[bool], ...]:
    return (Account.disabled_at.is_(None), Staff.role.is_not(None), or_(Staff.status.is_(None), Staff.status != "left"))


# Asked by every request: made once.
_OPEN_SESSION = (
    select(
        AccountSession.id,
        Account.staff_id,
        Account.place_id,
        Staff.role,
        AccountSession.device_id,
        AccountSession.seen_at,
        AccountSession.proof_hash,
    )
    .join(Account, Account.id == AccountSession.account_id)
    .join(Staff, Staff.id == Account.staff_id)
    .where(
        AccountSession.token_hash == bindparam("token_hash"),
        AccountSession.ended_at.is_(None),
        AccountSession.ends_at > bindparam("now"),
        AccountSession.seen_at > bindparam("since"),
        *_may_work(),
    )
)


def open_session(session: Session, token_hash: bytes, now: datetime, idle: timedelta) -> OpenSession | None:
    """The session of a token, where it has not ended by time, by hand, with its account or because its owner left."""
    row = session.execute(_OPEN_SESSION, {"token_hash": token_hash, "now": now, "since": now - idle}).one_or_none()
    return None if row is None else OpenSession(*row)


def account_of(session: Session, email_key: str) -> Account | None:
    """The account of an address, where it may be used."""
    return session.execute(
        select(Account).join(Staff, Staff.id == Account.staff_id).where(Account.email == email_key, *_may_work())
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
