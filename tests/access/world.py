"""Two places, who works there, and patients with one record of every kind: what the tests of grants, audit and syncing stand on.

All of it is loaded as a loader would: bundles by COPY, accounts, and grants made by hand. Ids are fixed, so that a failure can be read.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask

from backend import wall_clock
from backend.accounts import passwords
from backend.accounts import services as accounts
from backend.database import Acting
from backend.grants import services as grants
from backend.places import services as places
from backend.record import Record
from backend.record import services as record
from backend.transaction import transaction
from tests.sync_gateway.client import POLICIES, Json, Tablet, derived, over_flask

ORIGIN = "http://localhost"
TUESDAY = datetime(2026, 11, 24, 9, tzinfo=UTC)
PASSWORD = "a kettle and two cups"
ENGINE = Acting(role="engine")


def fixed(*words: str) -> str:
    """An id that says, in the log of a failed test, nothing; but always the same."""
    return str(uuid.uuid5(uuid.UUID(int=7), ":".join(words)))


PLACE, OTHER_PLACE = fixed("place"), fixed("other place")
EAST, WEST, ELSEWHERE = fixed("team east"), fixed("team west"), fixed("team elsewhere")

# name → (place, role, team)
STAFF: dict[str, tuple[str, str, str | None]] = {
    "anna": (PLACE, "practitioner", EAST),
    "ben": (PLACE, "practitioner", EAST),
    "asif": (PLACE, "assistant", EAST),
    "lena": (PLACE, "lead", EAST),
    "cora": (PLACE, "coordinator", EAST),
    "vera": (PLACE, "voluntary", None),
    "max": (PLACE, "manager", EAST),
    "ada": (PLACE, "administrator", None),
    "priya": (PLACE, "privacy officer", None),
    "carl": (PLACE, "practitioner", WEST),
    "wanda": (PLACE, "lead", WEST),
    "bea": (OTHER_PLACE, "practitioner", ELSEWHERE),
}
PATIENTS = {"rose": PLACE, "tom": PLACE, "will": PLACE, "zoe": OTHER_PLACE}
"""Rose and Tom are cared for by team east, Will by team west, Zoe in the other place."""


FORM = "https://alongside.example/q/living-at-home"
DEFINITION = {
    "resourceType": "Questionnaire",
    "url": FORM,
    "version": "1",
    "title": "Living at home",
    "status": "active",
    "item": [
        {
            "linkId": "walking",
            "type": "group",
            "item": [
                {"linkId": "falls", "type": "string"},
                {"linkId": "aids", "type": "group", "repeats": True, "item": [{"linkId": "aid", "type": "string"}]},
            ],
        },
        {"linkId": "mood", "type": "group", "item": [{"linkId": "low", "type": "boolean"}, {"linkId": "sleep", "type": "integer"}]},
    ],
}
"""A questionnaire that every place has."""


@dataclass
class World:
    """What was loaded, and how to sit down at a tablet in it."""

    app: Flask
    now: datetime
    turn: Callable[[timedelta], None]
    records: dict[tuple[str, str], str] = field(default_factory=dict)
    """(patient, kind) → the id of its record."""

    def staff(self, name: str) -> str:
        return fixed("staff", name)

    def patient(self, name: str) -> str:
        return fixed("patient", name)

    def record(self, patient: str, kind: str) -> str:
        return self.records[patient, kind]

    def tablet(self, name: str, **more: Any) -> Tablet:
        """A tablet at which this person has signed in."""
        client = self.app.test_client()
        tablet = Tablet(over_flask(client), origin=ORIGIN, **more)
        tablet.sign_in(f"{name}@example.org", PASSWORD)
        return tablet

    def plan(self, by: Tablet, patient: str, *asked: str, start: timedelta = timedelta(hours=1), lasts: timedelta = timedelta(minutes=30)) -> Json:
        """A visit that somebody plans, at `start` from the beginning of the test; returns the change that made it."""
        begins = self.now + start
        fields = {
            **values_of("visit", patient, self),
            "planned_start": wall_clock.wire(begins),
            "planned_end": wall_clock.wire(begins + lasts),
            "asked": [self.staff(name) for name in asked],
        }
        made = by.create("visit", self.patient(patient), fields)
        [ending] = by.push()
        assert ending["ending"] == "applied", ending
        return made

    def arrive(self, who: Tablet, name: str, patient: str, visit: Json) -> Json:
        """Puts an arrival into somebody's queue: the attendance of this visit and person."""
        record = derived(f"attendance:{visit['record']}:{self.staff(name)}")
        at = who.stamp()
        return who.create("attendance", self.patient(patient), {"visit": visit["record"], "staff": self.staff(name), "arrived_at": at}, record=record)

    def tablet_id(self, kind: str, patient: str, staff: str) -> str:
        """The derived id of what there is one of for a visit and a person (R1)."""
        return derived(f"{kind}:{fixed('visit', patient)}:{self.staff(staff)}")

    def grant(self, patient: str, staff: str | None = None, *, team: str | None = None, why: str = "caseload", **more: Any) -> str:
        who = None if staff is None else self.staff(staff)
        place = PATIENTS[patient]
        with self.app.app_context(), transaction(ENGINE) as session:
            now = more.pop("now", None) or wall_clock.now()
            return grants.grant(session, why, place=place, patient=self.patient(patient), staff=who, team=team, now=now, **more)

    def end(self, patient: str, staff: str) -> int:
        with self.app.app_context(), transaction(ENGINE) as session:
            return grants.end_grants(
                session, patient=self.patient(patient), staff=self.staff(staff), now=wall_clock.now(), by=self.staff("lena"), reason="moved team"
            )


