"""Reading the record for a pull: stored bytes, what came since, and the versions they belong to.

1. Rows and the rev that labels them come from one snapshot (R7).
2. At most 50 bundles a transaction, and none is open while bytes leave.
3. All of it is read as role web for one member of staff: what row-level security hides is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from backend.asking import Asking, rows
from backend.database import Acting, db
from backend.record import registry, store
from backend.transaction import transaction
from sync import ids, line
from sync.change import Record

AT_ONCE = 50
"""Bundles read in one transaction."""


@dataclass(frozen=True, slots=True)
class Version:
    """Where a bundle stands; and, where that was asked for too, what a frame says of it."""

    bundle: str
    type: str
    rev: int
    chain8: str
    header: str | None = None
    sums: Mapping[str, str] | None = None
    outside: Mapping[str, Mapping[str, int]] | None = None
    disputes: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """One bundle of a pull: whole where `since` is None, else what came after that (rev, chain8), which is on its chain."""

    bundle: str
    parts: tuple[str, ...]
    since: tuple[int, str] | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its stored pack (raw deflate; empty in a delta, and where none is built yet), the lines since, its sum at the frame's rev.

    `outside`: how many records of each kind are kept and not in it (R8), also at the frame's rev.
    """

    pack: bytes
    lines: tuple[str, ...]
    sum: str
    outside: Mapping[str, int] = field(default_factory=dict)
    disputes: int = 0
    """Open conflicts in it at the frame's rev (M5)."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One bundle as one snapshot had it (R7). `since` is None for a whole. `header` is JSON text; None in a delta that cannot have changed it."""

    bundle: str
    type: str
    since: tuple[int, str] | None
    rev: int
    chain8: str
    header: str | None
    parts: Mapping[str, Part] = field(default_factory=dict)


_HEADERS = "SELECT id::text, header FROM bundle WHERE id = ANY(CAST(%(ids)s AS uuid[]))"
_CHAIN = (
    "SELECT held.id::text, last.chain FROM unnest(CAST(%(ids)s AS uuid[]), CAST(%(revs)s AS integer[])) AS held (id, rev) "
    "JOIN LATERAL (SELECT chain FROM journal j WHERE j.bundle_id = held.id AND j.rev = held.rev AND j.left_lines ORDER BY j.n DESC LIMIT 1) last "
    "ON true"
)
_KNOWN = text(
    "SELECT change_id::text FROM journal WHERE change_id = ANY(CAST(:ids AS uuid[])) AND author = :author "
    "UNION ALL SELECT sent_as::text FROM journal WHERE sent_as = ANY(CAST(:ids AS uuid[])) AND author = :author"
)
_LATEST = text(
    "SELECT id::text FROM (SELECT change_id AS id, received_at FROM journal WHERE change_id = ANY(CAST(:ids AS uuid[])) AND author = :author "
    "UNION ALL SELECT sent_as, received_at FROM journal WHERE sent_as = ANY(CAST(:ids AS uuid[])) AND author = :author) AS kept "
    "GROUP BY id ORDER BY min(received_at) DESC, id DESC LIMIT 1"
)
_IS_KNOWN = "SELECT true FROM journal WHERE change_id = %(id)s AND author = (SELECT acting_staff())::text"
_VERSIONS = (
    "SELECT b.id::text, b.type, b.rev, b.head, told.* FROM bundle b LEFT JOIN LATERAL (SELECT b.header, b.sums, nullif(b.outside, '{}'), "
    "(SELECT json_object_agg(part, open) FROM (SELECT part, count(*) AS open FROM conflict "
    "WHERE conflict.bundle_id = b.id AND conflict.status = 'open' GROUP BY part) AS parts)) told ON b.id = ANY(CAST(%(told)s AS uuid[])) "
    "WHERE b.id = ANY(CAST(%(ids)s AS uuid[])) AND b.rev > 0"
)
# As text every byte would travel as two digits, and be read back: half the cost of a first sync.
_PACKS = "SELECT bundle_id::text, part, rev, raw FROM pack WHERE bundle_id = ANY(CAST(%(ids)s AS uuid[]))"
# One index scan for each bundle and part: what was written after the device's version, or after the pack that it is sent.
_SINCE = (
    "SELECT w.id::text, w.part, f.record_id::text, f.live, f.body, f.rev, f.kind "
    "FROM unnest(CAST(%(ids)s AS uuid[]), CAST(%(parts)s AS text[]), CAST(%(revs)s AS integer[])) AS w (id, part, rev) "
    "JOIN feed f ON f.bundle_id = w.id AND f.part = w.part AND f.rev > w.rev ORDER BY f.rev, f.record_id"
)


