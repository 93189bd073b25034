"""The bank holidays as gov.uk lists them for England and Wales; and what a place adds and takes away."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.weeks.holidays import easter, kept, of_year

PUBLISHED = {
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
    2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
}
EASTERS = {1981: (4, 19), 2000: (4, 23), 2008: (3, 23), 2011: (4, 24), 2024: (3, 31), 2026: (4, 5), 2038: (4, 25), 2049: (4, 18), 2076: (4, 19)}


@pytest.mark.parametrize(("year", "days"), PUBLISHED.items())
def test_each_year_has_the_days_that_the_government_published(year: int, days: str) -> None:
    assert [day.isoformat()[5:] for day in of_year(year)] == days.split()


def test_a_substitute_day_says_so() -> None:
    assert of_year(2021)[date(2021, 12, 27)] == "Christmas Day (substitute day)"
    assert of_year(2022)[date(2022, 12, 27)] == "Christmas Day (substitute day)"
    assert of_year(2026)[date(2026, 12, 28)] == "Boxing Day (substitute day)"
    assert of_year(2026)[date(2026, 12, 25)] == "Christmas Day"


@pytest.mark.parametrize(("year", "day"), EASTERS.items())
def test_easter_is_where_the_almanac_has_it(year: int, day: tuple[int, int]) -> None:
    assert easter(year) == date(year, *day)


@given(st.integers(1978, 2200).filter(lambda year: year not in (2022, 2023)))
def test_every_year_has_eight_none_of_them_at_a_weekend(year: int) -> None:
    days = of_year(year)
    assert len(days) == 8
    assert all(day.weekday() < 5 and day.year == year for day in days)
    assert easter(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


def test_a_place_keeps_days_of_its_own_and_leaves_others_out() -> None:
    eid, monday = date(2026, 3, 20), date(2026, 5, 4)
    found = kept(range(2026, 2028), {eid: "Eid", monday: None, monday + timedelta(days=1): None})
    assert found[eid] == "Eid"
    assert monday not in found
    assert date(2027, 5, 3) in found
    assert len(found) == 16
    assert list(found) == sorted(found)


def test_before_its_rules_began_it_says_so() -> None:
    with pytest.raises(ValueError, match="1978"):
        of_year(1977)
