"""The line: one record as canonical JSON, the sum of a part, and how a client makes its own lines (PROTOCOL §2, §6).

The same record gives the same bytes here and in a browser, whatever wrote it; sums and chains stand on that.
"""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections.abc import Iterable, Mapping
from typing import Any

from sync.change import Also, Gone, Record, Stamp

EMPTY = bytes(32)
"""The sum of a part without records, and the head of a chain without rows."""

_EXACT = 2**53
"""Up to here every whole number is a double of its own."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_encoder = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True)
_make: Any = getattr(json.encoder, "c_make_encoder", None)
_pieces = _make and _make(None, _encoder.default, json.encoder.encode_basestring, None, ":", ",", True, False, False)
"""What CPython's `JSONEncoder.encode` makes anew for each value, made once: that was half of what printing a short one took."""


def _fast(value: Any) -> str:
    return "".join(_pieces(value, 0)) if _pieces else _encoder.encode(value)


def canonical(value: Any) -> str:
    """JSON as `JSON.stringify` prints it, keys sorted by UTF-16 code unit, no white space.

    Lone surrogates are escaped, as ECMAScript does. Raises ValueError for NaN, infinities and types that are not JSON.
    """
    try:
        text = _fast(value if _is_plain(value) else _numbers(value))
    except _PrintsOtherwise:
        return _slow(value)
    if text.isascii():
        return text
    # Code points sort otherwise than code units only where there is something beyond the basic plane.
    if max(text) > "\uffff" or _SURROGATE.search(text):
        return _slow(value)
    return text


def line(record: Record) -> str:
    """The line of a record (PROTOCOL §2)."""
    return canonical(
        {
            "fields": record.fields,
            "id": record.id,
            "kind": record.kind,
            "part": record.part,
            "patient": record.patient,
            "rev": record.rev,
            "stamps": {group: _stamp(stamp) for group, stamp in record.stamps.items()},
        }
    )


def gone(record_id: str, part: str, rev: int) -> str:
    """The line of a record that left its bundle or part."""
    return canonical({"gone": record_id, "part": part, "rev": rev})


def parse(text: str) -> Record | Gone:
    """A line read back. Raises ValueError where it is none."""
    try:
        raw = json.loads(text)
        if "gone" in raw:
            return Gone(raw["gone"], raw["part"], raw["rev"])
        return Record(
            kind=raw["kind"],
            id=raw["id"],
            patient=raw["patient"],
            part=raw["part"],
            rev=raw["rev"],
            fields=raw["fields"],
            stamps={group: _parse_stamp(stamp) for group, stamp in raw["stamps"].items()},
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a line: {error!r}") from error


def digest(text: str) -> bytes:
    """SHA-256 of a line, 32 bytes: what it adds to, or takes from, the sum of its part."""
    return hashlib.sha256(text.encode()).digest()


def combine(total: bytes, line_digest: bytes) -> bytes:
    """The sum with one line's digest put in, or taken out: XOR is its own inverse."""
    return (int.from_bytes(total, "big") ^ int.from_bytes(line_digest, "big")).to_bytes(32, "big")


def total(lines: Iterable[str]) -> bytes:
    """The sum of a part: XOR of the digests of its live records' lines."""
    result = 0
    for text in lines:
        result ^= int.from_bytes(digest(text), "big")
    return result.to_bytes(32, "big")


def same(one: Any, other: Any) -> bool:
    """Whether two JSON values are the same to a client: 1 and 1.0 are, 1 and true are not."""
    if one is None or other is None or isinstance(one, str) or isinstance(other, str):
        return bool(one == other)
    return canonical(one) == canonical(other)


def deflate(data: bytes, level: int = 6) -> bytes:
    """Raw deflate (RFC 1951), as packs and blocks carry. Filtered: in lines full of ids a repeat of three letters costs more than it saves (4%)."""
    squeeze = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, zlib.Z_FILTERED)
    return squeeze.compress(data) + squeeze.flush()


def inflate(data: bytes, limit: int = 64 * 1024 * 1024) -> bytes:
    """The bytes that `deflate` packed. Raises ValueError where they are damaged, cut off or more than `limit`."""
    loosen = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        plain = loosen.decompress(data, limit)
    except zlib.error as error:
        raise ValueError(f"not raw deflate: {error}") from error
    if not loosen.eof:
        raise ValueError("cut off, or longer than is allowed")
    return plain


