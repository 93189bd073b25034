"""How a value is written in the return, and whether it is written so: the formats of the NHS Data Dictionary (CLINICAL.md B.5). Pure.

A form is "date", "time", "datetime" (of London's clock), "version", "postcode", "nhs-number", "sctid" (a SNOMED CT identifier with its check digit),
or of the dictionary's own: "an3", "n10" so long, "max an20" at most, "min an3 max an6" between. `an`: letters and digits; `n`: digits.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from typing import Any

from backend import wall_clock
from backend.patients import nhs_number

_OWN = {
    "date": r"\d{4}-\d\d-\d\d",
    "time": r"\d\d:\d\d:\d\d",
    "datetime": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d",
    "version": r"\d{1,2}\.\d{1,2}",
    "postcode": r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}",
    "nhs-number": r"\d{10}",
    "sctid": r"[1-9]\d{5,17}",
}
_SIZED = re.compile(r"(?:min (?P<kind_>an|n)(?P<least>\d+) )?(?P<max>max )?(?P<kind>an|n)(?P<most>\d+)")
_MOMENTS = {"date": "%Y-%m-%d", "time": "%H:%M:%S", "datetime": "%Y-%m-%dT%H:%M:%S"}
_TIMES = (  # the multiplication of the dihedral group of ten elements, on which Verhoeff's check digit stands
    "0123456789", "1234067895", "2340178956", "3401289567", "4012395678", "5987604321", "6598710432", "7659821043", "8765932104", "9876543210",
)  # fmt: skip
_TURNED = ("0123456789", "1576283094", "5803796142", "8916043527", "9453126870", "4286573901", "2793806415", "7046913258")


def written(form: str, value: Any) -> str | None:
    """A value of the record as the return has it; a moment as London's clocks showed it, a whole number without a point."""
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.astimezone(wall_clock.LONDON).strftime(_MOMENTS.get(form, "%Y-%m-%d"))
    if isinstance(value, date):
        return value.isoformat()
    text = str(value).strip()
    if form == "postcode":
        return text.upper()
    return text.removesuffix(".0") or None


def fits(form: str, text: str) -> bool:
    """Whether a text is of the form."""
    if _pattern(form).fullmatch(text) is None:
        return False
    if form == "nhs-number":
        return nhs_number.is_valid(text)
    return form != "sctid" or _is_checked(text)


@cache
def _pattern(form: str) -> re.Pattern[str]:
    if form in _OWN:
        return re.compile(_OWN[form], re.ASCII)
    found = _SIZED.fullmatch(form)
    if found is None:
        raise ValueError(f"no such form: {form}")
    most = int(found["most"])
    least = int(found["least"] or (1 if found["max"] else most))
    kind = "[0-9]" if found["kind"] == "n" else "[A-Za-z0-9]"
    return re.compile(f"{kind}{{{least},{most}}}")


def _is_checked(text: str) -> bool:
    left = 0
    for at, digit in enumerate(reversed(text)):
        left = int(_TIMES[left][int(_TURNED[at % 8][int(digit)])])
    return left == 0
