"""What the plan may hold."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from backend.care_plans import schemas
from backend.care_plans.words import AGREED_KINDS, I_STATEMENTS, PROGRESS
from backend.config import PROJECT
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


def test_an_instruction_says_what_to_look_for_and_its_number_is_short():
    assert not faults(schemas.ContingencySchema, if_this="The leg is hot", then_do="Ring.", call_who="District nurses", call_phone="020 7946 0151")
    assert faults(schemas.ContingencySchema, then_do="Ring.") == {"if_this"}
    assert faults(schemas.ContingencySchema, partial=True, call_phone="0" * 41, status="cancelled") == {"call_phone", "status"}


def test_a_plan_is_agreed_in_one_of_three_ways():
    for kind in AGREED_KINDS:
        assert not faults(schemas.CarePlanSchema, partial=True, agreed_kind=kind)
    assert faults(schemas.CarePlanSchema, partial=True, agreed_kind="perhaps") == {"agreed_kind"}


def test_a_goal_serves_a_statement_that_there_is():
    assert not faults(schemas.GoalSchema, partial=True, i_statement="M5")
    assert faults(schemas.GoalSchema, partial=True, i_statement="S3") == {"i_statement"}, "how money is spent is nobody's own goal"


def test_the_shared_statements_are_word_for_word_those_that_people_are_asked():
    asked = json.loads((PROJECT / "backend" / "feedback" / "content" / "sets.json").read_text())["items"]
    for key, words in I_STATEMENTS.items():
        assert asked[f"i-{key.lower()}"]["text"].rstrip(".") == words, key


@pytest.mark.parametrize("kind", [schemas.GoalSchema, schemas.ActionSchema, schemas.ContingencySchema])
def test_what_a_part_of_the_plan_came_out_of_is_named(kind):
    assert not faults(
        kind, partial=True, origin_kind="assessment", origin_record="0193c000-0000-7000-8000-000000000001", origin_link="falls.asks#falls-bp"
    )
    assert faults(kind, partial=True, origin_kind="rumour", origin_record="x") == {"origin_kind", "origin_record"}
