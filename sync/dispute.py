"""The conflict: a record that holds every side of a dispute until a person settles it (M5). Pure.

A side is `{change, by, at, value, saw}`: what one change wanted, and what its author had before them; `reason` where it was settled so while
a side was still unknown to the settler. Sides stand the more cautious first where the policy ranks them, then by time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sync import ids
from sync.change import Change, Record, Stamp, Values
from sync.merge import any_value, equal, whole
from sync.policy import Group

Side = Mapping[str, Any]

UNKNOWN = "1970-01-01T00:00:00.000Z"
"""When something was written that carries no stamp."""


def side(change: str, by: str, at: str, value: Values, saw: Values | None, reason: str | None = None) -> dict[str, Any]:
    """One side of a dispute."""
    plain = {"change": change, "by": by, "at": at, "value": dict(value), "saw": None if saw is None else dict(saw)}
    return plain if reason is None else {**plain, "reason": reason}


def standing(record: Record, group: Group) -> dict[str, Any]:
    """The value that stands in the record, as a side: what its writer replaced is what they saw. Where nobody wrote it: who ended the record so."""
    ended = record.stamps.get("status", Stamp(at=UNKNOWN, by=record.id, change=record.id))
    stamp = record.stamps.get(group.name) or replace(ended, was=None)
    return side(stamp.change, stamp.by, stamp.at, whole(group, record.fields), stamp.was)


def sides_of(conflict: Record) -> list[Side]:
    """All sides that are open."""
    return list(conflict.fields.get("sides") or ())


def opened(
    record: Record, group: Group, change: Change, base: Values | None, sides: Sequence[Side], stamp: Stamp, rev: int, signed: str | None = None
) -> Record:
    """A new conflict about a group of a record, in the record's part. Its id follows from the change that opened it (R1).

    `signed`: the signature to whose signer it is proposed as an addendum (R4).
    """
    fields: dict[str, Any] = {
        "about": record.id,
        "about_kind": record.kind,
        "group": group.name,
        "base": None if base is None or not any_value(base) else dict(base),
        "sides": ranked(group, sides),
        "status": "open",
    }
    if signed is not None:
        fields["signed"] = signed
    return Record(
        kind="conflict",
        id=ids.conflict(record.id, group.name, change.id),
        patient=record.patient,
        part=record.part,
        rev=rev,
        fields=fields,
        stamps={"dispute": stamp, "status": stamp},
    )


def ranked(group: Group, sides: Iterable[Side]) -> list[Side]:
    """The more cautious first, where the policy ranks them; then the older first."""

    def key(each: Side) -> tuple[int, str, str]:
        if group.cautious is None:
            return (0, each["at"], each["change"])
        name, order = group.cautious
        value = each["value"].get(name)
        return (order.index(value) if value in order else len(order), each["at"], each["change"])

    return sorted(sides, key=key)


def joined_by(group: Group, sides: Sequence[Side], new: Side, replaces: Iterable[str]) -> list[Side]:
    """The sides after one more: in place of those it replaces; beside the rest unless somebody's value is the same already."""
    gone = set(replaces)
    kept = [each for each in sides if each["change"] not in gone]
    if any(equal(group, each["value"], new["value"]) for each in kept):
        return ranked(group, kept)
    return ranked(group, [*kept, new])


def with_sides(conflict: Record, group: Group, sides: Sequence[Side], stamp: Stamp, rev: int) -> Record:
    """The conflict with other sides, still open."""
    before = {name: conflict.fields.get(name) for name in ("about", "about_kind", "group", "base", "sides", "signed")}
    return replace(
        conflict,
        rev=rev,
        fields={**conflict.fields, "sides": ranked(group, sides)},
        stamps={**conflict.stamps, "dispute": replace(stamp, was=before)},
    )


def settled(conflict: Record, value: Values, reason: str | None, by: str, stamp: Stamp, rev: int) -> Record:
    """The conflict at its end: what was decided, why, by whom. Its sides stay readable."""
    words = {"value": dict(value), "reason": reason, "settled_by": by, "settled_at": stamp.at}
    return replace(
        conflict,
        rev=rev,
        fields={**conflict.fields, **words, "status": "settled"},
        stamps={**conflict.stamps, "settlement": stamp, "status": replace(stamp, was={"status": "open"})},
    )
