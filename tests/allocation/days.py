"""Small days for the tests of the allocation: made by name, or by chance for Hypothesis."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from hypothesis import strategies as st

from backend.allocation.problem import Break, Day, Gap, Need, Plan, Skill, Staff, Visit, Window, Wishes
from backend.allocation.travel import Point

ON = date(2026, 11, 24)
BASE = Point(0, 0)


def staff(name: str, **changes: Any) -> Staff:
    """Works from 8:00 to 16:00 on foot from the base."""
    return replace(Staff(name.lower(), name, 480, 960, BASE), **changes)


def visit(name: str, opens: float = 540, closes: float = 660, **changes: Any) -> Visit:
    """Half an hour at the base's door, soft between 9:00 and 11:00."""
    return replace(Visit(name, name.capitalize(), BASE, 30, Window(opens, closes)), **changes)


def hard(opens: float, closes: float) -> Window:
    return Window(opens, closes, hard=True)


def day(people: tuple[Staff, ...], visits: tuple[Visit, ...], **changes: Any) -> Day:
    return replace(Day(ON, people, visits), **changes)


# A strategy is made once: making it anew for each draw takes longer than the draw.
whole = cache(st.integers)
either = cache(st.sampled_from)
yes_or_no = st.booleans()
place = st.builds(Point, whole(0, 40).map(lambda n: n * 100.0), whole(0, 40).map(lambda n: n * 100.0))


@cache
def some_of(people: int, most: int) -> st.SearchStrategy[list[str]]:
    """At most so many of the first people's ids."""
    return st.lists(st.sampled_from([f"s{i}" for i in range(people)]), max_size=most)


@st.composite
def random_days(draw: Callable[[Any], Any], most_people: int = 6, most_visits: int = 16) -> Day:
    """Small days with everything a day can have: skills that run out, breaks, double-ups, gaps, exclusions, hard windows."""
    names = ["insulin", "wounds"]
    people = []
    for i in range(draw(whole(1, most_people))):
        begins = draw(whole(16, 26)) * 30.0
        ends = begins + draw(whole(4, 18)) * 30.0
        rest = Break(30, begins + (ends - begins) / 2 - 30, begins + (ends - begins) / 2 + 15) if draw(yes_or_no) else None
        skills = tuple(Skill(n, draw(whole(1, 2)), draw(either((None, ON, ON - timedelta(days=1))))) for n in names if draw(yes_or_no))
        means = draw(either(("walk", "cycle", "car")))
        people.append(Staff(f"s{i}", f"S{i}", begins, ends, draw(place), means, rest, skills, draw(either(("female", "male")))))
    held = {skill.name for one in people for skill in one.skills if skill.until is None or skill.until >= ON}
    visits: list[Visit] = []
    for i in range(draw(whole(0, most_visits))):
        opens = draw(whole(32, 66)) * 15.0
        needs = tuple(Need(n) for n in names if n in held and draw(whole(0, 3)) == 0)
        doubled = draw(whole(0, 4)) == 0
        visits.append(
            Visit(
                f"v{i}",
                f"V{i}",
                draw(place),
                draw(whole(2, 12)) * 5.0,
                Window(opens, opens + draw(whole(0, 12)) * 15.0, draw(yes_or_no)),
                (needs, ()) if doubled else (needs,),
                draw(whole(1, 3)),
                Wishes(
                    known=frozenset(draw(some_of(len(people), 3))),
                    gender=draw(either((None, None, "female"))),
                    never=frozenset(draw(some_of(len(people), 1))),
                ),
            )
        )
    gaps: list[Gap] = []
    for i in range(len(visits) - 1):
        if draw(whole(0, 3)) == 0:
            least = draw(whole(0, 8)) * 30.0
            gaps.append(Gap(f"v{i}", f"v{i + 1}", least, draw(either((None, least, least + 60)))))
    return Day(ON, tuple(people), tuple(visits), tuple(gaps), Plan())
