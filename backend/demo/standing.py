"""Where somebody of the demo stands: at what risk by whose word, who answers for them and why, whose client they are, what they agreed to.

By the rule of `population.rule` as far as it can be worked out while they are written down; a few lack what the lists of people at risk look for.
Chances of their own: what else befalls a person stays as it is.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from backend.demo.book import Book
from backend.demo.case import Case
from backend.demo.ids import SEED, at, chance_of
from backend.demo.place import Person
from backend.patients.services import age
from backend.population.rule import Carer

MODEL, VERSION = "Demo model", "1"
SOURCE = f"Risk stratification, {MODEL} {VERSION}"
OVER = 75
NO_LEAD, NO_COORDINATOR, UNTRACED, UNSAID = 0.05, 0.03, 0.07, 0.12
"""Shares of those who were invented: without a lead, without a co-ordinator; whose number was never traced, whose client group nobody said."""
_MIND = ("dementia", "alzheimer", "depress", "schizo", "bipolar", "psychosis", "anxiety")


def chance(case: Case) -> Random:
    return chance_of(SEED, case.id, "standing")


def fields(case: Case, made_on: date) -> dict[str, Any]:
    """The fields of the patient that say it."""
    found = chance(case)
    lead, ground = _lead(case, made_on)
    lacks_lead = case.is_invented and found.random() < NO_LEAD
    lacks_coordinator = case.is_invented and found.random() < NO_COORDINATOR
    untraced = case.is_invented and found.random() < UNTRACED
    unsaid = case.is_invented and found.random() < UNSAID
    return {
        "lead_professional": None if lacks_lead else lead.id,
        "lead_ground": None if lacks_lead else ground,
        "care_coordinator": None if lacks_coordinator else case.coordinator.id,
        "risk_source": SOURCE,
        "client_group": None if unsaid else _client_group(case),
        "nhs_number_status": "02" if untraced else "01",
    }


def _lead(case: Case, made_on: date) -> tuple[Person, str]:
    """Over 75 and at very high risk the GP; else whoever comes on most days, of those who are clinicians."""
    if age(case.born_on, made_on) > OVER:
        return case.lead_professional, "age"
    if case.risk_band == "very-high":
        return case.lead_professional, "very-high-risk"
    coming = [rhythm for rhythm in case.rhythms if Carer("", "", rhythm.staff[0].profession.title).is_clinician]
    if not case.is_invented or not coming:
        return case.lead_professional, "primary-need"
    return max(coming, key=lambda rhythm: (len(rhythm.days), rhythm.staff[0].id)).staff[0], "primary-need"


def _client_group(case: Case) -> str:
    names = " ".join(name.lower() for name, _ in case.conditions)
    if "learning" in names or "down" in names.split():
        return "learning-disability"
    return "mental-health" if any(word in names for word in _MIND) else "physical-frailty"


def agree(book: Book, case: Case, made_on: date) -> None:
    """What they were asked when the plan was agreed. In a book of its own, so that the ids of what else is written stay as they are."""
    asked = Book(book.bundle, book.patient, chance_of(SEED, case.id, "consent"))
    day = made_on - timedelta(days=case.agreed_ago)
    when, by = at(day, 690), case.coordinator.id
    common: dict[str, Any] = {"purpose": "direct-care", "given_by": "person", "given_on": day, "taken_by": by, "status": "active"}
    turn = asked.chance.random()
    if not case.is_invented or turn < 0.8:
        signed = {"how": "signed", "kept_where": "Folder at home"} if turn < 0.3 else {"how": "spoken"}
        asked.add("consent", by, when, **{**common, "scope": "team", "decision": "given", **signed})
    if turn < 0.12:
        asked.add("consent", by, when, **{**common, "scope": "voluntary", "decision": "refused", "how": "spoken"})
    elif turn < 0.2 and case.relatives:
        whom = f"{case.relatives[0].name}, {case.relatives[0].relation.lower()}"
        asked.add("consent", by, when, **{**common, "scope": "family", "with_whom": whom, "decision": "given", "how": "spoken"})
    elif turn < 0.24:
        why = "Would rather not be photographed any more."
        withdrawn = {"status": "withdrawn", "withdrawn_on": made_on - timedelta(days=2), "status_reason": why}
        made = asked.add("consent", by, when, **{**common, "scope": "photographs", "decision": "given", "how": "spoken", **withdrawn})
        asked.edited(made, "status", by, at(made_on - timedelta(days=2), 700), status="active")
    book.records += asked.records
