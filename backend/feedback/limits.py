"""How often a kiosk may knock: counted in Redis, under hashes that say nothing and end by themselves.

Without Redis feedback is not taken for a moment (503): the kiosk keeps it and comes again.
"""

from __future__ import annotations

from redis import Redis

from backend import how_often
from backend.errors import Problem

WINDOW = 15 * 60
"""Seconds from the first try until a count begins anew."""
PER_ADDRESS = 600
"""Requests from one address: a whole clinic's kiosks may stand behind one."""
WRONG_PER_ADDRESS = 30
"""Tokens and codes that are not known: a code has 40 bits, so at this rate it is never guessed."""
PER_KIOSK = 60
"""Batches of one kiosk."""
SOUNDS_PER_ADDRESS = 3_000
"""Recordings that kiosks of one address take: some hundreds each, once."""
PER_STAFF = 30
"""Times that one member of staff may ask for tokens, or writes an answer in."""


def count(client: Redis, what: str, whose: str, most: int) -> None:
    """Counts one. Raises Problem 429 with Retry-After where it was one too many; RedisError (a 503) where Redis does not answer."""
    [(found, left)] = how_often.add(client, (how_often.key(f"feedback:{what}", whose), WINDOW))
    if found > most:
        raise Problem(429, retry_after=max(left, 1))


def check_wrong(client: Redis, address: str) -> None:
    """Raises Problem 429 where too many unknown tokens and codes came from an address."""
    key = how_often.key("feedback:wrong", address)
    found = client.get(key)
    if found is not None and int(str(found, "ascii") if isinstance(found, bytes) else str(found)) >= WRONG_PER_ADDRESS:
        raise Problem(429, retry_after=max(int(client.ttl(key)), 1))
