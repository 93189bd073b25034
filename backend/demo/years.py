"""The years before the demo begins: who came to whom, so that reports have months to compare. Ids, days and times; no words but a visit's purpose.

1. What is written out day by day (`world`) reaches back some weeks. What lies before goes into the typed tables alone (`record.archive`), a month of
   a team at a time: killed, it goes on where it was.
2. The same 28 days go round, with the same people; some of them were not known yet. What changes over the months is what a service works at: fewer
   strangers at the door, fewer who come late, fewer visits of which nobody wrote. One winter month is bad, as one always is.
3. All of it follows from the seed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from random import Random
from typing import Any

from backend import wall_clock
from backend.demo import past_work
from backend.demo.history import reason_of, visit_id
from backend.demo.ids import at, chance_of, derived
from backend.demo.place import Person, TeamOf
from backend.demo.rota import CYCLE
from backend.demo.timetable import Slot, TeamDay
from backend.demo.world import SIZES, World
from backend.record.archive import PastLoad, load_past
from backend.visits.services import called_off

AUTHOR = "demo"
YEARS = {"team": 2, "borough": 3}
"""How far back each size goes, where nobody says."""
KNOWN_SINCE = (60, 4000)
"""Days for which the team has known a person: with two years behind, about one in six was not there at their beginning."""
ENDINGS = (("no-access", 0.028), ("declined", 0.012), ("part", 0.012), ("in-hospital", 0.004))
NOT_SEEN = ("no-access", "declined", "in-hospital")
CALLED_OFF = (("person", "not-needed"), ("service", "nobody-to-go"), ("family", "in-hospital"))


@dataclass(frozen=True, slots=True)
class Month:
    """How a month went, each a share: a stranger came instead, nobody wrote anything, it was cancelled. `late`: minutes, in the middle."""

    stranger: float
    unwritten: float
    cancelled: float
    late: float

    @staticmethod
    def of(first: date, newest: date, chance: Random) -> Month:
        """`newest`: the month to which it leads. The January before it is the bad one."""
        ago = (newest.year - first.year) * 12 + newest.month - first.month
        worn = min(ago, 36) / 36
        bad = first == date(newest.year, 1, 1) or (newest.month == 1 and first == date(newest.year - 1, 1, 1))
        wave = chance.uniform(-0.02, 0.02)
        return Month(0.24 + 0.16 * worn + wave + 0.2 * bad, 0.006 + 0.02 * worn + wave / 8, 0.02 + wave / 4, 3 + 8 * worn + chance.uniform(-1, 1))


def add(world: World, back: int, now: datetime, progress: Callable[[int, int, int], None] | None = None) -> int:
    """Loads all months of `back` years of all teams that are not there. Returns how many rows were written.

    `progress(months of teams done, of how many, rows)`.
    """
    until = world.made_on - timedelta(days=world.size.back)
    every = list(months(begin(world, back), until))
    of = world.size.teams * len(every)
    written = done = 0
    for team, cycle in world.rounds():
        for first, days in every:
            loads = month_of(world, team, cycle, first, days)
            written += load_past(loads, name=f"{first.isoformat()[:7]}", author=AUTHOR, made_at=now)
            done += 1
            if progress is not None:
                progress(done, of, written)
    return written


def begin(world: World, back: int) -> date:
    """The first day of the first month of `back` years."""
    until = world.made_on - timedelta(days=world.size.back)
    return until.replace(year=until.year - back, day=1)


def usual(world: World) -> int:
    """How many years, where nobody says."""
    return YEARS["team" if world.size.teams <= SIZES["team"].teams else "borough"]


def months(begin: date, until: date) -> Iterator[tuple[date, list[date]]]:
    """Each month from `begin` to the day before `until`, with its days."""
    by_month: dict[date, list[date]] = defaultdict(list)
    for n in range((until - begin).days):
        day = begin + timedelta(days=n)
        by_month[day.replace(day=1)].append(day)
    yield from by_month.items()


def month_of(world: World, team: TeamOf, cycle: dict[int, TeamDay], first: date, days: list[date]) -> list[PastLoad]:
    """One month of one team, by person."""
    how = Month.of(first, world.made_on.replace(day=1), chance_of(world.seed, "month", first.isoformat()))
    rows: dict[str, dict[str, list[tuple[str, dict[str, Any]]]]] = defaultdict(lambda: {"visit": [], "attendance": []})
    for day in days:
        chance = chance_of(world.seed, "past", team.id, day.isoformat())
        for slot in cycle[(day - world.made_on).days % CYCLE].slots:
            if slot.came_in is None and day >= world.made_on - timedelta(days=_known_for(world.seed, slot.case.id)):
                _write(rows[slot.case.id], team, slot, day, how, chance)
    if world.size.teams <= SIZES["team"].teams:  # what a borough's measurements stand on stays as it is
        newest = world.made_on.replace(day=1)
        for case, of in rows.items():
            of |= past_work.of_month(world.seed, case, team.id, first, [went for _, went in of["attendance"]], newest)
    return [PastLoad(case, case, of) for case, of in sorted(rows.items())]


@lru_cache(maxsize=1000)
def _known_for(seed: int, case: str) -> int:
    return chance_of(seed, "known", case).randint(*KNOWN_SINCE)


def _write(rows: dict[str, list[tuple[str, dict[str, Any]]]], team: TeamOf, slot: Slot, day: date, how: Month, chance: Random) -> None:
    visit = visit_id(slot.case, slot.rhythm, day, slot.start)
    asked = [_who(person, team, how, chance) for person in slot.rhythm.staff]
    is_cancelled = chance.random() < how.cancelled
    plan: dict[str, Any] = {
        "planned_start": wall_clock.wire(at(day, slot.start)),
        "planned_end": wall_clock.wire(at(day, slot.end)),
        "is_fixed": slot.rhythm.is_fixed,
        "asked": sorted({person.id for person in asked}),
        "purpose": slot.rhythm.care.purpose,
        "team": team.id,
        "status": "cancelled" if is_cancelled else "planned",
    }
    if is_cancelled:
        by, why = chance.choice(CALLED_OFF)
        plan |= {"status_reason": called_off(by, why), "cancelled_by": by, "cancelled_why": why}
    rows["visit"].append((visit, plan))
    if is_cancelled or chance.random() < how.unwritten:
        return
    ending = _ending(chance)
    arrived = slot.start + round(chance.gauss(how.late, 6))
    stayed = chance.randint(3, 7) if ending in NOT_SEEN else max(10, round(slot.rhythm.minutes * chance.uniform(0.7, 0.95)))
    for n, person in enumerate({person.id: person for person in asked}.values()):
        went: dict[str, Any] = {
            "visit": visit,
            "staff": person.id,
            "arrived_at": wall_clock.wire(at(day, max(arrived + n, 0))),
            "left_at": wall_clock.wire(at(day, max(arrived, 0) + stayed + n)),
            "outcome": ending,
        }
        if reason := reason_of(chance, ending):
            went["outcome_reason"] = reason
        rows["attendance"].append((derived("attendance", visit, person.id), went))


def _who(person: Person, team: TeamOf, how: Month, chance: Random) -> Person:
    """Whoever usually comes, or somebody else of the team who does the same work."""
    if chance.random() >= how.stranger:
        return person
    others = [other for other in team.staff if other.key == person.key and other.id != person.id]
    return chance.choice(others) if others else person


def _ending(chance: Random) -> str:
    roll = chance.random()
    for word, share in ENDINGS:
        roll -= share
        if roll < 0:
            return word
    return "completed"
