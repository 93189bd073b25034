"""Days and moments as they stand on paper: with the year, for paper lies about."""

from __future__ import annotations

from datetime import date, datetime

from backend import wall_clock


def day(text: str) -> str:
    """ "2026-11-24" → "24 November 2026"."""
    found = date.fromisoformat(text[:10])
    return f"{found.day} {found:%B %Y}"


def moment(at: datetime) -> str:
    """London's day and time: "Tue 24 November 2026 at 14:05"."""
    local = at.astimezone(wall_clock.LONDON)
    return f"{local:%a} {local.day} {local:%B %Y} at {local:%H:%M}"
