"""Exports by schedule: of each month, once its figures are counted.

1. A month is made when it is over and was counted since then: never a part of one. It is looked for every hour.
2. Of a month one schedule makes one export, which the database holds (`uq_report_export_schedule_id`): a second look, a second worker or one that was
   killed finds it there. That it is handed to the queue twice makes it once (`exports`, 2).
3. Nobody looked for days: the last month that is over is made then. Those before it are not made late: the export has them in its charts.
4. One that could not be made is tried again every few hours, as long as its month is the last; one that a person stopped is not.
5. It is made as whoever asked for it. Have they left, or manage the place no longer, or is the part of the place gone that it is of, it stops, and
   says why. Any manager of the place may pause or end it.
6. What people can be told from is made by hand alone: somebody has to have read its validation report.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from backend import ids, wall_clock
from backend.audit import services as audit
from backend.places import queries as places
from backend.reports import exports, queries
from backend.reports.models import Export, Schedule
from backend.returns import friends_and_family

WHATS: Mapping[str, tuple[str, ...]] = {what: forms for what, forms in exports.WHATS.items() if what not in exports.WITH_NAMES}
"""What can be made each month, in which forms (6)."""
MOST = 30
"""So many may go on in one place."""
MADE_SHOWN = 24
"""So many exports of each are listed."""
AGAIN_AFTER = timedelta(hours=6)
ON: tuple[str, ...] = ("running", "paused")
MAY: Mapping[str, tuple[str, ...]] = {"running": ("paused", "ended"), "paused": ("running", "ended"), "stopped": ("ended",), "ended": ()}
"""What a person may make of one that is so."""
LEFT = "Whoever asked for it does not manage this place any more. Another manager can ask for it anew."
GONE = "The part of the place that it was of is not there any more."


class TooMany(Exception):
    """MOST go on already."""


class ThereAlready(Exception):
    """The same is made each month already."""


class NotThere(Exception):
    """There is no such schedule in the place of whoever asks."""


class NotSo(Exception):
    """As it stands this cannot be made of it."""


def last_month(now: datetime) -> date:
    """The last month that is over, as London's calendar has it."""
    return wall_clock.month_after(wall_clock.day_of(now).replace(day=1), -1)


def ask(session: Session, schedule: Schedule, *, device: str | None) -> None:
    """Keeps one, from the month that runs on. Raises TooMany, ThereAlready."""
    on = select(func.count()).select_from(Schedule).where(Schedule.place_id == schedule.place_id, Schedule.state.in_(ON))
    if session.execute(on).scalar_one() >= MOST:
        raise TooMany
    session.add(schedule)
    try:
        session.flush()
    except IntegrityError:
        raise ThereAlready from None
    _note(session, schedule, schedule.asked_by, device, schedule.asked_at)


def change(session: Session, id_: str, state: str, *, place: str, staff: str, device: str | None, now: datetime) -> None:
    """A person pauses one, lets it go on, or ends it (5); where it stands so already, nothing happens. Raises NotThere, NotSo."""
    found = session.scalar(select(Schedule).where(Schedule.id == id_, Schedule.place_id == place).with_for_update())
    if found is None:
        raise NotThere
    if found.state == state:
        return
    if state not in MAY[found.state]:
        raise NotSo
    _set(session, found, state, None, staff, device, now)


def going_on(session: Session) -> list[str]:
    """Those of every place that are to be looked at, the oldest first."""
    return list(session.scalars(select(Schedule.id).where(Schedule.state == "running").order_by(Schedule.asked_at, Schedule.id)))


