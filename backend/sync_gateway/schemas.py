"""What comes in and goes out of push, check, pull and resend (PROTOCOL §5 to §8).

Of a push only the envelope is judged here: each of its changes is read by itself, and refused by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

MOST_CHANGES = 200
MOST_BUNDLES = 20_000
"""Far above any caseload: a device never holds more."""
LONGEST_SENT = 10_000
"""Answered changes a device may ask after at once; it asks again for the rest."""

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_DIGEST = re.compile(r"[0-9a-f]{32}")
_CHAIN8 = re.compile(r"[0-9a-f]{16}")
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z")
_PART = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_MOST_REV = 2**31 - 1


def _whole(pattern: re.Pattern[str], message: str) -> Callable[[str], None]:
    """All of the text, a line's end included: `$` in Python would let one pass."""

    def judge(text: str) -> None:
        if pattern.fullmatch(text) is None:
            raise ValidationError(message)

    return judge


class Id(fields.String):
    """A UUID as the wire writes it."""

    def __init__(self, *, description: str | None = None, **kwargs: Any) -> None:
        shown = {"format": "uuid", "pattern": f"^{_ID.pattern}$", **({"description": description} if description else {})}
        super().__init__(validate=_whole(_ID, "This is not a UUID in lower case."), metadata=shown, **kwargs)


class Rows(fields.Field[Any]):
    """A list of short lists, judged by hand: a field object for each value of 300 bundles would cost more than the pull."""

    def __init__(self, shape: str, **kwargs: Any) -> None:
        self.width = len(shape.split())
        shown = {
            "type": "array",
            "maxItems": MOST_BUNDLES,
            "description": f"Each: [{shape.replace(' ', ', ')}]",
            "items": {"type": "array", "minItems": self.width, "maxItems": self.width},
        }
        super().__init__(metadata=shown, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> list[tuple[Any, ...]]:
        if not isinstance(value, list):
            raise ValidationError("This is not a list.")
        if len(value) > MOST_BUNDLES:
            raise ValidationError(f"At most {MOST_BUNDLES} bundles.")
        faults = {number: "This is not a bundle and its version." for number, row in enumerate(value) if not self._fits(row)}
        if faults:
            raise ValidationError({str(number): [message] for number, message in list(faults.items())[:5]})
        return [tuple(row) for row in value]

    def _fits(self, row: Any) -> bool:
        if not isinstance(row, list) or len(row) != self.width:
            return False
        if self.width == 3:
            return _is_version(*row)
        bundle, parts, rev, chain8, end = row
        return (
            _is_version(bundle, rev, chain8)
            and isinstance(parts, list)
            and 0 < len(parts) <= 20
            and all(isinstance(part, str) and _PART.fullmatch(part) for part in parts)
            and (end is None or (isinstance(end, str) and _TIME.fullmatch(end) is not None))
        )


def _is_version(bundle: Any, rev: Any, chain8: Any) -> bool:
    return (
        isinstance(bundle, str)
        and _ID.fullmatch(bundle) is not None
        and isinstance(rev, int)
        and not isinstance(rev, bool)
        and 0 <= rev <= _MOST_REV
        and isinstance(chain8, str)
        and _CHAIN8.fullmatch(chain8) is not None
    )


def _schema_number() -> fields.Integer:
    return fields.Integer(
        required=True,
        strict=True,
        validate=validate.Range(1, 1_000_000),
        metadata={"description": "What the app understands (M8)"},
    )


def _newest_answered() -> Id:
    return Id(load_default=None, allow_none=True, description="What the last answer to a push or resend named as `newest`")


class PushSchema(Schema):
    """Up to 200 changes, in order, with the versions held of the bundles they touch."""

    schema = _schema_number()
    held = Rows("bundle rev chain8", required=True)
    changes = fields.List(
        fields.Raw(allow_none=True, metadata={"description": "A change (PROTOCOL §4). One that cannot be read is refused by itself."}),
        required=True,
        validate=validate.Length(max=MOST_CHANGES, error="At most {max} changes at once."),
    )
    newest_answered = _newest_answered()


class EndingSchema(Schema):
    """How one change ended (PROTOCOL §5), or `not_now`, which is no ending."""

    id = Id(required=True, allow_none=True)
    ending = fields.String(validate=validate.OneOf(("applied", "merged", "conflicted", "refused")))
    bundle = Id()
    rev = fields.Integer()
    at = fields.String()
    record = Id()
    part = fields.String()
    group = fields.String(allow_none=True)
    result = fields.Dict(metadata={"description": "What stands instead; left out for somebody who may not read the record any more"})
    conflict = Id()
    reason = fields.String()
    message = fields.String(metadata={"description": "A sentence for a person"})
    fields_ = fields.Dict(keys=fields.String(), values=fields.String(), data_key="fields", attribute="fields")
    not_now = fields.String(validate=validate.OneOf(("update-required", "busy", "sign-in")))


class MovedSchema(Schema):
    """Where a bundle stands after the push."""

    bundle = Id(required=True)
    rev = fields.Integer(required=True)
    chain8 = fields.String(required=True)
    current = fields.Boolean(required=True, metadata={"description": "The device can make the new lines by itself (PROTOCOL §6)"})
    sums = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class PushedSchema(Schema):
    """Each change's ending in the order sent, and each bundle that moved."""

    now = fields.String(required=True, metadata={"format": "date-time"})
    resend = fields.Boolean(required=True, metadata={"description": "The journal lacks the newest answered change: nothing was judged"})
    newest = Id(required=True, allow_none=True, description="To be named as `newest_answered` from now on; null where nothing was answered yet")
    safe_through = fields.String(required=True, allow_none=True, metadata={"format": "date-time"})
    endings = fields.List(fields.Nested(EndingSchema), required=True)
    bundles = fields.List(fields.Nested(MovedSchema), required=True)


class CheckSchema(Schema):
    """The digest of all that is held (PROTOCOL §7)."""

    schema = _schema_number()
    digest = fields.String(required=True, validate=_whole(_DIGEST, "This is not a digest."), metadata={"pattern": f"^{_DIGEST.pattern}$"})
    newest_answered = _newest_answered()


class CheckedSchema(Schema):
    """Whether anything is new. `lease_until` stands only where nothing is."""

    now = fields.String(required=True, metadata={"format": "date-time"})
    schema = fields.Integer(required=True, metadata={"description": "What this server writes (M8): an app with an older one may not show everything"})
    same = fields.Boolean(required=True)
    lease_until = fields.String(metadata={"format": "date-time"})


class PullSchema(Schema):
    """What the device holds, what was just tapped, and its newest answered change."""

    schema = _schema_number()
    held = Rows("bundle parts rev chain8 grant_end", required=True)
    first = fields.List(Id(), load_default=list, validate=validate.Length(max=100))
    newest_answered = _newest_answered()


class ResendSchema(Schema):
    """The ids of the sent log."""

    ids = fields.List(Id(), required=True, validate=validate.Length(max=LONGEST_SENT, error="At most {max} ids at once."))


class LackingSchema(Schema):
    """Those of them that the journal does not have: to be sent again, under the same ids."""

    now = fields.String(required=True, metadata={"format": "date-time"})
    lacking = fields.List(Id(), required=True)
    newest = Id(required=True, allow_none=True, description="Of the others the one to be named as `newest_answered`")
