"""Bands by rank (CLINICAL C03): shares of the list, halves up, the same band for the same score."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from backend.population.bands import by_rank, swollen


def scores(*given: str | int) -> list[Decimal]:
    return [Decimal(one) for one in given]


def test_1_of_a_thousand_people_five_are_very_high_45_high_and_150_moderate() -> None:
    found = by_rank([Decimal(n) for n in range(1000)])
    assert Counter(found) == {"very-high": 5, "high": 45, "moderate": 150, "low": 800}
    assert found[995:] == ["very-high"] * 5, "the higher the score the higher the risk"
    assert (found[994], found[950], found[949], found[800], found[799]) == ("high", "high", "moderate", "moderate", "low")


def test_2_the_borough_of_the_documents_comes_to_the_numbers_that_its_own_shares_give() -> None:
    assert Counter(by_rank([Decimal(n) for n in range(261_536)])) == {"very-high": 1_308, "high": 11_769, "moderate": 39_230, "low": 209_229}


def test_2_shares_end_at_whole_people_halves_up() -> None:
    # Of ten: 0.05 people at very high risk is nobody; 0.5 rounds up to one; 2 in all.
    assert by_rank(scores(*range(10))) == ["low"] * 8 + ["moderate", "high"]
    assert by_rank(scores(7)) == ["low"], "one person is 0.2 of a person in twenty of a hundred"


def test_3_who_shares_a_score_shares_the_graver_band() -> None:
    # Of ten the first is high; two share the first place. The third place is beyond the second, where moderate ends.
    assert by_rank(scores(9, 9, 8, 1, 1, 1, 1, 1, 1, 1)) == ["high", "high", *["low"] * 8]


def test_3_the_order_of_the_file_decides_nothing() -> None:
    given = scores("1.5", "0.5", "99", "7", "7", "3", "2", "1", "0", "4")
    assert by_rank(given[::-1]) == by_rank(given)[::-1]


def test_scores_that_tell_nobody_apart_are_noticed() -> None:
    assert swollen(by_rank([Decimal(1)] * 1000)) == "very-high"
    assert swollen(by_rank([Decimal(n) for n in range(1000)])) is None
    # Five places at very high risk: twice as many and ten are let pass, one more is not.
    assert swollen(["very-high"] * 20 + ["low"] * 980) is None
    assert swollen(["very-high"] * 21 + ["low"] * 979) == "very-high"
