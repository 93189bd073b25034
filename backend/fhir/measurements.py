"""An Observation → type, value and unit of ours, or the words why not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from backend.fhir import tables
from backend.fhir.elements import concept, listed, loinc, words
from backend.fhir.reading import Resource, Source
from backend.patients.measures import MEASURES


def measurement(resource: Resource, panels: set[str]) -> dict[str, Any] | str:
    """The fields `type, value, value2, unit` of an observation, or why it has no place.

    `panels`: the moments at which a blood pressure panel was measured (`when_of`); a lone systolic value of that moment is the same reading.
    """
    body = resource.body
    codes = loinc(body.get("code"))
    if codes & {tables.SYSTOLIC, tables.DIASTOLIC}:
        return (
            "it is half of a blood pressure that is taken whole"
            if when_of(resource) in panels
            else "half of a blood pressure: the other half is missing"
        )
    kind = next((tables.MEASURES[one] for one in codes if one in tables.MEASURES), None)
    if kind is None:
        return f"no place for: {concept(body.get('code'), 80) or 'a measurement without a name'}"
    if kind == "blood-pressure":
        parts = {code: part.get("valueQuantity") for part in listed(body.get("component")) for code in loinc(part.get("code"))}
        upper, lower = (converted("blood-pressure", parts.get(code)) for code in (tables.SYSTOLIC, tables.DIASTOLIC))
        if isinstance(upper, str) or isinstance(lower, str):
            return upper if isinstance(upper, str) else str(lower)
        return {"type": "blood-pressure", "value": upper, "value2": lower, "unit": MEASURES["blood-pressure"].unit}
    value = converted(kind, body.get("valueQuantity"))
    return value if isinstance(value, str) else {"type": kind, "value": value, "unit": MEASURES[kind].unit}


FURTHEST = 1e9
"""Beyond every range of every schema, and far within what a number of ours can be."""


def converted(kind: str, quantity: Any) -> float | str:
    """A Quantity in our unit, rounded as the record keeps it; or why it cannot be relied on."""
    if not isinstance(quantity, Mapping):
        return "it has no value"
    value, unit = quantity.get("value"), quantity.get("code") or quantity.get("unit")
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "its value is no number"
    convert = tables.UNITS[kind].get(str(unit))
    if convert is None:
        return f"{kind} in the unit {words(unit, 20) or 'that is missing'}: not converted"
    found = convert(value)
    if not -FURTHEST < found < FURTHEST:
        return "its value is beyond anything that is measured"
    decimals = tables.DECIMALS.get(kind)
    return round(found, decimals) if decimals else int(found + 0.5)


def when_of(resource: Resource) -> str:
    """Whose and when, by which two observations are of one moment."""
    return f"{resource.reference('subject')} {resource.body.get('effectiveDateTime')}"


def panels_of(file: Source) -> set[str]:
    """The moments at which a whole blood pressure was measured, pairs of halves among them (see `pair_halves`)."""
    return {when_of(one) for one in file.of("Observation") if loinc(one.body.get("code")) & {"85354-9", "55284-4"}}


def pair_halves(file: Source) -> list[Resource]:
    """Blood pressures that came as two observations: each pair as one panel, with the systolic's place and key."""
    whole = panels_of(file)
    halves: dict[str, dict[str, Resource]] = {}
    for one in file.of("Observation"):
        for half in loinc(one.body.get("code")) & {tables.SYSTOLIC, tables.DIASTOLIC}:
            if when_of(one) not in whole:
                halves.setdefault(when_of(one), {})[half] = one
    pairs = []
    for pair in halves.values():
        if len(pair) == 2:
            upper, lower = pair[tables.SYSTOLIC], pair[tables.DIASTOLIC]
            parts = [{"code": half.body.get("code"), "valueQuantity": half.body.get("valueQuantity")} for half in (upper, lower)]
            panel = {"coding": [{"system": "http://loinc.org", "code": "85354-9"}]}
            pairs.append(Resource("Observation", {**upper.body, "code": panel, "component": parts}, upper.place, upper.key))
    return pairs
