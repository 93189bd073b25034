"""When the day breaks: what has begun stays, who is off does nothing more, and hardly anything else changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from backend.allocation import checker
from backend.allocation.problem import Day
from backend.allocation.proposal import Limits, propose
from backend.allocation.replan import TOLD_MINUTES, News, rest_of, urgent
from ops.benchmarks.team_days import team_day
from tests.allocation.days import visit

pytest.importorskip("numba", reason="PROPOSALS ARE NOT TESTED: numba is not installed (pip install --group allocation)")
NOW = 615.0


@pytest.fixture(scope="module")
def planned() -> Day:
    made = team_day(12, 80, 5)
    return replace(made, current=propose(made, Limits(moves=60_000), 1, lambda: 0.0).plan)


def test_after_a_sick_call_she_has_nothing_left_and_two_others_at_the_most_change_on_average(planned: Day) -> None:
    others = 0
    for sick in (one.id for one in planned.staff):
        rest = rest_of(planned, NOW, News(sick=frozenset({sick})))
        found = propose(rest.day, Limits(moves=30_000), 1, lambda: 0.0, keep_current=True)
        assert checker.breaches(rest.day, found.plan) == []
        assert all(sick not in one.staff for one in found.plan.allocations.values())
        hers = {v for v, one in planned.current.allocations.items() if sick in one.staff}
        kept = {v: set(one.staff) for v, one in found.plan.allocations.items() if v not in hers}
        others += sum(people != set(planned.current.allocations[v].staff) for v, people in kept.items())
    assert others / len(planned.staff) <= 2


def test_what_has_begun_or_is_about_to_stays_as_it_is(planned: Day) -> None:
    rest = rest_of(planned, NOW, News())
    found = propose(rest.day, Limits(moves=5_000), 1, lambda: 0.0, keep_current=True)
    whole = rest.whole(found.plan)
    for one, was in planned.current.allocations.items():
        if was.start < NOW + TOLD_MINUTES:
            assert whole.allocations[one] == was
        else:
            assert found.plan.allocations[one].start >= NOW


def test_without_news_nothing_changes(planned: Day) -> None:
    rest = rest_of(planned, NOW, News())
    found = propose(rest.day, Limits(moves=5_000), 1, lambda: 0.0, keep_current=True)
    assert found.count.changed_people == 0


def test_an_urgent_visit_is_placed_within_two_hours(planned: Day) -> None:
    asked = urgent(visit("urgent"), NOW)
    rest = rest_of(planned, NOW, News(urgent=(asked,)))
    found = propose(rest.day, Limits(moves=20_000), 1, lambda: 0.0, keep_current=True)
    assert NOW <= found.plan.allocations["urgent"].start <= NOW + 120


def test_who_was_admitted_is_not_visited(planned: Day) -> None:
    coming = next(v for v, one in planned.current.allocations.items() if one.start > NOW + 60)
    rest = rest_of(planned, NOW, News(cancelled=frozenset({coming})))
    assert coming not in rest.whole(propose(rest.day, Limits(moves=2_000), 1, lambda: 0.0, keep_current=True).plan).allocations
