"""Warnings for a hand move: each hard rule of the checker has one, on random days with random plans that break them all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.allocation import checker
from backend.allocation.problem import Allocation, Break, Day, Gap, Need, Plan, Skill, Wishes
from backend.allocation.travel import Point
from backend.board.build import rests
from backend.board.warnings import Warn, warnings
from tests.allocation.days import ON, day, hard, random_days, staff, visit


def warned(of: Day, allocations: dict[str, Allocation]) -> list[Warn]:
    return warnings(of, allocations, rests(of, allocations))


@st.composite
def days_by_hand(draw: Callable[[Any], Any]) -> tuple[Day, dict[str, Allocation]]:
    """A day, and visits put anywhere by anybody."""
    of = draw(random_days())
    people = st.lists(st.sampled_from([one.id for one in of.staff]), min_size=1, max_size=3)
    some = [one.id for one in of.visits if draw(st.booleans())]
    return of, {one: Allocation(draw(st.integers(90, 220)) * 5.0, tuple(draw(people))) for one in some}


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(days_by_hand())
def test_there_is_a_hard_warning_exactly_where_the_checker_finds_a_breach(made: tuple[Day, dict[str, Allocation]]) -> None:
    of, allocations = made
    breaches = checker.breaches(of, Plan(allocations, rests(of, allocations)))
    assert bool(breaches) == any(one.is_hard for one in warned(of, allocations)), breaches


@settings(max_examples=200, deadline=None)
@given(days_by_hand())
def test_soft_warnings_are_the_checkers_counts(made: tuple[Day, dict[str, Allocation]]) -> None:
    of, allocations = made
    plain = replace(
        of, visits=tuple(replace(one, people=((),) * len(allocations[one.id].staff)) for one in of.visits if one.id in allocations), gaps=()
    )
    count = checker.count(plain, Plan(allocations, rests(of, allocations)))
    found = warned(of, allocations)
    hard_late = sum(one.code == "window" and " after " in one.text for one in found)
    assert sum(one.code == "late" for one in found) + hard_late == count.late_visits
    assert sum(one.code == "wish" for one in found) == count.missed_wishes
    with_known = {one.id for one in of.visits if one.wishes.known}
    strangers = sum(len(p.staff) for v, p in allocations.items() if v not in with_known)
    assert sum(one.code == "unknown-face" for one in found) == count.unfamiliar - strangers


def test_each_warning_says_what_is_wrong_in_words() -> None:
    far = Point(1600, 0)
    amina = staff("Amina", skills=(Skill("insulin", 1, ON - timedelta(days=1)),), rest=Break(30, 720, 780))
    of = day(
        (amina, staff("Yusuf")),
        (
            visit("early", 540, 600, place=far, people=((Need("insulin"),),)),
            visit("next", window=hard(540, 560), wishes=Wishes(known=frozenset({"yusuf"}), never=frozenset({"amina"}))),
            visit("pair", 600, 700, people=((), ())),
            visit("last", 900, 960, minutes=60, wishes=Wishes(gender="female", language="Sylheti")),
        ),
        gaps=(Gap("early", "last", 0, 60),),
    )
    found = warned(
        of,
        {
            "early": Allocation(490, ("amina",)),
            "next": Allocation(545, ("amina",)),
            "pair": Allocation(570, ("amina",)),
            "last": Allocation(930, ("amina",)),
        },
    )
    assert {(one.code, one.visit): one.text for one in found} == {
        ("skill", "early"): "Sign-off ran out: insulin",
        ("window", "early"): "50 min before 09:00",
        ("never", "next"): "Amina is not to visit them",
        ("unknown-face", "next"): "New face: they know Yusuf",
        ("people", "pair"): "It takes 2, and has 1",
        ("window", "pair"): "30 min before 10:00",
        ("wish", "last"): "They speak Sylheti",
        ("shift", "early"): "Amina starts at 08:00 and needs 26 min to get there",
        ("travel", "next"): "26 min to get there from Early, 25 min free",
        ("overlap", "pair"): "Overlap: 5 min with Next",
        ("overtime", "last"): "Amina is back at 16:30, 30 min after the end of the shift",
        ("gap", "last"): "Too late: 440 min after their other visit, at most 60",
    }


def test_a_day_without_room_for_a_break_says_so() -> None:
    amina = staff("Amina", rest=Break(30, 720, 780))
    of = day((amina,), (visit("long", 600, 700, minutes=240),))
    [one] = warned(of, {"long": Allocation(600, ("amina",))})
    assert (one.code, one.text, one.is_hard) == ("break", "Amina has no room for a break of 30 min", True)
