"""What a team assumes of its ways, over HTTP: for its leads."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from flask_smorest import Blueprint

from backend import queues, security, wall_clock
from backend.allocation.travel import ASSUMED
from backend.database import Acting, db
from backend.errors import Problem
from backend.places import queries as places
from backend.security import allow
from backend.transaction import transaction
from backend.ways import schemas, services
from backend.ways.learning import ENOUGH_TRIPS

ENGINE = Acting(role="engine")

blueprint = Blueprint("ways", __name__, description="How long a team's ways and visits take: assumed, learnt, or from a server of streets")


def _own(team: UUID) -> tuple[str, str]:
    """The caller's place and the team, where they lead it. Raises 404."""
    caller = security.caller()
    post = places.post(db.session(), caller.staff)
    db.session().close()
    if post is None or post.role != "lead" or post.team != str(team):
        raise Problem(404)
    return caller.place, str(team)


def _told(place: str, team: str, day: date | None) -> dict[str, Any]:
    with transaction(ENGINE) as session:
        ways = services.of_team(session, team, day)
        name = places.people(session, place, [ways.by]).get(ways.by, ("", ""))[0] if ways.by else None
    means = [
        {
            "means": of,
            **asdict(one.means),
            "assumed": {"means": of, **asdict(ASSUMED[of])},
            "factor": one.factor.value,
            "of": one.factor.of,
            "enough": ENOUGH_TRIPS,
            "from_streets": one.from_streets,
            "said": one.said,
        }
        for of, one in ways.sources.items()
    ]
    at = wall_clock.wire(ways.at) if ways.at else None
    has = services.server() is not None
    return {"means": means, "uses_factors": ways.uses_factors, "uses_took": ways.uses_took, "has_streets": has, "by": name, "at": at}


@blueprint.get("/ways/<uuid:team>")
@allow("lead")
@blueprint.arguments(schemas.WaysQuerySchema, location="query")
@blueprint.response(200, schemas.WaysSchema)
def see_ways(asked: dict[str, Any], team: UUID) -> dict[str, Any]:
    """What a team's days are reckoned with

    With `day`: whether that day's ways come from the server of streets.
    """
    return _told(*_own(team), asked["day"])


@blueprint.put("/ways/<uuid:team>")
@allow("lead")
@blueprint.arguments(schemas.WaysAskedSchema)
@blueprint.response(200, schemas.WaysSchema)
def set_ways(asked: dict[str, Any], team: UUID) -> dict[str, Any]:
    """Set what a team's days are reckoned with"""
    place, of = _own(team)
    with transaction(ENGINE) as session:
        services.put(session, place, of, security.caller().staff, asked, wall_clock.now())
    return _told(place, of, None)


@blueprint.post("/ways/<uuid:team>/learn")
@allow("lead")
@blueprint.response(202)
def learn_ways(team: UUID) -> None:
    """Learn anew from arrival times and visits

    A worker does it, as each night.
    """
    queues.after_commit("backend.ways.jobs.learn", *_own(team))
