"""The contract of a place: revised by its managers, shown with what it earned, and asked "what if?" without a word of that being kept.

1. A revision is a new version, whole; none is changed or taken away. Who saw an older version than the newest is refused, not overruled.
2. What is shown of a year is worked out anew each time from the version in force and the reports' cells as they may be shown: nothing that was
   earned is stored, so it cannot differ from what the reports say.
3. A scenario is a question: it goes through the same sums and is stored nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from backend import wall_clock
from backend.audit import services as audit
from backend.outcomes_contract import changes, earning, queries
from backend.outcomes_contract.earning import Year
from backend.outcomes_contract.models import ContractMeasure, ContractSegment, ContractVersion
from backend.outcomes_contract.queries import Actual
from backend.outcomes_contract.terms import Terms, usable, wrong
from backend.places import queries as places
from backend.reports.definitions import Measure, measures


class Wrong(Exception):
    """What the contract would say is not possible; `errors`: what is wrong, by field."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("the contract cannot say this")
        self.errors = errors


class Changed(Exception):
    """Somebody revised it since it was seen."""


class NotThere(Exception):
    """There is no contract, or no such year or measure of it."""


def revise(session: Session, place: str, terms: Terms, *, seen: int, why: str, staff: str, device: str | None, now: datetime) -> int:
    """Makes the next version after the one that was seen (0: there was none). Returns its number. Raises Wrong, Changed."""
    if errors := wrong(terms, measures()):
        raise Wrong(errors)
    past = queries.versions(session, place)
    newest = past[0].version if past else 0
    if newest != seen:
        raise Changed
    made = changes.between(past[0].terms if past else None, terms, names())
    if not made:
        raise Wrong({"why": "Nothing is different from what stands."})
    version = newest + 1
    of = {"place_id": place, "version": version}
    heads = ("name", "starts_on", "years", "extension_years", "first_share", "last_share", "yearly_pence")
    session.add(ContractVersion(**of, made_at=now, made_by=staff, why=why, **{head: getattr(terms, head) for head in heads}))
    try:
        session.flush()
    except IntegrityError:
        raise Changed from None  # two at once: the other was first
    for n, term in enumerate(terms.measures):
        session.add(
            ContractMeasure(**of, position=n, measure=term.measure, weight=term.weight, baseline=term.baseline, target=term.target)
        )  # fmt: skip
    for n, one in enumerate(terms.segments):
        session.add(
            ContractSegment(**of, position=n, name=one.name, people=one.people, person_pence=one.person_pence, cost_pence=one.cost_pence)
        )  # fmt: skip
    session.flush()
    audit.note(session, "contract", at=now, place=place, staff=staff, device=device, detail={"version": version, "changes": len(made)})
    return version


def names() -> dict[str, str]:
    """Of all measures, by key."""
    return {key: one.name for key, one in measures().items()}


def page(session: Session, place: str, number: int | None, now: datetime) -> dict[str, Any]:
    """The contract with one of its years (None: the one that runs; before its start the first, after its end the last). Raises NotThere."""
    past = queries.versions(session, place)
    today = wall_clock.day_of(now)
    choosable = [_choice(one) for one in usable(measures()).values()]
    if not past:
        if number is not None:
            raise NotThere
        return {"now": wall_clock.wire(now), "choosable": choosable, "contract": None, "history": []}
    terms = past[0].terms
    years = earning.schedule(terms)
    year = _year(years, number, today)
    return {
        "now": wall_clock.wire(now),
        "choosable": choosable,
        "contract": {**_said(terms), "version": past[0].version},
        "schedule": [_told_year(one, today) for one in years],
        "result": _result(terms, year, today, _actuals(session, place, terms, year, today)),
        "capitation": _capitation(terms),
        "history": _history(session, place, past),
    }


def scenario(session: Session, place: str, number: int, at: Mapping[str, Decimal], now: datetime) -> dict[str, Any]:
    """What a year would earn were these measures at these values, and all others as they are (3). Raises NotThere, Wrong."""
    past = queries.versions(session, place)
    if not past:
        raise NotThere
    terms, today = past[0].terms, wall_clock.day_of(now)
    year = _year(earning.schedule(terms), number, today)
    within = {term.measure for term in terms.measures}
    if errors := {f"at.{key}": "This measure is not in the contract." for key in at if key not in within}:
        raise Wrong(errors)
    known = measures()
    shares = {key for key in at if key in known and known[key].kind in ("share", "ratio")}
    if errors := {f"at.{key}": "A share is at most 100%." for key in sorted(shares) if at[key] > 100}:
        raise Wrong(errors)
    supposed = {key: Actual(value, None, "supposed") for key, value in at.items()}
    return _result(terms, year, today, _actuals(session, place, terms, year, today) | supposed)


