"""A board as it is told: facts in, JSON out. Nothing is decided here."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from collections.abc import Mapping, Sequence
from typing import Any

from backend import wall_clock
from backend.allocation import checker
from backend.allocation.problem import Allocation, Day, Plan, Staff
from backend.allocation.travel import CALLED
from backend.board import at_home, called_off
from backend.board.build import Built, build, known_of, people_of, rests, window_of, wished_language
from backend.board.draft import CAN_UNDO
from backend.board.facts import Facts, Where
from backend.board.halves import why_whole
from backend.board.models import BoardStep
from backend.board.times import minutes, moment
from backend.board.under_way import Running, running
from backend.board.under_way import warnings as late_warnings
from backend.board.warnings import Warn, warnings
from backend.places.skills import held
from backend.visits.models import MyDay
from backend.ways.learning import Took

OPEN = ("waiting", "looking", "ready")


def board(facts: Facts, stamp: str | None = None) -> dict[str, Any]:
    """The whole board."""
    built = build(facts)
    day, whole = built.day, built.whole
    breaks = rests(day, whole)
    warned: dict[str, list[Warn]] = {}
    how = running(facts, built)
    for one in (*warnings(day, whole, breaks), *late_warnings(built, how), *at_home.warnings(facts)):
        warned.setdefault(one.visit, []).append(one)
    proposal, publication = facts.proposal, facts.publication
    return {
        "team": {"id": facts.team, "name": facts.team_name},
        "base": _base(*facts.base) if facts.base else None,
        "day": facts.day.isoformat(),
        "now": wall_clock.wire(facts.now),
        "version": facts.version,
        "stamp": stamp or stamp_of(facts),
        "people": _people(facts, built, breaks, how),
        "visits": [_visit(facts, id_, warned.get(id_, [])) for id_ in facts.visits],
        "counts": counts(day, whole),
        "faults": [{"code": one.code, "who": one.who, "text": one.text} for one in built.faults()],
        "steps": [_step(facts, step) for step in facts.steps],
        "unpublished": unpublished(facts),
        "proposal": proposal.id if proposal and proposal.state in OPEN else None,
        "publication": publication.id if publication and publication.state != "done" else None,
        "can_propose": can_propose(),
        "ways": _ways(facts),
        "weights": _weights(facts),
        "not_home": [_not_home(facts, one) for one in at_home.gone(facts).values()],
        "called_off": [{"visit": one.visit, "text": one.words, "may_stand": one.may_stand} for one in called_off.those(facts)],
    }


def _not_home(facts: Facts, one: at_home.Gone) -> dict[str, Any]:
    person = facts.patients[one.patient]
    return {
        "patient": one.patient,
        "name": f"{person.given_name or ''} {person.family_name or ''}".strip(),
        "text": one.words if one.planned is None else f"{one.words}. {one.planned}",
        "is_said": one.is_said,
        "standing": list(one.standing),
        "cancelled": list(one.cancelled),
    }


def _weights(facts: Facts) -> dict[str, Any]:
    """What the team puts first, and who chose it when; nobody where nobody did."""
    chosen = facts.chosen
    by_whom = {"by": chosen.by, "name": facts.name(chosen.by), "at": wall_clock.wire(chosen.at)} if chosen else None
    return {"preset": facts.preset, "chosen": by_whom}


def can_propose() -> bool:
    """Whether the optimiser is installed here; where not, the board works by hand and says so."""
    return importlib.util.find_spec("numba") is not None


def stamp_of(facts: Facts) -> str:
    """What a board is known by: it changes with the draft and with every record that the board shows."""
    parts: list[Any] = [
        facts.version,
        facts.base,
        sorted((patient, sorted(who)) for patient, who in facts.came.items()),
        sorted((one.id, one.rev) for one in facts.elsewhere.values()),
        sorted((one.id, one.rev) for one in facts.visits.values()),
        sorted((one.id, one.rev) for found in facts.attendances.values() for one in found),
        sorted((one.id, one.rev) for one in facts.shifts.values()),
        sorted((one.id, one.rev) for one in facts.patients.values()),
        sorted((one.id, one.rev) for one in facts.staff.values()),
        sorted((id_, sorted(groups)) for id_, groups in facts.disputed.items()),
        [facts.preset, wall_clock.wire(facts.chosen.at)] if facts.chosen else None,
        wall_clock.wire(facts.now)[:15] if any(facts.state(id_) == "under-way" for id_ in facts.visits) else None,
        [facts.proposal.id, facts.proposal.state] if facts.proposal else None,
        [facts.publication.id, facts.publication.state] if facts.publication else None,
    ]
    parts.append(facts.ways.stamp())
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:24]


def _base(name: str, latitude: float, longitude: float) -> dict[str, Any]:
    return {"name": name, "latitude": latitude, "longitude": longitude}


def _people(facts: Facts, built: Built, breaks: Mapping[str, float], how: Mapping[str, Running]) -> list[dict[str, Any]]:
    at_work = {one.id: one for one in built.day.staff}
    others = {who for id_ in facts.visits for who in facts.where(id_).staff} - set(facts.members)
    shown = [id_ for id_ in facts.members if facts.shift(id_) is not None or any(id_ in facts.where(v).staff for v in facts.visits)]
    rows = [
        {**_person(facts, built, id_, at_work.get(id_), breaks.get(id_)), "late": late_json(facts, how.get(id_))} for id_ in (*shown, *sorted(others))
    ]
    return sorted(rows, key=lambda row: (row["away"] is not None, not row["is_member"], row["shift_start"] or "9", row["name"]))


def _person(facts: Facts, built: Built, id_: str, at_work: Staff | None, rest: float | None) -> dict[str, Any]:
    day, shift, who = built.day, facts.shift(id_), facts.staff.get(id_)
    visits = {visit.id: visit for visit in day.visits}
    mine = sorted((p.start, v) for v, p in built.whole.items() if id_ in p.staff and v in visits)
    ways: list[float] = []
    if at_work is not None and at_work.base is not None and mine:
        stops = [at_work.base, *(visits[v].place for _, v in mine), at_work.base]
        ways = [day.travel.minutes(at_work.means, stops[n], stops[n + 1]) for n in range(len(stops) - 1)]
    care = sum(visits[v].minutes for _, v in mine)
    pause = at_work.rest.minutes if at_work and at_work.rest else 0.0
    left = at_work.shift_to - at_work.shift_from - pause - care - sum(ways) if at_work else 0.0
    where = facts.base
    if shift is not None and shift.base_latitude is not None and shift.base_longitude is not None:
        where = (shift.base_name or "", shift.base_latitude, shift.base_longitude)
    return {
        "id": id_,
        "name": facts.name(id_),
        "profession": who.profession if who else None,
        "means": shift.means if shift else None,
        "shift_start": _wire(shift, "shift_start"),
        "shift_end": _wire(shift, "shift_end"),
        "break_start": None if rest is None else wall_clock.wire(moment(rest, facts.day)),
        "break_end": None if rest is None else wall_clock.wire(moment(rest + pause, facts.day)),
        "base": _base(*where) if where else None,
        "skills": [
            {"skill": one.name, "level": one.level, "until": one.until.isoformat() if one.until else None} for one in held(who.skills if who else ())
        ],
        "languages": list(who.languages or ()) if who else [],
        "gender": who.gender if who else None,
        "away": {"why": shift.away, "since": _wire(shift, "away_since")} if shift and shift.away else None,
        "is_member": id_ in facts.members,
        "route": [v for _, v in mine],
        "ways": ways,
        "travel_minutes": sum(ways),
        "care_minutes": care,
        "minutes_left": left,
        "familiar": sum(id_ in known_of(facts, v) for _, v in mine),
    }


def late_json(facts: Facts, how: Running | None) -> dict[str, Any] | None:
    """By how much somebody is behind their plan, how that is known, and when what is still to come will really begin; None where they are not."""
    if how is None or not how.is_late:
        return None
    to_come = [{"visit": v, "start": wall_clock.wire(moment(how.times[v][0], facts.day))} for v in how.to_come]
    said_at = None if how.said_at is None else wall_clock.wire(how.said_at)
    return {"minutes": round(how.late), "text": how.text, "said_at": said_at, "to_come": to_come}


def _wire(shift: MyDay | None, name: str) -> str | None:
    value = getattr(shift, name) if shift else None
    return None if value is None else wall_clock.wire(value)


def _visit(facts: Facts, id_: str, warned: Sequence[Warn]) -> dict[str, Any]:
    visit, where, row = facts.visits[id_], facts.where(id_), facts.draft.get(id_)
    patient, window = facts.patients[visit.patient_id or ""], window_of(facts, id_)
    is_urgent = id_ in facts.urgent and not where.staff
    return {
        "id": id_,
        "patient": {
            "id": patient.id,
            "name": ", ".join(name for name in (patient.family_name, patient.given_name) if name),
            "known_as": patient.known_as,
            "born_on": patient.born_on.isoformat() if patient.born_on else None,
            "gender": patient.gender,
            "address_line": patient.address_line,
            "postcode": patient.postcode,
            "latitude": patient.latitude,
            "longitude": patient.longitude,
        },
        "purpose": visit.purpose,
        "start": wall_clock.wire(where.start),
        "end": wall_clock.wire(where.start + facts.length(id_)),
        "minutes": facts.minutes(id_),
        "planned_minutes": facts.length(id_).total_seconds() / 60,
        "took": _took(facts.took(id_)),
        "staff": list(where.staff),
        "is_pinned": where.is_pinned,
        "is_ours": facts.is_ours(id_),
        "is_locked": facts.why_fixed(id_) is not None,
        "why_locked": facts.why_fixed(id_),
        "state": facts.state(id_),
        "window": {
            "earliest": wall_clock.wire(moment(window.opens, facts.day)),
            "latest": wall_clock.wire(moment(window.closes, facts.day)),
            "is_hard": window.hard,
            "reason": window.reason or None,
            "is_given": visit.window_start is not None or bool(visit.is_fixed),
        },
        "people": [[{"skill": skill, "level": level} for skill, level in needs] for needs in people_of(facts, id_)],
        "priority": visit.priority or 3,
        "is_urgent": is_urgent,
        "why_whole": why_whole(facts, id_),
        "gap": {"after": visit.after_visit, "least": visit.gap_least_minutes, "most": visit.gap_most_minutes} if visit.after_visit else None,
        "known": sorted(known_of(facts, id_)),
        "wishes": {"gender": patient.wish_gender, "language": wished_language(facts, id_), "never": list(patient.never_by or ())},
        "version": facts.stamp(id_),
        "published": where_json(facts.published(id_)),
        "is_changed": facts.is_changed(id_),
        "changed": {"by": row.by, "name": facts.name(row.by), "at": wall_clock.wire(row.at)} if row and facts.is_changed(id_) else None,
        "warnings": [warning(one) for one in warned],
    }


def _ways(facts: Facts) -> dict[str, Any]:
    """Whether the day's minutes of travel are estimates: of those means by which somebody travels."""
    used = {CALLED[one.means or "walk"] for one in facts.shifts.values() if (one.means or "walk") in CALLED}
    streets = sorted(name for name in used if facts.ways.sources[name].from_streets)
    return {"estimated": sorted(used - set(streets)), "streets": streets, "uses_took": facts.ways.uses_took}


