"""Forms and responses over HTTP: a manager looks at a form, keeps it, publishes it; who may see an assessment reads it as FHIR."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, json, request
from flask_smorest import Blueprint

from backend import security, wall_clock
from backend.assessments import exports, filling, marks, questionnaires, services
from backend.assessments.checks import label
from backend.assessments.definition import ENABLE_WHEN, expression, is_computed, listed, text_of, walk
from backend.assessments.route_schemas import (
    AssessmentResponseSchema,
    FillingSchema,
    FormDoneSchema,
    FormPreviewSchema,
    FormReasonSchema,
    FormsSchema,
    FormUploadedSchema,
    FormUploadSchema,
    MarkedSignaturesSchema,
    MeasuresSchema,
    MeasuresTakenSchema,
)
from backend.database import db
from backend.errors import Problem
from backend.record.registry import Writer
from backend.security import STAFF, allow

blueprint = Blueprint("assessments", __name__, description="Forms, and assessments as FHIR")

PUBLISHERS = ("manager", "administrator")
CARERS = ("practitioner", "assistant", "coordinator", "lead")
SHOWN_TEXT = 300
MOST_SHOWN = 500


@blueprint.before_request
def _not_too_deep() -> dict[str, Any] | None:
    """Says which item is nested too deep before anything reads the whole: a reader gives up without naming it."""
    if request.method == "POST":
        item = questionnaires.too_deep(request.get_data(as_text=True))
        if item is not None:
            if request.endpoint == f"{blueprint.name}.{preview_form.__name__}":
                problem = questionnaires.Problem(item, item or "the form", "It is nested deeper than anybody fills.")
                return {"now": _now(), "taken": False, "problems": _told([problem]), "items": []}
            raise Problem(422, "invalid", "This form is nested deeper than anybody fills.", errors={item or "questionnaire": "Nested too deep."})
    return None


@blueprint.get("/questionnaires")
@allow(STAFF)
@blueprint.response(200, FormsSchema)
def list_forms() -> dict[str, Any]:
    """The forms of one's place

    Every version, the newest first, without definitions: those are in the bundle `forms`. How much each is used is for those who may publish.
    """
    now = wall_clock.now()
    caller = security.caller()
    forms = services.listed(db.session(), caller.place)
    used = None
    if caller.roles & set(PUBLISHERS):
        db.session().rollback()  # the count has a transaction of its own
        used = services.used(caller.place)
    told = [
        {
            "id": each.id,
            "url": each.url,
            "version": each.version,
            "title": each.title,
            "status": each.status,
            "published_at": _wire(each.published_at),
            "begun": None if used is None else used.get((each.url, each.version), (0, 0))[0],
            "being_filled": None if used is None else used.get((each.url, each.version), (0, 0))[1],
        }
        for each in forms
    ]
    return {"now": wall_clock.wire(now), "forms": told}


@blueprint.post("/questionnaires/preview")
@allow(*PUBLISHERS)
@blueprint.arguments(FormUploadSchema)
@blueprint.response(200, FormPreviewSchema)
def preview_form(given: dict[str, Any]) -> dict[str, Any]:
    """What a form would ask, and what is wrong with it

    Nothing is kept.
    """
    definition = given["definition"]
    problems = questionnaires.judge(definition)
    shown = _shown(definition) if isinstance(definition, dict) else []
    return {"now": _now(), "taken": not questionnaires.is_refused(problems), "problems": _told(problems), "items": shown}


@blueprint.post("/questionnaires")
@allow(*PUBLISHERS)
@blueprint.arguments(FormUploadSchema)
@blueprint.response(201, FormUploadedSchema)
@blueprint.alt_response(409, "CONFLICT")
def upload_form(given: dict[str, Any]) -> dict[str, Any]:
    """Keep a form as a draft

    Refused with each item named where it may not be put before a person.
    """
    try:
        id_, problems = services.upload(given["definition"], _writer(), wall_clock.now())
    except services.Unfit as fault:
        errors = questionnaires.in_words(fault.problems)
        raise Problem(422, "invalid", "This form cannot be put before anybody as it is.", errors=errors) from None
    except services.NotPublished as fault:
        raise Problem(409, "conflict", str(fault)) from None
    return {"now": _now(), "id": id_, "problems": _told(problems)}


@blueprint.post("/questionnaires/<uuid:form>/publish")
@allow(*PUBLISHERS)
@blueprint.response(200, FormDoneSchema)
@blueprint.alt_response(409, "CONFLICT")
def publish_form(form: UUID) -> dict[str, Any]:
    """Let a form be used

    The version before it is retired; what was begun in that is finished in it.
    """
    _there(form)
    try:
        services.publish(str(form), _writer(), wall_clock.now())
    except services.NotPublished as fault:
        raise Problem(409, "conflict", str(fault)) from None
    return {"now": _now()}


@blueprint.post("/questionnaires/<uuid:form>/retire")
@allow(*PUBLISHERS)
@blueprint.arguments(FormReasonSchema)
@blueprint.response(200, FormDoneSchema)
@blueprint.alt_response(409, "CONFLICT")
def retire_form(given: dict[str, Any], form: UUID) -> dict[str, Any]:
    """Take a form out of use

    What was begun in it is finished in it.
    """
    _there(form)
    try:
        services.retire(str(form), given["reason"], _writer(), wall_clock.now())
    except services.NotPublished as fault:
        raise Problem(409, "conflict", str(fault)) from None
    return {"now": _now()}


@blueprint.post("/questionnaires/filling")
@allow(*CARERS)
@blueprint.arguments(MeasuresSchema)
@blueprint.response(200, MeasuresTakenSchema)
def send_filling(sent: dict[str, Any]) -> dict[str, Any]:
    """Send how long parts of forms took to fill

    For one's own team, with nobody's name. Sent again, each counts once.
    """
    caller = security.caller()
    return {"now": _now(), "taken": filling.take(caller.place, caller.staff, sent["measured"], wall_clock.today())}


@blueprint.get("/questionnaires/<uuid:form>/filling")
@allow(STAFF)
@blueprint.response(200, FillingSchema)
def read_filling(form: UUID) -> dict[str, Any]:
    """How long the parts of a form take to fill, in sum

    For one's own team, or all teams of a manager's place.
    """
    caller = security.caller()
    found = next((each for each in services.listed(db.session(), caller.place) if each.id == str(form)), None)
    if found is None:
        raise Problem(404)
    db.session().rollback()  # the sums have a transaction of their own
    teams = filling.told(caller.place, caller.staff, found.url, found.version, wall_clock.today())
    return {"now": _now(), "months": filling.MONTHS, "fewest": filling.FEWEST, "teams": teams}


@blueprint.get("/team/marked")
@allow("lead")
@blueprint.response(200, MarkedSignaturesSchema)
def see_marked() -> dict[str, Any]:
    """Signatures of one's team that are marked

    Something needed was open, or the server works out another value: the newest first, until it is signed again or amended.
    """
    caller, now = security.caller(), wall_clock.now()
    lead = exports.Reader(caller.staff, caller.place, security.device() or caller.device)
    return {"now": wall_clock.wire(now), "marked": marks.of_team(db.session(), lead, now)}


@blueprint.get("/assessments/marked")
@allow(*CARERS)
@blueprint.response(200, MarkedSignaturesSchema)
def see_my_marked() -> dict[str, Any]:
    """Signatures of one's own that are marked

    As for the lead of one's team, of people whose record one may still read.
    """
    caller, now = security.caller(), wall_clock.now()
    signer = exports.Reader(caller.staff, caller.place, security.device() or caller.device)
    return {"now": wall_clock.wire(now), "marked": marks.of_signer(db.session(), signer, now)}


@blueprint.get("/patients/<uuid:patient>/assessments/<uuid:assessment>/response")
@allow(STAFF)
@blueprint.response(200, AssessmentResponseSchema)
def read_response(patient: UUID, assessment: UUID) -> Response:
    """An assessment as a FHIR R4 QuestionnaireResponse

    With what the form works out of the answers; for whoever is granted the person's record.
    """
    caller = security.caller()
    reader = exports.Reader(caller.staff, caller.place, security.device() or caller.device)
    try:
        found = exports.response(db.session(), reader, str(patient), str(assessment), wall_clock.now())
    except exports.NotGranted:
        raise Problem(404) from None
    return Response(json.dumps(found), content_type="application/fhir+json")


def _there(form: UUID) -> None:
    if str(form) not in {each.id for each in services.listed(db.session(), security.caller().place)}:
        raise Problem(404)
    db.session().rollback()  # what follows has transactions of its own


def _writer() -> Writer:
    caller = security.caller()
    return Writer(staff=caller.staff, roles=caller.roles, place=caller.place)


def _now() -> str:
    return wall_clock.wire(wall_clock.now())


def _wire(at: Any) -> str | None:
    return None if at is None else wall_clock.wire(at)


def _told(problems: list[questionnaires.Problem]) -> list[dict[str, Any]]:
    return [{"item": each.item, "called": each.called, "words": each.words, "grave": each.grave} for each in problems]


def _shown(definition: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for placed in walk(definition):
        if len(found) == MOST_SHOWN:
            break
        found.append(
            {
                "item": placed.link_id[:100],
                "level": len(placed.parents),
                "type": placed.type[:30],
                "text": text_of(placed.item.get("text"))[:SHOWN_TEXT],
                "options": [label(option)[:SHOWN_TEXT] for option in listed(placed.item.get("answerOption"))[:100]],
                "is_computed": is_computed(placed.item),
                "has_condition": bool(listed(placed.item.get("enableWhen"))) or expression(placed.item, ENABLE_WHEN) is not None,
            }
        )
    return found
