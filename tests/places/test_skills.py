"""What somebody is signed off for, as one entry of a list."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.places.schemas import StaffSchema
from backend.places.skills import Held, held, read


@pytest.mark.parametrize(
    ("entry", "skill"),
    [
        ("insulin", Held("insulin")),
        ("wound care/2", Held("wound care", 2)),
        ("catheter@2027-03-31", Held("catheter", 1, date(2027, 3, 31))),
        ("syringe driver/3@2027-01-01", Held("syringe driver", 3, date(2027, 1, 1))),
    ],
)
def test_an_entry_says_which_skill_at_which_level_until_when(entry: str, skill: Held) -> None:
    assert read(entry) == skill


@pytest.mark.parametrize("entry", ["", "Insulin", "insulin/0", "insulin/4", "insulin@2027-02-30", "insulin@soon", " insulin", "insulin/2/2"])
def test_what_is_no_skill_is_refused_and_left_out_of_what_is_counted(entry: str) -> None:
    assert read(entry) is None
    assert held([entry, "bloods"]) == (Held("bloods"),)
    assert set(StaffSchema().validate({"skills": [entry]}, partial=True)) == {"skills"}


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading(text: str) -> None:
    found = read(text)
    assert found is None or (text.startswith(found.name) and 1 <= found.level <= 3)
