"""What stands between a section and its signature: what a form needs and nobody answered, and what does not fit together. Pure.

As the tablet has it (`engine/check.ts`, `engine/faults.ts`), in the same words; `tests/assessments/test_both_fillings.py` compares the two.

1. Only what is asked of a person has gaps: not what is not enabled, hidden, read-only, worked out, or cannot be shown on a tablet at all.
2. A reason why it was not asked is no gap.
3. A constraint of the form counts where it plainly says no: what cannot be worked out, or is no more than a warning, holds nobody up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from backend.assessments.choices import is_shown
from backend.assessments.definition import CORE, HIDDEN, SDC, extensions, is_computed, is_question, listed, text_of, value_of
from backend.assessments.nodes import Node, is_rows

_CONSTRAINTS = (SDC + "sdc-questionnaire-targetConstraint", CORE + "targetConstraint", CORE + "questionnaire-constraint")


@dataclass(frozen=True, slots=True)
class Gap:
    """`item`: its linkId; `row`: id of the innermost row in which it stands, or ""; `words`: as a person reads them; `section`: the top item."""

    item: str
    row: str
    words: str
    section: str


@dataclass(frozen=True)
class Asking:
    """What a form knows beyond its items: whether the conditions of an item hold, and whether an expression on one says a plain no."""

    definition: Mapping[str, Any]
    is_asked: Callable[[Node], bool]
    is_against: Callable[[str, Node], bool]


def gaps(asking: Asking, nodes: Sequence[Node]) -> list[Gap]:
    """All gaps of a form, in its order. `nodes`: its top nodes, worked out."""
    found = []
    for item in listed(asking.definition.get("item")):
        for link_id, row, words in _inside(asking, [item], nodes, None):
            found.append(Gap(link_id, row, words, text_of(item.get("linkId"))))
    return found


def _inside(asking: Asking, items: Sequence[Mapping[str, Any]], nodes: Sequence[Node], around: Node | None) -> Iterator[tuple[str, str, str]]:
    """(linkId, row, words) of each gap of these items. `nodes`: those among which theirs stand; `around`: what they stand in."""
    row = around.row.id if around is not None and around.row else ""
    for item in items:
        mine = [node for node in nodes if node.item is item]
        link_id = text_of(item.get("linkId"))
        if is_rows(item) and asking.is_asked(Node(item, around.row if around else None, around)):
            yield from ((link_id, row, words) for words in _of_rows(asking.definition, item, len(mine)))
        for node in (each for each in mine if each.enabled):
            here = node.row.id if node.row else ""
            yield from ((link_id, here, words) for words in _of_one(asking, node))
            yield from _inside(asking, listed(item.get("item")), node.children, node)


def _of_rows(definition: Mapping[str, Any], item: Mapping[str, Any], count: int) -> Iterator[str]:
    if value_of(item, HIDDEN) is True or not is_shown(definition, item):
        return
    least, most = max(_occurs(item, "min") or 0, int(item.get("required") is True)), _occurs(item, "max")
    if count < least:
        yield "Add at least one." if least == 1 else f"Add at least {least}; there {'is 1' if count == 1 else f'are {count}'}."
    elif most is not None and count > most:
        yield f"At most {most}; there are {count}."


def _of_one(asking: Asking, node: Node) -> Iterator[str]:
    if _is_answerable(asking.definition, node.item) and not text_of((node.value or {}).get("not_asked")):
        count, is_required = len(node.answers), node.item.get("required") is True
        least = 0 if is_rows(node.item) else _occurs(node.item, "min") or 0
        if is_required and count == 0:
            yield "This needs an answer, or why it was not asked."
        elif 0 < count < least:
            yield f"At least {least} answers."
    for text, words in _constraints(node.item):
        if asking.is_against(text, node):
            yield words


def _is_answerable(definition: Mapping[str, Any], item: Mapping[str, Any]) -> bool:
    is_open = item.get("readOnly") is not True and value_of(item, HIDDEN) is not True
    return is_question(item) and not is_computed(item) and is_open and is_shown(definition, item)


def _occurs(item: Mapping[str, Any], which: str) -> int | None:
    found = value_of(item, f"{CORE}questionnaire-{which}Occurs")
    return found if isinstance(found, int) and not isinstance(found, bool) and found >= 0 else None


def _constraints(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(expression, what to say where it does not hold) of each that must hold."""
    for each in (one for url in _CONSTRAINTS for one in extensions(item, url)):
        said = value_of(each, "expression")
        expression = said if isinstance(said, Mapping) else {"expression": said}
        language = text_of(expression.get("language")) or "text/fhirpath"
        if text_of(expression.get("expression")).strip() and language.startswith("text/fhirpath") and value_of(each, "severity") != "warning":
            yield text_of(expression.get("expression")), text_of(value_of(each, "human")) or "This does not fit the other answers."
