"""Twice a minute, and whenever somebody writes what bears on an alarm: who is overdue, who is told, what has ended.

1. Only one looks at a time (an advisory lock of the database, which a killed worker cannot keep), so what it read is what stands.
2. An alarm's id follows from its matter and its reader, a change's from what it changes and what it saw: done again, nothing is done twice.
3. A copy that could not be written with the others (a write of many alarms is several commits, and may be broken off between two) is written by the
   next look: nobody is left out for good.
4. What goes wrong in one place keeps no other from being looked at.
5. It writes alarms and nothing else: an attendance is nobody's but whose it is (R3).
"""

from __future__ import annotations

import json
import logging
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from backend import queues, wall_clock
from backend.database import Acting
from backend.errors import where
from backend.grants import services as grants
from backend.lone_working import buddy, clock, facts
from backend.lone_working.clock import Matter
from backend.lone_working.course import Answer, Course, begun, followed
from backend.lone_working.models import Alarm
from backend.places import queries as places
from backend.record import Applied, Change, Merged
from backend.record import services as record
from backend.record.pulling import schema
from backend.record.registry import Writer
from backend.transaction import transaction

PURPOSE = "lone-working"
ENGINE = Acting(role="engine")
ROLES = frozenset({"engine"})
AT_ONCE = 20
"""Alarms in one write: each has a few copies, and a commit takes 50 bundles."""
_LOCK = 0x6C6F6E65  # "lone"
COURSE = tuple(one.name for one in fields(Course))

log = logging.getLogger("alongside.jobs")


@dataclass(frozen=True, slots=True)
class _Copy:
    """A copy of an alarm as it is to stand, and as it stood; `stood` None: it is new."""

    reader: str
    course: Course
    stood: Alarm | None


