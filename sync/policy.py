"""How each kind of field merges and who may write it: policies.toml, read strictly and typed (M4).

A word in the file that nobody here knows is an error, never a default.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast, get_args

Policy = Literal["review", "latest", "text", "set", "forward", "once"]
POLICIES: tuple[Policy, ...] = get_args(Policy)
BundleType = Literal["patient", "people", "forms", "mine"]

LINK_ID = re.compile(r"[\x21-\x7e]{1,100}")
"""What may stand for the star of a pattern: a linkId of visible ASCII characters (PROTOCOL §1)."""


OR_NEW = " or uuid7"
_DERIVED = re.compile(r"uuid5\([a-z_]+(, *[a-z_]+)*\)")
_PATTERN = re.compile(r"[a-z_]+\.\*")


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
    derived: tuple[tuple[str, ...], ...]
    """What its UUIDv5 derives from, by name: the first of these of which everything is given. Empty where the id is made at random (UUIDv7)."""
    may_be_new: bool
    """Whether a record of which nothing of that is given has an id made at random."""
    groups: Mapping[str, Group]
    group_of: Mapping[str, str]
    """Field → group."""
    each: Mapping[str, Group] = field(default_factory=dict)
    """Prefix → what holds for each field that begins with it: such a field is a group of its own, named like it (`answer.<linkId>`)."""

    def group(self, field_name: str) -> Group | None:
        """The group that holds a field."""
        name = self.group_of.get(field_name)
        return self._of_pattern(field_name) if name is None else self.groups[name]

    def named(self, group_name: str) -> Group | None:
        """The group of that name."""
        return self.groups.get(group_name) or self._of_pattern(group_name)

    def touched(self, fields: Iterable[str]) -> list[Group]:
        """The groups that hold any of these fields, in the file's order, those of patterns last and by name."""
        names = set(fields)
        listed = [group for group in self.groups.values() if not names.isdisjoint(group.fields)]
        if not self.each:
            return listed
        found = [self._of_pattern(name) for name in sorted(names - self.group_of.keys())]
        return listed + [group for group in found if group is not None]

    def _of_pattern(self, name: str) -> Group | None:
        for prefix, ruled in self.each.items():
            if name.startswith(prefix) and LINK_ID.fullmatch(name, len(prefix)):
                return replace(ruled, name=name, fields=(name,))
        return None


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
    each = {group.fields[0].removesuffix("*"): group for group in groups.values() if group.fields[0].endswith("*")}
    groups = {key: group for key, group in groups.items() if group not in each.values()}
    group_of: dict[str, str] = {}
    for group in groups.values():
        for field_name in group.fields:
            if any(field_name.startswith(prefix) for prefix in each):
                raise PolicyError(f"{name}.{field_name}: also in {', '.join(pattern.name for pattern in each.values())}")
            if field_name in group_of:
                raise PolicyError(f"{name}.{field_name}: in two groups, {group_of[field_name]} and {group.name}")
            group_of[field_name] = group.name
    derived = _derivations(name, made)
    return Kind(name, cast(BundleType, bundle), part, derived, not derived or made.endswith(OR_NEW), groups, group_of, each)


def _derivations(name: str, made: str) -> tuple[tuple[str, ...], ...]:
    if made == "uuid7":
        return ()
    ways = [way.strip() for way in made.removesuffix(OR_NEW).split(" or ")]
    if not all(_DERIVED.fullmatch(way) for way in ways):
        raise PolicyError(f"{name}: an id is uuid7, or uuid5(…), or uuid5(…) or uuid5(…), or uuid5(…) or uuid7, not {made!r}")
    return tuple(tuple(word.strip() for word in way[len("uuid5(") : -1].split(",")) for way in ways)


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
    if any("*" in each for each in fields) and (fields != (name,) or not _PATTERN.fullmatch(name) or policy != "review" or ranking):
        raise PolicyError(f"{where}: a pattern is the one field of a group of the same name, `word.*`, each of which is reviewed by itself")
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
