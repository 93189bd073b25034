"""What is wrong with a day before anybody tries to allocate it: who, what, and in words for the person who can put it right."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from backend.allocation.problem import Day, Staff, Visit, able, clock

MOST_VISITS = 5000
MOST_STAFF = 600
LONGEST_VISIT = 720.0
MOST_PEOPLE = 4


@dataclass(frozen=True, slots=True)
class Fault:
    """`code` is stable, `who` the id of the person or visit ("" for the whole day), `text` a sentence with names."""

    code: str
    who: str
    text: str


class NotADay(Exception):
    """The day cannot be allocated as it stands. `faults` says why, never empty."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(fault.text for fault in faults[:5]))
        self.faults = faults


def faults(day: Day) -> list[Fault]:
    """Everything that is wrong with a day; empty: it can be allocated. Takes milliseconds, also for days that are far too large."""
    if len(day.visits) > MOST_VISITS:
        return [Fault("too-many-visits", "", f"{len(day.visits):,} visits are asked for; one day has at most {MOST_VISITS:,}.")]
    if len(day.staff) > MOST_STAFF:
        return [Fault("too-many-staff", "", f"{len(day.staff):,} people work; one day has at most {MOST_STAFF:,}.")]
    found = [*_twice(day)]
    for staff in day.staff:
        found += _of_staff(day, staff)
    for visit in day.visits:
        found += _of_visit(day, visit)
    found += _of_gaps(day)
    if not found:
        found += _of_pins(day)
    return found


def _twice(day: Day) -> Iterator[Fault]:
    for what, ids in (("visit", [v.id for v in day.visits]), ("person", [s.id for s in day.staff])):
        for one, count in Counter(ids).items():
            if count > 1:
                yield Fault("twice", one, f"The {what} {one} is there {count} times.")


def _finite(*numbers: float) -> bool:
    return all(math.isfinite(number) for number in numbers)


def _of_staff(day: Day, staff: Staff) -> Iterator[Fault]:
    if staff.base is None:
        yield Fault("shift-without-base", staff.id, f"{staff.name} has a shift but no base to start from.")
    elif not _finite(staff.base.east, staff.base.north):
        yield Fault("no-place", staff.id, f"{staff.name}'s base has no position.")
    if not _finite(staff.shift_from, staff.shift_to) or staff.shift_from < 0 or staff.shift_to > 2880:
        yield Fault("shift-times", staff.id, f"{staff.name}'s shift is not within the day.")
    elif staff.shift_to <= staff.shift_from:
        yield Fault(
            "shift-ends-first", staff.id, f"{staff.name}'s shift ends at {clock(staff.shift_to)}, before it starts at {clock(staff.shift_from)}."
        )
    if staff.means not in day.travel.means:
        yield Fault("means", staff.id, f"{staff.name} travels by “{staff.means}”, and nothing says how fast that is.")
    rest = staff.rest
    if rest is not None:
        if not _finite(rest.minutes, rest.earliest, rest.latest) or rest.minutes <= 0 or rest.latest < rest.earliest:
            yield Fault("break-times", staff.id, f"{staff.name}'s break ends its time before it begins, or has no length.")
        elif rest.latest + rest.minutes > staff.shift_to or rest.latest < staff.shift_from:
            yield Fault("break-outside-shift", staff.id, f"{staff.name}'s break at {clock(rest.latest)} does not lie within the shift.")


