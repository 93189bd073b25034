"""Whole new bundles by COPY: for the demo, the borough, a migration from another system. What `write` would leave, thirty times as fast.

1. Each bundle is loaded at rev 1 by one journal row that holds every line: replaying the journal rebuilds loaded records too.
2. A bundle that exists is left alone, so a load that was killed is begun again and goes on where it was.
3. Nothing is judged: what is loaded was made by a program, and PostgreSQL's types are its check. No `after_write` runs.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, cast

import psycopg
from sqlalchemy import JSON, text
from sqlalchemy.orm import Session

from backend import wall_clock
from backend.database import Acting
from backend.record import registry
from backend.record.batch import Row, Standing, in_window, leader_of
from backend.record.landing import Entry, bundle_after, header_of, journal
from backend.record.store import BundleAfter, JournalRow
from backend.transaction import transaction
from sync import ids, line, policy
from sync.change import Applied, Record, Stamp

RECORDS = 20_000
"""A transaction holds about so many records."""


@dataclass(frozen=True, slots=True)
class BundleLoad:
    """One whole new bundle. Of the records `kind`, `id`, `part`, `fields` and, where given, `stamps` are taken; `rev` becomes 1.

    `type`: patient, people or mine. `owner`: the patient, the place, the member of staff.
    """

    bundle: str
    type: str
    place: str
    owner: str
    records: Sequence[Record] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class _Made:
    """All rows of one loaded bundle. Where it holds no record yet, nothing was written: rev 0, and no journal row."""

    load: BundleLoad
    rows: Sequence[Row]
    journal: Sequence[JournalRow]
    after: BundleAfter
    packs: Mapping[str, tuple[int, Future[bytes]]]


def load(
    bundles: Iterable[BundleLoad],
    *,
    author: str,
    made_at: datetime,
    today: date,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Loads bundles as role engine, about 20,000 records a transaction. Returns how many records were loaded.

    `author`: whose stamp stands on what carries none. `made_at`: when. `today`: the day by which windows are judged (R8).
    `progress(bundles, records)` after each commit, with what was loaded or found in place until then.
    """
    seen = loaded = 0
    batch: list[BundleLoad] = []
    waiting = 0
    with ThreadPoolExecutor(max_workers=1) as packer:  # zlib lets go of the interpreter's lock

        def flush() -> None:
            nonlocal seen, loaded, waiting
            loaded += _load(batch, author, made_at, today, packer)
            seen += len(batch)
            batch.clear()
            waiting = 0
            if progress is not None:
                progress(seen, loaded)

        for bundle in bundles:
            batch.append(bundle)
            waiting += len(bundle.records)
            if waiting >= RECORDS or len(batch) >= RECORDS // 4:
                flush()
        if batch:
            flush()
    return loaded


def _load(batch: Sequence[BundleLoad], author: str, made_at: datetime, today: date, packer: ThreadPoolExecutor) -> int:
    if not batch:
        return 0
    with transaction(Acting(role="engine")) as session:
        session.execute(text("SET LOCAL statement_timeout = '10min'"))
        there = set(
            session.scalars(text("SELECT id::text FROM bundle WHERE id = ANY(CAST(:ids AS uuid[]))"), {"ids": [bundle.bundle for bundle in batch]})
        )
        made = [_make(bundle, author, made_at, today, packer) for bundle in batch if bundle.bundle not in there]
        if made:
            _copy(session, made)
    return sum(len(each.rows) for each in made)


