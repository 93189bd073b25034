"""How often somebody may do something: counted in Redis, under keys that say nothing of anybody and end by themselves."""

from __future__ import annotations

import hashlib

from redis import Redis

from backend.errors import Problem


def key(what: str, whose: str) -> str:
    """Where it is counted: `what` in the clear, whose it is as a hash."""
    return f"{what}:{hashlib.sha256(whose.encode()).hexdigest()[:32]}"


def add(client: Redis, *keys: tuple[str, int]) -> list[tuple[int, int]]:
    """Adds one to each count; (key, seconds from the first until a count begins anew) each. Returns (count, seconds until then) of each.

    Raises RedisError where Redis does not answer.
    """
    with client.pipeline(transaction=True) as pipe:
        for name, window in keys:
            pipe.incr(name)
            pipe.expire(name, window, nx=True)
            pipe.ttl(name)
        found = pipe.execute()
    return [(int(found[at]), int(found[at + 2])) for at in range(0, len(found), 3)]


def too_many(words: str, seconds: int) -> Problem:
    """The 429 problem: `words` end in front of how long it is to wait."""
    left = max(seconds, 1)
    return Problem(429, "too-many", f"{words} {_minutes(left)}.", retry_after=left)


def _minutes(seconds: int) -> str:
    minutes = -(-seconds // 60)
    return "1 minute" if minutes == 1 else f"{minutes} minutes"
