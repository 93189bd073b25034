"""What comes late: something is written into a month that may have been counted already, so it is counted again the next night.

This month and the last are counted every night anyway: of what is written into them, as nearly everything is, nothing is noted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from backend import wall_clock
from backend.assessments.models import Assessment
from backend.record import Record, registry
from backend.record.registry import Writer
from backend.reports.models import Due

ALWAYS = 2
"""So many months are counted every night."""
WHEN = {"visit": "planned_start", "attendance": "arrived_at", "assessment": "begun_at"}


def register() -> None:
    """Hangs the hooks on the kinds. Once more changes nothing."""
    registry.after_write("visit", visits_written)
    registry.after_write("attendance", attendances_written)
    registry.after_write("assessment", assessments_written)
    registry.after_write("signature", signatures_written)
    registry.after_write("goal", goals_written)


def visits_written(session: Session, records: Sequence[Record], writer: Writer) -> None:
    _note(session, writer.place, (one.fields.get(WHEN["visit"]) for one in records))


def attendances_written(session: Session, records: Sequence[Record], writer: Writer) -> None:
    _note(session, writer.place, (one.fields.get(WHEN["attendance"]) for one in records))


def assessments_written(session: Session, records: Sequence[Record], writer: Writer) -> None:
    _note(session, writer.place, (one.fields.get(WHEN["assessment"]) for one in records))


def signatures_written(session: Session, records: Sequence[Record], writer: Writer) -> None:
    """A signature counts in the month of what it is under."""
    signed = {one.fields["assessment"] for one in records if one.fields.get("assessment")}
    begun = session.scalars(select(Assessment.begun_at).where(Assessment.id.in_(signed), Assessment.begun_at.is_not(None)))
    _note(session, writer.place, [wall_clock.wire(moment) for moment in begun if moment])


def goals_written(session: Session, records: Sequence[Record], writer: Writer) -> None:
    days = (date.fromisoformat(day) for one in records if (day := one.fields.get("target_on")))
    _note(session, writer.place, (wall_clock.wire(wall_clock.midnight(day)) for day in days))


def _note(session: Session, place: str, moments: Iterable[str | None]) -> None:
    earliest = wall_clock.month_after(wall_clock.today().replace(day=1), 1 - ALWAYS)
    months = {month for moment in moments if moment and (month := _month(moment)) < earliest}
    note(session, place, months)


def note(session: Session, place: str, months: Collection[date]) -> None:
    """Has these months counted anew the next night, in a transaction of the engine."""
    if months:
        rows = [{"place_id": place, "month": month} for month in sorted(months)]
        # A row that is there is touched: whoever counts that month now, and takes it off the list, waits for what is written here.
        due = upsert(Due).values(rows)
        session.execute(due.on_conflict_do_update(index_elements=[Due.place_id, Due.month], set_={"month": due.excluded.month}))


def _month(moment: str) -> date:
    return wall_clock.day_of(wall_clock.from_wire(moment)).replace(day=1)