def _took(found: Took | None) -> dict[str, Any] | None:
    return None if found is None else {"minutes": found.minutes, "median": found.median, "of": found.of}


def where_json(where: Where) -> dict[str, Any]:
    return {"start": wall_clock.wire(where.start), "staff": list(where.staff), "is_pinned": where.is_pinned}


def warning(one: Warn) -> dict[str, Any]:
    return {"code": one.code, "visit": one.visit, "staff": one.staff, "text": one.text, "is_hard": one.is_hard}


def counts(day: Day, allocations: Mapping[str, Allocation]) -> dict[str, Any]:
    """A plan in numbers, worked out by the checker. Visits with too few people or with somebody who does not work count as unallocated."""
    visits, people = {visit.id: visit for visit in day.visits}, {one.id for one in day.staff}
    kept = {v: p for v, p in allocations.items() if v in visits and set(p.staff) <= people and len(p.staff) == len(visits[v].people)}
    plan = Plan(kept, rests(day, kept))
    count = checker.count(day, plan)
    of = sum(bool(visits[v].wishes.known) * len(p.staff) for v, p in kept.items())
    known = sum(who in visits[v].wishes.known for v, p in kept.items() for who in p.staff)
    spare = [left(day, one, kept) for one in day.staff]
    return {
        "visits": len(day.visits),
        "allocated": len(kept),
        "unallocated": list(count.unallocated),
        "working": len({who for p in kept.values() for who in p.staff}),
        "people": len(day.staff),
        "travel_minutes": count.travel_minutes,
        "late_visits": count.late_visits,
        "late_minutes": count.late_minutes,
        "familiar": known,
        "familiar_of": of,
        "unfair_minutes": count.unfair_minutes,
        "spread_minutes": [min(spare), max(spare)] if spare else [0.0, 0.0],
    }


