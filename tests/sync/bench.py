"""A bench for the engine: a record in memory, people who write in it, and every step kept for the tests to look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sync import engine, ids, line, policy
from sync.change import Actor, Change, Ending, Record, Step
from sync.merge import whole
from sync.simulated.server import belonging

PATIENT = "01936f00-0000-7000-8000-000000000001"
ADA, BEN, CYD = (f"01936f00-0000-7000-8000-0000000000{n}" for n in ("0a", "0b", "0c"))
PRACTITIONER = frozenset({"practitioner"})
LATE = "2026-11-22T23:00:00.000Z"


def at(minute: int) -> str:
    """A minute of the morning, as on the wire."""
    return f"2026-11-22T{9 + minute // 60:02d}:{minute % 60:02d}:00.000Z"


def number(n: int) -> str:
    """The n-th id of a test."""
    return f"01936f00-0000-7000-8000-{n:012x}"


@dataclass
class Bench:
    """Its own reader: `record`, `open_conflict`, `ending`, `change`, `belonging` and `sections` are what the engine may ask."""

    policies: policy.Policies = field(default_factory=policy.load)
    records: dict[str, Record] = field(default_factory=dict)
    endings: dict[str, tuple[Change, Ending]] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    forms: dict[tuple[str, str], Mapping[str, str]] = field(default_factory=dict)
    rev: int = 0
    made: int = 0x1000

    def record(self, record_id: str) -> Record | None:
        return self.records.get(record_id)

    def open_conflict(self, record_id: str, group: str) -> Record | None:
        for each in self.records.values():
            if each.kind == "conflict" and (each.fields["about"], each.fields["group"], each.fields["status"]) == (record_id, group, "open"):
                return each
        return None

    def ending(self, change_id: str) -> Ending | None:
        return self.endings[change_id][1] if change_id in self.endings else None

    def change(self, change_id: str) -> Change | None:
        return self.endings[change_id][0] if change_id in self.endings else None

    def belonging(self, assessment_id: str) -> list[Record]:
        return belonging(self.records.values(), assessment_id)

    def sections(self, questionnaire: str, version: str) -> Mapping[str, str] | None:
        return self.forms.get((questionnaire, version))

    # ------------------------------------------------------------ people

    def apply(
        self, change: Change, *, roles: frozenset[str] = PRACTITIONER, staff: str | None = None, received_at: str = LATE, **more: Any
    ) -> Ending:
        """Judges a change and keeps what came of it."""
        step = engine.apply(change, self, Actor(staff or change.author, roles), received_at, self.rev + 1, self.policies, **more)
        self.steps.append(step)
        if step.writes:
            self.rev += 1
            self.records |= {each.id: each for each in step.writes}
        self.endings.setdefault(change.id, (change, step.ending))
        return step.ending

    def make(
        self, kind: str, record: str | None = None, saw: Mapping[str, Any] | None = None, *, by: str = ADA, minute: int = 0, **more: Any
    ) -> Change:
        """A change that was not sent yet."""
        self.made += 1
        bundle = more.pop("bundle", PATIENT)
        patient = more.pop("patient", PATIENT if bundle == PATIENT else None)
        return Change(
            id=more.pop("id", number(self.made)),
            kind=kind,
            record=record or number(self.made + 0x100000),
            bundle=bundle,
            patient=patient,
            author=by,
            made_at=more.pop("made_at", at(minute)),
            schema=1,
            saw=saw,
            set=more.pop("set"),
            **more,
        )

    def create(self, kind: str, record: str | None = None, *, by: str = ADA, minute: int = 0, **fields: Any) -> str:
        """A record that is there; its id."""
        change = self.make(kind, record, None, by=by, minute=minute, set=fields)
        ending = self.apply(change, roles=frozenset({"practitioner", "lead"}))
        assert type(ending).__name__ == "Applied", ending
        return change.record

    def edit(self, record: str, saw: Mapping[str, Any], then: Mapping[str, Any], *, by: str = ADA, minute: int = 0, **more: Any) -> Ending:
        """One group, edited by someone who saw `saw`; fields left out of either are null. `more`: members of the change, or of `apply`."""
        given = {name: more.pop(name) for name in ("roles", "staff", "received_at", "problems", "barred") if name in more}
        return self.apply(self.an_edit(record, saw, then, by=by, minute=minute, **more), **given)

    def an_edit(self, record: str, saw: Mapping[str, Any], then: Mapping[str, Any], **more: Any) -> Change:
        kind = self.records[record].kind
        rules = self.policies.kinds[kind]
        group = rules.group(next(iter({**then, **saw})))
        assert group is not None
        return self.make(kind, record, whole(group, saw), set=whole(group, then), **more)

    def settle(
        self, conflict: str, value: Mapping[str, Any], reason: str | None = "asked her", *, seen: list[str] | None = None, **more: Any
    ) -> Ending:
        """A person decides; `seen`: the sides shown, all that are open unless given."""
        given = {name: more.pop(name) for name in ("roles", "staff", "received_at", "problems", "barred") if name in more}
        fields = self.records[conflict].fields
        group = self.policies.kinds[fields["about_kind"]].named(fields["group"])
        assert group is not None
        shown = sorted(each["change"] for each in fields["sides"]) if seen is None else seen
        wanted = {"value": whole(group, value), "reason": reason, **({"side": True} if more.pop("side", False) else {})}
        return self.apply(self.make("conflict", conflict, {"sides": shown}, set=wanted, **more), **given)

    # ------------------------------------------------------------ what stands

    def now(self, record: str, group: str) -> dict[str, Any]:
        """The values of a group as they stand."""
        found = self.records[record]
        named = self.policies.kinds[found.kind].named(group)
        assert named is not None
        return whole(named, found.fields)

    def values(self, conflict: str) -> list[dict[str, Any]]:
        """The values in dispute, in the order in which they are shown."""
        return [{name: value for name, value in each["value"].items() if value is not None} for each in self.records[conflict].fields["sides"]]

    def lines(self) -> dict[str, str]:
        """Every record as its line, without the rev: for comparing two histories that were cut differently."""
        return {key: line.canonical({"f": each.fields, "s": line.parse(line.line(each)).stamps.__repr__()}) for key, each in self.records.items()}


def a_dispute(bench: Bench) -> tuple[str, str]:
    """A goal whose target Ada set to 10 and Ben, who had not seen it, to 20: (goal, conflict)."""
    goal = bench.create("goal", words="Walk", target="5", target_unit="metres")
    bench.edit(goal, {"target": "5", "target_unit": "metres"}, {"target": "10", "target_unit": "metres"}, by=ADA, minute=1)
    ending = bench.edit(goal, {"target": "5", "target_unit": "metres"}, {"target": "20", "target_unit": "metres"}, by=BEN, minute=2)
    conflict = ids.conflict(goal, "target", ending.change)
    assert bench.records[conflict].fields["status"] == "open"
    return goal, conflict
