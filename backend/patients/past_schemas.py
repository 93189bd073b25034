"""What reading a person's past takes and answers: pages, newest first."""

from __future__ import annotations

import re

from marshmallow import Schema, ValidationError, fields, validate

_ID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_KIND = r"[a-z][a-z_]{0,39}"
_BEFORE = rf"(\d{{4}}-\d{{2}}-\d{{2}}T\d{{2}}:\d{{2}}:\d{{2}}\.\d{{3}}Z)?,{_ID}"


class _Exactly(fields.String):
    """Text that is wholly of a pattern, a line's end included."""

    def __init__(self, pattern: str, message: str, **kwargs: object) -> None:
        compiled = re.compile(pattern, re.ASCII)

        def judge(text: str) -> None:
            if compiled.fullmatch(text) is None:
                raise ValidationError(message)

        about = {"pattern": f"^{pattern}$".replace(r"\d", "[0-9]"), **kwargs.pop("metadata", {})}  # type: ignore[dict-item]
        super().__init__(validate=judge, metadata=about, **kwargs)  # type: ignore[arg-type]


def _kinds(**kwargs: object) -> fields.List[str]:
    kind = _Exactly(_KIND, "This is not the name of a kind.")
    return fields.List(kind, metadata={"description": "Kinds of records, as sync/policies.toml names them"}, **kwargs)  # type: ignore[arg-type]


class OlderQuerySchema(Schema):
    """Which records: of these kinds (of all, where none is named), before a place that an earlier answer gave as `next`."""

    kind = _kinds(load_default=list, validate=validate.Length(max=40))
    before = _Exactly(_BEFORE, "This is not a place that an answer gave.", load_default=None)


class HistoryQuerySchema(Schema):
    """Whose steps: of the records of these kinds, or of one of them; before a step that an earlier answer gave as `next`."""

    kind = _kinds(required=True, validate=validate.Length(min=1, max=40))
    record = _Exactly(_ID, "This is not a UUID in lower case.", load_default=None, metadata={"format": "uuid"})
    before = fields.Integer(load_default=None, validate=validate.Range(1, 2**31 - 1))


class LineSchema(Schema):
    """A record as it is stored (PROTOCOL §2)."""

    kind = fields.String(required=True)
    id = fields.UUID(required=True)
    patient = fields.UUID(required=True, allow_none=True)
    part = fields.String(required=True)
    rev = fields.Integer(required=True)
    fields_ = fields.Dict(required=True, data_key="fields")
    stamps = fields.Dict(required=True)


def _now() -> fields.String:
    return fields.String(required=True, metadata={"format": "date-time", "description": "The server's time (M7)"})


class OlderSchema(Schema):
    """A page of records that are kept and not in the bundle (R8), newest first."""

    now = _now()
    lines = fields.List(fields.Nested(LineSchema), required=True)
    next = fields.String(required=True, allow_none=True, metadata={"description": "Given as `before` brings the next page; null: this was the last"})
    left = fields.Integer(required=True, metadata={"minimum": 0, "description": "How many more there are"})


class StepSchema(Schema):
    """One change of a record, or the load that brought it: then nothing was seen or set, and its lines have their own stamps."""

    n = fields.Integer(required=True, metadata={"minimum": 1, "description": "Its place in the journal of the person's record"})
    change = fields.UUID(required=True)
    source = fields.String(required=True, validate=validate.OneOf(("change", "load")))
    by = fields.String(required=True, metadata={"description": "A member of staff's id, or the named purpose of a job"})
    at = fields.String(required=True, metadata={"format": "date-time", "description": "The time that the server took (M7)"})
    received_at = fields.String(required=True, metadata={"format": "date-time"})
    kind = fields.String(required=True, allow_none=True)
    record = fields.UUID(required=True, allow_none=True)
    saw = fields.Dict(required=True, allow_none=True, metadata={"description": "What its author saw; null for a creation"})
    set = fields.Dict(required=True, allow_none=True, metadata={"description": "What its author wanted"})
    ending = fields.String(required=True, validate=validate.OneOf(("applied", "merged", "conflicted")))
    conflict = fields.UUID(required=True, allow_none=True, metadata={"description": "Where it became a side of one"})
    lines = fields.List(fields.Nested(LineSchema), required=True, metadata={"description": "The records as they stood after it"})


class HistorySchema(Schema):
    """A page of steps, newest first."""

    now = _now()
    steps = fields.List(fields.Nested(StepSchema), required=True)
    next = fields.Integer(required=True, allow_none=True, metadata={"description": "Given as `before` brings the next page; null: this was the last"})
