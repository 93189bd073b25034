"""Feedback over HTTP. The kiosk's addresses need no session and tell nothing of anybody; the rest is the teams', their leads' and managers'."""

from __future__ import annotations

import secrets
from datetime import timedelta
from random import SystemRandom
from typing import Any

from flask import request
from flask_smorest import Blueprint

from backend import ids, queues, security, wall_clock
from backend.errors import Problem
from backend.feedback import devices, kiosks, limits, schemas, services
from backend.feedback.contents import content
from backend.feedback.devices import Unknown
from backend.feedback.judging import NotTaken, weighed
from backend.security import ANYONE, STAFF, allow

blueprint = Blueprint("feedback", __name__, description="What people say of their care, and what was done about it")

CARERS = ("practitioner", "assistant", "coordinator", "lead")
LEADERS = ("lead", "manager")


def _now() -> str:
    return wall_clock.wire(wall_clock.now())


def address() -> str:
    """The line of whoever asks: what is counted by address is counted by it."""
    return security.line_of(request.remote_addr or "-")


def a_stranger() -> Problem:
    """Counts a token or code that nobody knows. Raises 429 where it was one too many."""
    limits.count(queues.redis(), "wrong", address(), limits.WRONG_PER_ADDRESS)
    return Problem(401, "kiosk", "This device is not known here, or no longer. Ask a member of staff to set it up again.")


# ------------------------------------------------------------------------------------------------------------------ the kiosk


@blueprint.post("/feedback")
@allow(ANYONE)
@blueprint.arguments(schemas.KioskHeaderSchema, location="headers")
@blueprint.arguments(schemas.FeedbackBatchSchema)
@blueprint.response(200, schemas.FeedbackTakenSchema)
@blueprint.alt_response(401, "UNAUTHORIZED")
@blueprint.alt_response(409, "CONFLICT")
@blueprint.alt_response(429, "TOO_MANY_REQUESTS")
def send_feedback(kiosk: dict[str, Any], sent: dict[str, Any]) -> dict[str, Any]:
    """Send people's answers

    Each is judged by itself and gets its own ending; a refused one stays refused. The same batch again is answered as before.
    """
    limits.check_wrong(queues.redis(), address())
    limits.count(queues.redis(), "address", address(), limits.PER_ADDRESS)
    limits.count(queues.redis(), "kiosk", kiosk["kiosk"] or "-", limits.PER_KIOSK)
    try:
        endings = services.take(kiosk["kiosk"], sent["batch"], sent["responses"], wall_clock.today(), SystemRandom())
    except Unknown:
        raise a_stranger() from None
    except services.OtherBatch:
        raise Problem(409, "batch", "There was a batch of this key, with other responses. A new batch needs a new key.") from None
    return {"now": _now(), "endings": endings}


@blueprint.get("/feedback/kiosk")
@allow(ANYONE)
@blueprint.arguments(schemas.KioskHeaderSchema, location="headers")
@blueprint.response(200, schemas.KioskSchema)
@blueprint.alt_response(401, "UNAUTHORIZED")
@blueprint.alt_response(429, "TOO_MANY_REQUESTS")
def kiosk_content(kiosk: dict[str, Any]) -> dict[str, Any]:
    """What to ask here, and what came of what people said

    A one-time token is not used up by asking.
    """
    limits.check_wrong(queues.redis(), address())
    limits.count(queues.redis(), "address", address(), limits.PER_ADDRESS)
    try:
        return {"now": _now(), **kiosks.shown_on(kiosk["kiosk"], wall_clock.today())}
    except Unknown:
        raise a_stranger() from None


@blueprint.post("/feedback/kiosks/enrol")
@allow(ANYONE)
@blueprint.arguments(schemas.EnrolSchema)
@blueprint.response(201, schemas.EnrolledSchema)
@blueprint.alt_response(401, "UNAUTHORIZED")
@blueprint.alt_response(429, "TOO_MANY_REQUESTS")
def enrol_kiosk(given: dict[str, str]) -> dict[str, Any]:
    """Make this device a kiosk

    By the code that a lead was shown. It works once.
    """
    limits.check_wrong(queues.redis(), address())
    secret = secrets.token_urlsafe(32)
    try:
        name = kiosks.enrol(given["code"], secret, wall_clock.now(), wall_clock.today())
    except Unknown:
        raise a_stranger() from None
    return {"now": _now(), "secret": secret, "name": name}


# ------------------------------------------------------------------------------------------------------------------ handing over, writing in


@blueprint.post("/feedback/tokens")
@allow(*CARERS)
@blueprint.arguments(schemas.AskTokensSchema)
@blueprint.response(201, schemas.TokensSchema)
@blueprint.alt_response(409, "CONFLICT")
@blueprint.alt_response(429, "TOO_MANY_REQUESTS")
def ask_tokens(asked: dict[str, Any]) -> dict[str, Any]:
    """Ask for one-time tokens for hand-overs to come

    For one's own team. Each takes one answer, for this month or the next. Who asked is not kept.
    """
    caller = security.caller()
    limits.count(queues.redis(), "staff", caller.staff, limits.PER_STAFF)
    tokens = [secrets.token_urlsafe(24) for _ in range(asked["count"])]
    try:
        ends_on = kiosks.issue(caller.place, caller.staff, asked["month"], tokens, wall_clock.today())
    except kiosks.NoTeam:
        raise Problem(409, "no-team", "You are in no team: only a team's own visits hand a tablet over.") from None
    except NotTaken as fault:
        raise Problem(422, errors=fault.errors) from None
    return {"now": _now(), "month": asked["month"], "ends_on": ends_on.isoformat(), "tokens": tokens}


