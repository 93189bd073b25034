"""Exports over HTTP: ask, look how far they are, fetch, stop. Read and asked for by managers; nobody else's numbers leave by this door."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response
from flask_smorest import Blueprint

from backend import ids, queues, security, wall_clock
from backend.database import Acting, db
from backend.errors import Problem
from backend.feedback.judging import first_day
from backend.places import queries as places
from backend.reports import export_schemas, exports, services
from backend.reports.models import Export
from backend.reports.services import Asked
from backend.returns import services as returns
from backend.security import allow
from backend.transaction import transaction

ENGINE = Acting(role="engine")

blueprint = Blueprint("report_exports", __name__, description="Reports as files, made by the worker; each is recorded")


@blueprint.get("/reports/exports")
@allow("manager")
@blueprint.response(200, export_schemas.ReportExportsSchema)
def list_exports() -> dict[str, Any]:
    """The exports of the place

    The newest first: who, what, why, how far, and the file as long as it is kept.
    """
    return {"now": wall_clock.wire(wall_clock.now()), "exports": told(exports.history(db.session())), "unheld": returns.unheld()}


@blueprint.post("/reports/exports")
@allow("manager")
@blueprint.arguments(export_schemas.ExportAskedSchema)
@blueprint.response(202, export_schemas.ReportExportSchema)
@blueprint.alt_response(429, "TOO_MANY_REQUESTS")
def ask_for_export(asked: dict[str, Any]) -> dict[str, Any]:
    """Ask for an export

    It is made by the worker, as its asker may read the reports, and kept for 14 days. A national return is of a month that has ended. One from which
    people can be told (csds) is for whom the place has named, of a month whose validation report (csds-report) was made.
    """
    caller, now = security.caller(), wall_clock.now()
    if asked["what"] in exports.RETURNS:
        return _begin(_of_return(asked, caller, now))
    try:
        until = first_day(asked["until"]) if asked["until"] else None
        page = services.page(db.session(), Asked(caller.place, asked["scope"], until, asked["months"], None), wall_clock.day_of(now))
    except services.NotThere:
        raise Problem(422, errors={"scope": "There is no such part of the place."}) from None
    except services.NotYet:
        raise Problem(422, errors={"until": "A month that has begun."}) from None
    export = Export(
        id=ids.made(now, secrets.token_bytes(10)), place_id=caller.place, asked_by=caller.staff, asked_at=now, what=asked["what"], form=asked["form"],
        scope=page.scope.scope, scope_name=page.scope.name, until=page.months[-1], months=asked["months"], why=asked["why"], has_names=False,
        state="waiting", steps=1, done=0,
    )  # fmt: skip
    return _begin(export)


def _of_return(asked: dict[str, Any], caller: security.Caller, now: datetime) -> Export:
    """A national return of a month, or the validation report that comes first. Refuses whoever was not named where people can be told from it, and a
    month that has not ended."""
    session, has_names = db.session(), asked["what"] in exports.WITH_NAMES
    if has_names and not returns.may_send(session, caller.place, caller.staff):
        raise Problem(403, "not-named", "Only whom the place has named may make its national returns: people can be told from them.")
    month = first_day(asked["until"]) if asked["until"] else None
    if month is None or asked["scope"] != "place":
        raise _not_so("until" if month is None else "scope", "A return is of one month and of the whole place.")
    if not returns.has_ended(month, wall_clock.day_of(now)):
        raise _not_so("until", "This month has not ended yet. A return is of a month that is over.")
    if asked["what"] == exports.CSDS and not exports.was_reported(session, month):
        raise _not_so("what", "Make and read the validation report of this month first.")
    return Export(
        id=ids.made(now, secrets.token_bytes(10)), place_id=caller.place, asked_by=caller.staff, asked_at=now, what=asked["what"], form=asked["form"],
        scope="place", scope_name=places.place_name(session, caller.place), until=month, months=1, why=asked["why"], has_names=has_names,
        state="waiting", steps=1, done=0,
    )  # fmt: skip


def _not_so(field: str, words: str) -> Problem:
    return Problem(422, detail=words, errors={field: words})


def _begin(export: Export) -> dict[str, Any]:
    caller = security.caller()
    answer = told([export])[0]
    try:
        with transaction(ENGINE) as session:
            exports.ask(session, export, device=security.device() or caller.device)
    except exports.TooMany:
        raise Problem(429, "too-many", f"{exports.MOST_WAITING} of your exports are still being made. Wait for one of them, or stop one.") from None
    queues.after_commit("backend.reports.making.make", answer["id"], queue=queues.REPORTS, timeout=3600)
    return answer


@blueprint.get("/reports/exports/<uuid:export>/content")
@allow("manager")
@blueprint.response(200, content_type="application/octet-stream")
def fetch_export(export: UUID) -> Response:
    """Fetch the file of an export

    404 where it is not ready, or is kept no longer. That it was fetched is in the audit trail.
    """
    caller = security.caller()
    try:
        found, content = exports.fetch(db.session(), str(export), staff=caller.staff, device=security.device() or caller.device, now=wall_clock.now())
    except exports.NotThere:
        raise Problem(404) from None
    headers = {"Content-Disposition": f'attachment; filename="{found.name}"', "Cache-Control": "no-store"}
    return Response(content, content_type=exports.TYPES[found.form], headers=headers)


@blueprint.delete("/reports/exports/<uuid:export>")
@allow("manager")
@blueprint.response(204)
def stop_export(export: UUID) -> None:
    """Stop an export of one's own, or take its file away"""
    try:
        with transaction(ENGINE) as session:
            exports.stop(session, str(export), security.caller().staff, wall_clock.now())
    except exports.NotThere:
        raise Problem(404) from None


def told(found: list[Export]) -> list[dict[str, Any]]:
    """Exports as whoever asks is told of them."""
    caller = security.caller()
    people = places.people(db.session(), caller.place, sorted({one.asked_by for one in found}))
    return [_told(one, people.get(one.asked_by, ("Somebody who left", ""))[0], one.asked_by == caller.staff) for one in found]


def _told(one: Export, who: str, is_mine: bool) -> dict[str, Any]:
    plain = ("id", "what", "form", "scope", "scope_name", "months", "why", "has_names", "state", "steps", "done", "doing", "message", "name", "rows")
    return {
        **{name: getattr(one, name) for name in plain},
        **{name: getattr(one, name) for name in ("pages", "size")},
        "until": exports.month_of(one.until),
        "schedule": one.schedule_id,
        "who": who,
        "mine": is_mine,
        "asked_at": wall_clock.wire(one.asked_at),
        "ends_at": _wire(one.ends_at),
    }


def _wire(moment: datetime | None) -> str | None:
    return wall_clock.wire(moment) if moment else None
