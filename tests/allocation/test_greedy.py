"""Today's practice: the nearest who is free and able, through the day in order."""

from __future__ import annotations

from itertools import count

from backend.allocation import checker, greedy
from backend.allocation.problem import Allocation, Break, Gap, Need, Plan, Skill, Wishes
from backend.allocation.travel import Point
from tests.allocation.days import day, hard, staff, visit

NEAR, FAR = Point(400, 0), Point(1600, 0)


def test_the_nearest_goes() -> None:
    people = (staff("Amina"), staff("Yusuf", base=FAR))
    assert greedy.allocate(day(people, (visit("a", place=Point(1500, 0)),))).allocations == {"a": Allocation(540, ("yusuf",))}


def test_a_known_face_further_away_does_not() -> None:
    people = (staff("Amina"), staff("Yusuf", base=FAR))
    asked = visit("a", place=NEAR, wishes=Wishes(known=frozenset({"yusuf"})))
    assert greedy.allocate(day(people, (asked,))).allocations["a"].staff == ("amina",)


def test_who_is_not_able_or_never_to_come_is_passed_over() -> None:
    people = (staff("Amina"), staff("Yusuf", base=FAR, skills=(Skill("insulin"),)), staff("Zeki", base=FAR, skills=(Skill("insulin"),)))
    asked = visit("a", people=((Need("insulin"),),), wishes=Wishes(never=frozenset({"yusuf"})))
    assert greedy.allocate(day(people, (asked,))).allocations["a"].staff == ("zeki",)


def test_two_begin_when_the_second_can_be_there() -> None:
    people = (staff("Amina"), staff("Yusuf", shift_from=545.0, base=FAR))
    assert greedy.allocate(day(people, (visit("a", people=((), ())),))).allocations["a"] == Allocation(571, ("amina", "yusuf"))


def test_the_second_of_two_visits_waits_for_the_gap() -> None:
    asked = (visit("breakfast"), visit("tea", opens=600, closes=900))
    plan = greedy.allocate(day((staff("Amina"),), asked, gaps=(Gap("breakfast", "tea", 240, 300),)))
    assert plan.allocations["tea"].start == 780


def test_a_visit_that_would_cost_the_break_or_the_way_home_stays_out() -> None:
    amina = staff("Amina", shift_to=700.0, rest=Break(30, 600, 620))
    asked = (visit("long", 600, 620, minutes=60, window=hard(600, 620)), visit("late", 660, 690, place=FAR))
    whole = day((amina,), asked)
    plan = greedy.allocate(whole)
    assert plan.allocations == {}
    assert checker.breaches(whole, plan) == []


def test_what_is_pinned_comes_first() -> None:
    current = Plan({"pinned": Allocation(545, ("amina",))})
    asked = (visit("early", 540, 540), visit("pinned", 540, 600, pinned=True))
    plan = greedy.allocate(day((staff("Amina"),), asked, current=current))
    assert plan.allocations["pinned"] == current.allocations["pinned"]
    assert plan.allocations["early"].start == 575


def test_it_ends_when_it_is_enough_with_what_it_has() -> None:
    asked = count()
    visits = tuple(visit(f"v{i}") for i in range(6))
    plan = greedy.allocate(day((staff("Amina"),), visits), lambda: next(asked) >= 3)
    assert set(plan.allocations) == {"v0", "v1", "v2"}
