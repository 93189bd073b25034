"""What each kind of the plan may hold: exactly the fields of sync/policies.toml, each with its real limits."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, validates, validates_schema

from backend.care_plans.repeating import DAYS, HOLIDAYS, faults, read_time
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
from backend.visits.needs import MOST_PEOPLE, read
from backend.visits.words import MOST_OF_A_DAY
from backend.wire_fields import Choice, Day, Id, ListOf, Number, Text, WireSchema, YesNo


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
    """Who does what. `staff` for one of the team, else `who` in words ("Nasima, her daughter"); `until` in words ("wound drier").

    `repeat_*`: the visits that it asks for (`repeating`), beside what `frequency` says in words. Minutes by the clock in London.
    """

    words = Text(1000, lines=True, required=True, allow_none=False)
    frequency = Text(200)
    until = Text(200)
    staff = Id()
    organisation = Id()
    who = Text(200)
    goals = ListOf(Id())
    measures = ListOf(Choice(tuple(MEASURES)))
    repeat_days = ListOf(Choice(DAYS))
    repeat_per_week = Number(1, 7, whole=True)
    repeat_every_weeks = Number(1, 12, whole=True)
    repeat_every_days = Number(2, 90, whole=True)
    repeat_apart_days = Number(1, 6, whole=True)
    repeat_times = ListOf(Text(11))
    repeat_is_hard = YesNo()
    repeat_reason = Text(200)
    repeat_gap_least_minutes = Number(0, 1440, whole=True)
    repeat_gap_most_minutes = Number(0, 1440, whole=True)
    repeat_minutes = Number(5, 480, whole=True)
    repeat_people = Number(1, MOST_PEOPLE, whole=True)
    repeat_skills = ListOf(Text(80))
    repeat_from = Day()
    repeat_until = Day()
    repeat_holidays = Choice(HOLIDAYS)
    repeat_team = Id()
    origin_kind = Choice(ORIGINS)
    origin_record = Id()
    origin_link = Text(300)
    position = Number(0, 10_000)
    status = Choice(ACTION_STATUSES)
    status_reason = Text(1000, lines=True)

    @validates("repeat_times")
    def _are_times(self, value: list[str] | None, **_: Any) -> None:
        if value is not None and (len(value) > MOST_OF_A_DAY or any(read_time(entry) is None for entry in value)):
            raise ValidationError(f"At most {MOST_OF_A_DAY}, each like “08:30” or “07:30-09:00”.")

    @validates("repeat_skills")
    def _are_needs(self, value: list[str] | None, **_: Any) -> None:
        if any(read(entry) is None for entry in value or ()):
            raise ValidationError("Write what is needed like “insulin”, “wound care/2” or, of the second person, “hoist#2”.")

    @validates_schema
    def _is_a_pattern(self, data: dict[str, Any], **_: Any) -> None:
        wrong = faults(data)
        if wrong:
            raise ValidationError({name: [text] for name, text in wrong.items()})


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
