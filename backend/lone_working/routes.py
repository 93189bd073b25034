"""The team over HTTP: for leads, of their own team alone."""

from __future__ import annotations

from typing import Any

from flask import Response
from flask_smorest import Blueprint

from backend import security, wall_clock
from backend.audit import services as audit
from backend.database import db
from backend.errors import Problem
from backend.lone_working import page_schemas, team
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
