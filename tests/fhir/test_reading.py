"""A file that is not a FHIR R4 Bundle stops with words that name the file and the place in it."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from backend.fhir.reading import NotR4, read

FILES = Path(__file__).parent / "files"


def bundle(*resources: dict[str, Any]) -> dict[str, Any]:
    patient = {"resourceType": "Patient", "id": "p"}
    return {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": one} for one in (patient, *resources)]}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "not JSON"),
        ("{", "line 1, column 2"),
        ("[]", "not FHIR"),
        ('{"a": 1}', "not FHIR"),
        ('{"resourceType": "Patient"}', "a Bundle is needed, this is one Patient"),
        ('{"resourceType": "Bundle", "type": "pile", "entry": [{}]}', "no type of an R4 Bundle"),
        ('{"resourceType": "Bundle", "type": "collection"}', "empty"),
        ('{"resourceType": "Bundle", "type": "collection", "entry": [7]}', "entry[0]"),
        ('{"resourceType": "Bundle", "type": "collection", "entry": [{}]}', "entry[0].resource"),
        ('{"resourceType": "Bundle", "type": "collection", "entry": [{"resource": {}}]}', "entry[0].resource.resourceType"),
        ('{"resourceType": "Bundle", "type": "collection", "entry": [{"resource": {"resourceType": "Goal"}}]}', "no Patient"),
        ("[" * 200_000, "nested too deeply"),
        ('{"a": ' + "9" * 5000 + "}", "thousands of digits"),
        ('{"a": NaN}', "a number that is none"),
        ('{"a": 1e999}', "a number that is none"),
        ('{"resourceType": "Bundle", "type": "collection", "entry": [{"resource": {"resourceType": "Patient", "id": 7}}]}', "entry[0].resource.id"),
        ('{"resourceType": "Bundle", "type": "collection", "entry": [{"fullUrl": "\\ud800", "resource": {"resourceType": "Patient"}}]}', "fullUrl"),
    ],
)
def test_what_is_no_r4_bundle_is_refused_with_its_place(tmp_path: Path, content: str, says: str) -> None:
    file = tmp_path / "from-elsewhere.json"
    file.write_text(content)
    with pytest.raises(NotR4) as refused:
        read(file)
    assert str(refused.value).startswith("from-elsewhere.json: ")
    assert says in str(refused.value)


@pytest.mark.parametrize(
    ("resource", "place"),
    [
        ({"resourceType": "Condition", "clinicalStatus": "active"}, "entry[1].resource.clinicalStatus"),
        ({"resourceType": "AllergyIntolerance", "clinicalStatus": "active"}, "entry[1].resource.clinicalStatus"),
        ({"resourceType": "Encounter", "class": [{"coding": []}]}, "entry[1].resource.class"),
        ({"resourceType": "MedicationOrder"}, "entry[1].resource"),
        ({"resourceType": "MedicationRequest", "medication": {"concept": {}}}, "entry[1].resource.medication"),
        ({"resourceType": "Goal", "status": "in-progress"}, "entry[1].resource.status"),
    ],
)
def test_other_versions_of_fhir_are_told_apart(tmp_path: Path, resource: dict[str, Any], place: str) -> None:
    file = tmp_path / "old.json"
    file.write_text(json.dumps(bundle(resource)))
    with pytest.raises(NotR4, match="not FHIR R4") as refused:
        read(file)
    assert place in str(refused.value)


def test_half_a_gzip_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "half.json.gz"
    file.write_bytes(gzip.compress(json.dumps(bundle()).encode())[:-12])
    with pytest.raises(NotR4, match="no whole gzip file"):
        read(file)


def test_a_file_that_is_missing_or_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotR4, match="cannot be read"):
        read(tmp_path / "nowhere.json")
    (tmp_path / "picture.json").write_bytes(b"\x89PNG\xff\xfe")
    with pytest.raises(NotR4, match="not UTF-8"):
        read(tmp_path / "picture.json")


def test_our_own_small_bundles_are_read_and_references_are_found() -> None:
    source = read(FILES / "east-end.json")
    encounter = next(source.of("Encounter"))
    found = source.find(encounter.reference("serviceProvider"))
    assert found is not None
    assert found.body["name"] == "Royal Example Hospital"
