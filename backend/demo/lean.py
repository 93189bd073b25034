"""A resident of whom little is known: name, home, practice, risk. Most of a borough never needs more."""

from __future__ import annotations

from datetime import date, timedelta

from backend.demo import names
from backend.demo.book import Book
from backend.demo.ids import at, chance_of, named_id
from backend.demo.people import Numbers
from backend.demo.place import Place, TeamOf
from backend.demo.standing import SOURCE
from backend.demo.streets import address

MODERATE = 23_600 / (261_536 - 13_533)
"""The share of the rest at moderate risk (CLINICAL C03)."""


def lean_book(place: Place, team: TeamOf, seed: int, n: int, made_on: date, numbers: Numbers) -> Book:
    chance = chance_of(seed, "resident", n)
    years = min(99, int(chance.triangular(0, 96, 29)))
    gender = chance.choice(("female", "male"))
    of = names.community(chance, ill=False)
    name = names.name(chance, of, years, gender)
    home = address(chance, team.sectors)
    since = at(made_on - timedelta(days=700), 600 + n % 400)
    patient = named_id(since, "resident", str(seed), str(n))
    book = Book(patient, patient, chance)
    practices = place.practices[team.locality]
    by = team.coordinators[0].id
    book.add(
        "patient",
        by,
        since,
        id_=patient,
        given_name=name.given,
        family_name=name.family,
        born_on=made_on - timedelta(days=round(years * 365.25) + n % 364),
        nhs_number=numbers.next(),
        nhs_number_status="01",
        address_line=home.line,
        postcode=home.postcode,
        latitude=home.latitude,
        longitude=home.longitude,
        gender=gender,
        ethnicity=of.ethnicity,
        languages=sorted(name.languages),
        practice=practices[n % len(practices)],
        risk_band="moderate" if chance.random() < MODERATE else "low",
        risk_on=made_on.replace(day=1),
        risk_source=SOURCE,
        status="active",
    )
    return book
