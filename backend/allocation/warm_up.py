"""Compiles what makes plans, once, so that nobody waits for it: `python -m backend.allocation.warm_up`, run where Alongside is installed.

Tens of seconds the first time, under one afterwards. Says so and leaves 0 where numba is not installed: the board then works by hand.
"""

from __future__ import annotations

import sys
from datetime import date

from backend.allocation.problem import Day, Staff, Visit, Window
from backend.allocation.proposal import Limits, NotInstalled, propose
from backend.allocation.travel import Point


def warm_up() -> None:
    """Has a plan made for a day with one visit. Raises NotInstalled."""
    base = Point(0, 0)
    day = Day(date(2026, 1, 1), (Staff("s", "Somebody", 480, 960, base),), (Visit("v", "A visit", Point(900, 0), 30, Window(540, 600)),))
    propose(day, Limits(moves=10), 1, lambda: 0.0)


def main() -> int:
    try:
        warm_up()
    except NotInstalled as missing:
        print(f"No proposals on this machine: {missing}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
