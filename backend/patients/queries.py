"""Reads of the person's tables. Row-level security decides which rows there are; nothing here does."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.patients.absences import said
from backend.patients.finding import Person
from backend.patients.models import Alert, Observation, Patient


def active(session: Session, place: str) -> list[str]:
    """Ids of a place's people who are neither dead nor gone, in order."""
    found = select(Patient.id).where(Patient.place_id == place, func.coalesce(Patient.status, "active") == "active")
    return list(session.scalars(found.order_by(Patient.id)))


def active_people(session: Session, place: str, day: date) -> list[Person]:
    """The same people with what tells them apart and where they are on this day, by name: of those, whom the session may see."""
    of_patient = (Patient.id, Patient.given_name, Patient.family_name, Patient.known_as, Patient.born_on)
    rows = session.execute(
        select(*of_patient, Patient.nhs_number, Patient.address_line, Patient.postcode, Patient.away_from, Patient.away_until, Patient.away_why)
        .where(Patient.place_id == place, func.coalesce(Patient.status, "active") == "active")
        .order_by(Patient.family_name, Patient.given_name, Patient.id)
    )
    return [
        Person(id_, f"{given or ''} {family or ''}".strip(), known_as, born_on, number, line, postcode, said(first, until, why, day))
        for id_, given, family, known_as, born_on, number, line, postcode, first, until, why in rows
    ]


def alert_statuses(session: Session, ids: Iterable[str]) -> dict[str, str]:
    """Of these alerts those that are there, each with its status."""
    found = session.execute(select(Alert.id, func.coalesce(Alert.status, "active")).where(Alert.id.in_(list(ids))))
    return {row[0]: row[1] for row in found}


def stands_alert(session: Session, bundle: str, detail: str) -> bool:
    """Whether an alert with these very words stands in a person's record."""
    asked = select(Alert.id).where(Alert.bundle_id == bundle, Alert.detail == detail, func.coalesce(Alert.status, "active") == "active")
    return session.execute(asked.limit(1)).first() is not None


@dataclass(frozen=True, slots=True)
class Reading:
    """A measurement as it was taken."""

    value: float
    value2: float | None
    how: str | None


def latest_readings(session: Session, place: str, people: Collection[str]) -> dict[tuple[str, str], Reading]:
    """The latest reading with a number of each of these people and of each type: (patient, type) → reading."""
    rows = session.execute(
        select(Observation.patient_id, Observation.type, Observation.value, Observation.value2, Observation.how)
        .where(
            Observation.place_id == place,
            Observation.patient_id.in_(people),
            Observation.value.is_not(None),
            func.coalesce(Observation.status, "recorded") == "recorded",
        )
        .distinct(Observation.patient_id, Observation.type)
        .order_by(Observation.patient_id, Observation.type, Observation.measured_at.desc())
    )
    return {(row.patient_id, row.type): Reading(row.value, row.value2, row.how) for row in rows}


def records(session: Session, ids: Collection[str]) -> dict[str, Patient]:
    """Of these people those whom the session may see, by id."""
    return {one.id: one for one in session.scalars(select(Patient).where(Patient.id.in_(list(ids))))}


def is_of(session: Session, place: str, patient: str) -> bool:
    """Whether this is a person of the place."""
    return session.scalar(select(Patient.id).where(Patient.place_id == place, Patient.id == patient)) is not None


@dataclass(frozen=True, slots=True)
class AtRisk:
    """What was found of a person's risk: the band, on which day, by whom."""

    id: str
    band: str | None
    on: date | None
    source: str | None


def by_nhs_number(session: Session, place: str, numbers: Sequence[str]) -> dict[str, list[AtRisk]]:
    """The people of a place who have these numbers: all of them, for a number may stand with two (R1). Whoever was entered in error is not there."""
    found: dict[str, list[AtRisk]] = {}
    for first in range(0, len(numbers), 20_000):
        rows = session.execute(
            select(Patient.nhs_number, Patient.id, Patient.risk_band, Patient.risk_on, Patient.risk_source)
            .where(
                Patient.place_id == place,
                Patient.nhs_number.in_(numbers[first : first + 20_000]),
                Patient.status.is_distinct_from("entered-in-error"),
            )
            .order_by(Patient.id)
        )
        for number, *person in rows:
            found.setdefault(number or "", []).append(AtRisk(*person))
    return found


def born_on(session: Session, place: str, people: Sequence[str]) -> dict[str, date]:
    """The birthdays of these people of a place, of those whose is known."""
    found: dict[str, date] = {}
    for first in range(0, len(people), 20_000):
        some = people[first : first + 20_000]
        rows = session.execute(
            select(Patient.id, Patient.born_on).where(Patient.place_id == place, Patient.id.in_(some), Patient.born_on.is_not(None))
        )
        found |= {id_: born for id_, born in rows if born is not None}
    return found
