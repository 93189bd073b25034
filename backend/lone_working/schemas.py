"""What an alarm may hold: exactly the fields of sync/policies.toml, each with its real limits."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, validates_schema

from backend.lone_working.words import ANSWERS, CAUSES, ENDINGS
from backend.wire_fields import Choice, Id, Instant, ListOf, Text, WireSchema


class AlarmSchema(WireSchema):
    """One reader's copy. `answer*` is theirs alone; all else is worked out. Who has somebody says what they found."""

    matter = Text(200, required=True, allow_none=False)
    reader = Id(required=True, allow_none=False)
    about = Id(required=True, allow_none=False)
    cause = Choice(CAUSES, required=True, allow_none=False)
    visit = Id()
    due_at = Instant(required=True, allow_none=False)
    raised_at = Instant(required=True, allow_none=False)
    arrived_at = Instant()
    left_at = Instant()
    heard_at = Instant()
    buddy = Id()
    buddy_told_at = Instant()
    leads = ListOf(Id())
    leads_told_at = Instant()
    answered_by = Id()
    answered_at = Instant()
    answer_was = Choice(ANSWERS)
    answer_words_were = Text(1000, lines=True)
    ended_at = Instant()
    ended_how = Choice(ENDINGS)
    ended_by = Id()
    ended_words = Text(1000, lines=True)
    answer = Choice(ANSWERS)
    answer_words = Text(1000, lines=True)
    answer_at = Instant(past=True)

    @validates_schema
    def _who_has_them_says_what_was_found(self, data: dict[str, Any], **_: Any) -> None:
        if data.get("answer") == "have-them" and not data.get("answer_words"):
            raise ValidationError("Say in a word what you found.", "answer_words")
