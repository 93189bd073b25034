"""The bank holidays of England and Wales, from their rules: Easter, first and last Mondays, substitute days (Banking and Financial
Dealings Act 1971).

What was moved or given once by proclamation stands in `PROCLAIMED`; what is proclaimed later, or kept by one place alone, that place adds itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

PROCLAIMED: Mapping[int, Mapping[date, str | None]] = {
    2020: {date(2020, 5, 4): None, date(2020, 5, 8): "Early May bank holiday (VE day)"},
    2022: {
        date(2022, 5, 30): None,
        date(2022, 6, 2): "Spring bank holiday",
        date(2022, 6, 3): "Platinum Jubilee bank holiday",
        date(2022, 9, 19): "Bank Holiday for the State Funeral of Queen Elizabeth II",
    },
    2023: {date(2023, 5, 8): "Bank holiday for the coronation of King Charles III"},
}
"""Days of one year alone; None: the day that the rule gives was no holiday."""


def easter(year: int) -> date:
    """Easter Sunday by the Gregorian calendar (the computus of Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * weekday) // 433
    month = (h + weekday - 7 * m + 90) // 25
    return date(year, month, (h + weekday - 7 * m + 33 * month + 19) % 32)


def of_year(year: int) -> dict[date, str]:
    """The bank holidays of a year, in order, under the government's names. Raises ValueError before 1978, when the rules were others."""
    if year < 1978:
        raise ValueError("before 1978 the holidays were others")
    found: dict[date, str] = {}
    _fixed(found, date(year, 1, 1), "New Year’s Day")
    found[easter(year) - timedelta(days=2)] = "Good Friday"
    found[easter(year) + timedelta(days=1)] = "Easter Monday"
    found[_monday_from(date(year, 5, 1))] = "Early May bank holiday"
    found[_monday_from(date(year, 5, 25))] = "Spring bank holiday"
    found[_monday_from(date(year, 8, 25))] = "Summer bank holiday"
    if date(year, 12, 25).weekday() == 6:  # Boxing Day is then a Monday, and the substitute for Christmas the day after it
        found[date(year, 12, 26)] = "Boxing Day"
        found[date(year, 12, 27)] = "Christmas Day (substitute day)"
    else:
        _fixed(found, date(year, 12, 25), "Christmas Day")
        _fixed(found, date(year, 12, 26), "Boxing Day")
    for day, name in PROCLAIMED.get(year, {}).items():
        if name is None:
            del found[day]
        else:
            found[day] = name
    return dict(sorted(found.items()))


def kept(years: range, own: Mapping[date, str | None]) -> dict[date, str]:
    """The holidays that a place keeps: of these years, with its own days (a name) and without those that it does not keep (None)."""
    found = {day: name for year in years for day, name in of_year(year).items()}
    for day, name in own.items():
        if name is None:
            found.pop(day, None)
        else:
            found[day] = name
    return dict(sorted(found.items()))


def _monday_from(day: date) -> date:
    return day + timedelta(days=-day.weekday() % 7)


def _fixed(found: dict[date, str], day: date, name: str) -> None:
    """A day of the calendar, or the first weekday after it that is none yet, where it falls on a weekend."""
    at = day
    while at.weekday() >= 5 or at in found:
        at += timedelta(days=1)
    found[at] = name if at == day else f"{name} (substitute day)"