def look() -> int:
    """Looks at every place. Returns how many copies it wrote."""
    with transaction(ENGINE) as session:
        if not session.scalar(text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": _LOCK}):
            return 0
        written, faults = 0, []
        for place in places.all_(session):
            try:
                with session.begin_nested():
                    written += _look(session, place)
            except Exception as fault:
                log.error("alarms of a place were not looked at: %s", where(fault))
                faults.append(fault)
        if faults:
            raise faults[0]
        return written


def _look(session: Session, place: str) -> int:
    """One place. `session` holds the lock and reads; the writing has transactions of its own (R6)."""
    now = wall_clock.now()
    standing = session.scalars(select(Alarm).where(Alarm.place_id == place, Alarm.ended_at.is_(None)).order_by(Alarm.id)).all()
    copies: dict[str, list[Alarm]] = {}
    for one in standing:
        copies.setdefault(str(one.matter), []).append(one)
    found = facts.load(session, queues.redis(), place, now, standing)
    wanted = [(_matter(those[0]), _followed(found, those, now)) for those in copies.values()]
    wanted = [(matter, [*those, *_left_out(session, matter, those)]) for matter, those in wanted]
    here = [person for person in found.people.values() if person.id in found.roles]
    due = [matter for person in here for matter in clock.due(person, now) if matter.key not in copies]
    raised = _not_raised_yet(session, due)
    if raised:
        near = found.nearby(session, {str(one.about) for one in standing} | {matter.about for matter in due})
        wanted += [(matter, _raised(found, matter, near, now)) for matter in raised]
    changes = [(matter, one) for matter, those in wanted for one in those if _is_news(one)]
    written = 0
    for n in range(0, len(wanted), AT_ONCE):
        keys = {matter.key for matter, _ in wanted[n : n + AT_ONCE]}
        written += _write(place, [pair for pair in changes if pair[0].key in keys], now)
    return written


def _followed(found: facts.Facts, copies: Sequence[Alarm], now: datetime) -> list[_Copy]:
    """The copies of an alarm that stands, as they are to be."""
    one, matter = copies[0], _matter(copies[0])
    stood = {str(each.reader): each for each in copies}
    person = found.people[matter.about]
    said = [Answer(str(c.reader), c.answer, c.answer_words, c.answer_at or now) for c in copies if c.answer]
    risk = next((there.risk for there in person.presences if there.visit == matter.visit), None)
    matter = replace(matter, margin_minutes=clock.margin(person.margin_minutes, risk))
    course = followed(_course(one), matter, person, said, found.asked, now)
    return [_Copy(reader, course, stood[reader]) for reader in sorted(stood)]


def _left_out(session: Session, matter: Matter, copies: Sequence[_Copy]) -> list[_Copy]:
    """Copies of an alarm that stands for those who should have one and never got it (3)."""
    course = copies[0].course
    lacking = {matter.about, *([course.buddy] if course.buddy else []), *course.leads} - {one.reader for one in copies}
    if not lacking or course.ended_at is not None:
        return []
    made = {alarm_id(matter.key, reader): reader for reader in lacking}
    there = set(session.scalars(select(Alarm.id).where(Alarm.id.in_(list(made)))))
    return [_Copy(reader, course, None) for id_, reader in sorted(made.items()) if id_ not in there]


def _raised(found: facts.Facts, matter: Matter, near: buddy.Nearby, now: datetime) -> list[_Copy]:
    person = found.people[matter.about]
    first = buddy.buddy_of(person, near, now, matter.visit)
    heard = found.people[first].heard_at if first else None
    course = begun(matter, person, first, heard, now)
    # The person too, so that their own tablet says who was told; the leads from the beginning: it calls them once they are told.
    readers = {matter.about, *([first] if first else []), *course.leads}
    return [_Copy(reader, course, None) for reader in sorted(readers)]


def _not_raised_yet(session: Session, due: Iterable[Matter]) -> list[Matter]:
    by_id = {alarm_id(matter.key, matter.about): matter for matter in due}
    there = set(session.scalars(select(Alarm.id).where(Alarm.id.in_(list(by_id)))))
    return [matter for id_, matter in sorted(by_id.items()) if id_ not in there]


def _is_news(one: _Copy) -> bool:
    return one.stood is None or _course(one.stood) != one.course


def alarm_id(matter: str, reader: str) -> str:
    """The id of one reader's copy (R1)."""
    return str(uuid.uuid5(grants.NAMESPACE, f"alarm:{matter}:{reader}"))


def _matter(alarm: Alarm) -> Matter:
    assert alarm.due_at is not None
    return Matter(str(alarm.matter), str(alarm.cause), str(alarm.about), alarm.due_at, 0, alarm.visit)


def _course(alarm: Alarm) -> Course:
    values = {name: getattr(alarm, name) for name in COURSE}
    return Course(**{**values, "leads": tuple(values["leads"] or ())})


def _write(place: str, wanted: Sequence[tuple[Matter, _Copy]], now: datetime) -> int:
    if not wanted:
        return 0
    writer = Writer(PURPOSE, ROLES, place, purpose=PURPOSE, whose=frozenset(one.reader for _, one in wanted))
    ended = record.write([_change(matter, one, now) for matter, one in wanted], writer).endings
    failed = [one.ending for one in ended if not isinstance(one.ending, Applied | Merged)]
    if failed:  # said, and tried again half a minute later
        log.error("alarms: %d of %d were not taken: %s", len(failed), len(ended), type(failed[0]).__name__)
    return len(ended) - len(failed)


def _change(matter: Matter, one: _Copy, now: datetime) -> Change:
    new = _wire(asdict(one.course))
    about = {
        "matter": matter.key,
        "reader": one.reader,
        "about": matter.about,
        "cause": matter.cause,
        "visit": matter.visit,
        "due_at": wall_clock.wire(matter.due_at),
        "raised_at": wall_clock.wire(now),
    }
    saw = None if one.stood is None else _wire(asdict(_course(one.stood)))
    made = alarm_id(matter.key, one.reader)
    seen = 0 if one.stood is None else one.stood.rev
    return Change(
        id=str(uuid.uuid5(grants.NAMESPACE, f"{PURPOSE}:{made}:{seen}:{json.dumps(new, sort_keys=True)}")),
        kind="alarm",
        record=made,
        bundle=grants.mine_bundle(one.reader),
        patient=None,
        author=PURPOSE,
        made_at=wall_clock.wire(now),
        schema=schema(),
        saw=saw,
        set={**about, **{name: value for name, value in new.items() if value is not None}} if saw is None else new,
    )


def _wire(values: dict[str, Any]) -> dict[str, Any]:
    """As the wire has it: times as text, ids of a set in order, nobody as null."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, datetime):
            found[name] = wall_clock.wire(value)
        else:
            found[name] = (sorted(value) or None) if isinstance(value, tuple) else value
    return found
