"""One bundle in the making: adds records with who wrote them and when, and gives them out as the record's loader takes them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from random import Random
from typing import Any

from backend import wall_clock
from backend.demo.ids import SEED, chance_of, derived, made_id
from backend.record import Record, Stamp, registry


@lru_cache(maxsize=1_000)
def groups_of(kind: str, fields: tuple[str, ...]) -> tuple[str, ...]:
    """The groups to which these fields of a kind belong, by name."""
    return tuple(sorted(name for name, of in registry.groups(kind).items() if set(of) & set(fields)))


@lru_cache(maxsize=200_000)
def _time(when: datetime) -> str:
    return wall_clock.wire(when)


class Book:
    """The records of one patient, or of a `people` or `mine` bundle (`patient` None then)."""

    def __init__(self, bundle: str, patient: str | None, chance: Random):
        self.bundle = bundle
        self.patient = patient
        self.chance = chance
        self.records: list[Record] = []

    def add(self, kind: str, by: str, when: datetime, *, id_: str | None = None, part: str | None = None, **fields: Any) -> str:
        """A record as `by` wrote it at `when`: one stamp per group. What is None was never set. Returns the id."""
        made = id_ or self._id(kind, when)
        kept = {name: _wire(value) for name, value in fields.items() if value is not None}
        stamp = Stamp(at=_time(when), by=by, change=made_id(when, self.chance))
        stamps = dict.fromkeys(groups_of(kind, tuple(kept)), stamp)
        self.records.append(Record(kind=kind, id=made, patient=self.patient, part=part or registry.part(kind), rev=1, fields=kept, stamps=stamps))
        return made

    def edited(self, record: str, group: str, by: str, when: datetime, **was: Any) -> None:
        """Says of a record of this book that one of its groups was written anew by `by` at `when`; `was`: what stood before, if anything did."""
        at = next(n for n in range(len(self.records) - 1, -1, -1) if self.records[n].id == record)
        before = {name: _wire(value) for name, value in was.items()} or None
        stamp = Stamp(at=_time(when), by=by, change=made_id(when, chance_of(SEED, record, group)), was=before)
        old = self.records[at]
        self.records[at] = replace(old, stamps={**old.stamps, group: stamp})

    def _id(self, kind: str, when: datetime) -> str:
        if kind in ("care_plan", "about_me") and self.patient:
            return derived(kind, self.patient)
        return made_id(when, self.chance)

    def of(self, kind: str) -> list[Record]:
        return [record for record in self.records if record.kind == kind]


def _wire(value: Any) -> Any:
    if type(value) in (str, int, bool):
        return value
    if isinstance(value, datetime):
        return _time(value)
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if isinstance(value, set | frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, float) and value == int(value):
        return int(value)
    return value
