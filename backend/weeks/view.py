"""Four weeks as they are told (schemas): days, people, series; and what is left where some are away. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from backend import wall_clock
from backend.allocation.travel import point
from backend.board.publishing import GRAVEST
from backend.care_plans.models import Action
from backend.care_plans.repeating import Pattern, pattern
from backend.weeks.capacity import Care, DayMinutes, losses, name, of_days, uncovered, without
from backend.weeks.due import Absence
from backend.weeks.facts import Facts
from backend.weeks.models import WeekTaking
from backend.weeks.problem import ALL
from backend.weeks.reading import Reading, read
from backend.weeks.said import day_in_words, often_in_words, pattern_in_words
from backend.weeks.series import REPEATING, Series
from backend.weeks.suggesting import Weeks, weeks_of

PATTERN = tuple(name.removeprefix("repeat_") for name in REPEATING)
"""A pattern's fields as they are told: of the record without `repeat_`."""


def weeks(facts: Facts) -> dict[str, Any]:
    """The four weeks."""
    found = weeks_of(facts)
    lead, along = facts.lead, {id_ for one in found.series if one.is_active and one.pattern for id_ in one.along}
    told: dict[str, Any] = {
        "team": lead.team,
        "team_name": facts.team_name,
        "first": lead.first.isoformat(),
        "last": lead.last.isoformat(),
        "today": facts.today.isoformat(),
        "skills": sorted({skill for day in found.days for skill in day.demand} - {ALL} | _needed(found)),
        "days": [_day(facts, one) for one in found.days],
        "people": _people(facts, found),
        "series": sorted((series(one) for one in found.series if _is_told(one)), key=lambda one: (one["name"], one["words"], one["action"])),
        "unpatterned": sorted(
            (_unpatterned(facts, one) for one in facts.without if one.id not in along), key=lambda one: (one["name"], one["words"], one["action"])
        ),
        "taking": None if facts.taking is None else taking(facts.taking, _name(facts, facts.taking.by)),
    }
    return {**told, "stamp": hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:24]}


def _is_told(one: Series) -> bool:
    """What ended is told as long as it has visits to come."""
    return (one.is_active and one.pattern is not None) or any(one.follows)


def _needed(found: Weeks) -> set[str]:
    entries = (entry for one in found.series if one.pattern and one.is_active for entry in one.pattern.skills)
    return {skill for skill in map(name, entries) if skill is not None}


def _name(facts: Facts, staff: str) -> str:
    found = facts.staff.get(staff)
    return (found.name if found else None) or "Somebody"


def _day(facts: Facts, one: DayMinutes) -> dict[str, Any]:
    skills = sorted((one.demand.keys() | one.capacity.keys()) - {ALL})
    return {
        "day": one.day.isoformat(),
        "is_past": one.day <= facts.today,
        "holiday": facts.holidays.get(one.day),
        "is_known": one.is_known,
        "staff": len(one.working),
        "visits": sum(Series.day(visit) == one.day for visit in facts.standing.values()),
        "capacity_minutes": round(one.capacity.get(ALL, 0.0)),
        "demand_minutes": round(one.demand.get(ALL, 0.0) - one.travel),
        "travel_minutes": round(one.travel),
        "skills": [
            {"skill": skill, "capacity_minutes": round(one.capacity.get(skill, 0.0)), "demand_minutes": round(one.demand.get(skill, 0.0))}
            for skill in skills
        ],
    }


def _people(facts: Facts, found: Weeks) -> list[dict[str, Any]]:
    told = []
    for id_ in facts.members:
        who = facts.staff.get(id_)
        days = [
            {"day": day.day.isoformat(), "minutes": round(shift.minutes), "away": shift.away}
            for day in found.days
            for shift in day.shifts
            if shift.staff == id_
        ]
        if who is None or not days:
            continue
        skills = [
            {"skill": one.name, "level": one.level, "until": one.until.isoformat() if one.until else None} for one in found.team.skills.get(id_, ())
        ]
        told.append({"id": id_, "name": who.name or "", "profession": who.profession, "skills": skills, "days": days})
    return sorted(told, key=lambda one: (one["name"], one["id"]))


