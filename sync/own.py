"""The lines that a client makes by itself after a push that left it current (PROTOCOL §6). The server's own are byte for byte the same."""

from __future__ import annotations

from dataclasses import replace

from sync.change import Change, Record, Stamp
from sync.merge import any_value, equal, whole
from sync.policy import Policies


def own(record: Record | None, change: Change, rev: int, at: str, policies: Policies) -> Record | None:
    """The record after one's own applied change; None where there is no record and the change made none.

    `record`: as it stood, None for a creation. `rev`, `at`: the ending's. What stood already stays as it is, line and all.
    """
    kind = policies.kinds[change.kind]
    groups = kind.touched(change.set)
    if record is None:
        if change.saw is not None:
            return None
        stamp = Stamp(at, change.author, change.id, about=change.clock_jumped)
        fields = {name: value for group in groups for name, value in whole(group, change.set).items() if name in change.set}
        return Record(kind.name, change.record, change.patient, change.part or kind.part, rev, fields, {group.name: stamp for group in groups})
    for group in groups:
        current, wanted = whole(group, record.fields), whole(group, change.set)
        if equal(group, current, wanted):
            continue
        stamp = Stamp(at, change.author, change.id, was=current if any_value(current) else None, about=change.clock_jumped)
        record = replace(record, rev=rev, fields={**record.fields, **wanted}, stamps={**record.stamps, group.name: stamp})
    return record
