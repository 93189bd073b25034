"""When each member of staff's tablet last spoke with us, kept in Redis: it is told twice a minute and not needed on the day after.

1. Nothing waits for it: where Redis is away, the contact is not noted, and the session's own time (`AccountSession.seen_at`, to the hour) stands in.
2. It says that a tablet spoke, never that its owner is well.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from redis import Redis
from redis.exceptions import RedisError
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend import wall_clock
from backend.accounts.models import Account, AccountSession

KEPT = timedelta(days=2)


def note(client: Redis, staff: str, at: datetime) -> None:
    """Somebody's tablet speaks."""
    try:
        client.set(_key(staff), wall_clock.wire(at), ex=KEPT)
    except RedisError:
        return


def last(session: Session, client: Redis, staff: Collection[str]) -> dict[str, datetime]:
    """When each of these was last heard of; those of whom nothing is known are absent. `session`: the engine's or a job's."""
    who = sorted(staff)
    if not who:
        return {}
    rows = session.execute(
        select(Account.staff_id, func.max(AccountSession.seen_at))
        .join(AccountSession, AccountSession.account_id == Account.id)
        .where(Account.staff_id.in_(who), AccountSession.ended_at.is_(None))
        .group_by(Account.staff_id)
    )
    found: dict[str, datetime] = {row[0]: row[1] for row in rows.tuples()}
    try:
        told = client.mget([_key(one) for one in who])
    except RedisError:
        return found
    for one, text in zip(who, told, strict=True):
        if text is not None:
            heard = wall_clock.from_wire(text.decode() if isinstance(text, bytes) else str(text))
            found[one] = max(heard, found.get(one, heard))
    return found


def _key(staff: str) -> str:
    return f"contact:{staff}"
