"""Two people's edits of one narrative, joined by sentence (policy `text`, M4).

They join only when they touch neither the same nor neighbouring sentences; in any doubt they do not, and a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

_ENDS = re.compile(r"[.!?…]+[\"'”’)\]]*(?=[ \t])|[।॥؟۔。！？]+[\"'”’)\]」』]*|(?=[\r\n])")
"""Where a sentence may end: a stop before a space, a stop of another script, the end of a paragraph or of an item in a list."""

_SHORT = frozenset(
    "dr mr mrs ms mx st rd prof rev sr jr nos vs approx tel ext etc e.g i.e eg ie cf ca a.m p.m am pm b.d bd t.d.s tds q.d.s qds "
    "o.d od p.r.n prn n.b min max hr hrs wk wks mth yr yrs tab tabs cap caps inj resp temp ave dept hosp fig vol "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
"""Abbreviations after which a stop ends no sentence. Missing one makes a sentence shorter, never loses a word."""


class Sentence(NamedTuple):
    """The words, and the white space after them."""

    words: str
    space: str


class _Edit(NamedTuple):
    """Sentences `start` to `end` of the base became these."""

    start: int
    end: int
    new: tuple[Sentence, ...]


def split(text: str) -> list[Sentence]:
    """A text as sentences; joined again they are the text, to the last space."""
    found: list[Sentence] = []
    start = 0
    for match in _ENDS.finditer(text):
        end = match.end()
        if end <= start or not _is_end(text, start, match):
            continue
        rest = end
        while rest < len(text) and text[rest].isspace():
            rest += 1
        found.append(Sentence(text[start:end], text[end:rest]))
        start = rest
    if start < len(text):
        words = text[start:].rstrip()
        found.append(Sentence(words, text[start + len(words) :]))
    return found


def join(base: str, one: str, other: str) -> str | None:
    """Both edits of `base`, or None where they touch the same or neighbouring sentences. The order of the two does not matter."""
    old = split(base)
    mine, theirs = _edits(old, split(one)), _edits(old, split(other))
    if any(_touch(left, right) for left in mine for right in theirs):
        return None
    spaces = _spaces(old, split(one), split(other))
    result: list[Sentence] = []
    at = 0
    for edit in sorted([*mine, *theirs], key=lambda each: (each.start, each.end)):
        result += [Sentence(old[place].words, spaces[place]) for place in range(at, edit.start)]
        result += edit.new
        at = edit.end
    result += [Sentence(old[place].words, spaces[place]) for place in range(at, len(old))]
    last = len(result) - 1
    return "".join(each.words + (each.space or (" " if place < last else "")) for place, each in enumerate(result))


def _is_end(text: str, start: int, match: re.Match[str]) -> bool:
    if not match.group() or match.group()[0] not in ".":
        return True
    word = text[start : match.start()].rsplit(None, 1)[-1:] or [""]
    plain = word[0].strip("(\"'“‘[").lower()
    if plain in _SHORT or (len(plain) == 1 and plain.isalpha()):
        return False
    following = text[match.end() :].lstrip()[:1]
    return not following.islower() and not (plain == "no" and following.isdigit())


def _edits(old: Sequence[Sentence], new: Sequence[Sentence]) -> list[_Edit]:
    matcher = SequenceMatcher(None, [each.words for each in old], [each.words for each in new], autojunk=False)
    return [_Edit(i1, i2, tuple(new[j1:j2])) for tag, i1, i2, j1, j2 in matcher.get_opcodes() if tag != "equal"]


def _touch(one: _Edit, other: _Edit) -> bool:
    """Whether no untouched sentence lies between the two."""
    return not (one.end < other.start or other.end < one.start)


def _spaces(old: Sequence[Sentence], one: Sequence[Sentence], other: Sequence[Sentence]) -> list[str]:
    """The white space after each sentence of the base: as whoever changed it left it."""
    spaces = [each.space for each in old]
    for new in (one, other):
        matcher = SequenceMatcher(None, [each.words for each in old], [each.words for each in new], autojunk=False)
        for i, j, size in matcher.get_matching_blocks():
            for step in range(size):
                changed = new[j + step].space
                if changed != old[i + step].space:
                    spaces[i + step] = max(spaces[i + step], changed) if spaces[i + step] != old[i + step].space else changed
    return spaces