@cache
def _password_hash(_: PasswordHasher) -> str:
    return passwords.hashed(PASSWORD)


def make(app: Flask, now: datetime, turn: Callable[[timedelta], None] | None = None) -> World:
    """Loads the world as it stands at `now`. Nobody holds a patient yet but anna, who has Rose and Tom on her caseload, and carl Will."""
    world = World(app, now, turn or (lambda _: None))
    with app.app_context():
        with transaction(ENGINE) as session:
            for place, name in ((PLACE, "The place"), (OTHER_PLACE, "The other place")):
                places.make_place(session, place, name, now)
        of_places = [load for place in (PLACE, OTHER_PLACE) for load in (_people(place), _forms(place, world))]
        loads = [*of_places, *(_patient(world, name) for name in PATIENTS)]
        record.load(loads, author=fixed("loader"), made_at=now - timedelta(days=1), today=wall_clock.day_of(now))
        with transaction(ENGINE) as session:
            new = [
                accounts.NewAccount(fixed("account", name), place, fixed("staff", name), f"{name}@example.org", _password_hash(passwords._hasher))
                for name, (place, _, _) in STAFF.items()
            ]
            accounts.add_accounts(session, new, now)
    for patient, staff in (("rose", "anna"), ("tom", "anna"), ("will", "carl"), ("zoe", "bea")):
        world.grant(patient, staff, now=now - timedelta(hours=2))
    return world


def _people(place: str) -> record.BundleLoad:
    organisation = fixed("organisation", place)
    teams = [(EAST, "East"), (WEST, "West")] if place == PLACE else [(ELSEWHERE, "Elsewhere")]
    records = [Record("organisation", organisation, None, "core", 1, {"name": "A trust", "short_name": "AT", "sector": "nhs"})]
    records.append(Record("practice", fixed("practice", place), None, "core", 1, {"name": "A surgery"}))
    records += [Record("team", team, None, "core", 1, {"name": name, "organisation": organisation}) for team, name in teams]
    for name, (where, role, team) in STAFF.items():
        if where == place:
            fields = {"name": name.title(), "role": role, "profession": "Nurse", "organisation": organisation, "team": team, "status": "active"}
            records.append(Record("staff", fixed("staff", name), None, "core", 1, fields))
    return record.BundleLoad(derived(f"people:{place}"), "people", place, place, records)


def _forms(place: str, world: World) -> record.BundleLoad:
    made = Record("questionnaire", derived(f"questionnaire:{place}:{FORM}:1"), None, "core", 1, values_of("questionnaire", "rose", world))
    return record.BundleLoad(derived(f"forms:{place}"), "forms", place, place, [made])


