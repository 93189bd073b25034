"""One server, in memory: journal, feed, chains, grants, backups. What it decides is decided by `sync.engine` and `sync.pull`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sync import engine, ids, line, signing
from sync import pull as pulling
from sync.change import Actor, Change, Ending, Malformed, Record, Refused, Step
from sync.policy import Policies
from sync.simulated import chance

Apply = Callable[..., Step]


class Lost(Exception):
    """The connection broke, or the server died: the device knows nothing of what became of its request."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the journal: everything needed to judge the change again, and every line that it left."""

    bundle: str
    rev: int
    change: Change | None
    actor: Actor
    received_at: str
    barred: str | None
    ending: Ending | None
    ending_rev: int
    writes: tuple[Record, ...]
    lines: tuple[str, ...]


@dataclass(slots=True)
class Bundle:
    """One bundle as it is stored. `feed`: (record, part) → (rev, line or None where it is gone). `records`: also those outside the window."""

    type: str
    rev: int = 0
    head: bytes = ids.START
    chain8: dict[int, str] = field(default_factory=lambda: {0: ids.chain8(ids.START)})
    records: dict[str, Record] = field(default_factory=dict)
    feed: dict[tuple[str, str], tuple[int, str | None]] = field(default_factory=dict)
    open: dict[tuple[str, str], str] = field(default_factory=dict)

    def copy(self) -> Bundle:
        return Bundle(self.type, self.rev, self.head, dict(self.chain8), dict(self.records), dict(self.feed), dict(self.open))

    def lines(self, part: str) -> dict[str, str]:
        return {record: text for (record, its_part), (_, text) in self.feed.items() if its_part == part and text is not None}

    def sum(self, part: str) -> str:
        return line.total(self.lines(part).values()).hex()


@dataclass(frozen=True, slots=True)
class Grant:
    """`since`, `until`: milliseconds, `until` not included."""

    staff: str
    bundle: str
    parts: tuple[str, ...]
    since: int
    until: int


@dataclass(slots=True)
class State:
    """All that a backup holds."""

    bundles: dict[str, Bundle] = field(default_factory=dict)
    journal: list[Row] = field(default_factory=list)
    endings: dict[str, Row] = field(default_factory=dict)
    grants: list[Grant] = field(default_factory=list)

    def copy(self) -> State:
        return State({name: each.copy() for name, each in self.bundles.items()}, list(self.journal), dict(self.endings), list(self.grants))


def belonging(records: Iterable[Record], assessment_id: str) -> list[Record]:
    """Of all records of a bundle those that bear on an assessment (`sync.change.Reader`)."""
    every = list(records)
    parts = [each for each in every if each.kind in ("answer_row", "signature") and each.fields.get("assessment") == assessment_id]
    about = {assessment_id, *(each.id for each in parts if each.kind == "answer_row")}
    disputes = [each for each in every if each.kind == "conflict" and each.fields.get("status") == "open"]
    mine = [each for each in disputes if signing.is_of_a_signature(each) and signing.assessment_in(each) == assessment_id]
    return [*parts, *(each for each in disputes if each.fields["about"] in about), *mine]


class Reading:
    """What the engine may look at while one push is judged: the state, overlaid by what this push has done so far."""

    def __init__(self, state: State, bundle: Bundle, done: dict[str, tuple[Change, Ending]]) -> None:
        self.state, self.bundle, self.done = state, bundle, done

    def record(self, record_id: str) -> Record | None:
        return self.bundle.records.get(record_id)

    def open_conflict(self, record_id: str, group: str) -> Record | None:
        found = self.bundle.open.get((record_id, group))
        return None if found is None else self.bundle.records[found]

    def ending(self, change_id: str) -> Ending | None:
        if change_id in self.done:
            return self.done[change_id][1]
        row = self.state.endings.get(change_id)
        return None if row is None else row.ending

    def change(self, change_id: str) -> Change | None:
        if change_id in self.done:
            return self.done[change_id][0]
        row = self.state.endings.get(change_id)
        return None if row is None else row.change

    def belonging(self, assessment_id: str) -> Sequence[Record]:
        return belonging(self.bundle.records.values(), assessment_id)

    def sections(self, questionnaire: str, version: str) -> Mapping[str, str] | None:
        return chance.SECTIONS if questionnaire == chance.QUESTIONNAIRE["questionnaire"] else None


