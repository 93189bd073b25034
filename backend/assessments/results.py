"""What an expression gave, as answers of an item: the same as the tablet's `engine/results.ts`. Pure.

What does not fit the item gives no answer, and two values where one fits give none: a score with two values is no score.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from backend.assessments.choices import options
from backend.assessments.definition import CORE, UNIT_OPTION, extensions, repeats, text_of, value_of
from backend.assessments.enabling import compared

VALUES: Mapping[str, str] = {
    "boolean": "valueBoolean",
    "decimal": "valueDecimal",
    "integer": "valueInteger",
    "date": "valueDate",
    "dateTime": "valueDateTime",
    "time": "valueTime",
    "string": "valueString",
    "text": "valueString",
    "url": "valueUri",
    "choice": "valueCoding",
    "open-choice": "valueCoding",
    "attachment": "valueAttachment",
    "reference": "valueReference",
    "quantity": "valueQuantity",
}
"""Type of item → the value[x] of an answer that is worked out for it."""

_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_QUANTITY = re.compile(r"(-?\d+(?:\.\d+)?) '([^']+)'")


def answers_from(definition: Mapping[str, Any], item: Mapping[str, Any], given: Sequence[Any]) -> list[dict[str, Any]]:
    """Each an element with one value[x]; none where anything of it does not fit."""
    found = [plain(each) for each in given if each is not None]
    if len(found) > 1 and not repeats(item):
        return []
    answers = [_answer(definition, item, each) for each in found]
    return [] if None in answers else [each for each in answers if each is not None]


def plain(value: Any) -> Any:
    """As JSON has it: a number that is whole is whole."""
    value = getattr(value, "data", value)
    if isinstance(value, Decimal):
        value = int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value if isinstance(value, bool | int | float | str | Mapping) else str(value)


def value_in(answer: Mapping[str, Any]) -> Any:
    """The value[x] of an answer, whatever its type; None where it has none."""
    return next((value for name, value in answer.items() if name.startswith("value") and value is not None), None)


def answer_of(item: Mapping[str, Any], value: Any) -> dict[str, Any]:
    """One value of an item as its answer: a choice may be of words or a number."""
    type_ = text_of(item.get("type"))
    if type_ in ("choice", "open-choice") and not isinstance(value, Mapping):
        return {"valueString" if isinstance(value, str) else "valueInteger": value}
    return {VALUES.get(type_, "valueString"): value}


def _answer(definition: Mapping[str, Any], item: Mapping[str, Any], value: Any) -> dict[str, Any] | None:
    type_ = text_of(item.get("type"))
    choices = options(definition, item) if type_ not in ("group", "display") else []
    if choices:
        return _chosen(type_, choices, value)
    name = VALUES.get(type_)
    if name is None:
        return None
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    match type_:
        case "boolean":
            return {name: value} if isinstance(value, bool) else None
        case "integer":
            return {name: value} if is_number and isinstance(value, int) else None
        case "decimal":
            return {name: value} if is_number else None
        case "string" | "text":
            return None if isinstance(value, Mapping) else {name: str(value).lower() if isinstance(value, bool) else str(value)}
        case "url":
            return {name: value} if isinstance(value, str) else None
        case "date":
            return {name: value[:10]} if isinstance(value, str) and _DAY.fullmatch(value[:10]) else None
        case "dateTime":
            return {name: value.replace("+00:00", "Z")} if isinstance(value, str) and _DAY.fullmatch(value[:10]) else None
        case "time":
            return {name: f"{value}:00" if len(value) == 5 else value} if isinstance(value, str) and re.match(r"\d\d:\d\d", value) else None
        case "quantity":
            return _quantity(item, value)
        case "attachment" | "reference":
            return {name: value} if isinstance(value, Mapping) else None
        case "open-choice" if isinstance(value, str):
            return {"valueString": value}
        case _:
            return _freely(value)


def _freely(value: Any) -> dict[str, Any] | None:
    return {"valueCoding": value} if isinstance(value, Mapping) and (value.get("code") or value.get("display")) else None


def _chosen(type_: str, choices: Sequence[Mapping[str, Any]], value: Any) -> dict[str, Any] | None:
    """An option by its value, its code or its words."""
    for option in choices:
        held = value_in(option)
        if isinstance(value, Mapping):
            is_it = isinstance(held, Mapping) and "code" in held and held["code"] == value.get("code")
            is_it = is_it and value.get("system") in (None, held.get("system") if isinstance(held, Mapping) else None)
        elif isinstance(held, Mapping):
            is_it = value in (held.get("code"), held.get("display"))
        else:
            is_it = compared(held, value) == 0 or (type(held) is type(value) and held == value)
        if is_it:
            return {name: each for name, each in option.items() if name.startswith("value")}
    if type_ == "open-choice" and isinstance(value, str):
        return {"valueString": value}
    return _freely(value) if type_ == "open-choice" else None


def _quantity(item: Mapping[str, Any], value: Any) -> dict[str, Any] | None:
    """A number takes the item's unit; a quantity of FHIRPath is written "5 'mg'"."""
    own = value_of(item, CORE + "questionnaire-unit")
    units = [each for each in (own, *(one.get("valueCoding") for one in extensions(item, UNIT_OPTION))) if isinstance(each, Mapping)]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return {"valueQuantity": {"value": value, **(_named(units[0]) if units else {})}}
    if isinstance(value, Mapping):
        return {"valueQuantity": value} if isinstance(value.get("value"), int | float) else None
    parts = _QUANTITY.fullmatch(str(value))
    if parts is None:
        return None
    display = next((text_of(each.get("display")) for each in units if each.get("code") == parts[2]), "")
    unit = {"unit": display or parts[2], "system": "http://unitsofmeasure.org", "code": parts[2]}
    return {"valueQuantity": {"value": plain(Decimal(parts[1])), **unit}}


def _named(unit: Mapping[str, Any]) -> dict[str, Any]:
    return {name: unit[part] for name, part in (("unit", "display"), ("system", "system"), ("code", "code")) if unit.get(part)}
