"""Publishing over HTTP."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any
from uuid import UUID

from backend import ids, queues
from backend.board import publishing
from backend.board.asking import blueprint, lead_of, of_a_board
from backend.board.draft import Lead
from backend.board.models import BoardPublication
from backend.board.schemas.publication import PublicationSchema, PublishSchema
from backend.database import db
from backend.errors import Problem
from backend.places import queries as places
from backend.security import allow


@blueprint.post("/board/<uuid:team>/<string:day>/publications")
@allow("lead")
@blueprint.arguments(PublishSchema)
@blueprint.response(202, PublicationSchema)
@blueprint.alt_response(409, description="The draft moved on since, or there is nothing to publish")
@of_a_board
def publish_board(asked: dict[str, Any], lead: Lead, now: datetime) -> dict[str, Any]:
    """Publish the draft

    A worker writes visits, and their grants with them. One that was broken off goes on with the same changes.
    """
    try:
        made = publishing.publish(lead, asked["version"], ids.made(now, secrets.token_bytes(10)), now)
    except publishing.Nothing:
        raise Problem(409, "nothing-to-publish", "There is nothing to publish.") from None
    queues.after_commit("backend.board.jobs.publish", made.id, lead.place, queue=queues.SYNC, timeout=300)
    return _told(made)


@blueprint.get("/board/publications/<uuid:publication>")
@allow("lead")
@blueprint.response(200, PublicationSchema)
def see_publication(publication: UUID) -> dict[str, Any]:
    """How far a publication is, and what came of it"""
    found = db.session().get(BoardPublication, str(publication))
    if found is None:
        raise Problem(404)
    lead_of(UUID(found.team_id), found.day.isoformat())
    return _told(found)


def _told(row: BoardPublication) -> dict[str, Any]:
    whom = {row.by, *(who for pair in row.moves.values() for where in pair for who in where[1])}
    names = places.people(db.session(), row.place_id, whom)
    return publishing.told(row, lambda who: names.get(who, ("Somebody", ""))[0])
