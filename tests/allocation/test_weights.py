"""A team's weights, by the words that it chooses them with: each preset buys what its words say."""

from __future__ import annotations

from dataclasses import astuple, replace

import pytest

from backend.allocation import checker
from backend.allocation.checker import Count
from backend.allocation.problem import Allocation, Day, Plan, Window, Wishes
from backend.allocation.proposal import Limits, propose
from backend.allocation.travel import Point
from backend.allocation.weights import BALANCED, LEAST_CHANGE, MORE_COVERED, PRESETS
from ops.benchmarks.team_days import team_day
from tests.allocation.days import day, staff, visit

pytest.importorskip("numba", reason="PROPOSALS ARE NOT TESTED: numba is not installed (pip install --group allocation)")


@pytest.fixture(scope="module")
def proposed() -> dict[str, list[Count]]:
    """What three days come to with each preset."""
    days = [team_day(6, 36, seed) for seed in (1, 2, 3)]
    found: dict[str, list[Count]] = {}
    for words, weights in PRESETS.items():
        found[words] = [propose(replace(one, weights=weights), Limits(moves=60_000), 1, lambda: 0.0).count for one in days]
    return found


def summed(proposed: dict[str, list[Count]], words: str, what: str) -> float:
    return float(sum(getattr(count, what) for count in proposed[words]))


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("known faces first", "unfamiliar"),
        ("short ways first", "travel_minutes"),
        ("on time first", "late_minutes"),
        ("even days first", "unfair_minutes"),
    ],
)
def test_a_preset_gets_less_of_what_it_puts_first(proposed: dict[str, list[Count]], words: str, what: str) -> None:
    assert summed(proposed, words, what) < summed(proposed, "balanced", what)


@pytest.mark.parametrize("weights", [*PRESETS.values(), LEAST_CHANGE, MORE_COVERED])
def test_no_weights_make_leaving_a_visit_out_cheaper_than_anything_else_about_it(weights: object) -> None:
    amounts = astuple(weights)  # type: ignore[call-overload]
    first, second, third = amounts[-1]
    assert first > second > third > 2 * sum(amounts[:-1])


def test_every_minute_and_every_person_costs_what_the_weights_say() -> None:
    weights = replace(BALANCED, changed=7.0, moved=0.5)
    asked = visit("a", window=Window(540, 560), place=Point(1600, 0), wishes=Wishes(gender="female", language="Somali"))
    was = Plan({"a": Allocation(545, ("yusuf",))})
    whole: Day = day((staff("Amina"), staff("Yusuf")), (asked, visit("out", priority=2)), current=was, weights=weights)
    count = checker.count(whole, Plan({"a": Allocation(570, ("amina",))}))
    share = 60 * 1.2 / 2  # of two visits of half an hour, and a fifth more for travel
    unfair = (52 + 30 - share) + share
    assert count.cost == pytest.approx(52 + 0.25 * 10 + 10 + 2 * 8 + 0.1 * unfair + 7 + 0.5 * 25 + 1000)
