"""What push and pull are made of, for the gateway, which may not import `sync` itself: the endings, the plan, the digest, the blocks."""

from __future__ import annotations

from sync import policy
from sync.block import block
from sync.change import Applied, Conflicted, Merged, NotNow, Refused
from sync.line import deflate
from sync.pull import Delta, Granted, Held, Plan, Whole, digest, plan

__all__ = [
    "Applied",
    "Conflicted",
    "Delta",
    "Granted",
    "Held",
    "Merged",
    "NotNow",
    "Plan",
    "Refused",
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
