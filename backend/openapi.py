"""The HTTP contract: OpenAPI 3.1, generated from the routes and their marshmallow schemas, served at /api/v1/openapi.json.

Every operation says who may call it (its security), which headers it wants, and every problem that it can end in, without the routes
repeating it: all that follows from `security.allow` and from the method.
"""

from __future__ import annotations

import http
import json
from typing import Any, ClassVar

import flask_smorest
from flask import Flask, Response
from flask_smorest.utils import prepare_response
from marshmallow import Schema, fields
from werkzeug.routing import Rule

from backend import errors, security

VERSION = "1.0.0"
PREFIX = "/api/v1"
COOKIE = "session"


class ProblemSchema(Schema):
    """RFC 9457 problem details."""

    type = fields.String(required=True, metadata={"description": "urn:alongside:problem: and the code"})
    title = fields.String(required=True)
    status = fields.Integer(required=True, metadata={"minimum": 400, "maximum": 599})
    detail = fields.String(required=True, metadata={"description": "A sentence for a person"})
    code = fields.String(required=True, metadata={"description": "Stable; what programs look at"})
    retryable = fields.Boolean(required=True, metadata={"description": "The same request may succeed later without anyone doing anything"})
    now = fields.String(required=True, metadata={"format": "date-time", "description": "The server's time (M7)"})
    instance = fields.String(metadata={"description": "urn:uuid: of this request, as in the server's log"})
    errors = fields.Dict(keys=fields.String(), values=fields.String(), metadata={"description": "Where it lies, and what is wrong there"})


class Api(flask_smorest.Api):  # type: ignore[misc]
    """flask-smorest with our problem documents and what every operation has in common."""

    ERROR_SCHEMA = ProblemSchema

    def _register_doc_blueprint(self) -> None:
        @self._app.get(f"{PREFIX}/openapi.json")
        @security.allow(security.ANYONE)
        def openapi_json() -> Response:
            return Response(text(self.spec.to_dict()), mimetype="application/json")

    def _register_error_handlers(self) -> None:
        """Ours are in errors.register, for the pages too."""

    def _register_pagination_header(self) -> None:
        """Nothing is paged by header here."""

    def _register_responses(self) -> None:
        for status in http.HTTPStatus:
            response: dict[str, Any] = {"description": status.phrase}
            if status >= 400:
                response["schema"] = self.ERROR_SCHEMA
            prepare_response(response, self.spec, errors.CONTENT_TYPE)
            self.spec.components.response(status.name, response, lazy=True)
        default: dict[str, Any] = {"description": "Any other error", "schema": self.ERROR_SCHEMA}
        prepare_response(default, self.spec, errors.CONTENT_TYPE)
        self.spec.components.response("DEFAULT_ERROR", default, lazy=True)


def document(app: Flask) -> dict[str, Any]:
    """The document of an app, as plain JSON values."""
    api: Api = app.extensions["flask-smorest"]["apis"][""]["ext_obj"]
    plain: dict[str, Any] = json.loads(text(api.spec.to_dict()))
    return plain


def text(document: dict[str, Any]) -> str:
    """The document as it is served and committed: indented, in the order of the routes, one newline at the end."""
    return json.dumps(_null_once(document), indent=2, ensure_ascii=False, default=str) + "\n"


def _null_once(node: Any) -> Any:
    """The same with each type named once: where a field of ours says that it may be null, apispec says so a second time."""
    if isinstance(node, dict):
        return {name: list(dict.fromkeys(value)) if name == "type" and isinstance(value, list) else _null_once(value) for name, value in node.items()}
    return [_null_once(one) for one in node] if isinstance(node, list) else node


SETTINGS: dict[str, Any] = {
    "API_TITLE": "Alongside",
    "API_VERSION": VERSION,
    "OPENAPI_VERSION": "3.1.0",
    "OPENAPI_URL_PREFIX": PREFIX,
    "API_SPEC_OPTIONS": {
        "info": {
            "description": "One shared record for the people who care for someone at home. How push and pull work, exactly: sync/PROTOCOL.md.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/"}],
    },
}

HEADERS: dict[str, dict[str, Any]] = {
    "X-Alongside": {
        "in": "header",
        "name": "X-Alongside",
        "required": True,
        "schema": {"const": "1"},
        "description": "Says that our app asks (CSRF)",
    },
    "Origin": {"in": "header", "name": "Origin", "required": True, "schema": {"type": "string"}, "description": "The app's own origin (CSRF)"},
    "X-Device": {
        "in": "header",
        "name": "X-Device",
        "required": False,
        "schema": {"type": "string", "format": "uuid", "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"},
        "description": "Made by the device at its first sign-in",
    },
    "X-Proof": {
        "in": "header",
        "name": "X-Proof",
        "required": False,
        "schema": {"type": "string", "pattern": f"^{security.PROOF.pattern}$"},
        "description": "Made by the app at sign-in: a session that was begun with it answers to who sends it, and to no other holder of the cookie",
    },
}


class Operations:
    """Adds to each documented operation what follows from who may use it, its method and its body."""

    METHODS: ClassVar[frozenset[str]] = frozenset({"get", "post", "put", "patch", "delete"})

    def __init__(self, api: Api, app: Flask) -> None:
        self.api = api
        self.rules: dict[str, list[Rule]] = {}
        for rule in app.url_map.iter_rules():
            self.rules.setdefault(_path(rule), []).append(rule)
        self.app = app

    def complete(self) -> None:
        spec = self.api.spec
        spec.components.security_scheme(
            COOKIE,
            {"type": "apiKey", "in": "cookie", "name": self.app.config["SESSION_COOKIE_NAME"], "description": "Set by signing in"},
        )
        for name, header in HEADERS.items():
            spec.components.parameter(name.replace("-", ""), "header", {k: v for k, v in header.items() if k not in {"in", "name"}} | {"name": name})
        for path, operations in spec._paths.items():
            for method, operation in operations.items():
                if method in self.METHODS:
                    self._complete(path, method, operation)

    def _complete(self, path: str, method: str, operation: dict[str, Any]) -> None:
        rule = next(rule for rule in self.rules[path] if method.upper() in (rule.methods or ()))
        who = security.allowed(self.app, rule.endpoint) or frozenset()
        operation.setdefault("operationId", rule.endpoint.rpartition(".")[2])
        statuses = {400, 500, 503}
        names = ["X-Device", "X-Proof"]
        if method != "get":
            names += ["X-Alongside", "Origin"]
            statuses |= {403, 413, 415}
        if security.ANYONE in who:
            operation["security"] = []
        else:
            operation["security"] = [{COOKIE: []}]
            statuses |= {401, 404}
            if security.STAFF not in who:
                statuses.add(403)
                operation["description"] = f"{operation.get('description', '')}\n\nRoles: {', '.join(sorted(who))}.".strip()
        parameters = operation.setdefault("parameters", [])
        parameters += [{"$ref": f"#/components/parameters/{name.replace('-', '')}"} for name in names]
        if "requestBody" in operation or len(parameters) > len(names):
            statuses.add(422)
        for name in names:
            self.api.spec.components.get_ref("parameter", name.replace("-", ""))
        for status in statuses:
            key = http.HTTPStatus(status).name
            operation["responses"].setdefault(str(status), self.api.spec.components.get_ref("response", key))
        operation["responses"] = dict(sorted((str(code), answer) for code, answer in operation["responses"].items()))


def _path(rule: Rule) -> str:
    """/visits/<uuid:visit> as OpenAPI writes it: /visits/{visit}"""
    return "".join(f"{{{text}}}" if is_variable else text for is_variable, text in rule._trace if text != "|")
