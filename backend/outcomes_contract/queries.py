"""Versions of a place's contract, as the person who asks; and what its measures came to, from the reports' cells as they may be shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.outcomes_contract.earning import hundredths
from backend.outcomes_contract.models import ContractMeasure, ContractSegment, ContractVersion
from backend.outcomes_contract.terms import Segment, Term, Terms
from backend.reports import queries as reports
from backend.reports.counting import PLACE
from backend.reports.definitions import Measure
from backend.reports.queries import Shown

Standing = Literal["counted", "held", "hidden", "nothing", "not-counted", "gone", "supposed"]
"""counted: of the newest month that was counted. held: that month is too small to show, and a month before it in the same year was not (E23: "small-n
measure held at last value"). hidden: no month of the year may be shown. nothing: there was nothing to count in it. not-counted: no month of the
year is over and counted. gone: the reports know no such measure any longer. supposed: of a scenario."""


@dataclass(frozen=True, slots=True)
class Version:
    """A contract as it was from `made_at` on."""

    version: int
    made_at: datetime
    made_by: str
    why: str
    terms: Terms


def versions(session: Session, place: str) -> list[Version]:
    """Every version of a place's contract, the newest first: three statements, however many there are."""
    measures = _by_version(session.scalars(select(ContractMeasure).where(ContractMeasure.place_id == place).order_by(ContractMeasure.position)))
    segments = _by_version(session.scalars(select(ContractSegment).where(ContractSegment.place_id == place).order_by(ContractSegment.position)))
    return [
        Version(row.version, row.made_at, row.made_by, row.why, _terms(row, measures.get(row.version, []), segments.get(row.version, [])))
        for row in session.scalars(select(ContractVersion).where(ContractVersion.place_id == place).order_by(ContractVersion.version.desc()))
    ]


def newest(session: Session, place: str) -> int:
    """The number of the version in force; 0 where there is no contract."""
    return session.execute(select(func.max(ContractVersion.version)).where(ContractVersion.place_id == place)).scalar() or 0


def _by_version(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.version, []).append(row)
    return found


def _terms(row: ContractVersion, measures: Iterable[ContractMeasure], segments: Iterable[ContractSegment]) -> Terms:
    return Terms(
        row.name, row.starts_on, row.years, row.extension_years, row.first_share, row.last_share, row.yearly_pence,
        tuple(Term(one.measure, one.weight, one.baseline, one.target) for one in measures),
        tuple(Segment(one.name, one.people, one.person_pence, one.cost_pence) for one in segments),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Actual:
    """What a measure came to in a year of the contract. `value`: two decimals, None where it may not be shown or is not there; `month`: of which."""

    value: Decimal | None
    month: date | None
    standing: Standing


def actuals(session: Session, place: str, measures: Collection[Measure], first: date, last: date) -> dict[str, Actual]:
    """Of each measure, for the whole place: its newest month from `first` to `last` (first days) that was counted."""
    newest = reports.last_counted(session, place, first, last)
    if newest is None:
        return {measure.key: Actual(None, None, "not-counted") for measure in measures}
    shown = reports.cells(session, place, [PLACE], first, newest, [measure.key for measure in measures])
    return {measure.key: actual(measure, [cell for cell in shown if cell.measure == measure.key and not cell.part], newest) for measure in measures}


def actual(measure: Measure, cells: Collection[Shown], last: date) -> Actual:
    """What one measure came to, of its cells of a year. `last`: the newest month that was counted."""
    by_month = {cell.month: cell for cell in cells}
    newest = by_month.get(last)
    if newest is None or not newest.mark:
        value = _value(measure, newest)
        return Actual(value, None, "nothing") if value is None else Actual(value, last, "counted")
    for month in sorted(by_month, reverse=True):
        value = _value(measure, by_month[month])
        if value is not None:
            return Actual(value, month, "held")
    return Actual(None, None, "hidden")


def _value(measure: Measure, cell: Shown | None) -> Decimal | None:
    """What is shown of a month, to two decimals. In fractions: a share that ends in a five is rounded as a pencil rounds it."""
    if cell is None:
        return None
    numerator, denominator = (None if one is None else Fraction(repr(one)) for one in (cell.numerator, cell.denominator))
    value = measure.value(numerator, denominator)  # type: ignore[arg-type]  # the same sum, and exact
    return None if value is None else hundredths(Fraction(value))
