"""The planner, against a checker that shares no code with it: over random weeks, and on small ones that were worked out by hand."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.weeks import checked
from backend.weeks.planner import cost, minutes_of, moved, plain, plan
from backend.weeks.problem import ALL, Day, Problem, Series, Week

MONDAY = date(2026, 11, 30)
STAFF = ("ann", "ben", "cy")
SKILLS = ("insulin", "hoist")


def day(n: int) -> date:
    return MONDAY + timedelta(days=n)


def usual(weeks: int = 4, *, working: frozenset[str] = frozenset(), capacity: float = 600.0) -> dict[date, Day]:
    return {day(n): Day(day(n), {ALL: capacity if n % 7 < 5 else 0.0}, {}, working) for n in range(7 * weeks)}


def twice(id_: str, *, weeks: int = 4, minutes: float = 60.0, known: frozenset[str] = frozenset(), before: tuple[date, ...] = ()) -> Series:
    """Twice a week, Monday to Friday."""
    of = tuple(Week(day(7 * n), tuple(day(7 * n + k) for k in range(5)), 2) for n in range(weeks))
    return Series(id_, {ALL: minutes}, of, apart=3, gap=3.5, known=known, before=before)


def weekdays(chosen: tuple[tuple[date, ...], ...]) -> list[list[int]]:
    return [[one.weekday() for one in week] for week in chosen]


def test_two_that_come_twice_a_week_take_turns_and_keep_their_weekdays() -> None:
    found = plan(Problem(usual(), (twice("a"), twice("b"))))
    assert weekdays(found["a"]) == [weekdays(found["a"])[0]] * 4
    assert sorted([weekdays(found["a"])[0], weekdays(found["b"])[0]]) == [[0, 3], [1, 4]]


def test_the_plain_plan_puts_everybody_on_the_first_days() -> None:
    found = plain(Problem(usual(), (twice("a"), twice("b"))))
    assert weekdays(found["a"]) == weekdays(found["b"]) == [[0, 3]] * 4


def test_a_day_that_is_full_already_is_kept_off() -> None:
    days = usual(1)
    days[day(3)] = Day(day(3), {ALL: 600.0}, {ALL: 580.0})
    assert day(3) not in plan(Problem(days, (twice("a", weeks=1),)))["a"][0]


def test_a_day_with_fewer_people_bears_less() -> None:
    days = usual(1)
    days[day(0)] = Day(day(0), {ALL: 120.0}, {})
    assert weekdays(plan(Problem(days, (twice("a", weeks=1),)))["a"]) == [[1, 4]]


def test_who_is_known_draws_the_visits_to_the_days_on_which_they_work() -> None:
    days = {one: Day(one, found.capacity, {}, frozenset({"ann"} if one.weekday() in (1, 4) else {"ben"})) for one, found in usual().items()}
    assert weekdays(plan(Problem(days, (twice("a", known=frozenset({"ann"})),)))["a"]) == [[1, 4]] * 4


def test_it_goes_on_with_the_weekdays_of_the_week_before() -> None:
    before = (day(-6), day(-3))
    assert weekdays(plan(Problem(usual(), (twice("a", before=before),)))["a"]) == [[1, 4]] * 4


def test_a_skill_is_evened_by_itself() -> None:
    """All care is as even one way as the other; but of those who give insulin there are few."""
    days = {day(n): Day(day(n), {ALL: 600.0, "insulin": 120.0 if n % 7 < 5 else 0.0}, {}) for n in range(5)}
    days[day(0)] = Day(day(0), {ALL: 600.0, "insulin": 120.0}, {"insulin": 100.0})
    one = Series("a", {ALL: 60.0, "insulin": 60.0}, (Week(day(0), tuple(day(n) for n in range(5)), 2),), apart=3, gap=3.5)
    assert weekdays(plan(Problem(days, (one,)))["a"]) == [[1, 4]]


def test_where_a_holiday_leaves_too_few_days_they_lie_as_far_apart_as_they_can() -> None:
    """Christmas week: Monday to Thursday, three of them wanted two days apart."""
    week = Week(day(0), tuple(day(n) for n in range(4)), 3)
    problem = Problem(usual(1), (Series("a", {ALL: 30.0}, (week,), apart=2, gap=7 / 3),))
    found = plan(problem)
    assert checked.least_shortfall(problem.series[0]) == 1
    assert checked.faults(problem, found) == []


def test_what_it_counts_is_what_the_checker_counts_on_a_week_worked_by_hand() -> None:
    """Two visits of 60 minutes, Monday and Thursday, on days of 600 minutes: 2 × 60²/600 = 12; the gap of 3 days is half a day off: 3 × 0.5 = 1.5;
    Ann, who is known, works on Monday alone: 60."""
    days = {one: Day(one, found.capacity, {}, frozenset({"ann"} if one == day(0) else ())) for one, found in usual(1).items()}
    problem = Problem(days, (twice("a", weeks=1, known=frozenset({"ann"})),))
    chosen = {"a": ((day(0), day(3)),)}
    assert cost(problem, chosen) == checked.cost(problem, chosen) == pytest.approx(73.5)
    assert moved(problem, chosen).strange == 1
    assert minutes_of(problem, chosen)[day(3)][ALL] == 60.0


def test_the_checker_finds_what_is_wrong() -> None:
    problem = Problem(usual(1), (twice("a", weeks=1),))

    def said(*days: date) -> str:
        return " ".join(checked.faults(problem, {"a": (days,)}))

    assert said(day(0), day(3)) == ""
    assert "1 days instead of 2" in said(day(0))
    assert "3 days instead of 2" in said(day(0), day(2), day(4))
    assert "out of the pattern" in said(day(0), day(6))
    assert "twice, or out of order" in said(day(3), day(0))
    assert "closer than asked" in said(day(0), day(1))
    assert "has not its weeks" in " ".join(checked.faults(problem, {}))
    assert "nobody asked" in " ".join(checked.faults(problem, {"a": ((day(0), day(3)),), "b": ()}))


@st.composite
def problems(draw: st.DrawFn, most_series: int = 8, most_weeks: int = 4) -> Problem:
    weeks = draw(st.integers(1, most_weeks))
    minutes = st.sampled_from([0.0, 30.0, 200.0, 480.0, 1500.0])
    skills = st.sets(st.sampled_from(SKILLS))
    days = {}
    for n in range(7 * weeks):
        held, loaded = draw(skills), draw(skills)
        capacity = {ALL: draw(minutes), **{skill: draw(minutes) for skill in sorted(held)}}
        load = {ALL: draw(minutes), **{skill: draw(minutes) for skill in sorted(loaded)}}
        days[day(n)] = Day(day(n), capacity, load, frozenset(draw(st.sets(st.sampled_from(STAFF)))))
    series = []
    for number in range(draw(st.integers(0, most_series))):
        of = []
        for n in range(weeks):
            allowed = sorted(draw(st.sets(st.integers(7 * n, 7 * n + 6))))
            there = tuple(day(k) for k in sorted(draw(st.sets(st.integers(7 * n, 7 * n + 6), max_size=2))) if k not in allowed)
            of.append(Week(day(7 * n), tuple(map(day, allowed)), draw(st.integers(0, len(allowed))), there))
        before = tuple(day(k) for k in sorted(draw(st.sets(st.integers(-7, -1), max_size=3))))
        needed = {ALL: float(draw(st.integers(5, 120))), **dict.fromkeys(sorted(draw(skills)), 20.0)}
        known = frozenset(draw(st.sets(st.sampled_from(STAFF))))
        series.append(Series(f"s{number}", needed, tuple(of), draw(st.integers(0, 5)), draw(st.sampled_from([1.75, 3.5, 7.0])), known, before))
    return Problem(days, tuple(series))


@settings(max_examples=100, deadline=None)
@given(problems())
def test_whatever_is_asked_a_plan_keeps_its_pattern_its_number_and_its_gaps_and_is_never_worse_than_the_plain_one(problem: Problem) -> None:
    found, first = plan(problem), plain(problem)
    assert checked.faults(problem, found) == []
    assert checked.faults(problem, first) == []
    assert cost(problem, found) == pytest.approx(checked.cost(problem, found))
    assert checked.cost(problem, found) <= checked.cost(problem, first) + 1e-6
    assert plan(problem) == found


@settings(max_examples=60, deadline=None)
@given(problems(most_series=1, most_weeks=2))
def test_for_one_series_alone_no_plan_that_keeps_the_rules_is_cheaper(problem: Problem) -> None:
    for one in problem.series:
        ways = product(*(combinations(week.days, week.many) for week in one.weeks))
        allowed = [{one.id: tuple(way)} for way in ways if not checked.faults(problem, {one.id: tuple(way)})]
        assert checked.cost(problem, plan(problem)) <= min(checked.cost(problem, way) for way in allowed) + 1e-4
