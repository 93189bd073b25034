"""What a contract says, and what is wrong with it. Pure.

1. Money is whole pence; per cents and values of measures have at most two decimals. No float comes near either.
2. The weights of the measures add up to 100.00.
3. From `baseline` (nothing is earned) to `target` (all is) a measure gets better: the direction is the measure's own (reports/measures).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from backend.reports.definitions import Measure

WHOLE = Decimal("100.00")
MOST_PENCE = 10**12
MOST_YEARS = 10
MOST_MEASURES = 20
MOST_SEGMENTS = 20


@dataclass(frozen=True, slots=True)
class Term:
    """One measure of the contract. `weight`: per cent of what is at stake; `baseline`, `target`: in the measure's own unit."""

    measure: str
    weight: Decimal
    baseline: Decimal
    target: Decimal


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment of the population, on paper: how many people, pence a person and year, and what its care did cost in a year."""

    name: str
    people: int
    person_pence: int
    cost_pence: int


@dataclass(frozen=True, slots=True)
class Terms:
    """A contract. `years`: those over which the share at stake rises from `first_share` to `last_share` (per cent); it stays there in
    `extension_years`. `yearly_pence`: the value of one year."""

    name: str
    starts_on: date
    years: int
    extension_years: int
    first_share: Decimal
    last_share: Decimal
    yearly_pence: int
    measures: tuple[Term, ...]
    segments: tuple[Segment, ...]


def usable(measures: Mapping[str, Measure]) -> dict[str, Measure]:
    """Measures that can earn: those that get better or worse."""
    return {key: one for key, one in measures.items() if one.direction != "none"}


def wrong(terms: Terms, measures: Mapping[str, Measure]) -> dict[str, str]:
    """What is wrong with a contract, by field ("measures.2.target"): empty where nothing is. `measures`: all that there are."""
    errors: dict[str, str] = {}
    if terms.starts_on.day != 1:
        errors["starts_on"] = "A contract starts on the first day of a month: the reports count months."
    if terms.first_share <= 0:
        errors["first_share"] = "More than 0%."
    if terms.last_share < terms.first_share:
        errors["last_share"] = "The share at stake does not fall: at least as much as in the first year."
    elif terms.last_share > WHOLE:
        errors["last_share"] = "At most 100%."
    errors |= _wrong_weights(terms.measures)
    for n, term in enumerate(terms.measures):
        errors |= _wrong_term(f"measures.{n}", term, usable(measures))
    errors |= _twice("segments", "name", [one.name.strip().casefold() for one in terms.segments], "There is a segment of this name already.")
    return errors


def _wrong_weights(terms: Sequence[Term]) -> dict[str, str]:
    errors = {f"measures.{n}.weight": "More than 0%: take the measure out instead." for n, term in enumerate(terms) if term.weight <= 0}
    total = sum((term.weight for term in terms), Decimal())
    if not terms:
        errors["measures"] = "At least one measure."
    elif total != WHOLE:
        errors["measures"] = f"The weights add up to {plain(total)}%, not 100%."
    return errors | _twice("measures", "measure", [term.measure for term in terms], "This measure is in the contract already.")


def _wrong_term(at: str, term: Term, known: Mapping[str, Measure]) -> dict[str, str]:
    measure = known.get(term.measure)
    if measure is None:
        return {f"{at}.measure": "There is no such measure, or it is neither good nor bad."}
    errors = {}
    if measure.direction == "up" and term.target <= term.baseline:
        errors[f"{at}.target"] = f"{measure.name} is better when it rises: the target lies above the baseline."
    if measure.direction == "down" and term.target >= term.baseline:
        errors[f"{at}.target"] = f"{measure.name} is better when it falls: the target lies below the baseline."
    if measure.kind in ("share", "ratio"):
        errors |= {f"{at}.{name}": "A share is at most 100%." for name in ("baseline", "target") if getattr(term, name) > WHOLE}
    return errors


def _twice(many: str, field: str, values: Sequence[str], words: str) -> dict[str, str]:
    """Of each value that stands there more than once, all but the first."""
    seen: Counter[str] = Counter()
    errors = {}
    for n, value in enumerate(values):
        seen[value] += 1
        if seen[value] > 1:
            errors[f"{many}.{n}.{field}"] = words
    return errors


def plain(value: Decimal) -> str:
    """ "62.5", "100": without zeros that say nothing."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
