"""Who is told first, by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from backend.lone_working.buddy import Nearby, buddy_of
from backend.lone_working.clock import Person
from tests.lone_working.test_clock import DAY, TEN, anna, there


def near(**people: Person) -> Nearby:
    everyone = {"anna": anna(), **{name: replace(one, id=name) for name, one in people.items()}}
    where = {"anna": (51.52, -0.05), "ben": (51.53, -0.05), "asif": (51.52, -0.06)}
    # Of the two, Asif is nearer: 0.01° of longitude are 690 m here, 0.01° of latitude 1,110 m.
    return Nearby(everyone, dict.fromkeys(everyone, "practitioner"), where)


def test_the_nearest_colleague_of_the_team_on_shift_is_told_where_nobody_was_chosen() -> None:
    assert buddy_of(anna(), near(ben=anna(), asif=anna()), TEN) == "asif"


@pytest.mark.parametrize(
    "asif",
    [
        anna(days=()),
        anna(days=(replace(DAY, ended_at=TEN),)),
        anna(days=(replace(DAY, away_since=TEN),)),
        anna(presences=(there(staff="asif"),)),  # at the same visit
        anna(team="west"),
    ],
)
def test_not_one_who_is_off_or_gone_or_away_or_at_the_same_visit_or_of_another_team(asif: Person) -> None:
    assert buddy_of(anna(), near(ben=anna(), asif=asif), TEN, "visit") == "ben"


def test_not_one_who_is_overdue_and_not_a_lead_who_is_told_anyway() -> None:
    two = near(ben=anna(), asif=anna())
    assert buddy_of(anna(), replace(two, overdue=frozenset({"asif"})), TEN) == "ben"
    assert buddy_of(anna(), replace(two, roles={**two.roles, "asif": "lead"}), TEN) == "ben"
    assert buddy_of(anna(), near(), TEN) is None


def test_whoever_was_chosen_is_told_wherever_they_are_unless_they_cannot_help() -> None:
    chose = anna(days=(replace(DAY, buddy="ben"),))
    assert buddy_of(chose, near(ben=anna(team="west"), asif=anna()), TEN) == "ben"
    assert buddy_of(chose, near(ben=anna(days=()), asif=anna()), TEN) == "asif"
