"""How a person of the drawings is begun, and how a visit to them is written."""

from __future__ import annotations

from datetime import date, timedelta

from backend.demo.case import Case, Rhythm
from backend.demo.cast.care import CARE
from backend.demo.ids import at, chance_of, clock, named_id
from backend.demo.place import Person, Place
from backend.demo.rhythms import pattern
from backend.demo.streets import Address

DRAWN = date(2026, 11, 24)
WEEKLY, DAILY = pattern(1, 0), pattern(7, 0)


def new_case(
    place: Place,
    seed: int,
    made_on: date,
    name: tuple[str, str],
    gender: str,
    born: tuple[int, int, int],
    nhs: str,
    ethnicity: str,
    languages: tuple[str, ...],
    home: Address,
    practice: int,
) -> Case:
    """`born`: as in the drawings, which stand in November 2026: moved so that the age stays the same in any year."""
    team = place.teams[0]
    assert team.gp is not None
    years = made_on.year - DRAWN.year
    return Case(
        named_id(at(made_on - timedelta(days=500), 600), "patient", str(seed), *name),
        team,
        chance_of(seed, *name),
        name[0],
        name[1],
        gender,
        date(born[0] + years, born[1], born[2]),
        nhs,
        ethnicity,
        languages,
        home,
        place.practices["South West"][practice],
        team.gp,
        team.coordinators[0],
        "very-high",
    )


def visit(case: Case, care: str, start: str, end: str, *staff: Person, days: frozenset[int] = WEEKLY, is_fixed: bool = False) -> None:
    case.rhythms.append(Rhythm(CARE[care], staff, days, clock(start), clock(end), is_fixed))
