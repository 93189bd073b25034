"""Small readings of FHIR elements: names, codes, times. Each gives None where there is nothing that can be relied on."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from backend.fhir.tables import SYSTEM_NAMES
from backend.wall_clock import wire

_SEMANTIC_TAG = re.compile(
    r"\s*\((disorder|finding|situation|procedure|regime/therapy|record artifact|event|physical object|morphologic abnormality|person)\)$"
)


def listed(value: Any) -> list[Mapping[str, Any]]:
    """The objects of a list, whatever else stands in it."""
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def words(value: Any, longest: int = 300) -> str | None:
    """Text for one line: NFC, without control characters, cut at a length with an ellipsis."""
    if not isinstance(value, str):
        return None
    text = unicodedata.normalize("NFC", "".join(c if unicodedata.category(c) not in ("Cc", "Cs") else " " for c in value))
    text = " ".join(text.split())
    return (text if len(text) <= longest else text[: longest - 1].rstrip() + "…") or None


def concept(value: Any, longest: int = 300) -> str | None:
    """What a CodeableConcept is called: its own text, else the first display; without SNOMED's tag in brackets."""
    if not isinstance(value, Mapping):
        return None
    text = words(value.get("text"), longest)
    for coding in listed(value.get("coding")):
        text = text or words(coding.get("display"), longest)
    return _SEMANTIC_TAG.sub("", text) if text else None


def code(value: Any) -> tuple[str | None, str | None]:
    """The first coding's code and the name of its system."""
    for coding in listed(value.get("coding")) if isinstance(value, Mapping) else []:
        if isinstance(coding.get("code"), str) and isinstance(coding.get("system"), str) and len(coding["code"]) <= 40:
            return coding["code"], SYSTEM_NAMES.get(coding["system"], coding["system"][:200])
    return None, None


def loinc(value: Any) -> set[str]:
    codings = listed(value.get("coding")) if isinstance(value, Mapping) else []
    return {str(coding.get("code")) for coding in codings if coding.get("system") == "http://loinc.org"}


def status(value: Any) -> str | None:
    """The code of a status that is a CodeableConcept."""
    codings = listed(value.get("coding")) if isinstance(value, Mapping) else []
    return str(codings[0].get("code")) if codings else None


def day(value: Any) -> str | None:
    """A whole date of a FHIR date or dateTime. A year alone is not made into the first of January."""
    if not isinstance(value, str) or len(value) < 10:
        return None
    try:
        return dt.date.fromisoformat(value[:10]).isoformat()
    except ValueError:
        return None


def instant(value: Any) -> str | None:
    """A FHIR dateTime with its zone, as PROTOCOL §1 writes times. A date alone becomes noon UTC: the day is right in every zone of Europe."""
    if not isinstance(value, str):
        return None
    try:
        at = dt.datetime.fromisoformat(value.replace("Z", "+00:00"))
        if len(value) == 10:
            at = at.replace(hour=12, tzinfo=dt.UTC)
        return wire(at) if at.tzinfo else None
    except (ValueError, OverflowError):  # no time, or the first or last hours of all that Python can count
        return None
