"""Refused changes that need a lead, over HTTP: for leads, of their own team's members and of patients whom they may read."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask_smorest import Blueprint

from backend import security, wall_clock
from backend.database import db
from backend.errors import Problem
from backend.refusals import schemas, services
from backend.security import allow

blueprint = Blueprint("refusals", __name__, description="Changes of a team that were not taken, and that only a lead can help along")


def _lead() -> services.Lead:
    caller = security.caller()
    if db.session.registry.has():
        db.session.close()  # all of this has transactions of its own
    return services.Lead(caller.place, caller.staff, security.device() or caller.device)


@blueprint.get("/team/refusals")
@allow("lead")
@blueprint.response(200, schemas.RefusedChangesSchema)
def see_refusals() -> dict[str, Any]:
    """What was not taken of one's team and needs a lead

    Each change whole, with why it was refused. Of patients whom the lead may read now; nobody's own.
    """
    return services.waiting(_lead(), wall_clock.now())


@blueprint.post("/team/refusals/<uuid:refusal>")
@allow("lead")
@blueprint.arguments(schemas.RefusedDealtSchema)
@blueprint.response(204)
@blueprint.alt_response(409, description="Somebody dealt with it meanwhile, or the record did not take the note")
def deal_with_refusal(asked: dict[str, Any], refusal: UUID) -> None:
    """Deal with a change that was not taken

    Kept as a note in the lead's own name, or set aside with a reason. Its author reads on their own tablet who did which, and why.
    """
    try:
        services.deal(_lead(), str(refusal), asked["how"], asked["words"], wall_clock.now())
    except services.NotThere:
        raise Problem(404) from None
    except services.NotTaken as fault:
        raise Problem(409, "not-taken", str(fault)) from None
