"""A table on its way into a file: columns that know what they hold, and rows. Pure; every form is written from the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Holds = Literal["text", "whole", "number", "percent", "day", "instant"]
"""percent: 0 to 100, as it is shown."""
Value = str | int | float | date | datetime | None


@dataclass(frozen=True, slots=True)
class Column:
    """`says`: what stands in it, for the sheet of definitions. `width`: in characters."""

    title: str
    holds: Holds = "text"
    says: str = ""
    width: int = 14


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet, or one CSV file. `notes` stand below the rows."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    notes: Sequence[str] = field(default_factory=tuple)

    def __post_init__(self) -> None:
        assert all(len(row) == len(self.columns) for row in self.rows), self.name
