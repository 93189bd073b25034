"""What uploading and reading pictures takes and answers."""

from __future__ import annotations

from marshmallow import EXCLUDE, Schema, fields, validate

from backend.patients import attachments
from backend.wire_fields import Id


class OffsetHeaderSchema(Schema):
    """Where in the whole content this piece begins."""

    class Meta:
        unknown = EXCLUDE

    offset = fields.Integer(
        data_key="Upload-Offset",
        load_default=0,
        validate=validate.Range(0, 2**31 - 1),
        metadata={"description": "How many bytes come before this piece; 0 where it is left out"},
    )


class WhichSchema(Schema):
    """Attachments that the caller took."""

    ids = fields.List(Id(allow_none=False), required=True, validate=validate.Length(max=200))


class ReceivedSchema(Schema):
    """How much of a picture's content is here."""

    attachment = fields.UUID(required=True)
    received = fields.Integer(required=True, metadata={"minimum": 0, "description": "Bytes: the next piece begins there"})
    whole = fields.Boolean(required=True, metadata={"description": "All of it is here, its sum is right, and it is a picture that may be kept"})


class ReceivedListSchema(Schema):
    """Of each attachment that is the caller's own; one that is left out is not known here, or is somebody else's."""

    attachments = fields.List(fields.Nested(ReceivedSchema), required=True)


PIECE = {
    "required": True,
    "description": f"A piece of the content, at most {attachments.PIECE:,} bytes, as it is",
    "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
}
