"""Who may send answers without a session: tablets that were handed over, under one-time tokens, and devices that were enrolled by a code.

1. A token binds place, team, service line, locality and month; it takes one answer. Who asked for it is not written down.
2. Tokens, codes and secrets are known to their holder alone: here stand hashes. All are chance, so a plain SHA-256 is enough.
3. A code works once, within a day. A device that was revoked is a stranger from the next request on.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from backend import wall_clock
from backend.feedback import contents
from backend.feedback.models import Choice, Kiosk, Token
from backend.places import queries as places

TOKEN_DAYS = 60
"""For how long after its month an answer may come in under a token: a tablet may stand in a cupboard."""
CODE_HOURS = 24
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Of codes that people read off a screen: nothing that looks like something else."""
CODE_LENGTH = 8


class Unknown(Exception):
    """No such token, code, secret or device; or no longer."""


@dataclass(frozen=True, slots=True)
class Bound:
    """What an answer is counted under. `month` is None for an enrolled device, whose answers say it."""

    place: str
    team: str
    locality: str
    service_line: str
    month: date | None


def hashed(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


def plain(code: str) -> str:
    """A code as it was typed: capitals and hyphens do not matter."""
    return re.sub(r"[\s-]", "", code).upper()


def shown(code: str) -> str:
    """ABCD-EFGH."""
    return f"{code[:4]}-{code[4:]}"


def bound_to(session: Session, place: str, team: str, month: date | None) -> Bound:
    """What an answer for this team is counted under. Raises Unknown where the place has no such team."""
    found = places.team(session, place, team)
    if found is None:
        raise Unknown
    return Bound(place, team, found.locality or "", choice(session, team).service_line, month)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a team asks, and how."""

    set: str = contents.SHORT
    service_line: str = "community-nursing"
    languages: tuple[str, ...] = contents.SPOKEN_HERE


def choice(session: Session, team: str) -> Chosen:
    """What a team chose; the short form in the languages most spoken here where it chose nothing."""
    found = session.get(Choice, team)
    return Chosen() if found is None else Chosen(found.set_key, found.service_line, tuple(found.languages))


# ------------------------------------------------------------------------------------------------------------------ tokens


def issue(session: Session, bound: Bound, tokens: Sequence[str]) -> date:
    """Writes down the hashes of new tokens. Returns the last day on which an answer is taken under them. The session acts as the engine."""
    assert bound.month is not None
    ends_on = wall_clock.month_after(bound.month) + timedelta(days=TOKEN_DAYS - 1)
    rows = [
        {
            "hash": hashed(token),
            "place_id": bound.place,
            "team_id": bound.team,
            "locality": bound.locality,
            "service_line": bound.service_line,
            "month": bound.month,
            "ends_on": ends_on,
        }
        for token in tokens
    ]
    session.execute(insert(Token), rows)
    return ends_on


def token(session: Session, secret: str, today: date) -> Bound:
    """What a token is bound to, without using it. Raises Unknown."""
    found = session.execute(select(Token).where(Token.hash == hashed(secret), Token.ends_on >= today)).scalar_one_or_none()
    if found is None:
        raise Unknown
    return Bound(found.place_id, found.team_id, found.locality, found.service_line, found.month)


def use(session: Session, secret: str, place: str, today: date) -> Bound:
    """Takes a token for its one answer: from now on it is unknown. Raises Unknown."""
    taken = delete(Token).where(Token.hash == hashed(secret), Token.place_id == place, Token.ends_on >= today).returning(Token)
    found = session.execute(taken).scalar_one_or_none()
    if found is None:
        raise Unknown
    return Bound(found.place_id, found.team_id, found.locality, found.service_line, found.month)


# ------------------------------------------------------------------------------------------------------------------ devices


def enrol(session: Session, code: str, secret: str, now: datetime, today: date) -> Kiosk:
    """A device shows its code and is known by its secret from now on. Raises Unknown."""
    found = session.execute(
        update(Kiosk)
        .where(Kiosk.code_hash == hashed(plain(code)), Kiosk.code_ends_at > now, Kiosk.revoked_at.is_(None))
        .values(code_hash=None, code_ends_at=None, secret_hash=hashed(secret), enrolled_on=today)
        .returning(Kiosk)
    ).scalar_one_or_none()
    if found is None:
        raise Unknown
    return found


def device(session: Session, secret: str) -> Kiosk:
    """The enrolled device of a secret. Raises Unknown."""
    found = session.execute(select(Kiosk).where(Kiosk.secret_hash == hashed(secret), Kiosk.revoked_at.is_(None))).scalar_one_or_none()
    if found is None:
        raise Unknown
    return found


def caller(session: Session, secret: str | None, today: date) -> Bound:
    """What X-Kiosk is bound to: an enrolled device, or a token that is still to be used. Raises Unknown."""
    if not secret or len(secret) > 200:
        raise Unknown
    try:
        known = device(session, secret)
    except Unknown:
        return token(session, secret, today)
    return bound_to(session, known.place_id, known.team_id, None)
