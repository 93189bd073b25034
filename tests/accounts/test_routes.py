"""Signing in and out through the real routes, on a real database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import text

from backend import wall_clock
from backend.accounts import limits, services
from backend.app import create_app
from backend.config import Config
from backend.database import Acting, db
from backend.queues import connection
from backend.transaction import transaction
from tests.app.conftest import nowhere

ENGINE = Acting(role="engine")
PASSWORD = "a-long-enough-passphrase"
MORNING = datetime(2026, 11, 24, 8, tzinfo=UTC)


def rows(app: Flask, sql: str, **values: object) -> list[tuple]:
    with app.app_context(), transaction(ENGINE) as session:
        return [tuple(row) for row in session.execute(text(sql), values)]


def execute(app: Flask, sql: str, **values: object) -> None:
    with app.app_context(), transaction(ENGINE) as session:
        session.execute(text(sql), values)


def test_who_signs_in_is_told_who_they_are_and_what_their_tablet_will_hold(client, place, sign_in):
    answer = sign_in(client, place.nurse)
    body = answer.get_json()
    assert body["me"] == {
        "staff": place.nurse.id,
        "name": "Kemi Adeyemi",
        "profession": "Community nurse",
        "organisation": "Barts Health NHS Trust",
        "team": place.teams["North West"],
        "teamName": "North West team",
        "role": "practitioner",
        "place": place.id,
    }
    assert body["holds"] == {"patients": 0, "today": 0}
    assert wall_clock.from_wire(body["now"]) <= wall_clock.now()
    again = client.get("/api/v1/session").get_json()
    assert (again["me"], again["holds"]) == (body["me"], body["holds"])


def test_what_the_tablet_will_hold_counts_what_grants_say(app, client, place, sign_in, monkeypatch):
    from types import SimpleNamespace as Held

    held = [Held(type="people", today=False), Held(type="patient", today=True), Held(type="patient", today=False)]
    monkeypatch.setattr(services, "_holdings", lambda session, now: held if session.info["acting"].staff == place.nurse.id else [])
    assert sign_in(client, place.nurse).get_json()["holds"] == {"patients": 2, "today": 1}


def test_the_address_may_be_typed_in_capitals(client, place):
    answer = client.post("/api/v1/session", json={"email": f" {place.nurse.email.upper()} ", "password": PASSWORD})
    assert answer.status_code == 201


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(client, place, sign_in):
    cookie = next(one for one in sign_in(client, place.nurse).headers.getlist("Set-Cookie") if one.startswith("alongside="))
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie


def test_with_https_the_cookie_travels_by_https_only_and_belongs_to_this_host(database_url, redis_url, place):
    origin = "https://alongside.example"
    app = create_app(Config(database_url=database_url, redis_url=redis_url, secret_key="k" * 20 + "0123456789abcdef", origin=origin))
    answer = app.test_client().post(
        "/api/v1/session",
        json={"email": place.nurse.email, "password": PASSWORD},
        headers={"Origin": origin, "X-Alongside": "1"},
        base_url=origin,
    )
    with app.app_context():
        db.engine.dispose()
    cookies = answer.headers.getlist("Set-Cookie")
    assert {cookie.split("=")[0] for cookie in cookies} == {"__Host-alongside", "__Secure-alongside-known"}
    assert all("Secure;" in cookie for cookie in cookies)


def test_a_wrong_password_an_unknown_address_and_an_account_not_to_be_used_get_the_same_answer(app, new_client, place):
    execute(app, "update account set disabled_at = now() where email = :email", email=place.physio.email)
    execute(app, "update staff set status = 'left' where id = :id", id=place.lead.id)

    def answer(email: str, password: str) -> tuple[int, dict]:
        found = new_client().post("/api/v1/session", json={"email": email, "password": password})
        body = found.get_json()
        return found.status_code, {name: body[name] for name in ("code", "detail", "title", "type", "retryable")}

    wrong = answer(place.nurse.email, "not the password")
    assert wrong[0] == 401
    assert wrong[1]["code"] == "credentials"
    assert "9 more tries" in wrong[1]["detail"]
    assert answer("nobody@example.org", PASSWORD) == wrong
    assert answer(place.physio.email, PASSWORD) == wrong
    assert answer(place.lead.email, PASSWORD) == wrong


def test_after_ten_tries_not_even_the_right_password_opens(client, place):
    for _ in range(limits.PER_ACCOUNT):
        client.post("/api/v1/session", json={"email": place.nurse.email, "password": "wrong"})
    answer = client.post("/api/v1/session", json={"email": place.nurse.email, "password": PASSWORD})
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0


def test_strangers_with_wrong_passwords_do_not_keep_the_owner_out_of_a_browser_that_was_used_before(client, new_client, place, sign_in):
    sign_in(client, place.nurse)
    client.delete("/api/v1/session")
    stranger = new_client()
    for _ in range(limits.PER_ACCOUNT + 1):
        answer = stranger.post("/api/v1/session", json={"email": place.nurse.email, "password": "wrong"})
    assert answer.status_code == 429
    assert new_client().post("/api/v1/session", json={"email": place.nurse.email, "password": PASSWORD}).status_code == 429
    assert client.post("/api/v1/session", json={"email": place.nurse.email, "password": PASSWORD}).status_code == 201


def test_a_shared_tablet_is_known_to_each_account_that_signed_in_there_and_to_no_other(client, new_client, place, sign_in):
    sign_in(client, place.nurse)
    sign_in(client, place.physio)
    for person in (place.nurse, place.physio, place.lead):
        for _ in range(limits.PER_ACCOUNT):
            new_client().post("/api/v1/session", json={"email": person.email, "password": "wrong"})
    answers = {
        person.name: client.post("/api/v1/session", json={"email": person.email, "password": PASSWORD}).status_code
        for person in (place.nurse, place.physio, place.lead)
    }
    assert list(answers.values()) == [201, 201, 429]


def test_the_mark_of_a_known_browser_is_out_of_reach_of_scripts_cannot_be_forged_and_opens_nothing(client, new_client, place, sign_in):
    set_cookies = sign_in(client, place.nurse).headers.getlist("Set-Cookie")
    known = next(one for one in set_cookies if one.startswith("alongside-known="))
    assert "HttpOnly" in known
    assert "SameSite=Strict" in known
    assert "Path=/api/v1/session" in known
    value = client.get_cookie("alongside-known", path="/api/v1/session").value
    thief = new_client()
    thief.set_cookie("alongside-known", value, path="/api/v1/session")
    assert thief.get("/api/v1/session").status_code == 401
    thief.set_cookie("alongside-known", value[:-4] + ("AAAA" if value[-4:] != "AAAA" else "BBBB"), path="/api/v1/session")
    for _ in range(limits.PER_ACCOUNT):
        new_client().post("/api/v1/session", json={"email": place.nurse.email, "password": "wrong"})
    assert thief.post("/api/v1/session", json={"email": place.nurse.email, "password": "wrong"}).status_code == 429


def test_while_redis_is_away_who_is_signed_in_works_on(app, client, new_client, place, sign_in, monkeypatch):
    sign_in(client, place.nurse)
    monkeypatch.setitem(app.extensions, "redis", connection(nowhere()))
    assert client.get("/api/v1/session").status_code == 200
    answer = new_client().post("/api/v1/session", json={"email": place.nurse.email, "password": PASSWORD})
    assert (answer.status_code, answer.get_json()["code"]) == (503, "sign-in-away")


def test_the_database_keeps_no_token_and_no_password(app, client, place, sign_in):
    sign_in(client, place.nurse)
    cookie = client.get_cookie("alongside")
    with app.test_request_context(headers={"Cookie": f"alongside={cookie.value}"}) as context:
        token = context.session["_user_id"]
    stored = str(rows(app, "select * from account_session")) + str(rows(app, "select * from account"))
    assert token not in stored
    assert PASSWORD not in stored
    assert rows(app, "select count(*) from account_session where token_hash = :hash", hash=services.token_hash(token)) == [(1,)]


def test_a_cookie_is_worth_nothing_once_its_row_has_ended(app, client, place, sign_in):
    sign_in(client, place.nurse)
    execute(app, "update account_session set ended_at = now()")
    assert client.get("/api/v1/session").status_code == 401


def test_a_forged_cookie_opens_nothing(app, client, place, sign_in):
    sign_in(client, place.nurse)
    value = client.get_cookie("alongside").value
    client.set_cookie("alongside", value[:-4] + ("AAAA" if value[-4:] != "AAAA" else "BBBB"))
    assert client.get("/api/v1/session").status_code == 401


def test_each_sign_in_has_a_token_of_its_own(client, new_client, place, sign_in):
    """Defect: a session that was planted in the browser before becomes the victim's."""
    sign_in(client, place.nurse)
    planted = client.get_cookie("alongside").value
    victim = new_client()
    victim.set_cookie("alongside", planted)
    sign_in(victim, place.lead)
    assert victim.get_cookie("alongside").value != planted
    assert client.get("/api/v1/session").get_json()["me"]["staff"] == place.nurse.id


