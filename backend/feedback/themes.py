"""What a comment is about, by plain words in `content/themes.json`. Pure. Nothing is learned: whoever reads the list knows why a theme was given."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "content" / "themes.json"


@dataclass(frozen=True, slots=True)
class Theme:
    key: str
    name: str
    words: re.Pattern[str]


@cache
def known() -> tuple[Theme, ...]:
    """The themes, in the order of the file."""
    listed = json.loads(FILE.read_text(encoding="utf-8"))["themes"]
    return tuple(Theme(one["key"], one["name"], pattern(one["words"])) for one in listed)


def pattern(words: Sequence[str]) -> re.Pattern[str]:
    """Whole words and phrases, whatever their capitals, spaces and apostrophes; `*` stands for any ending."""
    each = [re.escape(word.removesuffix("*")).replace(r"\ ", r"\s+").replace("'", "['’]") + (r"\w*" if word.endswith("*") else "") for word in words]
    return re.compile(rf"(?<!\w)(?:{'|'.join(each)})(?!\w)", re.IGNORECASE)


def of(text: str) -> list[str]:
    """The themes of a text, in the order of the file."""
    return [theme.key for theme in known() if theme.words.search(text)]


def name(key: str) -> str:
    return next((theme.name for theme in known() if theme.key == key), key)
