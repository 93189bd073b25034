"""What people say of the demo's teams: whatever is hidden in it for few answers is said beside what is shown."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from backend import wall_clock
from backend.demo import voice
from backend.demo.ids import chance_of
from backend.demo.services import SEED
from backend.feedback import analysis
from backend.feedback.analysis import Given
from backend.feedback.contents import FFT, content
from backend.feedback.hearing import months_back

TEAMS = {"North West team": "North West", "South East team": "South East", "North East team": "North East"}
DAYS = (date(2026, 11, 22), date(2026, 4, 1), date(2027, 1, 15))


def given(today: date) -> list[Given]:
    """Every answer of the demo's thirteen months."""
    return [
        Given(name, f"{bound.month:%Y-%m}", f"{one.set}/{one.version}", one.mode, one.who, one.easy_read, one.answers)
        for n, (name, locality) in enumerate(TEAMS.items())
        for month in voice._months(n, _team(name, locality), "place", today, chance_of(SEED, "voice", name, f"{today:%Y-%m}"))
        for one, bound in month
        if bound.month is not None
    ]


def _team(name: str, locality: str) -> Any:
    return SimpleNamespace(id=name, name=name, locality=locality)


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_no_number_of_the_demo_is_less_than_was_answered_without_saying_so(today: date) -> None:
    answers = given(today)
    bodies = analysis.summaries(answers, TEAMS, content())
    last = f"{wall_clock.month_after(today.replace(day=1), -1):%Y-%m}"
    quarter = months_back(last, 3)
    is_hidden = 0
    for scope, body in bodies.items():
        teams = {name for name, locality in TEAMS.items() if scope in ("place", analysis.team_scope(name), analysis.locality_scope(locality))}
        page = analysis.page(body, content(), last, months_back)
        of_these = [one for one in answers if one.team in teams]
        for month in page["months"]:
            true = sum(FFT in one.answers for one in of_these if one.month == month["month"])
            assert month["n"] == true or month["mark"] or month["left_out"], (scope, month)
        for row in page["statements"]:
            said = [one.answers[row["item"]] for one in of_these if one.month in quarter and row["item"] in one.answers]
            whose = [one.who == "proxy" for one in of_these if one.month in quarter and row["item"] in one.answers]
            true = sum(is_proxy == (row["who"] == "proxy") and code != "not-applicable" for is_proxy, code in zip(whose, said, strict=True))
            assert (row["n"] == true) == (row["left_out"] == 0), (scope, row, true)
            is_hidden += row["left_out"] > 0
        true = sum(FFT in one.answers for one in of_these if one.month in quarter)
        assert page["who"] is None or (sum(page["who"][name] for name in ("own", "proxy")) == true) == (page["who"]["left_out"] == 0), scope
    assert is_hidden, "something is hidden in the demo's own statements, or this proves nothing"
