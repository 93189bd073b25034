"""What each resource becomes, and why what is left is left. The expected values are worked out by hand from `files/`."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from backend.fhir import people
from backend.fhir.mapping import TAKES, Context, Left, Taken, how_often, mended
from backend.fhir.measurements import pair_halves, panels_of, when_of
from backend.fhir.reading import NotR4, Resource, read

FILES = Path(__file__).parent / "files"


def taken(name: str) -> tuple[dict[str, list[dict[str, Any]]], list[tuple[str, str]]]:
    """(fields by kind, (type, why) of what was left) for a file with one person."""
    file = read(FILES / name)
    patient = next(file.of("Patient"))
    pairs = pair_halves(file)
    context = Context(file, patient.key, "the-patient", "Royal Example", itertools.count(1), panels_of(file) | {when_of(one) for one in pairs})
    found: dict[str, list[dict[str, Any]]] = {}
    left = []
    for resource in [*file.resources, *pairs]:
        for result in TAKES[resource.type](resource, context) if resource.type in TAKES else ():
            if isinstance(result, Taken):
                found.setdefault(result.kind, []).append({key: value for key, value in result.fields.items() if value is not None})
            else:
                left.append((resource.type, result.why))
    return found, left


JUNK = (None, True, -1, 2**80, 1e308, "", "x" * 5000, "\x00", "\ud800", [], {}, [[]], [None], [{}], {"value": {}}, {"coding": [None]},
        "2026-13-45", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00")  # fmt: skip


def places_in(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every (holder, key) in some JSON, the deepest last."""
    for key, inner in list(value.items()) if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield value, key
        yield from places_in(inner)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["east-end.json", "from-abroad.json"])
def test_whatever_stands_in_any_place_a_resource_is_taken_or_left_or_the_file_refused(name: str, tmp_path: Path) -> None:
    """Defect: a list where a code should be stops the import with a stack trace, after the people before it were written."""
    chance, whole, file = random.Random(7), (FILES / name).read_text(), tmp_path / name
    refused = 0
    for _ in range(400):
        hostile = json.loads(whole)
        for holder, key in chance.sample(list(places_in(hostile["entry"])), 4):
            holder[key] = chance.choice(JUNK)
        file.write_text(json.dumps(hostile))
        try:
            json.dumps(taken(str(file)))
        except NotR4:
            refused += 1
    assert 0 < refused < 400


@pytest.fixture(scope="module")
def east_end() -> tuple[dict[str, list[dict[str, Any]]], list[tuple[str, str]]]:
    return taken("east-end.json")


def test_a_person_keeps_a_right_nhs_number_as_present_but_not_traced(east_end: Any) -> None:
    person = east_end[0]["patient"][0]
    assert person["family_name"] == "Rahman"
    assert len(person["nhs_number"]) == 10
    assert person["nhs_number_status"] == "02"
    assert person["local_ids"] == ["https://hospital.example/mrn|RLH-22817"]
    assert (person["postcode"], person["latitude"], person["languages"]) == ("E1 4LS", 51.5201, ["Bengali"])


def test_identifiers_that_care_does_not_need_are_left(east_end: Any) -> None:
    assert ("Patient", "an identifier that care does not need (Passport number)") in east_end[1]
    assert "X123" not in str(east_end[0])


def test_conditions_carry_their_standing_and_lose_the_tag_of_their_code_system(east_end: Any) -> None:
    by_name = {one["name"]: one for one in east_end[0]["condition"]}
    assert by_name["Type 2 diabetes mellitus"] == {
        "name": "Type 2 diabetes mellitus",
        "code": "44054006",
        "code_system": "SNOMED CT",
        "onset_on": "2009-05-01",
        "status": "active",
    }
    assert by_name["Asthma"]["status"] == "resolved"
    assert "onset_on" not in by_name["Asthma"], "a year alone is not made into a date"
    assert by_name["Myocardial infarction"]["status"] == "entered-in-error"


def test_an_allergy_becomes_an_alert_with_its_reactions(east_end: Any) -> None:
    alert = east_end[0]["alert"][0]
    assert (alert["title"], alert["detail"], alert["severity"], alert["status"]) == ("Allergy: Penicillin", "Rash, Swollen face", "high", "active")


def test_a_medicine_keeps_dose_unit_and_frequency_and_a_draft_is_left(east_end: Any) -> None:
    assert east_end[0]["medicine"] == [
        {
            "name": "Metformin 500 mg tablets",
            "dose": "1",
            "unit": "tablet",
            "frequency": "2 times a day",
            "route": "By mouth",
            "instructions": "With food",
            "status": "active",
        }
    ]
    assert ("MedicationRequest", "its status is draft") in east_end[1]


def test_measurements_are_converted_rounded_or_left_never_guessed(east_end: Any) -> None:
    values = {one["type"]: one for one in east_end[0]["observation"]}
    assert values["weight"]["value"] == 59.0  # 130 lb × 0.45359237 = 58.967
    assert (values["blood-pressure"]["value"], values["blood-pressure"]["value2"]) == (142, 78)
    assert values["blood-glucose"]["value"] == 7.0  # 126 mg/dL ÷ 18.016 = 6.994
    why = [why for kind, why in east_end[1] if kind == "Observation"]
    assert "weight in the unit stone: not converted" in why
    assert "no place for: Sodium" in why
    assert "its status is preliminary" in why


