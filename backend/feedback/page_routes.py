"""The screen "What people say": numbers, words and answers, for a team, its lead, and the place's managers."""

from __future__ import annotations

import secrets
from typing import Any

from flask_smorest import Blueprint

from backend import ids, security, wall_clock
from backend.database import db
from backend.errors import Problem
from backend.feedback import analysis, exports, hearing, kiosks, page_schemas, themes
from backend.feedback.contents import content
from backend.feedback.hearing import Asked, Changed, Mark, NewReply, NotThere, Scope
from backend.feedback.judging import first_day, month_text
from backend.places import queries as places
from backend.security import allow

blueprint = Blueprint("voice", __name__, description="What people say, and what was done about it")

READERS = ("practitioner", "assistant", "coordinator", "lead", "manager")
LEADERS = ("lead", "manager")
EARLIEST = first_day("2020-04")
"""Since when the national question has been asked in these words."""


def _now() -> str:
    return wall_clock.wire(wall_clock.now())


def _chosen(asked: dict[str, Any]) -> tuple[Scope, str, list[Scope]]:
    """The scope and month that are asked for, and all that may be. Raises 404 where it is none of these."""
    caller, session = security.caller(), db.session()
    post = places.post(session, caller.staff)
    found = hearing.scopes(session, caller.place, post.role, post.team) if post else []
    scope = next((one for one in found if asked["scope"] in (None, one.scope)), None)
    if scope is None:
        raise Problem(404)
    today = wall_clock.today().replace(day=1)
    month = asked["month"] or month_text(wall_clock.month_after(today, -1))
    if not EARLIEST <= first_day(month) <= today:
        raise Problem(422, errors={"month": "A month from April 2020 to this one."})
    return scope, month, found


@blueprint.get("/feedback/page")
@allow(*READERS)
@blueprint.arguments(page_schemas.PageQuerySchema, location="query")
@blueprint.response(200, page_schemas.VoicePageSchema)
def voice_page(asked: dict[str, Any]) -> dict[str, Any]:
    """What people say, in numbers

    Small numbers are hidden, and no sum has a hidden one in it.
    """
    scope, month, found = _chosen(asked)
    caller = security.caller()
    counted = hearing.summary(db.session(), caller.place, scope.scope)
    body = analysis.page(counted.body if counted else {}, content(), month, hearing.months_back)
    leads = bool(caller.roles & set(LEADERS))
    own = places.post(db.session(), caller.staff)
    told = [
        {
            "scope": one.scope,
            "name": one.name,
            "team": one.teams[0] if one.scope.startswith("team:") else None,
            "leads": leads and one.scope.startswith("team:") and ("manager" in caller.roles or one.teams[0] == (own.team if own else None)),
        }
        for one in found
    ]
    made_at = wall_clock.wire(counted.made_at) if counted else None
    return {"now": _now(), "made_at": made_at, "scope": scope.scope, "month": month, "scopes": told, **body, "themes": _themes()}


@blueprint.post("/feedback/export")
@allow(*READERS)
@blueprint.arguments(page_schemas.ExportSchema)
@blueprint.response(200, page_schemas.ExportAnswerSchema)
def export_voice(asked: dict[str, Any]) -> dict[str, Any]:
    """What people say, in numbers, as a table for a spreadsheet

    Small numbers are hidden in it as on the page. That it was taken out is in the audit trail.
    """
    scope, month, _ = _chosen(asked)
    caller, now = security.caller(), wall_clock.now()
    counted = hearing.summary(db.session(), caller.place, scope.scope)
    body = analysis.page(counted.body if counted else {}, content(), month, hearing.months_back)
    exports.note(caller.place, caller.staff, caller.device, scope.scope, month, now)
    return {"now": wall_clock.wire(now), "name": f"what-people-say-{month}.csv", "csv": exports.table(body, scope.name, month)}


