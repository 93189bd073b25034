"""The directory of services of the demo place: its single point of access, and the teams beside the integrated ones that referrals go to.

They plan no visits here: what they do is told, not drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from backend.demo.ids import named_id

ACCESS = "Single point of access"
WHOLE = ("E1", "E1W", "E2", "E3", "E14")
"""The postcode districts of the place."""
OFFERS_OF_A_TEAM = ("assessment", "carer", "catheter", "continence", "dressings", "end-of-life", "falls", "injections", "medicines", "pain", "stairs")
LACKS_OF_A_TEAM = ("meals", "night", "wash", "wheelchair")


@dataclass(frozen=True)
class Extra:
    """A team of the directory. `staff`: (key of `professions`, name, languages besides English)."""

    name: str
    organisation: str
    phone: str
    service: str
    covers: tuple[str, ...]
    offers: tuple[str, ...]
    lacks: tuple[str, ...]
    hours: int | None
    staff: tuple[tuple[str, str, tuple[str, ...]], ...] = ()


EXTRA: tuple[Extra, ...] = (
    Extra(ACCESS, "gpcg", "020 7946 0500", "", (), (), (), None, (("access", "Rukhsana Parveen", ("Bengali", "Sylheti", "Urdu")),)),
    Extra(
        "Rapid response",
        "elft",
        "020 7946 0510",
        "crisis-response-intermediate-care",
        WHOLE,
        ("assessment", "breathing", "catheter", "confusion", "end-of-life", "falls", "medicines", "pain", "stairs"),
        ("company", "night", "wheelchair"),
        2,
        (("response", "Michael Duffy", ()), ("response", "Adaeze Obi", ("Igbo",))),
    ),
    Extra(
        "Reablement, East",
        "council",
        "020 7946 0520",
        "reablement-intermediate-care",
        ("E1", "E1W"),
        ("assessment", "falls", "home-from-hospital", "meals", "stairs", "wash"),
        ("dressings", "night"),
        48,
        (("reablement", "Shirin Akter", ("Bengali", "Sylheti")), ("reablement", "Lorraine Tull", ())),
    ),
    Extra(
        "Reablement, West",
        "council",
        "020 7946 0521",
        "reablement-intermediate-care",
        ("E2", "E3", "E14"),
        ("assessment", "falls", "home-from-hospital", "meals", "stairs", "wash"),
        ("dressings", "night"),
        48,
        (("reablement", "Faisal Rahim", ("Bengali", "Sylheti")),),
    ),
    Extra(
        "Home rehabilitation team",
        "elft",
        "020 7946 0530",
        "home-based-intermediate-care",
        WHOLE,
        ("assessment", "breathing", "equipment", "falls", "stairs", "wheelchair"),
        ("meals", "night", "wash"),
        72,
        (("therapist", "Bridget Hanley", ()),),
    ),
    Extra(
        "Home from hospital, volunteers",
        "befriend",
        "020 7946 0540",
        "family-support",
        WHOLE,
        ("company", "home-from-hospital", "meals", "shopping"),
        ("catheter", "dressings", "medicines", "wash"),
        24,
        (("volunteer", "Anjuman Bibi", ("Bengali", "Sylheti")),),
    ),
)
LANGUAGES = {name: tuple(sorted({"English", *spoken})) for one in EXTRA for _, name, spoken in one.staff}
EVERYONE = frozenset(LANGUAGES)


def team_id(seed: int, made_at: datetime, name: str) -> str:
    return named_id(made_at, "team", str(seed), name)


def line_of(one: Extra, made_at: datetime) -> dict[str, Any]:
    """The fields of its line in the directory; those of which nothing is to be said are None."""
    takes = one.name != ACCESS
    return {
        "service": one.service or None,
        "covers": list(one.covers) or None,
        "offers": list(one.offers) or None,
        "lacks": list(one.lacks) or None,
        "starts_within_hours": one.hours,
        "takes_referrals": takes or None,
        "is_access_point": not takes or None,
        "checked_on": made_at.date() + timedelta(days=400) if takes else None,
    }


def line_of_integrated(sectors: tuple[str, ...], made_at: datetime) -> dict[str, Any]:
    """What an integrated team does, and where."""
    return {
        "service": "integrated-multidisciplinary-team",
        "covers": list(sectors),
        "offers": list(OFFERS_OF_A_TEAM),
        "lacks": list(LACKS_OF_A_TEAM),
        "starts_within_hours": 24 * 14,
        "takes_referrals": True,
        "is_access_point": None,
        "checked_on": made_at.date() + timedelta(days=400),
    }