_NO_PACK = (0, b"")


def versions(asks: Asking | Session, bundles: Sequence[str], told: Sequence[str] = ()) -> dict[str, Version]:
    """Where these bundles stand now, in the caller's transaction. Bundles in which nothing was ever written are left out.

    `told`: those of them of which a frame will be sent, so that nobody asks a second time.
    """
    found = rows(asks, _VERSIONS, {"ids": _array(bundles), "told": _array(told)})
    return {bundle: Version(bundle, type_, rev, ids.chain8(bytes(head)), *more) for bundle, type_, rev, head, *more in found}


def _array(ids: Sequence[str]) -> str:
    """Ids, which need no quotes, as PostgreSQL writes an array: psycopg looks at each for what might have to be quoted."""
    return f"{{{','.join(ids)}}}"


def headers(asks: Asking | Session, bundles: Sequence[str]) -> list[tuple[str, str]]:
    """(bundle, header as JSON text) in the order asked, in the caller's transaction."""
    if not bundles:
        return []
    found: dict[str, str] = dict(rows(asks, _HEADERS, {"ids": _array(bundles)}))
    return [(bundle, found[bundle]) for bundle in bundles if bundle in found]


def on_chain(asks: Asking | Session, held: Mapping[str, tuple[int, str]]) -> set[str]:
    """Which of these bundles were once at (rev, chain8) on the server's own chain: the others saw what a restored server lost."""
    if not held:
        return set()
    found = rows(asks, _CHAIN, {"ids": list(held), "revs": [rev for rev, _ in held.values()]})
    return {bundle for bundle, chain in found if ids.chain8(bytes(chain)) == held[bundle][1]}


def is_known(asks: Asking | Session, change_id: str) -> bool:
    """Whether the journal has this change of whoever the caller's transaction acts for, under its own id; false says nothing for sure (`lacking`)."""
    return bool(rows(asks, _IS_KNOWN, {"id": change_id}))


def lacking(change_ids: Sequence[str], *, author: str) -> set[str]:
    """Which of these answered changes of an author the journal does not have (a restore).

    Read as role engine: that a change is there does not depend on whether its author may still read the record.
    """
    with transaction(Acting("engine")) as session:
        return set(change_ids) - set(session.scalars(_KNOWN, {"ids": list(change_ids), "author": author}))


def latest(change_ids: Sequence[str], *, author: str) -> str | None:
    """Which of an author's changes the journal has since the latest commit: a backup that has this one has all of them (PROTOCOL §6)."""
    with transaction(Acting("engine")) as session:
        return session.scalars(_LATEST, {"ids": list(change_ids), "author": author}).first()


def frames(wanted: Sequence[Wanted], *, staff: str, place: str | None = None) -> Iterator[Frame]:
    """Frames in the order asked, 50 bundles a snapshot; no connection is held while the caller has one in hand.

    Bundles that row-level security hides are left out. May be iterated after the application context is gone.
    """
    return _frames(list(wanted), Acting("web", staff, place), db.engine)


def _frames(wanted: list[Wanted], who: Acting, engine: Engine) -> Iterator[Frame]:
    for start in range(0, len(wanted), AT_ONCE):
        with Asking(who, engine=engine, snapshot=True) as asks:
            found = frames_in(asks, wanted[start : start + AT_ONCE])
        yield from found


def frames_in(asks: Asking | Session, wanted: Sequence[Wanted], known: Mapping[str, Version] | None = None) -> list[Frame]:
    """Frames of up to 50 bundles in the order asked, in the caller's transaction, which must be one snapshot (R7). `known`: of the same snapshot."""
    bundles = {bundle: version for bundle, version in (known or {}).items() if version.sums is not None}
    unknown = [each.bundle for each in wanted if each.bundle not in bundles]
    if unknown:
        bundles |= versions(asks, unknown, told=unknown)
    wanted = [each for each in wanted if each.bundle in bundles]
    packs = _packs(asks, [each.bundle for each in wanted if each.since is None])
    since: list[tuple[str, str, int]] = []
    for each in wanted:
        for part in each.parts:
            stored = packs.get((each.bundle, part), _NO_PACK)[0] if each.since is None else each.since[0]
            if stored < bundles[each.bundle].rev:
                since.append((each.bundle, part, stored))
    lines, kinds = _since(asks, since, {(bundle, part) for bundle, part, rev in since if rev == 0})
    made = []
    for each in wanted:
        bundle = bundles[each.bundle]
        sums, outside, disputes = bundle.sums or {}, bundle.outside or {}, bundle.disputes or {}
        parts = {
            part: Part(
                pack=packs.get((each.bundle, part), _NO_PACK)[1] if each.since is None else b"",
                lines=tuple(lines.get((each.bundle, part), ())),
                sum=sums.get(part, "0" * 64),
                outside=outside.get(part, {}),
                disputes=disputes.get(part, 0),
            )
            for part in sorted(each.parts)
        }
        how = registry.header(bundle.type)
        # A header is made of `core` alone: who does not hold that cannot tell whether it changed.
        stands = each.since is not None and "core" in parts and (how is None or kinds[each.bundle].isdisjoint(how[1]))
        made.append(Frame(each.bundle, bundle.type, each.since, bundle.rev, bundle.chain8, None if stands else bundle.header, parts))
    return made