def test_signing_out_ends_the_session_on_the_server_too(app, client, place, sign_in):
    sign_in(client, place.nurse)
    cookie = client.get_cookie("alongside").value
    assert client.delete("/api/v1/session").status_code == 200
    client.set_cookie("alongside", cookie)
    assert client.get("/api/v1/session").status_code == 401


def test_signing_out_twice_is_no_error_and_erases_nothing_on_the_device(client, place, sign_in):
    sign_in(client, place.nurse)
    answers = [client.delete("/api/v1/session"), client.delete("/api/v1/session")]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert not [answer for answer in answers if "Clear-Site-Data" in answer.headers]


def test_one_device_holds_one_session_of_an_account(app, client, place, sign_in):
    sign_in(client, place.nurse)
    first = client.get_cookie("alongside").value
    sign_in(client, place.nurse)
    client.set_cookie("alongside", first)
    assert client.get("/api/v1/session").status_code == 401
    assert rows(app, "select count(*) from account_session where ended_at is null") == [(1,)]


def test_two_devices_of_one_person_do_not_disturb_each_other(new_client, place, sign_in):
    tablet, desktop = new_client(), new_client()
    sign_in(tablet, place.nurse)
    sign_in(desktop, place.nurse)
    desktop.delete("/api/v1/session")
    assert tablet.get("/api/v1/session").status_code == 200


