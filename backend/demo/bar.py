"""How far a long load is: a line for each twentieth, as a terminal and a log both bear."""

from __future__ import annotations

from collections.abc import Callable


class Bar:
    """`bar(done, of, rows)`: says a line whenever a twentieth more is done. `what`: what is counted, as "months of teams"."""

    def __init__(self, what: str, say: Callable[[str], None]) -> None:
        self.what, self.say, self.shown = what, say, -1

    def __call__(self, done: int, of: int, rows: int = 0) -> None:
        share = 20 * done // of
        if share > self.shown:
            self.shown = share
            more = f", {rows:,} rows" if rows else ""
            self.say(f"[{'#' * share}{'.' * (20 - share)}] {5 * share:3d}%  {done:,} of {of:,} {self.what}{more}")