def test_a_plan_becomes_actions_and_a_goal_keeps_its_target(east_end: Any) -> None:
    assert [(one["words"], one["status"]) for one in east_end[0]["action"]] == [
        ("Walking practice twice a week", "active"),
        ("Raised toilet seat", "completed"),
    ]
    goal = east_end[0]["goal"][0]
    assert (goal["target"], goal["target_unit"], goal["target_on"]) == ("400", "metres", "2027-03-31")


def test_a_contact_elsewhere_is_a_note_with_the_time_in_utc(east_end: Any) -> None:
    note = east_end[0]["note"][0]
    assert note["words"] == "Seen elsewhere: Diabetes review.\nWhere: Royal Example Hospital.\nWhy: Annual review."
    assert note["written_at"] == "2026-10-20T09:00:00.000Z"
    assert ("Encounter", "its status is cancelled") in east_end[1]


def test_somebody_from_abroad_gets_a_local_identifier_and_never_an_invented_number() -> None:
    found, left = taken("from-abroad.json")
    person = found["patient"][0]
    assert "nhs_number" not in person
    assert person["nhs_number_status"] == "03"
    assert person["local_ids"] == ["fhir|9d0f3f46-7d0c-4d9a-8b0e-1a2b3c4d5e02"]
    assert person["address_line"] == "1 Main St, Springfield, 00000"
    assert "latitude" not in person
    assert (person["status"], person["status_on"]) == ("died", "2025-01-02")
    whys = [why for _, why in left]
    assert "it has no NHS number: the person has a local identifier, and a trace is needed" in whys
    assert "its coordinates lie outside Britain" in whys
    assert "its date of birth is not a whole day that there is" in whys


@pytest.mark.parametrize(
    ("born", "says"),
    [(None, "missing"), ("1950", "not a whole day that there is"), ("1950-02-30", "not a whole day that there is"), ("1950-02-28", None)],
)
def test_a_date_of_birth_that_is_not_there_and_one_that_cannot_be_are_told_apart(tmp_path: Path, born: str | None, says: str | None) -> None:
    body = {"resourceType": "Patient", "id": "p", "name": [{"family": "Byron"}], **({"birthDate": born} if born else {})}
    file = tmp_path / "one.json"
    file.write_text(json.dumps({"resourceType": "Bundle", "type": "collection", "entry": [{"resource": body}]}))
    fields, left = people.person(next(read(file).of("Patient")), "Royal Example")
    assert fields["born_on"] == (born if says is None else None)
    assert [why for why in left if "birth" in why] == ([] if says is None else [f"its date of birth is {says}"])


def test_two_halves_of_a_blood_pressure_are_taken_whole() -> None:
    found, left = taken("from-abroad.json")
    assert [(one["value"], one["value2"]) for one in found["observation"]] == [(130, 80)]
    assert [why for kind, why in left if kind == "Observation"] == ["it is half of a blood pressure that is taken whole"] * 2


@pytest.mark.parametrize(
    ("repeat", "words"),
    [
        ({"frequency": 1, "period": 1, "periodUnit": "d"}, "every day"),
        ({"frequency": 3, "period": 1, "periodUnit": "d"}, "3 times a day"),
        ({"frequency": 2, "period": 1, "periodUnit": "h"}, "2 times an hour"),
        ({"frequency": 1, "period": 8, "periodUnit": "h"}, "every 8 hours"),
        ({"frequency": 2, "period": 3, "periodUnit": "wk"}, "2 times every 3 weeks"),
        ({"frequency": 1, "period": 1, "periodUnit": "fortnight"}, None),
    ],
)
def test_how_often_is_said_in_words(repeat: dict[str, Any], words: str | None) -> None:
    assert how_often({"timing": {"repeat": repeat}}) == words


def test_as_needed_is_said() -> None:
    assert how_often({"asNeededBoolean": True}) == "when needed"


def test_data_that_was_printed_into_a_text_is_read_as_its_text() -> None:
    assert mended("{'addresses': ['x'], 'text': 'Keep it below 140/90'}") == "Keep it below 140/90"
    assert mended("Keep it below 140/90") == "Keep it below 140/90"


def test_a_resource_full_of_the_wrong_types_is_left_and_nothing_breaks() -> None:
    context = Context(read(FILES / "east-end.json"), "k", "p", "s", itertools.count(1))
    for kind, take in TAKES.items():
        if kind == "Patient":
            continue
        for rubbish in (None, 7, "x", [], [1, None], {"coding": 3}, {"value": {}}):
            body = dict.fromkeys(
                ("code", "status", "lifecycleStatus", "description", "period", "activity", "valueQuantity", "dosageInstruction"), rubbish
            )
            assert all(isinstance(result, Taken | Left) for result in take(Resource(kind, body, "entry[0].resource", "k"), context))
