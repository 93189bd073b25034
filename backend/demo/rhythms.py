"""Who comes on which day: spreads the care of a team's people over its staff and over four weeks, so that every day is full and none too full.

Four weeks, because `refresh` plans a coming day as the same weekday four weeks before.
"""

from __future__ import annotations

from datetime import date, timedelta

from backend.demo import skills, tour
from backend.demo.case import Case, Rhythm
from backend.demo.place import Person, TeamOf
from backend.demo.problems.everyday import EVERYDAY
from backend.demo.problems.shape import Care
from backend.demo.rota import CYCLE, Rota

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def pattern(weekly: float, shift: int) -> frozenset[int]:
    """The days of four weeks for so many visits a week, moved on by `shift` days."""
    if weekly >= 7:
        return frozenset(range(CYCLE))
    if weekly >= 1:
        within = {3: (0, 2, 4), 2: (0, 3), 1: (0,)}[int(weekly)]
        return frozenset((shift + day + 7 * week) % CYCLE for day in within for week in range(4))
    step = 14 if weekly >= 0.5 else 28
    return frozenset((shift + day) % CYCLE for day in range(0, CYCLE, step))


def in_words(days: frozenset[int], first: date) -> str:
    """ "Every day", "Tue, Thu and Sat", "Tuesdays, every two weeks": what stands in the plan."""
    if len(days) == CYCLE:
        return "Every day"
    named = sorted({(first + timedelta(days=day)).weekday() for day in days})
    if len(named) > 1 and len(days) != 4 * len(named):
        return f"{len(days)} times in four weeks"
    if len(named) > 1:
        return ", ".join(_WEEKDAYS[day] for day in named[:-1]) + f" and {_WEEKDAYS[named[-1]]}"
    return _WEEKDAYS[named[0]] + {4: ", every week", 2: ", every two weeks"}.get(len(days), ", every four weeks")


class Load:
    """How full each day of each member of a team is, in visits. `most`: nobody gets more on a day."""

    def __init__(self, team: TeamOf, rota: Rota, most: int = 10):
        self.team = team
        self.rota = rota
        self.most = most
        self.on: dict[str, list[int]] = {person.id: [0] * CYCLE for person in team.staff}
        self.closed: dict[str, set[int]] = {}
        """Days on which somebody takes no more (a day that was written by hand)."""

    def mean(self, person: Person) -> float:
        """Of the days that are as full as others: a weekend is not made up for."""
        usual = self.rota.usual_days(person)
        return sum(self.on[person.id][day] for day in usual) / len(usual)

    def take(self, people: tuple[Person, ...], days: frozenset[int]) -> None:
        for person in people:
            for day in days:
                if person.id in self.on and self.rota.is_on(person, day):
                    self.on[person.id][day] += 1

    def cover(self, rhythm: Rhythm) -> None:
        """Finds who comes on the days on which its own staff do not work; a day for which there is nobody is left out."""
        for day in sorted(rhythm.days):
            if all(self.rota.is_on(person, day) for person in rhythm.staff):
                continue
            able = [person for person in self.team.caring(rhythm.care.who) if self.rota.is_on(person, day) and person not in rhythm.staff]
            if not able:
                rhythm.days -= {day}
                continue
            other = min(able, key=lambda person: (self.on[person.id][day], person.id))
            rhythm.cover[day] = other
            self.on[other.id][day] += 1

    def can(self, person: Person, care: Care) -> bool:
        """Whether somebody is signed off for a care that falls to their profession."""
        return skills.can(person.key, self.team.who(person.key).index(person), care.purpose)

    def best_shift(self, people: tuple[Person, ...], weekly: float) -> frozenset[int] | None:
        """The pattern that falls on the emptiest days; None where every one would overfill a day."""
        period = 1 if weekly >= 7 else 7 if weekly >= 1 else 14 if weekly >= 0.5 else 28
        best: tuple[float, frozenset[int]] | None = None
        for shift in range(period):
            days = pattern(weekly, shift)
            if weekly < 7:
                days, wanted = self.rota.on_weekdays(days), len(days)
                if len(days) < wanted:
                    continue  # two would fall on one Monday
            if any(day in self.closed.get(person.id, ()) for person in people for day in days):
                continue
            loads = [self.on[person.id][day] for person in people for day in days if self.rota.is_on(person, day)]
            if max(loads) >= self.most:
                continue
            cost = sum(load * load for load in loads) / len(loads)
            if best is None or cost < best[0]:
                best = (cost, days)
        return best[1] if best else None


