"""What a consent may hold: exactly the fields of sync/policies.toml, with their real limits."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, validates_schema

from backend.consent import words as said
from backend.wire_fields import Choice, Day, Id, Text, WireSchema


class ConsentSchema(WireSchema):
    """`capacity`: the assessment of capacity that somebody who decides in the person's best interests stands on. `taken_by`: to whom it was said."""

    scope = Choice(said.SCOPES, required=True, allow_none=False)
    purpose = Choice(said.PURPOSES, required=True, allow_none=False)
    decision = Choice(said.DECISIONS, required=True, allow_none=False)
    with_whom = Text(200)
    given_by = Choice(said.GIVERS, required=True, allow_none=False)
    given_by_name = Text(200)
    capacity = Id()
    how = Choice(said.HOW, required=True, allow_none=False)
    kept_where = Text(200)
    given_on = Day(past=True, required=True, allow_none=False)
    taken_by = Id(required=True, allow_none=False)
    status = Choice(said.STATUSES)
    status_reason = Text(1000, lines=True)
    withdrawn_on = Day(past=True)
    withdrawn_by = Text(200)

    @validates_schema
    def _who_spoke_for_them_has_a_name(self, data: dict[str, Any], **_: Any) -> None:
        if data.get("given_by") in said.FOR_THEM and not data.get("given_by_name"):
            raise ValidationError("Say who decided for the person: their name.", "given_by_name")

    @validates_schema
    def _best_interests_follow_an_assessment(self, data: dict[str, Any], **_: Any) -> None:
        if data.get("given_by") == "best-interests" and not data.get("capacity"):
            raise ValidationError("Name the assessment of capacity that came first.", "capacity")

    @validates_schema
    def _family_has_names(self, data: dict[str, Any], **_: Any) -> None:
        if data.get("scope") == "family" and not data.get("with_whom"):
            raise ValidationError("Say whom may be told.", "with_whom")

    @validates_schema
    def _a_signature_lies_somewhere(self, data: dict[str, Any], **_: Any) -> None:
        if data.get("how") == "signed" and not data.get("kept_where"):
            raise ValidationError("Say where the signed form is.", "kept_where")

    @validates_schema
    def _withdrawn_when_and_why(self, data: dict[str, Any], **_: Any) -> None:
        if data.get("status") != "withdrawn":
            return
        for name, sentence in (("withdrawn_on", "Say since when."), ("status_reason", "Say why, in a few words.")):
            if not data.get(name):
                raise ValidationError(sentence, name)
