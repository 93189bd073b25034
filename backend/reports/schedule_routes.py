"""Exports of each month over HTTP: ask, look what came of them, pause, let go on, end. For the managers of a place, like all exports."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask_smorest import Blueprint

from backend import ids, security, wall_clock
from backend.database import Acting, db
from backend.errors import Problem
from backend.places import queries as places
from backend.reports import export_routes, export_schemas, exports, schedules, services
from backend.reports.models import Export, Schedule
from backend.reports.services import Asked
from backend.security import allow
from backend.transaction import transaction

ENGINE = Acting(role="engine")

blueprint = Blueprint("report_schedules", __name__, description="Exports that are made of each month by themselves")


@blueprint.get("/reports/schedules")
@allow("manager")
@blueprint.response(200, export_schemas.ReportSchedulesSchema)
def list_schedules() -> dict[str, Any]:
    """What is exported each month

    Who asked for it, what of, in which form, why, since when, which is the next, and what it made. Those that were ended are not among them.
    """
    now = wall_clock.now()
    return {"now": wall_clock.wire(now), "schedules": _all(schedules.listed(db.session()), now)}


@blueprint.post("/reports/schedules")
@allow("manager")
@blueprint.arguments(export_schemas.ScheduleAskedSchema)
@blueprint.response(201, export_schemas.ReportScheduleSchema)
@blueprint.alt_response(409, description="The same is made each month already")
@blueprint.alt_response(429, "TOO_MANY_REQUESTS")
def ask_for_schedule(asked: dict[str, Any]) -> dict[str, Any]:
    """Ask for an export of each month

    The first is of the month that runs now. Each is made once its month is over and counted, as its asker may read the reports.
    """
    caller, now = security.caller(), wall_clock.now()
    if asked["what"] in exports.RETURNS and (asked["scope"], asked["months"]) != ("place", 1):
        raise Problem(422, errors={"scope": "A return is of one month and of the whole place."})
    try:
        page = services.page(db.session(), Asked(caller.place, asked["scope"], None, asked["months"], None), wall_clock.day_of(now))
    except services.NotThere:
        raise Problem(422, errors={"scope": "There is no such part of the place."}) from None
    schedule = Schedule(
        id=ids.made(now, secrets.token_bytes(10)), place_id=caller.place, asked_by=caller.staff, asked_at=now, what=asked["what"], form=asked["form"],
        scope=page.scope.scope, scope_name=page.scope.name, months=asked["months"], why=asked["why"],
        first=wall_clock.month_after(schedules.last_month(now)), state="running", changed_at=now, changed_by=caller.staff,
    )  # fmt: skip
    answer = _all([(schedule, [])], now)[0]
    try:
        with transaction(ENGINE) as session:
            schedules.ask(session, schedule, device=security.device() or caller.device)
    except schedules.ThereAlready:
        raise Problem(409, "there-already", "The same is made each month already: it stands in the list.") from None
    except schedules.TooMany:
        raise Problem(429, "too-many", f"{schedules.MOST} exports are made each month already. End one that nobody needs.") from None
    return answer


@blueprint.patch("/reports/schedules/<uuid:schedule>")
@allow("manager")
@blueprint.arguments(export_schemas.ScheduleChangeSchema)
@blueprint.response(204)
@blueprint.alt_response(409, description="As it stands this cannot be made of it")
def change_schedule(asked: dict[str, Any], schedule: UUID) -> None:
    """Pause an export of each month, let it go on, or end it

    Any manager of the place may. What it made stays.
    """
    caller = security.caller()
    device = security.device() or caller.device
    try:
        with transaction(ENGINE) as session:
            schedules.change(session, str(schedule), asked["state"], place=caller.place, staff=caller.staff, device=device, now=wall_clock.now())
    except schedules.NotThere:
        raise Problem(404) from None
    except schedules.NotSo:
        raise Problem(409, "changed", "It was ended, or it stopped. Look at how it stands now; it can be asked for anew.") from None


def _all(found: list[tuple[Schedule, list[Export]]], now: datetime) -> list[dict[str, Any]]:
    who = {one.asked_by for one, _ in found} | {one.changed_by for one, _ in found if one.changed_by}
    names = {id_: name for id_, (name, _) in places.people(db.session(), security.caller().place, sorted(who)).items()}
    made = {one["id"]: one for one in export_routes.told([export for _, of in found for export in of])}
    return [
        _told(one, schedules.next_month(one, [export.until for export in of], now), [made[export.id] for export in of], names) for one, of in found
    ]


def _told(one: Schedule, coming: date | None, made: list[dict[str, Any]], names: dict[str, str]) -> dict[str, Any]:
    plain = ("id", "what", "form", "scope", "scope_name", "months", "why", "state", "reason")
    return {
        **{name: getattr(one, name) for name in plain},
        "who": names.get(one.asked_by, "Somebody who left"),
        "asked_at": wall_clock.wire(one.asked_at),
        "first": exports.month_of(one.first),
        "changed_at": wall_clock.wire(one.changed_at),
        "changed_by": names.get(one.changed_by, "Somebody who left") if one.changed_by else None,
        "next": exports.month_of(coming) if coming else None,
        "next_on": wall_clock.month_after(coming).isoformat() if coming else None,
        "exports": made,
    }
