"""Finding a person among some people: by name, NHS number, street, postcode or date of birth, and by sound where nothing fits.

The rules are those of a tablet (pwa/src/lib/find.ts), so that the same words find the same people with and without coverage; tests hold both to
the same cases. Near spellings are offered, never taken for the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ALIKE = (("ph", "f"), ("[cqg]h?", "k"), ("kh", "k"), ("[zx]", "s"), ("sh", "s"), ("[vw]", "w"), ("j", "s"), (r"(.)\1+", r"\1"))


@dataclass(frozen=True, slots=True)
class Person:
    """What somebody is found by, and told apart."""

    id: str
    name: str
    known_as: str | None
    born_on: date | None
    nhs_number: str | None
    address_line: str | None
    postcode: str | None
    away: str | None = None
    """Where they are instead of at home, in words: whoever plans to go there reads it first."""


@dataclass(frozen=True, slots=True)
class Found:
    """`is_near`: nothing fits, and these only sound alike."""

    people: list[Person]
    is_near: bool


def plain(text: str) -> str:
    """Lower case, no accents, apostrophes away, words apart by one space."""
    bare = "".join(one for one in unicodedata.normalize("NFD", text) if not unicodedata.category(one).startswith("M"))
    return re.sub(r"[\W_]+", " ", re.sub("['’`]", "", bare.lower())).strip()


def skeleton(word: str) -> str:
    """What is left of a plain word when the letters that vary between spellings are gone: "mohammed", "muhamad" → "mmd"."""
    even = word
    for varies, stays in _ALIKE:
        even = re.sub(varies, stays, even)
    return ("a" if re.match("[aeiouy]", even) else "") + re.sub("[aeiouyh ]", "", even)


def letters_apart(one: str, two: str) -> int:
    """How many single letters apart two words are (a swap of neighbours is one)."""
    before: list[int] = []
    row = list(range(len(two) + 1))
    for i in range(1, len(one) + 1):
        following = [i]
        for j in range(1, len(two) + 1):
            best = min(row[j - 1] + (one[i - 1] != two[j - 1]), row[j] + 1, following[j - 1] + 1)
            if i > 1 and j > 1 and one[i - 1] == two[j - 2] and one[i - 2] == two[j - 1]:
                best = min(best, before[j - 2] + 1)
            following.append(best)
        before, row = row, following
    return row[-1]


def birth_date(text: str) -> tuple[str, int, int] | None:
    """Year (as typed: two digits or four), month and day of what could be a date of birth: 14 03 1942, 14/3/42, 14 Mar 1942, 1942-03-14."""
    words = plain(text).split(" ")
    if len(words) != 3:
        return None
    first, middle, last = words
    year, day = (first, last) if len(first) == 4 else (last, first)
    month = str(_MONTHS.index(middle[:3]) + 1) if middle[:3] in _MONTHS else middle
    if not all(re.fullmatch("[0-9]{1,2}", one) for one in (day, month)) or not re.fullmatch("[0-9]{2}|[0-9]{4}", year):
        return None
    return (year, int(month), int(day)) if 1 <= int(day) <= 31 and 1 <= int(month) <= 12 else None


def find(people: Sequence[Person], typed: str) -> Found:
    """Those who fit, whose name fits before whose street does, else in the order given; or, where nobody fits, those who sound alike."""
    words = plain(typed).split()
    if not words:
        return Found([], False)
    fits = _by_number(people, typed) or _by_birth(people, typed)
    if fits:
        return Found(fits, False)
    named = [(one, _names(one)) for one in people]
    fits = _by_words(named, words)
    if fits:
        return Found(fits, False)
    alike = [_Alike(word) for word in words]
    return Found([one for one, names in named if all(any(map(word.is_like, names)) for word in alike)], True)


def _by_number(people: Sequence[Person], typed: str) -> list[Person]:
    digits = re.sub(r"[\s-]", "", typed)
    return [one for one in people if (one.nhs_number or "").startswith(digits)] if re.fullmatch("[0-9]{3,10}", digits) else []


def _by_birth(people: Sequence[Person], typed: str) -> list[Person]:
    wanted = birth_date(typed)
    if wanted is None:
        return []
    year, month, day = wanted
    return [one for one in people if one.born_on and (one.born_on.month, one.born_on.day) == (month, day) and str(one.born_on.year).endswith(year)]


def _by_words(named: Sequence[tuple[Person, Sequence[str]]], words: Sequence[str]) -> list[Person]:
    """2 points for each word with which a name begins, 1 where only a word of the address does; nobody of whom neither does."""
    scored = []
    for one, names in named:
        others = [word for word in words if not any(name.startswith(word) for name in names)]
        if not others or _is_where(one, others):
            scored.append((2 * len(words) - len(others), one))
    return [one for _, one in sorted(scored, key=lambda of: -of[0])]


def _is_where(person: Person, words: Sequence[str]) -> bool:
    """Whether a word of the address begins with each."""
    postcode = plain(person.postcode or "")
    parts = (*plain(person.address_line or "").split(), *postcode.split(), postcode.replace(" ", ""))
    return all(any(part.startswith(word) for part in parts) for word in words)


def _names(person: Person) -> list[str]:
    return plain(f"{person.name} {person.known_as or ''}").split()


class _Alike:
    """A word that was typed, and which names sound like it. A name is looked at once, however many people have it."""

    def __init__(self, typed: str) -> None:
        self.typed = typed
        self._skeleton = skeleton(typed)
        self._known: dict[str, bool] = {}

    def is_like(self, name: str) -> bool:
        if name not in self._known:
            self._known[name] = len(self.typed) >= 3 and (self._is_skeleton_of(name) or self._is_near(name))
        return self._known[name]

    def _is_skeleton_of(self, name: str) -> bool:
        return len(self._skeleton) > 1 and skeleton(name) == self._skeleton

    def _is_near(self, name: str) -> bool:
        most = 2 if max(len(self.typed), len(name)) > 5 else 1
        return abs(len(self.typed) - len(name)) <= most and letters_apart(self.typed, name) <= most
