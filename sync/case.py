"""One change with all that is needed to judge it, and what became of one group of it: shared by the engine and its part about signatures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sync.change import Actor, Also, Change, Ending, Reader, Record, Stamp, Step, Values
from sync.merge import any_value, whole
from sync.policy import Group, Kind, Policies
from sync.reasons import refused


@dataclass(frozen=True, slots=True)
class Case:
    """One change with all that is needed to judge it."""

    change: Change
    reader: Reader
    actor: Actor
    received_at: str
    rev: int
    policies: Policies

    def at(self, *seen: str) -> str:
        """When it was made (M7). Times are text of one shape, so they compare as text."""
        return min(max([self.change.made_at, *seen]), self.received_at)

    def stamp(self, at: str, was: Values | None = None, *, joined: bool = False, also: Also | None = None) -> Stamp:
        change = self.change
        before = was if was is not None and any_value(was) else None
        return Stamp(at, change.author, change.id, before, joined=joined, about=change.clock_jumped, also=also)

    def refuse(self, reason: str, fields: Mapping[str, str] | None = None) -> Step:
        return Step(refused(self.change.id, reason, fields))


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of one group of a change: the record after it, a conflict opened or joined, and how grave that is."""

    record: Record
    ending: Ending
    conflict: Record | None = None
    own: bool = False
    signatures: tuple[Record, ...] = ()
    """Those that are overtaken by it (R4)."""


def new_record(case: Case, kind: Kind, groups: list[Group]) -> Record:
    """The record that a creation makes of these groups."""
    change, at = case.change, case.at()
    tidied = {name: value for group in groups for name, value in whole(group, change.set).items() if name in change.set}
    return Record(
        kind=kind.name,
        id=change.record,
        patient=change.patient,
        part=change.part or kind.part,
        rev=case.rev,
        fields=tidied,
        stamps={group.name: case.stamp(at) for group in groups},
    )


def written(case: Case, group: Group, record: Record, values: Values, stamp: Stamp) -> Record:
    """The record with these values of a group, and their stamp."""
    return replace(record, rev=case.rev, fields={**record.fields, **values}, stamps={**record.stamps, group.name: stamp})