def series(one: Series) -> dict[str, Any]:
    """One repeating action."""
    facts, found, action = one.facts, one.pattern, one.action
    first, last = facts.lead.first, facts.lead.last
    return {
        **_of_action(facts, action),
        "area": (facts.patients[one.patient].postcode or "").split(" ")[0] or None,
        "until_words": action.until,
        "pattern": None if found is None else pattern_told(action),
        "says": pattern_in_words(found) if found else None,
        "is_open": bool(found and found.is_open),
        "differs": _differs(one),
        "disputed": one.is_disputed,
        "away": _away(facts, one.patient),
        "notes": _notes(one),
        "known": sorted(facts.known(one.patient)),
        "visits": [_visit(one, visit) for visit in one.visits if first <= one.day(visit) <= last],
        "weeks": [{"first": week.first.isoformat(), "asked": week.asked, "there": len(week.there)} for week in one.weeks],
    }


def _of_action(facts: Facts, action: Action) -> dict[str, Any]:
    patient = action.patient_id or ""
    return {
        "action": action.id,
        "version": str(action.rev),
        "patient": patient,
        "name": facts.patient_name(patient),
        "words": action.words or "",
        "frequency": action.frequency,
    }


def pattern_told(action: Action) -> dict[str, Any]:
    """A pattern as it is told."""
    found = {name: getattr(action, f"repeat_{name}") for name in PATTERN}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in found.items()}


def _visit(one: Series, visit: Any) -> dict[str, Any]:
    return {
        "id": visit.id,
        "day": one.day(visit).isoformat(),
        "ordinal": visit.series_ordinal or 1,
        "start": wall_clock.wire(visit.planned_start),
        "end": wall_clock.wire(visit.planned_end),
        "staff": list(visit.asked or ()),
        "state": one.facts.state(visit),
        "by_hand": not one.is_ours(visit) or visit.id in one.facts.by_hand,
    }


def _away(facts: Facts, patient: str) -> dict[str, Any] | None:
    person = facts.patients[patient]
    if person.away_from is None or (person.away_until is not None and person.away_until < facts.today):
        return None
    return {"from": person.away_from.isoformat(), "until": person.away_until.isoformat() if person.away_until else None, "why": person.away_why}


def _differs(one: Series) -> str | None:
    """Where the words are understood and ask another number of visits than the pattern: that."""
    found, words = one.pattern, one.action.frequency
    if found is None or not words:
        return None
    fields = read(words, None, found.first - timedelta(days=1)).fields
    said = None if fields is None else pattern({f"repeat_{name}": value for name, value in fields.items()})
    if said is None or _often(said) == _often(found):
        return None
    return f"The words say {often_in_words(said)}, the pattern says {often_in_words(found)}."


def _often(found: Pattern) -> float:
    """Visits a week."""
    days = 7 / found.every_days if found.every_days else found.per_week / found.every_weeks
    return round(days * len(found.times), 6)


def _notes(one: Series) -> list[str]:
    facts, patient = one.facts, one.patient
    notes = []
    outcome = facts.outcomes.get(patient)
    if outcome is not None and outcome[0] == "in-hospital" and facts.patients[patient].away_from is None:
        day = day_in_words(wall_clock.day_of(outcome[1]))
        notes.append(f"Was in hospital on {day}; nobody has written since that they are home.")
    if one.is_disputed:
        notes.append("Two people wrote it differently: nothing is made until that is settled.")
    return notes


def _unpatterned(facts: Facts, action: Action) -> dict[str, Any]:
    words = read(action.frequency or "", action.until, facts.today)
    return {**_of_action(facts, action), "until": action.until, "staff": action.staff, "reading": reading(words)}


