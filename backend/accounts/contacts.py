"""When each tablet of each member of staff last spoke with us, kept in Redis: it is told twice a minute and not needed on the day after.

1. Nothing waits for it: a Redis that says nothing within a tenth of a second is left alone for a minute. The contact is then not noted, and the
   session's own time (`AccountSession.seen_at`, to the hour) stands in.
2. It says that a tablet spoke, never that its owner is well; and of several tablets of one person, that is said of each by itself: one that was left
   on at the base speaks all day. Which of them somebody has with them is told by where they wrote last that they had come to a visit.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Flask, current_app
from redis import Redis
from redis.exceptions import RedisError
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend import queues, wall_clock
from backend.accounts.models import Account, AccountSession
from backend.config import Config

KEPT = timedelta(days=2)
CARRIED_KEPT = timedelta(days=30)
"""For how long it is known which tablet somebody takes with them: longer than a holiday is not worth it, they may have another by then."""
PATIENCE = 0.1
"""Seconds for Redis to answer."""
RESTS = timedelta(minutes=1)
"""For how long a Redis that did not answer is left alone."""
NAMELESS = "-"
"""A device that does not say which it is."""


@dataclass(frozen=True, slots=True)
class Heard:
    """When somebody was heard of last: by any of their devices, and by the tablet that they have with them, where that is known."""

    any_at: datetime
    carried_at: datetime | None = None


class Contacts:
    """This process's notes of who spoke. `client`: one of little patience (1)."""

    def __init__(self, client: Redis) -> None:
        self._client = client
        self._rests_until: datetime | None = None

    def note(self, staff: str, device: str | None, at: datetime, *, came: bool = False) -> None:
        """A tablet of somebody's speaks. `came`: and says that they came to a visit, so that it is the one that they have with them."""
        if self._rests_until is not None and at < self._rests_until:
            return
        try:
            with self._client.pipeline(transaction=False) as pipe:
                pipe.hset(_heard(staff), device or NAMELESS, wall_clock.wire(at))
                pipe.expire(_heard(staff), KEPT)
                if came:
                    pipe.set(_carried(staff), device or NAMELESS, ex=CARRIED_KEPT)
                pipe.execute()
        except RedisError:
            self._rests_until = at + RESTS


def register(app: Flask, config: Config) -> None:
    app.extensions["contacts"] = Contacts(queues.connection(config, seconds=PATIENCE, tries=1))


def contacts() -> Contacts:
    """This application's."""
    found = current_app.extensions["contacts"]
    assert isinstance(found, Contacts)
    return found


def last(session: Session, client: Redis, staff: Collection[str]) -> dict[str, Heard]:
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
    found = {staff_id: Heard(seen) for staff_id, seen in rows.tuples()}
    try:
        with client.pipeline(transaction=False) as pipe:
            for one in who:
                pipe.hgetall(_heard(one))
            pipe.mget([_carried(one) for one in who])
            *told, carried = pipe.execute()
    except RedisError:
        return found
    for one, by_device, device in zip(who, told, carried, strict=True):
        if by_device:
            times = {name: wall_clock.from_wire(text.decode()) for name, text in by_device.items()}
            latest = max(times.values())
            found[one] = Heard(max(latest, found[one].any_at) if one in found else latest, times.get(device))
    return found


def _heard(staff: str) -> str:
    return f"heard:{staff}"


def _carried(staff: str) -> str:
    return f"carried:{staff}"
