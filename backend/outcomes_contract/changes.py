"""What became different between two versions of a contract, in words: old and new, a line each. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from backend.outcomes_contract.terms import Segment, Term, Terms, plain

Part = TypeVar("Part", Term, Segment)


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was changed. `old` None: it was not there; `new` None: it was taken out."""

    what: str
    old: str | None
    new: str | None


def money(pence: int) -> str:
    """ "£1,200,000.00"."""
    return f"{'−' if pence < 0 else ''}£{abs(pence) // 100:,}.{abs(pence) % 100:02d}"


def per_cent(value: Decimal) -> str:
    return f"{plain(value)}%"


def _days(terms: Terms) -> str:
    return f"{terms.starts_on.day} {terms.starts_on:%B %Y}"


HEAD: Mapping[str, Callable[[Terms], str]] = {
    "Name": lambda terms: terms.name,
    "Start": _days,
    "Years": lambda terms: str(terms.years),
    "Years of extension": lambda terms: str(terms.extension_years),
    "Share at stake in the first year": lambda terms: per_cent(terms.first_share),
    "Share at stake in the last year": lambda terms: per_cent(terms.last_share),
    "Value of a year": lambda terms: money(terms.yearly_pence),
}
OF_MEASURE: Mapping[str, Callable[[Term], str]] = {
    "weight": lambda term: per_cent(term.weight),
    "baseline": lambda term: plain(term.baseline),
    "target": lambda term: plain(term.target),
}
OF_SEGMENT: Mapping[str, Callable[[Segment], str]] = {
    "people": lambda segment: f"{segment.people:,}",
    "a person and year": lambda segment: money(segment.person_pence),
    "spent in a year": lambda segment: money(segment.cost_pence),
}


def between(old: Terms | None, new: Terms, names: Mapping[str, str]) -> list[Change]:
    """All that differs, in the order of the page; of a first version all that it says. `names`: of measures."""
    changes = [Change(what, say(old) if old else None, say(new)) for what, say in HEAD.items()]
    before = {term.measure: term for term in old.measures} if old else {}
    after = {term.measure: term for term in new.measures}
    for key in (*before, *(key for key in after if key not in before)):
        changes += _of(names.get(key, key), before.get(key), after.get(key), OF_MEASURE)
    had = {segment.name: segment for segment in old.segments} if old else {}
    has = {segment.name: segment for segment in new.segments}
    for name in (*had, *(name for name in has if name not in had)):
        changes += _of(name, had.get(name), has.get(name), OF_SEGMENT)
    return [change for change in changes if change.old != change.new]


def _of(name: str, old: Part | None, new: Part | None, fields: Mapping[str, Callable[[Part], str]]) -> list[Change]:
    return [Change(f"{name}: {what}", say(old) if old else None, say(new) if new else None) for what, say in fields.items()]
