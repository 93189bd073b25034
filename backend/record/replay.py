"""What proves the record: replaying the journal rebuilds every line, and a row that was altered breaks its bundle's chain."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

from backend.record.batch import change_hash, ending_of
from sync import ids, line
from sync.change import Gone

_JOURNAL = text("SELECT rev, n, content, ending, resulted, content_hash, chain FROM journal WHERE bundle_id = :bundle ORDER BY rev, n")
_SEALED = text("SELECT seal_id, rev, head FROM sealed_head WHERE bundle_id = :bundle ORDER BY seal_id")


@dataclass(frozen=True, slots=True)
class FeedRow:
    """One row of the feed."""

    part: str
    kind: str
    live: bool
    body: str | None
    rev: int


def rebuild(session: Session, bundle: str) -> dict[tuple[str, str], FeedRow]:
    """The feed of a bundle, by (record, part), from nothing but what the journal says resulted."""
    rows: dict[tuple[str, str], FeedRow] = {}
    where: dict[str, str] = {}
    for rev, _n, _content, _ending, resulted, _hash, _chain in session.execute(_JOURNAL, {"bundle": bundle}):
        for body in resulted.split("\n") if resulted else ():
            found = line.parse(body)
            if isinstance(found, Gone):
                old = rows[found.id, found.part]
                kept = old.body if where.get(found.id) == found.part else None
                rows[found.id, found.part] = FeedRow(found.part, old.kind, False, kept, rev)
            else:
                where[found.id] = found.part
                rows[found.id, found.part] = FeedRow(found.part, found.kind, True, body, rev)
    return rows


def stored(session: Session, bundle: str) -> dict[tuple[str, str], FeedRow]:
    """The feed of a bundle as it is stored."""
    found = session.execute(text("SELECT record_id::text, part, kind, live, body, rev FROM feed WHERE bundle_id = :bundle"), {"bundle": bundle})
    return {(row[0], row[1]): FeedRow(*row[1:]) for row in found}


def tampered(session: Session, bundle: str) -> tuple[int, int] | None:
    """(rev, n) of the first journal row of a bundle that is not what was written, or the row before which one is missing; None where all is well.

    A journal that ends before its bundle's rev, or that a seal contradicts, is reported as (that rev, 0).
    """
    head, heads = ids.START, {0: ids.START}
    rev = n = 0
    for rev, n, content, ending, resulted, content_hash, chain in session.execute(_JOURNAL, {"bundle": bundle}):
        lines = resulted.split("\n") if resulted else []
        if ids.entry(change_hash(content), ending_of(json.loads(ending)), lines) != content_hash or ids.chain(head, content_hash) != chain:
            return rev, n
        head = heads[rev] = chain
    stands = session.execute(text("SELECT rev, head FROM bundle WHERE id = :bundle"), {"bundle": bundle}).one_or_none()
    if stands is None or tuple(stands) != (rev, head):
        return (stands[0] if stands else 0), 0
    for _seal, sealed_rev, sealed_head in session.execute(_SEALED, {"bundle": bundle}):
        if heads.get(sealed_rev) != sealed_head:
            return sealed_rev, 0
    return None


def seal_root(previous: bytes, heads: list[tuple[str, int, bytes]]) -> bytes:
    """SHA-256 over the root before and one line `<bundle> <rev> <head>` for each bundle, in order."""
    text_ = previous.hex() + "\n" + "".join(f"{bundle} {rev} {head.hex()}\n" for bundle, rev, head in sorted(heads))
    return hashlib.sha256(text_.encode()).digest()
