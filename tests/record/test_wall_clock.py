"""The one clock (backend/wall_clock.py)."""

from __future__ import annotations

import re
import threading
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from backend import wall_clock

ROOT = Path(__file__).parents[2]


def test_times_are_utc_and_whole_milliseconds() -> None:
    now = wall_clock.now()
    assert now.tzinfo is UTC
    assert now.microsecond % 1000 == 0
    assert wall_clock.from_wire(wall_clock.wire(now)) == now


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 11, 30, 23, 30, tzinfo=UTC), date(2026, 11, 30)),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), date(2026, 10, 25)),
    ],
)
def test_a_day_is_a_day_in_london(moment: datetime, day: date) -> None:
    assert wall_clock.day_of(moment) == day
    assert wall_clock.midnight(day) <= moment < wall_clock.midnight(day + timedelta(days=1))


def test_the_day_the_clocks_go_back_has_25_hours() -> None:
    assert wall_clock.midnight(date(2026, 10, 26)) - wall_clock.midnight(date(2026, 10, 25)) == timedelta(hours=25)


def test_a_test_sets_the_time_for_all_threads_and_gives_it_back() -> None:
    noon = datetime(2026, 11, 24, 12, tzinfo=UTC)
    seen: list[datetime] = []
    with wall_clock.reading(noon) as turn:
        turn(timedelta(days=1))
        thread = threading.Thread(target=lambda: seen.append(wall_clock.now()))
        thread.start()
        thread.join()
    assert seen == [noon + timedelta(days=1)]
    assert abs(wall_clock.now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_a_time_without_its_zone_is_no_time() -> None:
    with pytest.raises(ValueError, match="zone"):
        wall_clock.from_wire("2026-11-24T12:00:00.000")


def test_nothing_else_in_the_backend_or_the_engine_reads_the_time() -> None:
    reads = re.compile(r"datetime\.(now|utcnow|today)\(|date\.today\(|time\.time\(|time\.monotonic\(")
    files = [file for folder in ("backend", "sync") for file in (ROOT / folder).rglob("*.py") if file.name != "wall_clock.py"]
    assert len(files) > 50
    assert [str(file.relative_to(ROOT)) for file in files if reads.search(file.read_text())] == []
