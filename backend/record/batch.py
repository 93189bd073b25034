"""One transaction's worth of changes, judged in memory: what was read, what the engine made of it, and what is to be written.

1. Nothing here touches the database: `store` reads what a batch needs before, and writes what it made after.
2. Each change is judged against the state that the ones before it in the batch left.
3. What was read is never altered; what the batch made lies over it, so that a change can be taken back whole.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from backend import wall_clock
from backend.record import registry
from backend.record.registry import Form, Writer
from sync import ids, line, signing
from sync.change import Applied, Change, Conflicted, Ending, Malformed, Merged, NotNow, Record, Refused, Stamp


@dataclass(frozen=True, slots=True)
class Row:
    """A record as the feed has it. `rev` is that of the write that last moved it: the line's own, or later where it only left the window."""

    bundle: str
    record: Record
    body: str
    live: bool
    rev: int


def row_of(bundle: str, record: Record, live: bool) -> Row:
    """The row of a record newly written."""
    return Row(bundle, record, line.line(record), live, record.rev)


@dataclass(frozen=True, slots=True)
class Standing:
    """A bundle as it stood when it was locked. A new one has rev 0 and is made by the commit."""

    id: str
    place: str
    type: str
    owner: str | None
    rev: int = 0
    head: bytes = ids.START
    chain: bytes = ids.START
    rows: int = 0
    header: str = "{}"
    sums: dict[str, str] = field(default_factory=dict)
    outside: dict[str, dict[str, int]] = field(default_factory=dict)
    unpacked: int = 0
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Earlier:
    """A change that was answered before, in this batch or long ago."""

    content: str
    author: str
    ended: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What came in a change's place, and why it is none. It is refused, and kept as it came."""

    malformed: Malformed
    raw: Any = None


@dataclass(frozen=True, slots=True)
class Came:
    """One change as it came in, with what is worked out of it once: its id (what came without one is known by its content), its content,
    and the id under which the journal keeps it where its own is taken by another change, or is another person's to give.

    `translated`: `change` says in today's words what an older app wrote, which `content` has as it came (M8).
    """

    change: Change | Unreadable
    id: str
    content: str
    aside: str
    translated: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """One change and what became of it. `bundle` is where the journal keeps it: its own, or its author's where it was refused.

    `own`: whether its author's device can make the same lines by itself (`sync.change.Step`).
    """

    change: Change | Unreadable
    id: str
    content: str
    ending: Ending | NotNow
    bundle: str
    rev: int | None = None
    writes: tuple[Row, ...] = ()
    lines: tuple[str, ...] = ()
    group: str | None = None
    part: str | None = None
    replay: dict[str, Any] | None = None
    own: bool = False

    @property
    def is_journalled(self) -> bool:
        return self.replay is None and not isinstance(self.ending, NotNow)

    def ended(self) -> dict[str, Any]:
        """The ending as it travels and is journalled (PROTOCOL §5)."""
        if self.replay is not None:
            return self.replay
        assert not isinstance(self.ending, NotNow)
        plain = ids.ended(self.ending)
        if not isinstance(self.ending, Refused):
            assert isinstance(self.change, Change)
            plain |= {"bundle": self.bundle, "rev": self.rev, "record": self.change.record, "part": self.part, "group": self.group}
        return plain


@dataclass(frozen=True, slots=True)
class View:
    """What the engine may look at while it judges a change of one bundle: `sync.change.Reader`. Records of other bundles do not exist."""

    batch: Batch
    bundle: str

    def record(self, record_id: str) -> Record | None:
        row = self.batch.row(record_id)
        return row.record if row is not None and row.bundle == self.bundle else None

    def open_conflict(self, record_id: str, group: str) -> Record | None:
        for row in self.batch.conflicts(record_id):
            if row.bundle == self.bundle and row.record.fields.get("group") == group:
                return row.record
        return None

    def ending(self, change_id: str) -> Ending | None:
        earlier = self.batch.earlier(change_id)
        return None if earlier is None else ending_of(earlier.ended)

    def change(self, change_id: str) -> Change | None:
        earlier = self.batch.earlier(change_id)
        return None if earlier is None else change_of(earlier.content)

    def belonging(self, assessment_id: str) -> Sequence[Record]:
        return [row.record for row in self.batch.belonging(assessment_id) if row.bundle == self.bundle]

    def sections(self, questionnaire: str, version: str) -> Mapping[str, str] | None:
        form = self.batch.forms.get((questionnaire, version))
        return None if form is None else form.sections


