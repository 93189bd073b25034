"""The planner over HTTP: for leads, of their own team alone; a place's holidays for those who run it."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import Response
from flask_smorest import Blueprint

from backend import ids, queues, security, wall_clock
from backend.audit import services as audit
from backend.board.draft import Meanwhile, NotPossible
from backend.board.facts import NotLeading
from backend.board.services import NotTaken
from backend.database import db
from backend.errors import Problem
from backend.places import queries as places
from backend.security import allow
from backend.weeks import jobs, moving, services, taking, view
from backend.weeks.due import Absence
from backend.weeks.facts import WEEKS, Facts, Lead, load
from backend.weeks.models import WeekSuggestion, WeekTaking
from backend.weeks.reading import read
from backend.weeks.schemas import asked as asking
from backend.weeks.schemas import plans, weeks

FURTHEST = timedelta(weeks=26)

blueprint = Blueprint("weeks", __name__, description="A team's coming weeks: visits that repeat, their days, and whether there are people enough")


def lead_of(team: UUID, first: date | None = None) -> Lead:
    """The lead who asks, for the four weeks from a Monday on (this one). Raises 404: of another's team there are none, nor from another day on."""
    caller, today = security.caller(), wall_clock.today()
    post = places.post(db.session(), caller.staff)
    db.session().close()  # its connection goes back before another is asked for
    monday = today - timedelta(days=today.weekday())
    first = first or monday
    if post is None or post.team != str(team) or first.weekday() != 0 or abs(first - monday) > FURTHEST:
        raise Problem(404)
    return Lead(caller.place, caller.staff, str(team), first)


