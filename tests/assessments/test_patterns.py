"""Patterns of forms, of which none can hold the server."""

from __future__ import annotations

import pytest

from backend.assessments.patterns import BUDGET, fits

POSTCODE = "[A-Z]{1,2}[0-9R][0-9A-Z]? ?[0-9][A-Z]{2}"


@pytest.mark.parametrize(
    ("pattern", "text", "is_fit"),
    [
        (POSTCODE, "E1 4NS", True),
        (POSTCODE, "E1 4N", False),
        (r"[^@\s]+@[^@\s]+\.[^@\s]+", "k.adeyemi@example.org", True),
        (r"\d{3} ?\d{3} ?\d{4}", "999 038 8547", True),
        ("(?:yes|no)", "no", True),
        ("a|b", "ab", False),
        (r"\d{3}", "١٢٣", False),
        ("a$", "a\n", False),
    ],
)
def test_a_text_fits_a_pattern_from_end_to_end_or_does_not(pattern: str, text: str, is_fit: bool) -> None:
    assert fits(pattern, text) is is_fit


@pytest.mark.parametrize(
    "pattern",
    [
        *("(a+)+", "(a|a)*", "(a|aa)+$", "((a*)*)*", "(a?){30}a{30}", "(.*a){20}", r"(a)\1", "(?=a)", "(", "[", "a{2,1}", "x" * 501, ")"),
        *("a++", "x{,3}", r"\p{L}", "[]a]", "[^]", "[[a]]", "[a&&b]", "(?i)a", r"\A"),
    ],
)
def test_a_pattern_that_could_run_for_ever_or_that_a_browser_reads_otherwise_is_not_run(pattern: str) -> None:
    assert fits(pattern, "a" * 40) is None


def test_repeats_beside_each_other_run_only_on_a_text_that_is_short_enough() -> None:
    assert fits(".*.*.*b", "a" * 100) is False
    assert fits(".*.*.*b", "a" * 101) is None
    assert fits("[a]*", "a" * BUDGET) is True
    assert fits("[a]*", "a" * (BUDGET + 1)) is None


def test_letters_that_a_browser_counts_twice_and_spaces_that_it_alone_knows_are_not_judged() -> None:
    assert fits(".", "😀") is None
    assert fits(r"\S+", "a\u2003b") is None
