"""Weekdays everybody, at weekends some nurses, and those of the tour whatever the weekday of the first week."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from backend.demo.ids import at
from backend.demo.place import make_place
from backend.demo.rota import CYCLE, Rota

WEEK = [date(2026, 11, 23) + timedelta(days=n) for n in range(7)]


@pytest.fixture(scope="module")
def team():
    return make_place(1948, at(date(2025, 11, 1), 540), teams=1).teams[0]


def person(team, name):
    return next(one for one in team.staff if one.name == name)


@pytest.mark.parametrize("made_on", WEEK, ids=lambda day: f"{day:%a}")
def test_each_weekend_has_some_nurses_and_not_all(team, made_on):
    rota = Rota(team, made_on)
    for day in range(CYCLE):
        on = [one for one in team.caring("nurse") if rota.is_on(one, day)]
        weekend = (made_on + timedelta(days=day)).weekday() >= 5
        assert len(on) == len(team.caring("nurse")) if not weekend else 2 <= len(on) <= 4
    weekends = [day for day in range(8, CYCLE) if rota.is_weekend(day)]
    assert all(any(not rota.is_on(one, day) for one in team.caring("nurse")) for day in weekends)


@pytest.mark.parametrize("made_on", WEEK, ids=lambda day: f"{day:%a}")
def test_a_saturday_and_its_sunday_have_the_same_nurses(team, made_on):
    rota = Rota(team, made_on)
    for day in range(8, CYCLE - 1):
        if (made_on + timedelta(days=day)).weekday() == 5:
            assert [rota.is_on(one, day) for one in team.staff] == [rota.is_on(one, day + 1) for one in team.staff]


@pytest.mark.parametrize("made_on", WEEK, ids=lambda day: f"{day:%a}")
def test_those_of_the_tour_work_on_each_day_of_the_first_week_and_therapists_on_no_later_weekend(team, made_on):
    rota = Rota(team, made_on)
    for name in ("Kemi Adeyemi", "Amina Khatun", "Yusuf Ali", "Daniel Osei"):
        assert all(rota.is_usual(person(team, name), day) for day in range(8))
    for name in ("Amina Khatun", "Hannah Clarke", "Daniel Osei", "Siobhan Moran"):
        assert not any(rota.is_on(person(team, name), day) for day in range(8, CYCLE) if rota.is_weekend(day))


@pytest.mark.parametrize("made_on", WEEK, ids=lambda day: f"{day:%a}")
def test_what_falls_on_a_weekend_is_done_on_the_monday_after(team, made_on):
    rota = Rota(team, made_on)
    moved = rota.on_weekdays(frozenset(range(CYCLE)))
    assert moved == {day for day in range(CYCLE) if not rota.is_weekend(day)}
    assert rota.on_weekdays(moved) == moved
