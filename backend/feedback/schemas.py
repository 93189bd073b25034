"""What feedback takes and answers. The kiosk's side is first: it has no session, only its token in X-Kiosk."""

from __future__ import annotations

import re
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate

from backend.feedback import contents
from backend.wire_fields import Choice, Day, Id, Text, YesNo

MOST_RESPONSES = 100
LONGEST_WORDS = 2_000
"""Characters that one person may write to one question."""
MOST_TOKENS = 20

MONTH = re.compile(r"20\d{2}-(0[1-9]|1[0-2])")
SECRET = re.compile(r"[A-Za-z0-9_-]{20,100}")
KEY = re.compile(r"[a-z][a-z0-9-]{0,39}")


class Month(fields.String):
    """`2026-10`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(metadata={"pattern": f"^{MONTH.pattern}$", **kwargs.pop("metadata", {})}, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        if not isinstance(value, str) or not MONTH.fullmatch(value):
            raise ValidationError("A month as 2026-10.")
        return value


class Pairs(fields.Field[dict[str, str]]):
    """An object of at most 40 texts by item."""

    def __init__(self, inner: fields.Field[Any], **kwargs: Any) -> None:
        self.inner = inner
        shown = {"type": "object", "additionalProperties": {"type": "string"}, "maxProperties": 40}
        super().__init__(metadata={**shown, **kwargs.pop("metadata", {})}, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> dict[str, str]:
        if not isinstance(value, dict):
            raise ValidationError("An object of items.")
        if len(value) > 40:
            raise ValidationError("At most 40 items.")
        found: dict[str, str] = {}
        faults: dict[str, Any] = {}
        for key, text in value.items():
            try:
                if not KEY.fullmatch(key):
                    raise ValidationError("There is no such question.")
                found[key] = str(self.inner.deserialize(text))
            except ValidationError as error:
                faults[key if KEY.fullmatch(key) else "?"] = error.messages
        if faults:
            raise ValidationError(faults)
        return found


class AnsweredSchema(Schema):
    """What one person answered. Which codes an item takes is judged against the set (`GET /feedback/kiosk` tells it)."""

    set = fields.String(required=True, validate=validate.OneOf(tuple(contents.content().sets)), metadata={"description": "Which questions"})
    version = fields.Integer(required=True, strict=True, validate=validate.Range(1, 10_000), metadata={"description": "Of the set"})
    language = Choice(contents.LANGUAGES, required=True, allow_none=False, metadata={"description": "In which it was read"})
    who = Choice(contents.WHO, required=True, allow_none=False, metadata={"description": "Answered oneself, with help, or by another for them"})
    easy_read = YesNo(load_default=False, allow_none=False)
    answers = Pairs(fields.String(validate=validate.Length(max=40)), required=True, metadata={"description": "Item → code"})
    words = Pairs(Text(LONGEST_WORDS, lines=True, allow_none=False), load_default=dict, metadata={"description": "Item → what they wrote"})
    may_quote = YesNo(load_default=False, allow_none=False, metadata={"description": "They ticked that their words may be shown to others"})


class FeedbackResponseSchema(AnsweredSchema):
    """One person's answers as a kiosk sends them."""

    mode = Choice(("kiosk",), required=True, allow_none=False)
    token = fields.String(
        validate=validate.Regexp(SECRET),
        metadata={"description": "On a tablet that was handed over: this answer's one-time token. Left out on an enrolled device."},
    )
    month = Month(metadata={"description": "On an enrolled device: the month of the answer. A token knows its own."})


class EachByItself(fields.Nested):
    """Documented as its schema, and not read through it here: each entry is judged by itself later, and refused by itself."""

    def deserialize(self, value: Any, attr: str | None = None, data: Any = None, **kwargs: Any) -> Any:
        return value


class FeedbackBatchSchema(Schema):
    """Up to 100 people's answers, shuffled. `batch` is chance, made once for this batch: sending it again under the same key changes nothing."""

    batch = Id(required=True, allow_none=False)
    responses = fields.List(
        EachByItself(FeedbackResponseSchema),
        required=True,
        validate=validate.Length(1, MOST_RESPONSES, error="From {min} to {max} responses at once."),
    )


class FeedbackEndingSchema(Schema):
    """What became of one response."""

    n = fields.Integer(required=True, metadata={"description": "Its place in the batch, from 0"})
    ending = fields.String(required=True, validate=validate.OneOf(("taken", "refused")))
    reason = fields.String(
        allow_none=True,
        required=True,
        validate=validate.OneOf(("invalid", "set", "token", "month", "empty", "proxy", None)),
        metadata={"description": "Why it was refused; sending it again as it is will not help"},
    )
    errors = fields.Dict(keys=fields.String(), values=fields.String(), required=True, metadata={"description": "Where it lies"})


class FeedbackTakenSchema(Schema):
    """What became of each response, in their order."""

    now = fields.String(required=True, metadata={"format": "date-time"})
    endings = fields.List(fields.Nested(FeedbackEndingSchema), required=True)


class KioskHeaderSchema(Schema):
    """Which kiosk asks: the secret of an enrolled device, or a one-time token of a tablet that was handed over."""

    class Meta:
        unknown = EXCLUDE

    kiosk = fields.String(data_key="X-Kiosk", load_default=None, metadata={"description": "The device's secret, or a one-time token"})


# ------------------------------------------------------------------------------------------------------------------ what a kiosk shows


class KioskItemSchema(Schema):
    """One question in English. Translations that were signed off come with the kiosk's own content."""

    key = fields.String(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(("choice", "statement", "scale", "words")))
    text = fields.String(required=True)
    easy = fields.String(required=True, allow_none=True, metadata={"description": "In easy read, where there is such a wording"})
    source = fields.String(required=True)
    codes = fields.List(fields.List(fields.String(), validate=validate.Length(equal=2)), required=True, metadata={"description": "[code, words]"})
    self_only = fields.Boolean(required=True, metadata={"description": "Never asked of someone who answers for another"})


