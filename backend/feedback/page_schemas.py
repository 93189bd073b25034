"""What the screen "What people say" asks and is answered."""

from __future__ import annotations

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from backend.feedback import contents, themes
from backend.feedback.schemas import Month
from backend.wire_fields import Day, Id, Text

SCOPE_LENGTH = 120
OR_NULL = {"type": "string"}
"""apispec adds the null by itself to what may be none."""
STATES = ("no-owner", "under-way", "done", "not-now")


class PageQuerySchema(Schema):
    """Which team, locality or place, and which month; without them one's own, and the last whole month."""

    scope = fields.String(
        load_default=None, validate=validate.Length(1, SCOPE_LENGTH), metadata={"description": "team:<id>, locality:<name> or place"}
    )
    month = Month(load_default=None)


class ExportSchema(PageQuerySchema):
    """What is to be taken out as a file."""


class ExportAnswerSchema(Schema):
    """A table for a spreadsheet. That it was taken out is in the audit trail."""

    now = fields.String(required=True, metadata={"format": "date-time"})
    name = fields.String(required=True, metadata={"description": "Of the file"})
    csv = fields.String(required=True)


class WhichCommentsSchema(PageQuerySchema):
    """Which comments."""

    theme = fields.String(load_default=None, validate=validate.OneOf([theme.key for theme in themes.known()]))
    search = Text(100, load_default=None, allow_none=True, metadata={"description": "Words that stand in it"})
    after = Id(load_default=None, allow_none=True, metadata={"description": "The page before's `next`"})


class VoiceScopeSchema(Schema):
    """Something whose page one may see."""

    scope = fields.String(required=True)
    name = fields.String(required=True)
    team = fields.String(required=True, allow_none=True, metadata={"format": "uuid"})
    leads = fields.Boolean(required=True, metadata={"description": "One may answer here, set kiosks up and correct themes"})


def _whole(**more: object) -> fields.Integer:
    return fields.Integer(required=True, **more)  # type: ignore[arg-type]


class FftSchema(Schema):
    """The national question. Percentages are of all answers, "don't know" included."""

    n = _whole(allow_none=True)
    counts = fields.List(fields.Integer(), required=True, allow_none=True, metadata={"description": f"Of {', '.join(contents.FFT_CODES)}"})
    positive = _whole(allow_none=True)
    negative = _whole(allow_none=True)


class FftMonthSchema(FftSchema):
    """A month. `mark`: "*" fewer than 5 answers, "†" hidden so that another cannot be worked out; then it has no numbers."""

    month = fields.String(required=True)
    mark = fields.String(required=True, validate=validate.OneOf(("", "*", "†")))
    left_out = _whole(metadata={"description": "Teams with answers that are too few to be in it"})


def _mark() -> fields.String:
    about = {"description": "* where all is hidden: fewer than 5 answers, or so that another number cannot be worked out; which of both is not told"}
    return fields.String(required=True, validate=validate.OneOf(("", "*")), metadata=about)


def _left_out() -> fields.Integer:
    return _whole(metadata={"description": "Teams' months with answers that are not in it: too few, or hidden to guard another number"})


class FeedbackStatementSchema(Schema):
    """An "I" statement over three months: the sum of the months that may be shown."""

    item = fields.String(required=True)
    text = fields.String(required=True)
    easy = fields.Boolean(required=True, metadata={"description": "In its easy-read wording, which is another question"})
    version = fields.String(required=True)
    who = fields.String(required=True, validate=validate.OneOf(("own", "proxy")))
    mark = _mark()
    left_out = _left_out()
    n = _whole(allow_none=True, metadata={"description": "Scored answers"})
    not_applicable = _whole(allow_none=True)
    counts = fields.List(fields.Integer(), required=True, allow_none=True, metadata={"description": "Of strongly disagree to strongly agree"})
    percents = fields.List(fields.Integer(), required=True, allow_none=True, metadata={"description": "The same in percent, 100 together"})
    agree = _whole(allow_none=True)
    disagree = _whole(allow_none=True)


class WellbeingBandSchema(Schema):
    name = fields.String(required=True)
    n = _whole()
    percent = _whole(allow_none=True)


