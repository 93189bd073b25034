"""Whoever looks for somebody finds those whose records are open to them, on a tablet or not: and nobody else, and nothing of their care."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from redis import Redis
from sqlalchemy import text

from backend import queues
from backend.patients import search
from backend.patients.search_schemas import FoundPeopleSchema
from backend.transaction import transaction
from tests.access.world import ENGINE, World
from tests.access.world import world as world
from tests.app.conftest import nowhere
from tests.sync_gateway.client import Json, Tablet


def ask(world: World, typed: object, by: str | Tablet) -> tuple[int, Json, Any]:
    tablet = world.tablet(by) if isinstance(by, str) else by
    client = tablet.send.__closure__[0].cell_contents  # type: ignore[attr-defined]
    answer = client.post("/api/v1/patients/find", json={"search": typed}, headers={"X-Alongside": "1", "Origin": "http://localhost"})
    return answer.status_code, answer.get_json(), answer.headers


def found(world: World, typed: str, by: str = "lena") -> Json:
    status, answer, _ = ask(world, typed, by)
    assert status == 200, answer
    assert FoundPeopleSchema().validate(answer) == {}
    return answer


def names(world: World, typed: str, by: str) -> list[str]:
    return [one["name"] for one in found(world, typed, by)["people"]]


def test_a_lead_finds_whom_their_team_cares_for_though_their_own_tablet_has_nobody(world: World) -> None:
    lena = world.tablet("lena")
    lena.pull()
    assert world.patient("rose") not in lena.bundles
    answer = found(world, "ahmed ro")
    [rose] = answer["people"]
    assert (rose["id"], rose["name"], answer["is_near"], answer["more"]) == (world.patient("rose"), "Rose Ahmed", False, 0)
    assert found(world, "Amhed rosa") == {**answer, "is_near": True}, "near spellings, and said to be near"
    assert set(rose) == {"id", "name", "known_as", "born_on", "nhs_number", "address_line", "postcode", "away"}, (
        "what tells people apart and where they are, and nothing of their care"
    )


def test_each_finds_those_whose_records_they_may_read_and_not_one_more(world: World) -> None:
    """Defect: a search that knows more people than the record opens is a way round it."""
    assert names(world, "rose", "anna") == ["Rose Ahmed"]
    assert names(world, "rose", "ben") == [], "a colleague of whose list she is not"
    assert names(world, "rose", "carl") == [], "another team"
    assert names(world, "rose", "bea") == [], "another place"
    assert names(world, "zoe", "lena") == []
    world.grant("rose", "vera")
    assert names(world, "rose", "vera") == ["Rose Ahmed"], "the voluntary sector sees the core"
    world.end("rose", "anna")
    assert names(world, "rose", "anna") == []
    for name in ("max", "ada", "priya"):
        assert names(world, "rose", name) == [], f"{name} reads nobody's record"


def test_the_access_function_is_asked_of_whoever_row_level_security_shows(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search.grants, "readable", lambda *asked: {})
    assert found(world, "rose")["people"] == []


def test_whoever_has_died_is_no_longer_found(world: World) -> None:
    tablet = world.tablet("anna")
    tablet.pull()
    tom = world.patient("tom")
    gone = {"status": "died", "status_on": "2026-11-23", "status_reason": None}
    assert names(world, "tom", "lena") != []
    tablet.edit(tablet.bundles[tom].record(tom), "status", gone, bundle=tom)
    assert [ending["ending"] for ending in tablet.push()] == ["applied"]
    assert names(world, "tom", "lena") == []


def test_who_is_in_hospital_is_found_with_that_for_as_long_as_it_lasts(world: World) -> None:
    anna, rose = world.tablet("anna"), world.patient("rose")
    anna.pull()
    away = {"away_from": "2026-11-21", "away_until": "2026-11-24", "away_why": "hospital"}
    anna.edit(anna.bundles[rose].record(rose), "away", away, bundle=rose)
    assert [ending["ending"] for ending in anna.push()] == ["applied"]
    assert found(world, "rose")["people"][0]["away"] == "In hospital since 21 Nov"
    world.turn(timedelta(days=1))
    assert found(world, "rose")["people"][0]["away"] is None, "its last day is over"


def test_who_was_looked_for_stands_in_the_audit_trail_also_where_nobody_was_found(world: World, caplog: pytest.LogCaptureFixture) -> None:
    found(world, "rose")
    found(world, "nobody of this name")
    with world.app.app_context(), transaction(ENGINE) as session:
        rows = session.execute(
            text("select staff_id::text, bundles::text[], detail::text from audit_event where detail ->> 'looked_up' is not null order by seq")
        ).all()
    assert [tuple(row) for row in rows] == [
        (world.staff("lena"), [world.patient("rose")], '{"looked_up": 1}'),
        (world.staff("lena"), [], '{"looked_up": 0}'),
    ], "and not a word of what was typed"
    assert "nobody of this name" not in caplog.text


def test_who_searches_more_often_than_one_can_is_told_how_long_to_wait_and_colleagues_go_on(world: World, redis_url: str) -> None:
    """Defect: one sign-in could read out all that a team cares for, a beginning of a name at a time."""
    client = Redis.from_url(redis_url)
    for _ in range(search.OFTEN):
        search.count(client, world.staff("lena"))
    status, answer, headers = ask(world, "rose", "lena")
    assert (status, answer["code"], answer["retryable"]) == (429, "too-many", True)
    assert answer["detail"] == "You have searched very often. Searching rests for 15 minutes."
    assert 0 < int(headers["Retry-After"]) <= search.WINDOW
    assert names(world, "rose", "anna") == ["Rose Ahmed"]
    assert world.staff("lena") not in str(client.keys("*")), "whose it is stands there as a hash"


def test_while_nobody_can_count_an_urgent_visit_still_finds_its_person(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    lena = world.tablet("lena")
    monkeypatch.setitem(world.app.extensions, "redis", queues.connection(nowhere()))
    status, answer, _ = ask(world, "rose", lena)
    assert (status, [one["name"] for one in answer["people"]]) == (200, ["Rose Ahmed"])


@pytest.mark.parametrize("typed", ["", "   ", "a" * 121, "two\nlines", None])
def test_a_search_for_what_is_nothing_is_refused(world: World, typed: object) -> None:
    assert ask(world, typed, "lena")[0] == 422
