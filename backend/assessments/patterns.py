"""Patterns of forms (`regex`), run so that none can hold the server. Pure; as the tablet runs them (`engine/safe-regex.ts`).

1. With a repeat inside a repeat, `(a+)+`, the work doubles with each letter: such a pattern is not run. With k repeats beside each other it grows
   with length to the k: it is not run on a text for which that is more than `BUDGET`.
2. What Python might read otherwise than a browser is not run: the tablet has refused in place what does not fit, and the server takes it.
"""

from __future__ import annotations

import re
import warnings
from functools import lru_cache

BUDGET = 1_000_000
"""A tenth of the tablet's: a process answers for many."""
LONGEST = 500
FEW = 20
"""A repeat up to this often is no danger beside others, only inside one."""

_UNKNOWN = re.compile(
    r"\\[^dDwWsSbntr.*+?()\[\]{}|^$/\\-]|\(\?(?!:)|\[\^?\]|[*+?}][*+]|\{,|\[[^\]]*(?:\[|&&|~~|\|\||--)",
)
"""Escapes, look-around, empty classes, possessive repeats, and what a class of Python may come to mean."""
_REPEAT = re.compile(r"(?:[*+]|\{\d+,\}|\?|\{\d+(?:,\d+)?\})\??")


def fits(pattern: str, text: str) -> bool | None:
    """Whether a text, from end to end, is as a pattern says. None: not run."""
    read = _read(pattern)
    if read is None or any(ord(each) > 0xFFFF for each in text) or not (text.isascii() or "\\s" not in pattern.lower()):
        return None  # a browser counts such a letter twice, and knows more spaces
    repeats, made = read
    return None if len(text) ** max(1, repeats) > BUDGET else made.fullmatch(text) is not None


@lru_cache(maxsize=500)
def _read(pattern: str) -> tuple[int, re.Pattern[str]] | None:
    repeats = None if len(pattern) > LONGEST or _UNKNOWN.search(pattern) else _long_repeats(pattern)
    if repeats is None:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            return repeats, re.compile(pattern, re.ASCII | re.DOTALL)
    except (re.error, Warning, OverflowError, RecursionError):
        return None


def _long_repeats(pattern: str) -> int | None:
    """How many long repeats a pattern has; None where it could double."""
    count = at = 0
    open_ = [0]  # of each open group: 0 nothing in it varies, 1 up to a few times, 2 without end
    while at < len(pattern):
        sign, inner = pattern[at], 0
        at += 1
        if sign == "|":
            open_[-1] = max(open_[-1], 1)
        if sign == "(":
            open_.append(0)
        if sign in "|(^$":
            continue
        if sign == "\\":
            at += 1
        elif sign == "[":
            while at < len(pattern) and pattern[at] != "]":
                at += 2 if pattern[at] == "\\" else 1
            at += 1
        elif sign == ")":
            if len(open_) < 2:
                return None
            inner = open_.pop()
            open_[-1] = max(open_[-1], inner)
        repeat = _REPEAT.match(pattern, at, at + 15)
        if repeat is None:
            continue
        most = _most(repeat[0])
        if most > 1 and (inner == 2 or (inner == 1 and most > 3)):
            return None
        open_[-1] = max(open_[-1], 2 if most > FEW else 1)
        count += most > FEW
        at = repeat.end()
    return count if len(open_) == 1 else None


def _most(repeat: str) -> float:
    if repeat.startswith("?"):
        return 1
    last = re.search(r"(\d+)\}", repeat)
    return int(last[1]) if last else float("inf")
