"""What a meeting may hold, and until when it stays on tablets (R8)."""

from __future__ import annotations

import datetime as dt

import pytest

from backend.meetings import schemas, windows
from backend.wire_fields import judged_on

MEETING = "0193c000-0000-7000-8000-000000000001"


def faults(schema, *, partial=False, **values):
    with judged_on(dt.date(2026, 11, 24)):
        return set(schema().validate(values, partial=partial))


def test_a_meeting_has_a_title_and_a_beginning():
    assert not faults(schemas.MeetingSchema, title="Tuesday meeting", starts_at="2026-12-01T13:00:00.000Z")
    assert faults(schemas.MeetingSchema, place="Room 2") == {"title", "starts_at"}


@pytest.mark.parametrize(
    "link", ["http://call.example/x", "javascript:alert(1)", "https://call.example/a b", 'https://call.example/"x', "call.example"]
)
def test_the_address_of_a_call_is_one_that_is_safe_to_show_as_a_link(link):
    assert not faults(schemas.MeetingSchema, partial=True, link="https://call.example/room?x=1")
    assert faults(schemas.MeetingSchema, partial=True, link=link) == {"link"}


def test_an_item_is_of_a_meeting_and_in_a_state_that_there_is():
    assert not faults(schemas.MeetingItemSchema, meeting=MEETING, held_on="2026-12-01", status="listed")
    assert faults(schemas.MeetingItemSchema, status="listed") == {"meeting"}
    assert faults(schemas.MeetingItemSchema, partial=True, status="completed") == {"status"}


@pytest.mark.parametrize("words", ["question", "attended", "discussion", "decision", "status_reason", "outcome_reason"])
def test_an_item_has_room_for_no_word_of_what_is_said(words):
    """Whoever reads part `core` reads it."""
    assert faults(schemas.MeetingItemSchema, partial=True, **{words: "Can she stay?"}) == {words}


def test_what_is_said_is_said_at_a_meeting_and_guests_are_named_in_words():
    said = {"question": "Can she stay?", "attended": ["Nasima Begum, daughter"], "outcome_reason": "Her daughter could not come."}
    assert not faults(schemas.MeetingTalkSchema, meeting=MEETING, **said)
    assert faults(schemas.MeetingTalkSchema, **said) == {"meeting"}
    assert faults(schemas.MeetingTalkSchema, partial=True, decision="x" * 5001) == {"decision"}


@pytest.mark.parametrize(
    ("starts", "stays"),
    [
        ("2026-08-26T09:00:00.000Z", True),
        ("2026-08-25T22:59:00.000Z", False),  # still the 25th in London
        ("2026-08-25T23:00:00.000Z", True),  # the 26th in London
        ("2027-11-24T09:00:00.000Z", True),
        (None, True),
    ],
)
def test_r8_a_meeting_stays_90_london_days_and_whatever_is_still_to_come(starts, stays):
    assert windows.meeting({"starts_at": starts}, dt.date(2026, 11, 24)) is stays
