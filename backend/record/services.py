"""What the record offers: `write`, the one door; `load`, for whole bundles at once; the hook by which access is asked.

What `write` holds to (R6):
 1. It owns its transactions and is never called inside another.
 2. At most 50 bundles in one, and the writer's own; they are locked in order of id before anything is read. A longer list is several commits, each
    whole in itself.
 3. An id that is journalled is never judged again: same content, same ending; other content, refused and kept.
 4. A change is judged in memory by the engine, over what the changes before it left; nothing is written while judging.
 5. Rows are written in bulk; only where that fails one change at a time, each in a savepoint, so that the rest lands: what the database will
    never take is refused; what fails by a fault of ours is answered "not now", with all that hangs on it, and is logged without its content.
 6. A refused change is kept in its author's own bundle until it is dealt with. No ending of one change stops the others.
 7. What PostgreSQL undid (40001, 40P01) is begun anew; what stays busy is answered "not now" and journalled nowhere.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from backend import transaction, wall_clock
from backend.database import Acting
from backend.record import judging, registry, savepoints, store
from backend.record.batch import Batch, Came, Judged, Row, Standing, Unreadable, came, is_id
from backend.record.landing import Entry, land
from backend.record.load import BundleLoad, load
from backend.record.registry import Writer
from backend.record.savepoints import Nested
from sync import engine, ids, policy, signing, upgrade
from sync.change import Applied, Change, Ending, Malformed, NotNow, Record, Refused

__all__ = [
    "BUNDLES",
    "Access",
    "BundleLoad",
    "Change",
    "Ended",
    "Moved",
    "Unreadable",
    "WriteResult",
    "Writer",
    "load",
    "receive",
    "set_access",
    "write",
]

log = logging.getLogger("alongside.record")

BUNDLES = 50
"""At most so many bundles in one transaction (R6)."""

ENGINE = Acting(role="engine")


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a commit left one bundle, and its sums by part. `before` and `after` are the same where it moved nothing: nothing to do, a replay.

    `clean`: what happened to it is exactly its `applied` changes of this call, each of which its author can make alone, no replay: PROTOCOL §6.
    """

    bundle: str
    type: str
    before: tuple[int, str]
    after: tuple[int, str]
    sums: Mapping[str, str]
    clean: bool


@dataclass(frozen=True, slots=True)
class Ended:
    """How one change ended, and where it landed: `rev` of `bundle`, the record, its part and group. Refusals and NotNow have only `ending`."""

    ending: Ending | NotNow
    bundle: str | None = None
    rev: int | None = None
    record: str | None = None
    part: str | None = None
    group: str | None = None
    replay: bool = False

    @property
    def is_new(self) -> bool:
        """Whether the journal has it since this very write, under its own id."""
        is_aside = isinstance(self.ending, Refused) and self.ending.reason in ("id-reused", "wrong-author")
        return not (self.replay or is_aside or isinstance(self.ending, NotNow))


@dataclass(frozen=True, slots=True)
class WriteResult:
    """Endings in the order of the changes given; and each bundle in which one of them ended, once for each commit.

    `newest`: one of those that the last commit journalled: while the journal has it, it has all of this call (PROTOCOL §6). None where it was all
    there already, or not taken.
    """

    endings: tuple[Ended, ...] = ()
    bundles: tuple[Moved, ...] = ()
    newest: str | None = None


Access = Callable[[Session, Writer, Change, Record | None, datetime], str | None]
"""(session, writer, change, the record as it stands or None, received_at) → None where allowed, or a reason of PROTOCOL §5."""

_access: Access | None = None
_writing: ContextVar[bool] = ContextVar("record_writing", default=False)


def set_access(function: Access | None) -> None:
    """Hands the record the function that decides who may write what. Without one every write raises."""
    global _access
    _access = function


def receive(raw: Any) -> Change | Unreadable:
    """One line of a push as a change; or, where it is none, as what it is, so that it is refused by itself and kept."""
    found = engine.receive(raw)
    return Unreadable(found, raw) if isinstance(found, Malformed) else found


def write(
    changes: Sequence[Change | Unreadable | Malformed], writer: Writer, *, device: str | None = None, received_at: datetime | None = None
) -> WriteResult:
    """Judges, journals and stores changes in their order (R6, and the list above). No single change makes it raise.

    `received_at`: the time of each commit, once it holds its locks, where none is given: of one writer's commits, which all wait for the writer's
    own bundle, none is earlier than one before it.
    """
    if _access is None:
        raise RuntimeError("record.set_access was never called: nobody decides who may write")
    if _writing.get():
        raise Nested("record.write owns its transactions: it is never called inside another write (R6)")
    given = [came(Unreadable(change) if isinstance(change, Malformed) else change, writer) for change in changes]
    ended: dict[int, Ended] = {}
    moved: list[Moved] = []
    newest: str | None = None
    token = _writing.set(True)
    try:
        for numbers in _commits(given, writer):
            for taken, endings, bundles in _taken(given, numbers, writer, device, received_at):
                ended.update(zip(taken, endings, strict=True))
                moved.extend(bundles)
                newest = next((each.ending.change for each in reversed(endings) if each.is_new), newest)
    finally:
        _writing.reset(token)
    return WriteResult(tuple(ended[number] for number in range(len(given))), tuple(moved), newest)


