"""How often somebody may try to sign in: counted in Redis, per account and per address, before any password is looked at.

1. A try counts before it is judged, so that many at once cannot slip through together.
2. An account that does not exist counts like one that does.
3. Without Redis nobody new signs in (503, try again); those who are signed in go on working.
"""

from __future__ import annotations

import hashlib
import ipaddress
from dataclasses import dataclass

from redis import Redis
from redis.exceptions import RedisError

from backend.errors import Problem

PER_ACCOUNT = 10
PER_ADDRESS = 100
"""A whole team may stand behind one address of the hospital's network."""
WINDOW = 15 * 60
"""Seconds from the first try until the count begins anew."""


@dataclass(frozen=True, slots=True)
class Tries:
    """What is left to this account in this window, the try just counted included."""

    left: int


def count(client: Redis, email_key: str, address: str) -> Tries:
    """Counts a try. Raises Problem 429 with Retry-After where it was one too many, 503 where Redis does not answer."""
    account, source = _keys(email_key, address)
    try:
        with client.pipeline(transaction=True) as pipe:
            for key in (account, source):
                pipe.incr(key)
                pipe.expire(key, WINDOW, nx=True)
                pipe.ttl(key)
            tried, _, account_seconds, from_source, _, source_seconds = pipe.execute()
    except RedisError as error:
        raise Problem(503, "sign-in-away", "Signing in is not possible for a moment. Try again shortly.", retry_after=15) from error
    if tried > PER_ACCOUNT or from_source > PER_ADDRESS:
        seconds = max(int(account_seconds) if tried > PER_ACCOUNT else 0, int(source_seconds) if from_source > PER_ADDRESS else 0, 1)
        whose = "this account" if tried > PER_ACCOUNT else "signing in from here"
        raise Problem(429, "too-many", f"Too many tries: {whose} rests for {_minutes(seconds)}.", retry_after=seconds)
    return Tries(left=PER_ACCOUNT - int(tried))


def forgive(client: Redis, email_key: str, address: str) -> None:
    """The try was right: the account's count ends, and the address gets its try back."""
    account, source = _keys(email_key, address)
    try:
        with client.pipeline(transaction=True) as pipe:
            pipe.delete(account)
            pipe.decr(source)
            pipe.expire(source, WINDOW, nx=True)
            pipe.execute()
    except RedisError:
        return  # the window ends by itself


def _keys(email_key: str, address: str) -> tuple[str, str]:
    return f"tries:account:{hashlib.sha256(email_key.encode()).hexdigest()[:32]}", f"tries:address:{_line(address)}"


def _line(address: str) -> str:
    """Whose line an address is on: of IPv6 its first 64 bits, since whoever has one address there has all of them."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    return str(found.ipv4_mapped or ipaddress.ip_network((found, 64), strict=False))


def _minutes(seconds: int) -> str:
    minutes = -(-seconds // 60)
    return "1 minute" if minutes == 1 else f"{minutes} minutes"
