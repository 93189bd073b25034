"""One person as the demo thinks of them, before anything is written down: who they are, what is the matter, who comes how often."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random

from backend.demo.place import Person, TeamOf
from backend.demo.problems.shape import Aim, Care, Drug, If, Trend, Warn
from backend.demo.streets import Address


@dataclass
class Relative:
    name: str
    relation: str
    phone: str
    is_carer: bool = False
    is_next_of_kin: bool = False
    is_key_holder: bool = False
    note: str | None = None


@dataclass
class Curve:
    """A trend as it went for this person: from `first` 180 days ago to `last` today."""

    trend: Trend
    first: float
    last: float
    lower: float | None = None


@dataclass
class Rhythm:
    """Who comes for what, and on which of 28 days counted from the day the demo was made. `start`: minutes after midnight, if always the same.

    `days` of those who come along (`others`) are `days` too. `actions` is filled when the plan is written.
    """

    care: Care
    staff: tuple[Person, ...]
    days: frozenset[int]
    start: int | None = None
    end: int | None = None
    is_fixed: bool = False
    actions: list[str] = field(default_factory=list)
    cover: dict[int, Person] = field(default_factory=dict)
    """Who comes instead on days on which `staff` do not work."""

    @property
    def minutes(self) -> int:
        return self.care.minutes if self.end is None or self.start is None else self.end - self.start


@dataclass
class Goal:
    """An aim with its progress (1 to 5). `owner` reviews it."""

    aim: Aim
    progress: int
    owner: Person
    review_in: int = 23
    baseline_ago: int = 76
    now_ago: int = 5
    target_in: int | None = None


@dataclass
class Deed:
    """An action of the plan that belongs to no visit of ours: the person's own, the family's, an agency's."""

    words: str
    frequency: str
    who: str
    until: str | None = None
    organisation: str | None = None
    status: str = "active"
    goals: tuple[int, ...] = ()
    staff: Person | None = None


@dataclass
class Told:
    """A note that stands apart from visits: `ago` days, at `minutes`."""

    ago: int
    minutes: int
    by: Person
    category: str
    words: str


@dataclass
class Case:
    id: str
    team: TeamOf
    chance: Random
    given: str
    family: str
    gender: str
    born_on: date
    nhs_number: str
    ethnicity: str
    languages: tuple[str, ...]
    address: Address
    practice: str
    lead_professional: Person
    coordinator: Person
    risk_band: str
    phone: str | None = None
    known_as: str | None = None
    interpreter_needed: bool = False
    interpreter_language: str | None = None
    access_note: str | None = None
    door: tuple[str, str] | None = None
    lives_with: str = "Alone"
    tags: tuple[str, ...] = ()
    scale_2: str | None = None
    conditions: list[tuple[str, int]] = field(default_factory=list)
    """(name, years ago). No codes: no release of a terminology is shipped, and none is quoted from memory."""
    drugs: list[Drug] = field(default_factory=list)
    warnings: list[tuple[Warn, int, Person]] = field(default_factory=list)
    """(what, days ago, who wrote it)"""
    relatives: list[Relative] = field(default_factory=list)
    about: str | None = None
    about_to: Person | None = None
    about_ago: int = 40
    matters: str | None = None
    worse: tuple[If, ...] = ()
    goals: list[Goal] = field(default_factory=list)
    rhythms: list[Rhythm] = field(default_factory=list)
    deeds: list[Deed] = field(default_factory=list)
    curves: list[Curve] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    agreed_ago: int = 20
    agreed_with: tuple[str, ...] = ()
    not_agreed: str | None = None
    """Why the person has not agreed to it, where they have not."""
    review_in: int = 23
    is_invented: bool = False
    """Not of the drawings."""

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}"

    @property
    def called(self) -> str:
        return self.known_as or self.given

    def everyone(self) -> list[Person]:
        """Who has to do with this person, each once, in a fixed order."""
        found: dict[str, Person] = {}
        for rhythm in self.rhythms:
            for person in (*rhythm.staff, *rhythm.cover.values()):
                found[person.id] = person
        for deed in self.deeds:
            if deed.staff is not None:
                found.setdefault(deed.staff.id, deed.staff)
        found.setdefault(self.coordinator.id, self.coordinator)
        return list(found.values())