def _of_visit(day: Day, visit: Visit) -> Iterator[Fault]:
    window = visit.window
    if not _finite(visit.minutes) or visit.minutes <= 0 or visit.minutes > LONGEST_VISIT:
        hours = visit.minutes / 60
        yield Fault(
            "visit-length", visit.id, f"{visit.name} is down for {hours:g} hours; a visit takes more than nothing and at most {LONGEST_VISIT / 60:g}."
        )
    if not _finite(window.opens, window.closes) or window.opens < 0 or window.closes > 2880:
        yield Fault("window-times", visit.id, f"{visit.name}'s time is not within the day.")
    elif window.closes < window.opens:
        yield Fault("window-ends-first", visit.id, f"{visit.name} is to start by {clock(window.closes)}, but not before {clock(window.opens)}.")
    if not _finite(visit.place.east, visit.place.north):
        yield Fault("no-place", visit.id, f"{visit.name} has no position on the map.")
    if visit.priority not in (1, 2, 3):
        yield Fault("priority", visit.id, f"{visit.name} has priority {visit.priority}; there are 1, 2 and 3.")
    if not 1 <= len(visit.people) <= MOST_PEOPLE:
        yield Fault("people", visit.id, f"{visit.name} needs {len(visit.people)} people; a visit has 1 to {MOST_PEOPLE}.")
    for needs in dict.fromkeys(visit.people):
        for need in needs:
            if not any(able(staff, (need,), day.date) for staff in day.staff):
                level = f" at level {need.level}" if need.level > 1 else ""
                yield Fault("skill-nobody-has", visit.id, f"{visit.name} needs {need.skill}{level}, which nobody who works has.")


def _of_gaps(day: Day) -> Iterator[Fault]:
    names = {visit.id: visit.name for visit in day.visits}
    after: dict[str, list[str]] = {}
    for gap in day.gaps:
        if gap.first not in names or gap.second not in names or gap.first == gap.second:
            yield Fault("gap-of-nothing", gap.second, f"A gap is between {gap.first} and {gap.second}, which are not two visits of the day.")
        elif not _finite(gap.least) or gap.least < 0 or (gap.most is not None and not gap.most >= gap.least):
            yield Fault("gap-times", gap.second, f"The gap before {names[gap.second]} is at most less than it is at least.")
        after.setdefault(gap.first, []).append(gap.second)
    state: dict[str, int] = {}
    for first in list(after):
        stack = [(first, iter(after[first]))] if first not in state else []
        state.setdefault(first, 1)
        while stack:
            here, rest = stack[-1]
            following = next(rest, None)
            if following is None:
                state[here] = 2
                stack.pop()
            elif state.get(following) == 1:
                yield Fault("gaps-in-a-circle", following, f"{names.get(following, following)} is to come after itself.")
                return
            elif following not in state:
                state[following] = 1
                stack.append((following, iter(after.get(following, ()))))


def _of_pins(day: Day) -> Iterator[Fault]:
    people = {staff.id: staff for staff in day.staff}
    theirs: dict[str, list[tuple[float, Visit]]] = {}
    for visit in day.visits:
        if not visit.pinned:
            continue
        planned = day.current.allocations.get(visit.id)
        if planned is None or len(planned.staff) != len(visit.people) or len(set(planned.staff)) != len(planned.staff):
            yield Fault("pinned-nowhere", visit.id, f"{visit.name} is pinned, but the plan does not say when and by whom.")
            continue
        for one, needs in zip(planned.staff, visit.people, strict=True):
            if one not in people:
                yield Fault("pinned-to-nobody", visit.id, f"{visit.name} is pinned to somebody who does not work.")
            elif one in visit.wishes.never or not able(people[one], needs, day.date):
                yield Fault("pinned-to-the-wrong", visit.id, f"{visit.name} is pinned to {people[one].name}, who may not do it.")
            else:
                theirs.setdefault(one, []).append((planned.start, visit))
        window = visit.window
        if not window.opens <= planned.start or (window.hard and planned.start > window.closes):
            yield Fault("pinned-outside", visit.id, f"{visit.name} is pinned to {clock(planned.start)}, outside its time.")
    for one, visits in theirs.items():
        visits.sort(key=lambda pair: pair[0])
        for (start, visit), (following_start, following) in pairwise(visits):
            way = day.travel.minutes(people[one].means, visit.place, following.place)
            if start + visit.minutes + way > following_start + 1e-6:
                yield Fault("pins-overlap", following.id, f"{people[one].name} cannot be at {visit.name} and at {following.name}, as pinned.")
