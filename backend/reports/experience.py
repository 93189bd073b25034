"""Measures of what people say: copied from what feedback has published, never counted again.

1. Feedback hides more strictly than the reports: what is left out is in no sum. So its published numbers are taken as they are, with their marks, for
   teams, localities and the place; for nobody else, as nobody who answers is asked for their organisation or practice.
2. All months are copied at once: a month that was shown may be hidden later, beside one that turned out small, and must not stay here.
3. A measure is of one row: the national question, or one statement, by people themselves, in one wording of one set: other words are another
   question.
4. No true number is here: where feedback hides one, `report_cell` has none at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from backend.database import Acting
from backend.feedback.analysis import PLACE
from backend.feedback.contents import AGREE_CODES, FFT, FFT_CODES
from backend.feedback.judging import first_day
from backend.feedback.models import Summary
from backend.feedback.suppression import Mark
from backend.reports.definitions import FEEDBACK, Measure, WrongDefinition, measures
from backend.reports.models import Cell
from backend.transaction import transaction


@cache
def copied() -> Mapping[str, Measure]:
    """The measures that are copied, by key. Raises WrongDefinition where one asks for what feedback does not publish."""
    found = {key: one for key, one in measures().items() if one.over == FEEDBACK}
    for key, one in found.items():
        codes = FFT_CODES if one.where == FFT else AGREE_CODES
        if unknown := sorted({*one.numerator.split(), *one.denominator.split()} - set(codes)):
            raise WrongDefinition(f"{key}.toml: nobody answers {', '.join(unknown)}")
    return found


def copy(place: str) -> int:
    """Copies what feedback has published, if it has since the last time. Returns how many cells there are of it."""
    with transaction(Acting(role="statistics", place=place)) as session:
        counted = session.scalar(select(Summary.made_at).where(Summary.place_id == place, Summary.scope == PLACE))
        own = Cell.place_id == place, Cell.measure.in_(copied())
        if counted is None or counted == session.scalar(select(func.max(Cell.made_at)).where(*own)):
            return 0
        session.execute(delete(Cell).where(*own))
        rows = _rows(session, place)
        if rows:
            session.execute(insert(Cell), rows)
        return len(rows)


def _rows(session: Session, place: str) -> list[dict[str, Any]]:
    published = session.execute(select(Summary.scope, Summary.made_at, Summary.body).where(Summary.place_id == place)).all()
    return [
        {"place_id": place, "scope": scope, "month": first_day(month), "measure": one.key, "part": "", "made_at": made_at, **numbers}
        for scope, made_at, body in published
        for month, told in body["months"].items()
        for one in copied().values()
        if (numbers := cell(one, told)) is not None
    ]


def cell(one: Measure, told: Mapping[str, Any]) -> dict[str, Any] | None:
    """One measure of one scope and month, of what was published of it: its numbers, or its mark. None: nothing was said, and nothing is hidden."""
    codes: tuple[str, ...] = FFT_CODES if one.where == FFT else AGREE_CODES
    if one.where == FFT:
        counts, mark = told["fft"], told["mark"]
    else:
        rows = told.get("items", {})
        counts = rows.get(one.where)
        mark = str(Mark.SMALL) if one.where in rows and counts is None else ""
    if mark:
        return _numbers(None, None, mark)
    scored = dict(zip(codes, counts or (), strict=False))
    of = sum(scored.get(code, 0) for code in one.denominator.split())
    return _numbers(sum(scored[code] for code in one.numerator.split()), of, "") if of else None


def _numbers(numerator: int | None, denominator: int | None, mark: str) -> dict[str, Any]:
    return {"numerator": numerator, "denominator": denominator, "shown_numerator": numerator, "shown_denominator": denominator, "mark": mark}
