"""R3: what came of a visit is computed from attendances, and presence beats plan."""

from __future__ import annotations

import pytest

from backend.visits.services import recorded_twice, state

ARRIVED = {"arrived_at": "2026-11-24T09:52:00.000Z"}
LEFT = {**ARRIVED, "left_at": "2026-11-24T10:40:00.000Z", "outcome": "completed"}
NOBODY = {**ARRIVED, "left_at": "2026-11-24T09:56:00.000Z", "outcome": "no-access"}


@pytest.mark.parametrize(
    ("status", "attendances", "expected"),
    [
        ("planned", [], "planned"),
        (None, [], "planned"),
        ("planned", [{"leave_by": "2026-11-24T10:40:00.000Z"}], "planned"),
        ("planned", [ARRIVED], "under-way"),
        ("planned", [LEFT], "took-place"),
        ("planned", [NOBODY], "not-seen"),
        ("planned", [{"outcome": "no-access"}], "not-seen"),
        ("planned", [LEFT, ARRIVED], "under-way"),
        ("planned", [NOBODY, LEFT], "took-place"),
        ("planned", [NOBODY, NOBODY], "not-seen"),
        ("cancelled", [], "cancelled"),
    ],
)
def test_r3_the_state_follows_from_who_came(status, attendances, expected):
    assert state({"status": status}, attendances) == expected


def test_r3_presence_beats_plan():
    assert state({"status": "cancelled"}, [ARRIVED]) == "went-anyway"


def done(action="a", ordinal=1, **more):
    return {"visit": "v", "action": action, "ordinal": ordinal, "outcome": "done", **more}


def test_r3_two_done_for_one_occurrence_are_recorded_twice():
    assert recorded_twice([done(), done(), done("b")]) == {("v", "a", 1)}


def test_r3_another_ordinal_is_another_occurrence():
    assert recorded_twice([done(), done(ordinal=2)]) == set()


def test_r3_what_was_entered_in_error_counts_no_more():
    assert recorded_twice([done(), done(status="entered-in-error")]) == set()


def test_r3_without_an_ordinal_it_is_the_first():
    assert recorded_twice([done(ordinal=None), done()]) == {("v", "a", 1)}


def test_what_belongs_to_no_visit_is_never_twice():
    assert recorded_twice([{"action": "a"}, {"action": "a"}]) == set()
