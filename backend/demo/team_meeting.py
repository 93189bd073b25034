"""The South West team's meetings: one two weeks ago, with what was said, decided and went onto plans, and always one to come with people on its list.

Made as such things are made: by people, through the one door.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from backend import wall_clock
from backend.demo import cast
from backend.demo.ids import at, derived, named_id
from backend.demo.place import PLACE, Person
from backend.demo.world import World
from backend.meetings import queries as meetings
from backend.places.services import ENGINE
from backend.record import Applied, Change, Merged, registry
from backend.record import services as record
from backend.record.pulling import schema
from backend.transaction import transaction

TITLE = "South West team: MDT"
ROOM = "Stepney Green hub, meeting room"
STARTS, ENDS = 13 * 60, 14 * 60
EVERY = 14
"""Days from one to the next."""

_Values = dict[str, Any]
LISTED: _Values = {"status": "listed"}


class NotMet(Exception):
    """The record did not take it: then the demo's meetings are not what they say they are."""


@dataclass(frozen=True)
class Asked:
    """Whom to discuss, what is to be answered, who wants to know."""

    name: tuple[str, str]
    question: str
    by: str


@dataclass(frozen=True)
class Met:
    """What came of it. `deeds`: what, who of the staff, or else who in words, until when."""

    asked: Asked
    guests: tuple[str, ...]
    said: str
    decided: str
    deeds: tuple[tuple[str, str | None, str | None, str | None], ...]


HERE = ("Priya Nair", "Kemi Adeyemi", "Yusuf Ali", "Amina Khatun", "Hannah Clarke", "Daniel Osei", "Shabnam Choudhury", "Dr Farhana Rahman")
GUESTS = ("Sister Ann Doyle, St Joseph's outreach",)

WAS: tuple[Met, ...] = (
    Met(
        Asked(("George", "Whitfield"), "The heel is no better after four weeks. What else, and can two of us always come to turn him?", "Yusuf Ali"),
        (),
        "Category 3, wetter than in October. The mattress was found on the wrong setting twice. "
        "He asks to sit by the window for the tide and will not give that up. Carers turn him alone at night.",
        "Comfort first, as he asks. A dynamic mattress on trial, and two people for each turn in the day.",
        (
            ("Dynamic mattress on trial, setting written on the frame", "Hannah Clarke", None, "Review together after four weeks"),
            ("Show both evening carers how to turn him, and sign the sheet", "Yusuf Ali", None, "Both shown"),
        ),
    ),
    Met(
        Asked(
            ("Margaret", "O'Leary"),
            "Con has not slept for a week. Who can sit at night, and does she still want to be at home at the end?",
            "Kemi Adeyemi",
        ),
        ("Con O'Leary, her husband, by telephone",),
        "She said again that she wants her own bed and Con beside it. "
        "Con says he can go on if he sleeps two nights in the week. The pump holds the pain.",
        "Home stays the plan. A sitter two nights a week at once, and the hospice holds a bed in case Con cannot.",
        (("Night sitter, two nights a week", None, "Sitters of Stepney Carers' Circle", "As long as it is needed"),),
    ),
)
PUT_OFF = Asked(("Terence", "Bailey"), "He has not opened the door three times this month. What are we missing?", "Kemi Adeyemi")
PUT_OFF_WHY = "Daniel has not been able to reach his brother yet."

NEXT: tuple[Asked, ...] = (
    PUT_OFF,
    Asked(("Yvonne", "Campbell"), "Two falls at the back step since September. Is a rail enough, and who asks the landlord?", "Amina Khatun"),
    Asked(
        ("Fadumo", "Jama"), "Morning glucose under 5 twice in a week. Can the dose come down before somebody finds her on the floor?", "Joy Robinson"
    ),
    Asked(("Lok Man", "Cheung"), "He dials his own dose now. When do we stop coming every morning, and what would make that safe?", "Kemi Adeyemi"),
    Asked(("Abdirahman", "Farah"), "Three blocked catheters in a month. Urology, or another way?", "Amina Khatun"),
)


