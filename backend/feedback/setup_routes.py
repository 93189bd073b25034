"""Setting a place's kiosks up: what each team asks, whose translations may be read, and what was recorded to be heard.

Leads choose for their team; that a translation or a recording reaches people is noted by a manager, for the whole place.
"""

from __future__ import annotations

import secrets
from typing import Any

from flask import Response
from flask_smorest import Blueprint

from backend import ids, queues, security, wall_clock
from backend.errors import Problem
from backend.feedback import kiosks, limits, schemas, setup_schemas, voices
from backend.feedback.contents import content
from backend.feedback.devices import Unknown
from backend.feedback.routes import LEADERS, a_stranger, address
from backend.feedback.sounds import NoSound
from backend.feedback.voices import Checked, Sound
from backend.security import ANYONE, allow

blueprint = Blueprint("kiosk-setup", __name__, description="What kiosks ask, in whose words and voice")


def _now() -> str:
    return wall_clock.wire(wall_clock.now())


def _checked(given: dict[str, Any]) -> Checked:
    """Raises 422 where the day lies ahead."""
    caller = security.caller()
    if given["on"] > wall_clock.today():
        raise Problem(422, errors={"on": "Not in the future."})
    return Checked(caller.place, caller.staff, given["by"].strip(), given["on"])


@blueprint.get("/feedback/setup")
@allow(*LEADERS)
@blueprint.response(200, setup_schemas.SetupSchema)
def kiosk_setup() -> dict[str, Any]:
    """What one's teams ask, what they may ask, and what was signed off and recorded for this place"""
    caller, all_ = security.caller(), content()
    sets = [
        {
            "key": one.key,
            "version": one.version,
            "name": one.name,
            "items": [{"key": item, "text": all_.items[item].text, "self_only": all_.items[item].self_only} for item in one.items],
        }
        for one in all_.sets.values()
    ]
    teams = kiosks.chosen(caller.place, kiosks.led(caller.place, caller.staff))
    about = {"manages": "manager" in caller.roles, "drafts": kiosks.shows_drafts(caller.place)}
    return {"now": _now(), **about, "sets": sets, "teams": teams, **voices.known(caller.place)}


@blueprint.put("/feedback/translations")
@allow("manager")
@blueprint.arguments(setup_schemas.SignOffSchema)
@blueprint.response(200, schemas.EnteredSchema)
def sign_translation(given: dict[str, Any]) -> dict[str, Any]:
    """A named person found the words around the questions right, in this wording: from now on people read them

    Of the questions themselves only published translations count: they come with the kiosk, and are not signed here.
    """
    voices.sign(_checked(given), given["language"], given["digest"], wall_clock.now())
    return {"now": _now()}


@blueprint.post("/feedback/translations/withdraw")
@allow("manager")
@blueprint.arguments(setup_schemas.WithdrawSchema)
@blueprint.response(200, schemas.EnteredSchema)
def withdraw_translation(given: dict[str, Any]) -> dict[str, Any]:
    """People read English again, with a word of explanation"""
    caller = security.caller()
    voices.withdraw(caller.place, caller.staff, given["language"], wall_clock.now())
    return {"now": _now()}


@blueprint.put("/feedback/recordings")
@allow("manager")
@blueprint.arguments(setup_schemas.RecordingSchema)
@blueprint.response(200, schemas.EnteredSchema)
def put_recording(given: dict[str, Any]) -> dict[str, Any]:
    """Something said aloud, in the place of what was recorded for it before

    Judged by what it is: MP3, M4A or Ogg, 600 KB at most.
    """
    now = wall_clock.now()
    new = Sound(ids.made(now, secrets.token_bytes(10)), given["language"], given["key"], given["content"])
    try:
        voices.record(_checked(given), new, now)
    except NoSound as fault:
        raise Problem(422, "no-recording", str(fault), errors={"content": str(fault)}) from None
    return {"now": _now()}


@blueprint.delete("/feedback/recordings/<uuid:recording>")
@allow("manager")
@blueprint.response(200, schemas.EnteredSchema)
def take_recording_away(recording: Any) -> dict[str, Any]:
    """It is heard no more"""
    caller = security.caller()
    if not voices.silence(caller.place, caller.staff, str(recording), wall_clock.now()):
        raise Problem(404)
    return {"now": _now()}


@blueprint.get("/feedback/recordings/<uuid:recording>")
@allow(*LEADERS)
@blueprint.response(200, content_type="audio/mpeg")
def read_recording(recording: Any) -> Response:
    """A recording of this place, to be heard by who answers for it

    As MP3, M4A or Ogg.
    """
    return _sound(voices.sound(security.caller().place, str(recording)))


@blueprint.get("/feedback/kiosk/recordings/<uuid:recording>")
@allow(ANYONE)
@blueprint.arguments(schemas.KioskHeaderSchema, location="headers")
@blueprint.response(200, content_type="audio/mpeg")
@blueprint.alt_response(401, "UNAUTHORIZED")
@blueprint.alt_response(429, "TOO_MANY_REQUESTS")
def kiosk_recording(kiosk: dict[str, Any], recording: Any) -> Response:
    """A recording for a kiosk to keep

    As MP3, M4A or Ogg. A one-time token is not used up by it.
    """
    limits.check_wrong(queues.redis(), address())
    limits.count(queues.redis(), "sound", address(), limits.SOUNDS_PER_ADDRESS)
    try:
        return _sound(voices.heard_at(kiosk["kiosk"], str(recording), wall_clock.today()))
    except Unknown:
        raise a_stranger() from None


def _sound(found: tuple[str, bytes] | None) -> Response:
    if found is None:
        raise Problem(404)
    return Response(found[1], content_type=found[0])
