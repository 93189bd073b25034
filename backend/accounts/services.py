"""Signing in and out, and making accounts.

1. A wrong password, an unknown address and an account that may not be used get the same answer after the same time.
2. A session is a row; its token is known to the cookie alone. One device holds at most one session of an account.
   Where the app sent a proof at sign-in, the cookie is half a key: the other half lies sealed in the tablet, in memory only while that is open.
3. Nothing here runs as the web role: who is not yet signed in is nobody, and nobody sees nothing.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from backend.accounts import passwords, queries
from backend.accounts.models import Account, AccountSession, Device
from backend.asking import Asking
from backend.audit import services as audit
from backend.database import Acting
from backend.places.services import COMMAND_LINE
from backend.transaction import transaction

ACCOUNTS = Acting(role="engine")
"""As whom accounts and sessions are read and written (3)."""

NOWHERE = "00000000-0000-0000-0000-000000000000"
"""In the audit trail, the place of a sign-in under an address that nobody has."""

SEEN_EVERY = timedelta(hours=1)
"""How exactly a session's last contact is known."""


class WrongPassword(Exception):
    """Address and password do not go together; whose account it was, if it was one, for the audit trail alone."""

    def __init__(self, place: str | None, account: str | None) -> None:
        super().__init__("address and password do not go together")
        self.place = place
        self.account = account


class Taken(Exception):
    """There is an account for this address, or for this member of staff."""


@dataclass(frozen=True, slots=True)
class NewSession:
    """What a session is made of, by whoever has a clock and chance at hand. `token` is 32 random bytes as text, `proof` the app's secret."""

    id: str
    token: str
    device: str | None
    now: datetime
    ends_at: datetime
    proof: str | None = None


def token_hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def check_password(email: str, password: str) -> Account:
    """The account of this address and password. Raises WrongPassword after the same time in every case (1)."""
    with transaction(ACCOUNTS) as session:
        account = queries.account_of(session, passwords.email_key(email))
    if not passwords.fits(password, account.password_hash if account else None):
        raise WrongPassword(account.place_id if account else None, account.id if account else None)
    assert account is not None
    return account


def sign_in(account: Account, password: str, new: NewSession) -> queries.OpenSession:
    """Opens a session for an account whose password was right, and ends the one that it held on the same device (2)."""
    with transaction(ACCOUNTS) as session:
        if passwords.is_outdated(account.password_hash):
            session.execute(update(Account).where(Account.id == account.id).values(password_hash=passwords.hashed(password)))
        if new.device is not None:
            ended = update(AccountSession).where(AccountSession.account_id == account.id, AccountSession.device_id == new.device)
            session.execute(ended.where(AccountSession.ended_at.is_(None)).values(ended_at=new.now))
            if _see_device(session, account, new.device, new.now):
                audit.note(session, "device", at=new.now, place=account.place_id, staff=account.staff_id, device=new.device, detail={"first": True})
        session.add(
            AccountSession(
                id=new.id,
                account_id=account.id,
                token_hash=token_hash(new.token),
                proof_hash=token_hash(new.proof) if new.proof else None,
                device_id=new.device,
                made_at=new.now,
                seen_at=new.now,
                ends_at=new.ends_at,
            )
        )
        session.flush()
        audit.note(session, "sign-in", at=new.now, place=account.place_id, staff=account.staff_id, device=new.device)
        opened = queries.open_session(session, token_hash(new.token), new.now, timedelta(days=1))
    if opened is None:
        raise WrongPassword(account.place_id, account.id)  # disabled between the two
    return opened


def _see_device(session: Session, account: Account, device: str, now: datetime) -> bool:
    """Notes that a device was there. True where it was never seen in this place."""
    seen = insert(Device).values(id=device, place_id=account.place_id, first_seen_at=now, last_seen_at=now, last_staff_id=account.staff_id)
    row = session.execute(
        seen.on_conflict_do_update(
            index_elements=[Device.id, Device.place_id], set_={"last_seen_at": now, "last_staff_id": account.staff_id}
        ).returning(Device.first_seen_at)
    ).scalar_one()
    return bool(row == now)


def note_failure(failure: WrongPassword, now: datetime, device: str | None) -> None:
    """Writes a failed sign-in to the audit trail. Called after the answer has gone; an address that nobody has is noted too, without it, since
    whoever waits for the next answer on the same connection would otherwise hear which addresses are written about (1)."""
    with transaction(ACCOUNTS) as session:
        audit.note(session, "sign-in-failed", at=now, place=failure.place or NOWHERE, device=device, detail={"account": failure.account})


def proves(found: queries.OpenSession, proof: str | None) -> bool:
    """Whether the caller has the other half of this session (2)."""
    return found.proof_hash is None or (proof is not None and hmac.compare_digest(found.proof_hash, token_hash(proof)))


