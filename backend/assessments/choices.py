"""What may be chosen for an answer: an item's own options, or those of a value set that the form carries. Pure.

As the tablet reads them (`pwa/src/assessment/engine/options.ts`): what it offers must be what is taken. No list is fetched from elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from backend.assessments.definition import TYPES, listed, text_of

MOST = 2000
"""A list that is longer is not drawn on a tablet."""


def options(definition: Mapping[str, Any], item: Mapping[str, Any]) -> list[Mapping[str, Any]] | None:
    """What may be chosen, each an element with one value[x]; None where the list is not in the definition (a value set kept elsewhere)."""
    own = listed(item.get("answerOption"))
    if own:
        return own
    wanted = item.get("answerValueSet")
    if not isinstance(wanted, str):
        return []
    return _in_value_set(wanted, listed(definition.get("contained")), ())


def is_shown(definition: Mapping[str, Any], item: Mapping[str, Any]) -> bool:
    """Whether a tablet can ask it: of a type that it knows, with what there is to choose from (`engine/read-item.ts`, `blocked`)."""
    type_ = text_of(item.get("type"))
    if type_ in ("group", "display", "open-choice") or type_ not in TYPES:
        return type_ in TYPES
    choices = options(definition, item)
    return choices is not None and (bool(choices) or type_ not in ("choice", "reference"))


def _in_value_set(wanted: str, contained: Sequence[Mapping[str, Any]], seen: tuple[str, ...]) -> list[Mapping[str, Any]] | None:
    """Elements with a coding each. `seen`: value sets that name each other in a circle end."""
    held = next((each for each in contained if each.get("resourceType") == "ValueSet" and _is_it(wanted, each)), None)
    if held is None or wanted in seen:
        return None
    expansion, compose = held.get("expansion"), held.get("compose")
    if isinstance(expansion, Mapping) and isinstance(expansion.get("contains"), list):
        return _flat(listed(expansion["contains"]), "contains")
    compose = compose if isinstance(compose, Mapping) else {}
    taken = [_in_part(part, contained, (*seen, wanted)) for part in listed(compose.get("include"))]
    left = [_in_part(part, contained, (*seen, wanted)) for part in listed(compose.get("exclude"))]
    if not taken or None in taken or None in left:
        return None  # by filter or whole system: no list here
    out = {_key(each) for some in left for each in some or ()}
    return [each for some in taken for each in some or () if _key(each) not in out]


def _is_it(wanted: str, held: Mapping[str, Any]) -> bool:
    if wanted.startswith("#"):
        return bool(held.get("id") == wanted[1:])
    url, _, version = wanted.partition("|")
    return url != "" and held.get("url") == url and version in ("", held.get("version"))


def _in_part(part: Mapping[str, Any], contained: Sequence[Mapping[str, Any]], seen: tuple[str, ...]) -> list[Mapping[str, Any]] | None:
    system, sets = text_of(part.get("system")), part.get("valueSet")
    if listed(part.get("filter")):
        return None
    if isinstance(part.get("concept"), list):
        return [_coded(each, system) for each in listed(part["concept"])]
    if isinstance(sets, list):
        return _in_value_set(text_of(sets[0]), contained, seen) if len(sets) == 1 and not system else None
    codes = next((each for each in contained if each.get("resourceType") == "CodeSystem" and system and each.get("url") == system), None)
    return None if codes is None else _flat(listed(codes.get("concept")), "concept", system)


def _flat(top: Sequence[Mapping[str, Any]], inside: str, system: str = "") -> list[Mapping[str, Any]]:
    """The concepts of a tree, each before those inside it, without recursion. What is abstract is a heading, not a choice."""
    found: list[Mapping[str, Any]] = []
    waiting = list(reversed(top))
    while waiting and len(found) < MOST:
        each = waiting.pop()
        if each.get("abstract") is not True and isinstance(each.get("code"), str):
            found.append(_coded(each, text_of(each.get("system")) or system))
        waiting.extend(reversed(listed(each.get(inside))))
    return found


def _coded(concept: Mapping[str, Any], system: str) -> Mapping[str, Any]:
    coding = {**({"system": system} if system else {}), **{name: concept[name] for name in ("code", "display") if name in concept}}
    extension = listed(concept.get("extension"))
    return {"valueCoding": coding, "extension": extension} if extension else {"valueCoding": coding}


def _key(option: Mapping[str, Any]) -> str:
    coding = option["valueCoding"]
    return json.dumps([coding.get("system"), coding.get("code") or coding.get("display")])
