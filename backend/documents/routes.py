"""Documents over HTTP: ask, look, fetch, cancel. Each is its asker's alone."""

from __future__ import annotations

import secrets
from typing import Any
from uuid import UUID

from flask import Response
from flask_smorest import Blueprint

from backend import ids, queues, security, wall_clock
from backend.database import Acting, db
from backend.documents import services
from backend.documents.models import Document
from backend.documents.schemas import DocumentAskedSchema, DocumentSchema
from backend.errors import Problem
from backend.grants import services as grants
from backend.security import STAFF, allow
from backend.transaction import transaction

ENGINE = Acting(role="engine")

blueprint = Blueprint("documents", __name__, description="Documents of a record, made by the worker")


@blueprint.route("/patients/<uuid:patient>/documents", methods=["POST"])
@allow(STAFF)
@blueprint.arguments(DocumentAskedSchema)
@blueprint.response(202, DocumentSchema)
@blueprint.alt_response(429, "TOO_MANY_REQUESTS")
def ask_for_document(asked: dict[str, Any], patient: UUID) -> dict[str, Any]:
    """Ask for a document

    It is made by the worker, as its asker may see the record, and kept for a day.
    """
    caller, now = security.caller(), wall_clock.now()
    own = {grants.people_bundle(caller.place), grants.forms_bundle(caller.place), grants.mine_bundle(caller.staff)}
    parts = grants.readable(db.session(), caller.staff, [str(patient)], now).get(str(patient))
    if str(patient) in own or not parts:
        raise Problem(404)
    document = Document(
        id=ids.made(now, secrets.token_bytes(10)),
        place_id=caller.place,
        bundle_id=str(patient),
        parts=list(parts),
        asked_by=caller.staff,
        asked_at=now,
        ends_at=now + services.KEPT,
        what=asked["what"],
        size=asked["size"],
        state="waiting",
    )
    told = _told(document)
    try:
        with transaction(ENGINE) as session:
            services.ask(session, document, device=security.device() or caller.device)
    except services.TooMany:
        raise Problem(429, "too-many", f"{services.MOST_WAITING} of your documents are still being made. Wait for one of them.") from None
    queues.after_commit("backend.documents.jobs.make", told["id"], caller.staff, caller.place, queue=queues.SYNC, timeout=120)
    return told


@blueprint.route("/documents/<uuid:document>", methods=["GET"])
@allow(STAFF)
@blueprint.response(200, DocumentSchema)
def look_at_document(document: UUID) -> dict[str, Any]:
    """How far a document is"""
    return _told(_find(document))


@blueprint.route("/documents/<uuid:document>/content", methods=["GET"])
@allow(STAFF)
@blueprint.response(200, content_type="application/pdf")
def fetch_document(document: UUID) -> Response:
    """Fetch a document that is ready

    404 where it is not, or is kept no longer.
    """
    caller = security.caller()
    try:
        found, content = services.fetch(db.session(), str(document), now=wall_clock.now(), device=security.device() or caller.device)
    except services.NotGranted:
        raise Problem(404) from None
    # The name of a file shows in a browser's list of downloads: what it is, not of whom.
    disposition = f'inline; filename="{found.what}.pdf"'
    return Response(content, content_type="application/pdf", headers={"Content-Disposition": disposition, "Cache-Control": "no-store"})


@blueprint.route("/documents/<uuid:document>", methods=["DELETE"])
@allow(STAFF)
@blueprint.response(204)
def cancel_document(document: UUID) -> None:
    """Cancel a document, or throw it away"""
    found = _find(document).id
    with transaction(ENGINE) as session:
        services.cancel(session, found)


def _find(document: UUID) -> Document:
    try:
        return services.find(db.session(), str(document))
    except services.NotGranted:
        raise Problem(404) from None


def _told(document: Document) -> dict[str, Any]:
    told = {name: getattr(document, name) for name in ("id", "what", "size", "state", "title", "pages")}
    message = services.FAILURES.get(document.why or "") if document.state == "failed" else None
    return {**told, "ends_at": wall_clock.wire(document.ends_at), "message": message}
