"""Which files were taken, for the page of who brings them: no line of any."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.outside import losing
from backend.outside.models import OutsideFile
from backend.outside.sorts import FROM_AGES, POPULATION_COLUMNS, SORTS
from backend.places import queries as places

SHOWN = 50
RESIDENTS = "how many people live here"


def files(session: Session, place: str) -> list[dict[str, Any]]:
    """The newest files of a place, in a transaction of the engine. `who`: whoever brought it, or the command that did."""
    rows = list(
        session.scalars(
            select(OutsideFile).where(OutsideFile.place_id == place).order_by(OutsideFile.imported_at.desc(), OutsideFile.id).limit(SHOWN)
        )
    )
    brought = {row.imported_by for row in rows if len(row.imported_by) == 36}
    staff = places.staff_of(session, place, brought)
    return [
        {
            "id": row.id,
            "of": SORTS[row.sort].in_words if row.sort in SORTS else RESIDENTS,
            "first": row.first_month and row.first_month.isoformat()[:7],
            "last": row.last_month and row.last_month.isoformat()[:7],
            "source": row.source,
            "lines": losing.some(row.lines) if row.sort in SORTS else str(row.lines),
            "who": (staff[row.imported_by].name or "") if row.imported_by in staff else row.imported_by,
            "at": row.imported_at,
        }
        for row in rows
    ]


def sorts() -> list[dict[str, Any]]:
    """What may be taken."""
    events = [
        {
            "of": one.in_words,
            "header": ",".join(one.header),
            "codes": {column.name: list(column.codes) for column in one.columns if column.codes},
            "has_months": True,
        }
        for one in SORTS.values()
    ]
    ages = {"from_age": [str(age) for age in FROM_AGES]}
    return [*events, {"of": RESIDENTS, "header": ",".join(POPULATION_COLUMNS), "codes": ages, "has_months": False}]
