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

_JOURNAL = text("SELECT rev, n, content, ending, resulted, content_hash, chain FROM journal WHERE bundle_id = :bundle ORDER BY n")
_SEALED = text("SELECT n, head FROM sealed_head WHERE bundle_id = :bundle ORDER BY seal_id")


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


def tampered(session: Session, bundle: str) -> int | None:
    """`n` of the first journal row of a bundle that is not what was written, or that is missing; None where all is well.

    0: the rows agree among themselves, and not with the bundle's own version or with a seal.
    """
    chain = head = ids.START
    chains = [chain]
    rev = last = 0
    for rev_, n, content, ending, resulted, content_hash, row_chain in session.execute(_JOURNAL, {"bundle": bundle}):
        lines = resulted.split("\n") if resulted else []
        chain = ids.chain(chain, content_hash)
        if n != last + 1 or ids.entry(change_hash(content), ending_of(json.loads(ending)), lines) != content_hash or chain != row_chain:
            return last + 1
        if lines:
            rev, head = rev_, chain
        chains.append(chain)
        last = n
    stands = session.execute(text("SELECT rev, head, chain, rows FROM bundle WHERE id = :bundle"), {"bundle": bundle}).one_or_none()
    if stands is None or tuple(stands) != (rev, head, chain, last):
        return 0
    sealed = session.execute(_SEALED, {"bundle": bundle}).all()
    return 0 if any(n > last or chains[n] != bytes(sealed_head) for n, sealed_head in sealed) else None


def seal_root(previous: bytes, heads: list[tuple[str, int, bytes]]) -> bytes:
    """SHA-256 over the root before and one line `<bundle> <rows> <head>` for each bundle, in order."""
    lines = "".join(f"{bundle} {rows} {head.hex()}\n" for bundle, rows, head in sorted(heads))
    return hashlib.sha256(f"{previous.hex()}\n{lines}".encode()).digest()
