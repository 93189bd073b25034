"""Files from outside over HTTP: a manager brings what the record cannot know, and sees what was told."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from flask_smorest import Blueprint

from backend import security, wall_clock
from backend.audit import services as audit
from backend.database import db
from backend.errors import Problem
from backend.feedback.judging import first_day
from backend.outside import importing, queries, schemas
from backend.outside.reading import Months
from backend.places.services import ENGINE
from backend.population.reading import Refused
from backend.security import allow
from backend.transaction import transaction

blueprint = Blueprint("outside", __name__, description="Admissions, discharges, delays, residents: figures that come as files")

MOST_SAID = 50
"""So many wrong lines are told."""


@blueprint.get("/outside/files")
@allow("manager")
@blueprint.response(200, schemas.OutsideFilesSchema)
def see_files() -> dict[str, Any]:
    """Which files told what, of which months, from where and when; and what a file may hold"""
    place = security.caller().place
    db.session.close()
    with transaction(ENGINE) as session:
        return {"files": queries.files(session, place), "sorts": queries.sorts()}


@blueprint.post("/outside/files")
@allow("manager")
@blueprint.arguments(schemas.OutsideFileSchema)
@blueprint.response(200, schemas.OutsideTakenSchema)
@blueprint.alt_response(409, description="Not taken yet: `errors.takes_away` says what would be lost, `errors.key` is to be sent back as `knowing`")
@blueprint.alt_response(422, description="Refused, all of it: `errors.file` says line by line what is wrong and what was expected")
@blueprint.alt_response(429, description="So many files of the last 24 hours came to nothing: what is said of them tells who is known here")
def take_file(asked: dict[str, Any]) -> dict[str, Any]:
    """Take in a file: all or nothing

    It takes the place of what was told of its months before; what that takes away, or tells to be none, is asked about first. No NHS number is told
    of what is wrong.
    """
    caller, now = security.caller(), wall_clock.now()
    db.session.close()  # the import has a transaction of its own
    content, months = asked["file"].encode(), None
    if asked["first"] is not None:
        months = Months(first_day(asked["first"]), wall_clock.month_after(first_day(asked["last"])) - timedelta(days=1))
    audit.check_files(at=now, staff=caller.staff)
    device = security.device() or caller.device
    noted = partial(audit.note_file, content, at=now, place=caller.place, staff=caller.staff, device=device, of="figures")
    try:
        done = importing.import_file(
            content,
            place=caller.place,
            source=asked["source"],
            by=caller.staff,
            months=months,
            now=now,
            knows=lambda loss: loss.key == asked["knowing"],
        )
    except importing.TakesAway as question:
        noted(refused=0, asked=True)
        errors = {"takes_away": question.said, "key": [question.key]}
        raise Problem(409, "takes-away", "Nothing was imported yet.", errors=errors) from None
    except Refused as fault:
        noted(refused=len(fault.wrong))
        said = [str(each) for each in fault.wrong[:MOST_SAID]]
        if len(fault.wrong) > MOST_SAID:
            said.append(f"{len(fault.wrong) - MOST_SAID:,} more.")
        raise Problem(422, "figures", "Nothing was imported.", errors={"file": said}) from None
    noted(refused=0)
    return {"said": done.in_words()}
