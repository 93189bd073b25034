"""What a referral may hold: a decision says what it needs, a clock has its start, and nothing impossible comes in."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from backend.referrals.schemas import ReferralSchema
from backend.wire_fields import judged_on

AT = "2026-11-24T07:52:00.000Z"
NEW = {"received_at": AT, "source": "hospital", "why": "Home today, help to wash and climb stairs"}
STATUS = (
    "status",
    "status_reason",
    "team",
    "decided_at",
    "advice",
    "rejection_reason",
    "closed_at",
    "closure_reason",
    "joined_with",
)
ID = "00000000-0000-4000-8000-000000000001"


def wrong(values: dict[str, Any], *, edit: bool = False) -> dict[str, Any]:
    with judged_on(date(2026, 11, 24)):
        found: dict[str, Any] = ReferralSchema().validate(values, partial=edit)
    return found


def test_a_new_one_needs_when_it_came_from_what_kind_of_place_and_why() -> None:
    assert wrong(NEW) == {}
    assert set(wrong({})) == {"received_at", "source", "why"}


@pytest.mark.parametrize(
    ("status", "more", "missing"),
    [
        ("accepted", {}, {"team", "decided_at"}),
        ("accepted", {"team": ID, "decided_at": AT}, set()),
        ("declined", {"decided_at": AT}, {"advice", "rejection_reason"}),
        ("declined", {"decided_at": AT, "advice": "Ask your GP.", "rejection_reason": "not-ours"}, set()),
        ("closed", {"closure_reason": "completed"}, {"closed_at"}),
        ("closed", {"closure_reason": "completed", "closed_at": AT}, set()),
        ("joined", {"decided_at": AT}, {"joined_with"}),
        ("joined", {"decided_at": AT, "joined_with": ID}, set()),
        ("entered-in-error", {}, {"status_reason"}),
        ("triage", {}, set()),
    ],
)
def test_a_decision_is_whole_or_it_is_none(status: str, more: dict[str, Any], missing: set[str]) -> None:
    group = {**dict.fromkeys(STATUS), "status": status, **more}
    assert set(wrong(group, edit=True)) == missing


def test_a_clock_has_a_start_and_a_start_has_a_clock() -> None:
    assert wrong({"priority": "urgent", "clock_type": "two-hours", "clock_started_at": AT}, edit=True) == {}
    assert set(wrong({"priority": "urgent", "clock_type": "two-hours", "clock_started_at": None}, edit=True)) == {"clock_started_at"}
    assert set(wrong({"priority": "routine", "clock_type": "no-clock", "clock_started_at": AT}, edit=True)) == {"clock_type"}
    assert wrong({"priority": "routine", "clock_type": "no-clock", "clock_started_at": None}, edit=True) == {}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("received_at", "2026-11-26T07:52:00.000Z"),
        ("source", "pharmacy"),
        ("asks", ["wash", "wash"]),
        ("asks", ["a haircut"]),
        ("reason", "010"),
        ("from_code", "ryh"),
        ("from_code", "RYH0000"),
        ("told_seen_at", AT),
        ("apart_from", [ID]),
        ("letter_on", "2026-11-25"),
        ("status", "seen"),
    ],
)
def test_what_cannot_be_is_refused(field: str, value: Any) -> None:
    assert wrong({**NEW, field: value})


def test_who_says_that_somebody_was_seen_and_why_two_are_apart_is_asked() -> None:
    assert wrong({"told_seen_at": AT, "told_seen_by": "Rapid response, by telephone"}, edit=True) == {}
    assert set(wrong({"told_seen_at": AT, "told_seen_by": None}, edit=True)) == {"told_seen_by"}
    assert set(wrong({"apart_from": [ID], "apart_why": None}, edit=True)) == {"apart_why"}
