"""What the plan may hold."""

from __future__ import annotations

import datetime as dt

import pytest

from backend.care_plans import schemas
from backend.care_plans.words import PROGRESS
from backend.wire_fields import judged_on


def faults(schema, *, partial=False, **values):
    with judged_on(dt.date(2026, 11, 24)):
        return set(schema().validate(values, partial=partial))


def test_a_goal_is_words_before_anything_else():
    assert not faults(schemas.GoalSchema, words="I want to walk to the kitchen on my own")
    assert faults(schemas.GoalSchema, target="5", target_unit="metres") == {"words"}


def test_m3_the_target_is_edited_with_unit_way_and_date():
    assert not faults(schemas.GoalSchema, partial=True, target="10", target_unit="metres", target_how="with the frame", target_on=None)


@pytest.mark.parametrize("progress", [0, 6, 2.5, "3"])
def test_progress_has_five_steps(progress):
    assert faults(schemas.GoalSchema, partial=True, progress=progress) == {"progress"}
    assert list(PROGRESS) == [1, 2, 3, 4, 5]


def test_a_plan_is_agreed_in_the_past_and_reviewed_in_the_future():
    assert not faults(schemas.CarePlanSchema, agreed_on="2026-11-02", review_on="2026-12-15")
    assert faults(schemas.CarePlanSchema, agreed_on="2026-12-02") == {"agreed_on"}


def test_an_action_lasts_until_something_in_words():
    assert not faults(schemas.ActionSchema, words="Dress the left leg", frequency="Tue and Thu", until="Wound drier, review 15 Dec")


def test_only_what_can_be_measured_is_to_be_measured():
    assert not faults(schemas.ActionSchema, partial=True, measures=["weight", "blood-pressure"])
    assert faults(schemas.ActionSchema, partial=True, measures=["mood"]) == {"measures"}


def test_actions_end_in_words_that_the_tablet_knows():
    assert faults(schemas.ActionSchema, partial=True, status="finished", status_reason=None) == {"status"}
