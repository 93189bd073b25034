"""One thing to settle in the demo's first hour, made as such things are made: two people change one action, neither having seen the other."""

from __future__ import annotations

from datetime import datetime, timedelta

from backend import wall_clock
from backend.care_plans import queries as plans
from backend.demo import cast
from backend.demo.ids import at, named_id
from backend.demo.place import PLACE, Person
from backend.demo.world import World
from backend.places.services import ENGINE
from backend.record import Change, Conflicted, registry
from backend.record import services as record
from backend.record.pulling import schema
from backend.transaction import transaction

ACTION = "Walk with the frame from bed to kitchen, twice a day, with someone beside her"
TOMASZ = "Walk with the frame from bed to front door, twice a day, on her own"
KEMI = "Walk with the frame from bed to kitchen, once a day, with someone beside her until the heel has healed"


class NoDispute(Exception):
    """The record took both changes, or neither: then the demo's start is not what it says it is."""


def open_one(world: World, now: datetime) -> str:
    """Yesterday at 08:31 Tomasz, at 10:24 Kemi, who had been offline. Once more changes nothing. Returns the conflict's id."""
    patient = cast.rokeya_id(world.place, world.seed, world.made_on)
    with transaction(ENGINE) as session:
        action = plans.action_of(session, patient, ACTION)
    saw = {name: getattr(action, name) for name in registry.groups("action")["statement"]}
    yesterday = world.made_on - timedelta(days=1)
    ending = None
    for name, minutes, words in (("Tomasz Wójcik", 8 * 60 + 31, TOMASZ), ("Kemi Adeyemi", 10 * 60 + 24, KEMI)):
        person = world.place.person(name)
        made_at = at(yesterday, minutes)
        change = Change(
            id=named_id(made_at, "dispute", action.id, person.id),
            kind="action",
            record=action.id,
            bundle=patient,
            patient=patient,
            author=person.id,
            made_at=wall_clock.wire(made_at),
            schema=schema(),
            saw=saw,
            set={**saw, "words": words},
        )
        ending = record.write([change], _writer(person), received_at=now).endings[0].ending
    if not isinstance(ending, Conflicted):
        raise NoDispute(f"It ended as {type(ending).__name__}")
    return ending.conflict


def _writer(person: Person) -> registry.Writer:
    return registry.Writer(staff=person.id, roles=frozenset({person.role}), place=PLACE)
