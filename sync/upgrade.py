"""A change that an older app made, said as this version says it (M8).

A change is sent as it was made, under its id, however many versions of the app came meanwhile; the journal keeps it so. Before it is judged
each step between its schema and this one translates `saw` and `set` alike: a name that was changed is the new one in both, else what its
author saw would be taken for what they never saw. Schemas only add, so most steps have nothing to translate, and are not listed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from sync.change import Change, Values

Step = Callable[[str, Values], Values]
"""(kind, fields and their values as schema n has them) → the same as schema n + 1 has them."""

STEPS: dict[int, Step] = {}
"""n → what became of schema n's fields in schema n + 1, where anything did. It stays for as long as the journal has changes of schema n."""


def brought_up(change: Change, to: int, about: str | None = None) -> Change:
    """The change in the words of schema `to`; as it is where it is as new, or newer.

    `about`: the kind of record that a settlement is of, whose values it has in `set.value`.
    """
    if change.schema >= to:
        return change
    saw, values = change.saw, change.set
    for schema in range(change.schema, to):
        step = STEPS.get(schema)
        if step is None:
            continue
        if change.kind != "conflict":
            saw, values = None if saw is None else step(change.kind, saw), step(change.kind, values)
        elif about is not None and isinstance(values.get("value"), Mapping):
            values = {**values, "value": step(about, values["value"])}
    return replace(change, schema=to, saw=saw, set=values)
