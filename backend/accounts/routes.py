"""Signing in, who am I, signing out."""

from __future__ import annotations

import secrets
import uuid
from datetime import timedelta
from typing import Any

from flask import after_this_request, current_app, request
from flask.wrappers import Response
from flask_smorest import Blueprint

from backend import queues, security, wall_clock
from backend.accounts import known, limits, passwords, schemas, services, sessions
from backend.config import Config
from backend.errors import Problem
from backend.security import ANYONE, STAFF, allow

blueprint = Blueprint("accounts", __name__, description="Signing in and out")


@blueprint.post("/session")
@allow(ANYONE)
@blueprint.arguments(schemas.SignInSchema)
@blueprint.response(201, schemas.SessionSchema)
@blueprint.alt_response(401, "UNAUTHORIZED")
@blueprint.alt_response(429, "TOO_MANY_REQUESTS")
def sign_in(given: dict[str, str]) -> dict[str, Any]:
    """Sign in

    Sets the session cookie. An app that sends X-Proof here binds the session to it: from then on the cookie alone opens nothing.

    A wrong password and an unknown address get the same answer; after ten tries from one address, or in one browser that the
    account was signed in with before, it rests there for 15 minutes.
    """
    now, device = wall_clock.now(), security.device()
    config: Config = current_app.extensions["alongside"]
    key, address = passwords.email_key(given["email"]), request.remote_addr or "-"
    mark = known.mark(config, request, key)
    tries = limits.count(queues.redis(), key, address, mark)
    try:
        account = services.check_password(given["email"], given["password"])
        ends_at = now + timedelta(days=config.session_days)
        new = services.NewSession(str(uuid.uuid4()), secrets.token_urlsafe(32), device, now, ends_at, proof=security.proof())
        opened = services.sign_in(account, given["password"], new)
    except services.WrongPassword as failure:
        _note_afterwards(failure, device)
        raise Problem(401, "credentials", _wrong(tries.left)) from None
    limits.forgive(queues.redis(), key, address, mark)
    sessions.begin(new.token, opened)
    _know_again(config, key)
    return _answer(opened.staff, opened.place)


def _wrong(left: int) -> str:
    more = "No more tries" if left == 0 else "1 more try" if left == 1 else f"{left} more tries"
    return f"Address and password do not go together. Check both. {more}, then this account rests here for 15 minutes."


def _know_again(config: Config, key: str) -> None:
    @after_this_request
    def later(response: Response) -> Response:
        known.remember(config, request, response, key)
        return response


def _note_afterwards(failure: services.WrongPassword, device: str | None) -> None:
    app, now = current_app._get_current_object(), wall_clock.now()  # type: ignore[attr-defined]

    def note() -> None:
        with app.app_context():
            services.note_failure(failure, now, device)

    @after_this_request
    def later(response: Response) -> Response:
        response.call_on_close(note)
        return response


@blueprint.get("/session")
@allow(STAFF)
@blueprint.response(200, schemas.SessionSchema)
def who_am_i() -> dict[str, Any]:
    """Who am I, and what will my tablet hold"""
    caller = security.caller()
    return _answer(caller.staff, caller.place)


@blueprint.delete("/session")
@allow(ANYONE)
@blueprint.response(200, schemas.SignedOutSchema)
def sign_out() -> dict[str, Any]:
    """Sign out

    Ends the session on the server, for who has its cookie; signing out twice is no error. What the device keeps is the device's matter (T2).
    """
    found = sessions.holder()
    if found is not None:
        services.sign_out(found.id, place=found.place, staff=found.staff, device=found.device, now=wall_clock.now())
    sessions.end()
    return {"now": wall_clock.wire(wall_clock.now())}


def _answer(staff: str, place: str) -> dict[str, Any]:
    now = wall_clock.now()
    found = services.standing(staff, place, now)
    if found is None:
        raise Problem(401)
    return {"now": wall_clock.wire(now), "me": found.me, "holds": {"patients": found.patients, "today": found.today}}
