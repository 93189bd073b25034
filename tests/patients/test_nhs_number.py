"""The NHS number, by CLINICAL B.1."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.patients import nhs_number

STEMS = st.integers(0, 999_999_999).map(lambda n: f"{n:09d}")


def test_the_worked_example_of_the_data_dictionary_is_valid():
    assert nhs_number.is_valid("9434765919")


def test_the_stem_999000000_has_no_number():
    assert nhs_number.check_digit("999000000") is None


def test_nineteen_numbers_pass_the_check_digit_and_are_refused():
    assert len(nhs_number.NEVER_ISSUED) == 19
    for number in nhs_number.NEVER_ISSUED:
        assert nhs_number.check_digit(number[:9]) == int(number[9])
        assert not nhs_number.is_valid(number)


@given(STEMS)
def test_at_most_one_last_digit_fits_a_stem(stem):
    fitting = [digit for digit in "0123456789" if nhs_number.is_valid(stem + digit)]
    assert len(fitting) <= 1
    expected = nhs_number.check_digit(stem)
    assert fitting == ([] if expected is None or f"{stem}{expected}" in nhs_number.NEVER_ISSUED else [str(expected)])


@given(STEMS, st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(stem, place, by):
    """What the check digit is for: a slip of one key never gives another person's number."""
    check = nhs_number.check_digit(stem)
    if check is None or not nhs_number.is_valid(f"{stem}{check}"):
        return
    digits = list(f"{stem}{check}")
    digits[place] = str((int(digits[place]) + by) % 10)
    assert not nhs_number.is_valid("".join(digits))


@given(STEMS, st.integers(0, 7))
def test_two_neighbouring_digits_changed_round_are_always_noticed(stem, place):
    check = nhs_number.check_digit(stem)
    digits = list(stem)
    digits[place], digits[place + 1] = digits[place + 1], digits[place]
    if check is None or digits == list(stem):
        return
    assert not nhs_number.is_valid("".join(digits) + str(check))


@pytest.mark.parametrize("text", ["", "943476591", "94347659190", "943 476 5919", "943476591X", "٩٤٣٤٧٦٥٩١٩", "-943476591", "９434765919"])
def test_only_ten_plain_digits_are_a_number(text):
    assert not nhs_number.is_valid(text)


def test_a_number_is_shown_as_three_three_four():
    assert nhs_number.written("9992048719") == "999 204 8719"


def test_synthetic_numbers_are_those_of_the_999_range():
    assert nhs_number.is_synthetic("9992048719")
    assert not nhs_number.is_synthetic("9434765919")
