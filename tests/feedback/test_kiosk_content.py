"""The kiosk asks by content of its own, so that it works offline; the server judges by its own. Both say the same, or answers would be refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from backend.feedback import contents

SETS = Path(__file__).resolve().parents[2] / "pwa" / "src" / "kiosk" / "sets"
ITEMS: dict[str, Any] = json.loads((SETS / "items.json").read_text(encoding="utf-8"))
LISTS: dict[str, Any] = json.loads((SETS / "sets.json").read_text(encoding="utf-8"))
SERVER = contents.content()
SENT = {key: item for key, item in ITEMS["items"].items() if item.get("kept", True)}


@pytest.mark.parametrize("key", SENT)
def test_every_question_of_the_kiosk_takes_the_same_codes_on_the_server(key: str):
    item, known = SENT[key], SERVER.items[key]
    if item["kind"] == "words":
        assert known.is_words
    else:
        assert [code for code, _ in ITEMS["scales"][item["scale"]]] == [code for code, _ in known.codes or ()]
    assert item.get("self_only", False) == known.self_only


@pytest.mark.parametrize("key", [key for key, item in SENT.items() if item["kind"] != "ten" and not key.startswith("joined")])
def test_every_question_is_word_for_word_the_same(key: str):
    assert SENT[key]["text"] == SERVER.items[key].text


def test_every_set_is_known_in_this_version_and_asks_nothing_that_the_server_does_not_know_in_it():
    assert {key: one["version"] for key, one in LISTS.items()} == {key: one.version for key, one in SERVER.sets.items()}
    for key, one in LISTS.items():
        asked = [item for item in one["items"] if item in SENT]
        assert set(asked) <= set(SERVER.sets[key].items), key


def test_what_only_decides_what_comes_next_is_not_known_to_the_server():
    assert [key for key in ITEMS["items"] if key not in SENT] == ["children"]
    assert "children" not in SERVER.items
