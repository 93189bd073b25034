"""Puts the place together, team by team: people, who comes when, what happened, what is planned. Streams bundles; holds one team at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property

from backend.demo import cast, pages
from backend.demo.book import Book
from backend.demo.case import Case
from backend.demo.history import visit_id, write_visit, write_what_happened
from backend.demo.ids import at, chance_of, derived
from backend.demo.lean import lean_book
from backend.demo.people import Numbers, invent
from backend.demo.place import Person, Place, TeamOf, make_place, people_book
from backend.demo.rhythms import Load, exchange, fill, give
from backend.demo.rota import CYCLE, Rota
from backend.demo.rounds import BREAK, Hours
from backend.demo.timetable import Slot, TeamDay, day_of_team


@dataclass(frozen=True)
class Size:
    """`back`/`ahead`: days whose visits are written out around the day it is made. `lean`: residents of whom little is known."""

    teams: int
    people: int
    back: int
    ahead: int
    extra_staff: int = 0
    lean: int = 0
    old: tuple[int, ...] = pages.OLD_READINGS


SIZES: dict[str, Size] = {
    "team": Size(teams=3, people=306, back=28, ahead=7),
    "borough": Size(teams=65, people=13_533, back=7, ahead=2, extra_staff=212, lean=261_536 - 13_533, old=(120, 60)),
}


@dataclass(frozen=True)
class Planned:
    visit: str
    asked: tuple[str, ...]
    start: datetime
    end: datetime


@dataclass
class Page:
    """One bundle ready to be loaded, and who holds it: `caseload` are the staff on whose caseload the patient is, `team` its team."""

    book: Book
    type: str
    owner: str
    caseload: list[Person] = field(default_factory=list)
    team: TeamOf | None = None
    plans: list[Planned] = field(default_factory=list)
    """Today's and coming visits, for their grants."""