@blueprint.post("/feedback/entries")
@allow(*CARERS, "manager")
@blueprint.arguments(schemas.EntrySchema)
@blueprint.response(201, schemas.EnteredSchema)
@blueprint.alt_response(409, "CONFLICT")
@blueprint.alt_response(429, "TOO_MANY_REQUESTS")
def enter_feedback(given: dict[str, Any]) -> dict[str, Any]:
    """Write in an answer that was given on paper, by phone, by text message or online

    For one's own team, or one that one answers for. Who wrote it in is not kept with it. The same `batch` again is counted once.
    """
    caller = security.caller()
    limits.count(queues.redis(), "staff", caller.staff, limits.PER_STAFF)
    try:
        team = kiosks.answered_for(caller.place, caller.staff, given.pop("team"))
        services.enter(caller.place, team, given.pop("batch"), weighed(given, content()), wall_clock.today(), SystemRandom())
    except kiosks.NoTeam:
        raise Problem(409, "no-team", "Say for which of your teams: an answer is counted for the team that it is about.") from None
    except services.OtherBatch:
        raise Problem(409, "batch", "There was a batch of this key, with other responses. A new batch needs a new key.") from None
    except NotTaken as fault:
        raise Problem(422, errors=fault.errors or {"answers": "There is no answer in it."}) from None
    return {"now": _now()}


# ------------------------------------------------------------------------------------------------------------------ devices of their own


@blueprint.get("/feedback/kiosks")
@allow(*LEADERS)
@blueprint.response(200, schemas.KiosksSchema)
def list_kiosks() -> dict[str, Any]:
    """The devices that stand in the places of one's teams"""
    caller = security.caller()
    return {"now": _now(), "kiosks": kiosks.listed(kiosks.led(caller.place, caller.staff), caller.place, wall_clock.now())}


@blueprint.post("/feedback/kiosks")
@allow(*LEADERS)
@blueprint.arguments(schemas.NewKioskSchema)
@blueprint.response(201, schemas.NewKioskAnswerSchema)
def new_kiosk(given: dict[str, str]) -> dict[str, Any]:
    """A code for a device that is to stand somewhere

    Its answers count for this team. The code is told once.
    """
    caller, now = security.caller(), wall_clock.now()
    if given["team"] not in kiosks.led(caller.place, caller.staff):
        raise Problem(404)
    code = "".join(secrets.choice(devices.ALPHABET) for _ in range(devices.CODE_LENGTH))
    made = kiosks.NewKiosk(ids.made(now, secrets.token_bytes(10)), given["team"], given["name"], code)
    return kiosks.make(caller.place, caller.staff, made, now, now + timedelta(hours=devices.CODE_HOURS))


@blueprint.delete("/feedback/kiosks/<uuid:kiosk>")
@allow(*LEADERS)
@blueprint.response(200, schemas.EnteredSchema)
def revoke_kiosk(kiosk: Any) -> dict[str, Any]:
    """A device is a stranger from now on"""
    caller = security.caller()
    if not kiosks.revoke(caller.place, caller.staff, str(kiosk), kiosks.led(caller.place, caller.staff), wall_clock.now()):
        raise Problem(404)
    return {"now": _now()}


@blueprint.get("/feedback/asked")
@allow(STAFF)
@blueprint.arguments(schemas.AskedQuerySchema, location="query")
@blueprint.response(200, schemas.AskedSchema)
def what_is_asked(asked: dict[str, Any]) -> dict[str, Any]:
    """What one's own team, or one that one answers for, asks, as its kiosk shows it: for writing in an answer, and for handing a tablet over"""
    caller = security.caller()
    try:
        team = kiosks.answered_for(caller.place, caller.staff, asked["team"])
        return {"now": _now(), **kiosks.asked_by(caller.place, team, wall_clock.today())}
    except kiosks.NoTeam:
        raise Problem(404) from None


@blueprint.put("/feedback/asked/<uuid:team>")
@allow(*LEADERS)
@blueprint.arguments(schemas.ChosenSchema)
@blueprint.response(200, schemas.EnteredSchema)
def choose_what_is_asked(given: dict[str, Any], team: Any) -> dict[str, Any]:
    """Choose what a team asks, in which languages"""
    caller = security.caller()
    if str(team) not in kiosks.led(caller.place, caller.staff):
        raise Problem(404)
    kiosks.choose(caller.place, str(team), devices.Chosen(given["set"], given["service_line"], tuple(given["languages"])))
    return {"now": _now()}
