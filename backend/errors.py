"""Every error that leaves the server: one shape (RFC 9457), a stable code, and whether trying again helps.

1. No answer carries a stack trace, a statement or a value of a record.
2. Logs name ids, places in the code and types of exceptions; never an exception's text, which may quote a patient's data.
3. `retryable` is true only where the same request may succeed later without anyone doing anything.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, g, has_request_context, json, request
from redis.exceptions import RedisError
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as BaseResponse

from backend import wall_clock

log = logging.getLogger("alongside")

CONTENT_TYPE = "application/problem+json"

CODES: Mapping[int, str] = {
    400: "bad-request",
    401: "sign-in",
    403: "not-allowed",
    404: "not-found",
    405: "method",
    406: "not-acceptable",
    408: "too-slow",
    409: "conflict",
    411: "length-required",
    412: "precondition",
    413: "too-big",
    414: "address-too-long",
    415: "media-type",
    416: "range",
    417: "expectation",
    422: "invalid",
    428: "precondition-required",
    429: "too-many",
    431: "headers-too-big",
    500: "broken",
    501: "not-implemented",
    502: "busy",
    503: "busy",
    504: "busy",
}
"""The code of an error that nobody named more closely."""

RETRYABLE = frozenset({408, 429, 500, 502, 503, 504})

SENTENCES: Mapping[int, str] = {
    400: "The request could not be read.",
    401: "Sign in to go on.",
    403: "Your role may not do this.",
    404: "There is nothing here, or nothing that you may see.",
    405: "This address does not take that method.",
    413: "The request is too big.",
    415: "The request must be JSON.",
    422: "Something in the request is not as it must be.",
    429: "Too many tries. Wait a little.",
    500: "Something broke on our side. It has been noted.",
    503: "The service is busy. Try again in a moment.",
}


class Problem(Exception):
    """An error with a code of its own. `errors` names fields and what is wrong with each; `detail` is a sentence for a person."""

    def __init__(
        self,
        status: int,
        code: str | None = None,
        detail: str | None = None,
        *,
        errors: Mapping[str, Any] | None = None,
        retryable: bool | None = None,
        retry_after: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code or CODES.get(status, "error"))
        self.status = status
        self.code = code or CODES.get(status, "error")
        self.detail = detail or SENTENCES.get(status) or HTTPStatus(status).description or HTTPStatus(status).phrase
        self.errors = errors
        self.retryable = status in RETRYABLE if retryable is None else retryable
        self.headers = dict(headers or {})
        if retry_after is not None:
            self.headers["Retry-After"] = str(retry_after)

    def body(self) -> dict[str, Any]:
        """The problem document. `now` is the server's time, which every answer carries (M7)."""
        document: dict[str, Any] = {
            "type": f"urn:alongside:problem:{self.code}",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
            "code": self.code,
            "retryable": self.retryable,
            "now": wall_clock.wire(wall_clock.now()),
        }
        if has_request_context() and "request_id" in g:
            document["instance"] = f"urn:uuid:{g.request_id}"
        if self.errors:
            document["errors"] = self.errors
        return document

    def response(self) -> Response:
        response = Response(json.dumps(self.body()), status=self.status, content_type=CONTENT_TYPE)
        response.headers.update(self.headers)
        if self.status == 401:  # RFC 9110 wants one; no browser knows the word, so none asks with a dialog of its own
            response.headers.setdefault("WWW-Authenticate", 'Session realm="Alongside"')
        return response


def from_http(error: HTTPException) -> Problem | BaseResponse:
    """What Flask, webargs and smorest raise, in our shape. A redirect passes as it is."""
    status = error.code or 500
    if error.response is not None or status < 400:  # abort(Response(…)), or a redirect
        return error.get_response()
    data = getattr(error, "data", None) or {}
    problem = Problem(status, errors=flat(data.get("messages") or data.get("errors") or {}))
    for name, value in error.get_headers():
        if name.lower() in {"allow", "retry-after", "www-authenticate"}:
            problem.headers[name] = value
    return problem


def flat(messages: Any) -> dict[str, str]:
    """Marshmallow's nested messages as one level: {"changes.3.id": "Not a valid UUID."}. webargs' outermost word ("json", "query") is left out."""
    if isinstance(messages, Mapping) and set(messages) <= {"json", "query", "path", "headers", "form", "files"}:
        return {name: text for inner in messages.values() for name, text in _flat(inner, "").items()}
    return _flat(messages, "")


def _flat(messages: Any, at: str) -> dict[str, str]:
    if isinstance(messages, Mapping):
        return {name: text for key, inner in messages.items() for name, text in _flat(inner, f"{at}.{key}" if at else str(key)).items()}
    if isinstance(messages, list | tuple):
        return {at or "body": " ".join(str(message) for message in messages)}
    return {at or "body": str(messages)}


def where(error: BaseException) -> str:
    """Where it broke, without a word of what was in hand: "KeyError at backend/visits/services.py:41 in assign < …", innermost first."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "/site-packages/" not in frame.filename] or frames[-3:]
    places = [f"{'/'.join(frame.filename.split('/')[-3:])}:{frame.lineno} in {frame.name}" for frame in reversed(ours[-6:])]
    text = f"{type(error).__name__} at {' < '.join(places)}"
    if isinstance(error, DBAPIError) and error.orig is not None:
        text += f" [{type(error.orig).__name__} {getattr(error.orig, 'sqlstate', None) or ''}]"
    cause = error.__cause__
    return text if cause is None or isinstance(error, DBAPIError) else f"{text}; because of {where(cause)}"


def from_any(error: Exception) -> Problem:
    """What nobody foresaw. A server that we lean on being away is `busy`, the rest is `broken`."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, RecursionError) or _is_unreadable(error):  # JSON a hundred thousand brackets deep: Python gives up on it so
        log.warning("request %s: %s", g.get("request_id", "-"), where(error))
        return Problem(400)
    log.error("request %s: %s", g.get("request_id", "-"), where(error))
    if isinstance(error, RedisError | PoolTimeout | InterfaceError | OperationalError):
        return Problem(503, retry_after=5)
    return Problem(500)


def _is_unreadable(error: Exception) -> bool:
    """JSON with a number of thousands of digits: Python's reader raises a plain ValueError, from inside itself."""
    last = list(traceback.walk_tb(error.__traceback__))[-1:]
    return isinstance(error, ValueError) and any(frame.f_globals.get("__name__") == "json.decoder" for frame, _ in last)


def register(app: Flask) -> None:
    """Makes every error of this app a problem document."""

    def http_exception(error: HTTPException) -> BaseResponse:
        found = from_http(error)
        return found.response() if isinstance(found, Problem) else found

    app.register_error_handler(HTTPException, http_exception)
    app.register_error_handler(Exception, lambda error: from_any(error).response())
    app.logger.disabled = True  # Flask's own handler would print the exception's text (2)


def log_request(response: Response) -> Response:
    """One line for each request that went wrong: ids and places only, the route's pattern instead of the address."""
    if response.status_code >= 400:
        rule = request.url_rule.rule if request.url_rule else "(no such address)"
        log.info("request %s: %s %s %s", g.get("request_id", "-"), request.method, rule, response.status_code)
    return response
