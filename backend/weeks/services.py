"""What the planner writes besides what is taken: an action's pattern, when a person is away, a place's own holidays; and what is suggested.

Pattern and absence are facts of the record: they go through the one door at once, in the lead's own name.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from backend.board.draft import Lead as Author
from backend.board.draft import NotPossible
from backend.board.facts import ENGINE
from backend.board.services import change_id, changed, written
from backend.care_plans import queries as plans
from backend.care_plans.models import Action
from backend.patients import queries as patients
from backend.places import queries as places
from backend.transaction import transaction
from backend.visits import queries as visits
from backend.weeks import holidays, suggesting, taking
from backend.weeks.facts import Facts, Lead, load
from backend.weeks.models import OwnHoliday, WeekSuggestion
from backend.weeks.series import REPEATING, Series, wired

LASTS = timedelta(days=1)
"""So long a suggestion can be taken."""
TEAM = "repeat_team"
OF_PEOPLE = ("makes", "follows", "stays", "short")
"""What a suggestion says of people, by name."""
AWAY = ("away_from", "away_until", "away_why")


class Meanwhile(Exception):
    """Somebody changed the action since it was seen."""


class NotThere(Exception):
    """No such action, or person, that the caller may see."""


def set_pattern(lead: Lead, action: str, id_: str, version: str, wanted: Mapping[str, Any], now: datetime, session: Session) -> Series | None:
    """Writes an action's pattern; all of it null: it repeats no more. Returns the series as it is then. Raises NotThere, Meanwhile, NotPossible,
    NotTaken.

    `session`: the caller's own, which sees what they may see. The same `id_` again is the same change (R6): its version is then not asked.
    """
    found = plans.action(session, action)
    if found is None:
        raise NotThere
    saw = {name: wired(getattr(found, name)) for name in REPEATING}
    if wanted.get(TEAM) is not None and places.team(session, lead.place, wanted[TEAM]) is None:
        raise NotPossible({"pattern.team": "There is no such team."})
    repeats = any(value is not None for value in wanted.values())
    wanted = {**{name: wired(wanted.get(name)) for name in REPEATING}, TEAM: (wanted.get(TEAM) or lead.team) if repeats else saw[TEAM]}
    if saw != wanted:
        if str(found.rev) != version:
            raise Meanwhile
        _write(lead, found, id_, saw, wanted, now, session)
    session.close()
    facts = load(lead, now)
    action_now = facts.actions.get(action)
    return None if action_now is None else Series(facts, action_now)


def _write(lead: Lead, found: Action, id_: str, saw: Mapping[str, Any], wanted: Mapping[str, Any], now: datetime, session: Session) -> None:
    author, changes = Author(lead.place, lead.staff, lead.team, lead.first), []
    groups = {"repeat": [name for name in REPEATING if name != TEAM], TEAM: [TEAM]}
    for group, names in groups.items():
        was, then = ({name: values[name] for name in names} for values in (saw, wanted))
        if was != then:
            made = change_id(id_, found.id, group)
            changes.append(changed(author, made, "action", found.id, found.bundle_id, found.patient_id, now, was, then))
    session.close()  # its connection goes back before the record asks for another
    written(author, changes)


def set_away(lead: Lead, patient: str, id_: str, saw: Mapping[str, Any], wanted: Mapping[str, Any], now: datetime, session: Session) -> None:
    """Writes from when until when somebody is not at home. Raises NotThere, NotTaken. `session`: as for `set_pattern`."""
    found = patients.records(session, [patient]).get(patient)
    if found is None:
        raise NotThere
    session.close()
    author = Author(lead.place, lead.staff, lead.team, lead.first)
    was, then = ({name: wired(values[name]) for name in AWAY} for values in (saw, wanted))
    if then == {name: wired(getattr(found, name)) for name in AWAY}:
        return
    written(author, [changed(author, change_id(id_, patient, "away"), "patient", patient, patient, patient, now, was, then)])


def suggest(lead: Lead, id_: str, faces: str, now: datetime) -> tuple[WeekSuggestion, Facts]:
    """Suggests the weeks, and keeps that for a day. Raises taking.BeingWritten, NotLeading."""
    facts = load(lead, now)
    if facts.taking is not None and facts.taking.state not in taking.OVER:
        raise taking.BeingWritten
    made = WeekSuggestion(
        id=id_,
        place_id=lead.place,
        team_id=lead.team,
        first=lead.first,
        by=lead.staff,
        at=now,
        ends_at=now + LASTS,
        faces=faces,
        state="open",
        result=suggesting.suggest(facts, faces),
    )
    with transaction(ENGINE) as session:
        session.add(made)
        session.flush()
        session.expunge(made)
    return made, facts


def result_for(session: Session, suggestion: str) -> dict[str, Any]:
    """What a suggestion says, without whom its reader may see no more. `session`: the reader's own."""
    with transaction(ENGINE) as engine:
        result = engine.scalars(select(WeekSuggestion.result).where(WeekSuggestion.id == suggestion)).one()
    seen = patients.records(session, {one["patient"] for name in OF_PEOPLE for one in result[name]})
    return {**result, **{name: [one for one in result[name] if one["patient"] in seen] for name in OF_PEOPLE}}


def leave(suggestion: str) -> None:
    """A suggestion that nobody wants any more."""
    with transaction(ENGINE) as session:
        session.execute(update(WeekSuggestion).where(WeekSuggestion.id == suggestion, WeekSuggestion.state == "open").values(state="left"))


def of_year(session: Session, place: str, year: int) -> dict[str, Any]:
    """The holidays that a place keeps in a year, each with how many visits of all teams stand on it, and those that it does not keep."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    rows = session.scalars(select(OwnHoliday).where(OwnHoliday.place_id == place, OwnHoliday.day.between(first, last)))
    own = {one.day: one.name for one in rows}
    bank, kept = holidays.of_year(year), holidays.kept(range(year, year + 1), own)
    with transaction(ENGINE) as engine:
        planned = visits.days_with_visits(engine, place, first, last)
    return {
        "year": year,
        "days": [
            {"day": day.isoformat(), "name": name, "is_own": bank.get(day) != name, "visits": planned.get(day, 0)} for day, name in kept.items()
        ],
        "removed": [{"day": day.isoformat(), "name": name} for day, name in bank.items() if day not in kept],
    }


def set_holiday(place: str, staff: str, day: date, name: str | None, now: datetime) -> None:
    """A place keeps a day as a holiday, under this name; None: it does not."""
    row = {"place_id": place, "day": day, "name": name, "by": staff, "at": now}
    with transaction(ENGINE) as session:
        session.execute(insert(OwnHoliday).values(**row).on_conflict_do_update(index_elements=["place_id", "day"], set_=row))


def forget_holiday(place: str, day: date) -> None:
    """A day is again what the calendar says."""
    with transaction(ENGINE) as session:
        session.execute(delete(OwnHoliday).where(OwnHoliday.place_id == place, OwnHoliday.day == day))