def mine(writer: Writer) -> str:
    """The bundle in which a writer's refusals wait: a member of staff's own, or that of a purpose in its place."""
    return ids.mine(writer.staff) if is_id(writer.staff) else ids.mine(f"{writer.place}:{writer.staff}")


def _commits(given: Sequence[Came], writer: Writer) -> list[list[int]]:
    """The numbers of the changes of each commit: every bundle is in one commit only, but the writer's own, which may be in each."""
    own = mine(writer)
    commit_of: dict[str, int] = {}
    commits: list[list[int]] = []
    room = 0
    for number, each in enumerate(given):
        bundle = _bundle_of(each, writer)
        if bundle not in commit_of:
            if not commits or (bundle != own and room == 0):
                commits.append([])
                room = BUNDLES
            commit_of[bundle] = len(commits) - 1
            room -= bundle != own
        commits[commit_of[bundle]].append(number)
    return commits


def _taken(
    given: Sequence[Came], numbers: list[int], writer: Writer, device: str | None, received_at: datetime | None
) -> Iterator[tuple[list[int], list[Ended], list[Moved]]]:
    """One commit, or "busy" for what was not taken. A fault for which no single change could be named stops its bundle, never another's."""
    try:
        yield numbers, *_again_where_undone(partial(_commit, [given[number] for number in numbers], writer, device, received_at))
        return
    except (DBAPIError, PoolTimeout, store.Again) as error:
        state = transaction.sqlstate(error)
        passes = state is None or state in transaction.AGAIN | transaction.BUSY
        level = logging.WARNING if passes else logging.ERROR
        log.log(level, "a write of %d changes was not taken: %s %s", len(numbers), type(error).__name__, state or "")
    except Nested:
        raise
    except Exception as error:
        passes = False
        log.error("a write of %d changes was not taken: %s", len(numbers), judging.where(error))
    by_bundle: dict[str, list[int]] = {}
    for number in numbers:
        by_bundle.setdefault(_bundle_of(given[number], writer), []).append(number)
    if passes or len(by_bundle) == 1:
        yield numbers, [Ended(NotNow(given[number].id, "busy")) for number in numbers], []
        return
    for those in by_bundle.values():
        yield from _taken(given, those, writer, device, received_at)


def _bundle_of(each: Came, writer: Writer) -> str:
    """The bundle that a change is of; what is none can only be refused, which is a record of its writer's own."""
    return each.change.bundle if isinstance(each.change, Change) else mine(writer)


def _again_where_undone(work: Callable[[], tuple[list[Ended], list[Moved]]]) -> tuple[list[Ended], list[Moved]]:
    """Retries what PostgreSQL undid, and what met another transaction's same change or bundle: the second look finds it."""
    for _ in range(4):
        try:
            return transaction.retried(work)
        except (store.Again, IntegrityError):
            continue
    return transaction.retried(work)


def _commit(chunk: Sequence[Came], writer: Writer, device: str | None, received_at: datetime | None) -> tuple[list[Ended], list[Moved]]:
    """One transaction: lock, look, judge, write."""
    assert _access is not None
    own = mine(writer)
    with transaction.transaction(ENGINE) as session:
        batch, chunk = _read(session, chunk, writer, own, received_at)
        desk = judging.Desk(session, batch, _access, own)
        judged, headers = savepoints.judge_and_write(session, desk, chunk)
        return _put(session, batch, judged, device, headers)


def _read(session: Session, chunk: Sequence[Came], writer: Writer, own: str, received_at: datetime | None) -> tuple[Batch, list[Came]]:
    """Locks the bundles, then reads everything that judging these changes can need: three statements. The changes come back in today's words (M8)."""
    changes = [each.change for each in chunk if isinstance(each.change, Change)]
    session.info["record.bundles"] = sorted({change.bundle for change in changes})  # for the access function, which may ask for all at once
    standing = store.lock(session, {own, *(change.bundle for change in changes)})
    # A patient's bundle is made by the creation of the patient, the place's and the writer's own by their first record.
    may_be_made = {own: ("mine", writer.staff)}
    may_be_made |= {ids.people(writer.place): ("people", writer.place), ids.forms(writer.place): ("forms", writer.place)}
    may_be_made |= {change.bundle: ("patient", change.bundle) for change in changes if judging.makes_a_patient(change)}
    may_be_made |= {ids.mine(one): ("mine", one) for one in writer.whose if writer.purpose is not None}
    bundles = {bundle: found for bundle, found in standing.items() if found.place == writer.place}
    for bundle, (type_, owner) in may_be_made.items():
        if bundle not in standing:
            bundles[bundle] = Standing(bundle, writer.place, type_, owner, is_new=True)
    asked = {id_ for each in chunk for id_ in (each.id, each.aside)}
    asked |= {each for change in changes for each in (change.after, change.retries) if each}
    earlier = store.earlier(session, asked)
    rows = {row.record.id: row for row in store.read(session, {change.record for change in changes})}
    chunk = [_brought_up(each, rows) for each in chunk]
    changes = [each.change for each in chunk if isinstance(each.change, Change)]
    assessments = _assessments(changes, rows.values())
    if assessments:
        rows |= {row.record.id: row for row in store.read_assessments(session, assessments, bundles)}
    batch = Batch(writer, received_at or wall_clock.now(), bundles, rows.values(), earlier)
    versions = [row.record.fields for row in rows.values() if row.record.kind == "assessment"]
    versions += [change.set for change in changes if change.kind == "assessment" and change.saw is None]
    named = [(str(fields.get("questionnaire")), str(fields.get("version"))) for fields in versions]
    batch.forms = registry.forms(session, writer.place, named)
    return batch, chunk


