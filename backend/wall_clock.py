"""The one place that reads the time. Everything else is told it, so that a test can be at midnight or in the 13th month.

All times are aware and in UTC, cut to milliseconds as the wire has them (PROTOCOL §1). A day is a day in London:
at 23:30 UTC in June a nurse's tomorrow has begun.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

ZONE = "Europe/London"
LONDON = ZoneInfo(ZONE)


def _system() -> datetime:
    return datetime.now(UTC)


_source: Callable[[], datetime] = _system


def now() -> datetime:
    """The time, aware, UTC, whole milliseconds."""
    moment = _source()
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def today() -> date:
    """The day in London."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """The day in London at a moment."""
    return moment.astimezone(LONDON).date()


def comes_twice(moment: datetime) -> bool:
    """Whether a moment lies in the hour that London's clocks show twice, when summer time ends."""
    local = moment.astimezone(LONDON)
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()


def midnight(day: date) -> datetime:
    """When a day begins in London, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=LONDON).astimezone(UTC)


def month_after(first: date, months: int = 1) -> date:
    """The first day of the month so many months after that of which this is the first; negative: before."""
    years, at = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(years, at + 1, 1)


def wire(moment: datetime) -> str:
    """`YYYY-MM-DDTHH:MM:SS.mmmZ`."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def from_wire(text: str) -> datetime:
    """Reads what `wire` wrote. Raises ValueError."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a time without its zone")
    return moment.astimezone(UTC)


def seconds() -> float:
    """A clock that only runs forward, for measuring how long something took."""
    return time.monotonic()


@contextmanager
def reading(moment: datetime | Callable[[], datetime]) -> Iterator[Callable[[datetime | timedelta], None]]:
    """For tests: the time stands at `moment` (or is what it returns) in all threads of this process. Yields a function that sets it, or moves it on.

    >>> with reading(datetime(2026, 11, 24, 9, tzinfo=UTC)) as turn:
    ...     turn(timedelta(hours=1))
    """
    global _source
    before = _source
    source = moment if callable(moment) else (lambda: moment)

    def turn(to: datetime | timedelta) -> None:
        global _source
        reached = _source() + to if isinstance(to, timedelta) else to
        _source = lambda: reached  # noqa: E731

    _source = source
    try:
        yield turn
    finally:
        _source = before
