"""R4's `enableWhen`: whether a question is asked, by the answers to others. Pure.

Where the other question stands in rows too, the answers of the row that both share count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from backend.assessments.definition import listed, text_of
from backend.assessments.nodes import Node, every


def holds(node: Node, nodes: Sequence[Node]) -> bool:
    """Whether the conditions of an item hold. Without any they do."""
    conditions = listed(node.item.get("enableWhen"))
    if not conditions:
        return True
    met = [_met(each, _seen_from(node, text_of(each.get("question")), nodes)) for each in conditions]
    return any(met) if node.item.get("enableBehavior") == "any" else all(met)


def _seen_from(node: Node, link_id: str, nodes: Sequence[Node]) -> list[Mapping[str, Any]]:
    """The answers to a question as an item sees them: from its own row outwards."""
    for around in node.around():
        inside = list(_within(around, link_id))
        if inside:
            return _answers(inside)
    return _answers([each for each in every(nodes) if each.link_id == link_id])


def _within(around: Node, link_id: str) -> Iterator[Node]:
    return (each for each in every([around]) if each.link_id == link_id)


def _answers(found: Sequence[Node]) -> list[Mapping[str, Any]]:
    return [answer for each in found if each.enabled for answer in each.answers if isinstance(answer, Mapping)]


def _met(condition: Mapping[str, Any], answers: Sequence[Mapping[str, Any]]) -> bool:
    name = next((each for each in condition if each.startswith("answer")), "")
    wanted = condition.get(name)
    operator = condition.get("operator")
    if operator == "exists":
        return bool(answers) == (wanted is not False)
    found = [each.get("value" + name.removeprefix("answer")) for each in answers]
    match operator:
        case "=":
            return any(_same(each, wanted) for each in found)
        case "!=":
            return not any(_same(each, wanted) for each in found)
        case ">" | "<" | ">=" | "<=":
            return any(_compares(each, wanted, operator) for each in found)
        case _:
            return True  # an operator that is not known hides nothing


def _same(value: Any, wanted: Any) -> bool:
    if isinstance(value, Mapping) and isinstance(wanted, Mapping):
        if "code" in wanted:
            return value.get("code") == wanted["code"] and ("system" not in wanted or "system" not in value or value["system"] == wanted["system"])
        return all(value.get(name) == each for name, each in wanted.items())
    return type(value) is type(wanted) and bool(value == wanted) if isinstance(value, bool) or isinstance(wanted, bool) else bool(value == wanted)


def _compares(value: Any, wanted: Any, operator: str) -> bool:
    if isinstance(value, Mapping) and isinstance(wanted, Mapping):
        if value.get("code", value.get("unit")) != wanted.get("code", wanted.get("unit")):
            return False
        value, wanted = value.get("value"), wanted.get("value")
    numbers = all(isinstance(each, int | float) and not isinstance(each, bool) for each in (value, wanted))
    if not numbers and not (isinstance(value, str) and isinstance(wanted, str)):
        return False
    match operator:
        case ">":
            return bool(value > wanted)
        case "<":
            return bool(value < wanted)
        case ">=":
            return bool(value >= wanted)
        case _:
            return bool(value <= wanted)
