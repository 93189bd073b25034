"""The words of referrals against the published code lists: every code is one of them, none is retired, each is there once."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from backend.places.directory import SERVICES, Coded
from backend.referrals import words

SHARED = Path(os.environ.get("ALONGSIDE_STANDARDS", Path(__file__).parents[3] / "shared" / "standards"))
LISTS = {
    "source_of_referral_for_community": words.SOURCES,
    "reason_for_referral_to_community_care": words.REASONS,
    "referring_care_professional_staff_group_for_mental_health_and_community_care": words.STAFF_GROUPS,
    "service_or_team_type_referred_to_for_community_care": SERVICES,
    "priority_type_code": words.PRIORITIES,
    "waiting_time_measurement_type": words.CLOCKS,
    "referral_rejection_reason": words.REJECTIONS,
    "referral_closure_reason": words.CLOSURES,
    "onward_referral_reason": words.ONWARD,
}


@pytest.mark.parametrize("name", LISTS)
def test_each_code_is_in_the_published_list_and_not_retired(name: str) -> None:
    path = SHARED / "csds_codelists.json"
    if not path.exists():
        pytest.skip(f"THE CODES ARE NOT COMPARED WITH THE PUBLISHED LISTS: {path.name} is not beside this folder")
    published = {one["code"]: one["display"] for one in json.loads(path.read_text())["lists"][name]}
    codes = [one.code for one in LISTS[name].values()]
    assert len(codes) == len(set(codes))
    assert not [code for code in codes if code not in published or "Retired" in published[code]]


@pytest.mark.parametrize("name", ["source_of_referral_for_community", "priority_type_code", "referral_rejection_reason", "referral_closure_reason"])
def test_the_short_lists_are_whole(name: str) -> None:
    path = SHARED / "csds_codelists.json"
    if not path.exists():
        pytest.skip(f"THE CODES ARE NOT COMPARED WITH THE PUBLISHED LISTS: {path.name} is not beside this folder")
    published = {one["code"] for one in json.loads(path.read_text())["lists"][name]}
    assert {one.code for one in LISTS[name].values()} == published


def test_the_codes_that_the_two_hour_standard_stands_on() -> None:
    assert (words.CLOCKS["two-hours"].code, words.CLOCKS["two-days"].code) == ("05", "06")
    assert (words.CLOCKS["eighteen-weeks"].code, words.CLOCKS["eighteen-weeks-allied"].code, words.CLOCKS["no-clock"].code) == ("01", "02", "09")
    assert words.REASONS["catheter-problems"] == Coded("010", "Catheter problems")
    assert SERVICES["reablement-intermediate-care"].code == "52"
