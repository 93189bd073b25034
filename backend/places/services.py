"""Making a place and those who work in it. People and teams go through the one door, as everything that syncs does."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import wall_clock
from backend.audit import services as audit
from backend.database import Acting
from backend.places.models import Locality, Network, Organisation, Place, Team
from backend.places.schemas import OrganisationSchema, StaffSchema, TeamSchema
from backend.record import Applied, Change, Merged, Record, Refused
from backend.record import queries as records_
from backend.record import services as record
from backend.record.pulling import schema
from backend.record.registry import Writer
from backend.transaction import transaction

NAMESPACE = uuid.UUID("1bfcfda0-672b-52e5-b200-e3d64bffc079")
"""PROTOCOL §1."""

SCHEMAS = {"organisation": OrganisationSchema, "team": TeamSchema, "staff": StaffSchema}

ENGINE = Acting(role="engine")
SET_UP = "set-up"
"""The named purpose under which the command line writes."""
COMMAND_LINE = "the command line"
"""In the audit trail, who did it, where nobody was signed in."""

POWERS = ("role", "profession", "status", "team", "organisation")
"""What of a member of staff decides what they may see and do: its values are words of lists and ids."""


class NotTaken(Exception):
    """The record refused what was to be written; the text says why, for whoever typed it."""


def people_bundle(place: str) -> str:
    """The bundle of a place's organisations, practices, teams and staff (PROTOCOL §1)."""
    return str(uuid.uuid5(NAMESPACE, f"people:{place}"))


def make_place(session: Session, place: str, name: str, now: datetime, *, is_demonstration: bool = False) -> None:
    """Makes an empty place. The session acts as the engine."""
    session.add(Place(id=place, name=name, is_demonstration=is_demonstration, made_at=now))
    session.flush()


def add_geography(session: Session, place: str, localities: Mapping[str, Sequence[str]]) -> None:
    """Gives a place its localities and their networks, by name; those it has are left. The session acts as the engine."""
    for locality, networks in localities.items():
        of = str(uuid.uuid5(NAMESPACE, f"locality:{place}:{locality}"))
        if session.get(Locality, of) is None:
            session.add(Locality(id=of, place_id=place, name=locality))
            session.flush()
        for network in networks:
            known = str(uuid.uuid5(NAMESPACE, f"network:{place}:{network}"))
            if session.get(Network, known) is None:
                session.add(Network(id=known, place_id=place, locality_id=of, name=network))
    session.flush()


def find_place(session: Session, name: str | None) -> str | None:
    """The place of a name; without a name the only one there is, or None."""
    query = select(Place.id).order_by(Place.made_at)
    found = session.execute(query if name is None else query.where(Place.name == name)).scalars().all()
    return found[0] if len(found) == 1 else None


def has_places(session: Session) -> bool:
    """Whether there is any place yet."""
    return session.execute(select(Place.id).limit(1)).one_or_none() is not None


def all_places(session: Session) -> list[str]:
    """Ids of all places, in order."""
    return list(session.scalars(select(Place.id).order_by(Place.id)))


def find_team(session: Session, place: str, name: str | None) -> str | None:
    """The team of a name in a place; without a name the only one there is, or None."""
    query = select(Team.id).where(Team.place_id == place)
    found = session.execute(query if name is None else query.where(Team.name == name)).scalars().all()
    return found[0] if len(found) == 1 else None


def place_names(session: Session) -> list[str]:
    """What the places are called, in order: for whoever named none of them."""
    return list(session.scalars(select(Place.name).order_by(Place.name)))


def team_names(session: Session, place: str) -> list[str]:
    """What the teams of a place are called, in order: for whoever named none of them."""
    return list(session.scalars(select(Team.name).where(Team.place_id == place).order_by(Team.name)))


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A member of staff to be. Organisation and team by name: made where there is none of that name yet."""

    name: str
    role: str
    profession: str | None = None
    organisation: str | None = None
    team: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class _Draft:
    place: str
    now: datetime
    made_id: Callable[[], str]
    changes: list[Change] = field(default_factory=list)

    def new(self, kind: str, fields: Mapping[str, Any]) -> str:
        given = {name: value for name, value in fields.items() if value is not None}
        faults = SCHEMAS[kind]().validate(given)
        if faults:  # before anything is written: one change that is refused would not stop the others
            raise NotTaken(" ".join(f"{kind} {name}: {' '.join(map(str, texts))}" for name, texts in faults.items()))
        record_id = self.made_id()
        self.changes.append(
            Change(
                id=self.made_id(),
                kind=kind,
                record=record_id,
                bundle=people_bundle(self.place),
                patient=None,
                author=SET_UP,
                made_at=wall_clock.wire(self.now),
                schema=schema(),
                saw=None,
                set=given,
            )
        )
        return record_id


def add_person(place: str, person: NewPerson, now: datetime, made_id: Callable[[], str]) -> str:
    """Adds a member of staff, through the one door; returns their id. Raises NotTaken. Not to be called inside a transaction of the record."""
    draft = _Draft(place, now, made_id)
    with transaction(ENGINE) as session:
        organisation = _named(session, Organisation, place, person.organisation)
        team = _named(session, Team, place, person.team)
    if person.organisation and organisation is None:
        organisation = draft.new("organisation", {"name": person.organisation})
    if person.team and team is None:
        team = draft.new("team", {"name": person.team, "organisation": organisation})
    fields = {"name": person.name, "role": person.role, "profession": person.profession, "phone": person.phone, "status": "active"}
    staff = draft.new("staff", {**fields, "organisation": organisation, "team": team})
    writer = Writer(staff=SET_UP, roles=frozenset({"administrator"}), place=place, purpose=SET_UP)
    for ended in record.write(draft.changes, writer, received_at=now).endings:
        match ended.ending:
            case Applied() | Merged():
                continue
            case Refused(message=message, fields=faults):
                raise NotTaken(" ".join([message, *(f"{name}: {fault}" for name, fault in faults.items())]))
            case other:
                raise NotTaken(f"It was not written: {type(other).__name__}.")
    return staff


def staff_written(session: Session, records: Sequence[Record], actor: Writer) -> None:
    """Who wrote whom, and what of their powers it changed, stands in the audit trail by the same transaction: an administrator may make themselves
    lead, and it is seen. Compared with what stood before the whole write, so that a second change in one push hides nothing."""
    before = records_.standing(session, [one.id for one in records])
    for one in records:
        old = before[one.id].fields if one.id in before else {}
        powers = {name: [old.get(name), one.fields.get(name)] for name in POWERS if old.get(name) != one.fields.get(name)}
        told: dict[str, Any] = {"whom": one.id, "made": one.id not in before, **powers}
        if actor.purpose is not None:
            told["by"] = COMMAND_LINE if actor.purpose == SET_UP else actor.purpose
        audit.note(session, "account", at=wall_clock.now(), place=actor.place, staff=None if actor.purpose else actor.staff, detail=told)


def _named(session: Session, table: type[Organisation] | type[Team], place: str, name: str | None) -> str | None:
    if name is None:
        return None
    return session.execute(select(table.id).where(table.place_id == place, table.name == name).order_by(table.id).limit(1)).scalar_one_or_none()
