"""Functions of FHIRPath that a form's scores are made of and fhirpathpy has not, or not over answers: SDC's `ordinal()` and `weight()`; `sum()`

A coding of an answer does not carry the points of its option, which the definition does. So codings are marked with them before an
expression sees them (`weighed`). Points of a list that the form carries (a ValueSet) are none: the tablet works out none
either. Only numbers are added: of anything else there is no sum, and an expression that asks for one cannot be worked out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from backend.assessments.definition import ORDINAL, options, text_of, value_of


class Weighed(dict[str, Any]):
    """A coding, and the points of its option."""

    def __init__(self, coding: Mapping[str, Any], points: Any) -> None:
        super().__init__(coding)
        self.points = points


def points_of(element: Mapping[str, Any]) -> Any:
    """The points that an option, or a coding itself, says that it has (R4's ordinalValue or SDC's itemWeight); None where it says none."""
    return next((found for found in (value_of(element, url) for url in ORDINAL) if found is not None), None)


def weighed(definition: Mapping[str, Any], item: Mapping[str, Any], answers: Sequence[Any]) -> list[Any]:
    """Answers to an item, each coding with its points where its option has some."""
    if text_of(item.get("type")) not in ("choice", "open-choice"):
        return list(answers)
    choices = options(definition, item) or ()
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
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise TypeError("no number")
    return Decimal(str(value))


def _of_numbers(work: Callable[[list[Decimal]], Decimal]) -> Callable[[Sequence[Any]], list[Decimal]]:
    return lambda given: [work([_number(each) for each in given])] if given else []


FUNCTIONS: Mapping[str, Mapping[str, Any]] = {
    "ordinal": {"fn": _points},
    "weight": {"fn": _points},
    "sum": {"fn": _of_numbers(lambda numbers: sum(numbers, Decimal(0)))},
    "avg": {"fn": _of_numbers(lambda numbers: sum(numbers, Decimal(0)) / len(numbers))},
    "min": {"fn": _of_numbers(min)},
    "max": {"fn": _of_numbers(max)},
}
"""As fhirpathpy takes them."""
