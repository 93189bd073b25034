"""Who should answer for a person: a proposal with its reason. Pure (CLINICAL C04: the Better Care Fund plan of 2014).

1. The GP, for those aged over 75. Strictly over, as it is written; the age is a setting of the place.
2. The GP, for those at very high risk, by the band in force: what somebody judged, else what was found.
3. For everybody else it goes by their primary health need: "a doctor, therapist, or secondary care clinician". The record has no field for that need;
   what is done for a person shows it. So it is the clinician who came most often in the last 90 days; of two, whose actions of the plan are more;
   of two, who came last. Social workers, assistants and volunteers care for people and are no clinicians: they are not proposed by this line.
4. Which GP: the lead there is, where that is one; else the one GP who has to do with the person. Where there are none or several, the proposal says
   "a GP" and names nobody.
5. A proposal decides nothing. Somebody names the lead; whoever names another than proposed says why.
6. Whose birth date nobody knows is not taken to be older than anything: the proposal says that it is missing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from backend.patients.services import age

Ground = Literal["age", "very-high-risk", "primary-need"]
GP = "GP"
SEEN_WITHIN_DAYS = 90
_CLINICIAN = re.compile(
    r"\b(gp|doctor|consultant|geriatrician|psychiatrist|paediatrician|surgeon|physician|nurse|matron|health visitor|physiotherapist|"
    r"(occupational|speech and language) therapist|dietitian|podiatrist|pharmacist|paramedic|psychologist)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Carer:
    """One of those who care for the person. `visits`: how often they came in the last 90 days; `last`: when last; `actions`: how many of the plan
    are theirs."""

    staff: str
    name: str
    profession: str
    visits: int = 0
    actions: int = 0
    last: date | None = None

    @property
    def is_gp(self) -> bool:
        return self.profession == GP

    @property
    def is_clinician(self) -> bool:
        return _CLINICIAN.search(self.profession) is not None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who, on which ground, and why in a sentence. `staff` is None where the rule names a kind and no single person, or nobody at all."""

    staff: str | None
    ground: Ground | None
    why: str


def propose(born_on: date | None, band: str | None, carers: Sequence[Carer], lead: str | None, today: date, over_age: int) -> Proposal:
    """The proposal for one person. `carers`: all who have to do with them, the lead there is (`lead`) among them. `over_age`: in whole years."""
    years = None if born_on is None or born_on > today else age(born_on, today)
    if years is not None and years > over_age:
        return _gp("age", f"Aged {years}, over {over_age}: the GP.", carers, lead)
    if band == "very-high":
        return _gp("very-high-risk", "At very high risk: the GP.", carers, lead)
    missing = " Their date of birth is not known." if years is None else ""
    seen = [one for one in carers if one.is_clinician and (one.visits or one.actions)]
    if not seen:
        return Proposal(
            None, None, f"No clinician comes to them or has an action in their plan: name who answers for their main health need.{missing}"
        )
    best = max(seen, key=lambda one: (one.visits, one.actions, one.last or date.min, one.staff))
    does = f"came {_times(best.visits)} in {SEEN_WITHIN_DAYS} days" if best.visits else f"has {_actions(best.actions)} of the plan"
    return Proposal(best.staff, "primary-need", f"{best.name}, {best.profession}, does most for their health: {does}.{missing}")


def _gp(ground: Ground, why: str, carers: Sequence[Carer], lead: str | None) -> Proposal:
    gps = [one for one in carers if one.is_gp]
    one = next((gp for gp in gps if gp.staff == lead), gps[0] if len(gps) == 1 else None)
    return Proposal(one.staff if one else None, ground, why)


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _actions(count: int) -> str:
    return "an action" if count == 1 else f"{count} actions"
