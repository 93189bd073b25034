"""What a pull is made of, for the gateway, which may not import `sync` itself: the plan, the digest, the blocks."""

from __future__ import annotations

from sync import policy
from sync.block import block
from sync.line import deflate
from sync.pull import Delta, Granted, Held, Plan, Whole, digest, plan

__all__ = [
    "Delta",
    "Granted",
    "Held",
    "Plan",
    "Whole",
    "block",
    "deflate",
    "digest",
    "plan",
    "schema",
]


def schema() -> int:
    """What this server writes and understands (M8)."""
    return policy.load().schema
