"""One tablet by the rules of the design: drafts, queue, overlay, versions, sums, sent log. A crash may come at every `yield`.

What it keeps on its disk is `Disk`; each step between two yields is one transaction. What was only in memory is lost with a crash.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from sync import ids, line, pull
from sync.change import Change, Gone, Record
from sync.merge import equal, whole
from sync.own import own
from sync.policy import Group, Policies
from sync.simulated import chance
from sync.simulated.server import Lost, Server


class Broken(AssertionError):
    """A rule of the design was broken; the message says which and where."""


@dataclass(slots=True)
class Entry:
    """One row of the queue, later of the sent log. `covering`: it overlays the server's value."""

    change: Change
    state: str = "waiting"  # waiting | frozen | answered
    covering: bool = True
    ending: dict[str, Any] | None = None
    answered_at: int = 0


@dataclass(slots=True)
class Draft:
    """What is being typed: the key's record and group, and what stood on the screen when it began (M1)."""

    bundle: str
    kind: str
    record: str
    group: str
    saw: dict[str, Any]
    value: dict[str, Any]


@dataclass(slots=True)
class Held:
    """One bundle on the disk."""

    parts: tuple[str, ...]
    rev: int
    chain8: str
    grant_end: str | None
    lines: dict[str, dict[str, str]]


@dataclass(slots=True)
class Disk:
    """All that survives."""

    bundles: dict[str, Held] = field(default_factory=dict)
    rows: list[Entry] = field(default_factory=list)
    drafts: dict[tuple[str, str], Draft] = field(default_factory=dict)
    resend: bool = False
    newest: str | None = None
    """What the server named as the newest answered change (PROTOCOL §6)."""
    offset: int = 0
    last_contact: int = 0
    last_made: str = ""


