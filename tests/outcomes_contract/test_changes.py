"""What became different between two versions."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from backend.outcomes_contract.changes import Change, between, money
from backend.outcomes_contract.terms import Segment
from tests.outcomes_contract.conftest import a_contract, term

NAMES = {"known-face": "Visits by a known face", "arrived-on-time": "Arrived on time"}


def test_of_a_first_version_all_that_it_says_is_told() -> None:
    made = between(None, a_contract(), NAMES)
    assert Change("Value of a year", None, "£1,000,000.00") in made
    assert Change("Start", None, "1 April 2026") in made
    assert Change("Visits by a known face: weight", None, "100%") in made
    assert Change("Very high risk: a person and year", None, "£2,500.00") in made
    assert all(change.old is None for change in made)


def test_only_what_differs_is_told_with_old_and_new() -> None:
    old = a_contract(term(weight="60"), term("arrived-on-time", "40", "50", "90"))
    new = a_contract(term(weight="50"), term("arrived-on-time", "50", "50", "92.5"))
    assert between(old, new, NAMES) == [
        Change("Visits by a known face: weight", "60%", "50%"),
        Change("Arrived on time: weight", "40%", "50%"),
        Change("Arrived on time: target", "90", "92.5"),
    ]


def test_what_was_taken_out_or_put_in_is_told_as_that() -> None:
    old, new = a_contract(term()), a_contract(term("arrived-on-time"), segments=(Segment("Children", 5, 100, 0),))
    made = between(old, new, NAMES)
    assert Change("Visits by a known face: target", "75", None) in made
    assert Change("Arrived on time: weight", None, "100%") in made
    assert Change("Very high risk: people", "100", None) in made
    assert Change("Children: spent in a year", None, "£0.00") in made


def test_the_same_number_written_otherwise_is_no_change() -> None:
    assert between(a_contract(), replace(a_contract(), first_share=Decimal("5.00")), NAMES) == []


def test_money_is_told_to_the_penny() -> None:
    assert [money(5), money(123_456_789), money(-100)] == ["£0.05", "£1,234,567.89", "−£1.00"]
