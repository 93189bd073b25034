"""What a plan costs, in minutes: the team's own exchange rates, as presets in words. Hard rules are not weights and cannot be bought.

The amounts of `BALANCED` are those against which the figures of the allocation were measured.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Weights:
    """Minutes charged: per minute of travel, per minute late, per unfamiliar person, per missed wish (gender, language), per minute from the fair
    share, per person changed and minute moved against the current plan, and per visit left out, by priority 1, 2, 3."""

    travel: float = 1.0
    lateness: float = 0.25
    unfamiliar: float = 10.0
    missed_wish: float = 8.0
    fairness: float = 0.1
    changed: float = 0.0
    moved: float = 0.0
    unallocated: tuple[float, float, float] = (3000.0, 1000.0, 400.0)


BALANCED = Weights()
PRESETS = {
    "balanced": BALANCED,
    "known faces first": replace(BALANCED, unfamiliar=30.0, missed_wish=16.0),
    "short ways first": replace(BALANCED, travel=2.0, unfamiliar=6.0),
    "on time first": replace(BALANCED, lateness=1.0),
    "even days first": replace(BALANCED, fairness=0.5),
}
"""What a team chooses from, by the words that it reads."""

LEAST_CHANGE = replace(BALANCED, changed=60.0, moved=0.2)
MORE_COVERED = replace(BALANCED, changed=15.0, moved=0.05)
"""The two offers when the day breaks."""

FAIR_TRAVEL = 1.2
"""The fair share of a day is its care and a fifth more for travel, shared out by the length of the shifts."""
