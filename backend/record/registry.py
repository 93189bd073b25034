"""Which kinds the record knows: for each its table, its schema, its window, and what follows from a write. `app.py` fills it once.

1. Every kind of `sync/policies.toml` that a registered capability synced has exactly the policy's fields in its schema and its table.
2. Nothing here imports a capability: they are handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from marshmallow import Schema
from marshmallow.fields import Field
from sqlalchemy import Table
from sqlalchemy.orm import Session

from sync import policy
from sync.change import Record

Window = Callable[[Mapping[str, Any], date], bool]
"""(fields, today) → whether the record belongs in the bundle that day (R8)."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes: a member of staff with roles, or a job with a named purpose (then `staff` is that name and `purpose` says why).

    `whose`: members of staff in whose own bundles a job may write the first record; for everyone else their own first record makes it.
    """

    staff: str
    roles: frozenset[str]
    place: str
    purpose: str | None = None
    whose: frozenset[str] = frozenset()


AfterWrite = Callable[[Session, Sequence[Record], Writer], None]
"""Runs in the same transaction, after the rows are written, with the records of one kind as they now stand."""

Header = Callable[[Mapping[str, Sequence[Record]]], dict[str, Any]]
"""Live records of part `core` by kind → PROTOCOL §9."""

OWN_COLUMNS = frozenset({"id", "place_id", "bundle_id", "patient_id", "part", "rev"})


@dataclass(frozen=True)
class Synced:
    """One kind that travels.

    model: the typed table: id, place_id, bundle_id, patient_id, part, rev (`record.models.SyncedColumns`) and one column per field, same names;
        PostgreSQL turns the wire's text into the column's type.
    schema: marshmallow, exactly these fields; judges `set` (of an edit with `partial=True`).
    window: None is: always in the bundle.
    keep_last: (how many, the field that says when, the fields that say of what): only the newest of each stay in the bundle.
    when: the fields that say when it happened, the first that is set: by these what left the window is read, newest first.
    after_write: what follows in the same transaction.
    goes_with: the field that names the record with which this one leaves the bundle and comes back.
    each: prefix of the fields of a pattern → the JSON column that holds them all, by what follows the prefix; and what judges one of their values.
    """

    kind: str
    model: type[Any]
    schema: type[Schema]
    window: Window | None = None
    keep_last: tuple[int, str, tuple[str, ...]] | None = None
    after_write: AfterWrite | None = None
    when: tuple[str, ...] = ()
    goes_with: str | None = None
    each: Mapping[str, tuple[str, Field[Any]]] = field(default_factory=dict)


@dataclass(frozen=True)
class _Known:
    synced: Synced
    table: Table
    columns: tuple[str, ...]
    fields: tuple[str, ...]
    hooks: list[AfterWrite] = field(default_factory=list)

    def judge_of(self, name: str) -> Field[Any] | None:
        """What judges the values of a field of a pattern."""
        return next((judge for prefix, (_, judge) in self.synced.each.items() if name.startswith(prefix)), None)

    def values(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        """A record's fields by column: those of a pattern together, as one object."""
        if not self.synced.each:
            return dict(fields)
        found = {name: fields[name] for name in self.fields if name in fields}
        for prefix, (column, _) in self.synced.each.items():
            found[column] = {name.removeprefix(prefix): value for name, value in fields.items() if name.startswith(prefix)}
        return found


@dataclass(frozen=True, slots=True)
class Form:
    """What the record must know of one version of a questionnaire. It never changes.

    sections: linkId → linkId of the top-level item that it stands in (R4).
    judge: fields `answer.<linkId>` → what is wrong with those that do not fit, by field, in a sentence that says what is allowed.
    """

    sections: Mapping[str, str]
    judge: Callable[[Mapping[str, Any]], Mapping[str, str]] = lambda fields: {}


Forms = Callable[[Session, str, Iterable[tuple[str, str]]], Mapping[tuple[str, str], Form]]
"""(session of role engine, place, (url, version)s) → those of them that the place has."""