def _brought_up(each: Came, rows: Mapping[str, Row]) -> Came:
    """What an older app wrote, to be judged as this version says it; `content`, which the journal keeps, stays as it came (M8)."""
    change, row = each.change, rows.get(each.change.record) if isinstance(each.change, Change) else None
    if not isinstance(change, Change):
        return each
    about = row.record.fields.get("about_kind") if row is not None and change.kind == "conflict" else None
    try:
        made = upgrade.brought_up(change, policy.load().schema, about)
        if made is change:
            return each
        return replace(each, change=made, translated=(made.saw, made.set) != (change.saw, change.set))
    except Exception as error:  # a fault of ours: the desk answers "not now"
        log.error("change %s could not be brought up from schema %d: %s", each.id, change.schema, judging.where(error))
        return each


def _assessments(changes: Iterable[Change], rows: Iterable[Row]) -> set[str]:
    """The assessments on which these changes bear: an answer meets the signatures over it, a signature the answers that it is over (R4)."""
    found = {change.record for change in changes if change.kind == "assessment"}
    named: list[Any] = [change.set.get("assessment") for change in changes if change.kind in ("answer_row", "signature")]
    for row in rows:
        if row.record.kind == "assessment":
            found.add(row.record.id)
        named.append(signing.assessment_in(row.record) if signing.is_of_a_signature(row.record) else row.record.fields.get("assessment"))
    return found | {each for each in named if is_id(each)}


def _put(session: Session, batch: Batch, judged: Sequence[Judged], device: str | None, headers: Mapping[str, str]) -> tuple[list[Ended], list[Moved]]:
    """Lands what was judged; the typed tables are written already."""
    received_at = wall_clock.wire(batch.received_at)
    entries: dict[str, list[Entry]] = {}
    for each in judged:
        if each.is_journalled:
            entries.setdefault(each.bundle, []).append(_entry(each, batch.writer, device, received_at))
    landed = land(session, batch.bundles, entries, batch.read, batch.made.values(), received_at, headers)
    stands = {after.id: (after.rev, after.head, after.sums) for after in landed}
    # A bundle is clean where each change of this write that concerns it was applied just now, and its author can make the lines alone: not of what
    # was written outside the window, which is no line of the bundle.
    answered: dict[str, bool] = {}
    for each in judged:
        is_clean = each.is_journalled and isinstance(each.ending, Applied) and each.own and all(row.live for row in each.writes)
        for id_ in {each.bundle, each.change.bundle} if isinstance(each.change, Change) else {each.bundle}:
            if not isinstance(each.ending, NotNow) or id_ in answered or id_ in stands:
                answered[id_] = answered.get(id_, True) and is_clean
    moved = []
    for bundle in (batch.bundles[id_] for id_ in sorted(answered.keys() & batch.bundles.keys())):
        rev, head, sums = stands.get(bundle.id, (bundle.rev, bundle.head, bundle.sums))
        versions = (bundle.rev, ids.chain8(bundle.head)), (rev, ids.chain8(head))
        moved.append(Moved(bundle.id, bundle.type, *versions, sums, answered[bundle.id]))
    return [_ended(each) for each in judged], moved


def _entry(judged: Judged, writer: Writer, device: str | None, received_at: str) -> Entry:
    change = judged.change
    assert not isinstance(judged.ending, NotNow)
    sent_as = change.id if isinstance(change, Change) else change.malformed.change
    return Entry(
        change_id=judged.id,
        sent_as=sent_as if sent_as != judged.id else None,
        source="change",
        record_id=change.record if isinstance(change, Change) and is_id(change.record) else None,
        author=writer.staff,
        device=device,
        made_at=change.made_at if isinstance(change, Change) else received_at,
        content=judged.content,
        ending=judged.ending,
        ended=judged.ended(),
        lines=judged.lines,
    )


def _ended(judged: Judged) -> Ended:
    if isinstance(judged.ending, NotNow | Refused):
        return Ended(judged.ending, replay=judged.replay is not None)
    plain = judged.ended()
    where = {name: plain.get(name) for name in ("bundle", "rev", "record", "part", "group")}
    return Ended(judged.ending, **where, replay=judged.replay is not None)
