"""The demo's patterns say what its visits do: as many a week, in the weeks in which they come."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from backend import wall_clock
from backend.care_plans.repeating import Pattern, pattern
from backend.weeks.due import There, weeks_due
from backend.weeks.holidays import kept
from tests.demo.conftest import SMALL, TODAY, Made, made

WEEK = timedelta(days=7)


def patterns(one: Made) -> dict[str, Pattern]:
    """Action → its pattern."""
    days = ("repeat_from", "repeat_until")
    found = {}
    for record in one.all("action"):
        fields = {name: date.fromisoformat(value) if name in days and isinstance(value, str) else value for name, value in record.fields.items()}
        if (said := pattern(fields)) is not None:
            found[record.id] = said
    return found


@pytest.mark.parametrize("today", [TODAY, TODAY + timedelta(days=4)], ids=["a Tuesday", "a Saturday"])
def test_the_planner_has_next_to_nothing_to_add_to_the_week_that_the_demo_has_planned(today: date) -> None:
    """Else a lead who takes the planner's suggestion would send a second nurse for the same dressing."""
    one = made(SMALL, 1948, today)
    found = patterns(one)
    assert len(found) >= 40
    assert {said.is_open for said in found.values()} == {True, False}
    monday = today - timedelta(days=today.weekday()) + (WEEK if today.weekday() >= 5 else timedelta())
    there: dict[str, list[There]] = {}
    for visit in one.all("visit"):
        day = wall_clock.day_of(wall_clock.from_wire(visit.fields["planned_start"]))
        for action in visit.fields.get("actions") or ():
            there.setdefault(action, []).append(There(day, day))
    holidays = kept(range(today.year, today.year + 2), {})
    asked = more = 0
    for action, said in found.items():
        [week] = weeks_due(said, [monday], there.get(action, []), holidays, [], today)
        asked, more = asked + week.asked, more + week.many
    assert asked >= 40
    assert more <= asked / 4
