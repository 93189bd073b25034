"""Each night, and where something late came: a month's facts made anew, and counted. Another month is another transaction: a killed worker loses one.

1. This month and the last are counted every night; an older one where somebody wrote into it (`from_records`), or where it was never counted.
2. What is due is taken off the list in the transaction that counts it: killed before its end, it is still there.
3. Each has a time limit of its own, and runs in a queue of its own: nothing that a tablet waits for stands behind it.
"""

from __future__ import annotations

import logging
from datetime import date, datetime

from sqlalchemy import delete, select, text
from sqlalchemy.dialects.postgresql import insert as upsert

from backend import queues, wall_clock
from backend.database import Acting
from backend.errors import where
from backend.places import queries as places
from backend.reports import counting, exports, facts
from backend.reports.models import Counted, Due
from backend.transaction import transaction

log = logging.getLogger("alongside.jobs")

ENGINE = Acting(role="engine")
SECONDS = 600
"""A month of the largest place takes a twentieth of it."""
MONTHS = 36


def nightly() -> None:
    """Hands over what is due, a job a place."""
    with transaction(ENGINE) as session:
        every = places.all_(session)
    for place in every:
        queues.enqueue("backend.reports.jobs.refresh", place, queue=queues.REPORTS, timeout=4 * 3600)


def refresh(place: str) -> None:
    """Counts every month of a place that is due, the newest first. A month that fails is told and left for the next night."""
    now = wall_clock.now()
    failed = 0
    for month in due(place, now):
        try:
            count(place, month, now)
        except Exception as error:  # what is wrong with one month is no reason to leave the others as they were
            log.error("reports, %s: %s", month.isoformat()[:7], where(error))
            failed += 1
    if failed:
        raise RuntimeError(f"{failed} months could not be counted")


def due(place: str, now: datetime) -> list[date]:
    """The months to count: this one and the last, those written to since, and those that never were, from the first with a visit. Newest first."""
    this = wall_clock.day_of(now).replace(day=1)
    earliest = facts.month_after(this, -MONTHS)
    with transaction(Acting(role="statistics", place=place)) as session:
        first = session.execute(text("SELECT min(planned_start) FROM visit WHERE place_id = :place"), {"place": place}).scalar()
        counted = set(session.scalars(select(Counted.month).where(Counted.place_id == place)))
        late = set(session.scalars(select(Due.month).where(Due.place_id == place)))
    if first is None:
        return []
    begin = max(earliest, wall_clock.day_of(first).replace(day=1))
    every = [facts.month_after(this, -n) for n in range(MONTHS + 1)]
    return [month for n, month in enumerate(every) if month >= begin and (n < 2 or month in late or month not in counted)]


def count(place: str, month: date, now: datetime) -> int:
    """Makes one month's facts anew and counts them, whole or not at all. Returns how many rows of facts there are."""
    with transaction(Acting(role="statistics", place=place)) as session:
        session.execute(text(f"SET LOCAL statement_timeout = '{SECONDS}s'"))
        session.execute(delete(Due).where(Due.place_id == place, Due.month == month))
        rows = facts.fill(session, place, month, now)
        counting.count(session, place, month, now)
        made = {"place_id": place, "month": month, "made_at": now, "rows": rows}
        session.execute(upsert(Counted).values(made).on_conflict_do_update(index_elements=[Counted.place_id, Counted.month], set_=made))
    return rows


def forget() -> None:
    """Each hour: files of exports that are kept no longer."""
    with transaction(ENGINE) as session:
        exports.forget(session, wall_clock.now())
