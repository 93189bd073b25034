"""Until when the events of a person's record stay in the bundle (R8). What leaves stays on the server and opens with coverage."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from backend import wall_clock

VISIT_DAYS = 90
DAY_SEEN_DAYS = 42
NOTE_MONTHS = 12
LAST_MEASUREMENTS = 20


def day_in(fields: Mapping[str, Any], name: str) -> date | None:
    """The London day of a time field; None where it is empty."""
    text = fields.get(name)
    return wall_clock.day_of(wall_clock.from_wire(text)) if text else None


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or that month's last: 12 months before 29 Feb 2028 is 28 Feb 2027."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for back in range(4):
        try:
            return date(year, month + 1, day.day - back)
        except ValueError:
            continue
    raise AssertionError("every month has a 28th")


def note(fields: Mapping[str, Any], today: date) -> bool:
    """Notes of 12 months; one without its day stays."""
    written = day_in(fields, "written_at")
    return written is None or written >= months_before(today, NOTE_MONTHS)


def disclosure(fields: Mapping[str, Any], today: date) -> bool:
    """As long as the visits to which it belongs."""
    shown = day_in(fields, "shown_at")
    return shown is None or shown >= today - timedelta(days=VISIT_DAYS)


def attachment(fields: Mapping[str, Any], today: date) -> bool:
    """What is known of pictures of 12 months, as of notes: a wound is compared over that time. Content is never in a bundle."""
    taken = day_in(fields, "taken_at")
    return taken is None or taken >= months_before(today, NOTE_MONTHS)


def read_mark(fields: Mapping[str, Any], today: date) -> bool:
    """What one has read of a person stays; which visits of a day one has seen, for six weeks: a day can be looked at four weeks ahead."""
    looked = day_in(fields, "looked_at") if fields.get("seen") is not None else None
    return looked is None or looked >= today - timedelta(days=DAY_SEEN_DAYS)
