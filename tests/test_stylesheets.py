"""Stylesheets of the tablet's screens stay once they came: what one screen styles at its top looks so on every other, once both were looked at.

Defect: the telephone of "If things get worse" and of the care team stood in the red bar of a lone worker's alarm.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "pwa" / "src"
SHARED = ("ui", "kiosk")
"""What every screen has, and an app of its own."""


def screens(pattern: str) -> Iterator[tuple[str, str]]:
    """(folder, text) of each file of a screen."""
    for file in sorted(SOURCE.glob(f"*/**/{pattern}")):
        folder = file.relative_to(SOURCE).parts[0]
        if folder not in SHARED and ".test." not in file.name:
            yield folder, file.read_text(encoding="utf-8")


def test_no_screen_styles_by_itself_a_class_that_stands_on_another() -> None:
    styled, used, takes = (defaultdict[str, set[str]](set) for _ in range(3))
    for folder, text in screens("*.scss"):
        for selectors in re.findall(r"^(\.[^{]+?)\s*\{", text, re.MULTILINE):
            for name in re.findall(r"^\.([a-z][\w-]*)\s*(?:,|$)", selectors, re.MULTILINE):
                styled[name].add(folder)
    for folder, text in screens("*.tsx"):
        takes[folder] |= set(re.findall(r'"\.\./([\w-]+)/(?:[A-Z]\w*|[\w/-]+\.scss)"', text))  # another's stylesheet or component, on purpose
        for words in re.findall(r'\bclass="([^"]*)"', text):
            for name in words.split():
                used[name].add(folder)
    assert len(styled) > 50
    clashes = [(name, owners, folder) for name, owners in styled.items() for folder in used[name] if not owners & {folder, *takes[folder]}]
    assert not clashes
