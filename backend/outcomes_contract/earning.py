"""What is at stake, what is earned, and capitation on paper: to the penny. Pure.

CLINICAL.md E23: paid = value × w × Σ (weight × attainment), attainment = (actual − baseline) ÷ (target − baseline), between 0 and 1; w rises from 5
to 25 per cent over the contract, here by the same step each year. E24: Σ people × pence a person, against what was spent.

1. Whoever has what is shown and a pencil gets the same pennies: the share of a year, and an actual, are rounded to two decimals before money is
   made of them, and so they are shown.
2. The parts of what is at stake add up to it: each measure has its weight's whole pence, and what is left goes a penny each to those that lost
   most (largest remainder; the first listed where two lost the same).
3. What a measure earns is of its own part, rounded half up, between nothing and that part; so no measure's result moves another's.
4. What is earned is the sum of these, and never more than what is at stake.
5. A measure that has no actual has earned nothing yet: nothing is guessed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from backend.outcomes_contract.terms import Segment, Term, Terms


@dataclass(frozen=True, slots=True)
class Year:
    """One year of a contract, from 1. `ends_on`: its last day. `share`: per cent of its value at stake."""

    number: int
    begins_on: date
    ends_on: date
    share: Decimal
    at_stake_pence: int
    is_extension: bool

    @property
    def label(self) -> str:
        """ "2026/27", or "2026" where it is a calendar year."""
        first, last = self.begins_on.year, self.ends_on.year
        return str(first) if first == last else f"{first}/{last % 100:02d}"


@dataclass(frozen=True, slots=True)
class Earned:
    """What one measure earns. `attained`: of the way from baseline to target, per cent, for reading; None without an actual."""

    measure: str
    at_stake_pence: int
    earned_pence: int
    attained: Decimal | None


def half_up(value: Fraction) -> int:
    """The nearest whole; of two the greater."""
    return math.floor(value + Fraction(1, 2))


def hundredths(value: Fraction) -> Decimal:
    """To two decimals, half up."""
    return Decimal(half_up(value * 100)).scaleb(-2)


def schedule(terms: Terms) -> list[Year]:
    """Every year of a contract, those of its extension too."""
    years = []
    for number in range(1, terms.years + terms.extension_years + 1):
        begins = terms.starts_on.replace(year=terms.starts_on.year + number - 1)
        ends = begins.replace(year=begins.year + 1) - timedelta(days=1)
        share = share_of(terms, number)
        at_stake = half_up(terms.yearly_pence * Fraction(share) / 100)
        years.append(Year(number, begins, ends, share, at_stake, number > terms.years))
    return years


def share_of(terms: Terms, number: int) -> Decimal:
    """The per cent at stake in a year: the first, then the same step each year to the last, where it stays."""
    if number >= terms.years:
        return terms.last_share
    first, last = Fraction(terms.first_share), Fraction(terms.last_share)
    return hundredths(first + (last - first) * (number - 1) / (terms.years - 1))


def apportion(whole: int, weights: Sequence[Decimal]) -> list[int]:
    """A whole told apart by weights: parts that add up to it (2). The weights are more than nothing together."""
    total = sum(map(Fraction, weights), Fraction())
    exact = [whole * Fraction(weight) / total for weight in weights]
    parts = [math.floor(one) for one in exact]
    most_lost = sorted(range(len(parts)), key=lambda n: parts[n] - exact[n])
    for n in most_lost[: whole - sum(parts)]:
        parts[n] += 1
    return parts


def attainment(term: Term, actual: Decimal) -> Fraction:
    """How far from baseline to target: 0 to 1. Where less is better both differences are negative, and it is the same sum."""
    way = Fraction(actual - term.baseline) / Fraction(term.target - term.baseline)
    return min(max(way, Fraction(0)), Fraction(1))


def earn(terms: Sequence[Term], at_stake_pence: int, actuals: Mapping[str, Decimal | None]) -> list[Earned]:
    """What each measure earns of what is at stake (3, 5), in the order of the terms."""
    earned = []
    for term, part in zip(terms, apportion(at_stake_pence, [term.weight for term in terms]), strict=True):
        actual = actuals.get(term.measure)
        way = None if actual is None else attainment(term, actual)
        pence = 0 if way is None else half_up(part * way)
        earned.append(Earned(term.measure, part, pence, None if way is None else hundredths(way * 100)))
    return earned


@dataclass(frozen=True, slots=True)
class OnPaper:
    """A segment, or all of them, under capitation: what would be paid, what was spent, and what would be gained (or, below nothing, lost)."""

    people: int
    paid_pence: int
    cost_pence: int

    @property
    def gain_pence(self) -> int:
        return self.paid_pence - self.cost_pence


def on_paper(segments: Sequence[Segment]) -> list[OnPaper]:
    """Each segment under capitation, in their order: whole pence times whole people, so nothing is rounded."""
    return [OnPaper(one.people, one.people * one.person_pence, one.cost_pence) for one in segments]


def together(parts: Sequence[OnPaper]) -> OnPaper:
    """All segments under capitation."""
    return OnPaper(sum(one.people for one in parts), sum(one.paid_pence for one in parts), sum(one.cost_pence for one in parts))
