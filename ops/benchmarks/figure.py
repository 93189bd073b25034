"""One measured figure, and how it is printed."""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Figure:
    """`value` in `unit`; `floor` is what the same work takes at the least, measured in the same run; `ratio` is value ÷ floor (or ÷ the goal
    where there is no floor)."""

    name: str
    value: float
    unit: str
    ratio: float | None = None
    floor: float | None = None
    detail: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    def as_text(self) -> str:
        ratio = "" if self.ratio is None else f"   {self.ratio:.2f} ×" + ("" if self.floor is None else f" the floor of {self.floor:g} {self.unit}")
        detail = "".join(f"\n    {key}: {value}" for key, value in self.detail.items())
        return f"{self.name:<18} {self.value:>10g} {self.unit}{ratio}{detail}"


def middle(values: Iterable[float]) -> float:
    return round(statistics.median(values), 2)


def percentile(values: Iterable[float], share: float) -> float:
    """The value below which `share` (0 to 1) of them lie, nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, round(share * len(ordered) + 0.5) - 1))]
