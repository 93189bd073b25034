"""What the browser's side is given is current, and the document says of each operation what may come of it."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from backend import contract, openapi, security
from backend.config import PROJECT


@pytest.mark.parametrize("path", ["backend/openapi.json", "pwa/src/api/kinds.ts", "pwa/src/api/types.ts", "pwa/src/api/choices.ts"])
def test_the_generated_files_are_current(bare_app: Flask, path: str):
    wanted = {str(name): text for name, text in contract.files(bare_app).items()}[path]
    assert (PROJECT / path).read_text() == wanted, "run: ops/alongside contract"


def operations(app: Flask) -> list[tuple[str, str, dict]]:
    document = openapi.document(app)
    return [(path, method, found) for path, methods in document["paths"].items() for method, found in methods.items() if method != "parameters"]


def test_every_route_of_the_api_is_in_the_document(bare_app: Flask):
    routed = {rule.rule for rule in bare_app.url_map.iter_rules() if rule.rule.startswith("/api/") and rule.endpoint != "openapi_json"}
    written = {path for path, _, _ in operations(bare_app)}
    assert {as_written(rule) for rule in routed} == written


def as_written(rule: str) -> str:
    """A route's address as the document has it: `/board/<uuid:team>` is `/board/{team}`."""
    return re.sub(r"<\w+:(\w+)>", r"{\1}", rule)


def test_every_operation_says_who_may_call_it_and_how_it_may_fail(bare_app: Flask):
    for path, method, operation in operations(bare_app):
        answers = set(operation["responses"])
        assert "security" in operation, path
        assert {"400", "500", "503"} <= answers, path
        assert any(status.startswith("2") for status in answers), path
        if operation["security"]:
            assert "401" in answers, path
        if method != "get":
            assert "403" in answers, path
            named = {parameter.get("$ref", "").rpartition("/")[2] for parameter in operation["parameters"]}
            assert {"XAlongside", "Origin"} <= named, path


def test_every_error_is_described_as_a_problem_document(bare_app: Flask):
    document = openapi.document(bare_app)
    for name, response in document["components"]["responses"].items():
        assert response["content"]["application/problem+json"]["schema"] == {"$ref": "#/components/schemas/Problem"}, name


def test_operation_ids_are_unique(bare_app: Flask):
    names = [operation["operationId"] for _, _, operation in operations(bare_app)]
    assert len(names) == len(set(names))


def test_the_document_is_served_as_it_is_committed(bare_app: Flask):
    assert bare_app.test_client().get("/api/v1/openapi.json").get_data(as_text=True) == (PROJECT / "backend" / "openapi.json").read_text()


def test_the_roles_of_an_operation_are_written_down(bare_app: Flask):
    for rule in bare_app.url_map.iter_rules():
        who = security.allowed(bare_app, rule.endpoint) or frozenset()
        if rule.rule.startswith("/api/") and not who & {security.ANYONE, security.STAFF}:
            path = as_written(rule.rule)
            described = [operation.get("description", "") for found, _, operation in operations(bare_app) if found == path]
            assert any("Roles:" in text for text in described), rule.rule


def test_a_type_is_what_its_json_schema_says():
    assert contract._type({"type": ["string", "null"], "format": "uuid"}) == "string | null"
    assert contract._type({"type": "array", "items": {"type": ["integer", "null"]}}) == "(number | null)[]"
    assert contract._type({"type": "array", "prefixItems": [{"type": "string"}, {"type": "integer"}]}) == "[string, number]"
    assert contract._type({"type": "object", "additionalProperties": {"type": "string"}}) == "Record<string, string>"
    assert contract._type({"enum": ["a", "b"]}) == '"a" | "b"'
    assert contract._type({}) == "unknown"


NAMED = {"scope": "place, team:<id> or locality:<name>: no word of a person's"}
"""What an address may hold although it is of no closed form, and why."""


def test_no_address_asks_for_words_that_somebody_typed(bare_app: Flask):
    """Addresses stand in logs and histories: only ids, days, numbers and words of a closed list go there; what somebody looks for goes in a body."""
    asked = [
        (path, parameter["name"], parameter["schema"])
        for path, _, operation in operations(bare_app)
        for parameter in operation["parameters"]
        if parameter.get("in") == "query" and parameter["name"] not in NAMED
    ]
    assert asked
    for path, name, schema in asked:
        one = schema.get("items", schema)
        assert one["type"] in ("integer", "boolean") or {"pattern", "enum", "format"} & one.keys() or "integer" in one["type"], (path, name)