def day_of(text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise Problem(404) from None
    if found.isoformat() != text or not 2020 <= found.year <= 2100:
        raise Problem(404)
    return found


@contextmanager
def told() -> Iterator[None]:
    """What the planner raises, as problems."""
    try:
        yield
    except (NotLeading, moving.NotThere, services.NotThere, taking.NotThere):
        raise Problem(404) from None
    except services.Meanwhile:
        raise Problem(409, "changed-meanwhile", "Somebody changed it meanwhile. Nothing was written.") from None
    except Meanwhile as meanwhile:
        raise Problem(409, "changed-meanwhile", "Something is not as it was suggested. Nothing was taken.", errors=meanwhile.visits) from None
    except NotPossible as fault:
        raise Problem(422, errors=fault.visits) from None
    except NotTaken as fault:
        raise Problem(409, "not-taken", str(fault)) from None
    except taking.BeingWritten:
        raise Problem(409, "being-written", "What was taken for this team is being written.") from None
    except taking.Nothing:
        raise Problem(409, "nothing-to-take", "There is nothing to take.") from None


def note(facts: Facts, patients: Sequence[str] | None = None) -> None:
    """That these people were read stands in the audit trail."""
    were_read(facts.lead.place, sorted(facts.patients) if patients is None else list(patients))


def were_read(place: str, patients: Sequence[str]) -> None:
    session, caller = db.session(), security.caller()
    device = security.device() or caller.device
    audit.note(session, "read", at=wall_clock.now(), place=place, staff=caller.staff, device=device, bundles=patients, detail={"weeks": True})


@blueprint.get("/weeks")
@allow("lead")
@blueprint.response(200, weeks.WeekTeamsSchema)
def week_teams() -> dict[str, Any]:
    """Whose weeks one may plan"""
    caller, session, today = security.caller(), db.session(), wall_clock.today()
    post = places.post(session, caller.staff)
    team = places.team(session, caller.place, post.team) if post and post.team else None
    teams = [{"id": team.id, "name": team.name}] if team else []
    return {"teams": teams, "today": today.isoformat(), "first": (today - timedelta(days=today.weekday())).isoformat(), "weeks": WEEKS}


@blueprint.get("/weeks/<uuid:team>/<string:monday>")
@allow("lead")
@blueprint.arguments(asking.WeeksQuerySchema, location="query")
@blueprint.response(200, weeks.WeeksSchema)
@blueprint.alt_response(204, description="Nothing changed since that stamp")
def see_weeks(asked: dict[str, Any], team: UUID, monday: str) -> Any:
    """A team's four weeks

    With the `stamp` of those that one has, the answer is empty where nothing changed since.
    """
    lead = lead_of(team, day_of(monday))
    with told():
        facts = load(lead, wall_clock.now())
    answer = view.weeks(facts)
    if asked["stamp"] == answer["stamp"]:
        return Response(status=204)
    note(facts)
    return answer


@blueprint.post("/weeks/<uuid:team>/read")
@allow("lead")
@blueprint.arguments(asking.WeekWordsSchema)
@blueprint.response(200, weeks.WeekReadingSchema)
def read_words(asked: dict[str, Any], team: UUID) -> dict[str, Any]:
    """What plain words say

    A suggestion for a pattern; nothing is written.
    """
    lead_of(team)
    return view.reading(read(asked["words"], asked["until"], wall_clock.today()))


@blueprint.put("/weeks/<uuid:team>/patterns/<uuid:action>")
@allow("lead")
@blueprint.arguments(asking.WeekPatternSetSchema)
@blueprint.response(200, weeks.WeekPatternIsSchema)
@blueprint.alt_response(409, description="Somebody changed the action meanwhile, or the record did not take it")
def set_pattern(asked: dict[str, Any], team: UUID, action: UUID) -> dict[str, Any]:
    """Say when an action's visits repeat

    It is in the record at once. Without a pattern it repeats no more: what follows is in the next suggestion.
    """
    lead = lead_of(team)
    with told():
        found = services.set_pattern(lead, str(action), asked["id"], asked["version"], asked["pattern"] or {}, wall_clock.now(), db.session())
    if found is None:
        return {"series": None}
    note(found.facts, [found.patient])
    return {"series": view.series(found)}


def _away(said: dict[str, Any] | None) -> dict[str, Any]:
    said = said or {}
    return {"away_from": said.get("first"), "away_until": said.get("until"), "away_why": said.get("why")}


@blueprint.put("/weeks/<uuid:team>/people/<uuid:patient>/away")
@allow("lead")
@blueprint.arguments(asking.WeekPersonAwaySetSchema)
@blueprint.response(204)
@blueprint.alt_response(409, description="The record did not take it")
def set_person_away(asked: dict[str, Any], team: UUID, patient: UUID) -> None:
    """Say that a person is not at home, or is again

    It is in the record at once; the visits that follow are in the next suggestion.
    """
    lead = lead_of(team)
    with told():
        services.set_away(lead, str(patient), asked["id"], _away(asked["saw"]), _away(asked["away"]), wall_clock.now(), db.session())


@blueprint.post("/weeks/<uuid:team>/<string:monday>/suggestions")
@allow("lead")
@blueprint.arguments(asking.WeekSuggestionAskedSchema)
@blueprint.response(201, plans.WeekSuggestionSchema)
@blueprint.alt_response(409, description="What was taken is being written")
def ask_for_suggestion(asked: dict[str, Any], team: UUID, monday: str) -> dict[str, Any]:
    """Suggest the four weeks

    On which days each repeating visit falls, and which visits follow an action that changed. Nothing is written until it is taken.
    """
    lead, now = lead_of(team, day_of(monday)), wall_clock.now()
    with told():
        made, facts = services.suggest(lead, ids.made(now, secrets.token_bytes(10)), asked["faces"], now)
    note(facts)
    return _suggestion(made)


@blueprint.post("/weeks/<uuid:team>/<string:monday>/moves")
@allow("lead")
@blueprint.arguments(asking.WeekMoveSchema)
@blueprint.response(200, weeks.WeekSeriesIsSchema)
@blueprint.alt_response(409, description="Somebody moved it meanwhile, or the record did not take it")
def move_visit(asked: dict[str, Any], team: UUID, monday: str) -> dict[str, Any]:
    """Move one visit to another day

    Its time of day stays. It is in the record at once, and follows its pattern no more.
    """
    lead = lead_of(team, day_of(monday))
    with told():
        found = moving.move(lead, asked["visit"], asked["id"], asked["was"], asked["day"], wall_clock.now())
    note(found.facts, [found.patient])
    return {"series": view.series(found)}


def _find(suggestion: UUID) -> WeekSuggestion:
    """A suggestion of the caller's own team. Raises 404."""
    found = db.session().get(WeekSuggestion, str(suggestion))
    if found is None:
        raise Problem(404)
    db.session().expunge(found)
    lead_of(UUID(found.team_id), found.first)
    return found


def _name(place: str, staff: str) -> str:
    return places.people(db.session(), place, [staff]).get(staff, ("Somebody", ""))[0]


def _suggestion(row: WeekSuggestion) -> dict[str, Any]:
    """A suggestion as it is told, without whom its reader may see no more."""
    last = row.first + timedelta(days=7 * WEEKS - 1)
    days = {"first": row.first.isoformat(), "last": last.isoformat(), "at": wall_clock.wire(row.at)}
    plain = {name: getattr(row, name) for name in ("id", "by", "state", "faces")}
    return {**services.result_for(db.session(), row.id), **plain, **days, "team": row.team_id, "name": _name(row.place_id, row.by)}


@blueprint.get("/weeks/suggestions/<uuid:suggestion>")
@allow("lead")
@blueprint.response(200, plans.WeekSuggestionSchema)
def see_suggestion(suggestion: UUID) -> dict[str, Any]:
    """What a suggestion says"""
    found = _find(suggestion)
    answer = _suggestion(found)
    were_read(found.place_id, sorted({one["patient"] for name in services.OF_PEOPLE for one in answer[name]}))
    return answer


@blueprint.delete("/weeks/suggestions/<uuid:suggestion>")
@allow("lead")
@blueprint.response(204)
def leave_suggestion(suggestion: UUID) -> None:
    """Leave a suggestion"""
    services.leave(_find(suggestion).id)


@blueprint.post("/weeks/suggestions/<uuid:suggestion>/take")
@allow("lead")
@blueprint.arguments(asking.WeekTakeSchema)
@blueprint.response(202, weeks.WeekTakingSchema)
@blueprint.alt_response(409, description="Something is not as it was suggested, or there is nothing to take: nothing was taken")
def take_suggestion(asked: dict[str, Any], suggestion: UUID) -> dict[str, Any]:
    """Take a suggestion, or some of it

    A worker writes the visits, and their grants with them. `visits` null: all of it.
    """
    found, now = _find(suggestion), wall_clock.now()
    lead = lead_of(UUID(found.team_id), found.first)
    with told():
        made = taking.take(lead, found.id, asked["visits"], ids.made(now, secrets.token_bytes(10)), now)
    queues.after_commit("backend.weeks.jobs.write", made.id, lead.place, queue=queues.SYNC, timeout=jobs.TIMEOUT)
    return view.taking(made, _name(lead.place, made.by))


@blueprint.post("/weeks/takings/<uuid:taking_id>/undo")
@allow("lead")
@blueprint.response(202, weeks.WeekTakingSchema)
@blueprint.alt_response(409, description="It is being written, or nothing of it stands as it was written")
def undo_taking(taking_id: UUID) -> dict[str, Any]:
    """Take back what was written

    As far as nobody has changed it since; what has begun stays. It is written as a taking of its own.
    """
    now = wall_clock.now()
    lead, made_before = _taking(taking_id)
    with told():
        made = taking.undo(lead, made_before.id, ids.made(now, secrets.token_bytes(10)), now)
    queues.after_commit("backend.weeks.jobs.write", made.id, lead.place, queue=queues.SYNC, timeout=jobs.TIMEOUT)
    return view.taking(made, _name(lead.place, made.by))


def _taking(taking_id: UUID) -> tuple[Lead, WeekTaking]:
    """A taking of the caller's own team. Raises 404."""
    found = db.session().get(WeekTaking, str(taking_id))
    if found is None:
        raise Problem(404)
    db.session().expunge(found)
    return lead_of(UUID(found.team_id), found.first), found


@blueprint.get("/weeks/takings/<uuid:taking_id>")
@allow("lead")
@blueprint.response(200, weeks.WeekTakingSchema)
def see_taking(taking_id: UUID) -> dict[str, Any]:
    """How far the writing of what was taken is"""
    _, found = _taking(taking_id)
    return view.taking(found, _name(found.place_id, found.by))


@blueprint.post("/weeks/takings/<uuid:taking_id>/stop")
@allow("lead")
@blueprint.response(202, weeks.WeekTakingSchema)
def stop_taking(taking_id: UUID) -> dict[str, Any]:
    """Write no more of what was taken

    What is written stays; each person's weeks are whole or as they were. One that is over is answered as it is.
    """
    lead, found = _taking(taking_id)
    stopped = taking.stop(lead, found.id)
    return view.taking(stopped, _name(lead.place, stopped.by))


@blueprint.post("/weeks/<uuid:team>/<string:monday>/what-if")
@allow("lead")
@blueprint.arguments(asking.WeekWhatIfSchema)
@blueprint.response(200, plans.WeekWhatIfIsSchema)
def ask_what_if(asked: dict[str, Any], team: UUID, monday: str) -> dict[str, Any]:
    """What if some are away

    What nobody covers then, on each day and of each skill, and what each visit loses. Nothing is written.
    """
    lead = lead_of(team, day_of(monday))
    suggestion = None if asked["suggestion"] is None else _find(UUID(asked["suggestion"]))
    if suggestion is not None and (suggestion.team_id, suggestion.first) != (lead.team, lead.first):
        raise Problem(404)
    with told():
        facts = load(lead, wall_clock.now())
        strangers = {one["staff"]: "They are not in this team." for one in asked["away"] if one["staff"] not in facts.members}
        backwards = {one["staff"]: "They are back after they went." for one in asked["away"] if one["until"] < one["first"]}
        if strangers or backwards:
            raise NotPossible({**backwards, **strangers})
    note(facts)
    told_ = {"makes": []} if suggestion is None else services.result_for(db.session(), suggestion.id)
    makes = [one for one in told_["makes"] if one["patient"] in facts.patients]
    return view.what_if(facts, [(one["staff"], Absence(one["first"], one["until"])) for one in asked["away"]], makes)


@blueprint.get("/weeks/holidays/<string:year>")
@allow("lead", "manager", "administrator")
@blueprint.response(200, plans.WeekHolidaysSchema)
def see_holidays(year: str) -> dict[str, Any]:
    """The holidays of a year"""
    return services.of_year(db.session(), security.caller().place, day_of(f"{year}-01-01").year)


@blueprint.put("/weeks/holidays/<string:day>")
@allow("manager", "administrator")
@blueprint.arguments(asking.WeekHolidaySetSchema)
@blueprint.response(204)
def set_holiday(asked: dict[str, Any], day: str) -> None:
    """Keep a day as a holiday, or do not

    For the whole place, and every team's weeks from then on.
    """
    caller, on = security.caller(), day_of(day)
    if asked["is_holiday"] and not asked["name"]:
        raise Problem(422, errors={"name": "Say what it is called."})
    services.set_holiday(caller.place, caller.staff, on, asked["name"] if asked["is_holiday"] else None, wall_clock.now())


@blueprint.delete("/weeks/holidays/<string:day>")
@allow("manager", "administrator")
@blueprint.response(204)
def forget_holiday(day: str) -> None:
    """Let a day be what the calendar says"""
    services.forget_holiday(security.caller().place, day_of(day))