def _packs(asks: Asking | Session, bundles: Sequence[str]) -> dict[tuple[str, str], tuple[int, bytes]]:
    if not bundles:
        return {}
    return {(bundle, part): (rev, raw) for bundle, part, rev, raw in rows(asks, _PACKS, {"ids": _array(bundles)}, binary=True)}


def _since(
    asks: Asking | Session, asked: Sequence[tuple[str, str, int]], from_nothing: set[tuple[str, str]]
) -> tuple[dict[tuple[str, str], list[str]], dict[str, set[str]]]:
    """The lines written since, by bundle and part; and of which kinds anything was, by bundle."""
    lines: dict[tuple[str, str], list[str]] = defaultdict(list)
    kinds: dict[str, set[str]] = defaultdict(set)
    if not asked:
        return lines, kinds
    values = {"ids": _array([each[0] for each in asked]), "parts": [each[1] for each in asked], "revs": [each[2] for each in asked]}
    for bundle, part, record, live, body, rev, kind in rows(asks, _SINCE, values):
        kinds[bundle].add(kind)
        if live:
            lines[bundle, part].append(body)
        elif (bundle, part) not in from_nothing:  # who has nothing needs not hear what is gone
            lines[bundle, part].append(line.gone(record, part, rev))
    return lines, kinds


def records(session: Session, bundle: str, kinds: Iterable[str], *, live: bool = True) -> list[Record]:
    """The records of these kinds in a bundle as they stand, in the caller's transaction; `live=False`: those outside the window too.

    What a job reads before it decides: its changes' `saw` (M9).
    """
    return [row.record for row in store.read_kinds(session, [bundle], kinds, live=live)]


def standing(session: Session, records: Iterable[str]) -> dict[str, Record]:
    """These records as the feed has them, by id, in the caller's transaction: for what follows from a write (`after_write`), as before it."""
    return {row.record.id: row.record for row in store.read(session, records)}


_LINES = """
select f.record_id::text as record, f.body from feed f where f.record_id = any(cast(:ids as uuid[])) and f.live and f.body is not null
union all
select c.about::text, f.body from conflict c join feed f on f.record_id = c.id and f.live and f.body is not null
where c.status = 'open' and c.about = any(cast(:ids as uuid[]))
"""


def lines(session: Session, records: Sequence[str]) -> dict[str, list[str]]:
    """These records as they travel (PROTOCOL §2), each with the open disputes about it, by the record's id: for a page that is read online."""
    found: dict[str, list[str]] = {}
    for record, body in session.execute(text(_LINES), {"ids": list(records)}):
        found.setdefault(record, []).append(body)
    return found


def disputed(session: Session, records: Sequence[str]) -> dict[str, set[str]]:
    """The groups of these records that are in dispute: their columns hold the last value that was not (M5)."""
    found: dict[str, set[str]] = {}
    rows = session.execute(
        text("select about::text, \"group\" from conflict where status = 'open' and about = any(cast(:ids as uuid[]))"), {"ids": list(records)}
    )
    for about, group in rows:
        found.setdefault(about, set()).add(group)
    return found


def to_settle(session: Session, staff: Sequence[str]) -> dict[str, int]:
    """In how many open conflicts each of these wrote a side; those in none are absent. Of what the session may see."""
    rows = session.execute(
        text(
            "select side ->> 'by', count(distinct c.id) from conflict c, json_array_elements(c.sides) side "
            "where c.status = 'open' and json_typeof(c.sides) = 'array' and side ->> 'by' = any(cast(:staff as text[])) group by 1"
        ),
        {"staff": list(staff)},
    )
    return dict(rows.tuples().all())
