"""The NHS number: CLINICAL B.1 (NHS Data Dictionary). Stored as ten digits, shown as 3 3 4."""

from __future__ import annotations

import re

STATUSES = ("01", "02", "03", "04", "05", "06", "07", "08")
"""Verification status: 01 verified (only a trace sets it), 02 present and not traced, 03 trace required, … 08 trace postponed."""

_DIGITS = re.compile(r"[0-9]{10}")

NEVER_ISSUED = frozenset([*(digit * 10 for digit in "0123456789"), *(f"{digit}00000000{digit}" for digit in "123456789")])
"""Nineteen numbers that pass the check digit and are refused all the same."""


def check_digit(stem: str) -> int | None:
    """The tenth digit for the first nine; None where no number with this stem exists (the remainder leaves 10)."""
    total = sum(int(digit) * weight for digit, weight in zip(stem, range(10, 1, -1), strict=True))
    check = 11 - total % 11
    return {11: 0, 10: None}.get(check, check)


def is_valid(number: str) -> bool:
    """Ten digits without spaces whose check digit is right, none of the nineteen."""
    if not _DIGITS.fullmatch(number) or number in NEVER_ISSUED:
        return False
    return check_digit(number[:9]) == int(number[9])


def is_synthetic(number: str) -> bool:
    """From the 999 range, which is never given to a person."""
    return is_valid(number) and number.startswith("999")


def written(number: str) -> str:
    """As people read it: 999 204 8719."""
    return f"{number[:3]} {number[3:6]} {number[6:]}"
