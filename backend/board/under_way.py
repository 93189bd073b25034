"""How a day goes beside its plan: who runs late, as they said or as their arrivals show, and what that does to what is still to come. Pure.

1. An arrival or a leaving that was written down is known. That none was written down says nothing: the tablet may have no coverage. So nobody is
   late whom no word and no arrival makes late.
2. The newest word counts: who said that they run late, and was somewhere since, is as late as that shows.
3. What is late makes what follows late as far as the plan leaves no room between.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from backend import wall_clock
from backend.allocation.problem import Allocation, Staff, Visit
from backend.allocation.replan import News
from backend.board.build import Built
from backend.board.facts import Facts
from backend.board.times import minutes, said
from backend.board.warnings import Warn
from backend.visits.models import Attendance

WORTH_A_WORD = 5.0
"""Nobody is called late for fewer minutes than this."""


@dataclass(frozen=True, slots=True)
class Running:
    """How one person's day goes. `late`: minutes behind the plan, now; `text`: how that is known. `times`: when visits began and ended, or will,
    where that is known not to be as planned; `free`: before when they cannot set off anew, where they said that they run late."""

    late: float
    text: str
    said_at: datetime | None
    times: Mapping[str, tuple[float, float]]
    free: float | None
    to_come: tuple[str, ...]

    @property
    def is_late(self) -> bool:
        return self.late >= WORTH_A_WORD


def running(facts: Facts, built: Built) -> dict[str, Running]:
    """Everybody of whom something is known beside the plan. Of a day that is not today, nobody."""
    if wall_clock.day_of(facts.now) != facts.day:
        return {}
    found = {one.id: _of(facts, built, one) for one in built.day.staff}
    return {id_: how for id_, how in found.items() if how is not None}


def news(how: Mapping[str, Running]) -> News:
    """What a new plan for the rest of the day must know of it. Two at one visit begin when the second is there."""
    times: dict[str, tuple[float, float]] = {}
    for one in how.values():
        for visit, (begins, ends) in one.times.items():
            was = times.get(visit, (begins, ends))
            times[visit] = (max(was[0], begins), max(was[1], ends))
    return News(times=times, free={id_: one.free for id_, one in how.items() if one.free is not None})


def warnings(built: Built, how: Mapping[str, Running]) -> list[Warn]:
    """The visits that will begin after their time because somebody runs late."""
    visits = {visit.id: visit for visit in built.day.visits}
    names = {one.id: one.name for one in built.day.staff}
    found = []
    for who, one in how.items():
        for id_ in one.to_come if one.is_late else ():
            window, begins = visits[id_].window, one.times[id_][0]
            over = begins - window.closes
            if over >= 1:
                reason = f", {window.reason}" if window.reason else ""
                text = f"{names[who]} runs late: about {said(begins)}, {over:.0f} min after {said(window.closes)}{reason}"
                found.append(Warn("running-late", id_, who, text, is_hard=window.hard))
    return found


def _of(facts: Facts, built: Built, one: Staff) -> Running | None:
    visits = {visit.id: visit for visit in built.day.visits}
    mine = sorted((planned.start, v) for v, planned in built.whole.items() if one.id in planned.staff and v in visits)
    known = {v: found for _, v in mine if (found := _attendance(facts, v, one.id)) is not None}
    last = max(known, key=lambda v: _word(known[v]), default=None)
    late, said_at = _said(facts, one.id, _word(known[last]) if last else None)
    if last is None and not late:
        return None
    times = {v: _times(facts, visits[v], found) for v, found in known.items()}
    after = built.whole[last].start if last else -1.0
    ahead = [v for start, v in mine if v not in known and start > after and facts.state(v) == "planned"]
    begun = (times[last][1], visits[last]) if last else None
    come, free = _ahead(built, one, [visits[v] for v in ahead], begun, late)
    behind = come[ahead[0]][0] - built.whole[ahead[0]].start if ahead and come else 0.0
    if last is not None and known[last].left_at is None and known[last].outcome is None:
        behind = max(behind, times[last][1] - built.whole[last].start - visits[last].minutes)
    if said_at is not None:
        text = f"said at {said(minutes(said_at, facts.day))}"
    else:
        assert last is not None
        text = _seen(facts, visits[last], known[last])
    return Running(max(behind, late), text, said_at, {**times, **come}, free, tuple(come))


def _ahead(
    built: Built, one: Staff, ahead: Sequence[Visit], begun: tuple[float, Visit] | None, late: float
) -> tuple[dict[str, tuple[float, float]], float | None]:
    """When those to come will begin and end, up to the first that is in time again; and before when nobody can set off, who said so."""
    come: dict[str, tuple[float, float]] = {}
    free: float | None = None
    for nth, visit in enumerate(ahead):
        planned: Allocation = built.whole[visit.id]
        place = begun[1].place if begun else one.begins_at or one.base
        way = built.day.travel.minutes(one.means, place, visit.place) if place else 0.0
        begins = max(planned.start, begun[0] + way if begun else 0.0, planned.start + late if nth == 0 else 0.0)
        if nth == 0 and late:
            free = begins - way
        if begins < planned.start + 1:
            break
        come[visit.id] = (begins, begins + visit.minutes)
        begun = (begins + visit.minutes, visit)
    return come, free


def _attendance(facts: Facts, visit: str, staff: str) -> Attendance | None:
    return next((one for one in facts.attendances.get(visit, ()) if one.staff == staff and (one.arrived_at or one.left_at)), None)


def _word(found: Attendance) -> datetime:
    newest = max(at for at in (found.arrived_at, found.left_at) if at is not None)
    assert newest is not None
    return newest


def _said(facts: Facts, staff: str, since: datetime | None) -> tuple[float, datetime | None]:
    """By how much somebody said that they run late, and when; nothing where they were seen somewhere since (rule 2)."""
    shift = facts.shift(staff)
    if shift is None or not shift.late_minutes or shift.late_said_at is None or wall_clock.day_of(shift.late_said_at) != facts.day:
        return 0.0, None
    return (0.0, None) if since is not None and shift.late_said_at < since else (float(shift.late_minutes), shift.late_said_at)


def _times(facts: Facts, visit: Visit, found: Attendance) -> tuple[float, float]:
    """When somebody came, and left or will leave: who is still there past the end will be free now at the earliest."""
    left = None if found.left_at is None else minutes(found.left_at, facts.day)
    begins = minutes(found.arrived_at, facts.day) if found.arrived_at else (left or 0.0) - visit.minutes
    if left is not None:
        return begins, left
    return begins, begins + visit.minutes if found.outcome else max(begins + visit.minutes, minutes(facts.now, facts.day))


def _seen(facts: Facts, visit: Visit, found: Attendance) -> str:
    if found.left_at is not None:
        return f"left {visit.name} at {said(minutes(found.left_at, facts.day))}"
    assert found.arrived_at is not None
    at = said(minutes(found.arrived_at, facts.day))
    return f"with {visit.name} since {at}" if found.outcome is None else f"was with {visit.name} at {at}"
