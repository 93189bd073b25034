"""Schemathesis drives every operation of the document against the application, as someone signed in: right and wrong requests that it invents.

Nothing may break (5xx), answer with a status, a type or a body that the document does not say, or take what the document forbids.
"""

from __future__ import annotations

import json

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.core.parameters import ParameterLocation
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi import checks

from backend.accounts import limits
from backend.config import PROJECT

DOCUMENT = json.loads((PROJECT / "openapi.json").read_text())
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
def signed_in(client, place, sign_in, monkeypatch) -> dict[str, str]:
    """The cookie of someone signed in; sign-ins from one address are not counted here."""
    monkeypatch.setattr(limits, "PER_ADDRESS", 10**6)
    sign_in(client, place.nurse)
    return {"alongside": client.get_cookie("alongside").value}


@pytest.fixture(scope="module")
def document(_made_app: Flask) -> BaseSchema:
    """Read once: to read it, and the application's own words that schemathesis tries, takes longer than most operations."""
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", _made_app)


def drive(document: BaseSchema, path: str, method: str, mode: GenerationMode, cookies: dict[str, str]) -> None:
    operation = document[path][method]

    @settings(max_examples=20, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
    @given(case=operation.as_strategy(generation_mode=mode))
    def once(case: schemathesis.Case) -> None:
        response = case.call(headers=SENT, cookies=cookies)
        case.validate_response(response, checks=CHECKS)
        body = case.meta.components.get(ParameterLocation.BODY) if case.meta else None
        if body is not None and body.mode is GenerationMode.NEGATIVE:
            assert response.status_code >= 400, f"a body that the document forbids was taken: {case.body!r}"

    once()


@pytest.mark.slow
@pytest.mark.parametrize(("path", "method"), OPERATIONS, ids=names(OPERATIONS))
def test_a_request_that_is_right_is_answered_as_the_document_says(document: BaseSchema, signed_in: dict[str, str], path: str, method: str):
    cookies = {} if (path, method) == ("/api/v1/session", "delete") else signed_in
    drive(document, path, method, GenerationMode.POSITIVE, cookies)


@pytest.mark.slow
@pytest.mark.parametrize(("path", "method"), WITH_A_BODY, ids=names(WITH_A_BODY))
def test_a_body_that_is_wrong_is_refused_as_the_document_says(document: BaseSchema, signed_in: dict[str, str], path: str, method: str):
    drive(document, path, method, GenerationMode.NEGATIVE, signed_in)
