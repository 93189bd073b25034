"""R4's `enableWhen`: whether a question is asked, by the answers to others. Pure.

Where the other question stands in rows too, the answers of the row that both share count. The same meaning as the tablet's `engine/compare.ts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
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
    found = [next((value for name, value in each.items() if name.startswith("value") and value is not None), None) for each in answers]
    match operator:
        case "=":
            return any(equal(each, wanted) for each in found)
        case "!=":
            return not any(equal(each, wanted) for each in found)
        case ">" | "<" | ">=" | "<=":
            return any(_fits(compared(each, wanted), operator) for each in found)
        case _:
            return True  # an operator that is not known hides nothing


def _fits(order: float | None, operator: str) -> bool:
    if order is None:
        return False
    return order > 0 if operator == ">" else order < 0 if operator == "<" else order >= 0 if operator == ">=" else order <= 0


def equal(value: Any, wanted: Any) -> bool:
    """A coding is known by system and code; where one side names no system, or is only words, by what both have."""
    if isinstance(value, Mapping) and isinstance(wanted, Mapping):
        if "value" in value or "value" in wanted:
            return compared(value, wanted) == 0
        if "code" in value and "code" in wanted:
            systems = {each for each in (value.get("system"), wanted.get("system")) if each}
            return bool(value["code"] == wanted["code"]) and len(systems) < 2
        if "reference" in value or "reference" in wanted:
            return bool(value.get("reference") == wanted.get("reference"))
        return "display" in value and value["display"] == wanted.get("display")
    if isinstance(value, Mapping) and isinstance(wanted, str):
        return "value" not in value and wanted in (value.get("code"), value.get("display"))
    if isinstance(value, str) and isinstance(wanted, Mapping):
        return equal(wanted, value)
    if isinstance(value, bool) or isinstance(wanted, bool):
        return value is wanted
    return compared(value, wanted) == 0


def compared(value: Any, wanted: Any) -> float | None:
    """Less than, equal, more than zero; None where there is no saying."""
    if _is_number(value) and _is_number(wanted):
        return float((value > wanted) - (value < wanted))
    if isinstance(value, str) and isinstance(wanted, str):
        if _TEMPORAL.fullmatch(value) and _TEMPORAL.fullmatch(wanted):
            return _times(value, wanted)
        return float((value > wanted) - (value < wanted))
    if isinstance(value, Mapping) and _is_number(wanted):
        return compared(value.get("value"), wanted)
    if _is_number(value) and isinstance(wanted, Mapping):
        return compared(value, wanted.get("value"))
    if not isinstance(value, Mapping) or not isinstance(wanted, Mapping) or not _same_unit(value, wanted):
        return None
    amounts = (value.get("value"), wanted.get("value"))
    return compared(*amounts) if all(_is_number(each) for each in amounts) else None


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _same_unit(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Other units are never converted: 100 cm and 1 m are no match, and no false one. No unit on one side takes the other's."""
    mine, theirs = ([text_of(each.get(part)) for part in ("code", "unit")] for each in (one, other))
    if not any(mine) or not any(theirs):
        return True
    return mine[0] == theirs[0] if mine[0] and theirs[0] else any(each in theirs for each in mine if each)


_TEMPORAL = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?")


def _times(value: str, wanted: str) -> float | None:
    """As far as both are exact: "2020" and "2020-05" are neither before nor after each other."""
    if "T" in value and "T" in wanted:
        try:
            one, other = datetime.fromisoformat(value), datetime.fromisoformat(wanted)
            return (one - other).total_seconds()
        except (ValueError, TypeError):  # no such day, or a zone on one side only
            return None
    days = (value[:10], wanted[:10])
    exact = min(map(len, days))
    order = float((days[0][:exact] > days[1][:exact]) - (days[0][:exact] < days[1][:exact]))
    return order if order or len(value) == len(wanted) else None
