"""Who at risk lacks a lead, a co-ordinator, a plan, its review: worked out where it is shown (R5)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from backend.patients.windows import months_before
from backend.places import queries as places
from backend.population import queries, rule

LISTS = ("lead", "coordinator", "plan", "review")
"""What somebody may lack. `review`: there is a plan, and it was not agreed, or agreed again, within twelve months."""
REVIEW_MONTHS = 12
MOST = 1_000
"""So many people are told at once: who lacks something, the gravest band first."""


def lacking(lead: str | None, coordinator: str | None, has_plan: bool, agreed_on: date | None, today: date) -> list[str]:
    """What of `LISTS` somebody at risk lacks today. A plan agreed on this very day a year ago is still in time."""
    old = has_plan and (agreed_on is None or agreed_on < months_before(today, REVIEW_MONTHS))
    missing = {"lead": lead is None, "coordinator": coordinator is None, "plan": not has_plan, "review": old}
    return [name for name in LISTS if missing[name]]


@dataclass(frozen=True, slots=True)
class AtRisk:
    """The page of those at risk, and of whom it told: for the audit."""

    page: dict[str, Any]
    read: list[str]


def at_risk(session: Session, place: str, today: date) -> AtRisk:
    """All at high or very high risk whom the session may read, and of those who lack something what."""
    everyone = queries.at_risk(session, place)
    people = []
    for one in everyone:
        lacks = lacking(one.lead, one.coordinator, one.has_plan, one.agreed_on, today)
        if lacks:
            name = " ".join(word for word in (one.given_name, one.family_name) if word)
            told = {field: getattr(one, field) for field in ("patient", "born_on", "band", "since", "is_judged", "lead", "coordinator", "agreed_on")}
            people.append({**told, "name": name, "lacks": lacks})
    counts = Counter(name for one in people for name in one["lacks"])
    shown = people[:MOST]
    page = {"at_risk": len(everyone), "counts": {name: counts[name] for name in LISTS}, "people": shown, "left": len(people) - len(shown)}
    return AtRisk(page, [str(one["patient"]) for one in shown])


def proposal(session: Session, place: str, patient: str, today: date) -> rule.Proposal | None:
    """Who should answer for somebody, by the rule; None where the session may not read them."""
    person = queries.person(session, patient)
    if person is None:
        return None
    carers = queries.carers(session, patient, person.lead, today)
    return rule.propose(person.born_on, person.band, carers, person.lead, today, places.gp_leads_over_age(session, place))