@dataclass
class World:
    place: Place
    size: Size
    seed: int
    made_on: date

    def pages(self) -> Iterator[Page]:
        """All bundles: the people of the place first, then each team's patients and its staff's own days, then the other residents."""
        place = self.place
        yield Page(people_book(place, self.seed), "people", place.id)
        numbers = self._numbers()
        for team, known, first, count in self._shares():
            yield from self._team(team, known, first, count, numbers)
        for person in place.desk:
            yield self._own_days(person, {}, None)
        for more in range(self.size.lean):
            team = place.teams[more % len(place.teams)]
            book = lean_book(place, team, self.seed, more, self.made_on, numbers)
            yield Page(book, "patient", book.bundle)

    def rounds(self) -> Iterator[tuple[TeamOf, dict[int, TeamDay]]]:
        """Each team with the 28 days that go round: the same people and visits as in `pages`."""
        numbers = self._numbers()
        for team, known, first, count in self._shares():
            rota, cases = self._cases(team, known, first, count, numbers)
            yield team, {day: day_of_team(team, rota, cases, day, cases[len(known) :]) for day in range(CYCLE)}

    def _numbers(self) -> Numbers:
        return Numbers(cast.NUMBERS | {case.nhs_number for case in cast.make_cast(self.place, self.seed, self.made_on)})

    def _shares(self) -> Iterator[tuple[TeamOf, list[Case], int, int]]:
        """Each team with those of its people who are known by name, and from which number on how many are invented."""
        n = 0
        for index, team in enumerate(self.place.teams):
            count = self.size.people // len(self.place.teams) + (index < self.size.people % len(self.place.teams))
            known = cast.make_cast(self.place, self.seed, self.made_on) if index == 0 else []
            yield team, known, n, count - len(known)
            n += count

    def _cases(self, team: TeamOf, known: list[Case], first: int, count: int, numbers: Numbers) -> tuple[Rota, list[Case]]:
        """A team's people, and who works when; who comes to whom and how often is in them."""
        rota = Rota(team, self.made_on)
        load = Load(team, rota)
        for case in known:
            for rhythm in case.rhythms:
                if len(rhythm.days) < CYCLE / 2:  # what is not needed every or every other day waits until Monday, but for the day of the drawings
                    rhythm.days = rota.on_weekdays(rhythm.days - {0}) | (rhythm.days & {0})
                load.take(rhythm.staff, rhythm.days)
                load.cover(rhythm)
        if known:
            # The day of the drawings is as it is drawn.
            load.closed[team.who("district")[0].id] = {0}
        cases = list(known)
        for n in range(first, first + count):
            case, problem = invent(self.place, team, self.seed, n, self.made_on, numbers)
            for turn, care in enumerate(problem.care):
                give(load, case, care, case.chance.choice(care.weekly), first=turn == 0)
            cases.append(case)
        fill(load, cases[len(known) :])
        exchange(load, cases)
        return rota, cases

    def _team(self, team: TeamOf, known: list[Case], first: int, count: int, numbers: Numbers) -> Iterator[Page]:
        rota, cases = self._cases(team, known, first, count, numbers)
        days = self._timetable(team, rota, cases, cases[len(known) :])
        slots = [(day, slot) for day, found in days.items() for slot in found.slots]
        by_case: dict[str, list[tuple[int, Slot]]] = {case.id: [] for case in cases}
        for day, slot in slots:
            by_case[slot.case.id].append((day, slot))
        for case in cases:
            yield self._patient(case, by_case[case.id])
        for person in team.staff:
            yield self._own_days(person, days, team)
        if team.gp is not None:
            yield self._own_days(team.gp, {}, team)

    def _timetable(self, team: TeamOf, rota: Rota, cases: list[Case], fillable: list[Case]) -> dict[int, TeamDay]:
        wanted = range(-self.size.back, self.size.ahead + 1)
        of_cycle = {day: day_of_team(team, rota, cases, day, fillable) for day in sorted({day % CYCLE for day in wanted})}
        return {day: of_cycle[day % CYCLE] for day in wanted}

    def _patient(self, case: Case, slots: list[tuple[int, Slot]]) -> Page:
        book = Book(case.id, case.id, case.chance)
        pages.write_person(book, self.place, case, self.made_on, old=self.size.old)
        plans = []
        for day, slot in slots:
            on = self.made_on + timedelta(days=day)
            visit = write_visit(book, slot, on, self.made_on)
            if day < 0:
                write_what_happened(book, slot, on, self.made_on, visit)
            else:
                asked = tuple(person.id for person in slot.rhythm.staff) if slot.came_in is None else ()
                plans.append(Planned(visit, asked, at(on, slot.start), at(on, slot.end)))
        caseload = {person.id: person for person in (*case.everyone(), *_who_came(slots), case.lead_professional)}
        return Page(book, "patient", case.id, list(caseload.values()), case.team, plans)

    def _own_days(self, person: Person, days: dict[int, TeamDay], team: TeamOf | None) -> Page:
        """The `mine` bundle: each day's shift and order, and until when they have read their patients' records."""
        book = Book(derived("mine", person.id), None, chance_of(self.seed, "mine", person.id))
        read: dict[str, int] = {}
        for day, found in days.items():
            mine = [slot for slot in found.slots if person in slot.rhythm.staff and (day < 0 or slot.came_in is None)]
            if day < 0:
                read |= {slot.case.id: day for slot in mine}
            if mine and day >= -7:
                _write_day(book, person, team, mine, self.made_on + timedelta(days=day), found.hours[person.id], is_over=day < 0)
        for patient, day in sorted(read.items()):
            looked = at(self.made_on + timedelta(days=day), 1000)
            if person.name == "Kemi Adeyemi" and patient == self._rokeya:
                looked = at(self.made_on - timedelta(days=7), 636)
            book.add("read_mark", person.id, looked, id_=derived("read_mark", person.id, patient), about=patient, looked_at=looked)
        return Page(book, "mine", person.id)

    @cached_property
    def _rokeya(self) -> str:
        return cast.rokeya_id(self.place, self.seed, self.made_on)


def _who_came(slots: list[tuple[int, Slot]]) -> list[Person]:
    """Who was there for what had come in."""
    return [person for day, slot in slots if day < 0 and slot.came_in is not None for person in slot.rhythm.staff]


def _write_day(book: Book, person: Person, team: TeamOf | None, slots: list[Slot], day: date, hours: Hours, *, is_over: bool) -> None:
    ordered = sorted(slots, key=lambda slot: slot.start)
    ended = at(day, hours.ends)
    made = book.add(
        "my_day",
        person.id,
        at(day, 0) - timedelta(days=1),
        id_=derived("my_day", person.id, day.isoformat()),
        day=day,
        means=person.means,
        shift_start=at(day, hours.begins),
        shift_end=ended,
        break_start=at(day, hours.pause),
        break_end=at(day, hours.pause + BREAK),
        break_where="Limehouse hub" if person.name == "Kemi Adeyemi" else team.base[0] if team else None,
        order=[visit_id(slot.case, slot.rhythm, day, slot.start) for slot in ordered],
        ended_at=ended if is_over else None,
    )
    if is_over:
        book.edited(made, "end", person.id, ended)


def make_world(size: str | Size, seed: int, today: date) -> World:
    """Everything from the seed and the day: the same two give the same lines."""
    wanted = SIZES[size] if isinstance(size, str) else size
    place = make_place(seed, at(today - timedelta(days=420), 540), teams=wanted.teams, extra_staff=wanted.extra_staff)
    return World(place, wanted, seed, today)
