"""Ages and names."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.patients.services import age, display_name


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        (date(1942, 3, 14), date(2026, 11, 24), 84),
        (date(1942, 11, 24), date(2026, 11, 24), 84),
        (date(1942, 11, 25), date(2026, 11, 24), 83),
        (date(2026, 11, 24), date(2026, 11, 24), 0),
        (date(1944, 2, 29), date(2026, 2, 28), 81),
        (date(1944, 2, 29), date(2026, 3, 1), 82),
    ],
)
def test_age_is_in_whole_years(born, on, years):
    assert age(born, on) == years


def test_nobody_has_an_age_before_birth():
    with pytest.raises(ValueError, match="not born"):
        age(date(2026, 11, 25), date(2026, 11, 24))


@given(st.dates(date(1880, 1, 1), date(2100, 1, 1)), st.integers(0, 40_000))
def test_age_never_falls_as_days_go_by(born, days):
    first = date.fromordinal(born.toordinal() + days)
    assert age(born, date.fromordinal(first.toordinal() + 1)) - age(born, first) in (0, 1)


def test_a_name_is_what_is_known_of_it():
    assert display_name({"given_name": "Rokeya", "family_name": "Begum"}) == "Rokeya Begum"
    assert display_name({"given_name": None, "family_name": "Begum"}) == "Begum"
    assert display_name({}) == ""