def _make(bundle: BundleLoad, author: str, made_at: datetime, today: date, packer: ThreadPoolExecutor) -> _Made:
    at = wall_clock.wire(made_at)
    change_id = ids.derived(f"load:{bundle.bundle}")
    lines_of = _Lines(bundle, author, at, change_id)
    pairs = [lines_of.record(record) for record in bundle.records]
    records = [record for record, _ in pairs]
    disputed = {record.fields.get("about") for record in records if record.kind == "conflict" and record.fields.get("status") == "open"}
    beyond = too_many(records, disputed)

    leaders = {record.id: record for record in records}

    def belongs(record: Record) -> bool:
        leader = leaders.get(leader_of(record) or "")
        is_kept = record.id in disputed or (leader is not None and leader.id in disputed)
        return is_kept or (record.id not in beyond and in_window(leader or record, today))

    rows = [Row(bundle.bundle, record, body, belongs(record), 1) for record, body in pairs]
    lines = [row.body for row in rows] + [line.gone(row.record.id, row.record.part, 1) for row in rows if not row.live]
    standing = Standing(bundle.bundle, bundle.place, bundle.type, bundle.owner, is_new=True)
    content = line.canonical({"load": bundle.bundle, "records": len(records)})
    ending = Applied(change_id, at)
    entry = Entry(change_id, "load", None, author, None, at, content, ending, {**ids.ended(ending), "bundle": bundle.bundle, "rev": 1}, tuple(lines))
    journalled = journal(standing, [entry] if rows else [], at)
    how = registry.header(bundle.type)
    header = header_of(how[0], [row for row in rows if row.record.kind in how[1]]) if how else "{}"
    after = bundle_after(standing, journalled, {}, rows, header)
    parts: dict[str, list[str]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.record.kind, row.record.id)):
        if row.live:
            parts[row.record.part].append(row.body)
    packs = {part: (len(bodies), packer.submit(pack, bodies)) for part, bodies in parts.items()}
    return _Made(bundle, rows, journalled, after, packs)


def pack(bodies: Sequence[str]) -> bytes:
    """Lines as a pack holds them."""
    return line.deflate("".join(f"{body}\n" for body in bodies).encode())


class _Lines:
    """The lines of one loaded bundle. Records without stamps of their own all have the same ones: printed once for each set of groups."""

    def __init__(self, bundle: BundleLoad, author: str, at: str, change_id: str) -> None:
        self.bundle = bundle.bundle
        self.patient = bundle.owner if bundle.type == "patient" else None
        self.stamp = Stamp(at, author, change_id)
        self._same: dict[frozenset[str], tuple[dict[str, Stamp], str]] = {}

    def record(self, given: Record) -> tuple[Record, str]:
        """The record as it is loaded, and its line."""
        if given.stamps:
            record = Record(given.kind, given.id, self.patient, given.part, 1, given.fields, given.stamps)
            return record, line.line(record)
        kind = policy.load().kinds[given.kind]
        groups = frozenset([group.name for group in kind.touched(given.fields)])
        if groups not in self._same:
            stamps = dict.fromkeys(sorted(groups), self.stamp)
            printed = line.line(Record("x", "x", None, "x", 1, {}, stamps))
            self._same[groups] = stamps, printed[printed.index('"rev":1,"stamps":') :]
        stamps, tail = self._same[groups]
        record = Record(given.kind, given.id, self.patient, given.part, 1, given.fields, stamps)
        patient = f'"{self.patient}"' if self.patient else "null"
        head = f'{{"fields":{line.canonical(given.fields)},"id":"{given.id}","kind":"{given.kind}","part":"{given.part}","patient":{patient},'
        return record, head + tail


def too_many(records: Iterable[Record], disputed: set[Any]) -> set[str]:
    """The records beyond the newest so many of their sort (`keep_last`), disputed ones apart (R8)."""
    sorts: dict[tuple[Any, ...], list[tuple[str, str]]] = defaultdict(list)
    keep: dict[str, int] = {}
    for record in records:
        known = registry.known(record.kind)
        if known is None or known.synced.keep_last is None:
            continue
        keep[record.kind], when, of = known.synced.keep_last
        sort = (record.kind, *(record.fields.get(name) for name in of))
        sorts[sort].append((record.fields.get(when) or "9", record.id))  # without its time: kept, and seen
    return {record for sort, all_ in sorts.items() for _, record in sorted(all_, reverse=True)[keep[sort[0]] :] if record not in disputed}