def left(day: Day, one: Staff, allocations: Mapping[str, Allocation]) -> float:
    """Minutes of somebody's shift that neither care nor ways nor the break take; below nothing where it does not suffice."""
    visits = {visit.id: visit for visit in day.visits}
    mine = sorted((p.start, v) for v, p in allocations.items() if one.id in p.staff and v in visits)
    assert one.base is not None
    stops = [one.base, *(visits[v].place for _, v in mine), one.base] if mine else []
    ways = sum(day.travel.minutes(one.means, stops[n], stops[n + 1]) for n in range(len(stops) - 1))
    return one.shift_to - one.shift_from - (one.rest.minutes if one.rest else 0.0) - ways - sum(visits[v].minutes for _, v in mine)


def unpublished(facts: Facts) -> dict[str, Any]:
    """What Publish would change, and for whom."""
    moves = {id_: (facts.published(id_), facts.where(id_)) for id_ in facts.draft if facts.is_changed(id_) and facts.why_fixed(id_) is None}
    return {"count": len(moves), "people": for_whom(moves, facts.name)}


def for_whom(moves: Mapping[str, tuple[Where, Where]], name: Any) -> list[dict[str, Any]]:
    """Who gets which visits, loses which, and of which the time moves. Pins change nothing for anybody."""
    found: dict[str, dict[str, list[str]]] = {}
    for id_, (was, is_) in sorted(moves.items()):
        for who in {*was.staff, *is_.staff}:
            kind = "gone" if who not in is_.staff else "new" if who not in was.staff else "moved" if was.start != is_.start else None
            if kind:
                found.setdefault(who, {"new": [], "gone": [], "moved": []})[kind].append(id_)
    return sorted(({"staff": who, "name": name(who), **kinds} for who, kinds in found.items()), key=lambda row: (row["name"], row["staff"]))


