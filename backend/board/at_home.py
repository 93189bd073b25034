"""Who is not at home on a board's day: in hospital, at family, elsewhere. As the record says it of the person, or a carer who stood before the door.

1. It is a fact and no draft: said on the board, it is in the record at once, and so is that their visits still to come are cancelled.
2. A visit that stands for somebody who is not at home is warned of, and nobody is sent to one that nobody has yet. It keeps its carer until a lead
   takes it off: they may be home again by then, and a visit too many harms less than one too few.
3. A person has one absence in the record. An admission that is written over a later one says so as long as it lasts, and home again puts that back.
4. Back at home, what was taken off for this comes back to who had it, as far as its time is not over.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from backend.board import called_off, draft
from backend.board.draft import Lead, NotPossible
from backend.board.facts import Facts
from backend.board.services import change_id, changed, written
from backend.board.times import minutes, said
from backend.board.warnings import Warn
from backend.patients import absences
from backend.patients.absences import WORDS, Absence
from backend.patients.models import Patient

TAKEN_OFF = "not at home"
"""Why a visit was cancelled, as the record has it: by this it is known again."""


@dataclass(frozen=True, slots=True)
class Gone:
    """Somebody who is not at home. `standing`: their visits still to come; `cancelled`: those that were taken off for it and would come back."""

    patient: str
    words: str
    planned: str | None
    """The later absence that is out of the record for this one, in words."""
    is_said: bool
    standing: tuple[str, ...]
    cancelled: tuple[str, ...]


def gone(facts: Facts) -> dict[str, Gone]:
    """Everybody of this day who is not at home, by patient."""
    found = {}
    for id_, patient in facts.patients.items():
        visits = [v for v in facts.visits if facts.visits[v].patient_id == id_]
        words = _said(patient, facts.day) or _seen(facts, visits)
        if words is not None:
            standing = tuple(v for v in visits if _is_to_come(facts, v))
            cancelled = tuple(v for v in visits if _was_taken_off(facts, v))
            found[id_] = Gone(id_, words, _planned(facts, id_), _said(patient, facts.day) is not None, standing, cancelled)
    return found


def warnings(facts: Facts) -> list[Warn]:
    """Visits that stand for somebody who is not at home."""
    return [Warn("not-home", visit, None, f"{one.words}: nobody is at home") for one in gone(facts).values() for visit in one.standing]


def say(lead: Lead, patient: str, why: str | None, made: str, now: datetime) -> None:
    """Writes down that somebody is not at home, and takes off their visits still to come; or (`why` None) that they are home again, and brings back
    what was taken off. `made`: the id of this saying. Raises NotPossible, NotTaken, NotLeading."""
    facts = draft.facts_of(lead, now)
    person = facts.patients.get(patient)
    if person is None:
        raise NotPossible({"patient": "They have no visit on this day's board."})
    saw = {"away_from": _iso(person.away_from), "away_until": _iso(person.away_until), "away_why": person.away_why}
    changes = []
    wanted = _away(person, facts.day, why, facts.replaced.get(patient))
    if wanted != saw:
        changes.append(changed(lead, change_id(made, patient, "away"), "patient", patient, patient, patient, now, saw, wanted))
    theirs = [v for v in facts.visits if facts.visits[v].patient_id == patient and v not in facts.halves]
    for visit in theirs:
        if why is not None and _is_to_come(facts, visit):
            where = "in-hospital" if why == "hospital" else "elsewhere"
            changes += called_off.changes(lead, facts, visit, made, now, {"status": "cancelled", "status_reason": TAKEN_OFF}, (None, where))
        elif why is None and _was_taken_off(facts, visit) and facts.where(visit).start + facts.length(visit) > now:
            changes += called_off.changes(lead, facts, visit, made, now, called_off.STANDS, None)
    written(lead, changes)
    with draft.held(lead) as session:
        after = draft.facts_of(lead, now, session)
        moved = {v: (after.published(v), after.published(v)) for v in theirs if after.state(v) != facts.state(v)}
        draft.note_step(session, lead, moved, now, "not-home" if why else "home", patient)


def _away(person: Patient, day: date, why: str | None, replaced: Absence | None) -> dict[str, Any]:
    """Since when somebody is away, from this day on; or, home again, until the day before. An absence of other days stays as it was written, and one
    that is to come and was written over comes back (3)."""
    if why is None and _said(person, day) is None:
        return {"away_from": _iso(person.away_from), "away_until": _iso(person.away_until), "away_why": person.away_why}
    if why is not None:
        if _said(person, day) and person.away_why == why:
            return {"away_from": _iso(person.away_from), "away_until": _iso(person.away_until), "away_why": why}
        return {"away_from": day.isoformat(), "away_until": None, "away_why": why}
    if replaced is not None:
        return {"away_from": replaced.first.isoformat(), "away_until": _iso(replaced.until), "away_why": replaced.why}
    if person.away_from is None or person.away_from >= day:
        return {"away_from": None, "away_until": None, "away_why": None}
    return {"away_from": _iso(person.away_from), "away_until": (day - timedelta(days=1)).isoformat(), "away_why": person.away_why}


def _said(person: Patient, day: date) -> str | None:
    return absences.said(person.away_from, person.away_until, person.away_why, day)


def _planned(facts: Facts, patient: str) -> str | None:
    one = facts.replaced.get(patient)
    if one is None:
        return None
    until = f" to {one.until.day} {one.until:%b}" if one.until else ""
    where = WORDS.get(one.why or "", "Away")
    return f"{where} from {one.first.day} {one.first:%b}{until} was planned: it stands again once they are said to be home"


def _seen(facts: Facts, visits: list[str]) -> str | None:
    """What the newest visit of the day found, where it was that they are in hospital."""
    last = max(
        (one for v in visits for one in facts.attendances.get(v, ()) if one.outcome and one.left_at), key=lambda one: one.left_at or "", default=None
    )
    if last is None or last.outcome != "in-hospital" or last.left_at is None:
        return None
    return f"In hospital or away at {said(minutes(last.left_at, facts.day))}, as their visit found"


def _is_to_come(facts: Facts, visit: str) -> bool:
    """Of one whose time is over, nobody knows here whether somebody went: the tablet may have no coverage."""
    where = facts.where(visit)
    return facts.why_fixed(visit) is None and where.start + facts.length(visit) > facts.now


def _was_taken_off(facts: Facts, visit: str) -> bool:
    found = facts.visits[visit]
    return facts.state(visit) == "cancelled" and found.status_reason == TAKEN_OFF and facts.is_ours(visit)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
