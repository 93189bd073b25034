"""The content of pictures over HTTP: in by pieces, out whole."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, request
from flask_smorest import Blueprint

from backend import security, wall_clock
from backend.database import db
from backend.errors import Problem
from backend.patients import attachments
from backend.patients.attachment_schemas import PIECE, OffsetHeaderSchema, ReceivedListSchema, ReceivedSchema, WhichSchema
from backend.patients.past import Reader
from backend.patients.pictures import NotTaken
from backend.security import STAFF, allow

blueprint = Blueprint("attachments", __name__, description="The content of pictures; what is known of them travels as records")


@blueprint.route("/attachments/received", methods=["POST"])
@allow(STAFF)
@blueprint.arguments(WhichSchema)
@blueprint.response(200, ReceivedListSchema)
def received(asked: dict[str, Any]) -> dict[str, Any]:
    """How much is here

    Asked before sending, and before a tablet lets its own copy go: a server that was restored may lack what it once had.
    """
    return {"attachments": attachments.received(_reader(), asked["ids"])}


@blueprint.route("/attachments/<uuid:attachment>/content", methods=["PUT"])
@allow(STAFF)
@blueprint.arguments(OffsetHeaderSchema, location="headers")
@blueprint.doc(requestBody=PIECE)
@blueprint.response(200, ReceivedSchema)
@blueprint.alt_response(409, "CONFLICT")
def take(told: dict[str, Any], attachment: UUID) -> attachments.Received:
    """Send a piece

    In order, by whoever took the picture, once its record was taken. A piece that came before is answered as it was; a gap is 409 `offset`, whose
    errors say how much is here. With the last piece the whole is judged: 422 `not-a-picture`, `size`, `location`, `beside` or `sum`, and
    nothing of it is kept.
    """
    if (request.content_length or 0) > attachments.PIECE:
        raise Problem(413)
    try:
        return attachments.take(_reader(), str(attachment), told["offset"], request.get_data(), wall_clock.now())
    except attachments.NotFound:
        raise Problem(404) from None
    except attachments.WrongOffset as wrong:
        raise Problem(409, "offset", "The pieces do not join.", errors={"received": str(wrong.received)}) from None
    except NotTaken as fault:
        raise Problem(422, fault.code, fault.words) from None


@blueprint.route("/attachments/<uuid:attachment>/content", methods=["GET"])
@allow(STAFF)
@blueprint.response(200, content_type="image/jpeg")
@blueprint.alt_response(409, "CONFLICT")
def read(attachment: UUID) -> Response:
    """A picture, whole

    A JPEG or a PNG. 409 `not-here` while it is still on the tablet that took it.
    """
    try:
        found = attachments.read(db.session(), _reader(), str(attachment), wall_clock.now())
    except attachments.NotFound:
        raise Problem(404) from None
    except attachments.NotHere:
        raise Problem(409, "not-here", "It is still on the tablet that took it.") from None
    return Response(found.content, content_type=found.media_type)


def _reader() -> Reader:
    caller = security.caller()
    return Reader(caller.staff, caller.place, security.device() or caller.device)
