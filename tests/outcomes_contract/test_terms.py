"""What a contract may not say, and in which words that is told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from backend.outcomes_contract.terms import Segment, Terms, plain, usable, wrong
from backend.reports.definitions import measures
from tests.outcomes_contract.conftest import a_contract, term


def test_a_contract_that_holds_together_has_nothing_wrong() -> None:
    assert wrong(a_contract(term(weight="33.33"), term("different-professionals", "66.67", "6", "4")), measures()) == {}


@pytest.mark.parametrize(
    ("terms", "field", "words"),
    [
        (a_contract(term(weight="95")), "measures", "The weights add up to 95%, not 100%."),
        (a_contract(term(weight="66.67"), term("arrived-on-time", "33.34")), "measures", "The weights add up to 100.01%, not 100%."),
        (a_contract(measures=()), "measures", "At least one measure."),
        (a_contract(term(), term("arrived-on-time", "0")), "measures.1.weight", "More than 0%"),
        (a_contract(term("happiness")), "measures.0.measure", "There is no such measure"),
        (a_contract(term("visits")), "measures.0.measure", "neither good nor bad"),
        (a_contract(term(weight="50"), term(weight="50")), "measures.1.measure", "in the contract already"),
        (a_contract(term(baseline="75", target="60")), "measures.0.target", "the target lies above the baseline"),
        (a_contract(term(baseline="75", target="75")), "measures.0.target", "the target lies above the baseline"),
        (a_contract(term("different-professionals", baseline="4", target="6")), "measures.0.target", "the target lies below the baseline"),
        (a_contract(term(target="100.01")), "measures.0.target", "at most 100%"),
        (a_contract(starts_on=date(2026, 4, 2)), "starts_on", "first day of a month"),
        (a_contract(first_share=Decimal(0)), "first_share", "More than 0%"),
        (a_contract(last_share=Decimal("4.99")), "last_share", "does not fall"),
        (a_contract(last_share=Decimal("100.01")), "last_share", "At most 100%"),
        (a_contract(segments=(Segment("Old", 1, 1, 1), Segment("old ", 1, 1, 1))), "segments.1.name", "of this name already"),
    ],
)
def test_what_is_wrong_is_told_by_field(terms: Terms, field: str, words: str) -> None:
    found = wrong(terms, measures())
    assert set(found) == {field}
    assert words in found[field]


def test_only_measures_that_get_better_or_worse_can_earn() -> None:
    assert "known-face" in usable(measures())
    assert "visits" not in usable(measures())


@pytest.mark.parametrize(("value", "words"), [("100.00", "100"), ("62.50", "62.5"), ("0", "0"), ("1E+2", "100"), ("0.05", "0.05")])
def test_a_number_is_told_without_zeros_that_say_nothing(value: Any, words: str) -> None:
    assert plain(Decimal(value)) == words
