"""What a visit needs of those who come, as one entry of a list."""

from __future__ import annotations

import pytest

from backend.visits.needs import Needed, of_each, read
from backend.visits.schemas import VisitSchema

NINE, TEN = "2026-11-24T09:00:00.000Z", "2026-11-24T10:00:00.000Z"


def faults(**values: object) -> set[str]:
    return set(VisitSchema().validate(values, partial=True))


def test_an_entry_says_which_skill_at_which_level_and_of_whom() -> None:
    assert read("insulin") == Needed("insulin")
    assert read("wound care/2#1") == Needed("wound care", 2, 1)
    assert read("Insulin") is None


def test_what_names_nobody_everybody_must_have_and_what_names_one_only_they() -> None:
    each = of_each(2, ["hoist", "insulin#2", "bloods#3", "Nonsense"])
    assert each == [[Needed("hoist")], [Needed("hoist"), Needed("insulin", 1, 2)]]
    assert of_each(1, None) == [[]]


@pytest.mark.parametrize("entry", ["Insulin", "insulin#0", "insulin#5", "insulin/9", "x"])
def test_a_visit_needs_no_nonsense(entry: str) -> None:
    assert faults(skills=[entry]) == {"skills"}


def test_a_window_and_a_gap_are_in_order_and_a_visit_needs_one_to_four() -> None:
    assert not faults(window_start=NINE, window_end=TEN, window_is_hard=True, gap_least_minutes=240, gap_most_minutes=240, people=4, priority=1)
    assert faults(window_start=TEN, window_end=NINE) == {"window_end"}
    assert faults(gap_least_minutes=241, gap_most_minutes=240) == {"gap_most_minutes"}
    assert faults(people=0) == {"people"}
    assert faults(people=5) == {"people"}
    assert faults(priority=4) == {"priority"}
