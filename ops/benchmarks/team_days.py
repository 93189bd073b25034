"""Invented team days of any size, the same for the same seed: the shape of an inner-London community service.

Bases with a team each in an area of a few kilometres; people who walk, cycle or drive, in early, late and long shifts with a break; visits of 15 to
75 minutes, two in five with a hard window, one in ten by two people; a few known faces for each patient, wishes, exclusions; a second visit with
a gap for one in twelve. Nothing in them is about anybody.
"""

from __future__ import annotations

import random
from datetime import date, timedelta

from backend.allocation.problem import Break, Day, Gap, Need, Skill, Staff, Visit, Window, Wishes
from backend.allocation.travel import Point

SKILLS = (("wound care", 0.7), ("insulin", 0.6), ("catheter", 0.45), ("IV therapy", 0.2))
"""Skill → how many of the staff have it."""
ON = date(2026, 11, 24)


def team_day(staff: int, visits: int, seed: int, kilometres: float = 4.0) -> Day:
    """A day of `staff` people and `visits` visits within an area of `kilometres` squared."""
    chance = random.Random(seed)
    side = kilometres * 1000
    bases = [Point(round(chance.uniform(0.15, 0.85) * side), round(chance.uniform(0.15, 0.85) * side)) for _ in range(max(1, staff // 12))]
    people = tuple(_person(chance, i, bases) for i in range(staff))
    asked: list[Visit] = []
    gaps: list[Gap] = []
    while len(asked) < visits:
        visit = _visit(chance, len(asked), people, side)
        asked.append(visit)
        if chance.random() < 1 / 12 and len(asked) < visits and len(visit.people) == 1 and visit.window.opens < 720:
            opens = visit.window.opens + 300
            again = Window(opens, opens + 150, hard=False, reason="at tea")
            asked.append(
                Visit(f"v{len(asked)}", f"Visit {len(asked)}", visit.place, visit.minutes, again, visit.people, visit.priority, visit.wishes)
            )
            gaps.append(Gap(visit.id, asked[-1].id, 240))
    return Day(ON, people, tuple(asked), tuple(gaps))


def _person(chance: random.Random, i: int, bases: list[Point]) -> Staff:
    begins, ends = chance.choice(((480, 960), (480, 960), (510, 1020), (420, 900), (720, 1200)))
    middle = (begins + ends) / 2
    skills = tuple(
        Skill(name, chance.choice((1, 2)), ON + timedelta(days=chance.randrange(400)) if chance.random() < 0.2 else None)
        for name, share in SKILLS
        if chance.random() < share or i < 2
    )
    return Staff(
        id=f"s{i}",
        name=f"Person {i}",
        shift_from=begins,
        shift_to=ends,
        base=bases[i % len(bases)],
        means=chance.choices(("walk", "cycle", "car"), (5, 3, 2))[0],
        rest=Break(30, middle - 75, middle + 75),
        skills=skills,
        gender=chance.choices(("female", "male"), (4, 1))[0],
    )


def _visit(chance: random.Random, i: int, people: tuple[Staff, ...], side: float) -> Visit:
    place = Point(round(chance.uniform(0, side)), round(chance.uniform(0, side)))
    opens = chance.choice((480, 480, 510, 540, 600, 660, 720, 780, 840, 930))
    hard = chance.random() < 0.4
    closes = opens + chance.choice((60, 90, 120) if hard else (90, 120, 180, 240))
    skill = chance.choices((None, *(name for name, _ in SKILLS)), (40, 25, 18, 12, 5))[0]
    needs = (Need(skill),) if skill else ()
    doubled = chance.random() < 0.1
    around = sorted(people, key=lambda one: abs(one.base.east - place.east) + abs(one.base.north - place.north) if one.base else 0)
    known = chance.sample(around[: max(6, len(people) // 3)], min(len(people), chance.choice((2, 3, 4, 5, 6))))
    return Visit(
        id=f"v{i}",
        name=f"Visit {i}",
        place=place,
        minutes=chance.choice((15, 20, 20, 30, 30, 30, 40, 45, 60)),
        window=Window(opens, closes, hard, "time-critical" if hard else ""),
        people=(needs, ()) if doubled else (needs,),
        priority=chance.choices((1, 2, 3), (2, 5, 3))[0],
        wishes=Wishes(
            known=frozenset(one.id for one in known),
            gender="female" if chance.random() < 0.08 else None,
            never=frozenset({chance.choice(people).id}) if chance.random() < 0.03 and len(people) > 3 else frozenset(),
        ),
    )
