"""An action serves the goal that it is about, or none."""

from __future__ import annotations

import pytest

from backend.demo.fitting import goals_served

LEG, STAIRS, SUGAR, TEA = (
    ("I want my leg to heal so I can wear my own shoes", "wound-area"),
    ("I want to climb to my own bed at night", None),
    ("I want my sugar steady so that I can go to the mosque without feeling shaky", "blood-glucose"),
    ("I want to make my own tea", None),
)


@pytest.mark.parametrize(
    ("action", "measures", "goal"),
    [
        ("Dress the ulcer, two-layer compression", ("wound-area",), LEG),
        ("Wash and dry both lower legs", (), LEG),
        ("Walking practice, frame to sticks", (), STAIRS),
        ("Blood glucose, then insulin before breakfast", ("blood-glucose",), SUGAR),
        ("Look at both feet", (), SUGAR),
        ("Make a hot drink one-handed", (), TEA),
        ("Money and benefits", (), None),
    ],
)
def test_an_action_serves_the_goal_that_it_is_about(action, measures, goal):
    """Defect: goals went round in turn, so that insulin was for the stairs and the stairs for the leg."""
    goals = [STAIRS, LEG, TEA, SUGAR]
    assert [goals[n] for n in goals_served(action, measures, goals)] == ([goal] if goal else [])


def test_where_somebody_wants_nothing_nothing_is_served():
    assert goals_served("Walking practice, frame to sticks", (), []) == []