def find_session(token: str, now: datetime, idle: timedelta, *, touch: bool) -> queries.OpenSession | None:
    """The session of a token, where it holds. `touch`: note the contact, once an hour; not for a GET, which writes nothing."""
    with Asking(ACCOUNTS) as asks:
        found = queries.open_session(asks, token_hash(token), now, idle, alone=True)
        if found is not None and touch and now - found.seen_at >= SEEN_EVERY:
            asks.rows("update account_session set seen_at = %(now)s where id = %(id)s returning true", {"now": now, "id": found.id})
    return found


def sign_out(session_id: str, *, place: str, staff: str, device: str | None, now: datetime) -> None:
    """Ends a session. Nothing on the device is touched: its queue outlives it (T2)."""
    with transaction(ACCOUNTS) as session:
        session.execute(update(AccountSession).where(AccountSession.id == session_id, AccountSession.ended_at.is_(None)).values(ended_at=now))
        audit.note(session, "sign-out", at=now, place=place, staff=staff, device=device)


def end_all_sessions(session: Session, staff: str, now: datetime) -> int:
    """Ends every session of a member of staff: the cookies that are out there are worth nothing from now on. Returns how many."""
    accounts = select(Account.id).where(Account.staff_id == staff).scalar_subquery()
    ended = update(AccountSession).where(AccountSession.account_id.in_(accounts), AccountSession.ended_at.is_(None)).values(ended_at=now)
    return len(session.execute(ended.returning(AccountSession.id)).all())


@dataclass(frozen=True, slots=True)
class NewAccount:
    """`password_hash`: as `passwords.hashed` made it; a demo gives the same to all."""

    id: str
    place: str
    staff: str
    email: str
    password_hash: str


def add_accounts(session: Session, accounts: Sequence[NewAccount], now: datetime, *, by: str | None = None) -> None:
    """Makes accounts for members of staff; `by`: of staff, else it was the command line. Raises Taken. The session acts as the engine."""
    rows = [
        {
            "id": account.id,
            "place_id": account.place,
            "staff_id": account.staff,
            "email": passwords.email_key(account.email),
            "password_hash": account.password_hash,
            "made_at": now,
        }
        for account in accounts
    ]
    try:
        if rows:
            with session.begin_nested():
                session.execute(insert(Account), rows)
    except IntegrityError as error:
        raise Taken from error
    for place in {account.place for account in accounts}:
        made = sorted(account.staff for account in accounts if account.place == place)
        audit.note(session, "account", at=now, place=place, staff=by, detail=_by(by) | {"accounts": made})


def _by(staff: str | None) -> dict[str, Any]:
    return {} if staff else {"by": COMMAND_LINE}


def has_account(session: Session, email: str) -> bool:
    """Whether an address is taken. The session acts as the engine."""
    return session.execute(select(Account.id).where(Account.email == passwords.email_key(email))).one_or_none() is not None


def disable(session: Session, email: str, now: datetime, *, by: str | None = None) -> bool:
    """Nobody signs in with this account any more, and its sessions end; `by` as above. False where there is no such account. The session acts as the
    engine."""
    account = session.execute(select(Account).where(Account.email == passwords.email_key(email))).scalar_one_or_none()
    if account is None:
        return False
    account.disabled_at = account.disabled_at or now
    ended = end_all_sessions(session, account.staff_id, now)
    told = _by(by) | {"whom": account.staff_id, "account": account.id, "disabled": True, "sessions": ended}
    audit.note(session, "account", at=now, place=account.place_id, staff=by, detail=told)
    return True


class Holding(Protocol):
    """What `grants.services.held` says of one bundle, as far as counting goes."""

    @property
    def type(self) -> str: ...
    @property
    def today(self) -> bool: ...


Holdings = Callable[[Session, datetime], Sequence[Holding]]
_holdings: Holdings | None = None


def set_holdings(function: Holdings) -> None:
    """Hands over what says which bundles the tablet of whoever a session acts for carries; `app.py` does, since grants stand above accounts."""
    global _holdings
    _holdings = function


@dataclass(frozen=True, slots=True)
class Standing:
    """Who somebody is, and what their tablet will hold."""

    me: queries.Me
    patients: int
    today: int


def standing(staff: str, place: str, now: datetime) -> Standing | None:
    """Read as that person, in one snapshot. None where they are no longer here."""
    with transaction(Acting("web", staff, place), snapshot=True) as session:
        me = queries.me(session, staff)
        held = [one for one in (_holdings(session, now) if _holdings else ()) if one.type == "patient"]
    return None if me is None else Standing(me, len(held), sum(one.today for one in held))
