"""Marshmallow fields that take exactly what PROTOCOL §1 and §2 allow, and nothing that merely looks like it.

`applied` promises that what was set stands exactly, and each tablet makes the same line by itself. So nothing is tidied up here:
a postcode in small letters is refused with a word on how to write it, not silently corrected.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence
from typing import Any, ClassVar

from marshmallow import Schema, ValidationError, fields
from marshmallow.experimental.context import Context

from backend import wall_clock

LONGEST_TEXT = 20_000
"""Characters in one text field (PROTOCOL §4); a schema may say less."""

MOST_ENTRIES = 200
"""Entries in one set (PROTOCOL §4)."""

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z")


class WireSchema(Schema):
    """What one kind may hold. Unknown fields are errors (marshmallow's default); every field may be emptied unless it says otherwise.

    Load with `partial=True` for an edit, without it for a creation. What depends on the day asks `today()`, which the caller sets:
    `with judged_on(today): schema.load(values)`.
    """


def judged_on(today: dt.date) -> Context[dict[str, dt.date]]:
    """The day on which values are judged ("not in the future"): a context manager, so that no schema reads a clock."""
    return Context({"today": today})


def today() -> dt.date | None:
    """The day that `judged_on` set; None outside it, and then nothing is refused for lying in the future."""
    context: dict[str, dt.date] | None = Context.get(default=None)
    return None if context is None else context.get("today")


def _told(kwargs: dict[str, Any], kind: str | None = None, **about: Any) -> dict[str, Any]:
    """A field's arguments: it may be emptied unless it says otherwise; and what the OpenAPI document says of it (apispec reads `metadata`)."""
    kwargs.setdefault("allow_none", True)
    if kind is not None:
        about["type"] = [kind, "null"] if kwargs["allow_none"] else kind
    return {**kwargs, "metadata": {**about, **kwargs.get("metadata", {})}}


_UNSHOWABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Controls but tab and newline (a NUL would break PostgreSQL), and lone surrogates (no UTF-8 exists for them)."""


class Text(fields.String):
    """Text in NFC without control characters. One line unless `lines=True`. `max_length` counts code points."""

    default_error_messages: ClassVar = {  # type: ignore[misc]
        "empty": "Write something, or leave it out.",
        "too_long": "At most {max_length} characters.",
        "characters": "It holds characters that cannot be shown.",
        "one_line": "One line only.",
        "form": "Send text in Unicode's NFC form.",
    }

    def __init__(self, max_length: int = LONGEST_TEXT, *, lines: bool = False, **kwargs: Any):
        super().__init__(**_told(kwargs, maxLength=max_length))
        self.max_length = max_length
        self.lines = lines

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text: str = super()._deserialize(value, attr, data, **kwargs)
        if not text.strip():
            raise self.make_error("empty")
        if len(text) > self.max_length:
            raise self.make_error("too_long", max_length=self.max_length)
        if not self.lines and ("\n" in text or "\r" in text):
            raise self.make_error("one_line")
        if _UNSHOWABLE.search(text):
            raise self.make_error("characters")
        if not unicodedata.is_normalized("NFC", text):
            raise self.make_error("form")
        return text


class Choice(fields.String):
    """One of a closed list of words."""

    def __init__(self, choices: Sequence[str], **kwargs: Any):
        may_be_empty = kwargs.get("allow_none", True)
        super().__init__(**_told(kwargs, enum=[*choices, *([None] if may_be_empty else [])]))
        self.choices = tuple(choices)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        word: str = super()._deserialize(value, attr, data, **kwargs)
        if word not in self.choices:
            raise ValidationError(f"One of: {', '.join(self.choices)}.")
        return word


class Id(fields.Field[str]):
    """A UUID in lower case with hyphens; stays text, as ids do everywhere here."""

    def __init__(self, **kwargs: Any):
        super().__init__(**_told(kwargs, "string", format="uuid"))

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        if not isinstance(value, str) or not _ID.fullmatch(value):
            raise ValidationError("An id: a UUID in lower case.")
        return value


class Day(fields.Field[dt.date]):
    """A date `YYYY-MM-DD` that exists, from 1850 to 2200. `past=True`: not after the day on which it is judged."""

    def __init__(self, *, past: bool = False, **kwargs: Any):
        super().__init__(**_told(kwargs, "string", format="date"))
        self.past = past

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> dt.date:
        if not isinstance(value, str) or not _DAY.fullmatch(value):
            raise ValidationError("A date as 2026-11-24.")
        try:
            day = dt.date.fromisoformat(value)
        except ValueError as error:
            raise ValidationError("There is no such date.") from error
        if not 1850 <= day.year <= 2200:
            raise ValidationError("A year from 1850 to 2200.")
        now = today()
        if self.past and now is not None and day > now:
            raise ValidationError("Not in the future.")
        return day

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else value.isoformat()


class Instant(fields.Field[dt.datetime]):
    """A time in UTC, `YYYY-MM-DDTHH:MM:SS.mmmZ`. `past=True`: at most one day after the day on which it is judged (time zones, odd clocks)."""

    def __init__(self, *, past: bool = False, **kwargs: Any):
        super().__init__(**_told(kwargs, "string", format="date-time"))
        self.past = past

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> dt.datetime:
        if not isinstance(value, str) or not _INSTANT.fullmatch(value):
            raise ValidationError("A time as 2026-11-24T09:30:00.000Z.")
        try:
            at = dt.datetime.fromisoformat(value)
        except ValueError as error:
            raise ValidationError("There is no such time.") from error
        if not 1850 <= at.year <= 2200:
            raise ValidationError("A year from 1850 to 2200.")
        now = today()
        if self.past and now is not None and at.date() > now + dt.timedelta(days=1):
            raise ValidationError("Not in the future.")
        return at

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else wall_clock.wire(value)


class Number(fields.Field[float]):
    """A JSON number (never text, never true), at most 6 decimals (§2), within its hard limits. `whole=True`: no fraction."""

    def __init__(self, low: float, high: float, *, whole: bool = False, **kwargs: Any):
        super().__init__(**_told(kwargs, "integer" if whole else "number", minimum=low, maximum=high))
        self.low, self.high, self.whole = low, high, whole

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
            raise ValidationError("A number.")
        if not self.low <= value <= self.high:
            raise ValidationError(f"A number from {self.low:g} to {self.high:g}.")
        if self.whole and value != int(value):
            raise ValidationError("A whole number.")
        if round(value, 6) != value:
            raise ValidationError("At most 6 decimals.")
        return int(value) if value == int(value) else value


class YesNo(fields.Field[bool]):
    """true or false: no 1, no "yes"."""

    def __init__(self, **kwargs: Any):
        super().__init__(**_told(kwargs, "boolean"))

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> bool:
        if not isinstance(value, bool):
            raise ValidationError("Yes or no.")
        return value


class ListOf(fields.List[Any]):
    """A list of at most 200 entries, each different. Order is kept: whether it means something is the policy's matter."""

    def __init__(self, entry: fields.Field[Any], **kwargs: Any):
        entry.allow_none = False
        super().__init__(entry, **_told(kwargs, maxItems=MOST_ENTRIES))

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> list[Any]:
        if not isinstance(value, list):
            raise ValidationError("A list.")
        if len(value) > MOST_ENTRIES:
            raise ValidationError(f"At most {MOST_ENTRIES} entries.")
        entries = super()._deserialize(value, attr, data, **kwargs)
        if len(set(entries)) != len(entries):
            raise ValidationError("The same entry twice.")
        return entries