def _copy(session: Session, made: Sequence[_Made]) -> None:
    raw = session.connection().connection.driver_connection
    cursor = cast("psycopg.Connection[Any]", raw).cursor()
    _copy_in(cursor, "bundle (id, place_id, type, owner, rev, head, chain, rows, header, sums, outside, unpacked)", (_bundle(b) for b in made))
    feed = ((row.bundle, row.record.id, row.record.part, row.record.kind, row.live, row.body, 1) for b in made for row in b.rows)
    _copy_in(cursor, "feed (bundle_id, record_id, part, kind, live, body, rev)", feed)
    _copy_in(cursor, f"journal ({', '.join(JournalRow._fields)})", (row for b in made for row in b.journal))
    by_kind: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    plan = {kind: _columns(kind) for kind in Counter(row.record.kind for b in made for row in b.rows)}
    for b in made:
        for row in b.rows:
            by_kind[row.record.kind].append(_typed(row, b.load.place, plan[row.record.kind]))
    for kind, rows in sorted(by_kind.items()):
        known = registry.known(kind)
        assert known is not None
        columns = ", ".join(f'"{name}"' for name in plan[kind].names)
        _copy_in(cursor, f'"{known.table.name}" (id, place_id, bundle_id, patient_id, part, rev, {columns})', rows)
    schema = policy.load().schema
    packs = ((b.load.bundle, part, 1, schema, count, packed.result()) for b in made for part, (count, packed) in b.packs.items())
    _copy_in(cursor, "pack (bundle_id, part, rev, schema, lines, raw)", packs)


def _bundle(made: _Made) -> tuple[Any, ...]:
    load, after = made.load, made.after
    version = (after.rev, after.head, after.chain, after.rows)
    return (load.bundle, load.place, load.type, load.owner, *version, after.header, json.dumps(after.sums), json.dumps(after.outside), 0)


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of a kind's fields, in order, and which of them are JSON: their values go into COPY as JSON text."""

    names: tuple[str, ...]
    json: tuple[int, ...]
    values: Callable[[Mapping[str, Any]], dict[str, Any]]


def _columns(kind: str) -> _Columns:
    known = registry.known(kind)
    if known is None:
        raise ValueError(f"no capability registered the kind {kind!r}")
    names = (*known.fields, *(column for column, _ in known.synced.each.values()))
    return _Columns(names, tuple(at for at, name in enumerate(names) if isinstance(known.table.columns[name].type, JSON)), known.values)


def _typed(row: Row, place: str, columns: _Columns) -> tuple[Any, ...]:
    record = row.record
    values = [*map(columns.values(record.fields).get, columns.names)]
    for at in columns.json:
        values[at] = None if values[at] is None else json.dumps(values[at])
    return (record.id, place, row.bundle, record.patient, record.part, 1, *values)


def _copy_in(cursor: psycopg.Cursor[Any], into: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """COPY into `table (columns)`. PostgreSQL takes no COPY where row-level security applies, even where a policy allows every row: where the
    engine role could not be given BYPASSRLS, the rows go by a table of this transaction's own."""
    table, columns = into.split(" ", 1)
    bypasses = cursor.execute("SELECT rolbypassrls OR rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    if not bypasses or not bypasses[0]:
        cursor.execute(f"CREATE TEMP TABLE copied (LIKE {table}) ON COMMIT DROP".encode())
    target = into if bypasses and bypasses[0] else f"copied {columns}"
    with cursor.copy(f"COPY {target} FROM STDIN".encode()) as copy:
        for row in rows:
            copy.write_row(row)
    if target != into:
        cursor.execute(f"INSERT INTO {table} {columns} SELECT {columns.strip('()')} FROM copied".encode())  # noqa: S608
        cursor.execute("DROP TABLE copied")
