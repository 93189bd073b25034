"""What can be measured: type → unit and hard limits.

The limits are those of the possible, not of the normal: beyond them a value is a slip of the finger. What a value means is judged
where it is shown (R5). NEWS2 (RCP 2017) takes whole numbers except for temperature. A measure that is a choice has its word in `how`
and no number.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """`unit` is what stands in the column; `low`/`high` for `value`, `low2`/`high2` for `value2`; `how` the words, where it is a choice."""

    unit: str | None
    low: float | None = None
    high: float | None = None
    whole: bool = False
    low2: float | None = None
    high2: float | None = None
    how: tuple[str, ...] | None = None


MEASURES: dict[str, Measure] = {
    "weight": Measure("kg", 0.3, 400),
    "height": Measure("cm", 30, 250),
    "blood-pressure": Measure("mmHg", 30, 300, whole=True, low2=10, high2=200),  # value systolic, value2 diastolic
    "pulse": Measure("/min", 10, 300, whole=True),
    "temperature": Measure("°C", 25, 45),
    "respiration": Measure("/min", 1, 90, whole=True),
    "oxygen-saturation": Measure("%", 30, 100, whole=True),
    "oxygen": Measure(None, how=("air", "oxygen")),
    "consciousness": Measure(None, how=("alert", "new-confusion", "voice", "pain", "unresponsive")),
    "blood-glucose": Measure("mmol/L", 0.5, 60),
    "pain": Measure("/10", 0, 10, whole=True),
    "wound-area": Measure("cm²", 0, 2500),
}
