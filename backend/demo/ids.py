"""Ids, times and chance of the demo place: all from the seed and the day, so that the same two give the same lines."""

from __future__ import annotations

import hashlib
import uuid
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from random import Random

from backend.wall_clock import LONDON

NAMESPACE = uuid.UUID("1bfcfda0-672b-52e5-b200-e3d64bffc079")
"""PROTOCOL §1."""


def derived(*words: str) -> str:
    """The UUIDv5 of PROTOCOL §1: `derived("care_plan", patient)`."""
    return str(uuid.uuid5(NAMESPACE, ":".join(words)))


def made_id(at: datetime, chance: Random) -> str:
    """A UUIDv7 as if made at `at` (milliseconds), its random bits from `chance`."""
    return _seven(int(at.timestamp() * 1000), chance.getrandbits(74))


def named_id(at: datetime, *words: str) -> str:
    """A UUIDv7 as if made at `at`, its random bits from words: whoever makes it again makes the same."""
    return _seven(int(at.timestamp() * 1000), int.from_bytes(hashlib.sha256(":".join(words).encode()).digest()[:10], "big") >> 6)


def _seven(milliseconds: int, bits: int) -> str:
    number = (milliseconds << 80) | (7 << 76) | ((bits >> 62) << 64) | (0b10 << 62) | (bits & ((1 << 62) - 1))
    text = f"{number:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def chance_of(seed: int, *words: object) -> Random:
    """A stream of chance of its own for each thing, so that adding one thing does not stir the others."""
    return Random(f"{seed}:" + ":".join(str(word) for word in words))  # noqa: S311 (a demo, no secret)


SEED = 1948


@lru_cache(maxsize=400_000)
def at(day: date, minutes: int) -> datetime:
    """`minutes` after midnight on the clock in London, in UTC: 570 is 09:30, summer or winter."""
    moment = datetime.combine(day + timedelta(days=minutes // 1440), time(minutes % 1440 // 60, minutes % 60), LONDON)
    return moment.astimezone(UTC)


def clock(text: str) -> int:
    """Minutes after midnight: `"09:30"` is 570."""
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)
