"""The checker catches every damage: a good plan of a day with everything in it, broken in one way at a time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from backend.allocation import checker
from backend.allocation.problem import Allocation, Break, Day, Gap, Need, Plan, Skill, Wishes
from backend.allocation.travel import Point
from tests.allocation.days import day, hard, staff, visit

FAR = Point(1600, 0)  # 26 minutes on foot


def a_day() -> Day:
    amina = staff("Amina", skills=(Skill("insulin", 2),), rest=Break(30, 720, 780))
    yusuf = staff("Yusuf", skills=(Skill("insulin", 1),))
    visits = (
        visit("breakfast", window=hard(480, 540), people=((Need("insulin", 2),),), wishes=Wishes(known=frozenset({"amina"}))),
        visit("tea", window=hard(780, 960), people=((Need("insulin"),),), place=FAR),
        visit("hoist", 600, 720, people=((), ())),
        visit("alone", 540, 600, place=FAR, wishes=Wishes(never=frozenset({"amina"}))),
        visit("fixed", 840, 900, pinned=True),
    )
    current = Plan({"fixed": Allocation(850, ("yusuf",))})
    return day((amina, yusuf), visits, gaps=(Gap("breakfast", "tea", 240, 360),), current=current)


def a_plan() -> Plan:
    return Plan(
        {
            "breakfast": Allocation(500, ("amina",)),
            "tea": Allocation(800, ("amina",)),
            "hoist": Allocation(640, ("yusuf", "amina")),
            "alone": Allocation(550, ("yusuf",)),
            "fixed": Allocation(850, ("yusuf",)),
        },
        {"amina": 725},
    )


def changed(**moved: Allocation | None) -> Plan:
    whole = {**a_plan().allocations, **moved}
    return replace(a_plan(), allocations={one: planned for one, planned in whole.items() if planned is not None})


def test_the_good_plan_is_good() -> None:
    assert checker.breaches(a_day(), a_plan()) == []


@pytest.mark.parametrize(
    ("rule", "plan"),
    [
        pytest.param("C3", changed(breakfast=Allocation(541, ("amina",))), id="late"),
        pytest.param("C3", changed(breakfast=Allocation(479, ("amina",))), id="early"),
        pytest.param("C3", changed(alone=Allocation(539, ("yusuf",))), id="before a soft window"),
        pytest.param("C3", changed(breakfast=Allocation(float("nan"), ("amina",))), id="no time"),
        pytest.param("C2", changed(breakfast=Allocation(500, ("yusuf",))), id="a skill at too low a level"),
        pytest.param("C2", changed(alone=Allocation(550, ("amina",))), id="never this one"),
        pytest.param("C1", changed(hoist=Allocation(640, ("yusuf",))), id="half a double-up"),
        pytest.param("C1", changed(hoist=Allocation(640, ("yusuf", "yusuf"))), id="the same person twice"),
        pytest.param("C1", changed(hoist=Allocation(640, ("yusuf", "nobody"))), id="somebody who does not work"),
        pytest.param("C1", changed(other=Allocation(640, ("yusuf",))), id="a visit that nobody asked for"),
        pytest.param("C4", changed(tea=Allocation(780, ("amina",))), id="too little time after the break for the way"),
        pytest.param("C4", changed(hoist=Allocation(605, ("yusuf", "amina"))), id="one of two is still on the way"),
        pytest.param("C4", changed(hoist=Allocation(830, ("yusuf", "amina"))), id="two visits at once"),
        pytest.param("C5", changed(tea=Allocation(905, ("amina",)), breakfast=None), id="not home by the end of the shift"),
        pytest.param("C6", replace(a_plan(), breaks={}), id="no break"),
        pytest.param("C6", replace(a_plan(), breaks={"amina": 700}), id="a break before its time"),
        pytest.param("C6", replace(a_plan(), breaks={"amina": 790}), id="a break after its time"),
        pytest.param("C6", replace(a_plan(), breaks={"amina": 725, "yusuf": 725}), id="a break that is nobody's"),
        pytest.param("C6", replace(changed(hoist=Allocation(710, ("yusuf", "amina"))), breaks={"amina": 730}), id="a break during a visit"),
        pytest.param("C7", changed(tea=Allocation(861, ("amina",))), id="too long after breakfast"),
        pytest.param("C7", changed(breakfast=Allocation(540, ("amina",)), tea=Allocation(779, ("amina",))), id="too soon after breakfast"),
        pytest.param("C8", changed(fixed=Allocation(851, ("yusuf",))), id="a pinned visit moved"),
        pytest.param("C8", changed(fixed=None), id="a pinned visit left out"),
    ],
)
def test_each_damage_is_caught(rule: str, plan: Plan) -> None:
    assert rule in {breach.rule for breach in checker.breaches(a_day(), plan)}


def test_a_skill_that_ran_out_yesterday_is_none() -> None:
    was = a_day()
    ran_out = replace(was.staff[0], skills=(Skill("insulin", 2, was.date.replace(day=23)),))
    assert {b.rule for b in checker.breaches(replace(was, staff=(ran_out, was.staff[1])), a_plan())} == {"C2"}


def test_the_count_is_what_one_works_out_by_hand() -> None:
    count = checker.count(a_day(), a_plan())
    assert count.travel_minutes == 4 * 26  # Amina to tea and home; Yusuf out to "alone" and back
    assert count.unallocated == (0, 0, 0)
    assert count.unfamiliar == 5  # of six people sent, Amina at breakfast is the only one known
    assert count.late_minutes == 0
    late = checker.count(a_day(), changed(alone=Allocation(612, ("yusuf",)), hoist=None))
    assert (late.late_minutes, late.late_visits, late.unallocated) == (12, 1, (0, 0, 1))
