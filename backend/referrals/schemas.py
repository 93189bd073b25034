"""What a referral may hold: exactly the fields of sync/policies.toml, each with its real limits, and what one statement needs to be whole (M3)."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, validate, validates_schema

from backend.referrals import words as said
from backend.wire_fields import Choice, Day, Id, Instant, ListOf, Text, WireSchema

CODE = validate.Regexp(r"[A-Z0-9]{3,6}\Z", error="An organisation code of 3 to 6 capital letters and digits, as RYH.")

NEEDED = {
    "accepted": ("team", "decided_at"),
    "declined": ("advice", "rejection_reason", "decided_at"),
    "closed": ("closure_reason", "closed_at"),
    "joined": ("joined_with", "decided_at"),
    "entered-in-error": ("status_reason",),
}
"""What a decision must say."""

MISSING = {
    "team": "Which team has it?",
    "advice": "What were they advised?",
    "rejection_reason": "Why is it declined?",
    "closure_reason": "Why is it closed?",
    "closed_at": "When was it closed?",
    "decided_at": "When was it decided?",
    "joined_with": "Which referral goes on?",
    "status_reason": "Say why.",
}


class ReferralSchema(WireSchema):
    """`from_*`: who asks. `why`: in a few words, as the list shows it. `words`: what they wrote. `asks`: of the list that teams are described by.

    `clock_started_at`: when a professional identified the need. `told_seen_at`: of a first contact that nobody wrote here, who says so beside it.
    """

    received_at = Instant(past=True, required=True, allow_none=False)
    source = Choice(tuple(said.SOURCES), required=True, allow_none=False)
    came_by = Choice(said.CAME_BY)
    from_organisation = Text(200)
    from_code = Text(6, validate=CODE)
    from_unit = Text(100)
    from_person = Text(200)
    from_role = Text(100)
    from_staff_group = Choice(tuple(said.STAFF_GROUPS))
    from_phone = Text(40)
    why = Text(160, required=True, allow_none=False)
    reason = Choice(tuple(said.REASONS))
    other_reasons = ListOf(Choice(tuple(said.REASONS)))
    words = Text(10_000, lines=True)
    asks = ListOf(Choice(tuple(said.DEEDS)))
    priority = Choice(tuple(said.PRIORITIES))
    clock_type = Choice(tuple(said.CLOCKS))
    clock_started_at = Instant(past=True)
    triaged_by = Id()
    triage_started_at = Instant(past=True)
    asked_whom = Text(200)
    asked_what = Text(2000, lines=True)
    asked_at = Instant(past=True)
    answer = Text(5000, lines=True)
    answered_at = Instant(past=True)
    status = Choice(said.STATUSES)
    status_reason = Text(1000, lines=True)
    team = Id()
    decided_at = Instant(past=True)
    advice = Text(5000, lines=True)
    rejection_reason = Choice(tuple(said.REJECTIONS))
    closed_at = Instant(past=True)
    closure_reason = Choice(tuple(said.CLOSURES))
    joined_with = Id()
    told_seen_at = Instant(past=True)
    told_seen_by = Text(200)
    apart_from = ListOf(Id())
    apart_why = Text(1000, lines=True)
    letter_on = Day(past=True)
    onward_on = Day(past=True)
    onward_to = Text(200)
    onward_code = Text(6, validate=CODE)
    onward_reason = Choice(tuple(said.ONWARD))

    @validates_schema
    def _a_decision_is_whole(self, data: dict[str, Any], **_: Any) -> None:
        missing = [name for name in NEEDED.get(data.get("status") or "", ()) if not data.get(name)]
        if missing:
            raise ValidationError({name: [MISSING[name]] for name in missing})

    @validates_schema
    def _a_clock_has_a_start(self, data: dict[str, Any], **_: Any) -> None:
        kind = data.get("clock_type")
        if kind not in (None, "no-clock") and not data.get("clock_started_at"):
            raise ValidationError({"clock_started_at": ["When did a professional find the need?"]})
        if kind in (None, "no-clock") and data.get("clock_started_at"):
            raise ValidationError({"clock_type": ["Which clock runs since then?"]})

    @validates_schema
    def _who_says_that_they_were_seen(self, data: dict[str, Any], **_: Any) -> None:
        if data.get("told_seen_at") and not data.get("told_seen_by"):
            raise ValidationError({"told_seen_by": ["Who says that they were seen?"]})

    @validates_schema
    def _apart_has_a_reason(self, data: dict[str, Any], **_: Any) -> None:
        if data.get("apart_from") and not data.get("apart_why"):
            raise ValidationError({"apart_why": ["Why are they kept apart?"]})
