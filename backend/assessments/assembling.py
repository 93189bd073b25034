"""A joint questionnaire made of instruments (SDC, modular forms): `instruments/joint/` names them, `instruments/` holds them and the whole.

`python -m backend.assessments.assembling` writes the joint ones anew after a change of one of their instruments; a test says when that was forgotten.

1. An instrument's group is taken in whole and unchanged, so that a score means the same wherever it was asked.
2. An instrument stands in a section, at the second level, in a joint form as in its own: its expressions find it there.
3. No linkId twice.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from backend.assessments.definition import INSTRUMENT, SDC, listed, text_of, value_of, walk

FOLDER = Path(__file__).parent / "instruments"
SUB = SDC + "sdc-questionnaire-subQuestionnaire"


class CannotAssemble(Exception):
    """The root names an instrument that is not there, or a linkId stands twice. The text says which."""


def assemble(root: Mapping[str, Any], instruments: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The whole form. `instruments`: canonical "url|version" → its Questionnaire. Raises CannotAssemble."""
    sections = [
        {**section, "item": [each for item in listed(section.get("item")) for each in _taken(item, instruments)]} for section in listed(root["item"])
    ]
    whole = {**root, "item": sections}
    seen: set[str] = set()
    for placed in walk(whole):
        if placed.link_id in seen:
            raise CannotAssemble(f"{placed.link_id} stands twice")
        seen.add(placed.link_id)
    return whole


def _taken(item: Mapping[str, Any], instruments: Mapping[str, Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    wanted = value_of(item, SUB)
    if wanted is None:
        yield item
        return
    if wanted not in instruments:
        raise CannotAssemble(f"there is no instrument {wanted}")
    for section in listed(instruments[wanted].get("item")):
        yield from (group for group in listed(section.get("item")) if value_of(group, INSTRUMENT) is not None)


def canonical(definition: Mapping[str, Any]) -> str:
    """What FHIR calls one version of a questionnaire: "url|version"."""
    return f"{text_of(definition.get('url'))}|{text_of(definition.get('version'))}"


def assembled() -> dict[str, dict[str, Any]]:
    """Name of the file → the whole of each joint form, made from what stands in the folder now. Raises CannotAssemble."""
    roots = sorted((FOLDER / "joint").glob("*.json"))
    names = {path.name for path in roots}
    single = [json.loads(path.read_text()) for path in sorted(FOLDER.glob("*.json")) if path.name not in names]
    by_canonical = {canonical(each): each for each in single}
    return {path.name: assemble(json.loads(path.read_text()), by_canonical) for path in roots}


@cache
def shipped() -> tuple[dict[str, Any], ...]:
    """The definitions that every place gets, in the order of their titles."""
    found = [json.loads(path.read_text()) for path in sorted(FOLDER.glob("*.json"))]
    return tuple(sorted(found, key=lambda each: str(each["title"])))


def shipped_one(key: str) -> dict[str, Any]:
    """The shipped definition whose address ends in this key ("phq-9"). Raises KeyError."""
    for definition in shipped():
        if text_of(definition.get("url")).rpartition("/")[2] == key:
            return definition
    raise KeyError(key)


def written(value: Any, indent: int = 0, width: int = 150) -> str:
    """JSON as the folder has it: what fits on a line stands on one."""
    text = json.dumps(value, ensure_ascii=False)
    if len(text) + indent <= width or not isinstance(value, dict | list) or not value:
        return text
    inner, pad = indent + 2, " " * (indent + 2)
    if isinstance(value, dict):
        entries, (start, end) = [f"{json.dumps(name)}: {written(each, inner, width)}" for name, each in value.items()], "{}"
    else:
        entries, (start, end) = [written(each, inner, width) for each in value], "[]"
    return f"{start}\n" + ",\n".join(pad + entry for entry in entries) + f"\n{' ' * indent}{end}"


if __name__ == "__main__":
    for name, whole in assembled().items():
        (FOLDER / name).write_text(written(whole) + "\n")
