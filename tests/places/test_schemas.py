"""What the people bundle may hold: every field of policies.toml, and only words that exist."""

from __future__ import annotations

import pytest
from marshmallow import ValidationError

from backend.places import schemas, synced
from backend.record import registry

ID = "0193e5f0-0000-7000-8000-000000000001"


@pytest.mark.parametrize("kind", ["organisation", "practice", "team", "staff"])
def test_a_kind_of_the_people_bundle_has_exactly_the_fields_of_the_policies(kind: str):
    [found] = [one for one in synced.KINDS if one.kind == kind]
    assert {name for fields in registry.groups(kind).values() for name in fields} == set(found.schema._declared_fields)


@pytest.mark.parametrize(
    ("schema", "field", "wrong"),
    [
        (schemas.OrganisationSchema, "sector", "charity"),
        (schemas.StaffSchema, "role", "doctor"),
        (schemas.StaffSchema, "role", None),
        (schemas.StaffSchema, "status", "gone"),
        (schemas.StaffSchema, "team", "Stepney"),
        (schemas.TeamSchema, "latitude", 91),
        (schemas.TeamSchema, "longitude", -181),
        (schemas.TeamSchema, "lead", ID.upper()),
        (schemas.PracticeSchema, "name", None),
        (schemas.PracticeSchema, "phone", "0" * 41),
    ],
)
def test_a_wrong_value_is_refused_by_its_name(schema: type, field: str, wrong: object):
    with pytest.raises(ValidationError) as caught:
        schema().load({field: wrong}, partial=True)
    assert set(caught.value.messages) == {field}


def test_a_whole_person_is_taken():
    person = {
        "name": "Kemi Adeyemi",
        "profession": "Community nurse",
        "role": "privacy officer",
        "organisation": ID,
        "team": None,
        "status": "active",
    }
    assert schemas.StaffSchema().load(person)["role"] == "privacy officer"
