"""A day on which some visits cannot be done: exactly those are left out, for a reason that the checker confirms wherever else they would stand."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from backend.allocation import checker
from backend.allocation.problem import Allocation, Gap, Need, Plan, Skill, Visit, Wishes
from backend.allocation.proposal import Limits, propose
from backend.allocation.reasons import why_not
from tests.allocation.days import day, hard, staff, visit

pytest.importorskip("numba", reason="PROPOSALS ARE NOT TESTED: numba is not installed (pip install --group allocation)")

AMINA, YUSUF = staff("Amina", skills=(Skill("insulin"),)), staff("Yusuf", shift_from=720.0, shift_to=1080.0)
POSSIBLE = (visit("one"), visit("two", 780, 900), visit("both", 750, 900, people=((), ())))


@pytest.mark.parametrize(
    ("cannot", "gaps", "rule"),
    [
        pytest.param(visit("cannot", window=hard(1000, 1050), people=((Need("insulin"),),)), (), {"C2", "C5"}, id="the skill has gone home"),
        pytest.param(visit("cannot", window=hard(400, 440)), (), {"C5"}, id="before anybody works"),
        pytest.param(visit("cannot", wishes=Wishes(never=frozenset({"amina", "yusuf"}))), (), {"C2"}, id="never these two"),
        pytest.param(visit("cannot", window=hard(480, 600), people=((), ())), (), {"C5"}, id="two, while one is there"),
        pytest.param(visit("cannot", minutes=490), (), {"C4", "C5"}, id="longer than any shift"),
        pytest.param(visit("cannot", window=hard(540, 560)), (Gap("one", "cannot", 300),), {"C7"}, id="too soon after their other visit"),
    ],
)
def test_exactly_what_cannot_be_done_is_left_out_and_the_checker_confirms_why(cannot: Visit, gaps: tuple[Gap, ...], rule: set[str]) -> None:
    whole = day((AMINA, YUSUF), (*POSSIBLE, cannot), gaps=gaps)
    if gaps:  # the other visit matters more, so that it is this one that stays out
        whole = replace(whole, visits=(replace(POSSIBLE[0], priority=1), *POSSIBLE[1:], replace(cannot, priority=3)))
        cannot = whole.visits[-1]
    plan = propose(whole, Limits(moves=4_000), 1, lambda: 0.0).plan
    assert set(plan.allocations) == {one.id for one in POSSIBLE}
    assert why_not(whole, plan, cannot).text
    beside = {one: plan.allocations[one] for one in plan.allocations if any(one == gap.first for gap in gaps)}
    latest = int(cannot.window.closes) if cannot.window.hard else 1440
    for start in range(int(cannot.window.opens), latest + 1, 5):
        for people in permutations(("amina", "yusuf"), len(cannot.people)):
            broken = {one.rule for one in checker.breaches(whole, Plan({**beside, "cannot": Allocation(float(start), people)}))}
            assert broken & rule, f"at {start} by {people} nothing of {rule} stands in its way"
