"""Files from outside, line by line: what is wrong is named with its line and what was expected, and nothing is put right."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from backend.outside.reading import Months, read
from backend.outside.sorts import POPULATION_COLUMNS, SORTS
from backend.population.reading import Refused

FILES = Path(__file__).parent / "files"
TODAY = date(2026, 11, 23)
OCTOBER = Months(date(2026, 10, 1), date(2026, 10, 31))
JULY = Months(date(2026, 7, 1), date(2026, 7, 31))
ROSE, TOM = "9990000018", "9990000026"


def a_file(header: tuple[str, ...], *lines: str) -> bytes:
    return "\r\n".join([",".join(header), *lines, ""]).encode()


def refused(sort: str, *lines: str, months: Months | None = OCTOBER) -> list[str]:
    header = SORTS[sort].header if sort in SORTS else POPULATION_COLUMNS
    with pytest.raises(Refused) as caught:
        read(a_file(header, *lines), months, TODAY)
    return [str(each) for each in caught.value.wrong]


@pytest.mark.parametrize(
    ("name", "sort", "lines"),
    [("stays", "stay", 3), ("care-homes", "care-home", 1), ("reablement", "reablement", 2), ("delays", "delay", 2)],
)
def test_the_first_line_says_which_file_it_is(name: str, sort: str, lines: int) -> None:
    found, events, estimates = read((FILES / f"{name}.csv").read_bytes(), JULY if name == "reablement" else OCTOBER, TODAY)
    assert found is SORTS[sort]
    assert (len(events), estimates) == (lines, [])


def test_a_stay_is_read_with_its_days_and_codes() -> None:
    _, [first, second, _], _ = read((FILES / "stays.csv").read_bytes(), OCTOBER, TODAY)
    assert (first.line, first.nhs_number, first.starts_on, first.ends_on) == (2, ROSE, date(2026, 10, 2), date(2026, 10, 6))
    assert (first.code, first.outcome) == ("emergency", "home")
    assert (second.code, second.ends_on, second.outcome) == ("emergency-avoidable", None, None)


def test_a_file_of_residents_needs_no_months() -> None:
    sort, events, estimates = read((FILES / "residents.csv").read_bytes(), None, TODAY)
    assert (sort, events) == (None, [])
    assert [(one.on, one.from_age, one.people) for one in estimates][2] == (date(2025, 6, 30), 65, 21900)


@pytest.mark.parametrize(
    ("sort", "line", "told"),
    [
        (
            "stay",
            "9990000019,2026-10-02,emergency,,",
            "nhs_number: no NHS number (10 characters). Expected ten digits of which the last fits the others.",
        ),
        ("stay", f"{ROSE},02/10/2026,emergency,,", "admitted_on: “02/10/2026”. Expected a date like 2026-11-01."),
        ("stay", f"{ROSE},2026-02-29,emergency,,", "admitted_on: “2026-02-29”. Expected a date like 2026-11-01."),
        ("stay", f"{ROSE},2026-10-02,urgent,,", "how: “urgent”. Expected one of emergency, emergency-avoidable, planned."),
        ("stay", f"{ROSE},2026-10-02,,,", "how: empty. Expected one of emergency, emergency-avoidable, planned."),
        ("stay", f"{ROSE},2026-10-02,planned", "3 columns. Expected 5: nhs_number,admitted_on,how,discharged_on,discharged_to."),
        ("stay", f"{ROSE},2026-11-01,planned,,", "admitted_on: 2026-11-01. Expected a day of the months told: 2026-10-01 to 2026-10-31."),
        ("stay", f"{ROSE},2026-10-05,planned,2026-10-04,home", "discharged_on: 2026-10-04, before 2026-10-05. Expected a day not before."),
        ("stay", f"{ROSE},2026-10-05,planned,2026-11-24,home", "discharged_on: 2026-11-24 has not been yet. Expected a day up to 2026-11-23."),
        (
            "stay",
            f"{ROSE},2026-10-05,planned,2026-10-06,",
            "discharged_to: a day and no word of where to. Expected both, or neither while somebody is in hospital.",
        ),
        ("stay", f"{ROSE},2026-10-05,planned,,home", "discharged_to: where to, and no day. Expected both, or neither while somebody is in hospital."),
        ("care-home", f"{ROSE},2026-10-05,hotel", "home: “hotel”. Expected one of residential, nursing."),
        ("delay", f"{ROSE},2026-10-05,,weather", "because_of: “weather”. Expected one of nhs, social-care, both."),
        ("reablement", f"{ROSE},2026-10-05,own-home", "after_91_days: “own-home”, and the day is 2027-01-04. Expected empty until then, or died."),
        ("population", "2025-06-30,64,100", "from_age: “64”. Expected one of 0, 18, 65."),
        ("population", "2025-06-30,65,21.9", "people: “21.9”. Expected a whole number from 1 to 10000000."),
        ("population", "2027-06-30,65,21900", "on: 2027-06-30 has not been yet. Expected a day up to 2026-11-23."),
    ],
)
def test_what_is_wrong_is_told_with_what_was_expected(sort: str, line: str, told: str) -> None:
    start = "Line 2: " if "columns" in told else "Line 2, "
    assert refused(sort, line) == [start + told]


def test_where_somebody_is_after_91_days_must_be_told_once_the_day_is_over() -> None:
    """24 August and 91 days are today: it need not be known yet. A day before, it is over."""
    august = Months(date(2026, 8, 1), date(2026, 8, 31))
    header = SORTS["reablement"].header
    _, [event], _ = read(a_file(header, f"{ROSE},2026-08-24,"), august, TODAY)
    assert event.outcome is None
    assert read(a_file(header, f"{ROSE},2026-08-24,own-home"), august, TODAY)[1][0].outcome == "own-home"
    assert refused("reablement", f"{ROSE},2026-08-23,", months=august)[0].startswith("Line 2, after_91_days: empty, and the day was 2026-11-22.")


def test_everything_wrong_is_told_at_once_and_the_same_twice_is_wrong() -> None:
    told = refused("stay", f"{ROSE},2026-10-02,urgent,,", f"{TOM},2026-10-03,planned,,", f"{TOM},2026-10-03,emergency,,")
    assert told == [
        "Line 2, how: “urgent”. Expected one of emergency, emergency-avoidable, planned.",
        "Line 4, admitted_on: the person and the day of line 3 again. Expected each once.",
    ]


def test_estimates_of_a_day_are_of_all_ages_each_once_and_fit_together() -> None:
    assert refused("population", "2025-06-30,0,100", "2025-06-30,65,200") == [
        "Line 2, on: 2025-06-30 without from_age 18. Expected a line for each age.",
        "Line 3, on: 2025-06-30 without from_age 18. Expected a line for each age.",
        "Line 3, people: 200, more than of a younger age. Expected no more than of all that it is part of.",
    ]
    assert len(refused("population", "2025-06-30,0,100", "2025-06-30,18,90", "2025-06-30,18,91", "2025-06-30,65,9")) == 2


def test_unknown_columns_name_the_files_that_there_are_and_people_need_months() -> None:
    with pytest.raises(Refused) as caught:
        read(b"nhs,admitted\n", OCTOBER, TODAY)
    assert "Line 1: the columns are nhs,admitted. Expected nhs_number,admitted_on,how,discharged_on,discharged_to or " in str(caught.value)
    assert "on,from_age,people" in str(caught.value)
    assert refused("stay", f"{ROSE},2026-10-02,planned,,", months=None) == [
        "Line 1: stays in hospital, and nobody said of which months. Expected the months of which the file tells all."
    ]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b'nhs_number,moved_on,home\n"9990000018'])
def test_what_is_no_csv_is_refused(content: bytes) -> None:
    with pytest.raises(Refused):
        read(content, OCTOBER, TODAY)


def test_a_file_of_events_may_tell_of_nobody_and_an_estimate_may_not() -> None:
    """Months in which nothing was must be tellable, and the last line of one withdrawn."""
    sort, events, _ = read(b"nhs_number,moved_on,home\n", OCTOBER, TODAY)
    assert sort is SORTS["care-home"]
    assert events == []
    with pytest.raises(Refused, match="there is nobody in it"):
        read(b"on,from_age,people\n", None, TODAY)


def test_no_nhs_number_is_told_where_the_heading_is_missing_or_columns_stand_in_another_order() -> None:
    for content in (b"9434765919,2026-10-01,nursing\n", b"nhs_number,moved_on,home\n2026-10-01,9434765919,943 476 5919\n"):
        with pytest.raises(Refused) as caught:
            read(content, OCTOBER, TODAY)
        assert "a number of ten digits" in str(caught.value)
        assert not {"9434765919", "943 476 5919"} & {each for each in ("9434765919", "943 476 5919") if each in str(caught.value)}
