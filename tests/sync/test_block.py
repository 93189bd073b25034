"""Blocks: bytes of a pull's answer (PROTOCOL §8)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync import block, line

EXAMPLES = json.loads(Path("sync/examples/blocks.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("example", EXAMPLES["blocks"], ids=lambda each: each["what"])
def test_each_example_is_these_bytes(example: dict[str, Any]) -> None:
    header = {name: value for name, value in example["header"].items() if name != "bytes"}
    body = bytes.fromhex(example["body"])
    assert block.block(header, body).hex() == example["block"]
    assert list(block.read(bytes.fromhex(example["block"]))) == [(example["header"], body)]
    if "inflated" in example:
        assert line.inflate(body).decode() == example["inflated"]


def test_blocks_follow_each_other() -> None:
    assert [header for header, _ in block.read(bytes.fromhex(EXAMPLES["stream"]))] == [each["header"] for each in EXAMPLES["blocks"]]


def test_what_broke_off_in_the_middle_is_not_given() -> None:
    assert len(list(block.read(bytes.fromhex(EXAMPLES["cut"])))) == EXAMPLES["whole_in_cut"]


@given(st.lists(st.binary(max_size=60), max_size=4), st.integers(0, 400))
def test_cut_anywhere_only_whole_blocks_count(bodies: list[bytes], cut: int) -> None:
    made = [block.block({"block": "whole", "n": n}, body) for n, body in enumerate(bodies)]
    whole = b"".join(made)
    found = [body for _, body in block.read(whole[:cut])]
    assert found == bodies[: len(found)]
    assert sum(len(each) for each in made[: len(found)]) <= cut
    assert len(found) == len(bodies) or sum(len(each) for each in made[: len(found) + 1]) > cut


def test_what_is_no_block_is_refused() -> None:
    with pytest.raises(ValueError, match="blocks"):
        list(block.read(b"<!doctype html><title>502</title>"))
