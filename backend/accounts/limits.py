"""How often somebody may try to sign in: counted in Redis before any password is looked at.

1. A try counts before it is judged, so that many at once cannot slip through together.
2. An account that does not exist counts like one that does.
3. Without Redis nobody new signs in (503, try again); those who are signed in go on working.
4. Who knows an address and no password keeps nobody out: a browser in which the account was signed in before (`known.py`) has tries of its
   own, which nobody else can use up. All others have PER_ACCOUNT tries from each address, and ELSEWHERE together.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from redis import Redis
from redis.exceptions import RedisError

from backend import how_often
from backend.errors import Problem
from backend.security import line_of

PER_ACCOUNT = 10
"""From one address, or from one browser that the account knows."""
ELSEWHERE = 50
"""From all browsers that the account does not know, together: with passwords that are in no list, a thousand tries a day come to nothing."""
PER_ADDRESS = 100
"""A whole team may stand behind one address of the hospital's network."""
WINDOW = 15 * 60
"""Seconds from the first try until a count begins anew."""
ELSEWHERE_WINDOW = 60 * 60


@dataclass(frozen=True, slots=True)
class Tries:
    """What is left to this account from here in this window, the try just counted included."""

    left: int


def count(client: Redis, email_key: str, address: str, known: str | None = None) -> Tries:
    """Counts a try. `known`: the mark of a browser that this account was signed in with before.

    Raises Problem 429 with Retry-After where it was one too many, 503 where Redis does not answer.
    """
    here, source, elsewhere = _keys(email_key, address, known)
    try:
        if known is not None:
            [(tried, rests)] = how_often.add(client, (here, WINDOW))
            return _judged(tried, rests)
        (tried, rests), (from_source, source_rests) = how_often.add(client, (here, WINDOW), (source, WINDOW))
        if from_source > PER_ADDRESS:
            raise _too_many("signing in from here", max(source_rests, rests if tried > PER_ACCOUNT else 0))
        left = _judged(tried, rests)
        # Only what one address may try counts for all: else one machine could use up everybody's.
        [(altogether, altogether_rests)] = how_often.add(client, (elsewhere, ELSEWHERE_WINDOW))
    except RedisError as error:
        raise Problem(503, "sign-in-away", "Signing in is not possible for a moment. Try again shortly.", retry_after=15) from error
    if altogether > ELSEWHERE:
        raise _too_many("on devices where it was not used before, this account", altogether_rests)
    return left


def _judged(tried: int, rests: int) -> Tries:
    if tried > PER_ACCOUNT:
        raise _too_many("from here, this account", rests)
    return Tries(left=PER_ACCOUNT - tried)


def _too_many(whose: str, seconds: int) -> Problem:
    return how_often.too_many(f"Too many tries: {whose} rests for", seconds)


def forgive(client: Redis, email_key: str, address: str, known: str | None = None) -> None:
    """The try was right: the account's count from here ends, and the counts that others share get their try back."""
    here, source, elsewhere = _keys(email_key, address, known)
    try:
        with client.pipeline(transaction=True) as pipe:
            pipe.delete(here)
            for key, window in () if known is not None else ((source, WINDOW), (elsewhere, ELSEWHERE_WINDOW)):
                pipe.decr(key)
                pipe.expire(key, window, nx=True)
            pipe.execute()
    except RedisError:
        return  # the window ends by itself


def _keys(email_key: str, address: str, known: str | None) -> tuple[str, str, str]:
    account, line = hashlib.sha256(email_key.encode()).hexdigest()[:32], line_of(address)
    here = f"known:{known}" if known is not None else line
    return f"tries:account:{account}:{here}", f"tries:address:{line}", f"tries:elsewhere:{account}"
