"""When a plan should be looked at together."""

from __future__ import annotations

from datetime import date

from backend.care_plans.services import review_is_due

TODAY = date(2026, 11, 24)


def test_a_review_is_due_on_its_day():
    assert review_is_due({"review_on": "2026-11-24"}, [], TODAY)
    assert not review_is_due({"review_on": "2026-11-25"}, [], TODAY)
    assert not review_is_due({}, [], TODAY)


def test_a_goal_that_still_counts_makes_it_due_and_one_given_up_does_not():
    assert review_is_due({}, [{"review_on": "2026-11-01"}], TODAY)
    assert not review_is_due({}, [{"review_on": "2026-11-01", "status": "cancelled"}], TODAY)
