"""What happened while nobody ran the demo place: a place that is started again a week later has no hole in its history.

Days that lie behind are planned as the coming ones are, and of each visit of which nothing came in it is written what usually happens: who came when,
what was done and measured, now and then a note. In the names of those who were asked, by the one door, as made then; from the visit's id, so the
same each time. A visit about which anybody wrote that they came, or what was done, is left alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from sqlalchemy.orm import Session

from backend import wall_clock
from backend.care_plans import queries as plans
from backend.demo import unallocated, words
from backend.demo.cast.care import CARE
from backend.demo.history import outcome_of, reason_of
from backend.demo.ids import chance_of, derived, named_id
from backend.demo.problems import PROBLEMS
from backend.demo.problems.everyday import EVERYDAY
from backend.patients import queries as patients
from backend.patients.measures import MEASURES
from backend.places import queries as places
from backend.places.services import ENGINE
from backend.record import Change
from backend.record import services as record
from backend.record.pulling import schema
from backend.record.registry import Writer
from backend.transaction import transaction
from backend.visits import queries as visits
from backend.visits.models import Visit

PURPOSE = "the past of the demo place"


@dataclass(frozen=True)
class _Known:
    """What is known of the people who are visited, read once."""

    measures: Mapping[str, Sequence[str]]
    """Of each action, what is measured with it."""
    readings: Mapping[tuple[str, str], patients.Reading]
    """The latest of each person and measure."""
    roles: Mapping[str, str]


def write_days(place: str, days: Sequence[date], seed: int) -> int:
    """Writes what happened at the visits of past days. Returns at how many.

    Each author's at once: that is one transaction for each fifty people, whatever the number of days.
    """
    changes: dict[str, list[Change]] = {}
    with transaction(ENGINE) as session:
        silent = [visit for day in days for visit in visits.without_attendance(session, place, day)]
        known = _known(session, place, silent)
        given = _given(session, place, silent)
    for visit in silent:
        asked, told = given.get(visit.id, (list(visit.asked or ()), []))
        for change in (*told, *_what_happened(visit, asked, known, seed)):
            changes.setdefault(change.author, []).append(change)
    for staff, made in sorted(changes.items()):
        record.write(made, Writer(staff=staff, roles=frozenset({known.roles[staff]}), place=place, purpose=PURPOSE))
    return len(silent)


def _known(session: Session, place: str, found: Sequence[Visit]) -> _Known:
    measures = plans.measures_of(session, place, sorted({action for visit in found for action in visit.actions or ()}))
    people = sorted({visit.patient_id for visit in found if visit.patient_id})
    roles = places.roles(session, place)
    return _Known(measures, patients.latest_readings(session, place, people), roles)


def _given(session: Session, place: str, silent: Sequence[Visit]) -> dict[str, tuple[list[str], list[Change]]]:
    """Who went to what had come in and nobody had taken on until the day was over, and the lead's change that says so."""
    found: dict[str, tuple[list[str], list[Change]]] = {}
    went: dict[str, list[tuple[datetime, datetime]]] = {}
    for visit in silent:
        for one in visit.asked or ():
            went.setdefault(one, []).append(_span(visit))
    for visit in silent:
        came_in = unallocated.BY_PURPOSE.get(visit.purpose or "")
        leads = places.of_team(session, place, visit.team or "", ("lead",))
        if came_in is None or visit.asked or visit.planned_start is None or not leads:
            continue
        begins, ends = _span(visit)
        people = places.people(session, place, places.members(session, place, visit.team or ""))
        free = sorted(people, key=lambda one: (any(begins < until and ends > since for since, until in went.get(one, ())), one))
        asked: list[str] = []
        for care in came_in.cares:
            asked += [one for one in free if people[one][1] in unallocated.titles(care) and one not in asked][:1]
        for one in asked:
            went.setdefault(one, []).append((begins, ends))
        when = visit.planned_start - timedelta(hours=1)
        found[visit.id] = (
            asked,
            [_change(visit, named_id(when, "since", visit.id, "given"), "visit", visit.id, leads[0], when, {"asked": asked}, {"asked": []})],
        )
    return found


def _span(visit: Visit) -> tuple[datetime, datetime]:
    assert visit.planned_start is not None
    assert visit.planned_end is not None
    return visit.planned_start, visit.planned_end


