"""What may be asked: sets of items with their codes, from `content/sets.json`. Pure, read once.

A set's wording never changes under one version: other words are a new version, and what was answered to two of them is never put in one row.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "content" / "sets.json"

FFT = "fft"
POSITIVE = ("very-good", "good")
NEGATIVE = ("poor", "very-poor")
FFT_CODES = ("very-good", "good", "neither", "poor", "very-poor", "dont-know")
"""In the order of the national question and return."""
AGREE_CODES = ("strongly-disagree", "disagree", "neither", "agree", "strongly-agree")
"""Scored 1 to 5."""
HOW_OFTEN = ("never", "sometimes", "usually", "always")
NOT_SCORED = frozenset({"not-applicable", "dont-know", "not-said", "one-person"})

LANGUAGES = ("en", "bn", "so", "zh-Hant", "ar", "it", "es", "fr", "pt", "pl")
SPOKEN_HERE = ("en", "bn", "so", "zh-Hant", "ar")
"""Those of the kiosk's first screen: who reads one finds it there, and is told where its translation is not signed off yet."""
MODES = ("kiosk", "paper", "phone", "text", "online")
WHO = ("self", "helped", "proxy")
"""I did; someone helped me to read or press; someone answered for me."""
SERVICE_LINES = ("community-nursing", "rehabilitation-and-therapy", "specialist", "children-and-family", "other")
SHORT = "short"


@dataclass(frozen=True, slots=True)
class Item:
    """One question. `codes`: what may be answered; None where people write. `self_only`: nobody may answer it for another."""

    key: str
    kind: str
    text: str
    easy: str | None
    source: str
    codes: tuple[tuple[str, str], ...] | None
    self_only: bool

    @property
    def is_words(self) -> bool:
        return self.codes is None

    def takes(self, code: str) -> bool:
        return self.codes is not None and any(code == known for known, _ in self.codes)


@dataclass(frozen=True, slots=True)
class Set:
    key: str
    version: int
    name: str
    before: str | None
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Content:
    stem: str
    items: Mapping[str, Item]
    sets: Mapping[str, Set]


@cache
def content() -> Content:
    """The content that ships with this version."""
    return read(json.loads(FILE.read_text(encoding="utf-8")))


def read(document: Mapping[str, Any]) -> Content:
    """Content from its JSON. Raises KeyError where a set names an item, or an item a scale, that is not there."""
    scales = {name: tuple((code, words) for code, words in pairs) for name, pairs in document["scales"].items()}
    items = {
        key: Item(key, one["kind"], one["text"], one["easy"], one["source"], scales[one["scale"]] if "scale" in one else None, one["self_only"])
        for key, one in document["items"].items()
    }
    sets = {key: Set(key, one["version"], one["name"], one["before"], tuple(items[item].key for item in one["items"]))
            for key, one in document["sets"].items()}  # fmt: skip
    return Content(document["stem"], items, sets)