class Server:
    """`truth` outlives every restore: for each version that was ever current, the sums of its parts."""

    def __init__(self, policies: Policies, apply: Apply = engine.apply, plan: Callable[..., pulling.Plan] = pulling.plan) -> None:
        self.policies, self.apply, self.plan = policies, apply, plan
        self.now = chance.START
        self.state = State()
        self.backups: list[tuple[int, State]] = []
        self.epoch = 0
        self.dies: str | None = None
        self.busy: str | None = None
        """The bundle of which the next push is told "not now"."""
        self.truth: dict[tuple[str, int, str], dict[str, str]] = {}
        self.roles: dict[str, frozenset[str]] = {}

    # ------------------------------------------------------------ what a device asks

    def push(self, staff: str, held: Mapping[str, tuple[int, str]], changes: Sequence[dict[str, Any]], newest: str | None) -> dict[str, Any]:
        """PROTOCOL §6: one transaction."""
        now = chance.text(self.now)
        if newest is not None and newest not in self.state.endings:
            not_now = [{"id": raw["id"], "not_now": "busy"} for raw in changes]
            return {"now": self.now, "resend": True, "endings": not_now, "bundles": [], "safe_through": self.safe_through(), "newest": None}
        busy, self.busy = self.busy, None
        before = {raw["bundle"]: self.state.bundles[raw["bundle"]] for raw in changes if raw["bundle"] != busy}
        after = {name: each.copy() for name, each in before.items()}
        own = dict.fromkeys(after, True)
        done: dict[str, tuple[Change, Ending]] = {}
        rows: list[Row] = []
        endings: list[dict[str, Any]] = []
        told: list[str] = []
        for raw in changes:
            if raw["bundle"] == busy:
                endings.append({"id": raw["id"], "not_now": "busy"})
                continue
            change = engine.receive(raw)
            assert not isinstance(change, Malformed), change
            bundle = after[change.bundle]
            known = self.state.endings.get(change.id)
            rev = before[change.bundle].rev + 1
            actor = Actor(staff, self.roles[staff])
            barred = self.barred(staff, change, bundle.records.get(change.record))
            step = self.apply(change, Reading(self.state, bundle, done), actor, now, rev, self.policies, barred=barred)
            if known is not None:
                own[change.bundle] = False
                told.append(change.id)
                endings.append(self._answer(staff, change, step.ending, known.ending_rev))
                continue
            lines = tuple(keep(bundle, record) for record in step.writes)
            bundle.rev = rev
            landed = rev if step.writes else before[change.bundle].rev if not _at(bundle, change.record, rev) else rev
            row = Row(change.bundle, bundle.rev, change, actor, now, barred, step.ending, landed, step.writes, lines)
            bundle.head = ids.chain(bundle.head, ids.entry(ids.content(change), step.ending, lines))
            rows.append(row)
            done[change.id] = (change, step.ending)
            own[change.bundle] = own[change.bundle] and step.own
            endings.append(self._answer(staff, change, step.ending, landed))
        self._dies("before")
        self._commit(after, rows)
        self._dies("after")
        bundles = []
        for name, bundle in after.items():
            parts = self.parts(staff, name)
            version = held.get(name)
            current = own[name] and version == (before[name].rev, before[name].chain8[before[name].rev])
            sums = {part: bundle.sum(part) for part in parts}
            if parts:
                bundles.append({"bundle": name, "rev": bundle.rev, "chain8": bundle.chain8[bundle.rev], "current": current, "sums": sums})
        fresh = [row.change.id for row in rows if row.change is not None]
        stands = fresh[-1] if fresh else self._latest([*told, *([newest] if newest else [])])
        return {
            "now": self.now,
            "resend": False,
            "endings": endings,
            "bundles": bundles,
            "safe_through": self.safe_through(),
            "newest": stands,
        }

    def resend(self, change_ids: Sequence[str]) -> tuple[list[str], str | None]:
        """Which of these the journal lacks; and of the others the one that it has since the latest commit."""
        return [each for each in change_ids if each not in self.state.endings], self._latest(change_ids)

    def _latest(self, change_ids: Iterable[str]) -> str | None:
        asked = set(change_ids)
        return next((each for each in reversed(self.state.endings) if each in asked), None)

    def check(self, staff: str, digest: str, newest: str | None) -> bool:
        """PROTOCOL §7: whether there is nothing new."""
        if newest is not None and newest not in self.state.endings:
            return False
        return digest == pulling.digest(self.granted(staff))

    def pull(self, staff: str, held: Sequence[pulling.Held], newest: str | None, first: Sequence[str]) -> Iterator[dict[str, Any]]:
        """PROTOCOL §8: the blocks, each read when it is sent, rows and rev at once (R7)."""
        epoch = self.epoch
        resend = newest is not None and newest not in self.state.endings
        yield {"block": "hello", "now": self.now, "resend": resend}
        plan = self.plan(self.granted(staff), held, self.chain_at, first)
        sent: dict[str, pulling.Version] = {each.bundle: each for each in held if each.bundle not in plan.forget}
        for frame in plan.frames:
            if self.epoch != epoch:
                raise Lost
            bundle = self.state.bundles[frame.granted.bundle]
            granted = replace(frame.granted, rev=bundle.rev, chain8=bundle.chain8[bundle.rev])
            sent[granted.bundle] = granted
            since = frame.since.rev if isinstance(frame, pulling.Delta) else -1
            parts: dict[str, Any] = {}
            for part in granted.parts:
                rows = [
                    text if text is not None else line.gone(record, part, rev)
                    for (record, its_part), (rev, text) in bundle.feed.items()
                    if its_part == part and rev > since and (text is not None or since >= 0)
                ]
                parts[part] = {"lines": rows, "sum": bundle.sum(part)}
            came_from = (frame.since.rev, frame.since.chain8) if isinstance(frame, pulling.Delta) else None
            yield {"block": "delta" if came_from else "whole", "granted": granted, "from": came_from, "parts": parts}
        if plan.forget:
            yield {"block": "forget", "bundles": plan.forget}
        if self.epoch != epoch:
            raise Lost
        yield {"block": "end", "digest": pulling.digest(sent.values()), "safe_through": self.safe_through(), "now": self.now}

    # ------------------------------------------------------------ who may

    def parts(self, staff: str, bundle: str) -> tuple[str, ...]:
        """The parts of a bundle that someone may read now."""
        if bundle == ids.mine(staff):
            return ("core",)
        found = {part for each in self.state.grants if self._holds(each, staff, bundle, self.now) for part in each.parts}
        return tuple(sorted(found))

    def granted(self, staff: str) -> list[pulling.Granted]:
        """What someone carries now."""
        result = []
        for name, bundle in self.state.bundles.items():
            parts = self.parts(staff, name)
            if parts:
                ends = [each.until for each in self.state.grants if self._holds(each, staff, name, self.now)]
                end = chance.text(max(ends)) if ends else None
                result.append(pulling.Granted(name, bundle.type, parts, bundle.rev, bundle.chain8[bundle.rev], end))
        return result

    def barred(self, staff: str, change: Change, record: Record | None) -> str | None:
        """The access rule: judged by when it was made (R9)."""
        if change.bundle == ids.mine(staff):
            return None
        part = record.part if record is not None else change.part or self.policies.kinds[change.kind].part
        made = min(change.made_at, chance.text(self.now))
        ever = [each for each in self.state.grants if each.staff == staff and each.bundle == change.bundle and part in each.parts]
        if any(chance.text(each.since) <= made < chance.text(each.until) for each in ever):
            return None
        return "needs-a-lead" if ever else "not-found"

    @staticmethod
    def _holds(grant: Grant, staff: str, bundle: str, now: int) -> bool:
        return grant.staff == staff and grant.bundle == bundle and grant.since <= now < grant.until

    def _answer(self, staff: str, change: Change, ending: Ending, rev: int) -> dict[str, Any]:
        """Who may not read the record any more gets endings and reasons, no values (M6)."""
        plain = {**ids.ended(ending), "bundle": change.bundle, "rev": rev}
        if not self.parts(staff, change.bundle):
            plain.pop("result", None)
        return plain

    # ------------------------------------------------------------ what happens to a server

    def chain_at(self, bundle: str, rev: int) -> str | None:
        return self.state.bundles[bundle].chain8.get(rev)

    def add(self, name: str, kind: str) -> None:
        """A bundle in which nothing is written yet."""
        bundle = self.state.bundles[name] = Bundle(kind)
        self._remember(name, bundle)

    def job(self, name: str, record: Record, text: str | None, part_before: str) -> None:
        """A write by a job: a record leaves (`text` None) or enters the window (R8), or moves to another part."""
        bundle = self.state.bundles[name].copy()
        bundle.rev += 1
        lines = []
        if text is None or part_before != record.part:
            bundle.feed[record.id, part_before] = (bundle.rev, None)
            lines.append(line.gone(record.id, part_before, bundle.rev))
        written = () if text is None else (replace(record, rev=bundle.rev),)
        lines += [keep(bundle, each) for each in written]
        actor = Actor("job", frozenset({"engine"}))
        row = Row(name, bundle.rev, None, actor, chance.text(self.now), None, None, bundle.rev, written, tuple(lines))
        bundle.head = ids.chain(bundle.head, ids.entry(ids.START, Refused("job", "engine-only", ""), lines))
        self._commit({name: bundle}, [row])

    def back_up(self) -> None:
        """Two are kept; a restore may take either, so only what the older one holds is safe."""
        self.backups = [*self.backups[-1:], (self.now, self.state.copy())]

    def restore(self, which: int) -> None:
        """An older backup is restored and nobody is told. Every open connection breaks."""
        self.state = self.backups[which][1].copy()
        self.backups = self.backups[: which + 1]
        self.epoch += 1

    def safe_through(self) -> int:
        """Up to when what was answered lies in every backup that could be restored."""
        return self.backups[0][0] if self.backups else 0

    def _commit(self, bundles: dict[str, Bundle], rows: list[Row]) -> None:
        for name, bundle in bundles.items():
            if bundle.rev not in bundle.chain8:
                bundle.chain8[bundle.rev] = ids.chain8(bundle.head)
            self.state.bundles[name] = bundle
            self._remember(name, bundle)
        for row in rows:
            self.state.journal.append(row)
            if row.change is not None and row.ending is not None:
                self.state.endings[row.change.id] = row

    def _remember(self, name: str, bundle: Bundle) -> None:
        self.truth[name, bundle.rev, bundle.chain8[bundle.rev]] = {part: bundle.sum(part) for part in self.policies.parts}

    def _dies(self, when: str) -> None:
        if self.dies == when:
            self.dies = None
            self.epoch += 1
            raise Lost


def keep(bundle: Bundle, record: Record) -> str:
    text = line.line(record)
    bundle.records[record.id] = record
    bundle.feed[record.id, record.part] = (record.rev, text)
    if record.kind == "conflict":
        key = (record.fields["about"], record.fields["group"])
        if record.fields["status"] == "open":
            bundle.open[key] = record.id
        elif bundle.open.get(key) == record.id:
            del bundle.open[key]
    return text


def _at(bundle: Bundle, record_id: str, rev: int) -> bool:
    record = bundle.records.get(record_id)
    return record is not None and record.rev == rev
