"""The people of the drawings and Kemi Adeyemi's day, as the drawings have them."""

from __future__ import annotations

from datetime import date

import pytest

from backend import wall_clock
from backend.patients.services import age
from tests.demo.conftest import SMALL, TODAY, made

KEMIS_DAY = [
    ("07:30", "Lok Man Cheung", True, None),
    ("08:15", "Fadumo Jama", True, None),
    ("09:00", "Terence Bailey", False, None),
    ("09:30", "Rokeya Begum", False, "Amina Khatun"),
    ("10:45", "Abdirahman Farah", False, None),
    ("11:45", "George Whitfield", True, "Yusuf Ali"),
    ("12:30", "Mei Ling Chan", False, None),
    ("13:30", "Yvonne Campbell", False, "Daniel Osei"),
    ("15:00", "Margaret O'Leary", True, None),
]


def test_kemis_day_is_as_drawn(team):
    names = {record.id: f"{record.fields['given_name']} {record.fields['family_name']}" for record in team.all("patient")}
    staff = {person.id: person.name for person in team.world.place.staff()}
    kemi = team.world.place.person("Kemi Adeyemi").id
    day = []
    for visit in sorted(team.all("visit"), key=lambda visit: visit.fields["planned_start"]):
        start = wall_clock.from_wire(visit.fields["planned_start"])
        if kemi in visit.fields["asked"] and wall_clock.day_of(start) == TODAY:
            others = [staff[found] for found in visit.fields["asked"] if found != kemi]
            local = start.astimezone(wall_clock.LONDON)
            day.append((f"{local:%H:%M}", names[visit.patient], visit.fields["is_fixed"], others[0] if others else None))
    assert day == KEMIS_DAY


def test_rokeya_begum_is_who_she_is_in_the_drawings(team):
    page = team.patient("Rokeya Begum")
    fields = page.book.of("patient")[0].fields
    assert (fields["born_on"], fields["nhs_number"], fields["address_line"], fields["postcode"]) == (
        "1942-03-14", "9992048719", "12 Halcyon House, Ernest Street", "E1 4LS",
    )  # fmt: skip
    assert {alert.fields["title"] for alert in page.book.of("alert")} == {
        "Allergy: penicillin", "Falls risk", "Speaks Sylheti, reads Bengali", "Key safe",
    }  # fmt: skip
    assert len(page.book.of("goal")) == 4
    assert "I kept a shop on Brick Lane" in page.book.of("about_me")[0].fields["words"]
    assert {"weight", "blood-pressure", "wound-area"} <= {found.fields["type"] for found in page.book.of("observation")}


@pytest.mark.parametrize("today", [date(2029, 11, 24), date(2027, 1, 2)])
def test_ages_stay_those_of_the_drawings_as_years_go_by(today):
    found = made(SMALL, 1, today).patient("Rokeya Begum").book.of("patient")[0]
    assert 83 <= age(date.fromisoformat(found.fields["born_on"]), today) <= 84


def test_the_code_of_the_key_safe_stands_nowhere_but_behind_its_tap(team):
    """No alert, note or way in tells what is behind the tap."""
    for page in team.pages:
        for door in page.book.of("door_code"):
            for record in page.book.records:
                if record.kind in ("alert", "note", "contact") or record.kind == "patient":
                    texts = [value for name, value in record.fields.items() if name in ("detail", "words", "note", "access_note", "title")]
                    assert not any(isinstance(text, str) and door.fields["code"] in text.split() for text in texts)


def test_the_drawings_streets_and_numbers_are_everybodys_own(team):
    numbers = [record.fields["nhs_number"] for record in team.all("patient")]
    assert {"9992048719", "9991956832", "9992374187"} <= set(numbers)
    assert len(numbers) == len(set(numbers))