def give(load: Load, case: Case, care: Care, weekly: float, *, first: bool) -> Rhythm | None:
    """Finds somebody for one care of one person. `first`: what they are on the caseload for; the rest is only given while there is room."""
    able = sorted(load.team.caring(care.who), key=lambda person: (load.mean(person) / person.profession.visits, person.id))
    for person in able:
        if not first and load.mean(person) + weekly / 7 > person.profession.visits:
            continue
        people: tuple[Person, ...] = (person,)
        if care.pair:
            other = next((mate for mate in sorted(load.team.caring(care.pair), key=load.mean) if mate is not person), None)
            if other is None or load.mean(other) + weekly / 7 > other.profession.visits + 0.5:
                continue
            people = (person, other)
        days = load.best_shift(people, weekly)
        if days is None and weekly >= 7:
            continue
        if days is not None:
            load.take(people, days)
            rhythm = Rhythm(care, people, days, is_fixed=care.fixed is not None)
            load.cover(rhythm)
            case.rhythms.append(rhythm)
            return rhythm
    return None


def exchange(load: Load, cases: list[Case]) -> None:
    """Whoever was given what they are not signed off for has it exchanged for what comes nearest to it in days, so that nobody's day gets longer; and
    nobody who is not stands in. Those of the tour keep what they have."""
    rhythms = [rhythm for case in cases for rhythm in case.rhythms if len(rhythm.staff) == 1]
    for rhythm in rhythms:
        mine = rhythm.staff[0]
        if not load.can(mine, rhythm.care):
            others = [
                other
                for other in rhythms
                if other.care.who == rhythm.care.who
                and other.staff[0].name not in tour.VISITING
                and other.start is None
                and load.can(other.staff[0], rhythm.care)
                and load.can(mine, other.care)
            ]
            other = min(others, key=lambda one: (len(one.days ^ rhythm.days), abs(one.minutes - rhythm.minutes), one.staff[0].id))
            rhythm.staff, other.staff = other.staff, rhythm.staff
            for one in (rhythm, other):
                one.cover.clear()
                load.cover(one)
        for day, who in rhythm.cover.items():
            if not load.can(who, rhythm.care):
                rhythm.cover[day] = min(
                    (one for one in load.team.caring(rhythm.care.who) if load.rota.is_on(one, day) and load.can(one, rhythm.care)),
                    key=lambda one: (one.name in tour.VISITING, load.on[one.id][day], one.id),
                )


def fill(load: Load, cases: list[Case], *, at_least: int = 7) -> None:
    """Gives people further care until every member of staff has a usual day, and none of the 28 falls below `at_least`."""
    for person in load.team.staff:
        if not person.is_visiting:
            continue
        care_of = EVERYDAY[person.profession.care or ""]
        turn = 0
        # Those with the fewest visits first: nobody is visited by everybody.
        for case in sorted(cases, key=lambda case: (sum(len(rhythm.days) for rhythm in case.rhythms), case.id)):
            busy = load.on[person.id]
            if load.mean(person) >= person.profession.visits - 0.25 and min(busy[day] for day in load.rota.usual_days(person)) >= at_least:
                break
            if any(rhythm.care.who == person.profession.care for rhythm in case.rhythms) and turn < 2 * len(cases) and load.mean(person) > 6:
                continue
            care = care_of[turn % len(care_of)]
            weekly = care.weekly[turn // len(care_of) % len(care.weekly)]
            days = load.best_shift((person,), weekly)
            if days is None:
                days = load.best_shift((person,), 0.25)
            if days is None:
                break
            load.take((person,), days)
            case.rhythms.append(Rhythm(care, (person,), days))
            turn += 1
        _fill_gaps(load, cases, person, at_least)


def _fill_gaps(load: Load, cases: list[Case], person: Person, at_least: int) -> None:
    """Single further visits on the days that are still thin."""
    care = EVERYDAY[person.profession.care or ""][0]
    turn = 0
    for day in load.rota.usual_days(person):
        while load.on[person.id][day] < at_least and day not in load.closed.get(person.id, ()) and turn < 20 * len(cases):
            case = cases[(turn * 7 + day * 3) % len(cases)]
            turn += 1
            if sum(day in rhythm.days for rhythm in case.rhythms) >= 3 or any(day in r.days and person in r.staff for r in case.rhythms):
                continue
            load.take((person,), frozenset({day}))
            mine = next((rhythm for rhythm in case.rhythms if rhythm.care is care and rhythm.staff == (person,) and rhythm.start is None), None)
            if mine is not None:
                mine.days |= {day}
            else:
                case.rhythms.append(Rhythm(care, (person,), frozenset({day})))
