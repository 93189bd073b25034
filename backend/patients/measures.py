"""What can be measured: type → unit, hard limits (refused), soft limits (asked "Really?"). One table for the server and the tablet.

The tablet's copy is `pwa/src/api/measures.ts`, generated from this file by `ops/alongside contract`; a test holds it to this one.

1. A hard limit is one of the possible, not of the normal: beyond it a value is no measurement of a living person, or a slip of the finger. The server
   and the tablet refuse it.
2. A soft limit is possible and rare: the value is kept, and the tablet asks "Really?"; the answer is kept beside it (`confirmed`). Refusing a true
   reading would be worse than asking twice. The server never asks.
3. What a value means is judged where it is shown (R5). NEWS2 takes whole numbers except for temperature. A measure that is a choice has its word in
   `how` and no number.

Sources. NEWS2: Royal College of Physicians, National Early Warning Score 2 (2017), for the parameters, their units, and its outermost bands
(respirations 8 and less, 25 and more; saturation 91 and less; systolic 90 and less, 220 and more; pulse 40 and less, 131 and more; temperature
35.0 and less, 39.1 and more), which ask for an urgent look. The soft limits lie beyond these bands: a sick person's values are asked about only
where they are rare in the sick too. Pain 0 to 10: the numeric rating scale by its definition. Glucose below 4.0 mmol/L is hypoglycaemia for
people with diabetes (NHS, "Low blood sugar"). The other numbers are this project's own choice, and UNVERIFIED: the clinical safety officer of
whoever deploys this confirms each of them (`source`).
"""

from __future__ import annotations

from dataclasses import dataclass

OWN = "own choice, unverified"
NEWS2 = "beyond the outermost bands of NEWS2 (RCP 2017); the exact number is unverified"
SCALE = "the scale itself"


@dataclass(frozen=True)
class Limits:
    """The least and the greatest value of one number: `hard` refuses, `soft` asks. `change`: so much of a share away from the last asks too."""

    hard: tuple[float, float]
    soft: tuple[float, float]
    source: str
    change: float | None = None


@dataclass(frozen=True)
class Measure:
    """`unit` is what stands in the column; `values` the limits of value, value2, value3; `how` the words, where it is a choice.

    whole: no decimals (else one). needs: how many of the values there must be. falling: each value is less than the one before it.
    """

    unit: str | None
    values: tuple[Limits, ...] = ()
    whole: bool = False
    needs: int = 1
    falling: bool = False
    how: tuple[str, ...] | None = None


MEASURES: dict[str, Measure] = {
    "weight": Measure("kg", (Limits((0.3, 400), (30, 180), OWN, change=0.1),)),
    "height": Measure("cm", (Limits((30, 250), (120, 205), OWN, change=0.05),)),
    # systolic, diastolic
    "blood-pressure": Measure("mmHg", (Limits((30, 300), (70, 230), NEWS2), Limits((10, 200), (40, 130), OWN)), whole=True, needs=2, falling=True),
    "pulse": Measure("/min", (Limits((10, 300), (35, 160), NEWS2),), whole=True),
    "temperature": Measure("°C", (Limits((25, 45), (34, 40.5), NEWS2),)),
    "respiration": Measure("/min", (Limits((1, 90), (6, 40), NEWS2),), whole=True),
    "oxygen-saturation": Measure("%", (Limits((30, 100), (75, 100), NEWS2),), whole=True),
    "oxygen": Measure(None, how=("air", "oxygen")),
    "consciousness": Measure(None, how=("alert", "new-confusion", "voice", "pain", "unresponsive")),
    "blood-glucose": Measure("mmol/L", (Limits((0.5, 60), (4, 20), "below 4: NHS, hypoglycaemia; above: own choice, unverified"),)),
    "pain": Measure("/10", (Limits((0, 10), (0, 10), SCALE),), whole=True),
    # length, width, depth; of a wound whose depth cannot be measured the first two
    "wound-size": Measure(
        "mm", (Limits((1, 600), (1, 200), OWN, change=1), Limits((1, 600), (1, 200), OWN), Limits((0, 200), (0, 50), OWN)), whole=True, needs=2
    ),
    "wound-area": Measure("cm²", (Limits((0, 2500), (0, 300), OWN, change=1),)),
}


def wrong(measure: Measure, values: tuple[float | None, ...], unit: str | None, how: str | None) -> dict[str, list[str]]:
    """What cannot be, by field: empty where it can. `values`: value, value2, value3."""
    found: dict[str, list[str]] = {}
    if measure.how is not None and how not in measure.how:
        found["how"] = [f"One of: {', '.join(measure.how)}."]
    for n, value in enumerate(values):
        name = f"value{n + 1}" if n else "value"
        limits = measure.values[n] if n < len(measure.values) else None
        if limits is None:
            if value is not None:
                found[name] = ["This is a word, not a number." if measure.how is not None else "There is no such value."]
        elif value is None:
            if n < measure.needs:
                found[name] = ["Write the value." if n == 0 else "Write both values."]
        elif not limits.hard[0] <= value <= limits.hard[1]:
            found[name] = [f"A value from {limits.hard[0]:g} to {limits.hard[1]:g} is possible."]
        elif measure.whole and value != int(value):
            found[name] = ["A whole number."]
    first, second = values[0], values[1]
    if measure.falling and first is not None and second is not None and second >= first and "value2" not in found:
        found["value2"] = ["The lower value stands second."]
    if unit and unit != measure.unit:
        found["unit"] = [f"The unit is {measure.unit}." if measure.unit else "There is no unit."]
    return found
