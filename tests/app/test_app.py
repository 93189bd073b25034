"""One request, one commit; each request's transactions act for its person; wiring twice changes nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import text

from backend.app import create_app, wire
from backend.config import Config
from backend.database import Acting, db, who_acts
from backend.errors import Problem
from backend.record import registry
from backend.security import ANYONE, STAFF, allow
from backend.transaction import transaction


@pytest.fixture
def with_routes(app: Flask) -> Iterator[Flask]:
    """The application with routes more, that write, fail, and tell who acts."""
    config: Config = app.extensions["alongside"]
    more = create_app(config)

    @more.get("/api/v1/test/acts")
    @allow(STAFF)
    def acts() -> dict[str, object]:
        seen = db.session.execute(text("select current_user, current_setting('alongside.staff'), current_setting('alongside.place')")).one()
        return {"database": list(seen), "python": [who_acts.get().role, who_acts.get().staff]}

    @more.get("/api/v1/test/nobody")
    @allow(ANYONE)
    def nobody() -> dict[str, object]:
        return {"seen": db.session.execute(text("select count(*) from staff")).scalar_one(), "acts": who_acts.get().staff}

    @more.post("/api/v1/test/write/<ending>")
    @allow(ANYONE)
    def write(ending: str) -> dict[str, object]:
        db.session.execute(text("set local role alongside_engine"))
        db.session.execute(text("insert into place (id, name, made_at) values (gen_random_uuid(), :name, now())"), {"name": ending})
        if ending == "problem":
            raise Problem(409, "no")
        if ending == "broken":
            raise KeyError(ending)
        return {}

    yield more
    with more.app_context():
        db.engine.dispose()


def places(app: Flask) -> list[str]:
    with app.app_context(), transaction(Acting(role="engine")) as session:
        return list(session.execute(text("select name from place")).scalars())


OURS = {"Origin": "http://localhost", "X-Alongside": "1"}


@pytest.mark.parametrize(("ending", "kept"), [("well", ["well"]), ("problem", []), ("broken", [])])
def test_what_a_request_did_stands_whole_if_it_answered_well_and_else_not_at_all(with_routes: Flask, ending: str, kept: list[str]):
    with_routes.test_client().post(f"/api/v1/test/write/{ending}", headers=OURS)
    assert places(with_routes) == kept


def test_the_database_sees_who_asks_and_the_web_role_it_works_as(with_routes: Flask, place, sign_in):
    client = with_routes.test_client()
    client.environ_base |= {"HTTP_ORIGIN": OURS["Origin"], "HTTP_X_ALONGSIDE": "1"}
    sign_in(client, place.nurse)
    answer = client.get("/api/v1/test/acts").get_json()
    assert answer == {"database": ["alongside_web", place.nurse.id, place.id], "python": ["web", place.nurse.id]}


def test_after_a_request_nobody_acts(with_routes: Flask, place, sign_in):
    client = with_routes.test_client()
    client.environ_base |= {"HTTP_ORIGIN": OURS["Origin"], "HTTP_X_ALONGSIDE": "1"}
    sign_in(client, place.nurse)
    client.get("/api/v1/test/acts")
    assert who_acts.get().staff is None
    assert client.get("/api/v1/test/nobody").get_json() == {"seen": 0, "acts": None}


def test_who_is_not_signed_in_sees_nothing_in_the_database(with_routes: Flask, place):
    assert with_routes.test_client().get("/api/v1/test/nobody").get_json() == {"seen": 0, "acts": None}


def test_a_role_that_a_route_does_not_name_is_refused(app: Flask, place, sign_in):
    more = create_app(app.extensions["alongside"])

    @more.get("/api/v1/test/leads")
    @allow("lead", "manager")
    def leads() -> dict[str, object]:
        return {}

    answers = {}
    for person in (place.nurse, place.lead, place.manager, place.volunteer):
        client = more.test_client()
        client.environ_base |= {"HTTP_ORIGIN": OURS["Origin"], "HTTP_X_ALONGSIDE": "1"}
        sign_in(client, person)
        answers[person.role] = client.get("/api/v1/test/leads").status_code
    with more.app_context():
        db.engine.dispose()
    assert answers == {"practitioner": 403, "lead": 200, "manager": 200, "voluntary": 403}


def test_every_kind_of_the_policies_is_registered_and_wiring_twice_changes_nothing(bare_app: Flask):
    before = {kind: (registry.known(kind), len(registry.hooks(kind))) for kind in registry.kinds()}
    wire()
    assert {kind: (registry.known(kind), len(registry.hooks(kind))) for kind in registry.kinds()} == before
    assert set(before) == set(registry.policy.load().kinds)


def test_behind_a_trusted_proxy_the_address_of_the_caller_is_the_forwarded_one(app: Flask):
    from dataclasses import replace

    from flask import request

    def address(proxies: int) -> str:
        more = create_app(replace(app.extensions["alongside"], proxies=proxies))
        more.add_url_rule("/api/v1/test/address", "address", allow(ANYONE)(lambda: str(request.remote_addr)))
        return more.test_client().get("/api/v1/test/address", headers={"X-Forwarded-For": "6.6.6.6, 10.0.0.7"}).get_data(as_text=True)

    assert address(0) == "127.0.0.1"
    assert address(1) == "10.0.0.7"
