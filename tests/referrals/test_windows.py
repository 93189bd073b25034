"""R8: what is open stays whatever its age; what is over leaves after twelve months."""

from __future__ import annotations

from datetime import date

import pytest

from backend.referrals.windows import referral
from backend.referrals.words import OPEN

OLD = "2024-02-29T10:00:00.000Z"


@pytest.mark.parametrize("status", OPEN)
def test_r8_an_open_referral_stays_whatever_its_age(status: str) -> None:
    assert referral({"status": status, "received_at": OLD}, date(2026, 11, 24))
    assert referral({"received_at": OLD}, date(2026, 11, 24)), "one of which nobody said more is new"


@pytest.mark.parametrize("status", ["declined", "closed", "joined", "entered-in-error"])
def test_r8_what_is_over_leaves_after_twelve_months(status: str) -> None:
    fields = {"status": status, "received_at": OLD, "decided_at": "2025-11-24T09:00:00.000Z"}
    assert referral(fields, date(2026, 11, 24))
    assert not referral(fields, date(2026, 11, 25))


def test_r8_it_counts_from_when_it_was_closed_and_twelve_months_before_a_leap_day_is_28_february() -> None:
    fields = {"status": "closed", "received_at": "2026-01-10T10:00:00.000Z", "decided_at": "2026-01-11T10:00:00.000Z"}
    assert referral({**fields, "closed_at": "2027-02-28T10:00:00.000Z"}, date(2028, 2, 29))
    assert not referral({**fields, "closed_at": "2027-02-27T10:00:00.000Z"}, date(2028, 2, 29))
