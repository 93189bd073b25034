"""Exports: asked for, made by the worker, fetched, gone after a while. That each was made, by whom, of what and why stays.

1. An export is made as its asker: what they may not read is not in it. What is written of it is written as engine: the web role writes nothing.
2. The file stands whole or not at all: it is stored in the one statement that says it is ready. A worker that is killed leaves one that is "making",
   and whoever takes the job again begins anew.
3. Stopping is a word in its row: the job looks at it between two steps.
4. That it was asked for, and each time that it is fetched, stands in the audit trail: who, what, of which scope and months, how many rows, its hash.
5. An export in which people can be told (`has_names`) is for whom the place has named: row-level security shows it to nobody else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from backend.audit import services as audit
from backend.reports.models import Export

KEPT = timedelta(days=14)
HANDED_OVER_WITHIN = timedelta(minutes=30)
MADE_WITHIN = timedelta(hours=3)
"""Its job is stopped after one hour; a few may stand before it."""
MOST_WAITING = 5
"""Exports that one person may have waiting at once, besides those of their schedules."""
SHOWN = 50
"""So many of a place are listed, the newest first."""
OPEN = ("waiting", "making")
TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "zip": "application/zip",
}
CSDS, CSDS_REPORT, FFT = "csds", "csds-report", "fft"
WHATS: Mapping[str, tuple[str, ...]] = {"overview": ("pdf", "xlsx", "csv"), CSDS_REPORT: ("csv",), CSDS: ("zip",), FFT: ("csv", "xlsx")}
"""What can be exported, and in which forms: the overview; the national return of a month, and the validation report that comes before it; the counts
of the Friends and Family return."""
RETURNS = frozenset({CSDS, CSDS_REPORT, FFT})
"""Of a whole place and one month that is over."""
WITH_NAMES = frozenset({CSDS, CSDS_REPORT})
"""Of these somebody can be told: only whom the place has named may ask for them, see that they were made, or fetch them (5)."""


class TooMany(Exception):
    """Somebody has MOST_WAITING exports waiting."""


class NotThere(Exception):
    """There is no such export for whoever asks, or its file is gone."""


class Stopped(Exception):
    """Its asker stopped it."""


@dataclass(frozen=True, slots=True)
class Made:
    """A file. `name`: of the file, of nobody. `pages`: of a PDF."""

    name: str
    content: bytes
    rows: int
    pages: int | None = None
    message: str | None = None


Step = Callable[[int, int, str], None]
"""(done, of how many, what is being done): says how far it is. Raises Stopped."""


def ask(session: Session, export: Export, *, device: str | None) -> None:
    """Keeps what was asked for (4). The job that makes it is the caller's to hand over. Raises TooMany."""
    waiting = select(func.count()).select_from(Export).where(
        Export.asked_by == export.asked_by, Export.state.in_(OPEN), Export.schedule_id.is_(None)
    )  # fmt: skip
    if session.execute(waiting).scalar_one() >= MOST_WAITING:
        raise TooMany
    session.add(export)
    session.flush()
    note_asked(session, export, device=device)


def note_asked(session: Session, export: Export, *, device: str | None) -> None:
    """That it is asked for, by a person or by the schedule that they left (4)."""
    by = {"schedule": export.schedule_id} if export.schedule_id else {}
    _note(session, export, export.asked_by, device, export.asked_at, asked=True, **by)


def begin(session: Session, id_: str) -> Export | None:
    """Says that it is being made, also where a worker was killed over it; None where there is nothing to make."""
    values = {"state": "making", "steps": 1, "done": 0, "doing": None}
    return session.scalar(update(Export).where(Export.id == id_, Export.state.in_(OPEN)).values(**values).returning(Export))


def step(session: Session, id_: str, done: int, steps: int, doing: str) -> None:
    """How far it is. Raises Stopped."""
    going = update(Export).where(Export.id == id_, Export.state == "making").values(done=done, steps=steps, doing=doing).returning(Export.id)
    if session.scalar(going) is None:
        raise Stopped


def finish(session: Session, id_: str, made: Made, now: datetime) -> None:
    """It is ready (2). One that was stopped meanwhile stays stopped."""
    values = {
        "state": "ready", "name": made.name, "content": made.content, "rows": made.rows, "pages": made.pages, "size": len(made.content),
        "sha256": hashlib.sha256(made.content).hexdigest(), "message": made.message, "ended_at": now, "ends_at": now + KEPT, "doing": None,
    }  # fmt: skip
    session.execute(update(Export).where(Export.id == id_, Export.state == "making").values(done=Export.steps, **values))


def fail(session: Session, id_: str, message: str, now: datetime) -> None:
    """It could not be made. `message`: why and what to do, in words."""
    session.execute(update(Export).where(Export.id == id_, Export.state.in_(OPEN)).values(state="failed", message=message, ended_at=now, doing=None))


def stop(session: Session, id_: str, staff: str, now: datetime) -> None:
    """Its asker stops it (3); what is made already is taken away. Raises NotThere."""
    values = {"state": "stopped", "content": None, "ended_at": now, "doing": None}
    found = update(Export).where(Export.id == id_, Export.asked_by == staff, Export.state.in_((*OPEN, "ready"))).values(**values).returning(Export.id)
    if session.scalar(found) is None:
        raise NotThere


def fetch(session: Session, id_: str, *, staff: str, device: str | None, now: datetime) -> tuple[Export, bytes]:
    """The file (4). Raises NotThere."""
    found = session.get(Export, id_)
    if found is None or found.content is None or found.ends_at is None or found.ends_at <= now:
        raise NotThere
    _note(session, found, staff, device, now, rows=found.rows, sha256=found.sha256)
    return found, found.content


def history(session: Session) -> list[Export]:
    """The newest exports of the place of whoever asks."""
    return list(session.scalars(select(Export).order_by(Export.asked_at.desc(), Export.id.desc()).limit(SHOWN)))


def forget(session: Session, now: datetime) -> int:
    """Takes files away that are kept no longer; that they were made stays. Returns how many."""
    gone = update(Export).where(Export.state == "ready", Export.ends_at <= now).values(state="removed", content=None)
    return session.execute(gone).rowcount  # type: ignore[attr-defined, no-any-return]


def was_reported(session: Session, month: date) -> bool:
    """Whether the validation report of a month's return was made."""
    made = select(Export.id).where(Export.what == CSDS_REPORT, Export.until == month, Export.state.in_(("ready", "removed"))).limit(1)
    return session.scalar(made) is not None


def left_waiting(session: Session, now: datetime) -> list[str]:
    """Exports that have waited for so long that the queue may never have had them, or were begun so long ago that it may have lost them with their
    worker. Making one twice makes it once."""
    waits = (Export.state == "waiting") & (Export.asked_at < now - HANDED_OVER_WITHIN)
    is_lost = (Export.state == "making") & (Export.asked_at < now - MADE_WITHIN)
    return list(session.scalars(select(Export.id).where(waits | is_lost)))


def _note(session: Session, export: Export, staff: str, device: str | None, at: datetime, **more: Any) -> None:
    detail = {"export": export.what, "form": export.form, "scope": export.scope, "until": month_of(export.until), "months": export.months, **more}
    audit.note(session, "export", at=at, place=export.place_id, staff=staff, device=device, detail=detail)


def month_of(day: date) -> str:
    return day.isoformat()[:7]
