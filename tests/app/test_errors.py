"""Every error has one shape, a stable code, and says nothing of what the server had in hand."""

from __future__ import annotations

import logging

import pytest
from flask import Flask, abort, request
from redis.exceptions import ConnectionError as RedisAway
from sqlalchemy.exc import OperationalError

from backend import errors
from backend.errors import Problem
from tests.app.conftest import OURS

NAME = "Rahima Begum"


@pytest.fixture
def app() -> Flask:
    """An app whose routes break in every way there is."""
    app = Flask(__name__)
    errors.register(app)

    @app.get("/broken")
    def broken() -> str:
        raise KeyError(NAME)

    @app.get("/database")
    def database() -> str:
        raise OperationalError("select 1", {"name": NAME}, Exception(NAME))

    @app.get("/redis")
    def redis() -> str:
        raise RedisAway(NAME)

    @app.get("/named")
    def named() -> str:
        raise Problem(409, "taken", "It is taken.", errors={"email": "taken"}, retry_after=7)

    @app.get("/aborted/<int:status>")
    def aborted(status: int) -> str:
        abort(status)

    @app.post("/json")
    def json() -> dict[str, object]:
        return {"given": request.get_json()}

    return app


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 409, 410, 413, 415, 422, 429, 500, 501, 503])
def test_every_status_is_a_problem_document(app: Flask, status: int):
    answer = app.test_client().get(f"/aborted/{status}")
    document = answer.get_json()
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    assert document["status"] == status
    assert document["type"] == f"urn:alongside:problem:{document['code']}"
    assert isinstance(document["detail"], str)
    assert document["retryable"] is (status in {429, 500, 503})
    assert document["now"].endswith("Z")


def test_what_nobody_foresaw_says_nothing_of_what_was_in_hand(app: Flask, caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.DEBUG):
        answer = app.test_client().get("/broken")
    assert answer.status_code == 500
    assert NAME not in answer.get_data(as_text=True)
    assert "Traceback" not in answer.get_data(as_text=True)
    assert NAME not in caplog.text
    assert "KeyError at" in caplog.text
    assert "in broken" in caplog.text


@pytest.mark.parametrize("path", ["/database", "/redis"])
def test_a_server_we_lean_on_being_away_is_busy_and_worth_another_try(app: Flask, caplog: pytest.LogCaptureFixture, path: str):
    answer = app.test_client().get(path)
    assert (answer.status_code, answer.get_json()["code"], answer.get_json()["retryable"]) == (503, "busy", True)
    assert int(answer.headers["Retry-After"]) > 0
    assert NAME not in caplog.text


def test_a_problem_with_a_name_keeps_its_code_fields_and_headers(app: Flask):
    answer = app.test_client().get("/named")
    assert answer.get_json()["code"] == "taken"
    assert answer.get_json()["errors"] == {"email": "taken"}
    assert answer.headers["Retry-After"] == "7"


def test_a_method_that_is_not_taken_says_which_are(app: Flask):
    answer = app.test_client().delete("/named")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_nested_messages_become_one_level():
    found = errors.flat({"json": {"changes": {3: {"id": ["Not a valid UUID."]}}, "_schema": ["Wrong."]}})
    assert found == {"changes.3.id": "Not a valid UUID.", "_schema": "Wrong."}


def test_a_field_that_is_called_as_a_place_of_the_request_keeps_its_name():
    assert errors.flat({"json": {"query": ["Missing."]}}) == {"query": "Missing."}


@pytest.mark.parametrize("path", ["/api/v1/none", "/api/", "/assets/none.js", "/none.png"])
def test_what_is_not_there_is_a_problem_not_a_page(bare_app: Flask, path: str):
    answer = bare_app.test_client().get(path)
    assert (answer.status_code, answer.content_type) == (404, "application/problem+json")


def test_what_is_not_json_is_a_problem(bare_app: Flask):
    answer = bare_app.test_client().post("/api/v1/session", data=b"{", content_type="application/json", headers=OURS)
    assert (answer.status_code, answer.get_json()["code"]) == (400, "bad-request")


def test_what_is_not_as_it_must_be_names_each_field(bare_app: Flask):
    answer = bare_app.test_client().post("/api/v1/session", json={"email": 3, "more": 1}, headers=OURS)
    assert answer.status_code == 422
    assert set(answer.get_json()["errors"]) == {"email", "password", "more"}


@pytest.mark.parametrize("body", ['{"a": ' + "9" * 5000 + "}", "[" * 100_000, "{"])
def test_json_that_cannot_be_read_is_the_senders_fault_and_no_reason_to_try_again(app: Flask, body: str):
    """Defect: Python reads no number of 5,000 digits, and a device that is told to try again does so for ever."""
    answer = app.test_client().post("/json", data=body.encode(), content_type="application/json", headers=OURS)
    assert (answer.status_code, answer.get_json()["retryable"]) == (400, False)