class WellbeingSchema(Schema):
    """One of the four questions of the Office for National Statistics."""

    item = fields.String(required=True)
    text = fields.String(required=True)
    version = fields.String(required=True)
    mark = _mark()
    left_out = _left_out()
    n = _whole(allow_none=True)
    mean = fields.Float(required=True, allow_none=True)
    bands = fields.List(fields.Nested(WellbeingBandSchema), required=True, allow_none=True)


class JoinedUpSchema(Schema):
    """One of the questions on joined-up care."""

    item = fields.String(required=True)
    text = fields.String(required=True)
    version = fields.String(required=True)
    who = fields.String(required=True)
    mark = _mark()
    left_out = _left_out()
    n = _whole(allow_none=True)
    counts = fields.List(fields.Integer(), required=True, allow_none=True, metadata={"description": "Of never, sometimes, usually, always"})
    always = _whole(allow_none=True)
    skipped = _whole(allow_none=True, metadata={"description": "Only one person supported them"})


class JoinedUpAllSchema(Schema):
    """How many said "always" to all four questions on joined-up care, of those who could answer all four."""

    version = fields.String(required=True)
    who = fields.String(required=True)
    mark = _mark()
    left_out = _left_out()
    n = _whole(allow_none=True)
    always = _whole(allow_none=True, metadata={"description": "Percent"})


class FeedbackWhoSchema(Schema):
    own = _whole()
    proxy = _whole()
    left_out = _left_out()


class FeedbackThemeNameSchema(Schema):
    key = fields.String(required=True)
    name = fields.String(required=True)


class VoicePageSchema(Schema):
    """What one team, locality or place may know of what people say."""

    now = fields.String(required=True, metadata={"format": "date-time"})
    made_at = fields.String(required=True, allow_none=True, metadata={"format": "date-time", "description": "When it was counted"})
    scope = fields.String(required=True)
    month = fields.String(required=True)
    scopes = fields.List(fields.Nested(VoiceScopeSchema), required=True)
    months = fields.List(fields.Nested(FftMonthSchema), required=True, metadata={"description": "Twelve, the chosen one last"})
    year = fields.Nested(FftSchema, required=True, metadata={"description": "Of the months that are shown"})
    modes = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    who = fields.Nested(FeedbackWhoSchema, required=True, allow_none=True)
    quarter = fields.List(fields.String(), required=True, metadata={"description": "The months of all below"})
    statements = fields.List(fields.Nested(FeedbackStatementSchema), required=True)
    wellbeing = fields.List(fields.Nested(WellbeingSchema), required=True)
    joined_up = fields.List(fields.Nested(JoinedUpSchema), required=True)
    joined_up_all = fields.List(fields.Nested(JoinedUpAllSchema), required=True)
    themes = fields.List(fields.Nested(FeedbackThemeNameSchema), required=True, metadata={"description": "All that a comment may have"})


class FeedbackThemeSchema(Schema):
    key = fields.String(required=True)
    name = fields.String(required=True)
    count = _whole()


class FeedbackConcernSchema(Schema):
    by = fields.String(required=True)
    on = fields.String(required=True, metadata={"format": "date"})


class FeedbackCommentSchema(Schema):
    """What somebody wrote, after names and numbers were taken out."""

    id = fields.String(required=True, metadata={"format": "uuid"})
    team = fields.String(required=True, allow_none=True, metadata={"format": "uuid", "description": "null: too few answered to name it"})
    month = fields.String(required=True)
    words = fields.String(required=True)
    language = fields.String(required=True)
    mode = fields.String(required=True)
    who = fields.String(required=True)
    may_quote = fields.Boolean(required=True)
    state = fields.String(required=True, validate=validate.OneOf(("to-review", "shown")))
    themes = fields.List(fields.String(), required=True)
    is_corrected = fields.Boolean(required=True, metadata={"description": "A person put its themes right"})
    english = fields.String(required=True, allow_none=True)
    interpreter = fields.String(required=True, allow_none=True)
    concern = fields.Nested(FeedbackConcernSchema, required=True, allow_none=True)
    reply = fields.String(required=True, allow_none=True, metadata={"format": "uuid"})
    version = _whole()


class FeedbackCommentsSchema(Schema):
    """A page of comments, in an order of chance; what waits for a lead first."""

    now = fields.String(required=True, metadata={"format": "date-time"})
    total = _whole()
    to_review = _whole()
    themes = fields.List(fields.Nested(FeedbackThemeSchema), required=True, metadata={"description": "With five comments or more"})
    small_themes = _whole(metadata={"description": "How many themes have fewer"})
    comments = fields.List(fields.Nested(FeedbackCommentSchema), required=True)
    next = fields.String(required=True, allow_none=True)


