"""What came in for a day and nobody has yet: a few visits for each team, with who could do them, until when, and why then.

Each was laid into somebody's round first, and taken out again: so the day has room for it. On days that are over it was done by them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from backend.demo import skills
from backend.demo.case import Case
from backend.demo.ids import at
from backend.demo.problems.shape import Care
from backend.demo.professions import PROFESSIONS


def titles(care: str) -> list[str]:
    """The professions to which a kind of care falls."""
    return [one.title for one in PROFESSIONS.values() if one.care == care]


@dataclass(frozen=True)
class CameIn:
    """`care.fixed` is the window; `is_hard` and `reason` say how much it binds. `fits`: whom it may be about. `needs`: skills, where they are not
    those of the profession."""

    care: Care
    reason: str
    is_hard: bool
    priority: int
    fits: str = ""
    needs: tuple[str, ...] = ()

    @property
    def cares(self) -> tuple[str, ...]:
        return (self.care.who, self.care.pair) if self.care.pair else (self.care.who,)

    def is_for(self, case: Case) -> bool:
        """Whether it may be about this person, by their tags and illnesses."""
        return bool(re.search(self.fits, " ".join((*case.tags, *(name for name, _ in case.conditions))), re.IGNORECASE))

    def fields(self, day: date) -> dict[str, Any]:
        """What the visit's record says of what it needs."""
        assert self.care.fixed is not None
        opens, closes = self.care.fixed
        fields = skills.of_visit(self.care.purpose, [titles(care)[0] for care in self.cares], opens, day)
        if self.needs:
            fields["skills"] = sorted(self.needs)
        return fields | {
            "priority": self.priority,
            "window_start": at(day, opens),
            "window_end": at(day, closes),
            "window_is_hard": self.is_hard,
            "window_reason": self.reason,
        }


def _care(who: str, purpose: str, minutes: int, window: tuple[int, int], note: str, pair: str | None = None) -> Care:
    return Care(who, purpose, (), minutes, (), (note,), pair=pair, fixed=window)


NURSES: tuple[CameIn, ...] = (
    CameIn(_care("nurse", "Catheter blocked", 40, (600, 720), "Flushed, drains clear again."), "nothing has drained since six", True, 1, "catheter"),
    CameIn(_care("nurse", "Bloods for the hospital", 25, (510, 690), "Taken at the first try."), "the van to the lab leaves at noon", True, 2),
    CameIn(
        _care("nurse", "Wound leaking since last night", 45, (540, 840), "Dressed anew, dry by noon."),
        "the dressing is wet through",
        False,
        2,
        "compression|two people",
    ),
    CameIn(_care("nurse", "Home from hospital: first visit", 45, (780, 930), "Medicines gone through."), "the ambulance comes by one", False, 2),
    CameIn(
        _care("nurse", "Weight and fluid check", 30, (540, 840), "Weight as on Friday. Legs up."),
        "asked for by the heart failure nurse",
        False,
        3,
        "heart",
    ),
)
OTHERS: tuple[CameIn, ...] = (
    CameIn(
        _care("assistant", "First time with the new hoist", 40, (660, 840), "Both slings tried. The blue one fits.", "ot"),
        "the hoist comes at eleven",
        False,
        2,
        needs=("hoist",),
    ),
    CameIn(
        _care("ot", "Rail and commode before coming home", 45, (540, 840), "Rail holds. Commode by the bed."), "home from hospital tomorrow", False, 3
    ),
    CameIn(
        _care("mental", "After the night with the crisis line", 45, (540, 780), "Slept at last. Safety plan read through."),
        "rang twice last night",
        False,
        2,
    ),
    CameIn(
        _care("assistant", "Wash and breakfast: carer away", 40, (480, 630), "Washed, ate all the porridge."),
        "the daughter is away until noon",
        False,
        2,
    ),
)
BY_PURPOSE = {one.care.purpose: one for one in (*NURSES, *OTHERS)}
MOST, MOST_AT_WEEKENDS = 5, 3


def came_in(day: int, is_weekend: bool) -> Iterator[CameIn]:
    """What may have come in for one of the 28 days, in the order in which it is tried; at weekends for nurses alone."""
    nurses = [NURSES[(day + n) % len(NURSES)] for n in range(len(NURSES))]
    if is_weekend:
        yield from nurses
        return
    others = [OTHERS[(day + n) % len(OTHERS)] for n in range(len(OTHERS))]
    yield from (*nurses[:3], *others[:2], *nurses[3:], *others[2:])


def about(one: CameIn, cases: Sequence[Case], busy: set[str], day: int) -> Iterator[Case]:
    """Whom it may be about, each day in another order: those whom nobody visits that day."""
    fitting = (case for case in cases if case.id not in busy and one.is_for(case))
    yield from sorted(fitting, key=lambda case: ((int(case.id[-4:], 16) + 53 * day) % 97, case.id))
