"""What the board offers besides moving by hand: who is away, urgent visits and for whom; and the words that its parts share.

Both are facts, not drafts: they go into the record at once, through the one door, in the lead's own name.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from backend import wall_clock
from backend.allocation.replan import URGENT_MINUTES
from backend.board import draft
from backend.board.draft import Lead, Move, NotPossible
from backend.board.facts import Facts, Where
from backend.board.warnings import Warn
from backend.grants import services as grants
from backend.record import Applied, Change, Conflicted, Merged, Refused
from backend.record import services as record
from backend.record.pulling import schema
from backend.record.registry import Writer

MOST_SECONDS = 60
DAYS_KEPT = 28
"""For how long the steps of a day that is over are kept."""


class NotTaken(Exception):
    """The record did not take what was to be written; the text says why."""


def writer_of(lead: Lead) -> Writer:
    return Writer(staff=lead.staff, roles=frozenset({"lead"}), place=lead.place)


def change_id(*words: str) -> str:
    """The same change has the same id, whoever makes it again."""
    return str(uuid.uuid5(grants.NAMESPACE, "board:" + ":".join(words)))


def my_day_id(staff: str, day: date) -> str:
    return str(uuid.uuid5(grants.NAMESPACE, f"my_day:{staff}:{day.isoformat()}"))


def changed(
    lead: Lead,
    id_: str,
    kind: str,
    made: str,
    bundle: str,
    patient: str | None,
    now: datetime,
    saw: Mapping[str, Any] | None,
    wanted: Mapping[str, Any],
) -> Change:
    """One change in a lead's name."""
    return Change(
        id=id_,
        kind=kind,
        record=made,
        bundle=bundle,
        patient=patient,
        author=lead.staff,
        made_at=wall_clock.wire(now),
        schema=schema(),
        saw=saw,
        set=wanted,
    )


def written(lead: Lead, changes: Sequence[Change]) -> None:
    """Writes through the one door. Raises NotTaken with the first reason why not."""
    for ended in record.write(changes, writer_of(lead)).endings:
        match ended.ending:
            case Applied() | Merged():
                continue
            case Refused(message=message, fields=faults):
                raise NotTaken(" ".join([message, *faults.values()]))
            case Conflicted():
                raise NotTaken("Somebody else wrote it meanwhile: both stand there to be settled.")
            case _:
                raise NotTaken("The service is busy. Try again in a moment.")


def away(lead: Lead, staff: str, why: str | None, since: datetime, now: datetime, made: str) -> list[Warn]:
    """Writes down that somebody is away from a moment on, or back (`why` None), and puts their visits still to come into Not allocated.

    `made`: the id of this saying, so that it is one however often it arrives. Raises NotPossible, NotTaken, NotLeading, Meanwhile.
    """
    facts = draft.facts_of(lead, now)
    if staff not in facts.members:
        raise NotPossible({"staff": "They are not in this team."})
    day, bundle = facts.shift(staff), grants.mine_bundle(staff)
    if day is None:
        raise NotPossible({"staff": f"{facts.name(staff)} has no shift on this day."})
    if why is not None and wall_clock.day_of(since) != lead.day:
        assert day.shift_start is not None
        since = day.shift_start
    saw = {"away": day.away, "away_since": wall_clock.wire(day.away_since) if day.away_since else None}
    wanted = {"away": why, "away_since": wall_clock.wire(since) if why else None}
    if saw != wanted:
        written(lead, [changed(lead, change_id(made, "away"), "my_day", day.id, bundle, None, now, saw, wanted)])
    with draft.held(lead) as session:
        facts = draft.facts_of(lead, now, session)
        after = {v: _without(facts, v, staff) for v in _to_come(facts, staff, since)} if why is not None else {}
        draft.write(session, lead, facts, after, now, "away" if why else "back", staff)
    return []


def _to_come(facts: Facts, staff: str, since: datetime) -> list[str]:
    """Somebody's visits that nobody has begun and that would not be over by then."""
    return [
        v for v in facts.visits if staff in facts.where(v).staff and facts.why_fixed(v) is None and facts.where(v).start + facts.length(v) > since
    ]


def _without(facts: Facts, visit: str, staff: str) -> Where:
    where = facts.where(visit)
    return Where(where.start, tuple(one for one in where.staff if one != staff), False)


def urgent(lead: Lead, asked: Mapping[str, Any], now: datetime) -> str:
    """Makes a visit that must begin within two hours of now. Returns its id. Raises NotPossible, NotTaken, NotLeading."""
    facts = draft.facts_of(lead, now)
    if wall_clock.day_of(now) != lead.day:
        raise NotPossible({"day": "An urgent visit is for today."})
    ends = now + timedelta(minutes=asked["minutes"])
    fields = {
        "planned_start": wall_clock.wire(now),
        "planned_end": wall_clock.wire(ends),
        "asked": [],
        "purpose": asked["purpose"],
        "instructions": asked["instructions"],
        "team": lead.team,
        "window_start": wall_clock.wire(now),
        "window_end": wall_clock.wire(now + timedelta(minutes=URGENT_MINUTES)),
        "window_is_hard": True,
        "window_reason": "urgent: within two hours",
        "people": asked["people"],
        "skills": sorted({f"{one['skill']}/{one['level']}" for one in asked["skills"]}),
        "priority": 1,
        "status": "planned",
    }
    fields = {name: value for name, value in fields.items() if value is not None}
    visit, patient = str(asked["id"]), str(asked["patient"])
    if visit not in facts.visits:  # else it was asked for before, and broken off
        written(lead, [changed(lead, change_id(visit, "urgent"), "visit", visit, patient, patient, now, None, fields)])
    with draft.held(lead) as session:
        facts = draft.facts_of(lead, now, session)
        if visit in facts.visits and visit not in facts.urgent:
            draft.write(session, lead, facts, {visit: facts.published(visit)}, now, "urgent")
    return visit


__all__ = [
    "DAYS_KEPT",
    "MOST_SECONDS",
    "Move",
    "NotTaken",
    "away",
    "change_id",
    "changed",
    "my_day_id",
    "urgent",
    "writer_of",
    "written",
]
