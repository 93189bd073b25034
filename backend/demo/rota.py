"""Who works on which of the 28 days. On weekdays everybody; at weekends some of those whose care cannot wait, so there are fewer visits.

Whoever `tour` promises a day of visits to has one on every day from the one on which the demo is made to a week later, whatever the weekday: and so
has a weekend by which later ones are planned (`coming_days`).
"""

from __future__ import annotations

from datetime import date

from backend.demo import tour
from backend.demo.place import Person, TeamOf

CYCLE = 28
FIRST_WEEK = frozenset(range(8))
"""Days on which those of the tour work in any case."""
AT_WEEKENDS = frozenset({"nurse", "assistant"})
SHARE = 4
"""Of so many nurses all but one work a weekend; of the assistants, who are one in a team, each works all but every fourth."""


class Rota:
    """The rota of one team. Days count from the day on which the demo is made, modulo 28."""

    def __init__(self, team: TeamOf, made_on: date) -> None:
        self._first = made_on.weekday()
        self._promised = {person.id for person in team.staff if person.name in tour.VISITING}
        self._turn: dict[str, int] = {}
        for care in sorted(AT_WEEKENDS):
            self._turn |= {person.id: n for n, person in enumerate(team.caring(care))}

    def is_weekend(self, day: int) -> bool:
        return (self._first + day) % 7 >= 5

    def is_on(self, person: Person, day: int) -> bool:
        """Whether somebody works on a day at all."""
        if self.is_usual(person, day):
            return True
        turn = self._turn.get(person.id)
        weekend = (self._first + day % CYCLE) // 7 % SHARE
        return turn is not None and (turn + weekend) % SHARE != SHARE - 1

    def is_usual(self, person: Person, day: int) -> bool:
        """Whether it is a day as full as others: weekdays, and those of the tour in the first week."""
        return not self.is_weekend(day) or (person.id in self._promised and day % CYCLE in FIRST_WEEK)

    def usual_days(self, person: Person) -> list[int]:
        return [day for day in range(CYCLE) if self.is_usual(person, day)]

    def on_weekdays(self, days: frozenset[int]) -> frozenset[int]:
        """What falls on a weekend is done on the Monday after."""
        return frozenset((day + (7 - (self._first + day) % 7 if self.is_weekend(day) else 0)) % CYCLE for day in days)
