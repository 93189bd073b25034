"""One group of fields, changed by two people: what becomes of it (M1, M3, M4). Pure.

1. What nobody else touched is applied: `saw` is `current`.
2. What stands already is left: `current` is `wanted`.
3. Otherwise the group's policy decides, for the group as one value, and never by dropping what was typed: it stands in the result,
   is disputed, or (`latest` only) is overtaken and named beside the value that stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sync import sentences
from sync.change import Values
from sync.line import code_units, same
from sync.policy import Group


@dataclass(frozen=True, slots=True)
class Nothing:
    """What was wanted stands already."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What was wanted stands exactly; nobody else had changed it."""


@dataclass(frozen=True, slots=True)
class Joined:
    """The policy made one value of both. `by_sentence`: a text to be read. `overtook`: the unseen value before gave way (`latest`)."""

    result: Values
    by_sentence: bool = False
    overtook: bool = False


@dataclass(frozen=True, slots=True)
class Overtaken:
    """What stands is later than what was wanted and stays (`latest`); `passed` where it lies further along the same way (`forward`)."""

    passed: bool = False


@dataclass(frozen=True, slots=True)
class Disputed:
    """A person has to decide."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """What is written once does not change (`once`)."""


@dataclass(frozen=True, slots=True)
class NotAStep:
    """A step back, or to the side, without a reason (`forward`)."""


Merge = Nothing | Taken | Joined | Overtaken | Disputed | Fixed | NotAStep


def merge(group: Group, saw: Values, current: Values, wanted: Values, *, later: bool = True) -> Merge:
    """What becomes of one group.

    `saw`, `current` and `wanted` hold every field of the group, null where it was never set. `later`: whether the wanted value's
    `(made_at, id)` is after that of the current one; only `latest` asks.
    """
    if equal(group, current, wanted):
        return Nothing()
    seen = equal(group, saw, current)
    match group.policy:
        case "once":
            return Taken() if seen and not any_value(current) else Fixed()
        case "forward":
            return _forward(group, saw, current, wanted, seen)
        case _ if seen:
            return Taken()
        case "latest":
            return Joined(wanted, overtook=True) if later else Overtaken()
        case "set":
            return Joined({name: _both(saw[name], current[name], wanted[name]) for name in group.fields})
        case "text":
            return _text(group.fields[0], saw, current, wanted)
        case "review":
            return Disputed()


def equal(group: Group, one: Values, other: Values) -> bool:
    """Whether two values of a group are the same to everyone."""
    return all(same(one[name], other[name]) for name in group.fields)


def any_value(values: Values) -> bool:
    """Whether anything stands in a group at all."""
    return any(value is not None for value in values.values())


def whole(group: Group, fields: Values) -> dict[str, Any]:
    """A group's values out of a record's fields or a change's set: every field, null where it was never set."""
    return {name: tidy(group, fields.get(name)) for name in group.fields}


def tidy(group: Group, value: Any) -> Any:
    """A set as it travels: sorted by code unit, without repeats (PROTOCOL §2). Anything else as it is."""
    if group.policy == "set" and isinstance(value, (list, tuple)):
        return sorted(set(value), key=code_units)
    return value


def _both(saw: Sequence[str] | None, current: Sequence[str] | None, wanted: Sequence[str] | None) -> list[str]:
    before, now, then = set(saw or ()), set(current or ()), set(wanted or ())
    return sorted((now - (before - then)) | (then - before), key=code_units)


def _text(name: str, saw: Values, current: Values, wanted: Values) -> Merge:
    base, theirs, mine = (values[name] or "" for values in (saw, current, wanted))
    if not mine or not theirs:
        return Disputed()  # one of them emptied it: no sentence of theirs is left to stand beside the other's
    joined = sentences.join(base, mine, theirs)
    return Disputed() if joined is None else Joined({name: joined}, by_sentence=True)


def _forward(group: Group, saw: Values, current: Values, wanted: Values, seen: bool) -> Merge:
    assert group.stepped is not None
    now, then = current[group.stepped], wanted[group.stepped]
    if now is None or leads(group.steps, now, then):
        return Taken() if seen else Joined(wanted)
    if now == then:
        return Taken() if seen else Disputed()
    if seen:
        return Taken() if group.reason is not None and wanted[group.reason] else NotAStep()
    # Others went on from there. A reason written for the step that they passed still stands only if a person puts it somewhere.
    silent = all(same(wanted[name], saw[name]) or same(wanted[name], current[name]) for name in group.fields if name != group.stepped)
    return Overtaken(passed=True) if silent and leads(group.steps, then, now) else Disputed()


def leads(steps: Mapping[str, Sequence[str]], start: Any, end: Any) -> bool:
    """Whether steps of the table lead from one to the other."""
    reached, edge = set(), [start]
    while edge:
        for step in steps.get(edge.pop(), ()):
            if step not in reached:
                reached.add(step)
                edge.append(step)
    return end in reached