class Tablet:
    """One person's tablet. `skew`: how far its clock is off, in milliseconds. `promised`: what it told its person is kept."""

    def __init__(self, staff: str, server: Server, policies: Policies, rng: Random) -> None:
        self.staff, self.server, self.policies, self.rng = staff, server, policies, rng
        self.disk = Disk()
        self.online = True
        self.skew = 0
        self.jumped = False
        self.promised: dict[str, Mapping[str, Any]] = {}
        self.current_claims = 0
        self._parsed: dict[str, Record] = {}

    # ------------------------------------------------------------ what a screen shows

    def seen(self, bundle: str) -> dict[str, Record]:
        """All records of a bundle as shown: the server's lines overlaid by the queue."""
        held = self.disk.bundles.get(bundle)
        shown = {record: self._parse(text) for part in held.lines.values() for record, text in part.items()} if held else {}
        for row in self.disk.rows:
            change = row.change
            if row.covering and change.bundle == bundle and change.kind != "conflict":
                self._overlay(shown, row)
        return shown

    def dispute(self, bundle: str, record: str, group: str) -> Record | None:
        """The open conflict about a group, if this tablet has one, unless its own settlement covers it."""
        held = self.disk.bundles.get(bundle)
        for part in held.lines.values() if held else ():
            for text in part.values():
                if '"kind":"conflict"' in text and record in text:
                    found = self._parse(text)
                    if (found.fields["about"], found.fields["group"], found.fields["status"]) == (record, group, "open"):
                        return found
        return None

    def _overlay(self, shown: dict[str, Record], row: Entry) -> None:
        change = row.change
        values = row.ending["result"] if row.ending and row.ending["ending"] == "merged" and "result" in row.ending else change.set
        record = shown.get(change.record)
        if record is None:
            part = change.part or self.policies.kinds[change.kind].part
            record = Record(change.kind, change.record, change.patient, part, 0, {})
        shown[change.record] = replace(record, fields={**record.fields, **values})

    def _parse(self, text: str) -> Record:
        if text not in self._parsed:
            record = line.parse(text)
            assert isinstance(record, Record)
            self._parsed[text] = record
        return self._parsed[text]

    # ------------------------------------------------------------ what a person does

    def type(self, bundle: str, record: Record, group: Group, value: dict[str, Any]) -> None:
        """A key: the draft is on the disk before the next one."""
        key = (record.id, group.name)
        if key not in self.disk.drafts:
            self.disk.drafts[key] = Draft(bundle, record.kind, record.id, group.name, whole(group, record.fields), value)
        else:
            self.disk.drafts[key].value = value

    def leave(self, key: tuple[str, str]) -> None:
        """The field is left: the draft becomes a change, in one transaction with its end."""
        draft = self.disk.drafts.pop(key)
        group = self.policies.kinds[draft.kind].named(draft.group)
        assert group is not None
        if equal(group, draft.saw, draft.value):
            return
        conflict = self.dispute(draft.bundle, draft.record, draft.group)
        if conflict is not None:
            sides = sorted(each["change"] for each in conflict.fields["sides"])
            self._queue(draft.bundle, "conflict", conflict.id, {"sides": sides}, {"value": draft.value, "reason": None, "side": True})
        else:
            self._queue(draft.bundle, draft.kind, draft.record, draft.saw, draft.value)

    def create(self, bundle: str, kind: str, record: str, values: dict[str, Any]) -> None:
        """A new record, by a button."""
        self._queue(bundle, kind, record, None, values)

    def settle(self, bundle: str, conflict: Record, value: Mapping[str, Any], reason: str) -> None:
        """A person decides, also offline."""
        sides = sorted(each["change"] for each in conflict.fields["sides"])
        self._queue(bundle, "conflict", conflict.id, {"sides": sides}, {"value": dict(value), "reason": reason})

    def _queue(self, bundle: str, kind: str, record: str, saw: dict[str, Any] | None, values: dict[str, Any]) -> None:
        last = self._last_of(kind, record, saw, values)
        if last is not None and last.state == "waiting":
            self._fold(last, values)
            return
        patient = None if self.policies.kinds[kind].bundle != "patient" else bundle
        change = Change(
            id=chance.uuid7(self.clock(), self.rng),
            kind=kind,
            record=record,
            bundle=bundle,
            patient=patient,
            author=self.staff,
            made_at=self._made_at(bundle, record),
            schema=1,
            saw=saw,
            set=values,
            after=last.change.id if last is not None and last.state == "frozen" else None,
            clock_jumped=self.jumped,
        )
        self.jumped = False
        self.disk.last_made = change.made_at
        self.disk.rows.append(Entry(change))
        self.promised[change.id] = values

    def _last_of(self, kind: str, record: str, saw: dict[str, Any] | None, values: dict[str, Any]) -> Entry | None:
        """One's newest row of the same record and group that is not yet answered (M2)."""
        for row in reversed(self.disk.rows):
            change = row.change
            if row.state == "answered" or (change.record, change.kind) != (record, kind):
                continue
            if kind == "conflict" or any(name in change.set for name in values):
                return row
        return None

    def _fold(self, last: Entry, values: dict[str, Any]) -> None:
        """Unsent edits of one group fold: what was seen first, what was set last (M2)."""
        change = replace(last.change, set={**last.change.set, **values} if last.change.kind != "conflict" else values)
        if change.saw is not None and change.kind != "conflict" and line.same(change.saw, change.set) and change.after is None:
            self.disk.rows.remove(last)
            del self.promised[change.id]
            return
        last.change = change
        self.promised[change.id] = change.set

    # ------------------------------------------------------------ time

    def clock(self) -> int:
        """What the tablet's own clock says."""
        return self.server.now + self.skew

    def _made_at(self, bundle: str, record: str) -> str:
        """The corrected clock, never earlier than what was seen, the last change or the last contact (M7)."""
        held = self.disk.bundles.get(bundle)
        stamps = [s.at for part in held.lines.values() if record in part for s in self._parse(part[record]).stamps.values()] if held else []
        corrected = chance.text(self.clock() + self.disk.offset)
        return max([corrected, self.disk.last_made, chance.text(self.disk.last_contact), *stamps])

    def _contact(self, now: int) -> None:
        self.disk.offset = now - self.clock()
        self.disk.last_contact = now

    def erase_ended(self) -> None:
        """At a grant's end the tablet erases the bundle by itself; the queue stays (R9)."""
        now = chance.text(self.clock() + self.disk.offset)
        for name in [name for name, held in self.disk.bundles.items() if held.grant_end is not None and held.grant_end <= now]:
            del self.disk.bundles[name]

    # ------------------------------------------------------------ syncing

    def sync(self, batch: int, cut: int | None = None) -> Iterator[str]:
        """One round: push until nothing waits, then see what is new. `cut`: after how many blocks the pull breaks off."""
        for turn in itertools.count():
            if turn > 1000:
                raise Broken("pushes without end")
            if not self.online:
                return
            if self.disk.resend:
                yield from self._resend()
                continue
            waiting = [row for row in self.disk.rows if row.state != "answered"][:batch]
            if not waiting:
                break
            for row in waiting:
                row.state = "frozen"
            yield "frozen"
            yield from self._push(waiting)
        newest = self.disk.newest
        if self.server.check(self.staff, pull.digest(self._versions()), newest):
            self._uncover_what_will_not_come({row.change.id for row in self.disk.rows if row.state == "answered"})
            self._believes_current()
            return
        yield "asked"
        yield from self._pull(newest, cut)

    def _push(self, rows: list[Entry]) -> Iterator[str]:
        if not self.online:
            raise Lost
        touched = {row.change.bundle for row in rows}
        held = {name: (each.rev, each.chain8) for name, each in self.disk.bundles.items() if name in touched}
        answer = self.server.push(self.staff, held, [ids.wire(row.change) for row in rows], self.disk.newest)
        yield "answer in hand"
        self._contact(answer["now"])
        if answer["resend"]:
            self.disk.resend = True
            return
        for row, ending in zip(rows, answer["endings"], strict=True):
            if ending["id"] != row.change.id:
                raise Broken("an ending for another change")
            if "not_now" in ending:
                continue  # it stays as it is, and in its place
            row.state, row.ending, row.answered_at = "answered", ending, answer["now"]
            row.covering = ending["ending"] != "refused"
        self.disk.newest = answer["newest"]
        for version in answer["bundles"]:
            if held.get(version["bundle"]) == (version["rev"], version["chain8"]):
                self._uncover(version["bundle"], version["rev"])  # no frame will come of what is held already
        self._trim(answer["safe_through"])
        yield "endings kept"
        for version in answer["bundles"]:
            if version["current"]:
                self._make_own_lines(version, rows)
                yield "own lines made"

    def _make_own_lines(self, version: dict[str, Any], rows: list[Entry]) -> None:
        held = self.disk.bundles.get(version["bundle"])
        if held is None or set(held.parts) != set(version["sums"]):
            return  # other parts are granted by now: the pull brings them
        lines = {part: dict(each) for part, each in held.lines.items()}
        mine = [row for row in rows if row.change.bundle == version["bundle"]]
        for row in mine:
            change, ending = row.change, row.ending
            assert ending is not None
            before = next((self._parse(each[change.record]) for each in lines.values() if change.record in each), None)
            after = own(before, change, ending["rev"], ending["at"], self.policies)
            if after is None or after.part not in lines:
                return  # a record that is not in this bundle here: the pull will bring it
            lines[after.part][after.id] = line.line(after)
        sums = {part: line.total(each.values()).hex() for part, each in lines.items()}
        if sums != version["sums"]:
            raise Broken(f"own lines of {version['bundle']} at {version['rev']} differ from the server's (§6)")
        self._bring(version["bundle"], replace(held, rev=version["rev"], chain8=version["chain8"], lines=lines))

    def _resend(self) -> Iterator[str]:
        if not self.online:
            raise Lost
        named, newest = self.server.resend([row.change.id for row in self.disk.rows if row.state == "answered"])
        lacking = set(named)
        yield "lacking known"
        for row in self.disk.rows:
            if row.change.id in lacking and row.state == "answered":
                row.state, row.covering, row.ending = "frozen", True, None
        self.disk.resend, self.disk.newest = False, newest
        for name, held in self.disk.bundles.items():
            self._uncover(name, held.rev)
        yield "sent log reopened"

    def _pull(self, newest: str | None, cut: int | None) -> Iterator[str]:
        asked = {row.change.id for row in self.disk.rows if row.state == "answered"}
        for number, block in enumerate(self.server.pull(self.staff, list(self._versions()), newest, ())):
            if not self.online or number == cut:
                raise Lost
            match block["block"]:
                case "hello":
                    self._contact(block["now"])
                    self.disk.resend = self.disk.resend or block["resend"]
                case "whole" | "delta":
                    self._take(block)
                case "forget":
                    for name in block["bundles"]:
                        self.disk.bundles.pop(name, None)
                case "end":
                    self._complete(block, asked)
            yield block["block"]

    def _take(self, block: dict[str, Any]) -> None:
        granted: pull.Granted = block["granted"]
        held = self.disk.bundles.get(granted.bundle)
        if block["block"] == "delta":
            if held is None or (held.rev, held.chain8) != block["from"]:
                return  # applied only if `from` is what the row has
            lines = {part: dict(held.lines[part]) for part in granted.parts}
        else:
            lines = {part: {} for part in granted.parts}
        for part, body in block["parts"].items():
            for text in body["lines"]:
                record = line.parse(text)
                if isinstance(record, Gone):
                    lines[part].pop(record.id, None)
                else:
                    lines[part][record.id] = text
            if line.total(lines[part].values()).hex() != body["sum"]:
                raise Broken(f"the sum of {granted.bundle}/{part} is not what its lines give (§2)")
        self._bring(granted.bundle, Held(granted.parts, granted.rev, granted.chain8, granted.grant_end, lines))

    def _bring(self, name: str, held: Held) -> None:
        """One transaction: the bundle at its new version, and the end of cover for what it holds now."""
        truth = self.server.truth.get((name, held.rev, held.chain8))
        if truth is None:
            raise Broken(f"{name} at {held.rev} {held.chain8} never was")
        for part, lines in held.lines.items():
            if line.total(lines.values()).hex() != truth[part]:
                raise Broken(f"{name}/{part} calls itself {held.rev} {held.chain8} and holds something else")
        self.disk.bundles[name] = held
        if not self.disk.resend:
            self._uncover(name, held.rev)

    def _uncover(self, bundle: str, rev: int) -> None:
        """What this bundle holds at this rev needs no cover any more (§6)."""
        for row in self.disk.rows:
            if row.change.bundle == bundle and row.state == "answered" and row.ending is not None and row.ending["rev"] <= rev:
                row.covering = False

    def _complete(self, block: dict[str, Any], asked: set[str]) -> None:
        if self.disk.resend:
            return  # nor does `safe_through` count before the server has what it lacks
        self._trim(block["safe_through"])
        self._uncover_what_will_not_come(asked)
        if block["digest"] == pull.digest(self._versions()) and block["digest"] == pull.digest(self.server.granted(self.staff)):
            self._believes_current()

    def _uncover_what_will_not_come(self, asked: set[str]) -> None:
        """Answered before a pull that was complete, or a digest that matched, and not in a bundle held: not granted any more, nothing to cover."""
        for row in self.disk.rows:
            if row.change.id in asked and row.state == "answered" and row.change.bundle not in self.disk.bundles:
                row.covering = False

    def _trim(self, safe_through: int) -> None:
        """The sent log ends where a backup surely holds it."""
        self.disk.rows = [row for row in self.disk.rows if row.state != "answered" or row.covering or row.answered_at >= safe_through or refused(row)]

    def _versions(self) -> list[pull.Held]:
        return [pull.Held(name, each.parts, each.rev, each.chain8, each.grant_end) for name, each in self.disk.bundles.items()]

    def _believes_current(self) -> None:
        """The tablet shows "up to date": it holds, line for line, what the server has, and what it was answered is there."""
        self.current_claims += 1
        for granted in self.server.granted(self.staff):
            held = self.disk.bundles[granted.bundle]
            bundle = self.server.state.bundles[granted.bundle]
            for part in granted.parts:
                if held.lines[part] != bundle.lines(part):
                    raise Broken(f"believes that {granted.bundle}/{part} is current, and it is not")
        for row in self.disk.rows:
            if row.state == "answered" and row.change.id not in self.server.state.endings:
                raise Broken(f"believes that {row.change.id} is on the server, and it is not")


def refused(row: Entry) -> bool:
    """Whether a person has to deal with it: it is kept until then (M6)."""
    return row.ending is not None and row.ending["ending"] == "refused"
