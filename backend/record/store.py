"""What one write reads from the database and puts into it: each in one statement for all bundles of the transaction.

PostgreSQL turns the wire's text into typed columns itself (`json_populate_recordset`), so that a kind needs no second description of its types.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import TextClause, text
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from backend.record import registry
from backend.record.batch import Earlier, Row, Standing
from backend.record.columns import Bytes, Ids, Texts, Wholes, YesNo, columns
from backend.record.registry import Writer
from sync import line
from sync.change import Record

_LOCK = text(
    "SELECT id::text, place_id::text, type, owner, rev, head, chain, rows, header, sums, outside, unpacked FROM bundle "
    "WHERE id = ANY(CAST(:ids AS uuid[])) ORDER BY id FOR NO KEY UPDATE"
)

_EARLIER = text("SELECT change_id::text, content, author, ending FROM journal WHERE change_id = ANY(CAST(:ids AS uuid[]))")

# The records that changes name, the open conflicts about them, and what a conflict to be settled is about, with its other conflicts.
_ROWS = text(
    "WITH named AS (SELECT unnest(CAST(:ids AS uuid[])) AS id), "
    "subject AS (SELECT id FROM named UNION SELECT c.about FROM conflict c JOIN named ON c.id = named.id WHERE c.about IS NOT NULL), "
    "wanted AS (SELECT id FROM subject UNION SELECT id FROM named "
    "UNION SELECT c.id FROM conflict c JOIN subject ON c.about = subject.id WHERE c.status = 'open') "
    "SELECT f.bundle_id::text, f.body, f.live, f.rev FROM feed f JOIN wanted ON f.record_id = wanted.id WHERE f.body IS NOT NULL"
)

# What bears on assessments: themselves, their rows and signatures, and the open conflicts about any of it.
_OF_ASSESSMENTS = text(
    "WITH asked AS (SELECT unnest(CAST(:ids AS uuid[])) AS id), "
    "inner_ AS (SELECT id FROM asked UNION SELECT r.id FROM answer_row r JOIN asked ON r.assessment = asked.id "
    "UNION SELECT s.id FROM signature s JOIN asked ON s.assessment = asked.id), "
    "wanted AS (SELECT id FROM inner_ UNION SELECT c.id FROM conflict c JOIN inner_ ON c.about = inner_.id WHERE c.status = 'open' "
    "UNION SELECT c.id FROM conflict c WHERE c.bundle_id = ANY(CAST(:bundles AS uuid[])) AND c.about_kind = 'signature' AND c.status = 'open') "
    "SELECT f.bundle_id::text, f.body, f.live, f.rev FROM feed f JOIN wanted ON f.record_id = wanted.id WHERE f.body IS NOT NULL"
)

_OF_KINDS = text(
    "SELECT bundle_id::text, body, live, rev FROM feed WHERE bundle_id = ANY(CAST(:ids AS uuid[])) AND kind = ANY(:kinds) "
    "AND body IS NOT NULL AND (live OR NOT :live) AND (part = :part OR :part = '')"
)

_FEED_ROW = {"bundle": Ids, "record": Ids, "part": Texts, "kind": Texts, "live": YesNo, "body": Texts, "rev": Wholes}
_FEED = text(
    "INSERT INTO feed (bundle_id, record_id, part, kind, live, body, rev) "
    "SELECT * FROM unnest(:bundle, :record, :part, :kind, :live, :body, :rev) "
    "ON CONFLICT (bundle_id, record_id, part) DO UPDATE SET live = excluded.live, body = excluded.body, rev = excluded.rev"
)

_NEW_BUNDLES = text(
    "INSERT INTO bundle (id, place_id, type, owner, head, chain) "
    "SELECT * FROM unnest(CAST(:ids AS uuid[]), CAST(:places AS uuid[]), CAST(:types AS text[]), CAST(:owners AS text[]), "
    "CAST(:heads AS bytea[]), CAST(:heads AS bytea[])) ON CONFLICT DO NOTHING"
)

# Rows go as one JSON text where their columns are not all of a few types.
_BUNDLES = text(
    "UPDATE bundle SET rev = new.rev, head = new.head, chain = new.chain, rows = new.rows, header = new.header, sums = new.sums, "
    "outside = new.outside, unpacked = bundle.unpacked + new.more FROM json_to_recordset(CAST(:rows AS json)) AS new (id uuid, rev integer, "
    "head bytea, chain bytea, rows integer, header text, sums jsonb, outside jsonb, more integer) WHERE bundle.id = new.id"
)


class Again(Exception):
    """Another transaction was there first (made the same bundle): all of it must be begun anew."""


class Elsewhere(Exception):
    """A record of this id lies in another bundle."""


class JournalRow(NamedTuple):
    """One row for the journal, in the order of its columns."""

    bundle_id: str
    rev: int
    n: int
    left_lines: bool
    place_id: str
    change_id: str
    sent_as: str | None
    source: str
    record_id: str | None
    author: str
    device: str | None
    made_at: str
    received_at: str
    content: str
    ending: str
    resulted: str
    content_hash: bytes
    chain: bytes


_IDS = frozenset(("bundle_id", "place_id", "change_id", "sent_as", "record_id"))
_OTHERS = {"rev": Wholes, "n": Wholes, "left_lines": YesNo, "content_hash": Bytes, "chain": Bytes}
_JOURNAL_ROW = {name: Ids if name in _IDS else _OTHERS.get(name, Texts) for name in JournalRow._fields}
_JOURNAL = text(
    f"INSERT INTO journal ({', '.join(_JOURNAL_ROW)}) SELECT * FROM unnest({', '.join(f':{name}' for name in _JOURNAL_ROW)})"  # noqa: S608
)


@dataclass(frozen=True, slots=True)
class BundleAfter:
    """A bundle as a write leaves it."""

    id: str
    rev: int
    head: bytes
    chain: bytes
    rows: int
    header: str
    sums: Mapping[str, str]
    outside: Mapping[str, Mapping[str, int]]
    more: int
    """Bytes of lines written."""


def lock(session: Session, bundles: Iterable[str]) -> dict[str, Standing]:
    """Locks bundles in order of id against other writers (readers go on), and says how they stand."""
    rows = session.execute(_LOCK, {"ids": Ids(sorted(bundles))})
    return {row[0]: Standing(*row) for row in rows}


def earlier(session: Session, change_ids: Iterable[str]) -> dict[str, Earlier]:
    """Which of these changes the journal has, and how they ended."""
    rows = session.execute(_EARLIER, {"ids": Ids(sorted(change_ids))})
    return {row[0]: Earlier(row[1], row[2], json.loads(row[3])) for row in rows}


def read(session: Session, record_ids: Iterable[str]) -> list[Row]:
    """These records in whatever bundle they are, and what a dispute ties to them."""
    return [_row(*row) for row in session.execute(_ROWS, {"ids": Ids(sorted(record_ids))})]


def read_assessments(session: Session, assessments: Iterable[str], bundles: Iterable[str]) -> list[Row]:
    """These assessments with all that bears on them, in these bundles."""
    found = session.execute(_OF_ASSESSMENTS, {"ids": sorted(assessments), "bundles": sorted(bundles)})
    return [_row(*row) for row in found]


def read_kinds(session: Session, bundles: Iterable[str], kinds: Iterable[str], *, part: str = "", live: bool = True) -> list[Row]:
    """All records of these kinds in these bundles."""
    found = session.execute(_OF_KINDS, {"ids": sorted(bundles), "kinds": sorted(kinds), "part": part, "live": live})
    return [_row(*row) for row in found]


def _row(bundle: str, body: str, live: bool, rev: int) -> Row:
    record = line.parse(body)
    assert isinstance(record, Record)
    return Row(bundle, record, body, live, rev)


def put_typed(session: Session, writer: Writer, rows: Iterable[Row], hooks: bool = True) -> None:
    """Writes records into their kinds' tables, then runs what follows from each kind. Raises Elsewhere, or whatever PostgreSQL says."""
    by_kind: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_kind[row.record.kind].append(row)
    for kind in sorted(by_kind):
        known = registry.known(kind)
        assert known is not None
        values = [
            {
                **known.values(row.record.fields),
                "id": row.record.id,
                "place_id": writer.place,
                "bundle_id": row.bundle,
                "patient_id": row.record.patient,
                "part": row.record.part,
                "rev": row.record.rev,
            }
            for row in by_kind[kind]
        ]
        done = session.execute(_typed(kind), {"rows": json.dumps(values)})
        assert isinstance(done, CursorResult)
        if done.rowcount != len(values):
            raise Elsewhere
    if hooks:
        for kind in sorted(by_kind):
            for hook in registry.hooks(kind):
                hook(session, [row.record for row in by_kind[kind]], writer)


