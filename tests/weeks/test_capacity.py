"""Minutes that people have against minutes that are asked, worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.allocation.travel import Means, Point, Travel
from backend.places.skills import held
from backend.weeks.capacity import Care, DayMinutes, Shift, Team, asked, can, losses, minutes_needed, of_days, uncovered, usual, ways, without
from backend.weeks.problem import ALL

DAY = date(2026, 11, 30)
TEAM = Team(
    skills={"ann": held(["insulin", "wound care/2"]), "ben": held(["insulin@2026-11-29", "hoist"])},
    means="walk",
    base=Point(0, 0),
    travel=Travel(means={"walk": Means(kmh=6.0, detour=1.0)}),
)
"""On foot at 6 km/h, 100 metres are a minute."""


def care(id_: str, minutes: float = 30, *needs: str, people: int = 1, at: Point | None = None, **more: object) -> Care:
    return Care(id_, DAY, minutes, people, needs, at, **more)  # type: ignore[arg-type]


def day(*cares: Care, shifts: tuple[Shift, ...] = (Shift("ann", 450), Shift("ben", 300))) -> DayMinutes:
    [found] = of_days([DAY], {DAY: shifts}, {DAY: True}, cares, TEAM)
    return found


def test_who_has_a_skill_has_it_at_each_level_below_until_it_ends() -> None:
    assert can([Shift("ann", 450), Shift("ben", 300)], TEAM, DAY) == {ALL: 750, "insulin": 450, "wound care": 450, "wound care/2": 450, "hoist": 300}
    assert can([Shift("ben", 300)], TEAM, date(2026, 11, 29))["insulin"] == 300


def test_who_is_away_for_half_a_day_has_half_of_it_and_who_is_away_is_not_there() -> None:
    found = day(shifts=(Shift("ann", 225, "sick"), Shift("ben", 0, "leave")))
    assert (found.capacity[ALL], found.working) == (225, {"ann"})


def test_two_who_come_need_twice_the_minutes_and_a_skill_that_one_of_them_has_only_theirs() -> None:
    assert minutes_needed(40, 2, ["hoist", "insulin#1"]) == {ALL: 80, "hoist": 80, "insulin": 40}
    assert minutes_needed(40, 1, ["insulin#2"]) == {ALL: 40}, "of somebody who does not come nothing is needed"


def test_the_way_goes_to_the_nearest_home_that_is_left_and_back() -> None:
    """From the base 500 m to the first, 300 m to the second, and 800 m back along the same street: 5 + 3 + 8 minutes."""
    assert ways([care("far", at=Point(800, 0)), care("near", at=Point(500, 0))], TEAM) == 16
    assert ways([care("a", at=Point(500, 0), people=2)], TEAM) == 20, "two who come make two rounds"
    assert ways([care("a", at=Point(500, 0)), care("b", at=Point(500, 0))], TEAM) == 20
    assert ways([care("lost")], TEAM) == 10
    assert ways([], TEAM) == 0


def test_a_skill_has_its_visits_share_of_the_ways() -> None:
    found = asked([care("a", 30, "insulin"), care("b", 60)], travel=20)
    assert found == {ALL: 110, "insulin": 40}


def test_a_day_of_which_no_shift_is_written_has_the_people_of_the_same_weekday_before() -> None:
    monday, later = DAY, date(2026, 12, 14)
    found = usual([monday, later, date(2026, 12, 15)], {monday: [Shift("ann", 450)]})
    assert found == {monday: [Shift("ann", 450)], later: [Shift("ann", 450)], date(2026, 12, 15): ()}


def test_what_is_asked_above_what_people_have_is_uncovered() -> None:
    found = day(care("a", 400, "insulin"), care("b", 100, "insulin"))
    assert (uncovered(found, ALL), uncovered(found, "insulin")) == (0, 500 + 20 - 450)
    gone = without(found, {"ann"}, TEAM)
    assert (uncovered(gone, ALL), uncovered(gone, "insulin")) == (520 - 300, 520)


def test_a_visit_says_what_it_loses_by_an_absence_and_nothing_that_it_had_not() -> None:
    visit = care("a", 30, "insulin", staff=("ann",), known=frozenset({"ann", "eve"}))
    before = day(visit)
    assert losses(visit, before, without(before, {"ann"}, TEAM), TEAM) == ("nobody-asked-works", "no-known-face", "nobody-skilled")
    assert losses(visit, before, without(before, {"ben"}, TEAM), TEAM) == ()
    stranger = care("b", 30, "hoist", "catheter", staff=("eve",), known=frozenset({"eve"}))
    assert losses(stranger, before, without(before, {"ben"}, TEAM), TEAM) == ("nobody-skilled",)


@given(st.lists(st.tuples(st.integers(5, 200), st.integers(1, 3), st.sets(st.sampled_from(["insulin", "hoist#2", "wound care/2"]))), max_size=8))
def test_without_somebody_nothing_is_covered_that_was_not(cares: list[tuple[int, int, set[str]]]) -> None:
    found = day(*(care(str(n), minutes, *sorted(needs), people=people) for n, (minutes, people, needs) in enumerate(cares)))
    for gone in ({"ann"}, {"ben"}, {"ann", "ben"}):
        left = without(found, gone, TEAM)
        assert all(uncovered(left, skill) >= uncovered(found, skill) for skill in found.demand)
    assert found.demand[ALL] == pytest.approx(sum(minutes * people for minutes, people, _ in cares) + found.travel)
