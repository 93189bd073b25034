"""People and teams come in by the one door; a place is found by name, and two places are never mixed up."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from backend import ids
from backend.database import Acting
from backend.places import services
from backend.transaction import transaction

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
ENGINE = Acting(role="engine")
counted = itertools.count()


def made_id() -> str:
    return ids.made(NOW, next(counted).to_bytes(10, "big"))


def rows(sql: str, **values: object) -> list[tuple]:
    with transaction(ENGINE) as session:
        return [tuple(row) for row in session.execute(text(sql), values)]


def test_a_person_comes_in_through_the_one_door_and_is_journalled(app_context, place):
    staff = services.add_person(place.id, services.NewPerson("Nadia Khan", "practitioner", "Podiatrist"), NOW, made_id)
    assert rows("select name, role, profession, status from staff where id = :id", id=staff) == [
        ("Nadia Khan", "practitioner", "Podiatrist", "active")
    ]
    assert rows("select author, source from journal where record_id = :id", id=staff) == [("set-up", "change")]


def test_an_organisation_and_a_team_are_made_once_and_found_again_by_name(app_context, place):
    one = services.NewPerson("Nadia Khan", "practitioner", organisation="St Joseph's Hospice", team="Palliative care")
    two = services.NewPerson("Ola Berg", "assistant", organisation="St Joseph's Hospice", team="Palliative care")
    first, second = (services.add_person(place.id, person, NOW, made_id) for person in (one, two))
    assert rows("select count(*) from organisation where name = 'St Joseph''s Hospice'") == [(1,)]
    [team] = rows("select cast(team as text), cast(organisation as text) from staff where id = :id", id=first)
    assert rows("select cast(team as text), cast(organisation as text) from staff where id = :id", id=second) == [team]
    assert rows("select cast(organisation as text) from team where id = :id", id=team[0]) == [(team[1],)]


def test_a_team_of_another_place_is_not_found_by_its_name(app_context, place, other_place):
    staff = services.add_person(place.id, services.NewPerson("Nadia Khan", "practitioner", team="North West team"), NOW, made_id)
    assert rows("select cast(team as text) from staff where id = :id", id=staff) == [(place.teams["North West"],)]


@pytest.mark.parametrize(
    ("person", "said"),
    [
        (services.NewPerson("", "practitioner"), "name"),
        (services.NewPerson("Nadia", "queen"), "role"),
        (services.NewPerson("N" * 201, "practitioner"), "name"),
        (services.NewPerson("Nadia", "practitioner", team="T" * 201), "name"),
    ],
)
def test_what_the_record_refuses_is_said_and_nothing_is_made(app_context, place, person: services.NewPerson, said: str):
    before = rows("select count(*) from staff")
    with pytest.raises(services.NotTaken, match=said):
        services.add_person(place.id, person, NOW, made_id)
    assert rows("select count(*) from staff") == before


def test_a_place_is_found_by_its_name_or_by_being_the_only_one(app_context, place):
    with transaction(ENGINE) as session:
        assert services.find_place(session, None) == place.id
        assert services.find_place(session, "Tower Hamlets Together") == place.id
        assert services.find_place(session, "Hackney") is None


def test_among_several_places_one_must_be_named(app_context, place, other_place):
    with transaction(ENGINE) as session:
        assert services.find_place(session, None) is None
        assert services.find_place(session, "Elsewhere") == other_place.id


def test_a_team_is_found_in_its_own_place_only(app_context, place, other_place):
    with transaction(ENGINE) as session:
        assert services.find_team(session, place.id, "North West team") == place.teams["North West"]
        assert services.find_team(session, place.id, None) is None, "there are two"
        assert services.find_team(session, place.id, "Hackney team") is None
