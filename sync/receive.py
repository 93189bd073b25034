"""One raw change off the wire, read strictly (PROTOCOL §4): a Change, or precisely why it is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sync.change import Change, Malformed
from sync.line import canonical
from sync.policy import LINK_ID
from sync.reasons import MESSAGES

BYTES = 64 * 1024
"""A change, as its canonical JSON."""
CHARACTERS = 20_000
"""A text field, in UTF-16 code units, as ECMAScript counts."""
ENTRIES = 200
"""A list."""
DEPTH = 8
DECIMALS = 6
LARGEST = 10**12

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_TIME = re.compile(r"(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z", re.ASCII)
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,99}")
_FIELD = re.compile(rf"{_NAME.pattern}|[a-z_]{{1,30}}\.{LINK_ID.pattern}")
_BROKEN = re.compile("[\x00\ud800-\udfff]")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

_MEMBERS = frozenset(
    ("id", "kind", "record", "patient", "bundle", "author", "made_at", "schema", "clock_jumped", "saw", "set", "part", "after", "retries")
)
_NEEDED = ("id", "kind", "record", "patient", "bundle", "author", "made_at", "schema", "saw", "set")


class _Wrong(Exception):
    def __init__(self, reason: str, **fields: str) -> None:
        self.reason = reason
        self.fields = fields


def receive(raw: object) -> Change | Malformed:
    """One parsed JSON value as a change. Nothing is raised for what a device can send; each fault names its field."""
    change_id = raw.get("id") if isinstance(raw, dict) else None
    known = change_id if isinstance(change_id, str) and is_uuid(change_id) else None
    try:
        return _read(raw)
    except _Wrong as wrong:
        return Malformed(known, wrong.reason, MESSAGES[wrong.reason], wrong.fields)
    except RecursionError:
        return Malformed(known, "too-big", MESSAGES["too-big"])


def is_uuid(text: str) -> bool:
    """Whether a text is an id: lower case with hyphens."""
    return _UUID.fullmatch(text) is not None


def is_time(text: str) -> bool:
    """Whether a text is a time as on the wire: `2026-11-22T09:30:12.123Z`, a day that exists."""
    match = _TIME.fullmatch(text)
    if match is None:
        return False
    year, month, day = (int(part) for part in match.groups()[:3])
    if year == 0 or not 1 <= month <= 12 or not 1 <= day <= _DAYS[month - 1]:
        return False
    return (month, day) != (2, 29) or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))


def _read(raw: object) -> Change:
    if not isinstance(raw, dict):
        raise _Wrong("malformed", change="is not an object")
    for name in _NEEDED:
        if name not in raw:
            raise _Wrong("malformed", **{name: "is missing"})
    strange = sorted(str(name) for name in raw if name not in _MEMBERS)
    if strange:
        raise _Wrong("malformed", **dict.fromkeys(strange[:5], "is not a member of a change"))
    for name in ("id", "record", "bundle", "author"):
        if not isinstance(raw[name], str) or not is_uuid(raw[name]):
            raise _Wrong("malformed", **{name: "is not a UUID in lower case"})
    for name in ("patient", "after", "retries"):
        value = raw.get(name)
        if value is not None and not (isinstance(value, str) and is_uuid(value)):
            raise _Wrong("malformed", **{name: "is neither null nor a UUID in lower case"})
    kind, part, schema = raw["kind"], raw.get("part"), raw["schema"]
    if not isinstance(kind, str) or _NAME.fullmatch(kind) is None:
        raise _Wrong("malformed", kind="is not the name of a kind")
    if part is not None and not (isinstance(part, str) and _NAME.fullmatch(part)):
        raise _Wrong("malformed", part="is not the name of a part")
    if not isinstance(raw["made_at"], str) or not is_time(raw["made_at"]):
        raise _Wrong("malformed", made_at="is not a time like 2026-11-22T09:30:12.123Z")
    if isinstance(schema, bool) or not isinstance(schema, int) or not 1 <= schema <= 1_000_000:
        raise _Wrong("malformed", schema="is not a whole number from 1")
    jumped = raw.get("clock_jumped", False)
    if not isinstance(jumped, bool):
        raise _Wrong("malformed", clock_jumped="is neither true nor false")
    saw = None if raw["saw"] is None else _values("saw", raw["saw"])
    return _small(
        Change(
            id=raw["id"],
            kind=kind,
            record=raw["record"],
            bundle=raw["bundle"],
            patient=raw["patient"],
            author=raw["author"],
            made_at=raw["made_at"],
            schema=schema,
            saw=saw,
            set=_values("set", raw["set"]),
            part=part,
            after=raw.get("after"),
            retries=raw.get("retries"),
            clock_jumped=jumped,
        ),
        raw,
    )


def _small(change: Change, raw: Mapping[str, Any]) -> Change:
    if len(canonical(raw).encode()) > BYTES:
        raise _Wrong("too-big", change=f"is more than {BYTES // 1024} KiB")
    return change


def _values(name: str, raw: object) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise _Wrong("malformed", **{name: "is not an object"})
    for key, value in raw.items():
        if not isinstance(key, str) or _FIELD.fullmatch(key) is None:
            raise _Wrong("malformed", **{name: "has a field whose name is none; an answer's has 1 to 100 visible ASCII characters after the point"})
        for fault in _faults(value, 1):
            raise _Wrong(fault[0], **{key: fault[1]})
    return raw


def _faults(value: object, depth: int) -> Iterator[tuple[str, str]]:
    if depth > DEPTH:
        yield "invalid-value", f"is nested more than {DEPTH} deep"
    elif isinstance(value, str):
        if _BROKEN.search(value):
            yield "invalid-value", "holds a character that cannot be kept"
        elif len(value) > CHARACTERS // 2 and len(value.encode("utf-16-le")) // 2 > CHARACTERS:
            yield "too-big", f"is more than {CHARACTERS} characters"
    elif isinstance(value, bool) or value is None:
        return
    elif isinstance(value, (int, float)):
        if not -LARGEST <= value <= LARGEST or round(value, DECIMALS) != value:
            yield "invalid-value", f"is a number with more than {DECIMALS} decimals, or beyond {LARGEST:.0e}"
    elif isinstance(value, list):
        if len(value) > ENTRIES:
            yield "too-big", f"has more than {ENTRIES} entries"
        for item in value:
            yield from _faults(item, depth + 1)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _faults(key, depth + 1)
            yield from _faults(item, depth + 1)
    else:
        yield "malformed", "is not JSON"
