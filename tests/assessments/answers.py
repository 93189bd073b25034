"""Answers from a seed: any that the form takes, many left out."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from backend.assessments.choices import options
from backend.assessments.definition import CORE, UNIT_OPTION, extensions, is_computed, is_question, listed, repeats, value_of
from backend.assessments.nodes import Row, is_rows

UNASKED = 0.2
"""Share of questions without an answer: few, or nothing would ever be scored."""


def random_answers(definition: Mapping[str, Any], chance: Random, *, unasked: float = UNASKED) -> tuple[dict[str, Any], list[Row]]:
    """Fields `answer.<linkId>` and rows, all of which the form takes."""
    fields: dict[str, Any] = {}
    rows: list[Row] = []

    def fill(inside: list[Mapping[str, Any]], into: dict[str, Any], row: str | None) -> None:
        for item in inside:
            if is_rows(item):
                for number in range(chance.randrange(4)):
                    id_ = f"{item['linkId']}-{row or ''}-{number}"
                    rows.append(Row(id_, item["linkId"], row, float(number), {}))
                    held = rows[-1].fields
                    assert isinstance(held, dict)
                    one(item, held, id_)
                continue
            one(item, into, row)

    def one(item: Mapping[str, Any], into: dict[str, Any], row: str | None) -> None:
        if is_question(item) and not is_computed(item) and chance.random() > unasked:
            into[f"answer.{item['linkId']}"] = _value(definition, item, chance)
        fill(listed(item.get("item")), into, row)

    fill(listed(definition.get("item")), fields, None)
    return fields, rows


def _value(definition: Mapping[str, Any], item: Mapping[str, Any], chance: Random) -> dict[str, Any]:
    if chance.random() < 0.03:
        return {"not_asked": "Asleep"}
    choices = options(definition, item) or []
    if choices:
        number = chance.randint(1, min(3, len(choices))) if repeats(item) else 1
        picked = chance.sample(choices, number)
        if any(value_of(each, CORE + "questionnaire-optionExclusive") is True for each in picked):
            picked = picked[:1]
        return {"answer": [{name: value for name, value in each.items() if name.startswith("value")} for each in picked]}
    several = [_entry(item, chance) for _ in range(chance.randint(1, 3) if repeats(item) and not is_rows(item) else 1)]
    return {"answer": [each for number, each in enumerate(several) if each not in several[:number]]}


def _entry(item: Mapping[str, Any], chance: Random) -> dict[str, Any]:
    low, high = (value_of(item, CORE + name) for name in ("minValue", "maxValue"))
    match item["type"]:
        case "boolean":
            return {"valueBoolean": chance.random() < 0.5}
        case "integer":
            return {"valueInteger": chance.randint(low or 0, high or 100)}
        case "decimal":
            return {"valueDecimal": round(chance.uniform(low or 0, high or 100), 1)}
        case "date":
            return {"valueDate": f"2026-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"}
        case "dateTime":
            return {"valueDateTime": f"2026-11-{chance.randint(1, 28):02d}T{chance.randint(0, 23):02d}:30:00Z"}
        case "time":
            return {"valueTime": f"{chance.randint(0, 23):02d}:30:00"}
        case "url":
            return {"valueUri": "https://example.org/tea"}
        case "quantity":
            units = [each["valueCoding"] for each in extensions(item, UNIT_OPTION)] or [{"display": "kg"}]
            unit = chance.choice(units)
            code = {"code": unit["code"]} if "code" in unit else {}
            return {"valueQuantity": {"value": chance.randint(1, 100), "unit": unit.get("display", "kg"), **code}}
        case "attachment":
            return {"valueAttachment": {"contentType": "image/png", "title": "A photo"}}
        case "reference":
            return {"valueReference": {"reference": "Patient/1"}}
        case _:
            return {"valueString": chance.choice(["capacity", "Moving to Poplar House", "Yes, at night", "18"])}
