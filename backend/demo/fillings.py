"""How long the demo's teams took for the parts of "Living at home": invented, the same for the same seed and month."""

from __future__ import annotations

from datetime import date, timedelta

from backend.assessments import filling
from backend.assessments.assembling import shipped_one
from backend.demo.ids import chance_of, derived
from backend.demo.place import Place

FORM = "living-at-home"
MINUTES = {
    "about-me": 4.0, "health": 6.5, "medicines": 5.0, "skin-part": 3.5, "nutrition-part": 2.5, "falls-part": 7.0, "mood": 4.5, "daily-living": 6.0,
    "home": 3.0, "carers": 3.5, "money-work": 2.5, "safety": 3.0, "eligibility": 11.0, "wants": 2.0,
}  # fmt: skip
"""What each part usually takes one who knows the form."""
FEW = "nutrition-part"
"""Filled too few times to tell, by all but the first team."""
MONTHS = 5


def add(place: Place, seed: int, today: date) -> None:
    """Through the door by which tablets send theirs; once more changes nothing."""
    form = shipped_one(FORM)
    about = {"questionnaire": form["url"], "version": form["version"]}
    for n, team in enumerate(place.teams[:3]):
        chance = chance_of(seed, "fillings", team.name, f"{today:%Y-%m}")
        measured = []
        for section, minutes in MINUTES.items():
            for k in range(3 if n and section == FEW else chance.randint(6, 19)):
                seconds = max(20, round(minutes * 60 * chance.lognormvariate(0, 0.4)))
                measured.append(
                    {
                        **about,
                        "id": derived("form_filling", "demo", team.id, section, str(k)),
                        "section": section,
                        "month": (today.replace(day=1) - timedelta(days=30 * chance.randrange(MONTHS))).replace(day=1),
                        "seconds": seconds,
                        "taps": max(1, round(seconds / chance.uniform(7, 12))),
                    }
                )
        filling.take(place.id, team.lead.id, measured, today)