def _change(
    visit: Visit, id_: str, kind: str, made: str, by: str, when: datetime, fields: Mapping[str, object], saw: Mapping[str, object] | None = None
) -> Change:
    return Change(
        id=id_,
        kind=kind,
        record=made,
        bundle=visit.bundle_id,
        patient=visit.patient_id,
        author=by,
        made_at=wall_clock.wire(when),
        schema=schema(),
        saw=saw,
        set=fields,
    )


def _what_happened(visit: Visit, asked: Sequence[str], known: _Known, seed: int) -> list[Change]:
    asked = [staff for staff in asked if staff in known.roles]
    if not asked or visit.planned_start is None or visit.planned_end is None or visit.patient_id is None:
        return []
    chance = chance_of(seed, "since", visit.id)
    outcome = outcome_of(chance)
    planned = (visit.planned_end - visit.planned_start) // timedelta(minutes=1)
    arrived = visit.planned_start + timedelta(minutes=chance.randint(-4, 11))
    stayed = timedelta(minutes=max(10, round(planned * chance.uniform(0.7, 0.95))) if outcome in ("completed", "part") else chance.randint(3, 7))
    made: list[Change] = []

    def add(kind: str, by: str, when: datetime, fields: Mapping[str, object], id_: str | None = None) -> None:
        kept = {name: wall_clock.wire(value) if isinstance(value, datetime) else value for name, value in fields.items() if value is not None}
        n = str(len(made))
        record_id = id_ or named_id(when, "since", visit.id, n, kind)
        made.append(_change(visit, named_id(when, "since", visit.id, n), kind, record_id, by, when, kept))

    for n, staff in enumerate(asked):
        came, left = arrived + timedelta(minutes=n), arrived + stayed
        fields = {"visit": visit.id, "staff": staff, "arrived_at": came, "leave_by": visit.planned_end + timedelta(minutes=10), "left_at": left}
        add(
            "attendance",
            staff,
            left,
            fields | {"outcome": outcome, "outcome_reason": reason_of(chance, outcome)},
            derived("attendance", visit.id, staff),
        )
    if outcome not in ("completed", "part"):
        return made
    by, actions = asked[0], list(visit.actions or ())
    for n, action in enumerate(actions):
        when = arrived + stayed * (n + 1) / (len(actions) + 2)
        is_done = chance.random() < 0.95
        why = None if is_done else chance.choice(("declined", "not-needed", "no-time", "unwell"))
        said = {"visit": visit.id, "action": action, "ordinal": 1, "outcome": "done" if is_done else "not-done", "reason": why}
        add("done", by, when, said | {"done_at": when, "staff": by, "status": "recorded"})
    for measure in sorted({name for action in actions for name in known.measures.get(action, ())}):
        last = known.readings.get((visit.patient_id, measure))
        if last is not None:
            when = arrived + stayed / 2
            values = {"value": _near(last.value, measure, chance.uniform(-1, 1)), "value2": None if last.value2 is None else last.value2}
            said = {"type": measure, "unit": MEASURES[measure].unit, "how": last.how, "measured_at": when, "staff": by, "visit": visit.id}
            add("observation", by, when, values | said | {"status": "recorded"})
    bank = _notes().get(visit.purpose or "", ())
    if bank and chance.random() < 0.4:
        when = arrived + stayed - timedelta(minutes=1)
        said = {"category": "visit", "visit": visit.id, "written_at": when, "staff": by, "words": chance.choice(bank), "status": "recorded"}
        add("note", by, when, said)
    return made


def _near(value: float, measure: str, off: float) -> float:
    """Two hundredths to either side of the last, as precise as that kind is read, and never beyond what is possible."""
    of = MEASURES[measure]
    least, most = of.values[0].hard
    near = min(max(value * (1 + 0.02 * off), least), most)
    if measure == "oxygen-saturation":
        near = min(near, 99)
    return round(near) if of.whole or near >= 100 else round(near, 1)


@cache
def _notes() -> Mapping[str, tuple[str, ...]]:
    """Purpose → notes that may be said of anybody."""
    found: dict[str, tuple[str, ...]] = {}
    cares = [*CARE.values(), *(care for of in EVERYDAY.values() for care in of), *(care for problem in PROBLEMS for care in problem.care)]
    for care in cares:
        both = [
            text
            for text in care.notes
            if all(words.fits(text, gender=gender, is_muslim=faith) for gender in ("female", "male") for faith in (True, False))
        ]
        found.setdefault(care.purpose, tuple(both))
    return found
