"""What a meeting and a person's part of it may hold, and until when a meeting stays (R8)."""

from __future__ import annotations

import datetime as dt

import pytest

from backend.meetings import schemas, windows
from backend.wire_fields import judged_on

STARTS = "2026-11-24T13:00:00.000Z"
MEETING = "00000000-0000-7000-8000-000000000001"


def faults(schema, *, partial=False, **values):
    with judged_on(dt.date(2026, 11, 24)):
        return set(schema().validate(values, partial=partial))


def test_a_meeting_is_a_name_and_when_it_begins():
    assert not faults(schemas.MeetingSchema, title="South West MDT", starts_at=STARTS)
    assert faults(schemas.MeetingSchema) == {"title", "starts_at"}


@pytest.mark.parametrize("link", ["http://call.example/1", "javascript:alert(1)", "https://call.example/a b", 'https://call.example/"'])
def test_the_address_of_a_call_is_one_that_may_be_shown_as_a_link(link):
    assert faults(schemas.MeetingSchema, partial=True, link=link) == {"link"}
    assert not faults(schemas.MeetingSchema, partial=True, link="https://call.example/south-west")


def test_who_is_there_is_staff_by_id_and_guests_in_words_of_one_line():
    assert not faults(schemas.MeetingSchema, partial=True, attended=[MEETING, "Dr Shah, GP"])
    assert faults(schemas.MeetingSchema, partial=True, attended=["x" * 201]) == {"attended"}
    assert not faults(schemas.MeetingItemSchema, partial=True, attended=["Nasima Begum, daughter"])


def test_a_persons_part_names_its_meeting_and_is_one_of_its_states():
    assert faults(schemas.MeetingItemSchema, question="Can she stay at home?") == {"meeting"}
    assert not faults(schemas.MeetingItemSchema, meeting=MEETING, question="Can she stay at home?", held_on="2026-11-24", status="listed")
    assert faults(schemas.MeetingItemSchema, partial=True, status="done") == {"status"}
    assert faults(schemas.MeetingItemSchema, partial=True, discussion="x" * 10_001) == {"discussion"}


@pytest.mark.parametrize(("today", "inside"), [(dt.date(2026, 6, 1), True), (dt.date(2027, 2, 22), True), (dt.date(2027, 2, 23), False)])
def test_r8_a_meeting_stays_for_90_days_and_is_there_from_when_it_is_planned(today, inside):
    assert windows.meeting({"starts_at": STARTS}, today) is inside
