"""One raw change: read, or refused by itself with its reason (PROTOCOL §4)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync import engine, ids
from sync.change import Change, Malformed
from sync.receive import is_time

EXAMPLES = json.loads(Path("sync/examples/changes.json").read_text(encoding="utf-8"))


def a_change(**members: Any) -> dict[str, Any]:
    raw = json.loads(json.dumps(EXAMPLES["good"][0]["change"]))
    return {**raw, **members}


@pytest.mark.parametrize("example", EXAMPLES["good"], ids=lambda each: each["what"])
def test_what_is_right_is_read_and_travels_back_as_it_came(example: dict[str, Any]) -> None:
    change = engine.receive(example["change"])
    assert isinstance(change, Change)
    assert ids.wire(change).items() >= example["change"].items()


@pytest.mark.parametrize("example", EXAMPLES["bad"], ids=lambda each: each["what"])
def test_what_is_wrong_is_named(example: dict[str, Any]) -> None:
    found = engine.receive(example["change"])
    assert isinstance(found, Malformed)
    assert (found.reason, sorted(found.fields)) == (example["reason"], sorted(example["fields"]))


@pytest.mark.parametrize("member", ["id", "kind", "record", "patient", "bundle", "author", "made_at", "schema", "saw", "set"])
def test_every_member_is_needed(member: str) -> None:
    raw = a_change()
    del raw[member]
    found = engine.receive(raw)
    assert isinstance(found, Malformed)
    assert found.fields == {member: "is missing"}


def test_what_is_too_big_is_refused() -> None:
    cases = {
        "words": a_change(set={"words": "x" * 20_001}),
        "asked": a_change(set={"asked": ["x"] * 201}),
        "change": a_change(set={f"field{n}": "x" * 19_000 for n in range(4)}),
    }
    for field, raw in cases.items():
        found = engine.receive(raw)
        assert isinstance(found, Malformed)
        assert (found.reason, list(found.fields)) == ("too-big", [field])
    assert isinstance(engine.receive(a_change(set={"words": "x" * 20_000})), Change)


def test_characters_are_counted_as_a_browser_counts_them() -> None:
    assert isinstance(engine.receive(a_change(set={"words": "😀" * 10_000})), Change)
    found = engine.receive(a_change(set={"words": "😀" * 10_001}))
    assert isinstance(found, Malformed)
    assert found.reason == "too-big"


def test_what_is_nested_without_end_is_refused_by_itself() -> None:
    deep: Any = "x"
    for _ in range(5000):
        deep = [deep]
    found = engine.receive(a_change(set={"words": deep}))
    assert isinstance(found, Malformed)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=8), inner),
    )
)
def test_nothing_that_a_device_can_send_raises(raw: Any) -> None:
    assert isinstance(engine.receive(raw), Malformed)
    assert isinstance(engine.receive(a_change(set={"words": raw})), Change | Malformed)
    for member in ("id", "patient", "saw", "set", "made_at", "schema", "after", "part", "clock_jumped"):
        assert isinstance(engine.receive(a_change(**{member: raw})), Change | Malformed)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("2026-11-22T09:30:12.123Z", True),
        ("2024-02-29T23:59:59.999Z", True),
        ("2023-02-29T00:00:00.000Z", False),
        ("2100-02-29T00:00:00.000Z", False),
        ("2000-02-29T00:00:00.000Z", True),
        ("2026-13-01T00:00:00.000Z", False),
        ("2026-04-31T00:00:00.000Z", False),
        ("2026-11-22T24:00:00.000Z", False),
        ("2026-11-22T09:30:12Z", False),
        ("2026-11-22T09:30:12.123+00:00", False),
        ("2026-11-22 09:30:12.123Z", False),
        ("0000-01-01T00:00:00.000Z", False),
        ("٢٠٢٦-11-22T09:30:12.123Z", False),
        ("2026-11-22T09:30:12.123Z\n", False),
    ],
)
def test_a_time_is_a_day_that_exists(text: str, right: bool) -> None:
    assert is_time(text) is right