def test_a_device_is_noted_when_it_is_first_seen_and_each_time_it_signs_in(app, client, place, sign_in):
    with wall_clock.reading(MORNING) as turn:
        sign_in(client, place.nurse)
        turn(timedelta(hours=2))
        sign_in(client, place.lead)
    assert rows(app, "select cast(id as text), first_seen_at, last_seen_at, cast(last_staff_id as text) from device") == [
        (client.device, MORNING, MORNING + timedelta(hours=2), place.lead.id)
    ]


def test_a_session_ends_seven_days_after_its_last_contact(client, place, sign_in):
    with wall_clock.reading(MORNING) as turn:
        sign_in(client, place.nurse)
        turn(timedelta(days=7, seconds=-1))
        assert client.get("/api/v1/session").status_code == 200
        turn(timedelta(seconds=1))
        assert client.get("/api/v1/session").status_code == 401


def test_contact_keeps_a_session_but_not_beyond_thirty_days(client, place, sign_in):
    with wall_clock.reading(MORNING) as turn:
        sign_in(client, place.nurse)
        for _ in range(29):
            turn(timedelta(days=1))
            assert client.post("/api/v1/sync/check", json={"schema": 1, "digest": "0" * 32}).status_code == 200
        turn(timedelta(days=1))
        assert client.get("/api/v1/session").status_code == 401


def test_a_get_writes_nothing(app, client, place, sign_in):
    with wall_clock.reading(MORNING) as turn:
        sign_in(client, place.nurse)
        turn(timedelta(days=2))
        client.get("/api/v1/session")
        assert rows(app, "select seen_at from account_session") == [(MORNING,)]


def test_a_disabled_account_and_one_who_left_lose_their_sessions_at_once(app, new_client, place, sign_in):
    nurse, lead = new_client(), new_client()
    sign_in(nurse, place.nurse)
    sign_in(lead, place.lead)
    with app.app_context(), transaction(ENGINE) as session:
        assert services.disable(session, place.nurse.email, wall_clock.now())
    execute(app, "update staff set status = 'left' where id = :id", id=place.lead.id)
    assert nurse.get("/api/v1/session").status_code == 401
    assert lead.get("/api/v1/session").status_code == 401


def test_a_role_that_changes_counts_from_the_next_request(app, client, place, sign_in):
    sign_in(client, place.nurse)
    execute(app, "update staff set role = 'manager' where id = :id", id=place.nurse.id)
    assert client.get("/api/v1/session").get_json()["me"]["role"] == "manager"


def test_a_password_kept_by_older_parameters_is_kept_anew_at_sign_in(app, client, place, sign_in):
    from argon2 import PasswordHasher

    old = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    execute(app, "update account set password_hash = :old where email = :email", old=old, email=place.nurse.email)
    sign_in(client, place.nurse)
    [(new,)] = rows(app, "select password_hash from account where email = :email", email=place.nurse.email)
    assert "m=32768,t=2,p=1" in new
    sign_in(client, place.nurse)


