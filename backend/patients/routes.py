"""What is read online: who a person is whom no tablet here carries, and anybody's past."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import Response, json
from flask_smorest import Blueprint

from backend import queues, security, wall_clock
from backend.database import db
from backend.errors import Problem
from backend.patients import past, search
from backend.patients.past_schemas import HistoryQuerySchema, HistorySchema, OlderQuerySchema, OlderSchema
from backend.patients.search_schemas import FoundPeopleSchema, SoughtSchema
from backend.record.past import Step
from backend.security import STAFF, allow

blueprint = Blueprint("patients", __name__, description="A person's record, read online")


@blueprint.route("/patients/find", methods=["POST"])
@allow(STAFF)
@blueprint.arguments(SoughtSchema)
@blueprint.response(200, FoundPeopleSchema)
@blueprint.alt_response(429, description="Searched too often: `Retry-After` says how long to wait")
def find(asked: dict[str, Any]) -> search.Told:
    """Find somebody

    Of all whose records one may read, on a tablet or not. In the body, for a name or a number is never in an address; who was told stands in the
    audit trail.
    """
    caller = security.caller()
    search.count(queues.redis(), caller.staff)
    asker = search.Asker(caller.staff, caller.place, security.device() or caller.device)
    return search.search(db.session(), asker, asked["search"], wall_clock.now())


@blueprint.route("/patients/<uuid:patient>/older", methods=["GET"])
@allow(STAFF)
@blueprint.arguments(OlderQuerySchema, location="query")
@blueprint.response(200, OlderSchema)
def older(asked: dict[str, Any], patient: UUID) -> Response:
    """What left the window

    Records that are kept and that no tablet carries (R8), as they travel in a bundle, newest first, 50 at a time.
    """
    at, _, record = (asked["before"] or "").partition(",")
    now = wall_clock.now()
    try:
        found = past.older(db.session(), _reader(), str(patient), asked["kind"], (at, record) if record else None, now)
    except past.NotGranted:
        raise Problem(404) from None
    after = None if found.after is None else ",".join(found.after)
    return _json({"now": wall_clock.wire(now), "next": after, "left": found.left}, "lines", found.lines)


@blueprint.route("/patients/<uuid:patient>/history", methods=["GET"])
@allow(STAFF)
@blueprint.arguments(HistoryQuerySchema, location="query")
@blueprint.response(200, HistorySchema)
def history(asked: dict[str, Any], patient: UUID) -> Response:
    """How records became what they are

    Each change of the records of these kinds, or of one of them: who made it, what they saw and wanted, how it ended, and what stood afterwards.
    Newest first, 50 at a time.
    """
    now = wall_clock.now()
    try:
        steps, rest = past.history(db.session(), _reader(), str(patient), asked["kind"], asked["record"], asked["before"], now)
    except past.NotGranted:
        raise Problem(404) from None
    return _json({"now": wall_clock.wire(now), "next": rest}, "steps", [_step(step) for step in steps])


def _reader() -> past.Reader:
    caller = security.caller()
    return past.Reader(caller.staff, caller.place, security.device() or caller.device)


def _step(step: Step) -> str:
    told = {name: getattr(step, name) for name in ("n", "change", "source", "by", "at", "received_at", "kind", "record", "saw", "set")}
    return _with({**told, "ending": step.ending, "conflict": step.conflict}, "lines", step.lines)


def _with(head: dict[str, Any], name: str, lines: Sequence[str]) -> str:
    """An object as JSON text, with one more member: lines as they are stored, which nobody reads and prints again."""
    return f'{json.dumps(head)[:-1]},"{name}":[{",".join(lines)}]}}'


def _json(head: dict[str, Any], name: str, lines: Sequence[str]) -> Response:
    return Response(_with(head, name, lines), content_type="application/json")
