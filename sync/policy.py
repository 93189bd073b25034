"""How each kind of field merges and who may write it: policies.toml, read strictly and typed (M4).

A word in the file that nobody here knows is an error, never a default.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast, get_args

Policy = Literal["review", "latest", "text", "set", "forward", "once"]
POLICIES: tuple[Policy, ...] = get_args(Policy)
BundleType = Literal["patient", "people", "mine"]


class PolicyError(ValueError):
    """The policies say something that cannot be meant; the message says where."""


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that merge, are disputed and are settled as one value (M3).

    `writers`: roles, `self`, `engine`. `cautious`: a field and its values, the more cautious first (M5). `steps` (policy `forward`): from each
    value of the field `stepped` to those that may follow; `reason`: the field that must say why for a step back.
    """

    name: str
    fields: tuple[str, ...]
    policy: Policy
    writers: frozenset[str]
    why: str
    cautious: tuple[str, tuple[Any, ...]] | None = None
    stepped: str | None = None
    steps: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record: its bundle, the part where a new one goes, how its id is made, its groups in the file's order."""

    name: str
    bundle: BundleType
    part: str
    id: tuple[str, ...] | None
    """What its UUIDv5 derives from, by name; None where the id is made at random (UUIDv7)."""
    groups: Mapping[str, Group]
    group_of: Mapping[str, str]
    """Field → group."""

    def group(self, field_name: str) -> Group | None:
        """The group that holds a field."""
        name = self.group_of.get(field_name)
        return None if name is None else self.groups[name]


@dataclass(frozen=True, slots=True)
class Policies:
    """All kinds. `over`: the statuses of a record that is ended, cancelled or entered in error (M3)."""

    schema: int
    kinds: Mapping[str, Kind]
    writers: Mapping[str, tuple[str, ...]]
    parts: frozenset[str]
    over: frozenset[str]

    def kind(self, name: str) -> Kind | None:
        """The kind of that name."""
        return self.kinds.get(name)


@cache
def load() -> Policies:
    """The policies that this version of Alongside was built with."""
    return read(files("sync").joinpath("policies.toml").read_text(encoding="utf-8"))


def read(text: str) -> Policies:
    """Policies from TOML. Raises PolicyError, which names the place, for anything that is missing, doubled or unknown."""
    raw = tomllib.loads(text)
    schema = _take(raw, "schema", int, "the file")
    writers = {name: tuple(roles) for name, roles in _take(raw, "writers", dict, "the file").items()}
    parts = frozenset(_take(raw, "parts", list, "the file"))
    over = frozenset(_take(raw, "over", list, "the file"))
    kinds = {name: _kind(name, body, writers, parts) for name, body in raw.items()}
    return Policies(schema=schema, kinds=kinds, writers=writers, parts=parts, over=over)


def _kind(name: str, raw: Any, writers: Mapping[str, Sequence[str]], parts: frozenset[str]) -> Kind:
    if not isinstance(raw, dict):
        raise PolicyError(f"{name}: not a kind, and no other word is known here")
    raw = dict(raw)
    bundle = _take(raw, "bundle", str, name)
    part = _take(raw, "part", str, name)
    made = _take(raw, "id", str, name)
    groups = {group: _group(f"{name}.{group}", group, body, writers) for group, body in _take(raw, "group", dict, name).items()}
    _nothing_left(raw, name)
    if bundle not in get_args(BundleType):
        raise PolicyError(f"{name}: no bundle is called {bundle!r}")
    if part not in parts:
        raise PolicyError(f"{name}: no part is called {part!r}")
    group_of: dict[str, str] = {}
    for group in groups.values():
        for field_name in group.fields:
            if field_name in group_of:
                raise PolicyError(f"{name}.{field_name}: in two groups, {group_of[field_name]} and {group.name}")
            group_of[field_name] = group.name
    return Kind(name=name, bundle=cast(BundleType, bundle), part=part, id=_derivation(name, made), groups=groups, group_of=group_of)


def _derivation(name: str, made: str) -> tuple[str, ...] | None:
    if made == "uuid7":
        return None
    if made.startswith("uuid5(") and made.endswith(")"):
        return tuple(word.strip() for word in made[len("uuid5(") : -1].split(","))
    raise PolicyError(f"{name}: an id is uuid7 or uuid5(…), not {made!r}")


def _group(where: str, name: str, raw: Any, writers: Mapping[str, Sequence[str]]) -> Group:
    if not isinstance(raw, dict):
        raise PolicyError(f"{where}: not a group")
    raw = dict(raw)
    fields = tuple(_take(raw, "fields", list, where))
    policy = _take(raw, "policy", str, where)
    write = _take(raw, "write", str, where)
    why = _take(raw, "why", str, where)
    ranking: Mapping[str, Any] = _take(raw, "cautious", dict, where) if "cautious" in raw else {}
    stepping: Mapping[str, Any] = _take(raw, "steps", dict, where) if policy == "forward" else {}
    reason = _take(raw, "reason", str, where) if policy == "forward" else None
    _nothing_left(raw, where)
    if policy not in POLICIES:
        raise PolicyError(f"{where}: no policy is called {policy!r}")
    if write not in writers:
        raise PolicyError(f"{where}: nobody in [writers] is called {write!r}")
    if not fields or len(set(fields)) != len(fields) or not all(isinstance(each, str) for each in fields):
        raise PolicyError(f"{where}: fields are names, each once, at least one")
    if policy in ("text", "set") and len(fields) != 1:
        raise PolicyError(f"{where}: {policy} merges one field, not a statement of several")
    for named in (*ranking, *stepping, *([reason] if reason is not None else [])):
        if named not in fields:
            raise PolicyError(f"{where}: {named!r} is not one of its fields")
    if len(ranking) > 1 or (policy == "forward" and len(stepping) != 1):
        raise PolicyError(f"{where}: one field is ranked, or steps")
    if ranking and policy != "review":
        raise PolicyError(f"{where}: only what is reviewed is ranked by caution")
    stepped = next(iter(stepping), None)
    return Group(
        name=name,
        fields=fields,
        policy=cast(Policy, policy),
        writers=frozenset(writers[write]),
        why=why,
        cautious=next(((ranked, tuple(values)) for ranked, values in ranking.items()), None),
        stepped=stepped,
        steps={} if stepped is None else {step: tuple(after) for step, after in stepping[stepped].items()},
        reason=reason,
    )


def _take(raw: dict[str, Any], key: str, kind: type, where: str) -> Any:
    if key not in raw:
        raise PolicyError(f"{where}: {key} is missing")
    value = raw.pop(key)
    if not isinstance(value, kind):
        raise PolicyError(f"{where}: {key} is not a {kind.__name__}")
    return value


def _nothing_left(raw: Mapping[str, Any], where: str) -> None:
    if raw:
        raise PolicyError(f"{where}: {', '.join(sorted(raw))}: not known here")