@blueprint.post("/feedback/comments/search")
@allow(*READERS)
@blueprint.arguments(page_schemas.WhichCommentsSchema)
@blueprint.response(200, page_schemas.FeedbackCommentsSchema)
def list_comments(asked: dict[str, Any]) -> dict[str, Any]:
    """What people wrote

    Names and numbers are taken out. In an order of chance, 20 at a time; what waits for a lead or manager first. What is looked for is in the body:
    words that somebody looks for are about people, and addresses stand in logs.
    """
    scope, month, _ = _chosen(asked)
    people = hearing.concerned(db.session(), security.caller().place, scope, month)
    found = hearing.comments(db.session(), Asked(scope, month, asked["theme"], asked["search"], asked["after"]), people)
    return {"now": _now(), **found}


@blueprint.patch("/feedback/comments/<uuid:comment>")
@allow(*LEADERS)
@blueprint.arguments(page_schemas.MarkCommentSchema)
@blueprint.response(200, page_schemas.MarkedSchema)
@blueprint.alt_response(409, "CONFLICT")
def mark_comment(given: dict[str, Any], comment: Any) -> dict[str, Any]:
    """Put a comment's themes right, let it be shown after reading it, take it up as a concern, add its English, or tie it to an answer"""
    caller = security.caller()
    try:
        led = kiosks.led(caller.place, caller.staff)
        hearing.mark(db.session(), str(comment), caller.staff, led, Mark(**given), wall_clock.today())
    except NotThere:
        raise Problem(404) from None
    except Changed:
        raise _changed() from None
    return {"now": _now()}


@blueprint.get("/feedback/replies")
@allow(*READERS)
@blueprint.arguments(page_schemas.PageQuerySchema, location="query")
@blueprint.response(200, page_schemas.RepliesSchema)
def list_replies(asked: dict[str, Any]) -> dict[str, Any]:
    """You said, we did"""
    scope, _, _ = _chosen(asked)
    return {"now": _now(), "replies": hearing.replies(db.session(), security.caller().place, scope)}


@blueprint.post("/feedback/replies")
@allow(*LEADERS)
@blueprint.arguments(page_schemas.NewReplySchema)
@blueprint.response(201, page_schemas.ReplyAnswerSchema)
def open_reply(given: dict[str, Any]) -> dict[str, Any]:
    """Write down what people said: it waits for an owner"""
    caller, now = security.caller(), wall_clock.now()
    if given["team"] not in kiosks.led(caller.place, caller.staff):
        raise Problem(404)
    new = NewReply(ids.made(now, secrets.token_bytes(10)), given["team"], given["said"], given["theme"], given["comment"])
    try:
        return {"now": _now(), **hearing.open_reply(db.session(), caller.place, new, wall_clock.day_of(now))}
    except NotThere:
        raise Problem(404) from None


@blueprint.patch("/feedback/replies/<uuid:reply>")
@allow(*LEADERS)
@blueprint.arguments(page_schemas.ChangeReplySchema)
@blueprint.response(200, page_schemas.ReplyAnswerSchema)
@blueprint.alt_response(409, "CONFLICT")
def change_reply(given: dict[str, Any], reply: Any) -> dict[str, Any]:
    """Take it, say what was done or why not now, until when, or add a translation"""
    caller = security.caller()
    led = kiosks.led(caller.place, caller.staff)
    try:
        return {"now": _now(), **hearing.change_reply(db.session(), caller.place, str(reply), caller.staff, led, given, wall_clock.today())}
    except NotThere:
        raise Problem(404) from None
    except Changed:
        raise _changed() from None
    except ValueError as fault:
        raise Problem(422, errors={"did": str(fault)}) from None


def _themes() -> list[dict[str, str]]:
    return [{"key": one.key, "name": one.name} for one in themes.known()]


def _changed() -> Problem:
    return Problem(409, "changed", "Somebody else changed it meanwhile. Read it again, then say it again.")
