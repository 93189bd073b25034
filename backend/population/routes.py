"""Population over HTTP: who at risk lacks what; the runs; a small file of bands; who should lead."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from typing import Any
from uuid import UUID

from flask_smorest import Blueprint

from backend import security, wall_clock
from backend.audit import services as audit
from backend.database import db
from backend.errors import Problem
from backend.places import queries as places
from backend.population import importing, queries, schemas, services
from backend.population.reading import Refused, Wrong
from backend.security import STAFF, allow

blueprint = Blueprint("population", __name__, description="Who is at risk, who answers for them, and who lacks what")


@blueprint.get("/population")
@allow("lead", "coordinator")
@blueprint.response(200, schemas.AtRiskPageSchema)
def see_at_risk() -> dict[str, Any]:
    """Who at risk lacks a lead, a co-ordinator, a plan, a review

    Of those whose records one may read: a lead's team, a co-ordinator's caseload. The audit trail notes of whom it told.
    """
    caller, session, now = security.caller(), db.session(), wall_clock.now()
    found = services.at_risk(session, caller.place, wall_clock.day_of(now))
    device = security.device() or caller.device
    audit.note(session, "read", at=now, place=caller.place, staff=caller.staff, device=device, bundles=found.read, detail={"population": True})
    return found.page


@blueprint.get("/population/runs")
@allow("lead", "coordinator", "manager")
@blueprint.response(200, schemas.RiskRunsSchema)
def see_runs() -> dict[str, Any]:
    """The monthly runs of the place's practices: counts, and nobody's name"""
    caller, session = security.caller(), db.session()
    practices = places.practice_names(session, caller.place)
    names = ("id", "run_on", "model", "version", "source", "by_rank", "people", "very_high", "high", "moderate", "imported_at")
    return {
        "runs": [
            {**{name: getattr(run, name) for name in names}, "practice": practices.get(run.practice_id, ""), "is_done": run.done_at is not None}
            for run in queries.runs(session, caller.place)
        ]
    }


@blueprint.post("/population/runs")
@allow("manager")
@blueprint.arguments(schemas.BandsFileSchema)
@blueprint.response(200, schemas.ImportedSchema)
@blueprint.alt_response(422, description="Refused, all of it: `errors.file` says line by line what is wrong")
@blueprint.alt_response(429, description="So many files of the last 24 hours came to nothing: what is said of them tells who is known here")
def import_bands(asked: dict[str, Any]) -> dict[str, Any]:
    """Take in a small file of risk bands

    At most 1,000 people, with their bands: scores say something only among the whole list that was ranked. All or nothing; what the columns are is in
    `ops/alongside import-bands --help`.
    """
    caller, now = security.caller(), wall_clock.now()
    db.session.close()  # the import has transactions of its own
    content = asked["file"].encode()
    audit.check_files(at=now, staff=caller.staff)
    device = security.device() or caller.device
    noted = partial(audit.note_file, content, at=now, place=caller.place, staff=caller.staff, device=device, of="bands")
    try:
        if len(content.splitlines()) - 1 > importing.SMALL:
            raise Refused([Wrong(importing.SMALL + 2, "", "more than 1,000 people", "at most 1,000; larger files: ops/alongside import-bands")])
        done = importing.import_bands(content, place=caller.place, source=asked["source"], by=caller.staff, now=now, is_whole=False)
    except Refused as fault:
        noted(refused=len(fault.wrong))
        raise Problem(422, "bands", "Nothing was imported.", errors={"file": [str(each) for each in fault.wrong[:50]]}) from None
    noted(refused=len(done.refused))
    return {"people": dict(done.people), "runs": done.runs, "written": done.written, "refused": list(done.refused)}


@blueprint.get("/patients/<uuid:patient>/lead")
@allow(STAFF)
@blueprint.response(200, schemas.LeadProposalSchema)
def propose_lead(patient: UUID) -> dict[str, Any]:
    """Who should answer for a person, by the rule, and what the last runs said of their risk"""
    caller, session, now = security.caller(), db.session(), wall_clock.now()
    found = services.proposal(session, caller.place, str(patient), wall_clock.day_of(now))
    if found is None:
        raise Problem(404)
    device = security.device() or caller.device
    audit.note(session, "read", at=now, place=caller.place, staff=caller.staff, device=device, bundles=[str(patient)], detail={"lead": True})
    return {**asdict(found), "history": [dict(row._mapping) for row in queries.found(session, str(patient))]}