class Batch:
    """The state over which changes are judged."""

    def __init__(
        self,
        writer: Writer,
        received_at: datetime,
        bundles: dict[str, Standing],
        rows: Iterable[Row] = (),
        earlier: dict[str, Earlier] | None = None,
    ) -> None:
        self.writer = writer
        self.received_at = received_at
        self.today: date = wall_clock.day_of(received_at)
        self.bundles = bundles
        self.read: dict[str, Row] = {row.record.id: row for row in rows}
        self._answered = dict(earlier or {})
        self.made: dict[str, Row] = {}
        self.written: set[str] = set()
        """The bundles in which something was made."""
        self._answers: dict[str, Earlier] = {}
        self._about: dict[str, set[str]] = {}
        self._of: dict[str, set[str]] = {}
        """Assessment → its rows, its signatures, and the conflicts of those that were not taken."""
        self.forms: Mapping[tuple[str, str], Form] = {}
        """The questionnaires that bear on this batch, by url and version."""
        for row in self.read.values():
            self._index(row.record)

    # ------------------------------------------------------------------ what stands

    def row(self, record_id: str) -> Row | None:
        return self.made.get(record_id) or self.read.get(record_id)

    def conflicts(self, record_id: str) -> list[Row]:
        """The open conflicts about a record."""
        rows = [self.row(conflict) for conflict in sorted(self._about.get(record_id, ()))]
        return [row for row in rows if row is not None and row.record.fields.get("status") == "open"]

    def belonging(self, assessment_id: str) -> list[Row]:
        """What bears on an assessment: rows, signatures, and the open conflicts about any of it."""
        rows = [row for row in (self.row(id_) for id_ in sorted(self._of.get(assessment_id, ()))) if row is not None]
        there = [row for row in rows if row.record.kind != "conflict" or row.record.fields.get("status") == "open"]
        of_rows = [row.record.id for row in there if row.record.kind == "answer_row"]
        return [*there, *(conflict for id_ in (assessment_id, *of_rows) for conflict in self.conflicts(id_))]

    def earlier(self, change_id: str) -> Earlier | None:
        return self._answers.get(change_id) or self._answered.get(change_id)

    def _index(self, record: Record) -> None:
        if record.kind == "conflict" and record.fields.get("about"):
            self._about.setdefault(record.fields["about"], set()).add(record.id)
        named = signing.assessment_in(record) if signing.is_of_a_signature(record) else record.fields.get("assessment")
        if isinstance(named, str):
            self._of.setdefault(named, set()).add(record.id)

    # ------------------------------------------------------------------ what a change makes of it

    def rows_for(self, bundle: str, records: Sequence[Record]) -> tuple[Row, ...]:
        """The rows that these records become: in the bundle or, by the window of their kind, outside it (R8). What is disputed is always in."""
        disputed = {record.fields.get("about") for record in records if record.kind == "conflict" and record.fields.get("status") == "open"}
        written = {record.id: record for record in records}

        def stays(record: Record) -> bool:
            return record.id in disputed or bool(self.conflicts(record.id)) or in_window(record, self.today)

        def belongs(record: Record) -> bool:
            leader = leader_of(record)
            if leader is None or record.id in disputed or self.conflicts(record.id):
                return stays(record)
            row = self.row(leader)
            return stays(written[leader]) if leader in written else row is None or row.bundle != bundle or row.live

        rows = [row_of(bundle, record, belongs(record)) for record in records]
        rev = records[0].rev if records else 0
        for about in sorted(each for each in disputed if each and each not in written):
            row = self.row(about)
            if row is not None and row.bundle == bundle and not row.live:
                rows.append(row_of(bundle, replace(row.record, rev=rev), True))
        return tuple(rows)

    def lines_of(self, rows: Sequence[Row]) -> tuple[str, ...]:
        """What the journal keeps as resulting: each line, and where a record left its part or stands outside the window, that it is gone."""
        lines: list[str] = []
        for row in rows:
            before = self.row(row.record.id)
            lines.append(row.body)
            if before is not None and before.record.part != row.record.part:
                lines.append(line.gone(row.record.id, before.record.part, row.rev))
            if not row.live:
                lines.append(line.gone(row.record.id, row.record.part, row.rev))
        return tuple(lines)

    def take(self, judged: Judged) -> None:
        """Lays what a change made over what stands."""
        for row in judged.writes:
            self.made[row.record.id] = row
            self.written.add(row.bundle)
            self._index(row.record)
        if judged.is_journalled:
            author = judged.change.author if isinstance(judged.change, Change) else self.writer.staff
            self._answers[judged.id] = Earlier(judged.content, author, judged.ended())

    def mark(self) -> tuple[dict[str, Row], dict[str, Earlier]]:
        """Where the batch is, to come `back` to."""
        return dict(self.made), dict(self._answers)

    def back(self, mark: tuple[dict[str, Row], dict[str, Earlier]]) -> None:
        """Takes back everything since the mark."""
        self.made, self._answers = dict(mark[0]), dict(mark[1])
        self.written = {row.bundle for row in self.made.values()}

    def refusal(self, change_id: str, change: Change | Unreadable, refused: Refused, bundle: str) -> Record:
        """The record by which a refused change waits for its author (M6)."""
        at = wall_clock.wire(self.received_at)
        body = ids.wire(change) if isinstance(change, Change) else {"raw": plain(change.raw)}
        fields = {
            "change": refused.change if is_id(refused.change) else change_id,
            "kind": change.kind if isinstance(change, Change) else None,
            "reason": refused.reason,
            "message": refused.message,
            "refused_at": at,
            "body": body,
            **(self._concerns(change) if isinstance(change, Change) else {"about": None, "about_part": None}),
        }
        stamps = {"refused": Stamp(at=at, by=self.writer.staff, change=change_id)}
        return Record("refusal", ids.derived(f"refusal:{change_id}"), None, "core", self.bundles[bundle].rev + 1, fields, stamps)

    def _concerns(self, change: Change) -> dict[str, str | None]:
        """Of whom a refused change is, and of which part of theirs: of a record that stands its own; of one to be made, what was asked for."""
        row = self.row(change.record)
        part = row.record.part if row is not None else (change.part or registry.part(change.kind))
        is_of_a_patient = change.patient is not None and change.bundle == change.patient and registry.known(change.kind) is not None
        is_theirs = is_of_a_patient and (row is None or row.bundle == change.bundle)
        return {"about": change.patient, "about_part": part} if is_theirs else {"about": None, "about_part": None}


