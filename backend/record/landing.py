"""Landing: what a write leaves of each bundle (sums, header, counts, the journal rows that chain to its head), and putting it there.

`land` is the one way into feed, journal and bundle: for changes, and for what moves in and out of the window.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from backend.record import registry, store
from backend.record.batch import Row, Standing, change_hash
from backend.record.store import BundleAfter, JournalRow
from sync import ids, line
from sync.change import Ending, Record


class Entry(NamedTuple):
    """One journal row to be, before it has its place in the chain."""

    change_id: str
    source: str
    record_id: str | None
    author: str
    device: str | None
    made_at: str
    content: str
    ending: Ending
    ended: Mapping[str, object]
    """The ending as it travels, with bundle and rev."""
    lines: tuple[str, ...]
    sent_as: str | None = None


def land(
    session: Session,
    bundles: Mapping[str, Standing],
    entries: Mapping[str, Sequence[Entry]],
    before: Mapping[str, Row],
    after: Iterable[Row],
    received_at: str,
    made: Mapping[str, str] | None = None,
) -> list[BundleAfter]:
    """Writes what happened in these bundles, each at its next rev: makes new ones, moves the feed, adds to the journal. Their rows are locked.

    `entries`: by bundle, in order. `before` and `after`: the records touched, as they stood and as they stand. The typed tables are not its matter.
    `made`: the headers of the bundles, where they were made already.
    """
    moved: dict[str, list[Row]] = defaultdict(list)
    for row in after:
        moved[row.bundle].append(row)
    standing = [bundles[bundle] for bundle in sorted(entries)]
    header = {bundle.id: bundle.header for bundle in standing} | dict(headers(session, standing, moved) if made is None else made)
    store.make_bundles(session, [bundle for bundle in standing if bundle.is_new])
    store.put_feed(session, before, [row for bundle in standing for row in moved[bundle.id]])
    rows: list[JournalRow] = []
    landed: list[BundleAfter] = []
    for bundle in standing:
        new = journal(bundle, entries[bundle.id], received_at)
        rows += new
        landed.append(bundle_after(bundle, new, before, moved[bundle.id], header[bundle.id]))
    store.put_journal(session, rows)
    store.put_bundles(session, landed)
    return landed


def journal(bundle: Standing, entries: Sequence[Entry], received_at: str) -> list[JournalRow]:
    """The journal rows of one write in a bundle. They have its next rev if any of them left a line, else the rev that it has."""
    rev = bundle.rev + any(entry.lines for entry in entries)
    chain = bundle.chain
    rows = []
    for n, entry in enumerate(entries, bundle.rows + 1):
        content_hash = ids.entry(change_hash(entry.content), entry.ending, entry.lines)
        chain = ids.chain(chain, content_hash)
        rows.append(
            JournalRow(
                bundle_id=bundle.id,
                rev=rev,
                n=n,
                left_lines=bool(entry.lines),
                place_id=bundle.place,
                change_id=entry.change_id,
                sent_as=entry.sent_as,
                source=entry.source,
                record_id=entry.record_id,
                author=entry.author,
                device=entry.device,
                made_at=entry.made_at,
                received_at=received_at,
                content=entry.content,
                ending=line.canonical(entry.ended),
                resulted="\n".join(entry.lines),
                content_hash=content_hash,
                chain=chain,
            )
        )
    return rows


def bundle_after(bundle: Standing, rows: Sequence[JournalRow], before: Mapping[str, Row], after: Sequence[Row], header: str) -> BundleAfter:
    """The bundle's row after these journal rows, and after these records became what they are. Its version is that of the last row with a line."""
    sums = {part: int(text, 16) for part, text in bundle.sums.items()}
    outside = {part: dict(kinds) for part, kinds in bundle.outside.items()}

    def count(row: Row, by: int) -> None:
        part, kind = row.record.part, row.record.kind
        if row.live:
            sums[part] = sums.get(part, 0) ^ int.from_bytes(line.digest(row.body), "big")
        else:
            kinds = outside.setdefault(part, {})
            kinds[kind] = kinds.get(kind, 0) + by
            if not kinds[kind]:
                del kinds[kind]

    more = 0
    for row in after:
        old = before.get(row.record.id)
        if old is not None:
            count(old, -1)
        count(row, 1)
        sums.setdefault(row.record.part, 0)
        more += len(row.body)
    made = next((row for row in reversed(rows) if row.left_lines), None)
    return BundleAfter(
        id=bundle.id,
        rev=made.rev if made else bundle.rev,
        head=made.chain if made else bundle.head,
        chain=rows[-1].chain if rows else bundle.chain,
        rows=bundle.rows + len(rows),
        header=header,
        sums={part: f"{total:064x}" for part, total in sorted(sums.items())},
        outside={part: kinds for part, kinds in sorted(outside.items()) if kinds},
        more=more,
    )


def headers(session: Session, bundles: Iterable[Standing], after: Mapping[str, Sequence[Row]]) -> dict[str, str]:
    """The header of each bundle as it will be, read anew only where a kind that it is made of was written (PROTOCOL §9)."""
    made: dict[str, str] = {}
    stale: dict[str, list[Standing]] = defaultdict(list)
    for bundle in bundles:
        how = registry.header(bundle.type)
        if how is not None and any(row.record.kind in how[1] for row in after.get(bundle.id, ())):
            stale[bundle.type].append(bundle)
        else:
            made[bundle.id] = bundle.header
    for bundle_type, several in stale.items():
        how = registry.header(bundle_type)
        assert how is not None
        function, kinds = how
        standing: dict[str, dict[str, Row]] = {bundle.id: {} for bundle in several}
        old = [bundle.id for bundle in several if not bundle.is_new]
        for row in store.read_kinds(session, old, kinds, part="core") if old else ():
            standing[row.bundle][row.record.id] = row
        for bundle in several:
            rows = standing[bundle.id] | {row.record.id: row for row in after[bundle.id] if row.record.kind in kinds}
            made[bundle.id] = header_of(function, rows.values())
    return made


def header_of(function: registry.Header, rows: Iterable[Row]) -> str:
    """A header as text, of the live records of part `core` among these."""
    by_kind: dict[str, list[Record]] = defaultdict(list)
    for row in rows:
        if row.live and row.record.part == "core":
            by_kind[row.record.kind].append(row.record)
    return json.dumps(function(by_kind), ensure_ascii=False, separators=(",", ":"))