class SaidAndDoneSchema(Schema):
    """What people said and what was done."""

    said = fields.String(required=True)
    did = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf(("under-way", "done", "not-now")))
    translations = fields.Dict(
        keys=fields.String(), values=fields.Dict(keys=fields.String(), values=fields.String()), required=True,
        metadata={"description": "Language → said, did, by (a named interpreter), on (a date)"},
    )  # fmt: skip


class KioskSchema(Schema):
    """What a kiosk asks here: the team's set, its languages, and the last three things that came of what people said."""

    now = fields.String(required=True, metadata={"format": "date-time"})
    team = fields.String(required=True, metadata={"description": "Its name"})
    place = fields.String(required=True, metadata={"description": "Its name"})
    month = fields.String(required=True, metadata={"description": "That an answer given now is counted under"})
    set = fields.String(required=True)
    version = fields.Integer(required=True)
    name = fields.String(required=True)
    before = fields.String(required=True, allow_none=True, metadata={"description": "A sentence before the questions that are not the first"})
    stem = fields.String(required=True, metadata={"description": "Before each statement"})
    items = fields.List(fields.Nested(KioskItemSchema), required=True)
    languages = fields.List(fields.String(), required=True)
    drafts = fields.Boolean(
        required=True, metadata={"description": "A demonstration: drafts of the words around the questions are shown, marked as drafts"}
    )
    said_and_done = fields.List(fields.Nested(SaidAndDoneSchema), required=True)
    signed = fields.Dict(
        keys=fields.String(), values=fields.Dict(keys=fields.String(), values=fields.String()), required=True,
        metadata={"description": "Language → digest, by, on: the words around the questions that a named person found right here"},
    )  # fmt: skip
    recordings = fields.Dict(
        keys=fields.String(), values=fields.Dict(keys=fields.String(), values=fields.String()), required=True,
        metadata={"description": "Language → what is said → the id of its sound"},
    )  # fmt: skip


class AskedSchema(KioskSchema):
    """What one's own team asks, and what its kiosk shows."""


class EnrolSchema(Schema):
    """The code that a lead was shown."""

    code = fields.String(required=True, validate=validate.Length(1, 40), metadata={"description": "Letters and digits, hyphens or not"})


class EnrolledSchema(Schema):
    """The device's secret: told once, sent as X-Kiosk from now on."""

    now = fields.String(required=True, metadata={"format": "date-time"})
    secret = fields.String(required=True)
    name = fields.String(required=True, metadata={"description": "Where the device stands"})


# ------------------------------------------------------------------------------------------------------------------ staff


class AskTokensSchema(Schema):
    """For hand-overs to come, also offline."""

    count = fields.Integer(required=True, strict=True, validate=validate.Range(1, MOST_TOKENS))
    month = Month(required=True, metadata={"description": "This month or the next, in London"})


class TokensSchema(Schema):
    """One-time tokens, each for one person's answer."""

    now = fields.String(required=True, metadata={"format": "date-time"})
    month = fields.String(required=True)
    ends_on = fields.String(required=True, metadata={"format": "date", "description": "The last day on which an answer is taken under it"})
    tokens = fields.List(fields.String(), required=True)


class EntrySchema(AnsweredSchema):
    """An answer given on paper, by phone, by text message or online, written in by staff. No name, no day."""

    mode = Choice(("paper", "phone", "text", "online"), required=True, allow_none=False)
    month = Month(required=True)
    team = Id(load_default=None, metadata={"type": "string", "description": "That it is about; without it one's own"})
    batch = Id(
        load_default=None,
        allow_none=False,
        metadata={"description": "Chance, made with the draft: sent again, it counts once. A page from before it leaves it out."},
    )


class AskedQuerySchema(Schema):
    """Whose questions: one's own team's where no team is named."""

    team = Id(load_default=None, allow_none=False)


class EnteredSchema(Schema):
    """It was taken."""

    now = fields.String(required=True, metadata={"format": "date-time"})


class NewKioskSchema(Schema):
    """A device that is to stand somewhere."""

    team = Id(required=True, allow_none=False)
    name = Text(80, required=True, allow_none=False, metadata={"description": "Where it stands"})


class KioskDeviceSchema(Schema):
    """A device that stands somewhere."""

    id = fields.String(required=True, metadata={"format": "uuid"})
    team = fields.String(required=True, metadata={"format": "uuid"})
    name = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf(("waiting", "code-ended", "enrolled", "revoked")))
    enrolled_on = Day(required=True, metadata={"type": "string"})
    code_ends_at = fields.String(required=True, allow_none=True, metadata={"format": "date-time", "description": "While its code waits to be typed"})


class NewKioskAnswerSchema(KioskDeviceSchema):
    """Its code, told once: it works once, within a day."""

    code = fields.String(required=True)


class KiosksSchema(Schema):
    """The devices of the teams that one leads."""

    now = fields.String(required=True, metadata={"format": "date-time"})
    kiosks = fields.List(fields.Nested(KioskDeviceSchema), required=True)


class ChosenSchema(Schema):
    """What a team asks."""

    set = fields.String(required=True, validate=validate.OneOf(tuple(contents.content().sets)))
    service_line = fields.String(required=True, validate=validate.OneOf(contents.SERVICE_LINES))
    languages = fields.List(
        fields.String(validate=validate.OneOf(contents.LANGUAGES)), required=True, validate=validate.Length(1, len(contents.LANGUAGES))
    )