def look(session: Session, id_: str, now: datetime) -> str | None:
    """The export that is due of one now (1 to 5), for the queue; None where none is. Run as engine, in a transaction of its own."""
    found = session.scalar(select(Schedule).where(Schedule.id == id_, Schedule.state == "running").with_for_update())
    if found is None:
        return None
    post = places.post(session, found.asked_by)
    if post is None or post.place != found.place_id or post.role != "manager":
        _set(session, found, "stopped", LEFT, None, None, now)
        return None
    scope = queries.scopes(session, found.place_id).get(found.scope)
    if scope is None:
        _set(session, found, "stopped", GONE, None, None, now)
        return None
    month = last_month(now)
    if month < found.first or not _is_counted(session, found, month):
        return None
    return _made_of(session, found, scope.name, month, now) or _again(session, found, month, now)


def _is_counted(session: Session, one: Schedule, month: date) -> bool:
    """Whether what it is made of was counted since the month was over (1). Of what people say nothing is, where nobody is asked."""
    said = friends_and_family.counted_at(session, one.place_id)
    if one.what == exports.FFT:
        return friends_and_family.is_whole(said, month)
    counted = queries.last_counted(session, one.place_id, month, month) is not None
    return counted and (said is None or friends_and_family.is_whole(said, month))


def _made_of(session: Session, schedule: Schedule, scope_name: str, month: date, now: datetime) -> str | None:
    plain = {name: getattr(schedule, name) for name in ("place_id", "asked_by", "what", "form", "scope", "months", "why")}
    values = {
        **plain, "id": ids.made(now, secrets.token_bytes(10)), "scope_name": scope_name, "until": month, "asked_at": now, "has_names": False,
        "state": "waiting", "steps": 1, "done": 0, "schedule_id": schedule.id,
    }  # fmt: skip
    made = session.scalar(upsert(Export).values(values).on_conflict_do_nothing(constraint="uq_report_export_schedule_id").returning(Export))
    if made is None:
        return None
    exports.note_asked(session, made, device=None)
    return made.id


def _again(session: Session, schedule: Schedule, month: date, now: datetime) -> str | None:
    failed = Export.state == "failed", Export.ended_at < now - AGAIN_AFTER
    again = update(Export).where(Export.schedule_id == schedule.id, Export.until == month, *failed)
    return session.scalar(again.values(state="waiting", asked_at=now, message=None, ended_at=None).returning(Export.id))


def next_month(schedule: Schedule, made: Collection[date], now: datetime) -> date | None:
    """Of which month it makes the next export; None where it makes none. `made`: months of which it made one."""
    if schedule.state != "running":
        return None
    last = last_month(now)
    return last if last >= schedule.first and last not in made else max(schedule.first, wall_clock.month_after(last))


def listed(session: Session) -> list[tuple[Schedule, list[Export]]]:
    """Those of the place of whoever asks that nobody ended, the newest first, each with its newest exports."""
    found = list(session.scalars(select(Schedule).where(Schedule.state != "ended").order_by(Schedule.asked_at.desc(), Schedule.id.desc())))
    nth = func.row_number().over(partition_by=Export.schedule_id, order_by=Export.until.desc()).label("nth")
    newest = select(Export.id, nth).where(Export.schedule_id.in_([one.id for one in found])).subquery()
    made = session.scalars(select(Export).join(newest, newest.c.id == Export.id).where(newest.c.nth <= MADE_SHOWN).order_by(Export.until.desc()))
    of: dict[str | None, list[Export]] = {}
    for one in made:
        of.setdefault(one.schedule_id, []).append(one)
    return [(one, of.get(one.id, [])) for one in found]


def _set(session: Session, found: Schedule, state: str, reason: str | None, staff: str | None, device: str | None, now: datetime) -> None:
    found.state, found.reason, found.changed_at, found.changed_by = state, reason, now, staff
    session.flush()
    _note(session, found, staff, device, now)


def _note(session: Session, one: Schedule, staff: str | None, device: str | None, at: datetime) -> None:
    detail = {"schedule": one.id, "state": one.state, "export": one.what, "form": one.form, "scope": one.scope, "months": one.months}
    audit.note(session, "export", at=at, place=one.place_id, staff=staff, device=device, detail=detail)
