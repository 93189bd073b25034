"""What is disputed, for paper: its sides in words, and the record without what is in dispute (M5: no side is the value)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from backend.care_plans.words import AGREED, PROGRESS
from backend.documents import words as in_words
from backend.record import Record, registry

NOT_SETTLED = "Not settled, see below"
_OF = {"alert": "alert", "contact": "contact"}
_OF_PERSON = {"name": "name", "birth": "date of birth", "nhs_number": "NHS number", "address": "address"}
"""What paper says of a person, and is a statement that can be in dispute: their other disputes are not on it."""
_LEFT_OUT = frozenset({"latitude", "longitude", "access_note", "nhs_number_status"})
"""Parts of those that no paper says: how one comes in, least of all."""
_STATUS = {
    "active": "Going on",
    "achieved": "Reached",
    "completed": "Done",
    "on-hold": "Waiting for now",
    "cancelled": "Given up",
    "ended": "Holds no longer",
    "entered-in-error": "Written by mistake",
}


@dataclass(frozen=True, slots=True)
class Dispute:
    """A statement that people made differently: `group` of the record it is about, `what` that is in words, each side with who says so."""

    group: str
    what: str
    sides: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Names:
    """`people`: name and profession of staff, by id. `organisations`: names, by id."""

    people: Mapping[str, tuple[str, str]]
    organisations: Mapping[str, str]

    def person(self, id_: str | None) -> str:
        name, profession = self.people.get(id_ or "", ("", ""))
        return ", ".join(filter(None, (name, profession.replace("-", " "))))


def by_record(conflicts: Iterable[Record], names: Names) -> dict[str, tuple[Dispute, ...]]:
    """The open disputes of each record, by its id. Of a person's own, those that change what paper says of them."""
    found: dict[str, tuple[Dispute, ...]] = {}
    for one in conflicts:
        f = one.fields
        if f.get("status") != "open":
            continue
        kind, group = f.get("about_kind") or "", f.get("group") or ""
        sides = tuple(
            (names.people.get(side["by"], ("", ""))[0] or "Somebody of the team", _said(side["value"], names)) for side in f.get("sides") or ()
        )
        if kind == "patient" and (group not in _OF_PERSON or len({words for _, words in sides}) < 2):
            continue
        what = _OF_PERSON[group] if kind == "patient" else " ".join(filter(None, (_OF.get(kind), group.replace("_", " "))))
        found[f["about"]] = (*found.get(f["about"], ()), Dispute(group, what, sides))
    return found


def settled(record: Record, open_: Iterable[Dispute]) -> dict[str, Any]:
    """The record's fields without those that are in dispute: until somebody settles it, none of its sides may read as the value (M5)."""
    of = registry.groups(record.kind)
    hidden = {field for one in open_ for field in of.get(one.group, ())}
    return {name: value for name, value in record.fields.items() if name not in hidden}


def staff_of(sides: Iterable[Mapping[str, Any]]) -> set[str]:
    """Everybody whom the sides name: who says so, and whom they say it of."""
    found = set()
    for side in sides:
        value = side["value"] if isinstance(side["value"], Mapping) else {}
        found |= {side["by"], *(value[name] for name in ("staff", "review_by") if value.get(name))}
    return found


def _said(value: Any, names: Names) -> str:
    """A side's value in words: its fields, one after the other."""
    if not isinstance(value, Mapping):
        return "nothing" if value in (None, "", []) else str(value)
    name = " ".join(filter(None, (value.get("given_name"), value.get("family_name"))))
    rest = {key: one for key, one in value.items() if key not in ("given_name", "family_name") and key not in _LEFT_OUT}
    told = (name, *(_field(key, one, names) for key, one in rest.items() if one not in (None, "", [])))
    return ", ".join(filter(None, told)) or "nothing"


def _field(name: str, value: Any, names: Names) -> str:
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    if name in ("staff", "review_by"):
        return names.person(value) or "somebody of the team"
    if name == "organisation":
        return names.organisations.get(value, "")
    if name == "status":
        return _STATUS.get(value, str(value))
    if name == "progress":
        return PROGRESS.get(value, str(value))
    if name == "agreed_kind":
        return AGREED.get(value, str(value))
    if name == "known_as":
        return f"known as {value}"
    if name == "nhs_number":
        return spaced(value)
    return in_words.day(value) if name.endswith("_on") else str(value)


def spaced(number: str | None) -> str:
    """An NHS number as people read it."""
    return f"{number[:3]} {number[3:6]} {number[6:]}" if number and len(number) == 10 else number or ""
