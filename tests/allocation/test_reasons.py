"""Why a visit is where it is, and why one is left out: each rule that stands in the way is named, and no other."""

from __future__ import annotations

from typing import Any

import pytest

from backend.allocation.problem import Allocation, Break, Day, Gap, Need, Plan, Skill, Staff, Visit, Wishes
from backend.allocation.reasons import Rule, openings, why, why_not
from backend.allocation.travel import Point
from tests.allocation.days import day, hard, staff, visit

AMINA, YUSUF = staff("Amina"), staff("Yusuf", skills=(Skill("insulin", 2),))
BUSY = (visit("busy", 540, 600, minutes=120, people=((), ())), Allocation(540, ("amina", "yusuf")))


def a_day(asked: Visit, *planned: tuple[Visit, Allocation], people: tuple[Staff, ...] = (AMINA, YUSUF), **more: Any) -> tuple[Day, Plan]:
    return day(people, (asked, *(one for one, _ in planned)), **more), Plan({one.id: where for one, where in planned})


@pytest.mark.parametrize(
    ("rules", "words", "asked", "planned", "more"),
    [
        (
            {Rule.SKILL, Rule.WINDOW},
            "Nobody with insulin is free between 09:00 and 09:30",
            visit("a", window=hard(540, 570), people=((Need("insulin"),),)),
            ((visit("b", minutes=120), Allocation(540, ("yusuf",))),),
            {},
        ),
        ({Rule.WINDOW}, "Nearest: 08:30 with Amina", visit("a", window=hard(540, 570)), (BUSY,), {}),
        (
            {Rule.EXCLUDED, Rule.WINDOW},
            "is never to visit them",
            visit("a", window=hard(540, 570), wishes=Wishes(never=frozenset({"amina"}))),
            ((visit("b", minutes=120), Allocation(540, ("yusuf",))),),
            {},
        ),
        (
            {Rule.PEOPLE, Rule.WINDOW},
            "2 people are not free at the same moment",
            visit("a", window=hard(540, 570), people=((), ())),
            ((visit("b", minutes=120), Allocation(540, ("yusuf",))),),
            {},
        ),
        (
            {Rule.GAP, Rule.WINDOW},
            "their other visit does not allow it",
            visit("a", window=hard(540, 570)),
            ((visit("b", 700, 720), Allocation(700, ("yusuf",))),),
            {"gaps": (Gap("a", "b", 0, 60),)},
        ),
        ({Rule.FULL}, "Nobody is free for 600 minutes", visit("a", window=hard(540, 570), minutes=600), (BUSY,), {}),
    ],
)
def test_each_rule_that_stands_in_the_way_is_said(rules: set[Rule], words: str, asked: Visit, planned: Any, more: Any) -> None:
    said = why_not(*a_day(asked, *planned, **more), asked)
    assert set(said.rules) == rules
    assert words in said.text


def test_what_fits_is_said_to_fit_with_when_and_whom() -> None:
    asked = visit("a", window=hard(540, 570), people=((Need("insulin", 2),),))
    said = why_not(*a_day(asked), asked)
    assert said.rules == (Rule.FITS,)
    assert said.text == "It fits at 09:00 with Yusuf."
    assert said.nearest == Allocation(540, ("yusuf",))


def test_the_break_of_who_could_do_it_is_kept() -> None:
    amina = staff("Amina", rest=Break(30, 540, 555))
    asked = visit("a", window=hard(540, 580), minutes=45)
    found = list(openings(*a_day(asked, people=(amina,)), asked))
    assert [one.start for one in found] == [570]


def test_why_says_who_when_the_skill_the_way_and_the_face() -> None:
    asked = visit("a", place=Point(1600, 0), people=((Need("insulin"),),), wishes=Wishes(known=frozenset({"yusuf"})))
    said = why(*a_day(asked, (asked, Allocation(550, ("yusuf",)))), asked)
    assert said.text == "Yusuf at 09:10; has insulin; 26 min on the way there; a known face; within 09:00 to 11:00."
    assert (said.familiar, said.travel_minutes, said.late_minutes, said.alternatives) == (1, 26, 0, 0)


def test_why_says_a_stranger_lateness_and_a_pin() -> None:
    asked = visit("a", closes=545, pinned=True, people=((), ()), wishes=Wishes(known=frozenset({"zeki"})))
    said = why(*a_day(asked, (asked, Allocation(550, ("amina", "yusuf")))), asked)
    assert said.text == "Amina and Yusuf at 09:10; pinned there; 0 min on the way there; nobody they know; 5 min after 09:05."
