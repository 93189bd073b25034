"""Ids that are made where a record is made (R1): UUIDv7, the time in front so that rows of one day lie together."""

from __future__ import annotations

import uuid
from datetime import datetime


def made(now: datetime, chance: bytes) -> str:
    """A UUIDv7 (RFC 9562) of this millisecond. `chance`: 10 random bytes."""
    if len(chance) != 10:
        raise ValueError("10 random bytes")
    moment = int(now.timestamp() * 1000).to_bytes(6, "big")
    body = bytearray(moment + chance)
    body[6] = 0x70 | body[6] & 0x0F
    body[8] = 0x80 | body[8] & 0x3F
    return str(uuid.UUID(bytes=bytes(body)))
