"""What is computed of a person where it is shown, never stored (R5)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any


def age(born_on: date, on: date) -> int:
    """Whole years. Who is born on 29 February is a year older on 1 March of a common year (as in English law). ValueError before birth."""
    if on < born_on:
        raise ValueError("not born yet")
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def display_name(fields: Mapping[str, Any]) -> str:
    """As the banner has it: given and family name. Empty where neither is known."""
    return " ".join(name for name in (fields.get("given_name"), fields.get("family_name")) if name)