def reading(found: Reading) -> dict[str, Any]:
    """What plain words say, as it is told."""
    if found.fields is None:
        return {"understood": False, "pattern": None, "says": None, "assumed": [], "not_understood": list(found.not_understood)}
    fields = {f"repeat_{name}": value for name, value in found.fields.items()}
    said = pattern(fields)
    told = {name: value.isoformat() if isinstance(value, date) else value for name, value in found.fields.items()}
    says = pattern_in_words(said) if said else None
    return {"understood": True, "pattern": {**told, "team": None}, "says": says, "assumed": list(found.assumed), "not_understood": []}


def taking(row: WeekTaking, by: str) -> dict[str, Any]:
    """What was taken, and how far it is: of each visit its gravest ending."""
    endings: dict[str, Mapping[str, Any]] = {}
    for one in row.endings:
        was = endings.get(one["record"])
        if was is None or GRAVEST.index(one["ending"]) < GRAVEST.index(was["ending"]):
            endings[one["record"]] = one
    told = [{"visit": visit, "ending": one["ending"], "text": one["text"]} for visit, one in sorted(endings.items())]
    plain = {"id": row.id, "state": row.state, "by": row.by, "name": by, "at": wall_clock.wire(row.at)}
    return {**plain, "total": len(row.change_ids), "written": len(row.endings), "endings": told}


# --------------------------------------------------------------------------------------------------------------- what if


def what_if(facts: Facts, away: Sequence[tuple[str, Absence]], makes: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The weeks without these people on these days: what nobody covers, and what each visit loses. `makes`: those of a suggestion count too."""
    found = weeks_of(facts)
    cares = [*found.cares, *(_care(facts, one) for one in makes if one["visit"] not in facts.standing)]
    days = of_days(facts.lead.days, facts.shifts, dict.fromkeys(facts.written, True), cares, found.team)
    after = {one.day: without(one, {who for who, absence in away if one.day in absence}, found.team) for one in days}
    before = {one.day: one for one in days}
    lost = [(one, why) for one in cares if one.day > facts.today and (why := losses(one, before[one.day], after[one.day], found.team))]
    about = {one["visit"]: one for one in makes}
    visits = [{**_lost(facts, one, about), "why": list(why)} for one, why in lost]
    return {
        "days": [_uncovered(before[day], after[day]) for day in before],
        "visits": sorted(visits, key=lambda one: (one["day"], one["start"], one["visit"])),
        "uncovered_minutes": round(sum(uncovered(one, ALL) - uncovered(before[day], ALL) for day, one in after.items())),
        "strange_visits": sum("no-known-face" in why for _, why in lost),
    }


def _care(facts: Facts, make: Mapping[str, Any]) -> Care:
    person = facts.patients[make["patient"]]
    place, known = point(person.latitude, person.longitude), facts.known(person.id)
    day = date.fromisoformat(make["day"])
    return Care(make["visit"], day, make["minutes"], make["people"], tuple(make["skills"]), place, tuple(make["staff"]), known)


def _lost(facts: Facts, one: Care, about: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    make = about.get(one.id)
    if make is not None:
        return {"visit": one.id, **{name: make[name] for name in ("action", "patient", "name", "day", "start")}}
    visit = facts.standing[one.id]
    patient = visit.patient_id or ""
    start = wall_clock.wire(visit.planned_start) if visit.planned_start else ""
    told = {"patient": patient, "name": facts.patient_name(patient), "day": one.day.isoformat(), "start": start}
    return {"visit": one.id, "action": visit.series, **told}


def _uncovered(before: DayMinutes, after: DayMinutes) -> dict[str, Any]:
    def told(skill: str) -> dict[str, Any]:
        return {
            "capacity_before_minutes": round(before.capacity.get(skill, 0.0)),
            "capacity_minutes": round(after.capacity.get(skill, 0.0)),
            "demand_minutes": round(after.demand.get(skill, 0.0)),
            "uncovered_before_minutes": round(uncovered(before, skill)),
            "uncovered_minutes": round(uncovered(after, skill)),
        }

    skills = sorted((before.demand.keys() | before.capacity.keys()) - {ALL})
    return {
        "day": before.day.isoformat(),
        "is_known": before.is_known,
        **told(ALL),
        "skills": [{"skill": skill, **told(skill)} for skill in skills],
    }
