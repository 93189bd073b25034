"""How values are written in the return, and what is not written so."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from backend.returns.forms import fits, written


@pytest.mark.parametrize(
    ("form", "good", "bad"),
    [
        ("max an20", "A" * 20, "A" * 21),
        ("max an20", "a1", "a-1"),
        ("an3", "N02", "N2"),
        ("min an3 max an6", "RXX01", "RX"),
        ("max n4", "9999", "10000"),
        ("max n4", "0", "-1"),
        ("date", "2024-02-29", "29/02/2024"),
        ("version", "1.6", "1"),
        ("postcode", "E1 4AA", "somewhere"),
        ("nhs-number", "9992048719", "9992048710"),
        ("sctid", "73211009", "73211008"),  # printed in SNOMED International's own guide to the check digit's use
        ("sctid", "22298006", "22298060"),
        ("max an5", "12", "=1+1"),
    ],
)
def test_a_value_is_of_its_form_or_not(form: str, good: str, bad: str) -> None:
    assert fits(form, good)
    assert not fits(form, bad)


def test_a_form_that_does_not_exist_is_an_error_at_once() -> None:
    with pytest.raises(ValueError, match="no such form"):
        fits("long", "x")


def test_moments_are_londons() -> None:
    moment = datetime(2026, 6, 30, 23, 30, 5, tzinfo=UTC)
    assert [written(form, moment) for form in ("date", "time", "datetime")] == ["2026-07-01", "00:30:05", "2026-07-01T00:30:05"]
    assert written("date", date(2024, 2, 29)) == "2024-02-29"


def test_a_whole_number_has_no_point_and_nothing_is_nothing() -> None:
    assert written("max n4", 40.0) == "40"
    assert written("max an5", "7.5") == "7.5"
    assert written("postcode", " e1 4aa ") == "E1 4AA"
    assert written("max an20", None) is None
    assert written("max an20", " ") is None
