"""The four addresses of syncing. What they answer is in PROTOCOL.md; what they do is in `services`."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from typing import Any

from flask import Response, current_app, json
from flask_smorest import Blueprint

from backend import security, wall_clock
from backend.accounts.contacts import contacts
from backend.database import db
from backend.errors import where
from backend.record.pulling import Held, schema
from backend.security import STAFF, allow
from backend.sync_gateway import frames, services
from backend.sync_gateway.schemas import CheckedSchema, CheckSchema, LackingSchema, PullSchema, PushedSchema, PushSchema, ResendSchema

FRAMES = "application/vnd.alongside.frames"

log = logging.getLogger("alongside")

blueprint = Blueprint("sync", __name__, description="Push and pull: what a tablet and the server say to each other (sync/PROTOCOL.md)")


@blueprint.route("/sync/push", methods=["POST"])
@allow(STAFF)
@blueprint.arguments(PushSchema())
@blueprint.response(200, PushedSchema)
def push(sent: dict[str, Any]) -> Response:
    """Send changes. Each is judged by itself, and gets its own ending."""
    tablet = _tablet(sent["schema"], sent["changes"])
    return _json(services.push(tablet, sent["held"], sent["changes"], sent["newest_answered"], wall_clock.now(), _schemas()))


@blueprint.route("/sync/check", methods=["POST"])
@allow(STAFF)
@blueprint.arguments(CheckSchema())
@blueprint.response(200, CheckedSchema)
def check(sent: dict[str, Any]) -> Response:
    """Anything new? A few bytes, every 30 seconds."""
    return _json({"schema": schema(), **services.check(_tablet(sent["schema"]), sent["digest"], sent["newest_answered"], wall_clock.now())})


@blueprint.route("/sync/pull", methods=["POST"])
@allow(STAFF)
@blueprint.arguments(PullSchema())
@blueprint.response(200, content_type=FRAMES)
def pull(sent: dict[str, Any]) -> Response:
    """Receive what is new: a row of blocks, today's patients first."""
    held = [Held(bundle, tuple(parts), rev, chain8, end) for bundle, parts, rev, chain8, end in sent["held"]]
    begun = services.begin_pull(_tablet(sent["schema"]), held, sent["first"], sent["newest_answered"], wall_clock.now())
    answer = _unbroken(frames.blocks(begun, schema()))
    # What was read already leaves in one piece, with its length: each piece more is a wait at both ends.
    return Response(b"".join(answer) if begun.is_read else answer, content_type=FRAMES, headers={"X-Accel-Buffering": "no"})


@blueprint.route("/sync/resend", methods=["POST"])
@allow(STAFF)
@blueprint.arguments(ResendSchema())
@blueprint.response(200, LackingSchema)
def resend(sent: dict[str, Any]) -> Response:
    """After a restore: which answered changes are to be sent again, under the same ids."""
    lost, newest = services.lacking(_tablet(0), sent["ids"])
    return _json({"now": wall_clock.wire(wall_clock.now()), "lacking": lost, "newest": newest})


def _tablet(schema: int, changes: Sequence[object] = ()) -> services.Tablet:
    """Who asks, and that they are there. The request's own session gives its connection back: everything here has transactions of its own."""
    caller = security.caller()
    device = security.device() or caller.device
    contacts().note(str(caller.staff), device, wall_clock.now(), came=services.came(str(caller.staff), changes))
    if db.session.registry.has():
        db.session.close()
    return services.Tablet(str(caller.staff), str(caller.place), caller.roles, None if device is None else str(device), schema)


def _schemas() -> range:
    """Whose changes are taken: apps from OLDEST_SCHEMA on, as far as this server knows (M8). Others wait: nothing of theirs is journalled."""
    return range(current_app.config["OLDEST_SCHEMA"], schema() + 1)


def _json(answer: services.Json) -> Response:
    """Printed once, and not read through a schema a second time: a push answers in the order of the changes it was given."""
    return Response(json.dumps(answer), content_type="application/json")


def _unbroken(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """A fault in the middle ends the answer without its last block: the device keeps what came, and asks for the rest."""
    try:
        yield from blocks
    except Exception as error:
        log.error("pull broke off: %s", where(error))
