"""The place: its partners, localities, networks, practices, teams and staff.

The statutory organisations are real; the voluntary ones, the practices and everybody in any of them are invented.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from backend.demo import cast_staff, directory, names, skills
from backend.demo.book import Book
from backend.demo.ids import chance_of, derived, named_id
from backend.demo.professions import PROFESSIONS, TEAM, Profession

NAME = "Tower Hamlets Together"
PLACE = derived("place", "demo")
"""There is one demo place in a database, whatever its seed."""

ORGANISATIONS: dict[str, tuple[str, str, str]] = {
    "elft": ("East London NHS Foundation Trust", "East London NHS FT", "nhs"),
    "barts": ("Barts Health NHS Trust", "Barts Health", "nhs"),
    "gpcg": ("Tower Hamlets GP Care Group", "GP Care Group", "gp"),
    "council": ("London Borough of Tower Hamlets", "Tower Hamlets Council", "council"),
    "carers": ("Stepney Carers' Circle", "Stepney Carers' Circle", "voluntary"),
    "befriend": ("Poplar Good Neighbours", "Good Neighbours", "voluntary"),
}

LOCALITIES: dict[str, tuple[str, ...]] = {
    "South West": ("E1 0", "E1 2", "E1 3", "E1 4", "E1W 2", "E1W 3"),
    "North East": ("E3 2", "E3 3", "E3 4", "E3 5", "E2 9"),
    "South East": ("E14 0", "E14 3", "E14 6", "E14 7", "E14 8"),
    "North West": ("E1 1", "E1 5", "E1 6", "E1 7", "E2 0", "E2 6", "E2 7"),
}
"""Locality → the postcode sectors it looks after. Two networks each."""

BASES: dict[str, tuple[str, float, float]] = {
    "South West": ("Stepney Green hub", 51.5207, -0.0459),
    "North East": ("Bow Road hub", 51.5274, -0.0232),
    "South East": ("Limehouse hub", 51.5118, -0.0334),
    "North West": ("Vallance Road hub", 51.5203, -0.0655),
}

_PRACTICES: dict[str, tuple[str, ...]] = {
    "South West": (
        "Ocean Street Practice",
        "Harbour Lights Surgery",
        "Stepney Orchard Practice",
        "Mulberry Health Centre",
        "Jubilee Gate Practice",
        "Wapping Stairs Surgery",
        "Cable and Chapel Practice",
        "Tide House Surgery",
        "Redcoat Medical Centre",
    ),
    "North East": (
        "Bow Bells Practice",
        "Matchmakers Surgery",
        "Fairfield Gate Practice",
        "Coborn Lane Surgery",
        "Tredegar Medical Centre",
        "Lockkeepers Practice",
        "Roman Market Surgery",
        "Park View Practice",
        "Devons Bridge Surgery",
    ),
    "South East": (
        "Limehouse Basin Practice",
        "Chrisp Market Surgery",
        "Island Gardens Practice",
        "Mudchute Medical Centre",
        "Poplar Clock Practice",
        "Aberfeldy Green Surgery",
        "Lascar Practice",
        "Millharbour Health Centre",
        "Pennyfields Surgery",
    ),
    "North West": (
        "Weavers Fields Practice",
        "Spital Yard Surgery",
        "Columbia Flower Practice",
        "Museum Lane Surgery",
        "Whitechapel Bell Practice",
        "Vallance Gardens Surgery",
        "Old Truman Practice",
        "Boundary Circle Surgery",
        "Gosset Green Practice",
    ),
}


@dataclass
class Person:
    """A member of staff. `visits`: how many a usual day holds, 0 for those who do not visit. `email` where they have a demo account."""

    id: str
    name: str
    profession: Profession
    key: str
    organisation: str
    team: str | None
    phone: str
    means: str = "bicycle"
    email: str | None = None

    @property
    def role(self) -> str:
        return self.profession.role

    @property
    def is_visiting(self) -> bool:
        return self.profession.care is not None


@dataclass
class TeamOf:
    """A team: where it works from, whom it has. `staff` in the order of `professions.TEAM`, extra people after them."""

    id: str
    name: str
    locality: str
    phone: str
    base: tuple[str, float, float]
    sectors: tuple[str, ...]
    staff: list[Person] = field(default_factory=list)
    gp: Person | None = None

    def who(self, key: str) -> list[Person]:
        return [person for person in self.staff if person.key == key]

    def caring(self, care: str) -> list[Person]:
        return [person for person in self.staff if person.profession.care == care]

    @property
    def lead(self) -> Person:
        return self.who("lead")[0]

    @property
    def coordinators(self) -> list[Person]:
        return self.who("coordinator")


@dataclass
class Place:
    id: str
    made_on: datetime
    organisations: dict[str, str]
    practices: dict[str, list[str]]
    teams: list[TeamOf]
    desk: list[Person]
    """Manager, administrator, privacy officer, voluntary workers, of no team; and the staff of the teams that plan no visits here."""
    extra: dict[str, directory.Extra]
    """Those teams, by id."""

    def staff(self) -> Iterator[Person]:
        for team in self.teams:
            yield from team.staff
            if team.gp is not None:
                yield team.gp
        yield from self.desk

    def person(self, name: str) -> Person:
        return next(person for person in self.staff() if person.name == name)


def make_place(seed: int, made_at: datetime, *, teams: int, extra_staff: int = 0) -> Place:
    """The place with so many teams, those of the drawings' staff first. `extra_staff`: how many more who do not visit, spread over the teams."""
    chance = chance_of(seed, "place")
    organisations = {key: named_id(made_at, "organisation", str(seed), key) for key in ORGANISATIONS}
    practices = {locality: [named_id(made_at, "practice", str(seed), name) for name in found] for locality, found in _PRACTICES.items()}
    place = Place(PLACE, made_at, organisations, practices, [], [], {directory.team_id(seed, made_at, one.name): one for one in directory.EXTRA})
    taken: set[str] = set(cast_staff.EVERYONE | directory.EVERYONE)
    localities = list(LOCALITIES)
    for n in range(teams):
        locality = localities[n % len(localities)]
        several = teams > len(localities)
        title = f"{locality} team {n // len(localities) + 1}" if several else f"{locality} integrated team"
        team = TeamOf(named_id(made_at, "team", str(seed), str(n)), title, locality, f"020 7946 {200 + n:04d}", BASES[locality], LOCALITIES[locality])
        known = list(cast_staff.TEAMS[n]) if n < len(cast_staff.TEAMS) else []
        for key in (*TEAM, *(extra for extra, _ in known if (extra, _) in cast_staff.EXTRA)):
            given = next((name for wanted, name in known if wanted == key), None)
            if given is not None:
                known.remove((key, given))
            team.staff.append(_person(chance, seed, made_at, key, given, team, taken))
        name = cast_staff.GPS[n] if n < len(cast_staff.GPS) else None
        team.gp = _person(chance, seed, made_at, "gp", name, None, taken)
        place.teams.append(team)
    for n in range(extra_staff):
        team = place.teams[n % len(place.teams)]
        team.staff.append(_person(chance, seed, made_at, ("coordinator", "dietitian")[n // len(place.teams) % 2], None, team, taken))
    place.desk = [_person(chance, seed, made_at, key, name, None, taken) for key, name in cast_staff.DESK]
    for team_id, extra in place.extra.items():
        for key, name, _ in extra.staff:
            person = _person(chance, seed, made_at, key, name, None, taken)
            person.team = team_id
            place.desk.append(person)
    return place


def _person(chance: Random, seed: int, made_at: datetime, key: str, given: str | None, team: TeamOf | None, taken: set[str]) -> Person:
    profession = PROFESSIONS[key]
    name = given or _new_name(chance, taken, doctor=key == "gp")
    taken.add(name)
    organisation = cast_staff.ORGANISATION.get(name, profession.organisation)
    means = cast_staff.MEANS.get(name) or chance.choice(profession.means)
    return Person(
        named_id(made_at, "staff", str(seed), name),
        name,
        profession,
        key,
        organisation,
        team.id if team else None,
        f"07700 900{chance.randint(0, 999):03d}",
        means,
        email_of(name) if given is not None and key != "gp" else None,
    )


def _new_name(chance: Random, taken: set[str], *, doctor: bool) -> str:
    while True:
        found = names.name(chance, names.community(chance, ill=False), chance.randint(25, 57), chance.choice(("female", "female", "male")))
        name = f"Dr {found.given} {found.family}" if doctor else f"{found.given} {found.family}"
        if name not in taken:
            return name


def email_of(name: str) -> str:
    """`kemi.adeyemi@alongside.example`."""
    plain = name.lower().replace("ó", "o").replace("'", "").replace("’", "")
    return ".".join(plain.replace("-", " ").split()) + "@alongside.example"


def people_book(place: Place, seed: int) -> Book:
    """The `people` bundle of the place: organisations, practices, teams, staff."""
    book = Book(derived("people", place.id), None, chance_of(seed, "people"))
    office = next((person.id for person in place.desk if person.key == "administrator"), place.desk[0].id)
    when = place.made_on
    for key, (name, short, sector) in ORGANISATIONS.items():
        book.add("organisation", office, when, id_=place.organisations[key], name=name, short_name=short, sector=sector)
    network = 0
    for locality, found in _PRACTICES.items():
        for n, name in enumerate(found):
            of = network + (1 if n < 5 else 2)
            book.add(
                "practice",
                office,
                when,
                id_=place.practices[locality][n],
                name=name,
                code=f"Z{99_000 + len(book.records):05d}",
                network=f"Network {of}",
                locality=locality,
                phone=f"020 7946 {100 + len(book.records):04d}",
            )
        network += 2
    for team in place.teams:
        base, latitude, longitude = team.base
        book.add(
            "team",
            office,
            when,
            id_=team.id,
            name=team.name,
            organisation=place.organisations["elft"],
            locality=team.locality,
            phone=team.phone,
            lead=team.lead.id,
            base_name=base,
            latitude=latitude,
            longitude=longitude,
            **directory.line_of_integrated(team.sectors, when),
        )
    turns: dict[tuple[str | None, str], int] = {}
    for person in place.staff():
        turn = turns[person.team, person.key] = turns.get((person.team, person.key), -1) + 1
        book.add(
            "staff",
            office,
            when,
            id_=person.id,
            name=person.name,
            profession=person.profession.title,
            role=person.role,
            organisation=place.organisations[person.organisation],
            team=person.team,
            phone=person.phone,
            skills=skills.of_staff(person.key, person.name, turn, when.date() + timedelta(days=420)) or None,
            languages=skills.spoken_by(person.name) if person.is_visiting else list(directory.LANGUAGES.get(person.name, ())) or None,
            gender=skills.gender_of(person.name),
            status="active",
        )
    for team_id, extra in place.extra.items():
        named = {"name": extra.name, "organisation": place.organisations[extra.organisation], "phone": extra.phone}
        book.add("team", office, when, id_=team_id, **named, **directory.line_of(extra, when))
    return book


def networks() -> Sequence[tuple[str, str]]:
    """(network, its locality) for all eight."""
    return [(f"Network {2 * n + m}", locality) for n, locality in enumerate(_PRACTICES) for m in (1, 2)]
