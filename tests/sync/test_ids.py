"""Derived ids, contents and chains (R1, M6, PROTOCOL §1)."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from sync import engine, ids
from sync.change import Applied, Change, Conflicted, Merged, Refused
from tests.sync.bench import Bench

EXAMPLES = json.loads(Path("sync/examples/ids.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("example", EXAMPLES["derived"], ids=lambda each: each["text"].split(":")[0])
def test_r1_each_example_of_a_derived_id(example: dict[str, str]) -> None:
    assert ids.derived(example["text"]) == example["id"]


@pytest.mark.parametrize("example", EXAMPLES["chain"], ids=lambda each: each["chain8"])
def test_each_example_of_a_chain(example: dict[str, str]) -> None:
    head = ids.chain(bytes.fromhex(example["head"]), bytes.fromhex(example["row"]))
    assert (head.hex(), ids.chain8(head)) == (example["next"], example["chain8"])


@pytest.mark.parametrize("example", EXAMPLES["content"], ids=lambda each: each["change"]["id"][-4:])
def test_m6_each_example_of_a_content(example: dict[str, Any]) -> None:
    change = engine.receive(example["change"])
    assert isinstance(change, Change)
    assert ids.content(change).hex() == example["sha256"]
    assert ids.wire(change) == example["change"]


def test_m6_every_member_of_a_change_is_in_its_content() -> None:
    change = Bench().make("goal", None, None, set={"words": "x"})
    other: dict[str, Any] = {"made_at": "2020-01-01T00:00:00.000Z", "schema": 2, "saw": {"words": None}, "set": {"words": "y"}, "clock_jumped": True}
    for member in fields(Change):
        changed = replace(change, **{member.name: other.get(member.name, "01936f00-0000-7000-8000-00000000dead")})
        assert ids.content(changed) != ids.content(change), member.name


def test_two_histories_with_one_chain_hold_the_same_lines() -> None:
    content = bytes(32)
    endings = [Applied("c", "t"), Applied("c", "u"), Merged("c", "t", {"a": 1}), Conflicted("c", "t", "k"), Refused("c", "role", "No.")]
    rows = [ids.entry(content, ending, lines) for ending in endings for lines in ((), ("a",), ("a", "b"), ("b", "a"), ("ab",))]
    rows.append(ids.entry(b"\x01" * 32, endings[0], ()))
    assert len(set(rows)) == len(rows)
    assert ids.chain(ids.chain(ids.START, rows[0]), rows[1]) != ids.chain(ids.chain(ids.START, rows[1]), rows[0])