def _step(facts: Facts, step: BoardStep) -> dict[str, Any]:
    return {
        "number": step.number,
        "kind": step.kind,
        "by": step.by,
        "name": facts.name(step.by),
        "at": wall_clock.wire(step.at),
        "text": sentence(facts, step),
        "visits": sorted(step.after),
        "is_undone": step.undone_by is not None,
        "can_undo": step.undone_by is None and step.kind in CAN_UNDO and bool(step.after),
    }


def sentence(facts: Facts, step: BoardStep) -> str:
    """A step in one sentence."""
    who, many = facts.name(step.by), len(step.after)
    visits = "1 visit" if many == 1 else f"{many} visits"
    if step.kind == "away":
        return f"{who} wrote down that {facts.name(step.about or '')} is away; {visits} moved to Not allocated"
    if step.kind == "back":
        return f"{who} wrote down that {facts.name(step.about or '')} is back"
    if step.kind in ("not-home", "home"):
        person = facts.patients.get(step.about or "")
        where = "is not at home" if step.kind == "not-home" else "is home again"
        off = f"; {visits} {'taken off' if step.kind == 'not-home' else 'back'}" if many else ""
        return f"{who} wrote down that {person.family_name if person else 'somebody'} {where}{off}"
    if step.kind in ("called-off", "stands-again"):
        person = facts.patients.get(step.about or "")
        what = "called off a visit to" if step.kind == "called-off" else "let stand again a visit to"
        return f"{who} {what} {person.family_name if person else 'somebody'}"
    if step.kind in ("split", "joined"):
        whole = next((one for one in step.after if one in facts.visits and one not in facts.halves), "")
        whom = facts.patients[facts.visits[whole].patient_id or ""].family_name if whole else "a visit"
        return f"{who} made one visit to {whom} two" if step.kind == "split" else f"{who} made two visits to {whom} one again"
    words = {"proposal": "took a proposal for", "publish": "published", "undo": "took back a step with", "urgent": "asked for an urgent visit:"}
    if step.kind != "move" or many != 1:
        return f"{who} {words.get(step.kind, 'moved')} {visits}"
    [(id_, wire)] = step.after.items()
    after = Where.of(wire)
    visit = facts.visits.get(id_)
    patient = facts.patients.get(visit.patient_id or "") if visit else None
    whom = (patient.family_name if patient else None) or "a visit"
    if not after.staff:
        return f"{who} moved {whom} to Not allocated"
    to = " and ".join(facts.name(one) for one in after.staff)
    at = minutes(after.start, facts.day)
    return f"{who} moved {whom} to {to}, {int(at // 60) % 24:02d}:{int(at % 60):02d}"
