"""Moments as the optimiser counts them: minutes after midnight by the clock in London."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from backend import wall_clock
from backend.allocation.problem import clock


def minutes(moment: datetime, day: date) -> float:
    """Minutes after the midnight with which the day begins; a shift over midnight goes on past 1440."""
    local = moment.astimezone(wall_clock.LONDON)
    whole = (local.date() - day).days * 1440 + local.hour * 60 + local.minute
    return whole + local.second / 60


def moment(after: float, day: date) -> datetime:
    """The moment so many minutes after midnight by the clock, to the whole minute, in UTC."""
    whole = round(after)
    local = datetime.combine(day + timedelta(days=whole // 1440), time(whole % 1440 // 60, whole % 60), wall_clock.LONDON)
    return local.astimezone(UTC)


def said(after: float) -> str:
    """`605` → `10:05`."""
    return clock(after).rjust(5, "0")