def _stamp(stamp: Stamp) -> dict[str, Any]:
    plain: dict[str, Any] = {"at": stamp.at, "by": stamp.by, "change": stamp.change}
    if stamp.was is not None:
        plain["was"] = stamp.was
    if stamp.joined:
        plain["joined"] = True
    if stamp.about:
        plain["about"] = True
    if stamp.also is not None:
        plain["also"] = {"at": stamp.also.at, "by": stamp.also.by, "change": stamp.also.change, "value": stamp.also.value}
    return plain


def _parse_stamp(raw: Mapping[str, Any]) -> Stamp:
    also = raw.get("also")
    return Stamp(
        at=raw["at"],
        by=raw["by"],
        change=raw["change"],
        was=raw.get("was"),
        joined=raw.get("joined", False),
        about=raw.get("about", False),
        also=None if also is None else Also(also["at"], also["by"], also["change"], also["value"]),
    )


class _PrintsOtherwise(Exception):
    """A number that Python prints otherwise than ECMAScript."""


def _is_plain(value: Any) -> bool:
    """Whether the fast encoder prints this as ECMAScript would, without a copy of it: so for nearly all there is."""
    kind = type(value)
    if kind is dict:
        inner = value.values()
    elif kind is list:
        inner = value
    else:
        return kind is str or kind is bool or value is None or (kind is int and -_EXACT <= value <= _EXACT)
    for item in inner:  # noqa: SIM110 (a generator would take three times as long, and every line of a push passes here five times)
        if type(item) is not str and item is not None and not _is_plain(item):
            return False
    return True


def _numbers(value: Any) -> Any:
    """The value with whole floats as integers and mappings as dicts, so that the fast encoder prints what ECMAScript would."""
    kind = type(value)
    if kind is str or kind is bool or value is None:
        return value
    if kind is int:
        if -_EXACT <= value <= _EXACT:
            return value
        raise _PrintsOtherwise
    if kind is float:
        if value.is_integer() and abs(value) <= _EXACT:
            return int(value)
        if 1e-4 <= abs(value) < 1e16 or value != value or abs(value) == float("inf"):
            return value
        raise _PrintsOtherwise
    if kind is list or kind is tuple:
        return [_numbers(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _numbers(item) for key, item in value.items()}
    raise ValueError(f"not JSON: {kind.__name__}")


def code_units(text: str) -> bytes:
    """The key by which ECMAScript sorts strings: UTF-16 code units."""
    return text.encode("utf-16-be", "surrogatepass")


def _slow(value: Any) -> str:
    """`canonical` for what the fast encoder prints otherwise: rare numbers, lone surrogates, keys beyond the basic plane."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, (int, float)):
        return _number(float(value))
    if isinstance(value, Mapping):
        pairs = sorted(value.items(), key=lambda pair: code_units(pair[0]))
        return "{" + ",".join(f"{_string(key)}:{_slow(item)}" for key, item in pairs) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(_slow(item) for item in value) + "]"
    raise ValueError(f"not JSON: {type(value).__name__}")


def _string(text: str) -> str:
    # Two surrogates beside each other are one character to ECMAScript, whoever put them there.
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    return _SURROGATE.sub(lambda lone: f"\\u{ord(lone.group()):04x}", _fast(whole))


def _number(value: float) -> str:
    """ECMAScript's Number::toString: the shortest digits that read back, exponents only below 1e-6 and from 1e21."""
    if value != value or value in (float("inf"), float("-inf")):
        raise ValueError("not JSON: a number without end")
    if value == 0:
        return "0"
    sign = "-" if value < 0 else ""
    mantissa, _, exponent = f"{abs(value)!r}".partition("e")
    before, _, after = mantissa.partition(".")
    digits = (before + after).lstrip("0")
    point = len(before) + int(exponent or 0) - (len(before + after) - len(digits))
    digits = digits.rstrip("0")
    count = len(digits)
    if count <= point <= 21:
        return sign + digits + "0" * (point - count)
    if 0 < point <= 21:
        return f"{sign}{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"{sign}0.{'0' * -point}{digits}"
    power = point - 1
    tail = f".{digits[1:]}" if count > 1 else ""
    return f"{sign}{digits[0]}{tail}e{'+' if power > 0 else '-'}{abs(power)}"
