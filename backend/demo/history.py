"""What happened at the visits that lie behind: who came when, what was done, measured and written. And the visits that lie ahead."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from backend.demo import skills, words
from backend.demo.book import Book
from backend.demo.case import Case, Curve, Rhythm
from backend.demo.ids import at, derived, named_id
from backend.demo.place import Person
from backend.demo.timetable import Slot
from backend.patients.measures import MEASURES

OUTCOMES = (("completed", 0.955), ("no-access", 0.02), ("declined", 0.012), ("part", 0.01), ("in-hospital", 0.003))


def reading(curve: Curve, ago: int, chance: Random | None) -> tuple[float, float | None]:
    """The value so many days ago (and the second one of a pair). Without chance: the curve itself."""
    gone = 1 - min(max(ago, 0), 180) / 180
    value = curve.first + (curve.last - curve.first) * gone
    noise = curve.trend.noise
    if chance is not None:
        value += chance.uniform(-noise, noise)
    value = max(value, 0)
    if curve.trend.type == "oxygen-saturation":
        value = min(value, 99)
    if curve.trend.type == "pain":
        value = min(value, 10)
    first = round(value, curve.trend.decimals)
    if curve.lower is None:
        return (int(first) if curve.trend.decimals == 0 else first), None
    lower = curve.lower + (chance.uniform(-noise, noise) * 0.5 if chance is not None else 0)
    return int(first), round(min(lower, first - 20))


def write_reading(book: Book, curve: Curve, by: str, when: datetime, ago: int, visit: str | None) -> None:
    value, value2 = reading(curve, ago, book.chance)
    book.add(
        "observation",
        by,
        when,
        type=curve.trend.type,
        value=value,
        value2=value2,
        unit=unit_of(curve.trend.type),
        how=curve.trend.how,
        measured_at=when,
        staff=by,
        visit=visit,
        status="recorded",
    )


def unit_of(type_: str) -> str | None:
    return MEASURES[type_].unit


def visit_id(case: Case, rhythm: Rhythm, day: date, start: int) -> str:
    """The same visit has the same id, however often the demo is made."""
    return named_id(at(day, start), "visit", case.id, ",".join(person.id for person in rhythm.staff), rhythm.care.purpose, day.isoformat())


def write_visit(book: Book, slot: Slot, day: date, made_on: date) -> str:
    """The plan of one visit, made by the lead a week before."""
    case, rhythm = slot.case, slot.rhythm
    made = at(min(day, made_on) - timedelta(days=7 if slot.came_in is None else 1), 985)
    is_open = slot.came_in is not None and day >= made_on
    return book.add(
        "visit",
        case.team.lead.id,
        made,
        id_=visit_id(case, rhythm, day, slot.start),
        planned_start=at(day, slot.start),
        planned_end=at(day, slot.end),
        is_fixed=rhythm.is_fixed,
        asked=set() if is_open else {person.id for person in rhythm.staff},
        purpose=rhythm.care.purpose,
        instructions=rhythm.care.instructions,
        actions=set(rhythm.actions),
        team=case.team.id,
        **(_needs(slot, day) if day >= made_on else {}),
        status="planned",
    )


def _needs(slot: Slot, day: date) -> dict[str, Any]:
    if slot.came_in is not None:
        return slot.came_in.fields(day)
    return skills.of_visit(slot.rhythm.care.purpose, [person.profession.title for person in slot.rhythm.staff], slot.start, day)


def write_what_happened(book: Book, slot: Slot, day: date, made_on: date, visit: str) -> None:
    """Attendances, things done, measurements and a note, of a visit that took place before today."""
    case, rhythm, chance = slot.case, slot.rhythm, book.chance
    outcome = outcome_of(chance)
    late = chance.randint(-4, 11)
    arrived = slot.start + late
    stayed = max(10, round(slot.rhythm.minutes * chance.uniform(0.7, 0.95)))
    if outcome in ("no-access", "declined", "in-hospital"):
        stayed = chance.randint(3, 7)
    for n, person in enumerate(rhythm.staff):
        came, left = at(day, arrived + n), at(day, arrived + stayed)
        book.add(
            "attendance",
            person.id,
            left,
            id_=derived("attendance", visit, person.id),
            visit=visit,
            staff=person.id,
            arrived_at=came,
            leave_by=at(day, slot.end + 10),
            left_at=left,
            outcome=outcome,
            outcome_reason=reason_of(chance, outcome),
        )
    if outcome not in ("completed", "part"):
        return
    _write_done(book, rhythm, day, visit, arrived, stayed)
    _write_measured(book, case, rhythm, day, made_on, visit, arrived, stayed)
    if chance.random() < (0.25 if len(rhythm.days) > 20 else 0.55):
        _write_note(book, case, rhythm, rhythm.staff[0], day, visit, arrived + stayed - 1)


def outcome_of(chance: Random) -> str:
    """How a visit usually ends."""
    roll = chance.random()
    for word, share in OUTCOMES:
        roll -= share
        if roll < 0:
            return word
    return "completed"


def reason_of(chance: Random, outcome: str) -> str | None:
    """In words, where it ended otherwise than it should."""
    bank = {"no-access": words.NO_ACCESS, "declined": words.DECLINED, "in-hospital": words.IN_HOSPITAL, "part": words.PARTLY}.get(outcome)
    return chance.choice(bank) if bank else None


def _write_done(book: Book, rhythm: Rhythm, day: date, visit: str, arrived: int, stayed: int) -> None:
    chance = book.chance
    by = rhythm.staff[0]
    for n, action in enumerate(rhythm.actions):
        when = at(day, arrived + 3 + (stayed - 5) * (n + 1) // (len(rhythm.actions) + 1))
        is_done = chance.random() < 0.95
        reason = None if is_done else chance.choice(("declined", "not-needed", "no-time", "unwell"))
        book.add(
            "done",
            by.id,
            when,
            visit=visit,
            action=action,
            ordinal=1,
            outcome="done" if is_done else "not-done",
            reason=reason,
            done_at=when,
            staff=by.id,
            status="recorded",
        )


def _write_measured(book: Book, case: Case, rhythm: Rhythm, day: date, made_on: date, visit: str, arrived: int, stayed: int) -> None:
    due = {name for task in rhythm.care.tasks for name in task.measures}
    if len(rhythm.days) >= 4 and not rhythm.is_fixed and (day - made_on).days % 14 >= 7:
        due -= {"weight"}
    for curve in case.curves:
        if curve.trend.type in due:
            write_reading(book, curve, rhythm.staff[0].id, at(day, arrived + stayed // 2), (made_on - day).days, visit)


def _write_note(book: Book, case: Case, rhythm: Rhythm, by: Person, day: date, visit: str, minute: int) -> None:
    is_muslim = case.ethnicity in words.MUSLIM or "Somali" in case.languages
    bank = [text for text in rhythm.care.notes if words.fits(text, gender=case.gender, is_muslim=is_muslim)]
    if bank:
        when = at(day, minute)
        book.add("note", by.id, when, category="visit", visit=visit, written_at=when, staff=by.id, words=book.chance.choice(bank), status="recorded")