def values_of(kind: str, patient: str, world: World) -> dict[str, Any]:
    """Fields that a new record of this kind may have: what its schema asks for, and a little more."""
    at, day = wall_clock.wire(world.now - timedelta(hours=3)), wall_clock.day_of(world.now).isoformat()
    staff, start = world.staff("anna"), world.now + timedelta(hours=1)
    visit, answer = fixed("visit", patient), {"answer": [{"valueString": "Twice since the summer."}]}
    values: dict[str, dict[str, Any]] = {
        "patient": {"given_name": patient.title(), "family_name": "Ahmed", "born_on": "1941-03-02", "phone": "020 7946 0000", "status": "active"},
        "alert": {"category": "falls", "title": "Falls on the stairs", "severity": "high", "status": "active"},
        "risk_judgement": {"band": "high", "instead_of": "moderate", "judged_on": day, "judged_by": staff, "why": "Alone since June."},
        "consent": {
            "scope": "voluntary",
            "purpose": "direct-care",
            "decision": "given",
            "given_by": "person",
            "how": "spoken",
            "given_on": day,
            "taken_by": staff,
            "status": "active",
        },
        "door_code": {"code": "4711", "where": "at the gate", "status": "active"},
        "disclosure": {"what": "door_code", "record": fixed("door_code", patient), "staff": staff, "shown_at": at},
        "contact": {"name": "Nasima Ahmed", "relation": "daughter", "phone": "020 7946 0001", "is_carer": True, "status": "active"},
        "condition": {"name": "Venous leg ulcer", "status": "active"},
        "medicine": {"name": "Paracetamol", "dose": "500", "unit": "mg", "frequency": "4 times a day", "status": "active"},
        "about_me": {"words": "I like to be called by my first name.", "told_in": "English"},
        "care_plan": {"what_matters": "To sit in the garden.", "if_worse": "Ring the out of hours service.", "status": "active"},
        "goal": {"words": "I want to walk to the shop.", "target": "5", "target_unit": "metres", "status": "active"},
        "action": {"words": "Change the dressing", "frequency": "twice a week", "status": "active"},
        "contingency": {
            "if_this": "A fall, and she cannot get up",
            "then_do": "Do not lift her.",
            "call_who": "999",
            "call_phone": "999",
            "status": "active",
        },
        "meeting": {"team": EAST, "title": "Tuesday meeting", "starts_at": wall_clock.wire(start), "chair": staff, "status": "planned"},
        "meeting_item": {
            "meeting": fixed("meeting", PLACE),
            "team": EAST,
            "held_on": day,
            "status": "listed",
        },
        "meeting_talk": {
            "meeting": fixed("meeting", PLACE),
            "question": "Can she go on living on the third floor?",
            "asked_by": staff,
            "attended": ["Nasima Ahmed, daughter"],
        },
        "visit": {
            "planned_start": wall_clock.wire(start),
            "planned_end": wall_clock.wire(start + timedelta(minutes=45)),
            "asked": [],
            "purpose": "Dressing",
            "status": "planned",
        },
        "attendance": {"visit": visit, "staff": staff, "arrived_at": at},
        "done": {"visit": visit, "action": fixed("action", patient), "ordinal": 1, "outcome": "done", "done_at": at, "staff": staff},
        "observation": {"type": "pulse", "value": 72, "unit": "/min", "measured_at": at, "staff": staff},
        "note": {"category": "visit", "written_at": at, "staff": staff, "words": "Wound drier than last week."},
        "referral": {
            "received_at": at,
            "source": "hospital",
            "from_organisation": "Royal London",
            "from_unit": "ward 10E",
            "why": "Home today, help to wash",
            "words": "Walks 5 metres with a frame.",
            "asks": ["stairs", "wash"],
            "priority": "urgent",
            "clock_type": "two-days",
            "clock_started_at": at,
            "status": "new",
        },
        "attachment": {
            "what": "wound",
            "site": "Left shin",
            "taken_at": at,
            "staff": staff,
            "media_type": "image/jpeg",
            "sha256": "0" * 64,
            "bytes": 1000,
            "width": 640,
            "height": 480,
            "words": "The wound, drier than last week.",
        },
        "assessment": {"questionnaire": FORM, "version": "1", "ordinal": 202601, "begun_at": at, "status": "in-progress", "answer.falls": answer},
        "answer_row": {"assessment": id_of("assessment", patient, world), "group": "aids", "answer.aid": answer},
        "signature": {
            "assessment": id_of("assessment", patient, world),
            "section": "",
            "content_hash": "0" * 64,
            "signed_at": at,
            "staff": staff,
        },
        "questionnaire": {"url": FORM, "version": "1", "title": "Living at home", "definition": DEFINITION, "status": "active"},
        "conflict": {
            "about": fixed("goal", patient),
            "about_kind": "goal",
            "group": "target",
            "base": None,
            "sides": [],
            "status": "settled",
            "settled_at": at,
        },
        "my_day": {"day": day, "means": "walk"},
        "read_mark": {"about": world.patient(patient), "looked_at": at, "looked_rev": 1},
    }
    return values[kind]


PATIENT_KINDS = tuple(kind for kind, policy in POLICIES.items() if isinstance(policy, dict) and policy.get("bundle") == "patient")


def id_of(kind: str, patient: str, world: World) -> str:
    """Where a record's id is derived, that (R1)."""
    bundle = world.patient(patient)
    match kind:
        case "patient":
            return bundle
        case "care_plan" | "about_me" | "risk_judgement":
            return derived(f"{kind}:{bundle}")
        case "assessment":
            return derived(f"assessment:{bundle}:{FORM}:202601")
        case "attendance":
            return derived(f"attendance:{fixed('visit', patient)}:{world.staff('anna')}")
        case "meeting_item" | "meeting_talk":
            return derived(f"{kind}:{fixed('meeting', PLACE)}:{bundle}")
        case _:
            return fixed(kind, patient)


def _patient(world: World, name: str) -> record.BundleLoad:
    bundle, records = world.patient(name), []
    for kind in PATIENT_KINDS:
        world.records[name, kind] = id_of(kind, name, world)
        records.append(Record(kind, world.records[name, kind], bundle, POLICIES[kind]["part"], 1, values_of(kind, name, world)))
    return record.BundleLoad(bundle, "patient", PATIENTS[name], bundle, records)


@pytest.fixture
def world(app: Flask) -> Iterator[World]:
    """The world, loaded on a Tuesday at nine. Time runs from there; `world.turn(timedelta)` moves it on, and it stands still from then."""
    began = time.monotonic()
    with wall_clock.reading(lambda: TUESDAY + timedelta(seconds=time.monotonic() - began)) as turn:
        yield make(app, wall_clock.now(), turn)
