"""What setting kiosks up takes and answers."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from backend.feedback import contents
from backend.wire_fields import Choice, Day, Text

TRANSLATED = tuple(one for one in contents.LANGUAGES if one != "en")
SPOKEN = re.compile(r"[a-z][a-z0-9_-]{0,39}(\.[a-z0-9_-]{1,39})?\Z")
"""What a recording says: `language`, `who`, `fft`, `fft.lead`, `agree.strongly-agree`…"""


class Base64(fields.Field[bytes]):
    """Bytes in base64."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> bytes:
        if not isinstance(value, str):
            raise ValidationError("Bytes in base64.")
        try:
            return base64.b64decode(value, validate=True)
        except (ValueError, binascii.Error) as error:
            raise ValidationError("Bytes in base64.") from error


class SetItemSchema(Schema):
    key = fields.String(required=True)
    text = fields.String(required=True)
    self_only = fields.Boolean(required=True)


class SetSchema(Schema):
    """What may be asked."""

    key = fields.String(required=True)
    version = fields.Integer(required=True)
    name = fields.String(required=True)
    items = fields.List(fields.Nested(SetItemSchema), required=True)


class TeamAsksSchema(Schema):
    """What a team asks."""

    team = fields.String(required=True, metadata={"format": "uuid"})
    name = fields.String(required=True)
    set = fields.String(required=True)
    service_line = fields.String(required=True, validate=validate.OneOf(contents.SERVICE_LINES))
    languages = fields.List(fields.String(), required=True)


class SignedSchema(Schema):
    """Of which wording, by whom and when."""

    digest = fields.String(required=True)
    by = fields.String(required=True)
    on = fields.String(required=True, metadata={"format": "date"})


class RecordedSchema(Schema):
    """Something that can be heard."""

    id = fields.String(required=True, metadata={"format": "uuid"})
    language = fields.String(required=True)
    key = fields.String(required=True)
    by = fields.String(required=True)
    on = fields.String(required=True, metadata={"format": "date"})
    size = fields.Integer(required=True, metadata={"description": "Bytes"})


class SetupSchema(Schema):
    """All that the screen for setting kiosks up shows."""

    now = fields.String(required=True, metadata={"format": "date-time"})
    manages = fields.Boolean(required=True, metadata={"description": "One may note translations and recordings for the place"})
    drafts = fields.Boolean(required=True, metadata={"description": "A demonstration: drafts of translations are shown, marked"})
    sets = fields.List(fields.Nested(SetSchema), required=True)
    teams = fields.List(fields.Nested(TeamAsksSchema), required=True)
    signed = fields.Dict(keys=fields.String(), values=fields.Nested(SignedSchema), required=True, metadata={"description": "By language"})
    recordings = fields.List(fields.Nested(RecordedSchema), required=True)


class _CheckedSchema(Schema):
    by = Text(80, required=True, allow_none=False, metadata={"description": "Who checked it: a person, with their name"})
    on = Day(required=True, allow_none=False)


class WithdrawSchema(Schema):
    """Of which language the words are unsigned again."""

    language = Choice(TRANSLATED, required=True, allow_none=False)


class SignOffSchema(_CheckedSchema):
    """A wording was found right."""

    language = Choice(TRANSLATED, required=True, allow_none=False)
    digest = fields.String(
        required=True, validate=validate.Regexp(r"[0-9a-f]{64}\Z"), metadata={"description": "SHA-256 of the wording, as the kiosk computes it"}
    )


class RecordingSchema(_CheckedSchema):
    """A recording, and who checked what is said in it."""

    language = Choice(contents.LANGUAGES, required=True, allow_none=False)
    key = fields.String(required=True, validate=validate.Regexp(SPOKEN), metadata={"description": "What it says"})
    content = Base64(required=True, metadata={"type": "string", "format": "byte", "description": "MP3, M4A or Ogg"})
