"""The team over HTTP: for leads, of their own team alone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response
from flask_smorest import Blueprint

from backend import security, wall_clock
from backend.audit import services as audit
from backend.database import db
from backend.errors import Problem
from backend.lone_working import page_schemas, setting, team
from backend.security import allow

blueprint = Blueprint("team", __name__, description="A team as its leads see it: who is out, where they were last, what waits")


@blueprint.get("/team")
@allow("lead")
@blueprint.arguments(page_schemas.TeamQuerySchema, location="query")
@blueprint.response(200, page_schemas.TeamPageSchema)
@blueprint.alt_response(204, description="Nothing changed since that stamp")
def see_team(asked: dict[str, Any]) -> Any:
    """One's own team now

    With the `stamp` of the page that one has, the answer is empty where nothing changed since.
    """
    caller, device = security.caller(), security.device() or security.caller().device
    db.session.close()  # the page has transactions of its own
    now = wall_clock.now()
    try:
        page, read = team.see(str(caller.place), str(caller.staff), now)
    except team.NotLeading:
        raise Problem(404) from None
    if asked["stamp"] == page["stamp"]:
        return Response(status=204)
    audit.note(db.session(), "read", at=now, place=caller.place, staff=caller.staff, device=device, bundles=read, detail={"team": True})
    return page


@blueprint.put("/team/people/<uuid:staff>/buddy")
@allow("lead")
@blueprint.arguments(page_schemas.TeamBuddySetSchema)
@blueprint.response(204)
@blueprint.alt_response(404, description="Not of one's own team")
@blueprint.alt_response(409, description="The record did not take it")
def choose_buddy(asked: dict[str, Any], staff: UUID) -> None:
    """Say who looks out for somebody today

    For one of one's own team who has a shift today; it is on their tablet with its next coverage.
    """
    caller = security.caller()
    db.session.close()  # the record has transactions of its own
    try:
        setting.choose_buddy(str(caller.place), str(caller.staff), str(staff), asked["buddy"], asked["id"], wall_clock.now())
    except team.NotLeading:
        raise Problem(404) from None
    except setting.NotPossible as fault:
        raise Problem(422, errors=fault.errors) from None
    except setting.NotTaken as fault:
        raise Problem(409, "not-taken", str(fault)) from None
