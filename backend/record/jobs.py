"""Jobs of the record: plain functions, given to RQ and its scheduler by name. Each finds its own work, so running one twice does no harm."""

from __future__ import annotations

from sqlalchemy import text

from backend import wall_clock
from backend.database import Acting
from backend.record import packs, replay, windows
from backend.transaction import retried, transaction

_SEAL_KEY = 0x7365616C  # "seal"

_MOVED = text(
    "SELECT b.id::text, b.rows, b.chain FROM bundle b LEFT JOIN LATERAL "
    "(SELECT s.n FROM sealed_head s WHERE s.bundle_id = b.id ORDER BY s.seal_id DESC LIMIT 1) last ON true "
    "WHERE b.rows > 0 AND last.n IS DISTINCT FROM b.rows ORDER BY b.id"
)


def build_packs() -> int:
    """Every half minute: packs of the bundles in which much was written."""
    return packs.build_stale()


def nightly() -> int:
    """Shortly after midnight in London: moves records in and out of the window (R8), then brings every pack up to date. Returns bundles moved."""
    moved = windows.move(wall_clock.now())
    packs.build_stale(all_=True, most=10_000_000)
    return moved


def seal() -> str | None:
    """Every hour: one root over the heads of all chains that moved since the last.

    Returns the root as hex, to be kept elsewhere too; None where no chain moved.
    """
    return retried(_seal)


def _seal() -> str | None:
    with transaction(Acting(role="engine"), snapshot=True) as session:
        session.execute(text("SET LOCAL statement_timeout = '10min'"))
        if not session.scalar(text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": _SEAL_KEY}):
            return None
        last = session.execute(text("SELECT id, root FROM seal ORDER BY id DESC LIMIT 1")).one_or_none()
        number, previous = (last[0], bytes(last[1])) if last else (0, bytes(32))
        heads = [(row[0], row[1], bytes(row[2])) for row in session.execute(_MOVED)]
        if not heads:
            return None
        root = replay.seal_root(previous, heads)
        session.execute(
            text("INSERT INTO seal (id, sealed_at, bundles, root) VALUES (:id, :at, :bundles, :root)"),
            {"id": number + 1, "at": wall_clock.now(), "bundles": len(heads), "root": root},
        )
        session.execute(
            text(
                "INSERT INTO sealed_head (bundle_id, seal_id, n, head) SELECT bundle, :seal, n, head "
                "FROM unnest(CAST(:bundles AS uuid[]), CAST(:rows AS integer[]), CAST(:heads AS bytea[])) AS moved (bundle, n, head)"
            ),
            {"seal": number + 1, "bundles": [head[0] for head in heads], "rows": [head[1] for head in heads], "heads": [head[2] for head in heads]},
        )
    return root.hex()
