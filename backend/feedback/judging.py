"""Whether one response may be taken, judged by itself against what its set asks. Pure.

1. An unknown set, item or code, or text where a code is asked, is refused with the item named; the other responses of its batch are not touched.
2. What only the person can say (well-being) is refused where another answered for them.
3. A response without a single answer or word is no response.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from marshmallow import Schema, ValidationError

from backend.errors import flat
from backend.feedback.contents import Content

MONTHS_BACK = 3
"""How long before its sending an answer may have been given: an enrolled device may have stood without network."""


class NotTaken(Exception):
    """Why a response is refused: a word for the program, and what is wrong where."""

    def __init__(self, reason: str, errors: Mapping[str, str] | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.errors = dict(errors or {})


@dataclass(frozen=True, slots=True)
class Response:
    """One person's answers, as far as they can be judged without knowing who sent them. `month`: its first day, None where a token says it."""

    set: str
    version: int
    language: str
    mode: str
    who: str
    easy_read: bool
    may_quote: bool
    month: date | None
    token: str | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)


def judged(raw: Any, schema: Schema, content: Content) -> Response:
    """A response from its JSON. Raises NotTaken."""
    try:
        given: dict[str, Any] = schema.load(raw)
    except ValidationError as error:
        raise NotTaken("invalid", flat(error.messages)) from None
    return weighed(given, content)


def weighed(given: Mapping[str, Any], content: Content) -> Response:
    """A response from what its schema let through. Raises NotTaken."""
    asked = content.sets[given["set"]]
    if given["version"] != asked.version:
        raise NotTaken("set", {"version": f"This server asks version {asked.version} of it."})
    faults = dict(_faults(given, asked.items, content))
    if faults:
        raise NotTaken("invalid", faults)
    if given["who"] == "proxy":
        own = [item for item in given["answers"] if content.items[item].self_only]
        if own:
            raise NotTaken("proxy", {f"answers.{item}": "Only the person can answer this." for item in own})
    if not given["answers"] and not given["words"]:
        raise NotTaken("empty")
    return Response(
        set=given["set"],
        version=given["version"],
        language=given["language"],
        mode=given["mode"],
        who=given["who"],
        easy_read=given["easy_read"],
        may_quote=given["may_quote"],
        month=None if given.get("month") is None else first_day(given["month"]),
        token=given.get("token"),
        answers=given["answers"],
        words=given["words"],
    )


def _faults(given: Mapping[str, Any], asked: tuple[str, ...], content: Content) -> Any:
    for key, code in given["answers"].items():
        item = content.items.get(key)
        if item is None or key not in asked or item.is_words:
            yield f"answers.{key}", "This set does not ask that."
        elif not item.takes(code):
            yield f"answers.{key}", f"One of: {', '.join(known for known, _ in item.codes or ())}."
    for key in given["words"]:
        item = content.items.get(key)
        if item is None or key not in asked or not item.is_words:
            yield f"words.{key}", "This set does not ask that."


def first_day(month: str) -> date:
    """`2026-10` as its first day."""
    return date(int(month[:4]), int(month[5:]), 1)


def month_text(first: date) -> str:
    return f"{first.year:04d}-{first.month:02d}"


def months_between(earlier: date, later: date) -> int:
    return (later.year - earlier.year) * 12 + later.month - earlier.month


def is_recent(month: date, today: date) -> bool:
    """Whether an answer of that month may still come in: this month, or up to three back."""
    return 0 <= months_between(month, today) <= MONTHS_BACK