def hold(world: World, now: datetime) -> None:
    """What was two weeks before the place was made, and the first one to come. Once more changes nothing."""
    who = _People(world)
    was = workday(world.made_on - timedelta(days=EVERY), -1)
    meeting = _plan(world, was, made_at=at(was - timedelta(days=9), 620), now=now)
    asked = [*(met.asked for met in WAS), PUT_OFF]
    for n, one in enumerate(asked):
        _put_on(world, who, meeting, was, one, n + 1, at(was - timedelta(days=3 - n), 990 + n), now)
    here = sorted([*(who.person(name).id for name in HERE), *GUESTS])
    shabnam, priya = who.person("Shabnam Choudhury"), who.person("Priya Nair")
    people = derived("people", PLACE)
    _write("meeting", meeting, people, None, shabnam, at(was, STARTS + 4), {"attended": None}, {"attended": here}, now)
    for n, met in enumerate(WAS):
        patient, minutes = who.patient(met.asked.name), STARTS + 6 + 18 * n
        item = derived("meeting_item", meeting, patient)
        steps: tuple[tuple[str, Person, _Values, _Values], ...] = (
            ("meeting_talk", shabnam, {"attended": None}, {"attended": sorted([*here, *met.guests])}),
            ("meeting_talk", shabnam, {"discussion": None}, {"discussion": met.said}),
            ("meeting_talk", priya, {"decision": None}, {"decision": met.decided}),
            ("meeting_item", priya, LISTED, {"status": "discussed"}),
        )
        for nth, (kind, author, saw, said) in enumerate(steps):
            _write(kind, derived(kind, meeting, patient), patient, patient, author, at(was, minutes + 3 * nth), saw, said, now)
        for nth, (words, name, in_words, until) in enumerate(met.deeds):
            made_at = at(was, minutes + 11 + nth)
            doer = who.person(name) if name else None
            fields = {
                "words": words,
                "until": until,
                "staff": doer.id if doer else None,
                "organisation": world.place.organisations[doer.organisation] if doer else None,
                "who": in_words,
                "position": 20 + nth,
                "status": "active",
                "origin_kind": "meeting_item",
                "origin_record": item,
            }
            _write("action", named_id(made_at, "meeting", item, str(nth)), patient, patient, priya, made_at, None, _given(fields), now)
    patient = who.patient(PUT_OFF.name)
    for kind, saw, said in (
        ("meeting_item", LISTED, {"status": "put-off"}),
        ("meeting_talk", {"outcome_reason": None}, {"outcome_reason": PUT_OFF_WHY}),
    ):
        _write(kind, derived(kind, meeting, patient), patient, patient, priya, at(was, STARTS + 50), saw, said, now)
    planned: _Values = {"status": "planned", "status_reason": None}
    _write("meeting", meeting, people, None, shabnam, at(was, ENDS), planned, {**planned, "status": "held"}, now)


def plan_next(world: World, today: date, now: datetime) -> bool:
    """There is always one to come: tomorrow or the next working day, and after that every two weeks. True where it was planned now."""
    with transaction(ENGINE) as session:
        latest = meetings.latest_of(session, PLACE, world.place.teams[0].id)
    if latest is not None and wall_clock.day_of(latest) >= today:
        return False
    since = None if latest is None else wall_clock.day_of(latest)
    soon = workday(today + timedelta(days=1), 1)
    day = soon if since is None or (soon - since).days >= EVERY // 2 else workday(since + timedelta(days=EVERY), 1)
    who = _People(world)
    first = at(today - timedelta(days=2), 610)
    meeting = _plan(world, day, made_at=first, now=now)
    for n, one in enumerate(NEXT):
        _put_on(world, who, meeting, day, one, n + 1, at(today - timedelta(days=1), 560 + 47 * n), now)
    return True


def workday(day: date, step: int) -> date:
    """That day, or the nearest that is no weekend: before it (-1) or after it (1)."""
    while day.weekday() >= 5:
        day += timedelta(days=step)
    return day


class _People:
    """Who is meant by the names above."""

    def __init__(self, world: World) -> None:
        self._place = world.place
        self._cases = {(case.given, case.family): case.id for case in cast.make_cast(world.place, world.seed, world.made_on)}

    def person(self, name: str) -> Person:
        return self._place.person(name)

    def patient(self, name: tuple[str, str]) -> str:
        return self._cases[name]


def _plan(world: World, day: date, *, made_at: datetime, now: datetime) -> str:
    place, team = world.place, world.place.teams[0]
    meeting = named_id(at(day, STARTS), "meeting", team.id)
    fields = {
        "team": team.id,
        "title": TITLE,
        "starts_at": wall_clock.wire(at(day, STARTS)),
        "ends_at": wall_clock.wire(at(day, ENDS)),
        "place": ROOM,
        "chair": team.lead.id,
        "status": "planned",
    }
    _write("meeting", meeting, derived("people", PLACE), None, place.person("Shabnam Choudhury"), made_at, None, fields, now)
    return meeting


def _put_on(world: World, who: _People, meeting: str, day: date, one: Asked, position: int, made_at: datetime, now: datetime) -> None:
    patient, author = who.patient(one.name), who.person(one.by)
    listed = {"meeting": meeting, "team": world.place.teams[0].id, "held_on": day.isoformat(), "position": position, "status": "listed"}
    asked = {"meeting": meeting, "question": one.question, "asked_by": author.id}
    for kind, fields in (("meeting_item", listed), ("meeting_talk", asked)):
        _write(kind, derived(kind, meeting, patient), patient, patient, author, made_at, None, fields, now)


def _given(fields: _Values) -> _Values:
    return {name: value for name, value in fields.items() if value is not None}


def _write(
    kind: str,
    record_id: str,
    bundle: str,
    patient: str | None,
    person: Person,
    made_at: datetime,
    saw: _Values | None,
    said: _Values,
    now: datetime,
) -> None:
    change = Change(
        id=named_id(made_at, "team meeting", record_id, person.id, *sorted(said)),
        kind=kind,
        record=record_id,
        bundle=bundle,
        patient=patient,
        author=person.id,
        made_at=wall_clock.wire(made_at),
        schema=schema(),
        saw=saw,
        set=said,
    )
    writer = registry.Writer(staff=person.id, roles=frozenset({person.role}), place=PLACE)
    ending = record.write([change], writer, received_at=now).endings[0].ending
    if not isinstance(ending, Applied | Merged):
        raise NotMet(f"{kind} {sorted(said)} ended as {ending}")
