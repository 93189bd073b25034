"""The lines that a client makes by itself are the server's, byte for byte (PROTOCOL §6)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sync import engine, line, policy
from sync.change import Applied, Change, Record
from sync.own import own
from tests.sync.bench import ADA, BEN, Bench

EXAMPLES = json.loads(Path("sync/examples/own-lines.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("example", EXAMPLES["cases"], ids=lambda each: each["what"])
def test_each_example_line_before_and_after(example: dict[str, Any]) -> None:
    change = engine.receive(example["change"])
    before = None if example["line"] is None else line.parse(example["line"])
    assert isinstance(change, Change)
    assert before is None or isinstance(before, Record)
    after = own(before, change, example["ending"]["rev"], example["ending"]["at"], policy.load())
    assert after is not None
    assert line.line(after) == example["after"]


def test_every_step_that_says_so_can_be_made_alone() -> None:
    bench = Bench()
    goal = bench.create("goal", words="Walk", target="5", status="active")
    edits = [
        ({"target": "5"}, {"target": "6"}, ADA),
        ({"target": "6"}, {"target": "7"}, BEN),
        ({"position": None}, {"position": 1.0}, BEN),
        ({"position": 1}, {"position": 2}, ADA),
        ({"status": "active"}, {"status": "achieved"}, ADA),
        ({"words": "Walk"}, {"words": None}, ADA),
        ({"words": None}, {"words": None}, ADA),
    ]
    for minute, (saw, then, who) in enumerate(edits):
        before = bench.records[goal]
        change = bench.an_edit(goal, saw, then, by=who, minute=minute)
        ending = bench.apply(change)
        assert isinstance(ending, Applied)
        assert bench.steps[-1].own
        made = own(before, change, bench.records[goal].rev, ending.at, bench.policies)
        assert made is not None
        assert line.line(made) == line.line(bench.records[goal])


def test_a_record_that_is_not_here_gives_no_line() -> None:
    bench = Bench()
    goal = bench.create("goal", words="Walk")
    assert own(None, bench.an_edit(goal, {"words": "Walk"}, {"words": "Run"}), 2, "x", bench.policies) is None
