"""One "Living at home" in progress: begun by the district nurse, gone on with by physiotherapist and social worker, made as such things are made."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from backend import wall_clock
from backend.assessments import assembling
from backend.assessments.services import NAMESPACE
from backend.demo import cast
from backend.demo.ids import at, named_id
from backend.demo.place import PLACE, Person
from backend.demo.world import World
from backend.record import Applied, Change, registry
from backend.record import services as record
from backend.record.pulling import schema

URL = "https://alongside.example/fhir/Questionnaire/living-at-home"
VERSION = str(assembling.shipped_one("living-at-home")["version"])
NAME = ("Margaret", "O'Leary")

Given = tuple[str, dict[str, Any]]


def coded(link: str, code: str, display: str) -> Given:
    return link, {"answer": [{"valueCoding": {"code": code, "display": display}}]}


def words(link: str, said: str) -> Given:
    return link, {"answer": [{"valueString": said}]}


def number(link: str, value: int) -> Given:
    return link, {"answer": [{"valueInteger": value}]}


def yes(link: str, is_so: bool = True) -> Given:
    return link, {"answer": [{"valueBoolean": is_so}]}


ANSWERS: tuple[tuple[str, int, int, tuple[Given, ...]], ...] = (
    (
        "Kemi Adeyemi",
        5,
        10 * 60 + 12,
        (
            words("about-me.good-day", "Mass on the radio, then the crossword, then my sister on the phone."),
            words("about-me.people", "My sister Bridie in Cork. The cat, who is called Bishop."),
            number("health.admissions", 3),
            yes("medicines.swallow", False),
            yes("medicines.effects", False),
            number("medicines.count", 7),
        ),
    ),
    (
        "Amina Khatun",
        3,
        14 * 60 + 30,
        (
            yes("falls.fallen"),
            number("falls.times", 2),
            yes("falls.hurt", False),
            yes("falls.unsteady"),
            ("falls.chair", {"answer": [], "not_asked": "she was tired after the walk"}),
        ),
    ),
    (
        "Daniel Osei",
        1,
        9 * 60 + 2,
        (yes("money-work.enough"), yes("money-work.benefits", False), yes("money-work.check"), yes("carers.has")),
    ),
)
"""Who, how many days before the place was made, minutes of the day, what."""


class NotBegun(Exception):
    """The record did not take it: then the demo's start is not what it says it is."""


def begin(world: World, now: datetime) -> str:
    """Once more changes nothing. Returns the assessment's id."""
    patient = next(one.id for one in cast.make_cast(world.place, world.seed, world.made_on) if (one.given, one.family) == NAME)
    first, days, minutes, _ = ANSWERS[0]
    begun = at(world.made_on - timedelta(days=days), minutes)
    ordinal = begun.year * 100 + 1
    assessment = str(uuid.uuid5(NAMESPACE, f"assessment:{patient}:{URL}:{ordinal}"))
    about = {"questionnaire": URL, "version": VERSION, "ordinal": ordinal, "begun_at": wall_clock.wire(begun), "status": "in-progress"}
    person = world.place.person(first)
    _write(_change(patient, assessment, person, begun, None, {**about, "begun_by": person.id}), person, now)
    for name, days, minutes, answers in ANSWERS:
        person = world.place.person(name)
        for nth, (link, value) in enumerate(answers, 1):
            made_at = at(world.made_on - timedelta(days=days), minutes) + timedelta(minutes=nth)
            _write(_change(patient, assessment, person, made_at, {f"answer.{link}": None}, {f"answer.{link}": value}), person, now)
    return assessment


def _change(patient: str, assessment: str, person: Person, made_at: datetime, saw: dict[str, Any] | None, said: dict[str, Any]) -> Change:
    return Change(
        id=named_id(made_at, "living at home", assessment, person.id, *sorted(said)),
        kind="assessment",
        record=assessment,
        bundle=patient,
        patient=patient,
        author=person.id,
        made_at=wall_clock.wire(made_at),
        schema=schema(),
        saw=saw,
        set=said,
        part=None if saw else "more",
    )


def _write(change: Change, person: Person, now: datetime) -> None:
    ending = record.write([change], _writer(person), received_at=now).endings[0].ending
    if not isinstance(ending, Applied):
        raise NotBegun(f"{sorted(change.set)} ended as {ending}")


def _writer(person: Person) -> registry.Writer:
    return registry.Writer(staff=person.id, roles=frozenset({person.role}), place=PLACE)