def test_who_signed_in_out_and_failed_stands_in_the_audit_trail(app, client, new_client, place, sign_in):
    sign_in(client, place.nurse)
    client.delete("/api/v1/session")
    with new_client().post("/api/v1/session", json={"email": place.nurse.email, "password": "wrong"}) as answer:
        assert answer.status_code == 401
    found = rows(app, "select what, cast(staff_id as text), cast(device_id as text) from audit_event where what <> 'account' order by at, seq")
    assert [row[0] for row in found if row[0] != "sign-in-failed"] == ["device", "sign-in", "sign-out"]
    assert {row[1:] for row in found if row[0] != "sign-in-failed"} == {(place.nurse.id, client.device)}
    assert [row[1] for row in found if row[0] == "sign-in-failed"] == [None]
    assert not rows(app, "select detail from audit_event where cast(detail as text) like '%@%' or cast(detail as text) like '%wrong%'")


def test_an_address_that_nobody_has_costs_what_any_other_does_also_after_its_answer(app, new_client, place):
    """Defect: only known accounts were noted, and the next answer on the same connection came 15 ms later after one."""
    with new_client().post("/api/v1/session", json={"email": "nobody@alongside.example", "password": "wrong"}) as answer:
        assert answer.status_code == 401
    [(noted_in, detail)] = rows(app, "select cast(place_id as text), detail from audit_event where what = 'sign-in-failed'")
    assert noted_in != place.id
    assert detail == {"account": None}


def test_a_failed_sign_in_is_noted_after_its_answer_has_gone(app, new_client, place, monkeypatch):
    """Defect: a write for known accounts alone, before the answer, tells by its time that the account exists."""
    order: list[str] = []
    monkeypatch.setattr(services, "note_failure", lambda *_: order.append("noted"))
    answer = new_client().post("/api/v1/session", json={"email": place.nurse.email, "password": "wrong"})
    order.append("answered")
    answer.close()
    assert order == ["answered", "noted"]


@pytest.mark.parametrize("body", [{}, {"email": "a@b.c"}, {"email": "a@b.c", "password": 1}, {"email": "a@b.c", "password": ""}, [], "text"])
def test_what_is_no_sign_in_is_refused_with_its_fields(client, place, body):
    assert client.post("/api/v1/session", json=body).status_code == 422


@pytest.mark.parametrize("sign", ["\u0000", "\ud800", "\u0007"])
@pytest.mark.parametrize("field", ["email", "password"])
def test_what_no_keyboard_types_is_refused_and_breaks_nothing(client, place, field, sign):
    body = {"email": place.nurse.email, "password": PASSWORD}
    answer = client.post("/api/v1/session", json=body | {field: body[field] + sign})
    assert (answer.status_code, set(answer.get_json()["errors"])) == (422, {field})


def test_nobody_signed_in_in_one_place_is_anything_in_another(new_client, place, other_place, sign_in):
    here, there = new_client(), new_client()
    assert sign_in(here, place.nurse).get_json()["me"]["place"] == place.id
    assert sign_in(there, other_place.nurse).get_json()["me"]["place"] == other_place.id


PROOF = "p" * 43


def begin(client, place) -> None:
    """Signs in as the app does: with a proof that it made."""
    given = {"email": place.nurse.email, "password": PASSWORD}
    assert client.post("/api/v1/session", json=given, headers={"X-Proof": PROOF}).status_code == 201


def test_a_session_that_was_begun_with_a_proof_opens_nothing_to_the_cookie_alone(client, place):
    """A tablet in a patient's hands, or a locked one, has the cookie: it must not lead to a record from the address bar."""
    begin(client, place)
    assert client.get("/api/v1/session").status_code == 401
    assert client.get("/api/v1/session", headers={"X-Proof": "q" * 43}).status_code == 401
    assert client.get("/api/v1/session", headers={"X-Proof": PROOF}).get_json()["me"]["staff"] == place.nurse.id


def test_what_is_no_proof_is_refused_before_anything_is_looked_up(client):
    for wrong in ("short", "p" * 42 + "=", "p" * 200):
        answer = client.get("/api/v1/session", headers={"X-Proof": wrong})
        assert (answer.status_code, answer.get_json()["code"]) == (400, "proof")


def test_a_locked_tablet_may_end_its_session_and_nothing_else(app, client, place):
    begin(client, place)
    assert client.delete("/api/v1/session").status_code == 200
    assert client.get("/api/v1/session", headers={"X-Proof": PROOF}).status_code == 401
    assert rows(app, "select count(*) from account_session where ended_at is null") == [(0,)]


def test_the_proof_is_kept_as_a_hash_only(app, client, place):
    begin(client, place)
    ((kept,),) = rows(app, "select proof_hash from account_session")
    assert bytes(kept) == services.token_hash(PROOF)
    assert PROOF.encode() not in bytes(kept)
