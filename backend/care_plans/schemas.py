"""What each kind of the plan may hold: exactly the fields of sync/policies.toml, each with its real limits."""

from __future__ import annotations

from backend.care_plans.words import (
    ACTION_STATUSES,
    AGREED_KINDS,
    CONTINGENCY_STATUSES,
    GOAL_STATUSES,
    I_STATEMENTS,
    ORIGINS,
    PLAN_STATUSES,
    PROGRESS,
)
from backend.patients.measures import MEASURES
from backend.wire_fields import Choice, Day, Id, ListOf, Number, Text, WireSchema


class CarePlanSchema(WireSchema):
    """One per patient. `agreed_with`: who agreed, one sentence each; `review_by`: the member of staff.

    `if_worse`: what else to do if things get worse, in words; each instruction by itself is a `contingency`.
    """

    what_matters = Text(10_000, lines=True)
    if_worse = Text(10_000, lines=True)
    agreed_on = Day(past=True)
    agreed_with = ListOf(Text(300))
    agreed_kind = Choice(AGREED_KINDS)
    not_agreed_why = Text(1000, lines=True)
    review_on = Day()
    review_by = Id()
    status = Choice(PLAN_STATUSES)
    status_reason = Text(1000, lines=True)


class GoalSchema(WireSchema):
    """`words` is what the person wants, in their own; `i_statement` the shared statement that it serves.

    `baseline` and `now` carry their unit in words ("2 metres", "None"); `target` has it in `target_unit`.
    """

    words = Text(500, lines=True, required=True, allow_none=False)
    i_statement = Choice(tuple(I_STATEMENTS))
    origin_kind = Choice(ORIGINS)
    origin_record = Id()
    origin_link = Text(300)
    baseline = Text(200)
    baseline_on = Day(past=True)
    target = Text(200)
    target_unit = Text(60)
    target_how = Text(200)
    target_on = Day()
    now = Text(200)
    now_how = Text(200)
    now_on = Day(past=True)
    progress = Number(min(PROGRESS), max(PROGRESS), whole=True)
    progress_on = Day(past=True)
    review_on = Day()
    review_by = Id()
    position = Number(0, 10_000)
    status = Choice(GOAL_STATUSES)
    status_reason = Text(1000, lines=True)


class ActionSchema(WireSchema):
    """Who does what. `staff` for one of the team, else `who` in words ("Nasima, her daughter"); `until` in words ("wound drier")."""

    words = Text(1000, lines=True, required=True, allow_none=False)
    frequency = Text(200)
    until = Text(200)
    staff = Id()
    organisation = Id()
    who = Text(200)
    goals = ListOf(Id())
    measures = ListOf(Choice(tuple(MEASURES)))
    origin_kind = Choice(ORIGINS)
    origin_record = Id()
    origin_link = Text(300)
    position = Number(0, 10_000)
    status = Choice(ACTION_STATUSES)
    status_reason = Text(1000, lines=True)


class ContingencySchema(WireSchema):
    """If this happens, do that, and call whom: `if_this` and `then_do` in words, `call_phone` as one dials it."""

    if_this = Text(500, lines=True, required=True, allow_none=False)
    then_do = Text(1000, lines=True)
    call_who = Text(200)
    call_phone = Text(40)
    origin_kind = Choice(ORIGINS)
    origin_record = Id()
    origin_link = Text(300)
    position = Number(0, 10_000)
    status = Choice(CONTINGENCY_STATUSES)
    status_reason = Text(1000, lines=True)
