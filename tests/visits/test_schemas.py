"""What the day's records may hold."""

from __future__ import annotations

import datetime as dt

import pytest

from backend.visits import schemas
from backend.wire_fields import judged_on

ID = "550e8400-e29b-41d4-a716-446655440000"
NINE, TEN = "2026-11-24T09:00:00.000Z", "2026-11-24T10:00:00.000Z"


def faults(schema, *, partial=False, **values):
    with judged_on(dt.date(2026, 11, 24)):
        return set(schema().validate(values, partial=partial))


def test_a_visit_ends_after_it_begins_and_within_a_day():
    assert not faults(schemas.VisitSchema, planned_start=NINE, planned_end=TEN)
    assert faults(schemas.VisitSchema, planned_start=TEN, planned_end=NINE) == {"planned_end"}
    assert faults(schemas.VisitSchema, planned_start=NINE, planned_end="2026-11-25T09:00:00.001Z") == {"planned_end"}


def test_a_visit_may_be_planned_for_next_year():
    assert not faults(schemas.VisitSchema, planned_start="2027-11-24T09:00:00.000Z", planned_end="2027-11-24T10:00:00.000Z")


def test_an_edit_of_who_is_asked_needs_nothing_else():
    assert not faults(schemas.VisitSchema, partial=True, asked=[ID])


def test_nobody_is_asked_twice():
    assert faults(schemas.VisitSchema, partial=True, asked=[ID, ID]) == {"asked"}


def test_one_leaves_after_one_arrives():
    who = {"visit": ID, "staff": ID}
    assert not faults(schemas.AttendanceSchema, **who, arrived_at=NINE, left_at=TEN, outcome="completed")
    assert faults(schemas.AttendanceSchema, **who, arrived_at=TEN, left_at=NINE) == {"left_at"}


def test_that_nobody_opened_needs_no_arrival():
    assert not faults(schemas.AttendanceSchema, visit=ID, staff=ID, outcome="no-access", outcome_reason="Card left")


def test_what_was_done_needs_no_reason_and_what_was_not_may_have_one():
    event = {"visit": ID, "action": ID, "done_at": NINE, "staff": ID}
    assert not faults(schemas.DoneSchema, **event, outcome="not-done", reason="declined", words="Ask again on Thursday.")
    assert faults(schemas.DoneSchema, **event, outcome="done", reason="declined") == {"reason"}
    assert faults(schemas.DoneSchema, **event, outcome="perhaps") == {"outcome"}


@pytest.mark.parametrize("ordinal", [0, 101, 1.5, "1"])
def test_the_ordinal_counts_from_one(ordinal):
    assert faults(schemas.DoneSchema, done_at=NINE, staff=ID, outcome="done", ordinal=ordinal) == {"ordinal"}


def test_a_shift_and_a_break_have_a_beginning_and_an_end():
    assert not faults(schemas.MyDaySchema, day="2026-11-24", shift_start=NINE, shift_end=TEN, means="bicycle", order=[ID])
    assert faults(schemas.MyDaySchema, day="2026-11-24", shift_start=TEN, shift_end=NINE) == {"shift_end"}
    assert faults(schemas.MyDaySchema, day="2026-11-24", break_start=TEN, break_end=NINE) == {"break_end"}
    assert faults(schemas.MyDaySchema, day="2026-11-24", means="helicopter") == {"means"}
