"""What somebody is signed off for, as entries of a list: `insulin`, at a level `wound care/2`, until a day (included) `catheter@2027-03-31`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

SKILL = r"[a-z][a-z ]{0,38}[a-z]"
"""A skill's name: plain words in small letters, the same for who has it and what needs it."""
_HELD = re.compile(rf"(?P<name>{SKILL})(/(?P<level>[1-3]))?(@(?P<until>\d{{4}}-\d{{2}}-\d{{2}}))?")


@dataclass(frozen=True, slots=True)
class Held:
    """One skill of one person. Level 1 to 3, 3 the highest; `until` None: without end."""

    name: str
    level: int = 1
    until: date | None = None


def read(entry: str) -> Held | None:
    """What an entry says; None where it is none."""
    found = _HELD.fullmatch(entry)
    if found is None:
        return None
    try:
        until = date.fromisoformat(found["until"]) if found["until"] else None
    except ValueError:
        return None
    return Held(found["name"], int(found["level"] or 1), until)


def held(entries: Iterable[str] | None) -> tuple[Held, ...]:
    """The skills of a list; what is no skill is left out."""
    return tuple(skill for skill in map(read, entries or ()) if skill is not None)
