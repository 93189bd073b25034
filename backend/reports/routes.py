"""The reports over HTTP: read by those who answer for a service. Numbers of nobody, small ones hidden."""

from __future__ import annotations

from typing import Any

from flask_smorest import Blueprint

from backend import security, wall_clock
from backend.errors import Problem
from backend.feedback.judging import first_day
from backend.reports import schemas, services
from backend.reports.reading import reading
from backend.reports.services import Asked
from backend.security import allow

blueprint = Blueprint("reports", __name__, description="What the record says in numbers")

READERS = ("manager", "lead", "coordinator")


@blueprint.get("/reports")
@allow(*READERS)
@blueprint.arguments(schemas.ReportQuerySchema, location="query")
@blueprint.response(200, schemas.ReportOverviewSchema)
def report_overview(asked: dict[str, Any]) -> dict[str, Any]:
    """The overview of a place or a part of it

    Every measure with its chart over months, and the headlines of what lies beneath. Small numbers are hidden.
    """
    try:
        with reading(security.caller().staff, security.caller().place) as session:
            return services.overview(session, _asked(asked), wall_clock.now())
    except services.NotThere:
        raise Problem(404) from None
    except services.NotYet:
        raise _not_yet() from None


@blueprint.get("/reports/<string:measure>")
@allow(*READERS)
@blueprint.arguments(schemas.ReportQuerySchema, location="query")
@blueprint.response(200, schemas.ReportMeasurePageSchema)
def report_measure(asked: dict[str, Any], measure: str) -> dict[str, Any]:
    """One measure of a place or a part of it

    Its definition, what each month is made of, its parts, and what lies beneath.
    """
    try:
        with reading(security.caller().staff, security.caller().place) as session:
            return services.measure(session, _asked(asked), measure, wall_clock.now())
    except services.NotThere:
        raise Problem(404) from None
    except services.NotYet:
        raise _not_yet() from None


def _asked(asked: dict[str, Any]) -> Asked:
    until = first_day(asked["until"]) if asked["until"] else None
    return Asked(security.caller().place, asked["scope"], until, asked["months"], asked["by"])


def _not_yet() -> Problem:
    return Problem(422, errors={"until": "A month that has begun."})
