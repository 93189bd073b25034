"""Lines and sums are the same bytes here and in a browser (PROTOCOL §2)."""

from __future__ import annotations

import json
import math
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync import line
from sync.change import Also, Gone, Record, Stamp

EXAMPLES = json.loads(Path("sync/examples/lines.json").read_text(encoding="utf-8"))
NODE = shutil.which("node")

CANONICAL_IN_NODE = """
const c = (v) => v === null || typeof v !== "object" ? JSON.stringify(v)
  : Array.isArray(v) ? "[" + v.map(c).join(",") + "]"
  : "{" + Object.keys(v).sort().map((k) => JSON.stringify(k) + ":" + c(v[k])).join(",") + "}";
let text = ""; process.stdin.on("data", (d) => text += d).on("end", () => process.stdout.write(JSON.stringify(JSON.parse(text).map(c))));
"""

characters = st.one_of(st.characters(), st.sampled_from('\u0000\u001f\u007f\u2028\u2029\ud800\udc00\ufb00\ufffe"\\/\U0001f600'))
texts = st.text(characters, max_size=12)
numbers = st.one_of(
    st.integers(-(2**60), 2**60),
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-(10**15), 10**15).map(lambda n: n / 10**6),
    st.sampled_from([0.0, -0.0, 1e21, 1e-6, 1e-7, 123e-20, 5e-324, 1.7976931348623157e308, 0.1 + 0.2, 1e16, 12345678901234567890.0]),
)
values = st.recursive(
    st.one_of(st.none(), st.booleans(), texts, numbers), lambda inner: st.one_of(st.lists(inner), st.dictionaries(texts, inner)), max_leaves=12
)


@pytest.mark.parametrize("example", EXAMPLES["lines"], ids=lambda each: each["what"])
def test_each_example_prints_as_its_line(example: dict[str, Any]) -> None:
    assert line.canonical(example["record"]) == example["line"]
    assert line.digest(example["line"]).hex() == example["sha256"]


@pytest.mark.parametrize("example", EXAMPLES["sums"], ids=lambda each: str(each["of"]))
def test_each_example_of_a_sum(example: dict[str, Any]) -> None:
    lines = [EXAMPLES["lines"][place]["line"] for place in example["of"]]
    assert line.total(lines).hex() == example["sum"]
    one_by_one = line.EMPTY
    for text in lines:
        one_by_one = line.combine(one_by_one, line.digest(text))
    assert one_by_one.hex() == example["sum"]


@pytest.mark.skipif(NODE is None, reason="LINES ARE NOT COMPARED WITH WHAT A BROWSER PRINTS: node is not installed")
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(values, min_size=1, max_size=60))
def test_canonical_json_is_what_a_browser_prints(some: list[Any]) -> None:
    assert NODE is not None
    done = subprocess.run([NODE, "-e", CANONICAL_IN_NODE], input=json.dumps(some), capture_output=True, text=True, check=True)
    theirs = json.loads(done.stdout)
    # Through JSON first: two keys that differ as Python texts may be one in ECMAScript.
    ours = [line.canonical(each) for each in json.loads(json.dumps(some))]
    assert ours == theirs


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, {1}, b"x", 1j])
def test_what_is_not_json_has_no_line(value: Any) -> None:
    with pytest.raises(ValueError, match="JSON"):
        line.canonical([value])


def test_a_line_reads_back_as_the_record_it_was() -> None:
    stamps = {
        "target": Stamp("2026-11-22T09:30:12.123Z", "a", "c", was={"target": "5"}),
        "words": Stamp("2026-11-22T09:30:12.123Z", "a", "c", joined=True, about=True),
        "place": Stamp("2026-11-22T09:30:12.123Z", "a", "c", also=Also("2026-11-22T09:00:00.000Z", "b", "d", {"position": 1})),
    }
    record = Record("goal", "g", "p", "core", 17, {"words": "é\u2028", "position": 2}, stamps)
    assert line.parse(line.line(record)) == record
    assert line.parse(line.gone("g", "core", 18)) == Gone("g", "core", 18)


def test_a_line_leaves_out_what_does_not_hold() -> None:
    text = line.line(Record("goal", "g", "p", "core", 1, {}, {"words": Stamp("t", "a", "c")}))
    assert text == '{"fields":{},"id":"g","kind":"goal","part":"core","patient":"p","rev":1,"stamps":{"words":{"at":"t","by":"a","change":"c"}}}'


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"kind":"goal"}', '{"gone":"x"}', "7", '{"kind":1,"id":1,"patient":1,"part":1,"rev":1,"fields":{},"stamps":[]}']
)
def test_what_is_no_line_is_said_to_be_none(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        line.parse(text)


def test_same_tells_truth_from_one_and_text_from_number() -> None:
    assert line.same(1, 1.0)
    assert line.same({"a": [1, None]}, {"a": [1.0, None]})
    assert not line.same(1, True)
    assert not line.same(0, False)
    assert not line.same("1", 1)
    assert not line.same(None, False)
    assert not line.same([], None)


@given(st.binary(max_size=2000), st.integers(0, 9))
def test_deflate_comes_back(data: bytes, level: int) -> None:
    assert line.inflate(line.deflate(data, level)) == data


def test_what_is_cut_off_damaged_or_too_long_is_not_inflated() -> None:
    packed = line.deflate(b"a line\n" * 100)
    for wrong in (packed[:-3], b"\xff\xff\xff", b""):
        with pytest.raises(ValueError, match=r".+"):
            line.inflate(wrong)
    with pytest.raises(ValueError, match="longer"):
        line.inflate(packed, limit=50)
