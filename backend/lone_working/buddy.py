"""Who is told first: pure, no clock and no database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from backend.lone_working.clock import Person, Presence

Point = tuple[float, float]


@dataclass(frozen=True)
class Nearby:
    """Who else is at work, and where they were last: what a buddy is found by where none was chosen."""

    people: Mapping[str, Person]
    roles: Mapping[str, str]
    where: Mapping[str, Point] = field(default_factory=dict)
    """By member of staff: where they arrived or left last, or their base."""
    overdue: frozenset[str] = frozenset()


def buddy_of(person: Person, near: Nearby, now: datetime, visit: str | None = None) -> str | None:
    """Who is told first: the buddy of their own choice, or else the nearest colleague of their team who is on shift. None: nobody is.

    Not who is overdue themselves, nor who is at the same visit: whatever happened there may have happened to both.
    """
    day = person.day_at(now)
    chosen = day.buddy if day else None
    if chosen is not None and _can_help(chosen, person, near, now, visit):
        return chosen
    team = [
        one.id
        for one in near.people.values()
        if one.team == person.team and near.roles.get(one.id) != "lead" and _can_help(one.id, person, near, now, visit)
    ]
    return min(team, key=lambda one: (_distance(near.where.get(person.id), near.where.get(one)), one), default=None)


def _can_help(who: str, person: Person, near: Nearby, now: datetime, visit: str | None) -> bool:
    other = near.people.get(who)
    if other is None or who == person.id or who in near.overdue:
        return False
    day = other.day_at(now)
    is_there_too = visit is not None and any(one.visit == visit and one.is_open for one in other.presences)
    return day is not None and day.is_working(now) and not is_there_too


def _distance(here: Point | None, there: Point | None) -> float:
    """Comparable, not metres: inside one borough a degree of longitude is 0.62 of one of latitude."""
    if here is None or there is None:
        return float("inf")
    return float((here[0] - there[0]) ** 2 + ((here[1] - there[1]) * 0.62) ** 2)


def latest(presences: Iterable[Presence]) -> Presence | None:
    """Where somebody was last seen by their own record."""
    seen = [(one.last_at, one.id, one) for one in presences if one.last_at is not None]
    return max(seen, key=lambda each: each[:2])[2] if seen else None
