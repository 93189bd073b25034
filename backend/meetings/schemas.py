"""What each kind of a meeting may hold: exactly the fields of sync/policies.toml, each with its real limits."""

from __future__ import annotations

from marshmallow import validate

from backend.meetings.words import ITEM_STATUSES, MEETING_STATUSES
from backend.wire_fields import Choice, Day, Id, Instant, ListOf, Number, Text, WireSchema


class MeetingSchema(WireSchema):
    """Whose, when, where. `link`: the address of a call, https only, as it is shown as a link.

    `attended`: ids of staff, and of guests their names in words ("Dr Shah, GP"). The person and their family stand in their own talk, never here.
    """

    team = Id()
    title = Text(200, required=True, allow_none=False)
    starts_at = Instant(required=True, allow_none=False)
    ends_at = Instant()
    place = Text(200)
    link = Text(500, validate=validate.Regexp(r"https://[^\s\"'<>]+\Z", error="An address that begins with https://."))
    chair = Id()
    attended = ListOf(Text(200))
    status = Choice(MEETING_STATUSES)
    status_reason = Text(1000, lines=True)


class MeetingItemSchema(WireSchema):
    """A place on the list, without a word of why: whoever reads part `core` reads it."""

    meeting = Id(required=True, allow_none=False)
    team = Id()
    held_on = Day()
    position = Number(0, 10_000)
    status = Choice(ITEM_STATUSES)


class MeetingTalkSchema(WireSchema):
    """`attended`: ids of staff, and of others their names in words ("Nasima Begum, daughter").

    `outcome_reason`: why it was put off, or taken off the list.
    """

    meeting = Id(required=True, allow_none=False)
    question = Text(1000, lines=True)
    asked_by = Id()
    attended = ListOf(Text(200))
    discussion = Text(10_000, lines=True)
    decision = Text(5000, lines=True)
    outcome_reason = Text(1000, lines=True)
