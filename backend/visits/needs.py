"""What a visit needs of those who come, as one entry of a list: `insulin`, at a level `insulin/2`, of the first of them only `hoist#1`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from backend.places.skills import SKILL

MOST_PEOPLE = 4
_NEED = re.compile(rf"(?P<skill>{SKILL})(/(?P<level>[1-3]))?(#(?P<who>[1-{MOST_PEOPLE}]))?")


@dataclass(frozen=True, slots=True)
class Needed:
    """One skill at the least at this level. `who`: of which of those who come, from 1; None: of everybody."""

    skill: str
    level: int = 1
    who: int | None = None


def read(entry: str) -> Needed | None:
    """What an entry says; None where it is none."""
    found = _NEED.fullmatch(entry)
    return None if found is None else Needed(found["skill"], int(found["level"] or 1), int(found["who"]) if found["who"] else None)


def of_each(people: int, entries: Iterable[str] | None) -> list[list[Needed]]:
    """What each of so many people must be able to do. What is no entry, or of somebody who is not needed, is left out."""
    needed = [one for one in map(read, entries or ()) if one is not None]
    return [[one for one in needed if one.who in (None, person)] for person in range(1, people + 1)]
