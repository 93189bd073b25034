"""People and teams come in by the one door; a place is found by name, and two places are never mixed up."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import text

from backend import ids, wall_clock
from backend.database import Acting
from backend.places import services
from backend.record import queries as records
from backend.record import services as door
from backend.record.services import Change, Writer
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


FIELDS = ("name", "profession", "role", "organisation", "team", "phone", "status")


def audited() -> list[tuple]:
    return rows(
        "select cast(staff_id as text), detail - 'made' from audit_event where what = 'account' and jsonb_exists(detail, 'whom') order by at, seq"
    )


def edit(place: Any, of: Any, **wanted: str) -> Change:
    """An administrator's change of one member of staff, over what stands."""
    with transaction(ENGINE) as session:
        stands = records.standing(session, [of.id])[of.id].fields
    saw = {name: stands.get(name) for name in FIELDS}
    made_at = wall_clock.wire(wall_clock.now())
    about = {"kind": "staff", "record": of.id, "bundle": services.people_bundle(place.id), "patient": None}
    return Change(id=made_id(), **about, author=place.administrator.id, made_at=made_at, schema=1, saw=saw, set=saw | wanted)


def test_an_administrator_who_makes_themselves_lead_stands_in_the_audit_trail(app_context, place):
    """Defect: a role could be taken and given back, and nothing but the journal of reference data knew."""
    administrator = Writer(place.administrator.id, frozenset({"administrator"}), place.id)
    door.write([edit(place, place.administrator, role="lead")], administrator)
    assert audited() == [(place.administrator.id, {"whom": place.administrator.id, "role": ["administrator", "lead"]})]


def test_a_second_change_in_the_same_push_hides_nothing_of_the_first(app_context, place):
    administrator = Writer(place.administrator.id, frozenset({"administrator"}), place.id)
    first = edit(place, place.nurse, role="manager")
    second = replace(edit(place, place.nurse), id=made_id(), saw=first.set, set={**first.set, "phone": "020 7946 0000"}, after=first.id)
    assert [type(one.ending).__name__ for one in door.write([first, second], administrator).endings] == ["Applied", "Applied"]
    assert audited() == [(place.administrator.id, {"whom": place.nurse.id, "role": ["practitioner", "manager"]})]


def test_nobody_else_may_give_a_role_and_what_is_refused_is_no_change_of_a_role(app_context, place):
    change = replace(edit(place, place.lead, role="administrator"), author=place.lead.id)
    [ended] = door.write([change], Writer(place.lead.id, frozenset({"lead"}), place.id)).endings
    assert (type(ended.ending).__name__, ended.ending.reason) == ("Refused", "role")
    assert audited() == []


def test_whom_the_command_line_adds_stands_in_the_audit_trail_as_added_by_it(app_context, place):
    staff = services.add_person(place.id, services.NewPerson("Nadia Khan", "lead", "Podiatrist"), NOW, made_id)
    [(by, told)] = audited()
    assert by is None
    assert told == {"by": "the command line", "whom": staff, "role": [None, "lead"], "profession": [None, "Podiatrist"], "status": [None, "active"]}
