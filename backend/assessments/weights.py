"""Functions of FHIRPath that scores are made of and fhirpathpy has not, or not over answers: SDC's `ordinal()` and `weight()`; `sum()`, `min()` …

A coding of an answer does not carry the points of its option, which the definition does. So codings are marked with them before an
expression sees them (`weighed`). Points of a list that the form carries (a ValueSet) are none: the tablet works out none
either. Only numbers are added: of anything else there is no sum, and an expression that asks for one cannot be worked out. The least and the greatest
are of all that FHIRPath puts in an order: numbers, days and times, words, quantities of one unit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from fhirpathpy.engine.nodes import FP_TimeBase

from backend.assessments.definition import ORDINAL, listed, text_of, value_of
from backend.assessments.enabling import compared


class Weighed(dict[str, Any]):
    """A coding, and the points of its option."""

    def __init__(self, coding: Mapping[str, Any], points: Any) -> None:
        super().__init__(coding)
        self.points = points


def points_of(element: Mapping[str, Any]) -> Any:
    """The points that an option, or a coding itself, says that it has (R4's ordinalValue or SDC's itemWeight); None where it says none."""
    return next((found for found in (value_of(element, url) for url in ORDINAL) if found is not None), None)


def weighed(item: Mapping[str, Any], answers: Sequence[Any]) -> list[Any]:
    """Answers to an item, each coding with its points where its option has some."""
    if text_of(item.get("type")) not in ("choice", "open-choice"):
        return list(answers)
    choices = listed(item.get("answerOption"))
    return [_weighed(choices, each) for each in answers]


def _weighed(choices: Sequence[Mapping[str, Any]], answer: Any) -> Any:
    coding = answer.get("valueCoding") if isinstance(answer, Mapping) else None
    if not isinstance(coding, Mapping):
        return answer
    points = points_of(coding)
    for option in choices:
        held = option.get("valueCoding")
        if points is None and isinstance(held, Mapping) and all(held.get(part) == coding.get(part) for part in ("system", "code")):
            points = next((found for found in (points_of(option), points_of(held)) if found is not None), None)
    return answer if points is None else {**answer, "valueCoding": Weighed(coding, points)}


def _points(given: Sequence[Any]) -> list[Any]:
    return [each.points for each in given if isinstance(each, Weighed)]


def _number(value: Any) -> Decimal:
    if not _is_number(value):
        raise TypeError("no number")
    return Decimal(str(value))


def _of_numbers(work: Callable[[list[Decimal]], Decimal]) -> Callable[[Sequence[Any]], list[Decimal]]:
    return lambda given: [work([_number(each) for each in given])] if given else []


def _furthest(is_further: Callable[[float], bool]) -> Callable[[Sequence[Any]], list[Any]]:
    """As FHIRPath has it: each is compared with the one so far, which stays where there is no saying ("2026" and "2026-11")."""

    def work(given: Sequence[Any]) -> list[Any]:
        found = list(given[:1])
        for each in given[1:]:
            order = _order(each, found[0])
            if order is not None and is_further(order):
                found = [each]
        return found

    return work


def _order(one: Any, other: Any) -> float | None:
    """Less than, equal, more than zero; None where there is no saying. TypeError where FHIRPath puts the two in no order."""
    one, other = (str(each) if isinstance(each, FP_TimeBase) else each for each in (one, other))
    if isinstance(one, str) and isinstance(other, str):
        return compared(one, other)
    if isinstance(one, Mapping) and isinstance(other, Mapping) and one.get("code", one.get("unit")) == other.get("code", other.get("unit")):
        one, other = one.get("value"), other.get("value")
    return float(_number(one) - _number(other))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


FUNCTIONS: Mapping[str, Mapping[str, Any]] = {
    "ordinal": {"fn": _points},
    "weight": {"fn": _points},
    "sum": {"fn": _of_numbers(lambda numbers: sum(numbers, Decimal(0)))},
    "avg": {"fn": _of_numbers(lambda numbers: sum(numbers, Decimal(0)) / len(numbers))},
    "min": {"fn": _furthest(lambda order: order < 0)},
    "max": {"fn": _furthest(lambda order: order > 0)},
}
"""As fhirpathpy takes them."""
