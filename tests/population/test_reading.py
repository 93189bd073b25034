"""A file of bands, line by line: what is wrong is named with its line and what was expected, and nothing is put right."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from backend.population.reading import COLUMNS, SHOWN, Refused, Wrong, read

TODAY = date(2026, 11, 24)
HEAD = ",".join(COLUMNS)
GOOD = "9990000018,Z99001,2026-11-01,PARR,3.1,,high"
OTHER = "9990000026,Z99001,2026-11-01,PARR,3.1,,low"


def a_file(*lines: str) -> bytes:
    return "\r\n".join([HEAD, *lines, ""]).encode()


def refused(*lines: str) -> list[Wrong]:
    with pytest.raises(Refused) as caught:
        read(a_file(*lines), TODAY)
    return caught.value.wrong


def test_a_file_is_read_with_its_lines() -> None:
    rows = read(b"\xef\xbb\xbf" + a_file(GOOD, "", OTHER), TODAY)
    assert [(row.line, row.nhs_number, row.band, row.score) for row in rows] == [(2, "9990000018", "high", None), (4, "9990000026", "low", None)]
    assert (rows[0].practice, rows[0].run_on, rows[0].model, rows[0].version) == ("Z99001", date(2026, 11, 1), "PARR", "3.1")


def test_a_score_is_exact() -> None:
    [row] = read(a_file("9990000018,Z99001,2026-11-24,PARR,3.1,0.100001,"), TODAY)
    assert row.score == Decimal("0.100001")


@pytest.mark.parametrize(
    ("line", "column", "found", "expected"),
    [
        ("9990000019,Z99001,2026-11-01,PARR,3.1,,high", "nhs_number", "no NHS number (10 characters)", "ten digits of which"),
        ("999 000 0018,Z99001,2026-11-01,PARR,3.1,,high", "nhs_number", "no NHS number (12 characters)", "ten digits"),
        (",Z99001,2026-11-01,PARR,3.1,,high", "nhs_number", "empty", "ten digits"),
        ("9990000018,,2026-11-01,PARR,3.1,,high", "practice", "empty", "the practice’s code"),
        ("9990000018,Z99001,01/11/2026,PARR,3.1,,high", "run_on", "“01/11/2026”", "a date like 2026-11-01"),
        ("9990000018,Z99001,2026-02-29,PARR,3.1,,high", "run_on", "“2026-02-29”", "a date like"),
        ("9990000018,Z99001,2026-11-25,PARR,3.1,,high", "run_on", "2026-11-25 has not been yet", "a day up to 2026-11-24"),
        ("9990000018,Z99001,1926-11-01,PARR,3.1,,high", "run_on", "1926-11-01", "a day from 2010 on"),
        ("9990000018,Z99001,2026-11-01,,3.1,,high", "model", "empty", "1 to 100 characters"),
        (f"9990000018,Z99001,2026-11-01,PARR,{'3' * 101},,high", "version", "too long", "1 to 100 characters"),
        ("9990000018,Z99001,2026-11-01,PARR,3.1,,", "score", "neither a score nor a band", "one of them"),
        ("9990000018,Z99001,2026-11-01,PARR,3.1,12,high", "score", "both a score and a band", "one of them"),
        ("9990000018,Z99001,2026-11-01,PARR,3.1,,High", "band", "“High”", "one of very-high, high, moderate, low"),
        ("9990000018,Z99001,2026-11-01,PARR,3.1,-1,", "score", "“-1”", "a number from 0"),
        ("9990000018,Z99001,2026-11-01,PARR,3.1,NaN,", "score", "“NaN”", "a number from 0"),
        ("9990000018,Z99001,2026-11-01,PARR,3.1,1e9,", "score", "“1e9”", "a number from 0"),
        ("9990000018,Z99001,2026-11-01,PARR,3.1,high", "", "6 columns", "7: nhs_number"),
    ],
)
def test_a_wrong_value_is_named_by_line_and_column(line: str, column: str, found: str, expected: str) -> None:
    [wrong] = refused(OTHER, line)
    assert (wrong.line, wrong.column, wrong.found) == (3, column, found)
    assert wrong.expected.startswith(expected)


def test_no_number_and_no_name_stands_in_what_is_told() -> None:
    assert "9990000019" not in str(refused("9990000019,Z99001,2026-11-01,PARR,3.1,,high")[0])


def test_all_that_is_wrong_is_told_in_order_and_of_very_much_how_much() -> None:
    bad = [f"{n},Z99001,2026-11-01,PARR,3.1,,high" for n in range(60)]
    with pytest.raises(Refused) as caught:
        read(a_file(*bad), TODAY)
    assert [wrong.line for wrong in caught.value.wrong] == list(range(2, 62))
    told = str(caught.value).split("\n")
    assert (told[0], told[-1], len(told)) == ("Nothing was imported.", "And 10 more.", SHOWN + 2)
    assert told[1] == "Line 2, nhs_number: no NHS number (1 characters). Expected ten digits of which the last fits the others."


@pytest.mark.parametrize(
    ("content", "line", "found"),
    [
        (b"", 1, "the file is empty"),
        (a_file(), 2, "there is nobody in it"),
        (b"nhs_number,band\r\n", 1, "the columns are nhs_number,band"),
        (HEAD.replace("score,band", "band,score").encode() + b"\r\n", 1, "the columns are nhs_number,practice,run_on,model,version,band,score"),
        (a_file(GOOD) + b"\xff\xfe", 3, "no text in UTF-8"),
        (HEAD.encode() + b'\r\n"9990000018', 1, "cannot be read as CSV"),
    ],
)
def test_what_is_no_such_file_is_refused_as_a_whole(content: bytes, line: int, found: str) -> None:
    with pytest.raises(Refused) as caught:
        read(content, TODAY)
    [wrong] = caught.value.wrong
    assert wrong.line == line
    assert wrong.found.startswith(found)


def test_nobody_is_in_a_file_twice() -> None:
    [wrong] = refused(GOOD, OTHER, GOOD.replace("high", "low"))
    assert (wrong.line, wrong.found) == (4, "the person of line 2 again")


def test_scores_and_bands_do_not_stand_in_one_file() -> None:
    [wrong] = refused(GOOD, "9990000026,Z99001,2026-11-01,PARR,3.1,7,")
    assert (wrong.line, wrong.found) == (3, "a score, where the lines before give bands")


def test_a_practice_has_one_run_in_a_file_and_another_practice_another() -> None:
    [wrong] = refused(GOOD, OTHER.replace("11-01", "10-01"))
    assert (wrong.line, wrong.column, wrong.expected) == (3, "run_on", "2026-11-01, as in line 2: one run for each practice")
    assert len(read(a_file(GOOD, OTHER.replace("Z99001", "Z99002").replace("11-01", "10-01")), TODAY)) == 2
