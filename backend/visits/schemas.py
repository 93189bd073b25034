"""What each kind of the day may hold: exactly the fields of sync/policies.toml, each with its real limits."""

from __future__ import annotations

import datetime as dt
from typing import Any

from marshmallow import ValidationError, validates, validates_schema

from backend.visits.needs import MOST_PEOPLE, read
from backend.visits.words import (
    AWAY,
    CALLED_OFF_BY,
    CALLED_OFF_WHY,
    DONE_OUTCOMES,
    EVENT_STATUSES,
    MEANS,
    MOST_OF_A_DAY,
    NOT_DONE_REASONS,
    OUTCOMES,
    VISIT_STATUSES,
)
from backend.wire_fields import Choice, Day, Id, Instant, ListOf, Number, Text, WireSchema, YesNo

LONGEST_VISIT = dt.timedelta(hours=24)


def _in_order(data: dict[str, Any], first: str, second: str, message: str) -> None:
    if data.get(first) is not None and data.get(second) is not None and data[second] < data[first]:
        raise ValidationError(message, second)


class VisitSchema(WireSchema):
    """The plan (R3): when, what for, who is asked. `planned_start` to `planned_end` is when it is planned; `is_fixed` binds the start.

    `window_*`: between which times it may begin, whoever comes. `skills`: entries as `needs.read` reads them.
    `cancelled_*`: who called it off, why and when, where somebody did: a visit that follows its series is cancelled without.
    `series*`: the repeating action that it was made from, the day on which it was due, and which of that day it is; its id follows from them.
    """

    planned_start = Instant(required=True, allow_none=False)
    planned_end = Instant(required=True, allow_none=False)
    is_fixed = YesNo()
    asked = ListOf(Id())
    purpose = Text(300)
    instructions = Text(4000, lines=True)
    actions = ListOf(Id())
    team = Id()
    window_start = Instant()
    window_end = Instant()
    window_is_hard = YesNo()
    window_reason = Text(200)
    people = Number(1, MOST_PEOPLE, whole=True)
    skills = ListOf(Text(80))
    priority = Number(1, 3, whole=True)
    after_visit = Id()
    gap_least_minutes = Number(0, 1440, whole=True)
    gap_most_minutes = Number(0, 1440, whole=True)
    is_pinned = YesNo()
    status = Choice(VISIT_STATUSES)
    status_reason = Text(1000, lines=True)
    cancelled_by = Choice(tuple(CALLED_OFF_BY))
    cancelled_why = Choice(tuple(CALLED_OFF_WHY))
    cancelled_at = Instant(past=True)
    series = Id()
    series_day = Day()
    series_ordinal = Number(1, MOST_OF_A_DAY, whole=True)

    @validates("skills")
    def _are_needs(self, value: list[str] | None, **_: Any) -> None:
        if any(read(entry) is None for entry in value or ()):
            raise ValidationError("Write what is needed like “insulin”, “wound care/2” or, of the second person, “hoist#2”.")

    @validates_schema
    def _window_and_gap_in_order(self, data: dict[str, Any], **_: Any) -> None:
        _in_order(data, "window_start", "window_end", "A window ends after it begins.")
        _in_order(data, "gap_least_minutes", "gap_most_minutes", "The longest gap is not shorter than the shortest.")

    @validates_schema
    def _ends_after_it_begins(self, data: dict[str, Any], **_: Any) -> None:
        _in_order(data, "planned_start", "planned_end", "A visit ends after it begins.")
        if data.get("planned_start") and data.get("planned_end") and data["planned_end"] - data["planned_start"] > LONGEST_VISIT:
            raise ValidationError("A visit lasts at most a day.", "planned_end")


class AttendanceSchema(WireSchema):
    """What happened to one person at one visit (R3). That nobody opened is an outcome like being seen."""

    visit = Id(required=True, allow_none=False)
    staff = Id(required=True, allow_none=False)
    arrived_at = Instant(past=True)
    leave_by = Instant()
    left_at = Instant(past=True)
    outcome = Choice(OUTCOMES)
    outcome_reason = Text(1000, lines=True)

    @validates_schema
    def _leaves_after_arriving(self, data: dict[str, Any], **_: Any) -> None:
        _in_order(data, "arrived_at", "left_at", "One leaves after one arrives.")


class DoneSchema(WireSchema):
    """Something given or done, or not and why. Two for one `(visit, action, ordinal)` are shown as recorded twice (R3)."""

    visit = Id()
    action = Id()
    ordinal = Number(1, 100, whole=True)
    outcome = Choice(DONE_OUTCOMES, required=True, allow_none=False)
    reason = Choice(NOT_DONE_REASONS)
    words = Text(4000, lines=True)
    done_at = Instant(required=True, allow_none=False, past=True)
    staff = Id(required=True, allow_none=False)
    status = Choice(EVENT_STATUSES)
    status_reason = Text(1000, lines=True)

    @validates_schema
    def _a_reason_belongs_to_what_was_not_done(self, data: dict[str, Any], **_: Any) -> None:
        if data.get("outcome") == "done" and data.get("reason"):
            raise ValidationError("What was done needs no reason.", "reason")


class MyDaySchema(WireSchema):
    """One day of one member of staff. `order`: ids of visits as this person wants to go.

    `buddy`: who is told first when they are overdue. `ring_asked_at`: they asked to be rung, at `ring_asked_visit` where they were at one.
    """

    day = Day(required=True, allow_none=False)
    shift_start = Instant()
    shift_end = Instant()
    means = Choice(MEANS)
    break_start = Instant()
    break_end = Instant()
    break_where = Text(200)
    base_name = Text(200)
    base_latitude = Number(-90, 90)
    base_longitude = Number(-180, 180)
    away = Choice(AWAY)
    away_since = Instant()
    order = ListOf(Id())
    late_minutes = Number(0, 600, whole=True)
    late_said_at = Instant(past=True)
    ended_at = Instant(past=True)
    buddy = Id()
    ring_asked_at = Instant(past=True)
    ring_asked_visit = Id()

    @validates_schema
    def _in_its_order(self, data: dict[str, Any], **_: Any) -> None:
        _in_order(data, "shift_start", "shift_end", "A shift ends after it begins.")
        _in_order(data, "break_start", "break_end", "A break ends after it begins.")
