"""R9 as pure rules: what grants amount to, hour by hour."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from backend.grants.rules import MEETING, Term, hold, judge, parts_of

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
TODAY = (NOW - 9 * HOUR, NOW + 15 * HOUR)
PATIENT = "01936f00-0000-7000-8000-000000000001"


def term(*parts: str, since: datetime = NOW - DAY, until: datetime | None = None, carried: bool = True, carried_from: datetime | None = None) -> Term:
    return Term(parts or ("core", "more"), since, until, carried, carried_from)


def held(*terms: Term, role: str = "practitioner", now: datetime = NOW):
    return hold(PATIENT, terms, role, now, TODAY)


@pytest.mark.parametrize("role", ["manager", "administrator", "privacy officer", "", "nobody we know"])
def test_r9_who_gives_no_care_reads_no_patient_whatever_a_grant_says(role: str) -> None:
    assert held(term(), role=role) is None
    assert judge([term()], role, "core", NOW, NOW) == "not-found"


def test_r9_the_voluntary_sector_sees_core_only() -> None:
    assert held(term("core", "more"), role="voluntary").parts == ("core",)
    assert judge([term("core", "more")], "voluntary", "core", NOW, NOW) is None
    assert judge([term("core", "more")], "voluntary", "more", NOW, NOW) == "not-found"
    assert held(term("more"), role="voluntary") is None


def test_r9_a_grant_counts_from_since_until_until_and_not_a_moment_longer() -> None:
    visit = term(since=NOW, until=NOW + HOUR)
    assert held(visit, now=NOW - timedelta(milliseconds=1)) is None
    assert held(visit, now=NOW) is not None
    assert held(visit, now=NOW + HOUR - timedelta(milliseconds=1)) is not None
    assert held(visit, now=NOW + HOUR) is None


def test_r9_what_is_not_carried_may_be_read_and_does_not_travel() -> None:
    oversight = held(term(carried=False))
    assert oversight.parts == ("core", "more")
    assert not oversight.carried


def test_r9_a_visit_further_off_than_28_days_is_read_and_does_not_travel_yet() -> None:
    far = term(carried_from=NOW + DAY)
    assert not held(far).carried
    assert held(far, now=NOW + DAY).carried


def test_r9_a_tablet_carries_only_the_parts_that_carried_grants_name() -> None:
    assert held(term("core"), term("core", "more", carried=False)).parts == ("core",)


def test_r9_parts_of_several_grants_add_up_and_the_later_end_of_each_part_counts() -> None:
    assert parts_of([term("core", until=NOW + HOUR), term("core", until=NOW + DAY), term("more")], "lead") == {"core": NOW + DAY, "more": None}


def test_r9_where_parts_end_at_different_times_the_tablet_erases_at_the_first_end() -> None:
    both = held(term("core"), term("core", "more", until=NOW + HOUR))
    assert both.parts == ("core", "more")
    assert both.grant_end == NOW + HOUR
    after = held(term("core"), term("core", "more", until=NOW + HOUR), now=NOW + HOUR)
    assert after.parts == ("core",)
    assert after.grant_end is None


def test_r9_today_is_a_visit_of_this_day_in_a_carried_grant() -> None:
    def visited(start: datetime) -> bool:
        return held(Term(("core",), NOW - DAY, NOW + DAY, True, None, start)).today

    assert visited(NOW + HOUR)
    assert visited(TODAY[0])
    assert not visited(TODAY[0] - HOUR)
    assert not visited(TODAY[1])


def test_r9_what_was_made_while_the_grant_held_is_taken_however_late_it_arrives() -> None:
    ended = term(since=NOW - DAY, until=NOW)
    assert judge([ended], "practitioner", "core", NOW - HOUR, NOW + 30 * DAY) is None


def test_r9_what_was_made_after_the_grant_ended_needs_a_lead() -> None:
    ended = term(since=NOW - DAY, until=NOW)
    assert judge([ended], "practitioner", "core", NOW, NOW + DAY) == "needs-a-lead"


def test_r9_a_part_that_no_grant_ever_named_is_not_found_and_neither_is_a_part_of_before_the_grant() -> None:
    assert judge([], "practitioner", "core", NOW, NOW) == "not-found"
    assert judge([term("core")], "practitioner", "more", NOW, NOW) == "not-found"
    early = term(since=NOW, until=NOW + HOUR)
    assert judge([early], "practitioner", "core", NOW - DAY, NOW + DAY) == "not-found"


def test_r9_a_second_grant_that_holds_makes_up_for_one_that_ended() -> None:
    assert judge([term(until=NOW - HOUR), term()], "practitioner", "more", NOW, NOW) is None


def meeting(*parts: str, until: datetime = NOW + 7 * DAY, carried_from: datetime | None = None) -> Term:
    return Term(parts or ("core", "more"), NOW - DAY, until, True, carried_from, None, MEETING)


def test_r9_a_meeting_by_itself_opens_nothing_takes_nothing_and_lets_nothing_travel() -> None:
    assert held(meeting()) is None
    assert held(meeting(), role="lead") is None
    assert judge([meeting()], "lead", "core", NOW, NOW) == "not-found"
    assert held(meeting(), term(until=NOW), role="lead") is None, "nor beside a ground that ended"
    assert judge([meeting(), term(until=NOW)], "lead", "core", NOW + HOUR, NOW + HOUR) == "needs-a-lead"


def test_r9_a_meeting_lets_travel_what_is_read_online_anyway_to_the_end_of_either() -> None:
    oversight = term(carried=False)
    assert held(oversight, meeting(until=NOW + DAY)).carried
    assert held(oversight, meeting(until=NOW + DAY)).grant_end == NOW + DAY
    assert held(term(carried=False, until=NOW + HOUR), meeting()).grant_end == NOW + HOUR
    assert held(term(carried=False, until=NOW + HOUR), oversight, meeting(until=NOW + DAY)).grant_end == NOW + DAY
    assert not held(oversight, meeting(until=NOW)).carried


def test_r9_a_meeting_lets_no_part_travel_that_nothing_else_opens() -> None:
    assert held(term("core", carried=False), meeting()).parts == ("core",)
    assert held(term(carried=False), meeting("core")).parts == ("core",)
    assert held(term("more", carried=False), meeting("core")).parts == ("more",)
    assert not held(term("more", carried=False), meeting("core")).carried
    assert held(term(carried=False), meeting(), role="voluntary").parts == ("core",)


def test_r9_a_meeting_lets_nothing_travel_before_its_28_days() -> None:
    far = (term(carried=False), meeting(carried_from=NOW + DAY))
    assert not held(*far).carried
    assert held(*far, now=NOW + DAY).carried


def test_r9_a_meeting_never_shortens_what_travels_on_its_own_ground() -> None:
    assert held(term(), meeting(until=NOW + HOUR)).grant_end is None


def test_r9_what_break_glass_opens_is_read_online_meeting_or_not() -> None:
    glass = Term(("core", "more"), NOW - HOUR, NOW + HOUR, False, None, None, "break-glass")
    assert not held(glass, meeting()).carried
    assert held(glass, meeting()).parts == ("core", "more")
