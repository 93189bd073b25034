"""The demo’s outcomes contract: begun in April of last financial year, weighed anew since. All figures are invented; its name says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from backend.demo.place import Place
from backend.outcomes_contract import queries, services
from backend.outcomes_contract.terms import Segment, Term, Terms
from backend.places.services import ENGINE
from backend.transaction import transaction

WHO = "Danuta Lis"
FIRST = "What the alliance and the commissioner agreed at the start"
AGAIN = "A known face counts for more this year; verified numbers are nearly there"


def terms(today: date) -> tuple[Terms, Terms]:
    """The contract as it began, and as it is now."""
    april = date(today.year - (today.month < 4) - 1, 4, 1)
    began = Terms(
        "Integrated community services (paper figures)", april, 5, 2, Decimal(5), Decimal(25), 4_860_000_000,
        (
            _term("known-face", 25, 60, 75), _term("plan-lead-and-consent", 25, 60, 90), _term("seen-within-two-hours", 15, 60, 70),
            _term("arrived-on-time", 15, 70, 90), _term("different-professionals", 10, 6, 4), _term("nhs-number-verified", 10, 40, 60),
        ),
        (
            Segment("Very high risk", 1_460, 612_000, 915_430_000), Segment("High risk", 13_130, 118_500, 1_502_118_000),
            Segment("Moderate risk", 43_800, 21_450, 921_006_500), Segment("Low risk", 233_500, 3_925, 962_880_000),
        ),
    )  # fmt: skip
    weights = {"known-face": Decimal(30), "nhs-number-verified": Decimal(5)}
    now = tuple(replace(term, weight=weights.get(term.measure, term.weight)) for term in began.measures)
    return began, replace(began, measures=now)


def _term(measure: str, weight: int, baseline: int, target: int) -> Term:
    return Term(measure, Decimal(weight), Decimal(baseline), Decimal(target))


def add(place: Place, today: date, now: datetime) -> None:
    """Adds both versions where there is no contract yet."""
    staff = place.person(WHO).id
    with transaction(ENGINE) as session:
        if queries.newest(session, place.id) == 0:
            for seen, (said, why) in enumerate(zip(terms(today), (FIRST, AGAIN), strict=True)):
                at = now - timedelta(days=60 - 30 * seen)
                services.revise(session, place.id, said, seen=seen, why=why, staff=staff, device=None, now=at)
