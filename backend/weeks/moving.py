"""One visit of a series to another day, by hand: in the record at once, in the lead's own name.

1. Only the day changes: its time, its window and its length stay as the clock in London has them. What routes and people are then is the board's.
2. From then on it no longer follows its pattern (`series` 1); for the pattern it still is the visit of the day for which it was made.
3. What has its place by another visit (so many minutes after the first of the day) does not go without it.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from backend import wall_clock
from backend.board.draft import Lead as Author
from backend.board.draft import Meanwhile, NotPossible
from backend.board.services import change_id, changed, written
from backend.board.times import minutes, moment
from backend.visits.models import Visit
from backend.weeks.facts import Facts, Lead, load
from backend.weeks.said import day_in_words
from backend.weeks.series import GROUPS, Series, wired


class NotThere(Exception):
    """No visit of a series of this team."""


def move(lead: Lead, visit: str, id_: str, was: datetime, to: date, now: datetime) -> Series:
    """Moves a visit to another day. `was`: its start as it was seen. The same `id_` again is the same change (R6).

    Returns its series as it is then. Raises NotThere, Meanwhile, NotPossible, NotTaken, NotLeading.
    """
    facts = load(lead, now)
    series, found = _find(facts, visit)
    if Series.day(found) != to:
        if found.planned_start != was:
            raise Meanwhile({visit: "Somebody moved it meanwhile."})
        fault = _fault(series, found, to)
        if fault is not None:
            raise NotPossible({visit: fault})
        author = Author(lead.place, lead.staff, lead.team, lead.first)
        changes = []
        for group, names in (("when", ("planned_start", "planned_end")), ("window", ("window_start", "window_end"))):
            saw, wanted = _group(found, group), _group(found, group) | _shifted(found, names, to)
            if saw != wanted:
                made = change_id(id_, visit, group)
                changes.append(changed(author, made, "visit", visit, found.bundle_id, series.patient, now, saw, wanted))
        written(author, changes)
        facts = load(lead, now)
    return Series(facts, facts.actions[series.action.id])


def _group(visit: Visit, group: str) -> dict[str, Any]:
    return {name: wired(getattr(visit, name)) for name in GROUPS[group]}


def _shifted(visit: Visit, names: tuple[str, ...], to: date) -> dict[str, Any]:
    """The same times by the clock, on another day (rule 1)."""
    day = Series.day(visit)
    times = {name: getattr(visit, name) for name in names}
    return {name: wall_clock.wire(moment(minutes(time, day), to)) for name, time in times.items() if time is not None}


def _find(facts: Facts, visit: str) -> tuple[Series, Visit]:
    for action in facts.actions.values():
        for one in facts.of_action[action.id]:
            if one.id == visit and one.planned_start is not None and one.status != "cancelled":
                return Series(facts, action), one
    raise NotThere


def _fault(series: Series, visit: Visit, to: date) -> str | None:
    """Why it cannot be on that day, as a sentence; None where it can."""
    facts, found = series.facts, series.pattern
    if facts.state(visit) != "planned" or Series.day(visit) <= facts.today:
        return "Its day has begun: the board moves it."
    if to <= facts.today:
        return "That day has begun: the board of the day has it."
    if facts.disputed.get(visit.id, set()) & {"when", "window"}:
        return "Two people wrote it differently: settle that first."
    if visit.is_pinned:
        return "It is pinned: unpin it on the board of its day."
    if series.is_disputed:
        return "Two people wrote its pattern differently: settle that first."
    if visit.after_visit or any(one.after_visit == visit.id and one.status != "cancelled" for one in series.visits):
        return "It belongs to another visit of that day: change how often instead."
    if any(to in absence for absence in series.absences):
        return "The person is away that day."
    if found is not None and not found.runs(to):
        return f"It begins on {day_in_words(found.first)}." if to < found.first or found.last is None else f"It ends on {day_in_words(found.last)}."
    others = (one for one in series.visits if one.id != visit.id and one.status != "cancelled")
    if any(Series.day(one) == to and (one.series_ordinal or 1) == (visit.series_ordinal or 1) for one in others):
        return "It has its visit that day already."
    return None
