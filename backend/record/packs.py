"""Packs: the live lines of a bundle's parts, compressed once and sent as they are to whoever has nothing yet.

1. They are built off the read path, by one process at a time, and only for bundles in which enough was written since.
2. A pack carries the rev of the very snapshot from which its lines were read (R7), and an older one never replaces a newer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import partial

from sqlalchemy import text

from backend.database import Acting
from backend.record.load import pack
from backend.transaction import retried, transaction
from sync import policy

ENOUGH = 4096
"""Bytes of lines since the last pack that make a new one worth its while: as `bundle.unpacked`'s index has it."""

AT_ONCE = 50

_ENGINE = Acting(role="engine")
_LOCK_KEY = 0x7061636B  # "pack": the advisory lock of whoever builds them

_STALE = text("SELECT id::text FROM bundle WHERE unpacked >= 4096 AND unpacked >= :least ORDER BY unpacked DESC LIMIT :most")
_ALL_STALE = text("SELECT id::text FROM bundle WHERE unpacked > 0 ORDER BY unpacked DESC LIMIT :most")
_REVS = text("SELECT id::text, rev, ARRAY(SELECT jsonb_object_keys(sums)) FROM bundle WHERE id = ANY(CAST(:ids AS uuid[]))")
_LINES = text(
    "SELECT bundle_id::text, part, body FROM feed WHERE bundle_id = ANY(CAST(:ids AS uuid[])) AND live ORDER BY bundle_id, part, kind, record_id"
)
_PUT = text(
    "INSERT INTO pack (bundle_id, part, rev, schema, lines, raw) "
    "SELECT * FROM unnest(CAST(:ids AS uuid[]), CAST(:parts AS text[]), CAST(:revs AS integer[]), CAST(:schemas AS integer[]), "
    "CAST(:counts AS integer[]), CAST(:raws AS bytea[])) "
    "ON CONFLICT (bundle_id, part) DO UPDATE SET rev = excluded.rev, schema = excluded.schema, lines = excluded.lines, raw = excluded.raw "
    "WHERE pack.rev <= excluded.rev"
)
# What was written while the packs were built stays counted.
_COUNT = text(
    "WITH mine AS (SELECT id FROM bundle WHERE id = ANY(CAST(:ids AS uuid[])) ORDER BY id FOR NO KEY UPDATE) "
    "UPDATE bundle SET unpacked = coalesce((SELECT sum(length(f.body)) FROM feed f "
    "JOIN pack p ON p.bundle_id = f.bundle_id AND p.part = f.part WHERE f.bundle_id = bundle.id AND f.rev > p.rev), 0) "
    "FROM mine WHERE bundle.id = mine.id"
)


def build_stale(*, all_: bool = False, most: int = 2000) -> int:
    """Builds the packs of the bundles in which most was written since; `all_`: of every bundle in which anything was. Returns how many bundles.

    Returns 0 at once where another process is at it.
    """
    with transaction(_ENGINE) as session:
        stale = list(session.scalars(_ALL_STALE, {"most": most}) if all_ else session.scalars(_STALE, {"least": ENOUGH, "most": most}))
    built = 0
    for start in range(0, len(stale), AT_ONCE):
        some = stale[start : start + AT_ONCE]
        if not retried(partial(build, some)):
            break
        built += len(some)
    return built


def build(bundles: Sequence[str]) -> bool:
    """Builds the packs of these bundles, at most 50. False where another process is building."""
    with transaction(_ENGINE, snapshot=True) as session:
        if not session.scalar(text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": _LOCK_KEY}):
            return False
        revs: dict[str, int] = {}
        lines: dict[tuple[str, str], list[str]] = defaultdict(list)
        for bundle, rev, parts in session.execute(_REVS, {"ids": list(bundles)}):
            revs[bundle] = rev
            for part in parts:
                lines[bundle, part] = []
        for bundle, part, body in session.execute(_LINES, {"ids": list(bundles)}):
            lines[bundle, part].append(body)
        session.execute(
            _PUT,
            {
                "ids": [bundle for bundle, _ in lines],
                "parts": [part for _, part in lines],
                "revs": [revs[bundle] for bundle, _ in lines],
                "schemas": [policy.load().schema] * len(lines),
                "counts": [len(bodies) for bodies in lines.values()],
                "raws": [pack(bodies) for bodies in lines.values()],
            },
        )
    with transaction(_ENGINE) as session:
        session.execute(_COUNT, {"ids": list(bundles)})
    return True