def _typed(kind: str) -> TextClause:
    known = registry.known(kind)
    assert known is not None
    return _upsert(known.table.name, known.columns)


@cache
def _upsert(table: str, columns: tuple[str, ...]) -> TextClause:
    names = ", ".join(f'"{column}"' for column in columns)
    updates = ", ".join(f'"{column}" = excluded."{column}"' for column in columns if column not in ("id", "place_id", "bundle_id"))
    return text(
        f'INSERT INTO "{table}" ({names}) SELECT {names} FROM json_populate_recordset(CAST(NULL AS "{table}"), CAST(:rows AS json)) '  # noqa: S608
        f'ON CONFLICT (id) DO UPDATE SET {updates} WHERE "{table}".bundle_id = excluded.bundle_id'
    )


def put_feed(session: Session, before: Mapping[str, Row], after: Iterable[Row]) -> None:
    """Writes the feed: each record's latest line, and that it is gone from the part that it left."""
    rows: list[tuple[Any, ...]] = []
    for row in after:
        record, old = row.record, before.get(row.record.id)
        if old is not None and old.record.part != record.part:
            rows.append((row.bundle, record.id, old.record.part, record.kind, False, None, row.rev))
        rows.append((row.bundle, record.id, record.part, record.kind, row.live, row.body, row.rev))
    if rows:
        session.execute(_FEED, columns(rows, _FEED_ROW))


def put_journal(session: Session, rows: Sequence[JournalRow]) -> None:
    """Adds to the journal. A change that another transaction journalled meanwhile raises IntegrityError: begin anew."""
    if rows:
        session.execute(_JOURNAL, columns(rows, _JOURNAL_ROW))


def make_bundles(session: Session, new: Sequence[Standing]) -> None:
    """Makes new bundles. Raises Again where one exists by now."""
    new = sorted(new, key=lambda each: each.id)
    if not new:
        return
    done = session.execute(
        _NEW_BUNDLES,
        {
            "ids": [each.id for each in new],
            "places": [each.place for each in new],
            "types": [each.type for each in new],
            "owners": [each.owner for each in new],
            "heads": [each.head for each in new],
        },
    )
    assert isinstance(done, CursorResult)
    if done.rowcount != len(new):
        raise Again


def put_bundles(session: Session, after: Sequence[BundleAfter]) -> None:
    """Moves bundles to their new versions."""
    if after:
        names = tuple(BundleAfter.__dataclass_fields__)
        rows = [{name: getattr(each, name) for name in names} for each in after]
        session.execute(_BUNDLES, {"rows": json.dumps(rows, default=_hex)})


def _hex(value: Any) -> str:
    """Bytes as PostgreSQL writes them."""
    return "\\x" + bytes(value).hex()
