"""What is wrong with a day is said before anything is solved, by name."""

from __future__ import annotations

from typing import Any

import pytest

from backend.allocation.faults import MOST_VISITS, NotADay, faults
from backend.allocation.problem import Allocation, Break, Gap, Need, Plan, Window
from tests.allocation.days import day, hard, staff, visit

AMINA = staff("Amina")


@pytest.mark.parametrize(
    ("code", "words", "people", "visits", "more"),
    [
        ("window-ends-first", "Breakfast is to start by 08:00", (AMINA,), (visit("breakfast", window=Window(540, 480)),), {}),
        ("shift-without-base", "Amina has a shift but no base", (staff("Amina", base=None),), (), {}),
        ("shift-ends-first", "Amina's shift ends at 07:00", (staff("Amina", shift_to=420.0),), (), {}),
        ("skill-nobody-has", "Breakfast needs insulin, which nobody", (AMINA,), (visit("breakfast", people=((Need("insulin"),),)),), {}),
        ("visit-length", "Breakfast is down for 14 hours", (AMINA,), (visit("breakfast", minutes=840),), {}),
        ("visit-length", "Breakfast is down for nan", (AMINA,), (visit("breakfast", minutes=float("nan")),), {}),
        ("twice", "The visit breakfast is there 2 times", (AMINA,), (visit("breakfast"), visit("breakfast")), {}),
        ("means", "travels by “horse”", (staff("Amina", means="horse"),), (), {}),
        ("break-outside-shift", "Amina's break", (staff("Amina", rest=Break(30, 900, 950)),), (), {}),
        ("people", "needs 0 people", (AMINA,), (visit("breakfast", people=()),), {}),
        ("gap-of-nothing", "tea", (AMINA,), (visit("breakfast"),), {"gaps": (Gap("breakfast", "tea", 60),)}),
        ("gaps-in-a-circle", "after itself", (AMINA,), (visit("a"), visit("b")), {"gaps": (Gap("a", "b", 0), Gap("b", "a", 0))}),
        ("pinned-nowhere", "Breakfast is pinned", (AMINA,), (visit("breakfast", pinned=True),), {}),
    ],
)
def test_each_fault_is_named_and_says_who(code: str, words: str, people: Any, visits: Any, more: Any) -> None:
    found = faults(day(people, visits, **more))
    assert [fault.code for fault in found] == [code]
    assert words in found[0].text


def test_two_pins_at_the_same_time_are_said_with_both_names() -> None:
    current = Plan({"a": Allocation(540, ("amina",)), "b": Allocation(550, ("amina",))})
    found = faults(day((AMINA,), (visit("a", pinned=True), visit("b", pinned=True)), current=current))
    assert [fault.code for fault in found] == ["pins-overlap"]
    assert "Amina cannot be at A and at B" in found[0].text


def test_ten_thousand_visits_are_too_many_and_that_is_all_that_is_said() -> None:
    found = faults(day((AMINA,), tuple(visit(f"v{i}", window=hard(9, 8)) for i in range(10_000))))
    assert [fault.code for fault in found] == ["too-many-visits"]
    assert f"at most {MOST_VISITS:,}" in found[0].text


def test_a_day_without_faults_has_none_and_a_refusal_carries_its_faults() -> None:
    assert faults(day((AMINA,), (visit("breakfast"),))) == []
    assert "no base" in str(NotADay(faults(day((staff("Amina", base=None),), ()))))