def in_window(record: Record, today: date) -> bool:
    """Whether a record belongs in its bundle that day, by its kind's own rule. How many of a sort stay (`keep_last`) only the nightly job decides."""
    known = registry.known(record.kind)
    return known is None or known.synced.window is None or known.synced.window(record.fields, today)


def leader_of(record: Record) -> str | None:
    """The record with which this one leaves its bundle and comes back (`goes_with`): the assessment of a row, of a signature."""
    known = registry.known(record.kind)
    leader = None if known is None or known.synced.goes_with is None else record.fields.get(known.synced.goes_with)
    return leader if isinstance(leader, str) else None


def came(change: Change | Unreadable, writer: Writer) -> Came:
    """A change from this writer. Its content is canonical JSON, as the journal keeps it."""
    if isinstance(change, Change):
        id_, content = change.id, line.canonical(ids.wire(change))
    else:
        content = json.dumps({"unreadable": plain(change.raw)}, sort_keys=True)
        id_ = change.malformed.change or ids.derived(f"unreadable:{content}")
    return Came(change, id_, content, ids.derived(f"aside:{writer.staff}:{id_}:{change_hash(content).hex()}"))


_UNSTORABLE = re.compile(r"\\u(0000|d[89a-f])")


def plain(raw: Any, limit: int = 65_536) -> Any:
    """What came, as it can be kept: the same JSON, or its text where it is too long or PostgreSQL's JSON would not take it (NUL, half characters)."""
    try:
        text = line.canonical(raw)
    except (ValueError, RecursionError, TypeError):
        return ascii(raw)[:limit]
    return json.loads(text) if len(text) <= limit and not _UNSTORABLE.search(text) else text[:limit]


def change_hash(content: str) -> bytes:
    """32 bytes that name a journal row's content; of a change the same as `sync.ids.content`."""
    return hashlib.sha256(content.encode()).digest()


_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def is_id(text: Any) -> bool:
    """Whether this is an id as PROTOCOL §1 writes it."""
    return isinstance(text, str) and _ID.fullmatch(text) is not None


def change_of(content: str) -> Change | None:
    """A change read back from the journal; None for what never was one."""
    raw = json.loads(content)
    if "kind" not in raw:
        return None
    return Change(**{name: raw.get(name) for name in Change.__dataclass_fields__ if name in raw})


def ending_of(ended: dict[str, Any]) -> Ending:
    """An ending read back from the journal."""
    match ended["ending"]:
        case "applied":
            return Applied(ended["id"], ended["at"])
        case "merged":
            return Merged(ended["id"], ended["at"], ended["result"])
        case "conflicted":
            return Conflicted(ended["id"], ended["at"], ended["conflict"])
        case _:
            return Refused(ended["id"], ended["reason"], ended["message"], ended.get("fields", {}))