_kinds: dict[str, _Known] = {}
_forms: list[Forms] = []
_headers: dict[str, tuple[Header, frozenset[str]]] = {}


class WrongKind(Exception):
    """A kind whose table or schema does not hold exactly the fields that policies.toml names."""


def register(*kinds: Synced) -> None:
    """Makes kinds known. Registering the same again changes nothing, so that several apps may be made in one process."""
    for synced in kinds:
        if synced.kind in _kinds and _kinds[synced.kind].synced == synced:
            continue
        table: Table = synced.model.__table__
        kind = policy.load().kinds[synced.kind]
        wanted = set(kind.group_of)
        patterned = {column for column, _ in synced.each.values()}
        held = set(table.columns.keys()) - OWN_COLUMNS
        ruled = set(synced.schema._declared_fields)
        if not wanted | patterned <= held or OWN_COLUMNS - set(table.columns.keys()):
            raise WrongKind(f"{synced.kind}: the table lacks {sorted((wanted | patterned | OWN_COLUMNS) - set(table.columns.keys()))}")
        if synced.kind != "conflict" and ruled != wanted:
            raise WrongKind(f"{synced.kind}: the schema and policies.toml differ in {sorted(ruled ^ wanted)}")
        if set(synced.each) != set(kind.each):
            raise WrongKind(f"{synced.kind}: policies.toml has other patterns, {sorted(set(synced.each) ^ set(kind.each))}")
        columns = tuple(column.name for column in table.columns if column.name in OWN_COLUMNS | wanted | patterned)
        hooks = _kinds[synced.kind].hooks if synced.kind in _kinds else []
        _kinds[synced.kind] = _Known(synced, table, columns, tuple(sorted(wanted)), hooks)


def after_write(kind: str, hook: AfterWrite) -> None:
    """One more thing that follows from writing a kind, from a capability that does not own it (creating a patient makes the author's grant)."""
    if hook not in _kinds[kind].hooks:
        _kinds[kind].hooks.append(hook)


def register_header(bundle_type: str, header: Header, kinds: frozenset[str]) -> None:
    """How a type of bundle's header is made, and of which kinds: it is made anew in any write of one of those."""
    _headers[bundle_type] = (header, kinds)


def set_forms(function: Forms) -> None:
    """Hands the record the function that knows questionnaires. Without one no section can be signed."""
    _forms[:] = [function]


def forms(session: Session, place: str, wanted: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], Form]:
    """The forms of these urls and versions."""
    asked = sorted(set(wanted))
    return _forms[0](session, place, asked) if _forms and asked else {}


def known(kind: str) -> _Known | None:
    return _kinds.get(kind)


def part(kind: str) -> str:
    """The part where a new record of this kind goes unless its creation says otherwise."""
    ruled = policy.load().kinds.get(kind)
    return ruled.part if ruled else "core"


def parts() -> frozenset[str]:
    """The parts that there are; a grant names some of them."""
    return policy.load().parts


def groups(kind: str) -> dict[str, tuple[str, ...]]:
    """Group → its fields, of one kind: for loaders, which say of each group who wrote it and when. (Groups of patterns are their fields.)"""
    return {name: tuple(group.fields) for name, group in policy.load().kinds[kind].groups.items()}


def kinds() -> Iterable[str]:
    return tuple(_kinds)


def windowed() -> frozenset[str]:
    """The kinds that leave and enter bundles with time."""
    return frozenset(kind for kind, known in _kinds.items() if known.synced.window or known.synced.keep_last or known.synced.goes_with)


def header(bundle_type: str) -> tuple[Header, frozenset[str]] | None:
    return _headers.get(bundle_type)


def hooks(kind: str) -> tuple[AfterWrite, ...]:
    own = _kinds[kind].synced.after_write
    return (*((own,) if own else ()), *_kinds[kind].hooks)


def forget_all() -> None:
    """For tests that register kinds of their own."""
    _kinds.clear()
    _headers.clear()
    _forms.clear()
