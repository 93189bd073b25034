"""What people say as a table for a spreadsheet. Small numbers are hidden in it as on the screen; that it was taken out is in the audit trail.

A cell that a spreadsheet would run as a formula is text.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from backend.audit import services as audit
from backend.feedback.services import ENGINE
from backend.transaction import transaction

MONTHS = "January February March April May June July August September October November December".split()
LEFT_OUT = "Teams’ months left out"
_FORMULA = re.compile(r"^[=+\-@\t\r]")
_NUMBER = re.compile(r"^-?\d+(\.\d+)?$")


def note(place: str, staff: str, device: str | None, scope: str, month: str, at: datetime) -> None:
    """Writes down that somebody took these numbers out."""
    with transaction(ENGINE) as session:
        audit.note(session, "export", at=at, place=place, staff=staff, device=device, detail={"feedback": scope, "month": month})


def table(page: Mapping[str, Any], name: str, month: str) -> str:
    """The page of `analysis.page` as CSV with a byte order mark, lines ended as RFC 4180 says."""
    rows: list[Sequence[Any]] = [
        [name, _long(month)],
        [],
        ["Month", "Answers", "Positive %", "Negative %", "Very good", "Good", "Neither", "Poor", "Very poor", "Don’t know"],
        *(
            [_short(one["month"]), *_or_mark(one, one["n"], one["positive"], one["negative"], *(one["counts"] or [None] * 6))]
            for one in page["months"]
        ),
        [],
        ["“I” statement", "Who", "Answers", "Agree %", "Disagree %", "Does not apply", LEFT_OUT],
        *(
            [_text(one), _who(one), *_or_either(one, one["n"], one["agree"], one["disagree"], one["not_applicable"]), one["left_out"]]
            for one in page["statements"]
        ),
    ]
    if page["wellbeing"]:
        rows += [[], ["Well-being", "Answers", "Mean of 10", LEFT_OUT]]
        rows += [[one["text"], *_or_either(one, one["n"], one["mean"]), one["left_out"]] for one in page["wellbeing"]]
    if page["joined_up"]:
        rows += [[], ["Joined-up care", "Who", "Answers", "Always %", LEFT_OUT]]
        rows += [[one["text"], _who(one), *_or_either(one, one["n"], one["always"]), one["left_out"]] for one in page["joined_up"]]
        rows += [["Always to all four", _who(one), *_or_either(one, one["n"], one["always"]), one["left_out"]] for one in page["joined_up_all"]]
    rows += [
        [],
        ["* fewer than 5 answers; † hidden so that another number cannot be worked out. Totals leave both out."],
    ]
    out = io.StringIO()
    csv.writer(out).writerows([_cell(value) for value in row] for row in rows)
    return "\ufeff" + out.getvalue()


def _or_mark(one: Mapping[str, Any], *values: Any) -> list[Any]:
    """The numbers of a month, or its mark in the place of each."""
    return [one["mark"]] * len(values) if one["mark"] else list(values)


def _or_either(one: Mapping[str, Any], *values: Any) -> list[Any]:
    """The numbers of a row, or in the place of each that it is hidden: for which of both reasons is not told (`analysis`)."""
    return ["* or †"] * len(values) if one["mark"] else list(values)


def _text(one: Mapping[str, Any]) -> str:
    return f"{one['text']}{' (easy read)' if one['easy'] else ''}"


def _who(one: Mapping[str, Any]) -> str:
    return "answered for them" if one["who"] == "proxy" else "themselves"


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.match(text) else text


def _long(month: str) -> str:
    return f"{MONTHS[int(month[5:]) - 1]} {month[:4]}"


def _short(month: str) -> str:
    return f"{MONTHS[int(month[5:]) - 1][:3]} {month[:4]}"
