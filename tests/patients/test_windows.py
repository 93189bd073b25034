"""R8: until when notes and disclosures stay in a bundle. The day decides, never the hour of the clock."""

from __future__ import annotations

from datetime import date

from backend.patients import windows


def test_r8_a_note_leaves_in_the_13th_month():
    written = {"written_at": "2025-11-24T10:00:00.000Z"}
    assert windows.note(written, date(2026, 11, 24))
    assert not windows.note(written, date(2026, 11, 25))


def test_r8_a_note_of_late_evening_counts_by_the_day_in_london():
    """23:30 UTC in June is half past midnight in London."""
    written = {"written_at": "2026-06-09T23:30:00.000Z"}
    assert windows.note(written, date(2027, 6, 10))
    assert not windows.note(written, date(2027, 6, 11))


def test_r8_twelve_months_before_a_leap_day_is_the_28th():
    assert windows.months_before(date(2028, 2, 29), 12) == date(2027, 2, 28)
    assert windows.months_before(date(2026, 1, 31), 2) == date(2025, 11, 30)


def test_r8_a_disclosure_stays_as_long_as_its_visits():
    shown = {"shown_at": "2026-08-26T10:00:00.000Z"}
    assert windows.disclosure(shown, date(2026, 11, 24))
    assert not windows.disclosure(shown, date(2026, 11, 25))


def test_r8_what_has_no_day_stays():
    assert windows.note({}, date(2026, 11, 24))
    assert windows.disclosure({"shown_at": None}, date(2026, 11, 24))
