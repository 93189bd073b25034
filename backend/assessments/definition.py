"""A questionnaire's definition (FHIR R4 Questionnaire JSON), read: its items in order, and what each says of itself.

1. Nothing here trusts the definition: it may be anybody's JSON. What is not of the shape that FHIR gives it counts as not there.
2. No recursion on what came from outside: a thousand levels are walked like two.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/"
CORE = "http://hl7.org/fhir/StructureDefinition/"
OURS = "https://alongside.example/fhir/"

CALCULATED = SDC + "sdc-questionnaire-calculatedExpression"
ENABLE_WHEN = SDC + "sdc-questionnaire-enableWhenExpression"
INITIAL = SDC + "sdc-questionnaire-initialExpression"
VARIABLE = CORE + "variable"
ORDINAL = (CORE + "ordinalValue", CORE + "itemWeight")
UNIT_OPTION = CORE + "questionnaire-unitOption"
UNIT_OPEN = SDC + "sdc-questionnaire-unitOpen"
EXCLUSIVE = CORE + "questionnaire-optionExclusive"
HIDDEN = CORE + "questionnaire-hidden"

INSTRUMENT = OURS + "instrument"
OWNER = OURS + "section-owner"
REQUIRED = OURS + "section-required"
FINDING = OURS + "finding"
ALERT = OURS + "alert"

TYPES = frozenset("group display boolean decimal integer date dateTime time string text url choice open-choice attachment reference quantity".split())
"""R4's types of item. R5's `coding` and `question` are others."""


@dataclass(frozen=True, slots=True)
class Placed:
    """One item and where it stands: its parents from the top, without itself."""

    item: Mapping[str, Any]
    parents: tuple[Mapping[str, Any], ...]

    @property
    def link_id(self) -> str:
        return text_of(self.item.get("linkId"))

    @property
    def type(self) -> str:
        return text_of(self.item.get("type"))


def text_of(value: Any) -> str:
    return value if isinstance(value, str) else ""


def listed(value: Any) -> list[Mapping[str, Any]]:
    """The objects of a list; nothing where it is none."""
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


def walk(definition: Mapping[str, Any]) -> Iterator[Placed]:
    """Every item in the order of the form, each before its own items."""
    waiting = [Placed(item, ()) for item in reversed(listed(definition.get("item")))]
    while waiting:
        placed = waiting.pop()
        yield placed
        inside = (*placed.parents, placed.item)
        waiting.extend(Placed(item, inside) for item in reversed(listed(placed.item.get("item"))))


def items(definition: Mapping[str, Any]) -> dict[str, Placed]:
    """linkId → item. Of two with one linkId the first."""
    found: dict[str, Placed] = {}
    for placed in walk(definition):
        found.setdefault(placed.link_id, placed)
    return found


def extensions(element: Mapping[str, Any], url: str) -> list[Mapping[str, Any]]:
    return [each for each in listed(element.get("extension")) if each.get("url") == url]


def value_of(element: Mapping[str, Any], url: str) -> Any:
    """The value[x] of an element's first extension of this url; None where there is none."""
    for each in extensions(element, url):
        for name, value in each.items():
            if name.startswith("value"):
                return value
    return None


def expression(element: Mapping[str, Any], url: str) -> str | None:
    """The FHIRPath text of an extension that holds an Expression."""
    value = value_of(element, url)
    found = value.get("expression") if isinstance(value, Mapping) else None
    return found if isinstance(found, str) and found else None


def variables(element: Mapping[str, Any], *urls: str) -> list[tuple[str, str]]:
    """(name, FHIRPath) of each variable of an element, in its order: a later one may use an earlier one. `urls`: of extensions of another kind."""
    found = []
    for each in (one for url in urls or (VARIABLE,) for one in extensions(element, url)):
        value = each.get("valueExpression")
        if isinstance(value, Mapping) and isinstance(value.get("name"), str) and isinstance(value.get("expression"), str):
            found.append((value["name"], value["expression"]))
    return found


def named(element: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The same of all that may be used by name: a calculation that has a name is one of them (SDC)."""
    return variables(element, VARIABLE, ENABLE_WHEN, CALCULATED, INITIAL)


def is_question(item: Mapping[str, Any]) -> bool:
    """Whether an item takes an answer at all."""
    return item.get("type") not in ("group", "display")


def is_computed(item: Mapping[str, Any]) -> bool:
    """Whether its value is worked out where it is shown, and so never stored (R5)."""
    return expression(item, CALCULATED) is not None


def repeats(item: Mapping[str, Any]) -> bool:
    return item.get("repeats") is True
