"""A small contract, and the small record of the reports whose every figure can be worked out with a pencil."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from backend.outcomes_contract.terms import Segment, Term, Terms
from tests.reports.conftest import Book, book

__all__ = ["Book", "a_contract", "asked", "book", "term"]


def term(measure: str = "known-face", weight: str = "100", baseline: str = "60", target: str = "75") -> Term:
    return Term(measure, Decimal(weight), Decimal(baseline), Decimal(target))


def a_contract(*terms: Term, **more: Any) -> Terms:
    """Five years and two, from April 2026; a million pounds a year."""
    said: dict[str, Any] = {
        "name": "Community services", "starts_on": date(2026, 4, 1), "years": 5, "extension_years": 2, "first_share": Decimal("5"),
        "last_share": Decimal("25"), "yearly_pence": 100_000_000, "segments": (Segment("Very high risk", 100, 250_000, 26_000_000),),
    }  # fmt: skip
    return Terms(**{**said, "measures": terms or (term(),), **more})


def asked(**more: Any) -> dict[str, Any]:
    """The same over HTTP, as its form sends it the first time: a third of visits by a known face, the rest on time."""
    return {
        "seen": 0, "why": "Agreed with the commissioner", "name": "Community services", "starts_on": "2026-04-01", "years": 5, "extension_years": 2,
        "first_share": "5", "last_share": "25", "yearly_pence": 100_000_000,
        "measures": [
            {"measure": "arrived-on-time", "weight": "66.67", "baseline": "50", "target": "90"},
            {"measure": "seen-within-two-hours", "weight": "33.33", "baseline": "60", "target": "70"},
        ],
        "segments": [{"name": "Very high risk", "people": 100, "person_pence": 250_000, "cost_pence": 26_000_000}],
        **more,
    }  # fmt: skip