class MarkCommentSchema(Schema):
    """What a person says of a comment; what is left out stays."""

    version = fields.Integer(required=True, strict=True, validate=validate.Range(1, 2**31 - 2))
    themes = fields.List(fields.String(validate=validate.OneOf([theme.key for theme in themes.known()])), validate=validate.Length(max=10))
    state = fields.String(validate=validate.OneOf(("shown", "withheld")), metadata={"description": "After a lead or manager read it"})
    concern = fields.Boolean(truthy={True}, falsy={False}, metadata={"description": "Taken up as a concern"})
    english = Text(4_000, lines=True, allow_none=False, metadata={"description": "Put into English by a named interpreter"})
    interpreter = Text(80, allow_none=False)
    reply = Id(allow_none=False, metadata={"description": "Which answer answers it"})

    @validates_schema
    def _together(self, data: dict[str, object], **_: object) -> None:
        if ("english" in data) != ("interpreter" in data):
            raise ValidationError("Say who put it into English.", "interpreter")


class MarkedSchema(Schema):
    """It was written."""

    now = fields.String(required=True, metadata={"format": "date-time"})


class ReplyOwnerSchema(Schema):
    id = fields.String(required=True, metadata={"format": "uuid"})
    name = fields.String(required=True)
    profession = fields.String(required=True)


class ReplySchema(Schema):
    """You said, we did."""

    id = fields.String(required=True, metadata={"format": "uuid"})
    team = fields.String(required=True, metadata={"format": "uuid"})
    said = fields.String(required=True)
    theme = fields.String(required=True, allow_none=True)
    people = _whole(allow_none=True, metadata={"description": "How many comments said it; null: fewer than 5"})
    did = fields.String(required=True, allow_none=True)
    state = fields.String(required=True, validate=validate.OneOf(STATES))
    owner = fields.Nested(ReplyOwnerSchema, required=True, allow_none=True)
    opened_on = fields.String(required=True, metadata={"format": "date"})
    until = fields.String(required=True, allow_none=True, metadata={"format": "date"})
    ended_on = fields.String(required=True, allow_none=True, metadata={"format": "date"})
    translations = fields.Dict(keys=fields.String(), values=fields.Dict(keys=fields.String(), values=fields.String()), required=True)
    version = _whole()


class RepliesSchema(Schema):
    now = fields.String(required=True, metadata={"format": "date-time"})
    replies = fields.List(fields.Nested(ReplySchema), required=True)


class NewReplySchema(Schema):
    """Something that people said."""

    team = Id(required=True, allow_none=False)
    said = Text(200, required=True, allow_none=False)
    theme = fields.String(load_default=None, allow_none=True, validate=validate.OneOf([theme.key for theme in themes.known()]))
    comment = Id(load_default=None, metadata=OR_NULL)


class TranslatedSchema(Schema):
    """An answer in another language, put there by somebody with a name."""

    said = Text(400, required=True, allow_none=False)
    did = Text(2_000, required=True, allow_none=False, lines=True)
    by = Text(80, required=True, allow_none=False, metadata={"description": "The interpreter"})
    on = fields.String(required=True, validate=validate.Regexp(r"^20\d{2}-\d{2}-\d{2}\Z"))


class ChangeReplySchema(Schema):
    """What is to change of an answer; what is left out stays. Nothing else in between may have changed it (`version`)."""

    version = fields.Integer(required=True, strict=True, validate=validate.Range(1, 2**31 - 2))
    take = fields.Boolean(truthy={True}, falsy={False}, metadata={"description": "I take it"})
    said = Text(200, allow_none=False)
    did = Text(1_000, lines=True)
    state = fields.String(validate=validate.OneOf(STATES))
    until = Day(metadata=OR_NULL)
    translations = fields.Dict(
        keys=fields.String(validate=validate.OneOf([one for one in contents.LANGUAGES if one != "en"])), values=fields.Nested(TranslatedSchema)
    )


class ReplyAnswerSchema(ReplySchema):
    now = fields.String(required=True, metadata={"format": "date-time"})