def _year(years: list[Year], number: int | None, today: date) -> Year:
    if number is None:
        begun = [year for year in years if year.begins_on <= today]
        return begun[-1] if begun else years[0]
    if not 1 <= number <= len(years):
        raise NotThere
    return years[number - 1]


def _actuals(session: Session, place: str, terms: Terms, year: Year, today: date) -> dict[str, Actual]:
    known = measures()
    within = [known[term.measure] for term in terms.measures if term.measure in known]
    last = min(year.ends_on.replace(day=1), wall_clock.month_after(today.replace(day=1), -1))
    found = queries.actuals(session, place, within, year.begins_on, last)
    return {term.measure: found.get(term.measure, Actual(None, None, "gone")) for term in terms.measures}


def _result(terms: Terms, year: Year, today: date, found: Mapping[str, Actual]) -> dict[str, Any]:
    """A year's lines, which add up to its totals. `is_final`: the year is over, and each measure is told of its last month."""
    earned = earning.earn(terms.measures, year.at_stake_pence, {key: one.value for key, one in found.items()})
    known = measures()
    lines = [
        {
            **_measure(known.get(term.measure), term.measure), "weight": term.weight, "baseline": term.baseline, "target": term.target,
            "actual": found[term.measure].value, "month": _month(found[term.measure].month), "standing": found[term.measure].standing,
            "attained": one.attained, "at_stake_pence": one.at_stake_pence, "earned_pence": one.earned_pence,
        }
        for term, one in zip(terms.measures, earned, strict=True)
    ]  # fmt: skip
    last = year.ends_on.replace(day=1)
    return {
        "year": _told_year(year, today),
        "lines": lines,
        "earned_pence": sum(one.earned_pence for one in earned),
        "is_final": year.ends_on < today and all(one.month == last for one in found.values()),
    }


def _told_year(year: Year, today: date) -> dict[str, Any]:
    when = "past" if year.ends_on < today else "to-come" if year.begins_on > today else "now"
    plain = ("number", "label", "begins_on", "ends_on", "share", "at_stake_pence", "is_extension")
    return {**{name: getattr(year, name) for name in plain}, "when": when}


def _capitation(terms: Terms) -> dict[str, Any]:
    parts = earning.on_paper(terms.segments)
    lines = [
        {"name": segment.name, "person_pence": segment.person_pence, **_paper(part)} for segment, part in zip(terms.segments, parts, strict=True)
    ]
    return {"segments": lines, "total": _paper(earning.together(parts))}


def _paper(part: earning.OnPaper) -> dict[str, int]:
    return {"people": part.people, "paid_pence": part.paid_pence, "cost_pence": part.cost_pence, "gain_pence": part.gain_pence}


def _said(terms: Terms) -> dict[str, Any]:
    """A contract as its form has it."""
    heads = ("name", "starts_on", "years", "extension_years", "first_share", "last_share", "yearly_pence")
    return {**{head: getattr(terms, head) for head in heads}, "measures": terms.measures, "segments": terms.segments}


def _choice(measure: Measure) -> dict[str, Any]:
    return {**_measure(measure, measure.key), "is_share": measure.kind in ("share", "ratio"), "target": measure.target}


def _measure(measure: Measure | None, key: str) -> dict[str, Any]:
    """How a measure is called and its values are read; of one that is gone its key."""
    if measure is None:
        return {"key": key, "name": key, "unit": "", "direction": "none"}
    return {"key": key, "name": measure.name, "unit": "%" if measure.kind in ("share", "ratio") else measure.unit, "direction": measure.direction}


def _month(month: date | None) -> str | None:
    return month.isoformat()[:7] if month else None


def _history(session: Session, place: str, past: list[queries.Version]) -> list[dict[str, Any]]:
    """Each version with what it changed, the newest first."""
    people = places.people(session, place, sorted({one.made_by for one in past}))
    called = names()
    before = [*past[1:], None]
    return [
        {
            "version": one.version,
            "at": wall_clock.wire(one.made_at),
            "who": people.get(one.made_by, ("Somebody who left", ""))[0],
            "why": one.why,
            "changes": changes.between(old.terms if old else None, one.terms, called),
        }
        for one, old in zip(past, before, strict=True)
    ]
