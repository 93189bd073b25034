"""Schemathesis drives every operation of the document against the application, as someone whom it admits: right and wrong requests that it invents.

Nothing may break (5xx), answer with a status, a type or a body that the document does not say, or take what the document forbids.
"""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.core.parameters import ParameterLocation
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi import checks

from backend import security, wall_clock
from backend.accounts import limits
from backend.config import PROJECT

DOCUMENT = json.loads((PROJECT / "backend" / "openapi.json").read_text())
OPERATIONS = [(path, method) for path, methods in DOCUMENT["paths"].items() for method in methods if method != "parameters"]
SENT = {"Origin": "http://localhost", "X-Alongside": "1", "Accept-Encoding": "identity"}  # what drives it does not unpack

CHECKS = [
    schemathesis.checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]


WITH_A_BODY = [(path, method) for path, method in OPERATIONS if "requestBody" in DOCUMENT["paths"][path][method]]


def names(operations: list[tuple[str, str]]) -> list[str]:
    return [f"{method} {path}" for path, method in operations]


@pytest.fixture
def signed_in(request, app, client, place, sign_in, monkeypatch) -> dict[str, str]:
    """The cookie of someone whom the operation admits; sign-ins from one address are not counted here."""
    monkeypatch.setattr(limits, "PER_ADDRESS", 10**6)
    admitted = admits(app, *(request.node.callspec.params[name] for name in ("path", "method")))
    sign_in(client, place.staff[next(name for name, role in PEOPLE.items() if role in admitted)])
    return {"alongside": client.get_cookie("alongside").value}


PEOPLE = {"nurse": "practitioner", "lead": "lead", "manager": "manager"}
"""Who works at the place, of those who between them may ask everything."""


def admits(app: Flask, path: str, method: str) -> frozenset[str]:
    """The roles that may ask this: of an operation for everyone, all."""
    rules = (rule for rule in app.url_map.iter_rules() if method.upper() in (rule.methods or ()))
    endpoint = next(rule.endpoint for rule in rules if re.sub(r"<(?:[^:>]*:)?([^>]*)>", r"{\1}", rule.rule) == path)
    who = security.allowed(app, endpoint) or frozenset()
    return frozenset(PEOPLE.values()) if {security.ANYONE, security.STAFF} & who else who


@pytest.fixture(scope="module")
def document(_made_app: Flask) -> BaseSchema:
    """Read once: to read it, and the application's own words that schemathesis tries, takes longer than most operations."""
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", _made_app)


@pytest.fixture
def there(place) -> dict[str, str]:
    """What addresses name and no invention meets: the lead's own team, a day, a week."""
    today = wall_clock.today()
    monday = today - timedelta(days=today.weekday())
    return {"team": place.teams["North West"], "day": today.isoformat(), "monday": monday.isoformat()}


def drive(document: BaseSchema, path: str, method: str, mode: GenerationMode, cookies: dict[str, str], there: dict[str, str]) -> None:
    operation = document[path][method]

    @settings(max_examples=20, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
    @given(case=operation.as_strategy(generation_mode=mode))
    def once(case: schemathesis.Case) -> None:
        case.path_parameters.update({name: value for name, value in there.items() if name in case.path_parameters})
        response = case.call(headers=SENT, cookies=cookies)
        case.validate_response(response, checks=CHECKS)
        body = case.meta.components.get(ParameterLocation.BODY) if case.meta else None
        if body is not None and body.mode is GenerationMode.NEGATIVE:
            assert response.status_code >= 400, f"a body that the document forbids was taken: {case.body!r}"

    once()


@pytest.mark.slow
@pytest.mark.parametrize(("path", "method"), OPERATIONS, ids=names(OPERATIONS))
def test_a_request_that_is_right_is_answered_as_the_document_says(document: BaseSchema, signed_in: dict[str, str], there, path: str, method: str):
    cookies = {} if (path, method) == ("/api/v1/session", "delete") else signed_in
    drive(document, path, method, GenerationMode.POSITIVE, cookies, there)


@pytest.mark.slow
@pytest.mark.parametrize(("path", "method"), WITH_A_BODY, ids=names(WITH_A_BODY))
def test_a_body_that_is_wrong_is_refused_as_the_document_says(document: BaseSchema, signed_in: dict[str, str], there, path: str, method: str):
    drive(document, path, method, GenerationMode.NEGATIVE, signed_in, there)
